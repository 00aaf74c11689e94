/** The jobs of a session: they start as there is room, and what they write is taken whenever somebody looks. */
import { needsMocks } from '../plan/waits.ts';
import { crossed, remoteRecord } from '../run/boundary.ts';
import { remoteError } from '../run/remoteError.ts';
import { readOutcome, readRecords, takeChanges, writeRequest } from '../script/message.ts';
import { runScript } from '../script/scriptRun.ts';
import { conduitIn, sharedIn } from '../script/sharedValues.ts';
import { WorkflowStateError } from '../state/stateError.ts';
import type { ScriptEnd, ScriptRequest } from '../script/scriptRun.ts';
import { raise } from '../../runtime/errors/raise.ts';
import type { JobIdentity, StreamRecord } from '../../runtime/host.ts';
import type { Session } from '../../runtime/run/session.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { StopSignal } from '../../runtime/run/pipeline/signals.ts';
import { Guid } from '../../runtime/values/guid.ts';
import { newGuid } from '../run/workflowScope.ts';
import { Job, TaskChildJob, TaskJob, WorkflowParentJob } from './job.ts';
import type { JobGroup, JobKind } from './job.ts';

/** How long one look for news lasts: a stop and the debugger are heard between two. */
export const LOOK_MILLISECONDS = 250;

export class JobTable {
  /** Of the person's jobs at most so many run at once; the rest wait in their order. */
  readonly group: JobGroup = { throttle: 5, hidden: false };
  private readonly all: Job[] = [];
  private nextId = 1;
  private readonly session: Session;
  constructor(session: Session) { this.session = session; }
  /** The person's jobs. */
  get jobs(): readonly Job[] { return this.all.filter((j) => !j.group.hidden); }

