/** What becomes of a job whose worker is gone (sma-rest-api.md 4.1, 6). */
import type { Reader, Writer } from '../store/store.ts';
import { audit, type Change } from '../domain/change.ts';
import { setJobStatus, type JobRow } from '../domain/jobStatus.ts';

/** A job that ended its worker this often is not given to another one. */
export const MAX_ATTEMPTS = 3;

/** The jobs in the hands of a worker, or of any when none is named. */
export async function jobsOfWorkers(db: Reader | Writer, worker?: string): Promise<readonly JobRow[]> {
  const query = db.selectFrom('Jobs').select(['job_key', 'JobID', 'JobStatus', 'StartTime', 'runbook_id', 'is_test', 'worker', 'attempt'])
    .where('JobStatus', 'in', ['Activating', 'Running', 'Suspending', 'Stopping']);
  return await (worker === undefined ? query : query.where('worker', '=', worker)).execute() as readonly JobRow[];
}

/**
 * A job that had not begun waits again. A workflow that was running is run again, as the original does from its last
 * checkpoint or the beginning; a script has no checkpoint and may have done half of its work, so it fails and says so.
 */
export async function giveUpJob(change: Change, job: JobRow, reason: string): Promise<JobRow> {
  const freed = { worker: null, leaseUntil: null } as const;
  await audit(change, 'WorkerLost', `Jobs/${job.JobID}`, reason);
  switch (job.JobStatus) {
    case 'Stopping': return setJobStatus(change, job, 'Stopped', freed);
    case 'Suspending': return setJobStatus(change, job, 'Suspended', freed);
    default:
  }
  if (job.attempt >= MAX_ATTEMPTS) {
    return setJobStatus(change, job, 'Failed', { ...freed, exception: `The worker was lost while it ran this job (${reason}); it was tried ${job.attempt} times.` });
  }
  if (job.JobStatus === 'Activating') return setJobStatus(change, job, 'New', freed);
  const runbook = await change.db.selectFrom('Runbooks').select('RunbookType').where('RunbookID', '=', job.runbook_id).executeTakeFirst();
  if (runbook?.RunbookType === 'Script') return setJobStatus(change, job, 'New', freed);
  return setJobStatus(change, job, 'Failed', {
    ...freed,
    exception: `The worker was lost while the runbook was running (${reason}). A script has no checkpoint to go on from, and was not started again because it may have done part of its work. Start it again if that is safe.`,
  });
}
