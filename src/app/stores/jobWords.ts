import type { Job } from '../../client/api.ts';
import { parseWireTime, shortTime } from '../text/times.ts';
import { statusWord } from './jobStates.ts';

/** Enough of a job's id to tell it from its neighbours. */
export const shortId = (jobId: string): string => jobId.slice(0, 8);

/** How a job is called: as its runbook, or where that is not known by its id. */
export const jobLabel = (jobId: string, runbookName: string | undefined): string => runbookName ?? `Job ${shortId(jobId)}`;

/** How a job is: its state in words, how many errors it wrote, when it began. */
export function jobWords(job: Job, now: Date): string {
  const begun = parseWireTime(job.startedAt ?? job.createdAt);
  return [statusWord(job.status), ...counts(job), begun === undefined ? '' : shortTime(begun, now)].filter((part) => part !== '').join(' · ');
}

/** A job in a list to choose from: as its row in the view, and with what its output channel's name ends with. */
export function jobChoice(job: Job, runbookName: string | undefined, now: Date): { readonly label: string; readonly description: string } {
  return { label: jobLabel(job.id, runbookName), description: runbookName === undefined ? jobWords(job, now) : `${jobWords(job, now)} · ${shortId(job.id)}` };
}

/** Errors, or where there are none warnings: a row is narrow, and the output has both. */
function counts(job: Job): string[] {
  const plural = (count: number | null, word: string): string[] => (count === null || count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`]);
  return [...plural(job.errorCount, 'error'), ...plural(job.warningCount, 'warning')].slice(0, 1);
}
