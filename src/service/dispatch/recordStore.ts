/** Writing a batch of stream records: one statement, however many records (sma-rest-api.md 2.6, 4.2). */
import { sql } from 'kysely';
import { keepsStream } from '../../worker/streamRules.ts';
import type { WorkerToService } from '../../worker/protocol.ts';
import { after, canonicalTime } from '../clock.ts';
import type { Change } from '../domain/change.ts';
import { toInt16 } from '../domain/jobStatus.ts';
import type { AssignedJob } from './assignment.ts';

export type RecordBatch = Extract<WorkerToService, { readonly type: 'records' }>;

/**
 * Stores a batch unless it is stored already. Times of one job are made to rise strictly, so that asking for what
 * came since the last time seen misses nothing. The counts are those of the whole job so far.
 * @returns the job's last time, to be kept once the transaction is stored.
 */
export async function storeRecords(change: Change, job: AssignedJob, message: RecordBatch): Promise<string> {
  let last = job.lastTime;
  const rows: { t: string; s: string; x: string; n: string | null }[] = [];
  for (const record of message.records) {
    if (!keepsStream(job.assignment, record.streamTypeName)) continue;
    last = after(canonicalTime(record.time), last);
    rows.push({ t: last, s: record.streamTypeName, x: record.text, n: record.nameValues === undefined ? null : JSON.stringify(record.nameValues) });
  }
  if (rows.length > 0) {
    await sql`insert into stream_record (job_key, time, type, text, name_values)
      select ${job.jobKey}, value ->> '$.t', value ->> '$.s', value ->> '$.x', value ->> '$.n' from json_each(${JSON.stringify(rows)})`.execute(change.db);
  }
  await change.db.updateTable('Jobs').set({
    last_batch: message.batch, last_record_time: last,
    ErrorCount: toInt16(job.errorBase + message.errors), WarningCount: toInt16(job.warningBase + message.warnings),
  }).where('job_key', '=', job.jobKey).execute();
  return last;
}
