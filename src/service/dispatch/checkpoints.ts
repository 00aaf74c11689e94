/**
 * Checkpoints of workflow jobs: stored with the place in the job's records that they belong to, so that a job that goes on
 * neither loses nor doubles what it wrote before (sma-rest-api.md section 6).
 */
import type { SavedCheckpoint, WorkerToService } from '../../worker/protocol.ts';
import type { Change } from '../domain/change.ts';
import { toInt16, type JobRow } from '../domain/jobStatus.ts';
import { SecretUnreadableError, type SecretCipher } from '../secrets/cipher.ts';
import type { AssignedJob } from './assignment.ts';

export type CheckpointMessage = Extract<WorkerToService, { readonly type: 'checkpoint' }>;

/** What an encrypted state belongs to. */
export const checkpointOwner = (jobId: string): string => `Jobs/${jobId}/checkpoint`;

/** The secrets as JSON, a line feed, and the state as it came: a large text is not read through for what JSON escapes. */
const textOf = ({ state, secrets }: SavedCheckpoint): string => `${JSON.stringify(secrets)}\n${state}`;
/** Earlier versions kept one object as JSON. */
function savedIn(text: string): SavedCheckpoint {
  if (!text.startsWith('[')) return JSON.parse(text) as SavedCheckpoint;
  const end = text.indexOf('\n');
  return { state: text.slice(end + 1), secrets: JSON.parse(text.slice(0, end)) as string[] };
}

/** Keeps a checkpoint in place of the one before; all records that the job wrote before it are stored already. */
export async function storeCheckpoint(change: Change, cipher: SecretCipher, job: AssignedJob, message: CheckpointMessage): Promise<void> {
  const row = { number: message.number, time: change.now, secret: cipher.encrypt(textOf(message), checkpointOwner(message.jobId)) };
  await change.db.insertInto('job_checkpoint').values({ job_key: job.jobKey, ...row }).onConflict((on) => on.column('job_key').doUpdateSet(row)).execute();
  await change.db.updateTable('Jobs').set({
    kept_until: job.lastTime, kept_errors: toInt16(job.errorBase + message.errors), kept_warnings: toInt16(job.warningBase + message.warnings),
    // The job got further than it was: what is counted is how often it ends its worker at one place.
    attempt: 1,
  }).where('job_key', '=', job.jobKey).execute();
}

/** The checkpoint a job goes on from: undefined where it has none, `unreadable` where this service has not its key. */
export async function readCheckpoint(change: Change, cipher: SecretCipher, job: Pick<JobRow, 'job_key' | 'JobID'>): Promise<SavedCheckpoint | 'unreadable' | undefined> {
  const row = await change.db.selectFrom('job_checkpoint').select('secret').where('job_key', '=', job.job_key).executeTakeFirst();
  if (row === undefined) return undefined;
  try {
    return savedIn(cipher.decrypt(row.secret, checkpointOwner(job.JobID)));
  } catch (error) {
    if (error instanceof SecretUnreadableError) return 'unreadable';
    throw error;
  }
}

/**
 * A workflow that lost its worker goes on from its last checkpoint, or from its beginning: what it wrote after it is written
 * again, so it is taken back. Times of records never go back, so that a client who follows misses nothing.
 * @returns how many errors and warnings are left.
 */
export async function rewind(change: Change, job: Pick<JobRow, 'job_key'>): Promise<{ readonly errors: number; readonly warnings: number }> {
  const kept = await change.db.selectFrom('Jobs').select(['kept_until', 'kept_errors', 'kept_warnings']).where('job_key', '=', job.job_key).executeTakeFirstOrThrow();
  await change.db.deleteFrom('stream_record').where('job_key', '=', job.job_key).where('time', '>', kept.kept_until).execute();
  await change.db.updateTable('Jobs').set({ was_lost: 0, ErrorCount: kept.kept_errors, WarningCount: kept.kept_warnings }).where('job_key', '=', job.job_key).execute();
  return { errors: kept.kept_errors, warnings: kept.kept_warnings };
}

/** A job that is resumed keeps everything it wrote until it was suspended, also what it wrote after its checkpoint (2 and 2 again). */
export async function keepRecords(change: Change, job: Pick<JobRow, 'job_key'>): Promise<void> {
  await change.db.updateTable('Jobs').set((eb) => ({ kept_until: eb.ref('last_record_time'), kept_errors: eb.fn.coalesce('ErrorCount', eb.lit(0)), kept_warnings: eb.fn.coalesce('WarningCount', eb.lit(0)) }))
    .where('job_key', '=', job.job_key).execute();
}
