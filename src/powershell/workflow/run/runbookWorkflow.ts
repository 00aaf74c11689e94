/** A workflow that is the runbook: it can be suspended, and goes on from a checkpoint. */
import type { ParseError } from '../../syntax/parseResult.ts';
import type { FunctionEntry } from '../../runtime/run/commands/commands.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { FunctionRun } from '../../runtime/run/functionRun.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Plans } from '../plan/plans.ts';
import { childrenIn } from '../state/savedChildren.ts';
import { asPowerShell, begin, overlapOf, plans, resume } from './beginning.ts';
import { keeperFor } from './keeping.ts';
import { WorkflowRun } from './workflowRun.ts';
import type { RunEnd } from './workflowRun.ts';
import { prepareScope } from './workflowScope.ts';

/** Which workflow runs, and with what. */
export interface JobRequest {
  readonly name: string;
  readonly parameters: Readonly<Record<string, Value>>;
  /** The state it goes on from. */
  readonly state: string | undefined;
}
/** What the compiler refused; nothing has run. */
export interface Refused { readonly kind: 'refused'; readonly errors: readonly ParseError[] }

/** Its arguments were not taken; nothing has run. */
export interface NotBegun { readonly kind: 'notBegun'; readonly error: PowerShellError }

/** Runs it; `f` is the scope its definition has run in. Throws the PowerShellError that nothing in it caught. */
export function runWorkflowJob(f: Frame, entry: FunctionEntry, request: JobRequest): RunEnd | Refused | NotBegun {
  const { session } = f, made = plans(session);
  for (const [name, text] of request.state === undefined ? [] : asPowerShell(() => childrenIn(request.state ?? ''))) made.texts.set(name, text);
  const plan = made.of(entry);
  if (plan === undefined) throw new Error('A plan is made once at a time.');
  if (plan.errors.length > 0) return { kind: 'refused', errors: plan.errors };
  const all = Plans.reachable(plan);
  const run: WorkflowRun = new WorkflowRun({
    session, plan, plans: all, write: (v) => f.out.write(v), keeper: keeperFor(session.host.checkpoints, { session, plan, plans: all, children: made.texts }), overlap: overlapOf(session), persist: persistOf(request.parameters), deadline: Infinity, isCollection: false,
  });
  if (request.state === undefined) {
    const args = Object.entries(request.parameters).filter(([name]) => fold(name) !== 'pspersist').map(([name, value]) => ({ name, folded: fold(name), value, hasValue: true, splatted: true }));
    let frame: Frame;
    try { ({ frame } = FunctionRun.open(f, { entry, name: entry.name }, args, { out: f.out, streams: f.streams, expectingInput: false, position: undefined })); } catch (e) {
      if (e instanceof PowerShellError) return { kind: 'notBegun', error: e };
      throw e;
    }
    prepareScope(frame, entry.name);
    begin(run, plan, frame);
  } else resume(run, request.state, plan, all);
  return asPowerShell(() => run.run());
}
const persistOf = (parameters: Readonly<Record<string, Value>>): boolean => Object.entries(parameters).some(([name, v]) => fold(name) === 'pspersist' && v === true);
