/** Writing a batch of stream records: a statement for many at a time (sma-rest-api.md 2.6, 4.2). */
import { CompiledQuery } from 'kysely';
import { keepsStream } from '../../worker/jobs/streamRules.ts';
import type { WorkerToService } from '../../worker/protocol.ts';
import { after, canonicalTime } from '../clock.ts';
import type { Change } from '../domain/change.ts';
import { toInt16 } from '../domain/jobs/jobStatus.ts';
import type { AssignedJob } from './assignment.ts';

export type RecordBatch = Extract<WorkerToService, { readonly type: 'records' }>;

/** Values of a row. */
const COLUMNS = 5;
/** Rows that one statement takes: five times as fast as a row at a time, and prepared once. */
const MANY = 50;
const insertOf = (rows: number): string => `insert into stream_record (job_key, time, type, text, name_values) values ${Array.from({ length: rows }, () => '(?,?,?,?,?)').join(',')}`;
const [INSERT_MANY, INSERT_ONE] = [insertOf(MANY), insertOf(1)];

async function insertAll(change: Change, values: readonly (string | number | null)[]): Promise<void> {
  for (let at = 0; at < values.length;) {
    const many = values.length - at >= MANY * COLUMNS;
    const end = at + (many ? MANY : 1) * COLUMNS;
    await change.db.executeQuery(CompiledQuery.raw(many ? INSERT_MANY : INSERT_ONE, values.slice(at, end)));
    at = end;
  }
}

/**
 * Stores a batch unless it is stored already. Times of one job are made to rise strictly, so that asking for what
 * came since the last time seen misses nothing. The counts are those of the whole job so far.
 * @returns the job's last time, to be kept once the transaction is stored.
 */
export async function storeRecords(change: Change, job: AssignedJob, message: RecordBatch): Promise<string> {
  let last = job.lastTime;
  const values: (string | number | null)[] = [];
  for (const record of message.records) {
    if (!keepsStream(job.assignment, record.streamTypeName)) continue;
    last = after(canonicalTime(record.time), last);
    values.push(job.jobKey, last, record.streamTypeName, record.text, record.nameValues === undefined ? null : JSON.stringify(record.nameValues));
  }
  await insertAll(change, values);
  await change.db.updateTable('Jobs').set({
    last_batch: message.batch, last_record_time: last,
    ErrorCount: toInt16(job.errorBase + message.errors), WarningCount: toInt16(job.warningBase + message.warnings),
  }).where('job_key', '=', job.jobKey).execute();
  return last;
}
