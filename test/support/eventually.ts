/**
 * Tries again until `attempt` gives something true, and gives that. Throws with the last error, or with what it
 * last gave, when `limit` milliseconds have passed. Never a bare sleep: this is how tests wait.
 */
export async function eventually<T>(attempt: () => Promise<T> | T, limit = 15_000, what = 'the condition'): Promise<NonNullable<T>> {
  let last: unknown;
  for (const began = Date.now(); Date.now() - began < limit; await new Promise((resolve) => setTimeout(resolve, 50))) {
    try {
      last = await attempt();
      if (last) return last as NonNullable<T>;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`Within ${limit / 1000} s ${what} did not come about; last: ${last instanceof Error ? last.message : String(last)}`,
    { cause: last });
}
