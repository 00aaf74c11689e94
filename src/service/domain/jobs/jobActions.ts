/** Stop, Suspend and Resume of a job (sma-rest-api.md 3.2, 4.1). */
import { smaError } from '../../../sma/errors.ts';
import { isActionAllowed, type JobAction } from '../../../sma/jobStateMachine.ts';
import type { RunbookType } from '../../../sma/runbookType.ts';
import { audit, type Change } from '../change.ts';
import { findJob, setJobStatus, type JobRow } from './jobStatus.ts';

/** What of an action is left for the worker to do. */
export type Forward = 'stop' | 'suspend' | 'none';

/**
 * Carries out an action. A job that no worker has is stopped at once.
 * Fails with NotFound and JobActionNotAllowed.
 */
export async function actOnJob(change: Change, jobId: string, action: JobAction): Promise<{ readonly job: JobRow; readonly forward: Forward }> {
  const job = await findJob(change.db, jobId);
  if (job === undefined) throw smaError('NotFound', 'Job', jobId);
  // Asking twice is no error: the first request is still being carried out.
  if (action === 'Stop' && job.JobStatus === 'Stopping') return { job, forward: 'none' };
  const type = await typeOf(change, job);
  if (!isActionAllowed(action, job.JobStatus, type)) throw smaError('JobActionNotAllowed', action, job.JobStatus, type);
  await audit(change, action, `Jobs/${jobId}`);
  switch (action) {
    case 'Stop': {
      const stopping = await setJobStatus(change, job, 'Stopping');
      if (job.worker !== null) return { job: stopping, forward: 'stop' };
      return { job: await setJobStatus(change, stopping, 'Stopped'), forward: 'none' };
    }
    case 'Suspend': return { job: await setJobStatus(change, job, 'Suspending'), forward: 'suspend' };
    case 'Resume': return { job: await setJobStatus(change, job, 'Resuming'), forward: 'none' };
  }
}

async function typeOf(change: Change, job: JobRow): Promise<RunbookType | undefined> {
  const row = await change.db.selectFrom('Runbooks').select('RunbookType').where('RunbookID', '=', job.runbook_id).executeTakeFirst();
  return row?.RunbookType === 'Script' || row?.RunbookType === 'PowerShellScript' ? row.RunbookType : undefined;
}
