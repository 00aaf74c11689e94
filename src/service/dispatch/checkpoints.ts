/**
 * Checkpoints of workflow jobs: stored with the place in the job's records that they belong to, so that a job that goes on
 * neither loses nor doubles what it wrote before (sma-rest-api.md section 6).
 */
import { PACKED } from '../../powershell/workflow/state/packing.ts';
import type { SavedCheckpoint, WorkerToService } from '../../worker/protocol.ts';
import type { Change } from '../domain/change.ts';
import { dropRecords } from '../domain/jobs/records.ts';
import { toInt16, type JobRow } from '../domain/jobs/jobStatus.ts';
import { SecretUnreadableError, type SecretCipher } from '../secrets/cipher.ts';
import type { AssignedJob } from './assignment.ts';

export type CheckpointMessage = Extract<WorkerToService, { readonly type: 'checkpoint' }>;

/** What an encrypted state belongs to. */
export const checkpointOwner = (jobId: string): string => `Jobs/${jobId}/checkpoint`;

/** How a packed state begins where it is kept: its bytes follow, as base64 twice would be three quarters more. */
const PACKED_BYTES = 'zstd!';
/** The secrets as JSON, a line feed, and the state as it came, a packed one as bytes: a large one is not read through for what JSON escapes. */
function bytesOf({ state, secrets }: SavedCheckpoint): Buffer {
  const known = `${JSON.stringify(secrets)}\n`;
  return state.startsWith(PACKED) ? Buffer.concat([Buffer.from(`${known}${PACKED_BYTES}`), Buffer.from(state.slice(PACKED.length), 'base64')]) : Buffer.from(known + state);
}
/** Earlier versions kept one object as JSON, and packed states as base64. */
function savedIn(bytes: Buffer): SavedCheckpoint {
  if (bytes.toString('latin1', 0, 1) !== '[') return JSON.parse(bytes.toString('utf8')) as SavedCheckpoint;
  const end = bytes.indexOf('\n'), begin = end + 1 + PACKED_BYTES.length, isPacked = bytes.toString('latin1', end + 1, begin) === PACKED_BYTES;
  return { state: isPacked ? PACKED + bytes.toString('base64', begin) : bytes.toString('utf8', end + 1), secrets: JSON.parse(bytes.toString('utf8', 0, end)) as string[] };
}

/** What a stored state says is to be masked. */
export const secretsIn = (bytes: Buffer): readonly string[] => savedIn(bytes).secrets;

/** Keeps a checkpoint in place of the one before; all records that the job wrote before it are stored already. */
export async function storeCheckpoint(change: Change, cipher: SecretCipher, job: AssignedJob, message: CheckpointMessage): Promise<void> {
  const row = { number: message.number, time: change.now, secret: cipher.encrypt(bytesOf(message), checkpointOwner(message.jobId)) };
  await change.db.insertInto('job_checkpoint').values({ job_key: job.jobKey, ...row }).onConflict((on) => on.column('job_key').doUpdateSet(row)).execute();
  await change.db.updateTable('Jobs').set({
    kept_until: job.lastTime, kept_errors: toInt16(job.errorBase + message.errors), kept_warnings: toInt16(job.warningBase + message.warnings),
    // The job got further than it was: what is counted is how often it ends its worker at one place.
    attempt: 1,
  }).where('job_key', '=', job.jobKey).execute();
}

/** What a job has to mask before it has taken a checkpoint: kept in its place, with no state. */
export async function storeSecrets(change: Change, cipher: SecretCipher, jobId: string, secrets: readonly string[]): Promise<void> {
  const { job_key } = await change.db.selectFrom('Jobs').select('job_key').where('JobID', '=', jobId).executeTakeFirstOrThrow();
  await change.db.insertInto('job_checkpoint').values({ job_key, number: 0, time: change.now, secret: cipher.encrypt(bytesOf({ state: '', secrets }), checkpointOwner(jobId)) }).execute();
}

/** The checkpoint a job goes on from, with an empty state where it only says what to mask: undefined where it has none, `unreadable` where this service has not its key. */
export async function readCheckpoint(change: Change, cipher: SecretCipher, job: Pick<JobRow, 'job_key' | 'JobID'>): Promise<SavedCheckpoint | 'unreadable' | undefined> {
  const row = await change.db.selectFrom('job_checkpoint').select('secret').where('job_key', '=', job.job_key).executeTakeFirst();
  if (row === undefined) return undefined;
  try {
    return savedIn(cipher.decryptBytes(row.secret, checkpointOwner(job.JobID)));
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
  await dropRecords(change, job.job_key, kept.kept_until);
  await change.db.updateTable('Jobs').set({ was_lost: 0, ErrorCount: kept.kept_errors, WarningCount: kept.kept_warnings }).where('job_key', '=', job.job_key).execute();
  return { errors: kept.kept_errors, warnings: kept.kept_warnings };
}

/** A job that is resumed keeps everything it wrote until it was suspended, also what it wrote after its checkpoint (2 and 2 again). */
export async function keepRecords(change: Change, job: Pick<JobRow, 'job_key'>): Promise<void> {
  await change.db.updateTable('Jobs').set((eb) => ({ kept_until: eb.ref('last_record_time'), kept_errors: eb.fn.coalesce('ErrorCount', eb.lit(0)), kept_warnings: eb.fn.coalesce('WarningCount', eb.lit(0)) }))
    .where('job_key', '=', job.job_key).execute();
}
