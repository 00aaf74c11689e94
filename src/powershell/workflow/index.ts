/** The workflow tier: `workflow` bodies as activity trees with explicit state (README.md). */
import { raise } from '../runtime/errors/raise.ts';
import { exception } from '../runtime/errors/raise.ts';
import { reportError } from '../runtime/errors/report.ts';
import type { ParseError } from '../syntax/parseResult.ts';
import type { WorkflowJob } from '../runtime/host.ts';
import { resolveCommand } from '../runtime/run/commands/lookup.ts';
import type { CompiledBlock } from '../runtime/compile/compiledBlock.ts';
import type { FunctionEntry } from '../runtime/run/commands/commands.ts';
import type { Frame } from '../runtime/run/frame.ts';
import { FunctionRun } from '../runtime/run/functionRun.ts';
import type { Session } from '../runtime/run/session.ts';
import { ErrorRecord, PowerShellError } from '../runtime/values/errorRecord.ts';
import { convertTo } from '../runtime/convert/convert.ts';
import { T } from '../runtime/types/t.ts';
import { toNumber } from '../runtime/values/numbers.ts';
import type { NumberValue } from '../runtime/values/numbers.ts';
import { unset } from '../runtime/values/value.ts';
import type { Argument } from '../runtime/bind/argument.ts';
import { startAsJob, suspendedJob } from './run/asJob.ts';
import { unixMs } from './run/clock.ts';
import { keeperFor, keeperForSuspension } from './run/keeping.ts';
import { callOf } from './run/commonArguments.ts';
import { fold } from '../runtime/values/folding.ts';
import type { Value } from '../runtime/values/value.ts';
import { Plans } from './plan/plans.ts';
import type { Plan } from './plan/plan.ts';
import { Fiber } from './run/fiber.ts';
import { Overlap } from './run/overlap.ts';
import { WorkflowRun } from './run/workflowRun.ts';
import type { RunEnd } from './run/workflowRun.ts';
import { prepareScope } from './run/workflowScope.ts';
import { childrenIn, readState } from './state/savedState.ts';
import { WorkflowStateError } from './state/stateError.ts';

export type { RunEnd } from './run/workflowRun.ts';

const plansOf = new WeakMap<Session, { readonly plans: Plans; readonly mocks: number }>();
function plans(session: Session): Plans {
  // A plan says what each name stands for: other mocks, other plans.
  const mocks = session.mocks?.version ?? 0;
  let made = plansOf.get(session);
  if (made?.mocks !== mocks) plansOf.set(session, (made = { plans: new Plans(session), mocks }));
  return made.plans;
}
/** Gives a session what runs workflows that scripts and expressions call. */
export function connectWorkflows(session: Session): void {
  session.runWorkflow = (f, block) => {
    const entry = f.invocation?.command;
    if (entry?.kind !== 'Workflow') throw new Error('Only workflows are run by the workflow tier.');
    const plan = sound(session, entry, block);
    const call = callOf(f);
    if (call?.asJob === true) { f.out.write(startAsJob(f, entry, call.all)); return; }
    prepareScope(f, entry.name);
    // All arguments are known to fit before anything runs.
    const others = (call?.more ?? []).map((args) => besides(f, entry, args));
    const caller = session.current === f ? f.parent : session.current, job = takeJob(session);
    const kept = { session, plan, plans: Plans.reachable(plan), children: plans(session).texts };
    let state: string | undefined;
    const keeper = job === undefined ? keeperForSuspension(entry, kept, (text) => { state = text; }) : keeperFor(job.checkpoints, kept);
    const run = new WorkflowRun({ session, plan, plans: kept.plans, write: (v) => f.out.write(v), keeper, overlap: overlapOf(session), persist: job !== undefined && f.own('pspersist') === true, deadline: Math.min(...[f, ...others].map(deadlineOf)), isCollection: others.length > 0, ...(caller === null ? {} : { caller }) });
    for (const frame of [f, ...others]) begin(run, plan, frame);
    // As the caller wants errors: the workflow may set the preference for itself.
    const wanted = session.preference(f, 'ErrorActionPreference').toLowerCase();
    try {
      const end = job === undefined ? run.run() : asPowerShell(() => run.run());
      if (end.kind !== 'suspended') return;
      if (job !== undefined) job.isSuspended = true;
      else if (state !== undefined) f.out.write(suspendedJob(f, entry, state));
    } catch (e) {
      if (!(e instanceof PowerShellError) || job !== undefined || wanted === 'stop') throw e;
      report(f, e, wanted);
    }
  };
  session.resumeWorkflow = (name, state) => {
    const entry = resolveCommand(session.global, name), job = takeJob(session);
    if (entry.kind !== 'Workflow' || job === undefined) throw new Error('Only the workflow of a job goes on from a state.');
    const plan = sound(session, entry, entry.block), all = Plans.reachable(plan);
    const run = new WorkflowRun({
      session, plan, plans: all, write: (v) => session.global.out.write(v), keeper: keeperFor(job.checkpoints, { session, plan, plans: all, children: plans(session).texts }), overlap: overlapOf(session), persist: false, deadline: Infinity, isCollection: false,
    });
    resume(run, state, plan, all);
    job.isSuspended = asPowerShell(() => run.run()).kind === 'suspended';
  };
}
/** The session's own job, for the first workflow that runs in it; what that one calls is called by a script. */
function takeJob(session: Session): WorkflowJob | undefined {
  const job = session.workflowJob;
  if (job === undefined || job.hasBegun) return undefined;
  job.hasBegun = true;
  return job;
}
/** An error that nothing in a workflow takes ends the workflow, and is a record of the error stream for the script that called it (section 9). */
function report(f: Frame, e: PowerShellError, wanted: string): void {
  const { session } = f;
  if (!e.logged && wanted !== 'ignore') session.logError(e.record);
  if (wanted !== 'ignore' && wanted !== 'silentlycontinue') reportError(f, e.record);
}
/** The scope of a further call beside `f`, of another table of -PSParameterCollection. */
function besides(f: Frame, entry: FunctionEntry, args: readonly Argument[]): Frame {
  const { frame } = FunctionRun.open(f.caller ?? f.session.global, { entry, name: entry.name }, args, { out: f.out, streams: f.streams, expectingInput: false, position: f.invocation?.position });
  const input = f.own('input');
  if (input !== unset) frame.assign('input', input);
  prepareScope(frame, entry.name);
  return frame;
}
const overlapOf = (session: Session): Overlap | undefined => (session.host.overlap === undefined ? undefined : new Overlap(session.host.overlap));

