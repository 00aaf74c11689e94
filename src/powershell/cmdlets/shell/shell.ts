/**
 * `[powershell]`: commands that are put together and run in a runspace of their own, on this thread (Invoke) or beside
 * it (BeginInvoke), or with 'CurrentRunspace' as a pipeline inside the script that runs.
 */
import { carriedException, exception, NetThrow, netThrow } from '../../runtime/errors/raise.ts';
import type { StreamRecord } from '../../runtime/host.ts';
import { SourceText } from '../../runtime/run/source.ts';
import { current } from '../../runtime/run/current.ts';
import { ExitSignal, FlowSignal } from '../../runtime/run/pipeline/signals.ts';
import { CallbackWriter } from '../../runtime/run/pipeline/writers.ts';
import { asError, locate } from '../../runtime/errors/recover.ts';
import { genericType } from '../../runtime/types/generic.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { WaitHandle } from '../../runtime/types/threading/waitHandle.ts';
import { T } from '../../runtime/types/t.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { fold } from '../../runtime/values/folding.ts';
import type { Guid } from '../../runtime/values/guid.ts';
import { List } from '../../runtime/values/lists.ts';
import { recordValue } from '../../runtime/types/automation/recordValue.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { runSteps } from '../../workflow/script/shellSteps.ts';
import type { ShellStep } from '../../workflow/script/shellSteps.ts';
import type { Job } from '../../workflow/jobs/job.ts';
import { LOOK_MILLISECONDS, jobTable } from '../../workflow/jobs/jobTable.ts';
import { InitialState, newGuid, Runspace, RUNSPACES, RunspacePool } from './runspace.ts';

const MA = 'System.Management.Automation.';
const STREAMS = { Error: 'ErrorRecord', Progress: 'ProgressRecord', Verbose: 'VerboseRecord', Debug: 'DebugRecord', Warning: 'WarningRecord', Information: 'InformationRecord' } as const;
type StreamName = keyof typeof STREAMS;

export const dataCollection = (element: NetType = T.PSObject, items: Value[] = []): List => new List(genericType(`${MA}PSDataCollection`, [element]) as NetType, element, items);
export class DataStreams extends NetObject {
  readonly lists: { readonly [K in StreamName]: List };
  constructor() {
    super();
    const list = (name: StreamName): List => dataCollection((lookupType(MA + STREAMS[name]) ?? T.Object) as NetType);
    this.lists = { Error: list('Error'), Progress: list('Progress'), Verbose: list('Verbose'), Debug: list('Debug'), Warning: list('Warning'), Information: list('Information') };
  }
  take(r: StreamRecord): void {
    if (r.stream !== 'Output') this.lists[r.stream].items.push(recordValue(r, current().host.clock.utcTicks()));
  }
}
/** What BeginInvoke gives. */
export class AsyncResult extends NetObject {
  readonly shell: Shell;
  readonly job: Job;
  readonly output: List;
  readonly handle: WaitHandle;
  constructor(shell: Shell, job: Job, output: List) {
    super();
    this.shell = shell;
    this.job = job;
    this.output = output;
    this.handle = new WaitHandle((ms) => shell.wait(this, ms));
  }
}
export type ShellState = 'NotStarted' | 'Running' | 'Completed' | 'Failed' | 'Stopped';
export class Shell extends NetObject {
  steps: ShellStep[] = [];
  readonly streams: DataStreams = new DataStreams();
  readonly instanceId: Guid = newGuid();
  readonly isInside: boolean;
  place: Runspace | RunspacePool | undefined = undefined;
  state: ShellState = 'NotStarted';
  failure: PowerShellError | undefined = undefined;
  hadErrors = false;
  private begun: AsyncResult | undefined = undefined;
  private endsStatement = true;
  constructor(isInside = false) { super(); this.isInside = isInside; }

