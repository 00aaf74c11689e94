/** What becomes of a job whose worker is gone (sma-rest-api.md 4.1, 6). */
import type { Reader, Writer } from '../store/store.ts';
import { audit, type Change } from '../domain/change.ts';
import { setJobStatus, type JobRow } from '../domain/jobStatus.ts';

/** A job that ended its worker this often is not given to another one. */
export const MAX_ATTEMPTS = 3;

/** Why a job has nobody who runs it any more: its worker died, the service was stopped in good order, or it ended otherwise. */
export type Loss = 'worker' | 'stop' | 'crash';

const WHAT_HAPPENED: Readonly<Record<Loss, (reason: string) => string>> = {
  worker: (reason) => `The worker was lost while the runbook was running (${reason}).`,
  stop: () => 'The service was stopped while the runbook was running.',
  crash: () => 'The service ended without being stopped (a crash, or the machine went down) while the runbook was running.',
};

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
export async function giveUpJob(change: Change, job: JobRow, reason: string, loss: Loss): Promise<JobRow> {
  const freed = { worker: null, leaseUntil: null } as const;
  await audit(change, loss === 'worker' ? 'WorkerLost' : 'ServiceEnded', `Jobs/${job.JobID}`, reason);
  switch (job.JobStatus) {
    case 'Stopping': return setJobStatus(change, job, 'Stopped', freed);
    case 'Suspending': return setJobStatus(change, job, 'Suspended', freed);
    default:
  }
  // A stop is nobody's fault: it does not count as an attempt.
  const again = loss === 'stop' ? { ...freed, attempt: Math.max(0, job.attempt - 1) } : freed;
  if (job.attempt >= MAX_ATTEMPTS && loss !== 'stop') {
    return setJobStatus(change, job, 'Failed', { ...freed, exception: `${WHAT_HAPPENED[loss](reason)} It was tried ${job.attempt} times.` });
  }
  if (job.JobStatus === 'Activating') return setJobStatus(change, job, 'New', again);
  const runbook = await change.db.selectFrom('Runbooks').select('RunbookType').where('RunbookID', '=', job.runbook_id).executeTakeFirst();
  if (runbook?.RunbookType === 'Script') return setJobStatus(change, job, 'New', again);
  return setJobStatus(change, job, 'Failed', {
    ...freed,
    exception: `${WHAT_HAPPENED[loss](reason)} A script has no checkpoint to go on from, and was not started again because it may have done part of its work. Start it again if that is safe.`,
  });
}
