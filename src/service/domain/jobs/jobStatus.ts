/** The one way a job changes its state: transitions, times, counts and news in one place. */
import { canFollow, isTerminal } from '../../../sma/jobStateMachine.ts';
import type { JobStatus } from '../../../sma/jobStatus.ts';
import { sql } from 'kysely';
import type { Reader, Writer } from '../../store/store.ts';
import { toMilliseconds } from '../../clock.ts';
import type { JobUsage } from '../../../worker/protocol.ts';
import type { Change } from '../change.ts';

export interface JobRow {
  readonly job_key: number;
  readonly JobID: string;
  readonly JobStatus: JobStatus;
  readonly StartTime: string | null;
  readonly runbook_id: string;
  readonly is_test: number;
  readonly worker: string | null;
  readonly attempt: number;
}

const COLUMNS = ['job_key', 'JobID', 'JobStatus', 'StartTime', 'runbook_id', 'is_test', 'worker', 'attempt'] as const;

/** A job by its id, or undefined. */
export async function findJob(db: Reader | Writer, jobId: string): Promise<JobRow | undefined> {
  const row = await db.selectFrom('Jobs').select(COLUMNS).where('JobID', '=', jobId).executeTakeFirst();
  return row as JobRow | undefined;
}

type Count = 'CompletedCount' | 'FailedCount' | 'RunningCount' | 'SuspendedCount' | 'StoppedCount';
const COUNTED: Readonly<Partial<Record<JobStatus, Count>>> = {
  Completed: 'CompletedCount', Failed: 'FailedCount', Stopped: 'StoppedCount', Suspended: 'SuspendedCount',
  Activating: 'RunningCount', Running: 'RunningCount', Suspending: 'RunningCount', Stopping: 'RunningCount', Resuming: 'RunningCount',
};

/** A transition that the state machine does not have: a fault of the caller, never of a client. */
export class JobTransitionError extends Error {
  override readonly name = 'JobTransitionError';
  readonly code = 'JobTransition';
}

export interface JobUpdate {
  readonly exception?: string | null;
  readonly errorCount?: number;
  readonly warningCount?: number;
  readonly worker?: string | null;
  readonly attempt?: number;
  /** What a sandbox has used for the job; added to what others did before. */
  readonly usage?: JobUsage;
}

/** Edm.Int16: larger counts stay at its end. */
export const toInt16 = (count: number): number => Math.min(32_767, Math.max(0, Math.trunc(count)));

/** Brings a job to its next state. Test runs do not count in the statistics: they are no part of a runbook's history. */
export async function setJobStatus(change: Change, job: JobRow, to: JobStatus, update: JobUpdate = {}): Promise<JobRow> {
  if (!canFollow(job.JobStatus, to)) throw new JobTransitionError(`Job ${job.JobID} cannot go from ${job.JobStatus} to ${to}.`);
  const moment = toMilliseconds(change.now);
  const starts = to === 'Running' && job.StartTime === null;
  await change.db.updateTable('Jobs').set({
    JobStatus: to, LastModifiedTime: change.now,
    // Not before what was before it in the same millisecond.
    ...(starts ? { StartTime: sql<string>`max(${sql.ref('CreationTime')}, ${moment})` } : {}),
    ...(isTerminal(to) ? { EndTime: sql<string>`max(coalesce(${sql.ref('StartTime')}, ${sql.ref('CreationTime')}), ${moment})` } : {}),
    ...(update.exception === undefined ? {} : { JobException: update.exception }),
    ...(update.errorCount === undefined ? {} : { ErrorCount: toInt16(update.errorCount) }),
    ...(update.warningCount === undefined ? {} : { WarningCount: toInt16(update.warningCount) }),
    ...(update.worker === undefined ? {} : { worker: update.worker }),
    ...(update.usage === undefined ? {} : { cpu_ms: sql<number>`coalesce(cpu_ms, 0) + ${update.usage.cpuMilliseconds}`, peak_memory_kb: sql<number>`max(coalesce(peak_memory_kb, 0), ${update.usage.peakMemoryKb})` }),
    ...(update.attempt === undefined ? {} : { attempt: update.attempt, last_batch: 0 }),
  }).where('job_key', '=', job.job_key).execute();
  // A job that is over needs no place to go on from (sma-rest-api.md section 6: removed when the job ends).
  if (isTerminal(to)) await change.db.deleteFrom('job_checkpoint').where('job_key', '=', job.job_key).execute();
  await count(change, job, to);
  return { ...job, JobStatus: to, StartTime: starts ? moment : job.StartTime, worker: update.worker === undefined ? job.worker : update.worker, attempt: update.attempt ?? job.attempt };
}

async function count(change: Change, job: JobRow, to: JobStatus): Promise<void> {
  const [before, now] = [COUNTED[job.JobStatus], COUNTED[to]];
  if (job.is_test === 1 || before === now) return;
  await change.db.updateTable('Statistics').set({
    ...(before === undefined ? {} : { [before]: sql<number>`${sql.ref(before)} - 1` }),
    ...(now === undefined ? {} : { [now]: sql<number>`${sql.ref(now)} + 1` }),
  }).where('RunbookID', '=', job.runbook_id).execute();
}
