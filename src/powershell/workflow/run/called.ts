/** Workflows that scripts and expressions call, here or as jobs of their own. */
import type { Argument } from '../../runtime/bind/argument.ts';
import type { CompiledBlock } from '../../runtime/compile/compiledBlock.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { raise } from '../../runtime/errors/raise.ts';
import { reportError } from '../../runtime/errors/report.ts';
import type { JobIdentity, WorkflowJob } from '../../runtime/host.ts';
import type { FunctionEntry } from '../../runtime/run/commands/commands.ts';
import { resolveCommand } from '../../runtime/run/commands/lookup.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { FunctionRun } from '../../runtime/run/functionRun.ts';
import type { Session } from '../../runtime/run/session.ts';
import { T } from '../../runtime/types/t.ts';
import { ErrorRecord, PowerShellError } from '../../runtime/values/errorRecord.ts';
import { toNumber } from '../../runtime/values/numbers.ts';
import type { NumberValue } from '../../runtime/values/numbers.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Plan } from '../plan/plan.ts';
import { Plans } from '../plan/plans.ts';
import { jobError } from '../activities/leaving.ts';
import { jobTable } from '../jobs/jobTable.ts';
import { startAsJob, suspendedJob } from './asJob.ts';
import { asPowerShell, begin, overlapOf, plans, resume } from './beginning.ts';
import { received } from './boundary.ts';
import { unixMs } from './clock.ts';
import { callOf, noteCall, takeCommon } from './commonArguments.ts';
import { keeperFor, keeperForSuspension } from './keeping.ts';
import { WorkflowRun } from './workflowRun.ts';
import { homeOf, prepareScope } from './workflowScope.ts';

/** Gives a session what runs workflows that scripts and expressions call. */
export function connectWorkflows(session: Session): void {
  session.workflowCalls = {
    home: (module, caller) => homeOf(session, module, caller),
    take: (args, table, name) => {
      const call = takeCommon(args, table, name);
      return { own: call.own, tell: (frame) => {
        for (const [name, value] of call.common) frame.assign(name, value);
        noteCall(frame, call, args);
      } };
    },
  };
  session.runWorkflow = (f, block) => {
    const entry = f.invocation?.command;
    if (entry?.kind !== 'Workflow') throw new Error('Only workflows are run by the workflow tier.');
    const plan = sound(session, entry, block);
    const call = callOf(f);
    if (call?.asJob === true) { f.out.write(startAsJob(f, entry, call.all)); return; }
    const job = takeJob(session), given = f.own('jobname'), more = call?.more ?? [];
    const [identity, ...further] = job?.identity === undefined ? jobTable(f).identify(given === unset || given == null ? undefined : toText(given), 1 + more.length) : [job.identity];
    prepareScope(f, entry.name, identity);
    // All arguments are known to fit before anything runs.
    const others = more.map((args, i) => besides(f, entry, args, further[i] ?? identity));
    const caller = session.current === f ? f.caller ?? f.parent : session.current;
    const kept = { session, plan, plans: Plans.reachable(plan), children: plans(session).texts };
    let state: string | undefined;
    const keeper = job === undefined ? keeperForSuspension(entry, kept, (text) => { state = text; }) : keeperFor(job.checkpoints, kept);
    // As the caller wants errors: the workflow may set the preference for itself.
    const wanted = session.preference(f, 'ErrorActionPreference').toLowerCase(), isWritten = job === undefined && wanted !== 'stop';
    const run = new WorkflowRun({ session, plan, plans: kept.plans, isWritten, write: (v) => f.out.write(received(v, identity.instance)), keeper, overlap: overlapOf(session), persist: job !== undefined && f.own('pspersist') === true, deadline: Math.min(...[f, ...others].map(deadlineOf)), isCollection: others.length > 0, ...(caller === null ? {} : { caller }) });
    for (const frame of [f, ...others]) begin(run, plan, frame);
    try {
      const end = asPowerShell(() => run.run());
      if (run.hasFailed) tellFailed(f);
      if (end.kind !== 'suspended') return;
      if (job !== undefined) job.isSuspended = true;
      else if (state !== undefined) f.out.write(suspendedJob(f, entry, state, identity));
    } catch (e) {
      if (!(e instanceof PowerShellError)) throw e;
      const told = jobError(e);
      // oxlint-disable-next-line typescript/only-throw-error -- how the engine's errors travel (runtime/errors/raise.ts)
      if (!isWritten) throw told;
      report(f, told, wanted);
      tellFailed(f);
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
    try { job.isSuspended = asPowerShell(() => run.run()).kind === 'suspended'; } catch (e) { throw e instanceof PowerShellError ? jobError(e) : e; }
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
  const { session } = f, { items } = session.errors, [last] = items;
  // Thrown again from a catch block it is there already, as what was thrown first.
  if (last instanceof ErrorRecord && last !== e.record && last.exception === e.record.exception) items.shift();
  if (!e.logged && wanted !== 'ignore') session.logError(e.record);
  if (wanted === 'silentlycontinue') f.streams.gather.Error?.(e.record);
  else if (wanted !== 'ignore') reportError(f, e.record);
}
/** `$?` of the call is false where its job has failed, however errors are wanted, and true where it only wrote some (the function around a workflow sets InvokeCommand.HasErrors). */
function tellFailed({ invocation }: Frame): void {
  if (invocation?.runtime !== undefined) invocation.runtime.failed = true;
}
/** The scope of a further call beside `f`, of another table of -PSParameterCollection. */
function besides(f: Frame, entry: FunctionEntry, args: readonly Argument[], identity: JobIdentity): Frame {
  const { frame } = FunctionRun.open(f.caller ?? f.session.global, { entry, name: entry.name }, args, { out: f.out, streams: f.streams, expectingInput: false, position: f.invocation?.position });
  const input = f.own('input');
  if (input !== unset) frame.assign('input', input);
  prepareScope(frame, entry.name, identity);
  return frame;
}
/** The nearer of the two time limits of a call. */
function deadlineOf(f: Frame): number {
  const seconds = ['psrunningtimeoutsec', 'pselapsedtimeoutsec'].map((name) => f.own(name)).filter((v) => v !== unset && v != null).map((v) => toNumber(convertTo(v, T.UInt32) as NumberValue));
  const given = seconds.filter((n) => n > 0);
  return given.length === 0 ? Infinity : unixMs(f.session.host.clock) + Math.min(...given) * 1000;
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
