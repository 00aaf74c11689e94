/** What a follower gets next: records of a job, and states of jobs, read from the database after a position. */
import { sql } from 'kysely';
import { parseDateTime } from '../../sma/values/dateTime.ts';
import { LONG_NUMBER, SHORT_TEXT, type LongTexts } from '../store/query/longText.ts';
import { toNameValues } from '../store/query/nameValues.ts';
import { atMost } from '../store/atMost.ts';
import type { Reader } from '../store/store.ts';

/** The times of the last record and of the last change of a state that a follower has seen; both rise strictly. */
export interface Position { readonly record: string; readonly modified: string }

export const START: Position = { record: '', modified: '' };
export const formatPosition = (position: Position): string => `${position.record};${position.modified}`;

export function parsePosition(text: string | null | undefined): Position | undefined {
  const [record, modified, ...more] = (text ?? '').split(';');
  return record !== undefined && modified !== undefined && more.length === 0 && isTime(record) && isTime(modified) ? { record, modified } : undefined;
}

/** As an event has it; nothing before the first one. */
const isTime = (text: string): boolean => text === '' || (/^[0-9T:.-]{19,27}$/.test(text) && parseDateTime(text) !== undefined);

export interface FeedEvent { readonly name: 'record' | 'job' | 'end'; readonly position: Position; readonly data: Readonly<Record<string, unknown>> }
export interface FeedPage { readonly events: readonly FeedEvent[]; readonly position: Position; readonly isFull: boolean; readonly isOver: boolean }

const JOB_COLUMNS = ['JobID', 'JobContextID', 'JobStatus', 'StartTime', 'EndTime', 'CreationTime', 'LastModifiedTime', 'ErrorCount', 'WarningCount', 'JobException'] as const;
const TERMINAL: ReadonlySet<string> = new Set(['Completed', 'Failed', 'Stopped', 'Blocked']);

/** News of one job, with marks for texts that are `long`; undefined where there is no such job (any more). Records first: a final state is the last word. */
export async function readJobFeed(db: Reader, jobId: string, after: Position, limit: number, long: LongTexts): Promise<FeedPage | undefined> {
  const job = await db.selectFrom('Jobs').select([...JOB_COLUMNS, 'job_key']).where('JobID', '=', jobId).executeTakeFirst();
  if (job === undefined) return undefined;
  const rows = await db.selectFrom('stream_record').select(['time', 'type', sql<string | null>`${sql.raw(SHORT_TEXT)}`.as('text'), 'name_values', sql<number | null>`${sql.raw(LONG_NUMBER)}`.as('long')])
    .where('job_key', '=', job.job_key).where('time', '>', after.record).orderBy('time').limit(atMost(limit)).execute();
  const events: FeedEvent[] = rows.map((row) => ({
    name: 'record', position: { record: row.time, modified: after.modified },
    data: { JobId: jobId, StreamTypeName: row.type, StreamText: row.long === null ? row.text : long.markOf(row.long), StreamTime: row.time, ...(row.type === 'Error' && row.name_values !== null ? { NameValues: toNameValues(row.name_values) } : {}) },
  }));
  let position = events.at(-1)?.position ?? after;
  const isFull = rows.length === limit;
  if (isFull) return { events, position, isFull, isOver: false };
  const { job_key: _key, ...data } = job;
  if (job.LastModifiedTime > after.modified) {
    position = { ...position, modified: job.LastModifiedTime };
    events.push({ name: 'job', position, data });
  }
  const isOver = TERMINAL.has(job.JobStatus);
  if (isOver) events.push({ name: 'end', position, data: {} });
  return { events, position, isFull, isOver };
}

/** The states of all jobs that changed after a position, oldest change first. */
export async function readStateFeed(db: Reader, after: Position, limit: number): Promise<FeedPage> {
  const rows = await db.selectFrom('Jobs').select(JOB_COLUMNS).where('LastModifiedTime', '>', after.modified).orderBy('LastModifiedTime').limit(atMost(limit)).execute();
  const events: FeedEvent[] = rows.map((row) => ({ name: 'job', position: { record: '', modified: row.LastModifiedTime }, data: row }));
  return { events, position: events.at(-1)?.position ?? after, isFull: rows.length === limit, isOver: false };
}

/** Where "from now on" begins. */
export async function currentPosition(db: Reader): Promise<Position> {
  const row = await db.selectFrom('Jobs').select((e) => e.fn.max('LastModifiedTime').as('time')).executeTakeFirst();
  return { record: '', modified: row?.time ?? '' };
}
