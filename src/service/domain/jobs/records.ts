/** Deleting stream records, of which a job may have millions. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Reader, Writer } from '../../store/store.ts';
import type { Change } from '../change.ts';

/** Records of one statement, which takes some milliseconds: others are answered between two of them. */
const AT_A_TIME = 5_000;

/** Deletes up to so many records of a job that are later than `after`. @returns whether there may be more */
export async function dropSome(change: Change, jobKey: number, after = ''): Promise<boolean> {
  const { numDeletedRows } = await change.db.deleteFrom('stream_record')
    .where('sequence', 'in', (e) => e.selectFrom('stream_record').select('sequence').where('job_key', '=', jobKey).where('time', '>', after).limit(AT_A_TIME)).executeTakeFirstOrThrow();
  return numDeletedRows === BigInt(AT_A_TIME);
}

/** Deletes all of them, within one change. */
export async function dropRecords(change: Change, jobKey: number, after = ''): Promise<void> {
  while (await dropSome(change, jobKey, after)) await nextTurn();
}

/** Whether they are too many to be deleted with their job. */
export const hasMany = async (db: Reader | Writer, jobKey: number): Promise<boolean> =>
  (await db.selectFrom('stream_record').select('sequence').where('job_key', '=', jobKey).orderBy('time').limit(1).offset(AT_A_TIME).executeTakeFirst()) !== undefined;