  add(text: string, isScript: boolean, isLocal = false): this {
    this.steps.push({ text, isScript, isLocal, isFirst: this.endsStatement, args: [] });
    this.endsStatement = false;
    return this;
  }
  endStatement(): this { this.endsStatement = true; return this; }
  argument(name: string | undefined, value: Value): this {
    const last = this.steps.pop() ?? netThrow('System.InvalidOperationException', 'A command is required to add a parameter. A command must be added to the PowerShell instance before adding a parameter.');
    this.steps.push({ ...last, args: [...last.args, { name, folded: fold(name ?? ''), value, hasValue: true, splatted: true }] });
    return this;
  }
  clear(): void { this.steps = []; this.endsStatement = true; }
  /** The runspace, one of its own where it was given none. */
  get runspace(): Runspace { return this.place instanceof RunspacePool ? this.place.runspace : this.ownRunspace(); }
  private ownRunspace(): Runspace {
    if (this.place instanceof Runspace) return this.place;
    const made = new Runspace(new InitialState(), 0);
    made.open();
    this.place = made;
    return made;
  }
  private ready(): void {
    const { place } = this;
    if (this.begun !== undefined && !this.begun.job.isOver) netThrow(`${MA}PSInvalidOperationException`, 'The operation cannot be performed because a command has already been started. Wait for the command to complete, or stop it, and then try the operation again.');
    if (this.steps.length === 0) netThrow(`${MA}PSInvalidOperationException`, 'No commands are specified.');
    if (place === undefined || place.state === 'Opened') return;
    if (place instanceof RunspacePool) netThrow(`${RUNSPACES}InvalidRunspacePoolStateException`, `Cannot perform the operation because the runspace pool is not in the 'Opened' state. The current state is '${place.state}'.`);
    netThrow(`${MA}PSInvalidOperationException`, `Cannot perform operation because the runspace is not in the 'Opened' state. Current state of runspace is '${place.state}'.`);
  }
  /** Runs the commands here, to their end. */
  invoke(input: readonly Value[] | undefined): List {
    this.ready();
    const out = new List(genericType('System.Collections.ObjectModel.Collection', [T.PSObject]) as NetType, T.PSObject);
    this.start();
    try {
      if (this.isInside) this.runInside(input, out);
      else this.runHere(input, (r) => this.take(r, out));
      this.end(undefined);
    } catch (e) {
      if (!(e instanceof PowerShellError)) { this.state = 'Stopped'; throw e; }
      this.end(e);
      return thrown(e);
    }
    return out;
  }
  /** In a runspace's session on this thread. */
  private runHere(input: readonly Value[] | undefined, take: (r: StreamRecord) => void): void {
    const { runspace } = this;
    runspace.use(take, (session) => {
      const beforeCurrent = session.current, beforeErrors = session.errors.items.length;
      try {
        if (!runspace.isPrepared) { runspace.isPrepared = true; runSteps(runspace.initial.steps(), undefined, session, session.global.out); }
        runSteps(this.steps, input, session, session.global.out);
      } catch (e) {
        if (e instanceof ExitSignal || e instanceof FlowSignal) return;
        const error = asError(e, session.global);
        locate(error, session.global);
        throw error;
      } finally {
        session.current = beforeCurrent;
        this.hadErrors ||= session.errors.items.length > beforeErrors;
      }
    });
  }
  /** As a pipeline of the script that runs. */
  private runInside(input: readonly Value[] | undefined, out: List): void {
    const session = current(), f = session.current, before = { streams: f.streams, guarded: session.guarded, out: f.out }, { lists } = this.streams;
    const writer = (name: StreamName): CallbackWriter => new CallbackWriter((v) => { lists[name].items.push(v); });
    // A try around the call is none around the statements of the script.
    session.guarded = 0;
    f.streams = f.streams.with({ Error: writer('Error'), Warning: writer('Warning'), Verbose: writer('Verbose'), Debug: writer('Debug'), Information: writer('Information') });
    try { runSteps(this.steps.map((s) => ({ ...s, isLocal: true })), input, session, new CallbackWriter((v) => { out.items.push(v); }), f); } finally {
      f.streams = before.streams;
      f.out = before.out;
      session.guarded = before.guarded;
    }
  }
  /** Starts them beside the script. */
  begin(input: readonly Value[] | undefined, output: List): AsyncResult {
    this.ready();
    if (this.isInside) return netThrow(`${MA}PSInvalidOperationException`, 'Nested PowerShell instances cannot be invoked asynchronously. Use the Invoke method.');
    const session = current(), { runspace } = this, { variables, steps } = runspace.contents();
    this.start();
    const job = jobTable({ session }).start({
      part: { kind: 'shell', steps: [...steps, ...this.steps] }, source: new SourceText(''), namespaces: [], using: new Map(), input, variables, location: session.workingDirectory.path, directory: session.workingDirectory.path, isShared: true,
    }, 'ThreadJob', { command: this.steps.map((s) => s.text).join(' | '), here: (record) => this.runHere(input, record) }, this.place?.group ?? runspace.group);
    const result = new AsyncResult(this, job, output);
    this.begun = result;
    this.collect(result);
    return result;
  }
  /** What a running one has written so far comes in. */
  look(): void { if (this.begun !== undefined) { jobTable({ session: current() }).pump(0); this.collect(this.begun); } }
  wait(result: AsyncResult, milliseconds: number): boolean {
    const session = current(), table = jobTable({ session }), end = performance.now() + milliseconds;
    table.pump(0);
    while (!result.job.isOver && performance.now() < end) {
      session.pay();
      table.pump(Math.min(LOOK_MILLISECONDS, Math.max(0, end - performance.now())));
    }
    this.collect(result);
    return result.job.isOver;
  }
  /** Waits for its end; gives what it wrote, or throws what ended it. */
  finish(result: AsyncResult): List {
    if (result.shell !== this) return netThrow('System.ArgumentException', "The asyncResult object was not created by calling BeginInvoke on this PowerShell instance. (Parameter 'asyncResult')", [['ParamName', 'asyncResult']]);
    this.wait(result, Infinity);
    jobTable({ session: current() }).remove(result.job);
    if (result.job.state === 'Stopped') return netThrow(`${MA}PipelineStoppedException`, 'The pipeline has been stopped.');
    return result.job.failure === undefined ? result.output : thrown(result.job.failure);
  }
  stop(): void {
    const { begun } = this;
    if (begun === undefined || begun.job.isOver) return;
    jobTable({ session: current() }).stopAll([begun.job]);
    this.collect(begun);
  }
  dispose(): void {
    this.stop();
    if (this.begun !== undefined) jobTable({ session: current() }).remove(this.begun.job);
  }
  private collect({ job, output }: AsyncResult): void {
    const records = job.unread;
    job.unread = [];
    for (const r of records) this.take(r, output);
    if (job.isOver && this.state === 'Running') { this.end(job.failure); if (job.state === 'Stopped') this.state = 'Stopped'; }
  }
  private take(r: StreamRecord, output: List): void {
    if (r.stream === 'Output') output.items.push(r.value);
    else this.streams.take(r);
    this.hadErrors ||= r.stream === 'Error';
  }
  private start(): void {
    this.state = 'Running';
    this.failure = undefined;
    this.hadErrors = false;
  }
  private end(failure: PowerShellError | undefined): void {
    this.failure = failure;
    this.hadErrors ||= failure !== undefined || this.streams.lists.Error.items.length > 0;
    this.state = failure === undefined ? 'Completed' : 'Failed';
  }
}
/** What ended the commands, as the method's exception: PowerShell's own as they are, others in one that carries them. */
function thrown(error: PowerShellError): never {
  const { record } = error, e = carriedException(error);
  e.errorRecord ??= record;
  if (e.netType.is(lookupType(`${MA}RuntimeException`) as NetType)) throw new NetThrow(e);
  const carried = exception(`${MA}CmdletInvocationException`, record.message, e);
  carried.errorRecord = record;
  throw new NetThrow(carried);
}
