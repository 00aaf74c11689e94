import { parseWireTime, shortTime } from '../../app/text/times.ts';
import type { Job } from '../../client/api.ts';

/**
 * What a job's output channel is called: two runs of one runbook are told apart by when they began, as the Jobs view has
 * it, and by the first digits of the job's id. `job` is what is known of it; of one that was just started nothing is.
 */
export function channelName(runbookName: string | undefined, job: Pick<Job, 'startedAt' | 'createdAt'> | undefined, jobId: string, now: Date): string {
  const begun = parseWireTime(job?.startedAt ?? job?.createdAt) ?? now;
  // The time stands first: the list of channels cuts off what is long.
  return `SMA ${shortTime(begun, now)} ${runbookName === undefined ? 'Job ' : `${runbookName} `}#${jobId.slice(0, 8)}`;
}
