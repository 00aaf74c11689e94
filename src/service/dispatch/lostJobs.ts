/** What becomes of a job whose worker is gone (sma-rest-api.md 4.1, 6). */
import type { Reader, Writer } from '../store/store.ts';
import { audit, type Change } from '../domain/change.ts';
import type { JobUsage } from '../../worker/protocol.ts';
import { setJobStatus, type JobRow } from '../domain/jobs/jobStatus.ts';

/** A job that ended its worker this often is not given to another one. */
export const MAX_ATTEMPTS = 3;

/** Why a job has nobody who runs it any more: its worker died, the service was stopped in good order, or it ended otherwise. */
export type Loss = 'worker' | 'stop' | 'crash' | 'sandbox';

/** How a job was lost, and what it is known to have used until then. */
export interface LostJob { readonly reason: string; readonly loss: Loss; readonly usage?: JobUsage | undefined }

const WHAT_HAPPENED: Readonly<Record<Loss, (reason: string) => string>> = {
  worker: (reason) => `The worker was lost while the runbook was running (${reason}).`,
  sandbox: (reason) => `The runbook's process was lost while it was running (${reason}).`,
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
export async function giveUpJob(change: Change, job: JobRow, { reason, loss, usage }: LostJob): Promise<JobRow> {
  const freed = { worker: null, ...(usage === undefined ? {} : { usage }) } as const;
  await audit(change, loss === 'worker' ? 'WorkerLost' : 'ServiceEnded', `Jobs/${job.JobID}`, reason);
  if (job.JobStatus === 'Stopping') return setJobStatus(change, job, 'Stopped', freed);
  const isWorkflow = await typeOf(change, job) === 'Script';
  if (isWorkflow) await change.db.updateTable('Jobs').set({ was_lost: 1 }).where('job_key', '=', job.job_key).execute();
  if (job.JobStatus === 'Suspending') return setJobStatus(change, job, 'Suspended', freed);
  // A stop is nobody's fault: it does not count as an attempt.
  const again = loss === 'stop' ? { ...freed, attempt: Math.max(0, job.attempt - 1) } : freed;
  // A workflow that was not begun waits longer: it cannot be suspended from there, and nothing of it has run.
  const most = isWorkflow && job.JobStatus === 'Activating' ? 3 * MAX_ATTEMPTS : MAX_ATTEMPTS;
  if (job.attempt >= most && loss !== 'stop') {
    const exception = `${WHAT_HAPPENED[loss](reason)} It was tried ${job.attempt === 1 ? 'once' : `${job.attempt} times`}.`;
    // A workflow waits for a person, who may resume it when the cause is mended.
    return isWorkflow && job.JobStatus === 'Running' ? setJobStatus(change, job, 'Suspended', { ...freed, exception: `${exception} Resume the job when the cause is mended: it goes on from its last checkpoint.` })
      : setJobStatus(change, job, 'Failed', { ...freed, exception });
  }
  if (job.JobStatus === 'Activating' || isWorkflow) return setJobStatus(change, job, 'New', again);
  return setJobStatus(change, job, 'Failed', {
    ...freed,
    exception: `${WHAT_HAPPENED[loss](reason)} A script has no checkpoint to go on from, and was not started again because it may have done part of its work. Start it again if that is safe.`,
  });
}

async function typeOf(change: Change, job: JobRow): Promise<string | undefined> {
  const runbook = await change.db.selectFrom('Runbooks').select('RunbookType').where('RunbookID', '=', job.runbook_id).executeTakeFirst();
  return runbook?.RunbookType ?? undefined;
}
