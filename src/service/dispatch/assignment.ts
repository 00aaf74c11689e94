/** Claiming jobs: which wait, and everything a worker needs to run them. */
import { netTypeNameOf } from '../../powershell/analysis/runbook/netTypes.ts';
import { nextNumber } from '../domain/nextNumber.ts';
import { decodeScript } from '../../powershell/syntax/decode.ts';
import type { JobStatus } from '../../sma/jobStatus.ts';
import type { JobAssignment, SavedCheckpoint } from '../../worker/protocol.ts';
import type { Change } from '../domain/change.ts';
import { setJobStatus, type JobRow } from '../domain/jobs/jobStatus.ts';
import { JOB_TEXTS } from '../domain/jobs/jobTexts.ts';
import { readMedia } from '../domain/media.ts';
import { assetSecrets, hiddenTexts, openValue, type ValueColumns } from '../domain/jobs/sealing.ts';
import { SecretUnreadableError, type SecretCipher } from '../secrets/cipher.ts';
import { atMost } from '../store/atMost.ts';
import { sqliteFailure, type SqliteFailure } from '../store/sqliteFailure.ts';
import { describeError, type Logger } from '../log.ts';
import { SmaError } from '../../sma/errors.ts';
import { sql } from 'kysely';
import { keepRecords, readCheckpoint, rewind } from './checkpoints.ts';
import { isStartedBy } from '../../sma/values/startedBy.ts';

