/** The user went back to the question before. */
export const BACK = Symbol('back');
export interface StepPosition { readonly step: number; readonly total: number }
export type Step<S> = (state: S, position: StepPosition) => Promise<S | typeof BACK>;

/**
 * Asks one question after the other; BACK returns to the one before, with what was answered until then. Cancelling is
 * the CancelledError that a step throws.
 */
export async function runSteps<S>(initial: S, steps: readonly Step<S>[]): Promise<S> {
  const states: S[] = [initial];
  while (states.length <= steps.length) {
    const index = states.length - 1;
    const state = states[index];
    const step = steps[index];
    if (state === undefined || step === undefined) break;
    const answer = await step(state, { step: index + 1, total: steps.length });
    if (answer !== BACK) states.push(answer);
    else if (states.length > 1) states.pop();
  }
  return states.at(-1) ?? initial;
}