  /** Makes a job and starts it where there is room. Without threads (a host that has none) it runs to its end here. */
  start(request: ScriptRequest, kind: JobKind, parts: { readonly command: string; readonly name?: string | undefined; readonly here?: Job['here']; readonly parent?: Job; /** It waits for somebody who resumes it from there. */ readonly saved?: string; /** It has been that job already. */ readonly identity?: JobIdentity | undefined }, group: JobGroup = this.group): Job {
    const conduit = request.isShared === true ? conduitIn(request) : undefined;
    if (conduit !== undefined) raise({ id: 'ThreadsShareNoMemory', category: 'NotImplemented', exception: 'System.NotSupportedException', message: `A script in another thread cannot be given a ${conduit}: threads share no memory here, so that neither side would see what the other one adds. Give it its items, and read what it writes.` });
    const { identity } = parts, id = identity?.parentId ?? (group.hidden && group.numbered !== true ? 0 : this.nextId++), instance = identity?.instance instanceof Guid ? identity.instance : newGuid(this.session);
    // The one that does a background job's work has a number of its own.
    if (identity === undefined && !group.hidden && kind !== 'ThreadJob' && kind !== 'PSTaskJob') this.nextId++;
    const of = kind === 'PSTaskJob' ? TaskJob : kind === 'PSTaskChildJob' ? TaskChildJob : kind === 'PSWorkflowJob' ? WorkflowParentJob : Job, name = identity?.parentName ?? parts.name ?? `Job${id}`;
    const given = request.job === undefined ? request : { ...request, job: { ...request.job, identity: { id: id + 1, name: `Job${id + 1}`, instance, parentId: id, parentName: name } } };
    const job = new of(id, name, kind, parts.command, instance, given, group);
    job.here = parts.here;
    job.look = () => { this.pump(0); };
    if (parts.parent !== undefined) { job.parent = parts.parent; parts.parent.children.push(job); }
    if (parts.saved !== undefined) { job.saved = parts.saved; job.state = 'Suspended'; }
    this.all.push(job);
    // One whose children do the work is never run itself.
    if (kind === 'PSTaskJob') { job.state = 'Running'; job.begun = this.session.host.clock.utcTicks(); }
    this.fill();
    return job;
  }
  /** The numbers of a job that nobody is handed out, and of those that do its work: a workflow that is called and waited for (section 1.1). */
  identify(name: string | undefined, children: number): readonly [JobIdentity, ...JobIdentity[]] {
    const parentId = this.nextId, instance = newGuid(this.session), child = (id: number): JobIdentity => ({ id, name: `Job${id}`, instance, parentId, parentName: name ?? `Job${parentId}` });
    this.nextId += 1 + children;
    return [child(parentId + 1), ...Array.from({ length: children - 1 }, (_, i) => child(parentId + 2 + i))];
  }
  /** Takes what has come; waits for news up to the time. */
  pump(milliseconds: number): void {
    const { overlap } = this.session.host;
    if (overlap === undefined) return;
    const running = this.all.filter((j) => j.ticket !== undefined);
    if (running.length === 0) { this.fill(); return; }
    const { stopped, news } = overlap.wait(milliseconds, (ticket) => running.some((j) => j.ticket === ticket));
    // oxlint-disable-next-line typescript/only-throw-error -- a signal, not an error (runtime/run/signals.ts)
    if (stopped) throw new StopSignal();
    for (const one of news) {
      const job = running.find((j) => j.ticket === one.ticket);
      if (job === undefined) continue;
      if (one.kind === 'records') job.unread.push(...readRecords(one.records, this.session, job.request.source).map((r) => told(job, r)));
      else if (one.kind === 'saved') job.saved = one.state;
      else {
        const outcome = readOutcome(String(one.answer), this.session, job.request.source);
        if (job.request.isShared === true) takeChanges(this.session, job.shared, outcome);
        this.session.coverage?.add(outcome.counts);
        this.finish(job, outcome.error, outcome.end);
      }
    }
    this.fill();
  }
  /** Asks a job to stop. One that runs comes to its end first, with its finally blocks: what it writes there is not lost. */
  stop(job: Job): void {
    if (job.isOver || job.state === 'Stopping') return;
    for (const child of job.children) this.stop(child);
    if (job.ticket !== undefined) this.session.host.overlap?.stop(job.ticket);
    else if (!job.children.some((c) => !c.isOver)) { this.stopped(job); return; }
    job.state = 'Stopping';
  }
  /** Stops jobs, and waits until they are over. The host ends one whose finally blocks take too long. */
  stopAll(jobs: readonly Job[]): void {
    for (const job of jobs) this.stop(job);
    while (jobs.some((j) => !j.isOver)) {
      this.session.pay();
      this.pump(LOOK_MILLISECONDS);
    }
  }
  private stopped(job: Job): void {
    job.ticket = undefined;
    job.shared = [];
    job.state = 'Stopped';
    job.ended = this.session.host.clock.utcTicks();
    if (job.parent !== undefined) this.close(job.parent);
    this.fill();
  }
  /** Behind its next checkpoint; `now`: at once, and it will go on from its last one. */
  suspend(job: Job, now: boolean): void {
    if (job.state === 'Running' && !now && job.ticket !== undefined) {
      job.state = 'Suspending';
      this.session.host.overlap?.suspend(job.ticket);
      return;
    }
    if (job.state === 'Stopping') return;
    if (job.ticket !== undefined) this.session.host.overlap?.cancel(job.ticket);
    job.ticket = undefined;
    job.state = 'Suspended';
    this.fill();
  }
  /** Nobody waits for jobs any more: those that run are ended. */
  end(): void {
    for (const { ticket } of this.all) if (ticket !== undefined) this.session.host.overlap?.cancel(ticket);
  }
  /** It goes on, as soon as there is room. */
  resume(job: Job): void {
    job.state = 'NotStarted';
    this.fill();
  }
  remove(job: Job): void {
    for (const child of job.children) this.remove(child);
    const at = this.all.indexOf(job);
    if (at >= 0) this.all.splice(at, 1);
  }
  running(group: JobGroup): number { return this.all.filter((j) => j.isAtWork && j.group === group).length; }
  private fill(): void {
    const { overlap } = this.session.host;
    for (const job of this.all) {
      if (job.state !== 'NotStarted' || this.running(job.group) >= job.group.throttle) continue;
      job.state = 'Running';
      job.begun ??= this.session.host.clock.utcTicks();
      const request = overlap === undefined || needsMocks(job.request, this.session) ? undefined : textOf({ ...requestOf(job), isCounted: this.session.coverage !== undefined });
      if (overlap === undefined || request === undefined) { this.runHere(job); continue; }
      if (job.request.isShared === true) job.shared = sharedIn(job.request);
      job.ticket = overlap.script(request, titleOf(job));
    }
  }
  private runHere(job: Job): void {
    const { session } = this, record = (r: StreamRecord): void => { job.unread.push(told(job, r)); };
    let failure: PowerShellError | undefined, end: ScriptEnd = 'ended';
    const checkpoints = { save: (state: string): void => { job.saved = state; }, suspendAsked: () => false };
    try {
      if (job.here !== undefined) job.here(record);
      else end = runScript(requestOf(job), { checkpoints, host: session.host, another: session.another, watched: { debug: undefined, dormant: undefined, coverage: session.coverage, mocks: session.mocks }, write: (v) => record({ stream: 'Output', value: job.kind === 'ThreadJob' ? v : crossed(v) }), record });
    } catch (e) {
      if (!(e instanceof PowerShellError)) throw e;
      failure = e;
    }
    this.finish(job, failure, end);
  }
  private finish(job: Job, ended: PowerShellError | undefined, end: ScriptEnd): void {
    const failure = ended !== undefined && job.kind === 'BackgroundJob' ? remoteError(ended) : ended;
    if (end === 'stopped' || job.state === 'Stopping') {
      // What a finally block throws while its job stops is an error it has written; that it was ended is none.
      if (failure !== undefined && end !== 'stopped') job.unread.push({ stream: 'Error', error: failure.record });
      this.stopped(job);
      return;
    }
    job.ticket = undefined;
    job.shared = [];
    job.failure = job.reason = failure;
    if (failure === undefined && end === 'suspended') { job.state = 'Suspended'; return; }
    job.state = failure === undefined ? 'Completed' : 'Failed';
    job.saved = null;
    job.ended = this.session.host.clock.utcTicks();
    if (job.parent !== undefined) this.close(job.parent);
  }
  /** A job whose children are all over is, once no more can come. */
  close(job: Job): void {
    if (job.isOver || !job.isClosed || job.children.some((c) => !c.isOver)) return;
    job.state = job.state === 'Stopping' ? 'Stopped' : job.children.every((c) => c.state === 'Completed') ? 'Completed' : 'Failed';
    job.ended = this.session.host.clock.utcTicks();
  }
}