/** A stored text was read when it was uploaded; one from before that may hold what is refused today. */
function textOf(bytes: Uint8Array): string {
  try {
    return decodeScript(bytes).text;
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** A job in a worker's hands, as the service keeps it in mind. */
export interface AssignedJob {
  readonly assignment: JobAssignment;
  readonly jobKey: number;
  /** What earlier attempts counted; a worker counts from zero. */
  readonly errorBase: number;
  readonly warningBase: number;
  batch: number;
  lastTime: string;
}

export interface Claimer {
  readonly worker: string;
  readonly computerName: string;
  readonly cipher: SecretCipher;
  readonly logger: Logger;
  /** Jobs that can neither be given out nor ended because of what is stored of them: told once, and left. */
  readonly aside: Set<number>;
}

/**
 * Takes up to `count` waiting jobs, oldest first. A job that cannot be given out (its text is gone, or it belongs to
 * another worker, or what is stored of it makes no sense) fails here with the reason, and holds up no other.
 */
export async function claimJobs(change: Change, claimer: Claimer, count: number): Promise<readonly AssignedJob[]> {
  const waiting = await change.db.selectFrom('Jobs').select(['job_key', 'JobID', 'JobStatus', 'StartTime', 'runbook_id', 'is_test', 'worker', 'attempt', 'JobContextID', 'ErrorCount', 'WarningCount', 'last_record_time', 'was_lost', 'CreationTime', 'text_id'])
    .where('JobStatus', 'in', ['New', 'Resuming'])
    .$if(claimer.aside.size > 0, (query) => query.where('job_key', 'not in', [...claimer.aside])).orderBy('CreationTime').orderBy('job_key').limit(atMost(count)).execute();
  const claimed: AssignedJob[] = [];
  for (const row of waiting) {
    const job: JobRow = { ...row, JobStatus: row.JobStatus as JobStatus };
    try {
      const one = await whole(change, () => claimOne(change, claimer, row, job));
      if (one !== undefined) claimed.push(one);
    } catch (error) {
      if (isOfAll(error)) throw error;
      await setAside(change, claimer, job, error);
    }
  }
  return claimed;
}

/** Done whole or not at all, within the change. */
async function whole<T>(change: Change, work: () => Promise<T>): Promise<T> {
  await sql`savepoint one_job`.execute(change.db);
  try {
    const result = await work();
    await sql`release one_job`.execute(change.db);
    return result;
  } catch (error) {
    // Where SQLite gave up the whole transaction there is nothing to go back to: the error says so.
    if (!isOfAll(error)) {
      await sql`rollback to one_job`.execute(change.db);
      await sql`release one_job`.execute(change.db);
    }
    throw error;
  }
}

/** What SQLite says of one value; all else of it is a trouble of the database. */
const OF_ONE: ReadonlySet<SqliteFailure> = new Set<SqliteFailure>(['Constraint', 'TooBig']);
/** Whether a failure would meet every job: a full or locked disk, a database that is gone. */
function isOfAll(error: unknown): boolean {
  const failure = sqliteFailure(error);
  return SmaError.is(error, 'StorageDamaged') || (failure !== undefined && !OF_ONE.has(failure));
}

/** Others may have written into the database: a job of which nothing sensible is stored fails, and says why. */
async function setAside(change: Change, { logger, aside }: Claimer, job: JobRow, error: unknown): Promise<void> {
  logger.log('error', `The job ${job.JobID} cannot be given out: what is stored of it makes no sense. "sma doctor" names odd values.`, { jobId: job.JobID, error: describeError(error) });
  try {
    await whole(change, () => setJobStatus(change, job, 'Failed', { exception: `What the service has stored of the job or its runbook cannot be read (${error instanceof Error ? error.name : 'an error'}); its log has more. Start the runbook again.` }));
  } catch (second) {
    if (isOfAll(second)) throw second;
    aside.add(job.job_key);
  }
}

/** What is selected of a waiting job. */
interface WaitingRow {
  readonly JobID: string; readonly job_key: number; readonly runbook_id: string; readonly JobContextID: string; readonly text_id: string | null; readonly attempt: number; readonly is_test: number;
  readonly was_lost: number; readonly ErrorCount: number | null; readonly WarningCount: number | null; readonly last_record_time: string; readonly CreationTime: string;
}

/** One job as it is given out; undefined where it failed with its reason. */
async function claimOne(change: Change, claimer: Claimer, row: WaitingRow, job: JobRow): Promise<AssignedJob | undefined> {
  const found = await load(change, claimer.cipher, row);
  const refusal = typeof found === 'string' ? found : found.designated !== null && found.designated.toLowerCase() !== claimer.computerName.toLowerCase()
    // sma-rest-api.md 6: the job of a designated worker that is not there fails.
    ? `The runbook may only run on the worker '${found.designated}', which is not available.` : undefined;
  if (refusal !== undefined || typeof found === 'string') {
    await setJobStatus(change, job, 'Failed', { exception: refusal ?? null });
    return undefined;
  }
  const attempt = nextNumber(job.JobStatus === 'Resuming' ? 0 : row.attempt), checkpoint = await readCheckpoint(change, claimer.cipher, job);
  if (checkpoint === 'unreadable') {
    await setJobStatus(change, job, 'Failed', { exception: 'The saved state of the job cannot be decrypted: the service was given another key since. Start the runbook again.' });
    return undefined;
  }
  const counts = row.was_lost === 1 ? await rewind(change, job) : { errors: row.ErrorCount ?? 0, warnings: row.WarningCount ?? 0 };
  if (row.was_lost === 0 && job.JobStatus === 'Resuming') await keepRecords(change, job);
  await setJobStatus(change, job, 'Activating', { worker: claimer.worker, attempt });
  return {
    assignment: { ...found.facts, jobId: row.JobID, runbookId: row.runbook_id, isTest: row.is_test === 1, isChecked: row.is_test !== 1, attempt, ...secretsOf(found.hidden, checkpoint), ...(checkpoint === undefined || checkpoint.state === '' ? {} : { checkpoint }) },
    jobKey: row.job_key, errorBase: counts.errors, warningBase: counts.warnings, batch: 0,
    // While the machine's clock is behind, no record is older than its job.
    lastTime: row.last_record_time === '' ? row.CreationTime : row.last_record_time,
  };
}

/** Parameters with their values; undefined where one cannot be opened. */
function opened<T extends ValueColumns & { readonly Name: string }>(cipher: SecretCipher, contextId: string, stored: readonly T[]): readonly (T & { readonly value: string; readonly isSealed: boolean })[] | undefined {
  try {
    return stored.map((one) => ({ ...one, value: openValue(cipher, contextId, one), isSealed: one.secret !== null }));
  } catch (error) {
    if (error instanceof SecretUnreadableError) return undefined;
    throw error;
  }
}

type Facts = Omit<JobAssignment, 'jobId' | 'runbookId' | 'isTest' | 'attempt'>;

/** What the job has to mask beside what its checkpoint says. */
function secretsOf(hidden: readonly string[], checkpoint: SavedCheckpoint | undefined): { readonly secrets?: readonly string[] } {
  const all = [...(checkpoint?.state === '' ? checkpoint.secrets : []), ...hidden];
  return all.length === 0 ? {} : { secrets: [...new Set(all)] };
}

async function load(change: Change, cipher: SecretCipher, row: { readonly JobContextID: string; readonly runbook_id: string; readonly text_id: string | null }): Promise<string | { readonly facts: Facts; readonly designated: string | null; readonly hidden: readonly string[] }> {
  const context = await change.db.selectFrom('JobContexts').select('RunbookVersionID').where('JobContextID', '=', row.JobContextID).executeTakeFirst();
  const runbook = await change.db.selectFrom('Runbooks').select(['RunbookName', 'RunbookType', 'RunbookWorker', 'LogDebug', 'LogProgress', 'LogVerbose']).where('RunbookID', '=', row.runbook_id).executeTakeFirst();
  const media = context === undefined ? undefined : await (row.text_id === null ? readMedia(change.db, 'RunbookVersions', context.RunbookVersionID) : readMedia(change.db, JOB_TEXTS, row.text_id));
  if (context === undefined || runbook === undefined || media === undefined) return 'The runbook, or the version of it that was started, has been deleted.';
  const stored = await change.db.selectFrom('JobParameters').selectAll().where('JobContextID', '=', row.JobContextID).execute();
  const parameters = opened(cipher, row.JobContextID, stored);
  if (parameters === undefined) return 'The values of its parameters cannot be decrypted: the service was given another key since. Start the runbook again.';
  const sealed = parameters.filter(({ isSealed }) => isSealed), ofAssets = sealed.length === 0 ? undefined : await assetSecrets(change.db, cipher);
  // A note of who started the job stays with the job: the script gets it only where it declares it (sma-rest-api.md 3.5).
  const declaresNote = parameters.some(({ Name }) => isStartedBy(Name))
    && (await change.db.selectFrom('RunbookParameters').select('Name').where('RunbookVersionID', '=', context.RunbookVersionID).execute()).some(({ Name }) => isStartedBy(Name));
  return {
    // Clients of 2016 write an empty text back where there was none.
    designated: (runbook.RunbookWorker ?? '').trim() === '' ? null : runbook.RunbookWorker,
    hidden: ofAssets === undefined ? [] : sealed.flatMap(({ value, Type }) => hiddenTexts(value, Type, ofAssets)),
    facts: {
      runbookName: runbook.RunbookName, runbookVersionId: context.RunbookVersionID,
      runbookType: runbook.RunbookType === 'Script' ? 'Script' : 'PowerShellScript',
      script: textOf(media.bytes),
      parameters: parameters.filter(({ Name }) => declaresNote || !isStartedBy(Name)).map((parameter) => ({ name: parameter.Name, value: parameter.value, type: netTypeNameOf(parameter.Type) })),
      logVerbose: runbook.LogVerbose === 1, logProgress: runbook.LogProgress === 1, logDebug: runbook.LogDebug === 1,
    },
  };
}
