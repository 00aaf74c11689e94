import { statusWord } from '../../app/stores/jobStates.ts';
import { duration, parseWireTime, shortTime } from '../../app/text/times.ts';
import type { Job, JobRecord } from '../../client/api.ts';

/** Before the first line of a record; output has none, so that it can be copied as it was written. */
const PREFIXES: Readonly<Record<string, string>> = {
  Output: '', Warning: 'WARNING: ', Error: 'ERROR: ', Verbose: 'VERBOSE: ', Debug: 'DEBUG: ', Progress: 'PROGRESS: ',
};

/** Before the further lines of such a record, so that reader and colours know whose they are; PowerShell's own errors have it too. */
const GUTTER = '     | ';

/** A record as lines of text, each ended. */
export function recordLines({ stream, text }: Pick<JobRecord, 'stream' | 'text'>): string {
  const prefix = PREFIXES[stream] ?? `${stream.toUpperCase()}: `;
  const body = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  return `${prefix}${prefix === '' ? body : body.replaceAll('\n', `\n${GUTTER}`)}\n`;
}

/** The first line of a channel. */
export function headerLine(runbookName: string | undefined, jobId: string, startTime: string | null, now: Date): string {
  const begun = parseWireTime(startTime);
  return `── ${runbookName ?? 'Runbook'} · ${begun === undefined ? 'job' : `started ${shortTime(begun, now)} · job`} ${jobId} ──\n`;
}

/**
 * A change of state that a reader must know of; undefined for the ordinary ones on the way to Running. `told` is the last
 * error that the reader has seen: where the job's reason begins with it, only the rest (its place) is added, as further
 * lines of that error where it stands right above (`isAbove`).
 */
export function statusLine(job: Job, told = '', isAbove = false): string | undefined {
  if (['New', 'Activating', 'Running'].includes(job.status)) return undefined;
  const [exception, known] = [job.exception ?? '', told].map((text) => text.replace(/\r\n?/g, '\n').trim()) as [string, string];
  const rest = known !== '' && exception.startsWith(known) ? exception.slice(known.length).trimStart() : exception;
  const isMore = isAbove && rest !== exception;
  const reason = rest === '' ? '' : isMore ? `${GUTTER}${rest.replaceAll('\n', `\n${GUTTER}`)}\n` : recordLines({ stream: 'Error', text: rest });
  if (job.status === 'Suspended') return `${reason}── Suspended: it waits to be resumed or stopped ──\n`;
  const end = parseWireTime(job.endedAt);
  if (end === undefined) return `── ${statusWord(job.status)}… ──\n`;
  const start = parseWireTime(job.startedAt);
  return `${reason}── ${statusWord(job.status)} at ${shortTime(end, new Date())}${start === undefined ? '' : ` after ${duration(end.getTime() - start.getTime())}`} ──\n`;
}

/** What is written when the server stops answering in the middle, and when it is back. */
export const INTERRUPTED_LINE = '── The server is not answering. Waiting for it; what the job has written is kept. ──\n';
export const RESUMED_LINE = '── The server answers again. ──\n';
/** What is written when a job waits again that was running: whoever ran it is gone, and a workflow is given to somebody else. */
export const TAKEN_BACK_LINE = '── Whoever ran the job is gone. It goes on from its last checkpoint, or from its beginning: what it wrote since may come again. ──\n';
/** What the server says of a job that has no news: that its disk is full, and what to do. */
export const noticeLine = (text: string): string => `── ${text} ──\n`;
/** What is written when the connection itself is gone before the job's end was seen. */
export const waitingLine = (why: string): string => `── ${why} The output goes on here once it is connected again. ──\n`;