/** A record as the one who receives it finds it: a background job is a process of its own. */
const told = ({ kind }: Job, record: StreamRecord): StreamRecord => (kind === 'BackgroundJob' && record.stream === 'Error' ? { ...record, error: remoteRecord(record.error) } : record);
/** As it goes on from its last checkpoint, where it has one. */
const requestOf = ({ request, saved }: Job): ScriptRequest => (request.job === undefined || saved === null ? request : { ...request, job: { ...request.job, state: saved } });
/** What a debugger calls it. */
function titleOf({ name, kind, group, command, request: { part, source } }: Job): string {
  const what = kind === 'PSWorkflowJob' ? `workflow ${command}` : part.kind === 'block' ? `script block at line ${source.place(part.ast.start).line}` : 'PowerShell object';
  return group.hidden && group.numbered !== true ? what : `${name}: ${what}`;
}
/** The request as text; undefined where it shares an object that only this thread can hold: then it runs here. */
function textOf(request: ScriptRequest): string | undefined {
  try { return writeRequest(request); } catch (e) {
    if (request.isShared === true && e instanceof WorkflowStateError) return undefined;
    throw e;
  }
}
/** The table of the session that runs. */
export function jobTable({ session }: { readonly session: Session }): JobTable {
  const known = session.caches.get('jobs');
  if (known instanceof JobTable) return known;
  const made = new JobTable(session);
  session.caches.set('jobs', made);
  return made;
}
