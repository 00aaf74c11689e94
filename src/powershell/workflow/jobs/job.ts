/** A background job of a script or a workflow: it runs in a thread of its own, and what it has written so far. */
import { enumType } from '../../runtime/types/system/enums.ts';
import { laterType, netType } from '../../runtime/types/netType.ts';
import type { NetType, TypeTable } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { DateTime } from '../../runtime/values/dateTime.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import type { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { Guid } from '../../runtime/values/guid.ts';
import type { StreamRecord } from '../../runtime/host.ts';
import { genericType } from '../../runtime/types/generic.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { List } from '../../runtime/values/lists.ts';
import { Record } from '../../runtime/values/misc.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { recordValue } from '../../runtime/types/automation/recordValue.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { ScriptRequest } from '../script/scriptRun.ts';
import type { sharedIn } from '../script/sharedValues.ts';

export type JobState = 'NotStarted' | 'Running' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped' | 'Suspending' | 'Suspended';
export type JobKind = 'BackgroundJob' | 'ThreadJob' | 'PSWorkflowJob' | 'PSTaskJob' | 'PSTaskChildJob';

/** Jobs that share a limit of how many run at once; `hidden` ones belong to a command and are no jobs of the person's. */
export interface JobGroup { throttle: number; readonly hidden: boolean; /** Hidden ones that have numbers all the same: the parts of a job. */ readonly numbered?: boolean }

export class Job extends NetObject {
  readonly id: number;
  readonly name: string;
  readonly kind: JobKind;
  /** The text of its block. */
  readonly command: string;
  readonly instanceId: Guid;
  readonly request: ScriptRequest;
  readonly group: JobGroup;
  state: JobState = 'NotStarted';
  /** What nobody has received yet. */
  unread: StreamRecord[] = [];
  /** What ended it; undefined once it was received. */
  failure: PowerShellError | undefined = undefined;
  /** The same, whoever has received it. */
  reason: PowerShellError | undefined = undefined;
  /** Under which the host runs it; undefined before and after. */
  ticket: number | undefined = undefined;
  /** What it has in common with the script that started it, while it runs in a thread. */
  shared: ReturnType<typeof sharedIn> = [];
  /** Takes what has come of it meanwhile: whoever waits by looking at it sees it go on. */
  look: (() => void) | undefined = undefined;
  /** Runs it on this thread, where it is not run in one of its own. */
  here: ((record: (r: StreamRecord) => void) => void) | undefined = undefined;
  /** The jobs that do its work, where it does none itself. */
  readonly children: Job[] = [];
  /** How many runspaces its children share: those of `ForEach-Object -Parallel -AsJob`. */
  places = Number.POSITIVE_INFINITY;
  /** No more children come. */
  isClosed = false;
  /** The job whose work it does. */
  parent: Job | undefined = undefined;
  begun: bigint | undefined = undefined;
  ended: bigint | undefined = undefined;
  constructor(id: number, name: string, kind: JobKind, command: string, instanceId: Guid, request: ScriptRequest, group: JobGroup) {
    super();
    this.id = id;
    this.name = name;
    this.kind = kind;
    this.command = command;
    this.instanceId = instanceId;
    this.request = request;
    this.group = group;
  }
  /** The state of a workflow's job at its last checkpoint: from there it goes on. */
  saved: string | null = null;
  /** For good. */
  get isOver(): boolean { return this.state === 'Completed' || this.state === 'Failed' || this.state === 'Stopped'; }
  /** It does nothing more by itself: it is over, or waits for somebody who resumes it. */
  get isAtRest(): boolean { return this.isOver || this.state === 'Suspended'; }
  get isAtWork(): boolean { return this.state === 'Running' || this.state === 'Suspending' || this.state === 'Stopping'; }
  get hasMoreData(): boolean { return this.kind === 'PSTaskJob' ? this.children.some((c) => c.hasMoreData) : !this.isOver || this.unread.length > 0 || this.failure !== undefined; }
}
/** A job as it is now. */
function now(j: Job): Job { if (!j.isOver) j.look?.(); return j; }
export const jobStates: NetType = enumType('System.Management.Automation.JobState', [['NotStarted', 0], ['Running', 1], ['Completed', 2], ['Failed', 3], ['Stopped', 4], ['Blocked', 5], ['Suspended', 6], ['Disconnected', 7], ['Suspending', 8], ['Stopping', 9], ['AtBreakpoint', 10]]);
const STATES: { readonly [state in JobState]: number } = { NotStarted: 0, Running: 1, Completed: 2, Failed: 3, Stopping: 9, Stopped: 4, Suspended: 6, Suspending: 8 };
const STATE_INFO = named<Record>('System.Management.Automation.JobStateInfo');
laterType<Record>(STATE_INFO, () => ({ text: (r) => toText(r.fields.get('State') ?? '') }));
export const jobType: NetType<Job> = named<Job>('System.Management.Automation.Job');
const BASE2 = named<Job>('System.Management.Automation.Job2', [], { base: jobType });
const time = (ticks: bigint | undefined): DateTime | null => (ticks === undefined ? null : new DateTime(ticks, 'Utc'));

