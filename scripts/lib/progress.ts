/** Thrown for what the user can put right: printed as its message alone, without a stack. */
export class SetUpError extends Error {
  readonly code = 'SetUp';
}

export const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * Does one step of a set-up and prints one line when it is done: what came of it, and how long it took.
 * A step that takes more than a second also says beforehand what it is doing.
 */
export async function step<T>(doing: string, work: () => Promise<T> | T, done?: (result: T) => string): Promise<T> {
  const started = performance.now();
  const announce = setTimeout(() => say(`  ...  ${doing}`), 1000);
  try {
    const result = await work();
    say(`  ok   ${done?.(result) ?? doing} (${seconds(started)})`);
    return result;
  } finally {
    clearTimeout(announce);
  }
}

/** Runs the main function of a script; an error becomes one message and exit code 1. */
export async function main(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    process.stderr.write(`${error instanceof SetUpError ? error.message : (error as Error).stack ?? String(error)}\n`);
    process.exitCode = 1;
  }
}