/** A workflow that is the job itself: it can be suspended, and goes on from a checkpoint. */
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

/** The nearer of the two time limits of a call. */
function deadlineOf(f: Frame): number {
  const seconds = ['psrunningtimeoutsec', 'pselapsedtimeoutsec'].map((name) => f.own(name)).filter((v) => v !== unset && v != null).map((v) => toNumber(convertTo(v, T.UInt32) as NumberValue));
  const given = seconds.filter((n) => n > 0);
  return given.length === 0 ? Infinity : unixMs(f.session.host.clock) + Math.min(...given) * 1000;
}

function begin(run: WorkflowRun, plan: Plan, frame: Frame): void {
  const fiber = new Fiber();
  fiber.push(plan.body, frame, undefined);
  run.start(fiber);
}
function resume(run: WorkflowRun, text: string, plan: Plan, all: ReadonlyMap<string, Plan>): void {
  const state = asPowerShell(() => readState(text, run.session, plan, all));
  for (const [name, v] of state.settings) run.settings.set(name, v);
  if (state.location !== '') run.session.location = state.location;
  for (const fiber of state.fibers) run.start(fiber);
}
/** A state that cannot be kept or read ends the workflow for good (section 8: the job fails). */
function asPowerShell<T>(work: () => T): T {
  try { return work(); } catch (e) {
    if (!(e instanceof WorkflowStateError)) throw e;
    const record = new ErrorRecord(exception('System.Runtime.Serialization.SerializationException', e.message), e.code, 'InvalidData', null);
    const error = new PowerShellError(record);
    error.suppressed = true;
    // oxlint-disable-next-line typescript/only-throw-error -- how the engine's errors travel (runtime/errors/raise.ts)
    throw error;
  }
}
function sound(session: Session, entry: FunctionEntry, block: CompiledBlock): Plan {
  const plan = plans(session).of({ ...entry, block });
  const [first] = plan?.errors ?? [];
  if (plan !== undefined && first === undefined) return plan;
  return raise({
    id: first?.errorId ?? 'RecursiveWorkflowNotSupported', category: 'ParserError', exception: 'System.Management.Automation.ParseException',
    message: `The workflow '${entry.name}' cannot run. ${first === undefined ? 'It calls itself.' : `Line ${block.source.place(first.start).line}: ${first.message}`}`,
  });
}