const stateOf = (j: Job): Value => new Record(STATE_INFO, [['State', new EnumValue(jobStates, STATES[now(j).state])], ['Reason', j.reason?.record.exception ?? null]]);
/** What a job has written to a stream and nobody has received: reading it all takes it out (PSDataCollection.ReadAll). */
class JobStream extends List {
  private readonly job: Job | undefined;
  private readonly stream: StreamRecord['stream'];
  constructor(job: Job | undefined, stream: StreamRecord['stream']) {
    const element = (lookupType(`System.Management.Automation.${stream === 'Output' ? 'PSObject' : `${stream}Record`}`) ?? T.PSObject) as NetType;
    super(genericType('System.Management.Automation.PSDataCollection', [element]) as NetType, element);
    this.job = job;
    this.stream = stream;
  }
  override get items(): Value[] {
    const { job, stream } = this;
    return job === undefined ? [] : now(job).unread.filter((r) => r.stream === stream).map((r) => recordValue(r, job.ended ?? job.begun ?? 0n));
  }
  override set items(items: Value[]) { if (items.length === 0 && this.job !== undefined) this.job.unread = this.job.unread.filter((r) => r.stream !== this.stream); }
  /** Whoever walks through it takes what is there now. */
  override walk(): Iterable<Value> { return this.items; }
}
/** One of its streams, for each property. */
const writtenTo = (stream: StreamRecord['stream']) => (j: Job): Value => new JobStream(j, stream);
const outputOf = writtenTo('Output'), errorsOf = writtenTo('Error');
const MORE_STREAMS = ['Warning', 'Verbose', 'Debug', 'Information', 'Progress'] as const;
/** The one that does a background job's work, as remoting has them: what the job writes is read from it. */
export class ChildJob extends NetObject { readonly job: Job; constructor(job: Job) { super(); this.job = job; } }
class WorkflowChildJob extends ChildJob {}
const childTable = (): TypeTable<ChildJob> => ({
  props: {
    Id: [T.Int32, (c) => c.job.id + 1], Name: [T.String, (c) => `Job${c.job.id + 1}`], State: [T.String, (c) => now(c.job).state], JobStateInfo: [STATE_INFO, (c) => stateOf(c.job)], PSJobTypeName: [T.String, (c) => (c.job.kind === 'PSWorkflowJob' ? c.job.kind : null)], HasMoreData: [T.Boolean, (c) => now(c.job).hasMoreData], Location: [T.String, () => 'localhost'], Command: [T.String, (c) => c.job.command],
    Output: [undefined, (c) => outputOf(c.job)], Error: [undefined, (c) => errorsOf(c.job)], ...Object.fromEntries(MORE_STREAMS.map((name) => [name, [undefined, (c: ChildJob) => writtenTo(name)(c.job)]])), PSBeginTime: [undefined, (c) => time(now(c.job).begun)], PSEndTime: [undefined, (c) => time(now(c.job).ended)], ChildJobs: [undefined, () => []],
  },
});
laterType<ChildJob>(named<ChildJob>('System.Management.Automation.PSRemotingChildJob', [], { base: jobType }), childTable, ChildJob);
laterType<ChildJob>(named<ChildJob>('Microsoft.PowerShell.Workflow.PSWorkflowJob', [], { base: BASE2 }), childTable, WorkflowChildJob);
const PROPS: NonNullable<TypeTable<Job>['props']> = {
  Id: [T.Int32, (j) => j.id], Name: [T.String, (j) => j.name], PSJobTypeName: [T.String, (j) => j.kind], State: [T.String, (j) => now(j).state], JobStateInfo: [STATE_INFO, stateOf], HasMoreData: [T.Boolean, (j) => now(j).hasMoreData],
  Location: [T.String, (j) => (j.kind === 'ThreadJob' || j.kind.startsWith('PSTask') ? 'PowerShell' : 'localhost')], Command: [T.String, (j) => j.command], StatusMessage: [T.String, () => ''], InstanceId: [T.Guid, (j) => j.instanceId],
  PSBeginTime: [undefined, (j) => time(now(j).begun)], PSEndTime: [undefined, (j) => time(now(j).ended)], ChildJobs: [undefined, (j) => (j.kind === 'ThreadJob' ? [] : j.kind.startsWith('PSTask') ? [...j.children] : [j.kind === 'PSWorkflowJob' ? new WorkflowChildJob(j) : new ChildJob(j)])],
  Output: [undefined, outputOf], Error: [undefined, errorsOf],
  // Those of a job that has others do its work are theirs.
  ...Object.fromEntries(MORE_STREAMS.map((name) => [name, [undefined, (j: Job) => (j.kind === 'ThreadJob' || j.kind === 'PSTaskChildJob' ? writtenTo(name)(j) : new JobStream(undefined, name))]])),
};
/** `System.Management.Automation.PSRemotingJob`, and `ThreadJob` where it came from Start-ThreadJob. */
netType<Job>(named<Job>('System.Management.Automation.PSRemotingJob', [], { base: jobType }), {
  class: Job, props: PROPS, text: (j) => (j.kind === 'ThreadJob' ? 'Microsoft.PowerShell.ThreadJob.ThreadJob' : 'System.Management.Automation.PSRemotingJob'),
});
/** A workflow's job: the one that is handed out has a child that does the work. */
export class WorkflowParentJob extends Job {}
netType<Job>(named<Job>('System.Management.Automation.ContainerParentJob', [], { base: BASE2 }), { class: WorkflowParentJob, props: PROPS });
/** The job of `ForEach-Object -Parallel -AsJob`: its children do the work. */
export class TaskJob extends Job {}
/** One of its scripts. */
export class TaskChildJob extends Job {}
const TASKS = 'System.Management.Automation.PSTasks.';
netType<Job>(named<Job>(`${TASKS}PSTaskJob`, [], { base: jobType }), { class: TaskJob, props: { ...PROPS, AllocatedRunspaceCount: [T.Int32, (j) => Math.min(j.places, j.children.filter((c) => c.begun !== undefined).length)] } });
netType<Job>(named<Job>(`${TASKS}PSTaskChildJob`, [], { base: jobType }), { class: TaskChildJob, props: PROPS });
