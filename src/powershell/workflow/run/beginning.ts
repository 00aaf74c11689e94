/** What every run of a workflow needs: its plan, its first fiber or the ones it goes on with, and its errors as PowerShell's. */
import { exception } from '../../runtime/errors/raise.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import type { Session } from '../../runtime/run/session.ts';
import { ErrorRecord, PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { Plan } from '../plan/plan.ts';
import { Plans } from '../plan/plans.ts';
import { readState } from '../state/savedState.ts';
import { WorkflowStateError } from '../state/stateError.ts';
import { Fiber } from './fiber.ts';
import { Overlap } from './overlap.ts';
import type { WorkflowRun } from './workflowRun.ts';

const plansOf = new WeakMap<Session, { readonly plans: Plans; readonly mocks: number }>();
/** The plans of a session's workflows. */
export function plans(session: Session): Plans {
  // A plan says what each name stands for: other mocks, other plans.
  const mocks = session.mocks?.version ?? 0;
  let made = plansOf.get(session);
  if (made?.mocks !== mocks) plansOf.set(session, (made = { plans: new Plans(session), mocks }));
  return made.plans;
}
/** What branches wait for together; undefined where the host lets them wait one by one. */
export const overlapOf = (session: Session): Overlap | undefined => (session.host.overlap === undefined ? undefined : new Overlap(session.host.overlap));

/** Starts it from its beginning, in the scope of a call. */
export function begin(run: WorkflowRun, plan: Plan, frame: Frame): void {
  const fiber = new Fiber();
  fiber.push(plan.body, frame, undefined);
  run.start(fiber);
}
/** Lets it go on from a state. Throws the PowerShellError that says why it cannot. */
export function resume(run: WorkflowRun, text: string, plan: Plan, all: ReadonlyMap<string, Plan>): void {
  const state = asPowerShell(() => readState(text, run.session, plan, all));
  for (const [name, v] of state.settings) run.settings.set(name, v);
  if (state.seeded !== undefined) run.session.seeded = state.seeded;
  if (state.location !== '') run.session.location = state.location;
  for (const fiber of state.fibers) run.start(fiber);
}
/** A state that cannot be kept or read ends the workflow for good (section 8: the job fails). */
export function asPowerShell<T>(work: () => T): T {
  try { return work(); } catch (e) {
    if (!(e instanceof WorkflowStateError)) throw e;
    const record = new ErrorRecord(exception('System.Runtime.Serialization.SerializationException', e.message), e.code, 'InvalidData', null);
    record.position = e.position;
    const error = new PowerShellError(record);
    error.suppressed = true;
    // oxlint-disable-next-line typescript/only-throw-error -- how the engine's errors travel (runtime/errors/raise.ts)
    throw error;
  }
}
