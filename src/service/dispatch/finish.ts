import { canFollow } from '../../sma/jobStateMachine.ts';
import type { JobStatus } from '../../sma/jobStatus.ts';
import type { WorkerToService } from '../../worker/protocol.ts';
import type { Change } from '../domain/change.ts';
import { findJob, setJobStatus, toInt16 } from '../domain/jobs/jobStatus.ts';
import type { AssignedJob } from './assignment.ts';

export type FinishedMessage = Extract<WorkerToService, { readonly type: 'finished' }>;

/** The states to pass through from where a job is to the one its worker reports. */
export function pathTo(from: JobStatus, to: JobStatus): readonly JobStatus[] {
  if (from === to) return [];
  // A stop that was asked for wins over an end that came first: the client was told that the job is being stopped.
  if (from === 'Stopping') return ['Stopped'];
  if (canFollow(from, to)) return [to];
  const between = (['Running', 'Stopping', 'Suspending'] as const).find((state) => canFollow(from, state) && canFollow(state, to));
  if (between !== undefined) return [between, to];
  return canFollow(from, 'Running') ? ['Running', ...pathTo('Running', to)] : [];
}

/** Stores how a job ended. */
export async function finishJob(change: Change, job: AssignedJob, message: FinishedMessage): Promise<void> {
  let row = await findJob(change.db, message.jobId);
  if (row === undefined) return;
  const path = pathTo(row.JobStatus, message.status);
  for (const [index, status] of path.entries()) {
    row = await setJobStatus(change, row, status, index < path.length - 1 ? {} : {
      worker: null,
      ...(status === message.status ? { exception: message.exception } : {}),
      errorCount: toInt16(job.errorBase + message.errorCount), warningCount: toInt16(job.warningBase + message.warningCount),
      ...(message.usage === undefined ? {} : { usage: message.usage }),
    });
  }
}
