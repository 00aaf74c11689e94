/** What a worker reports of its jobs, written in one transaction. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Change } from '../domain/change.ts';
import { findJob, setJobStatus } from '../domain/jobs/jobStatus.ts';
import type { SecretCipher } from '../secrets/cipher.ts';
import type { Durability } from '../store/store.ts';
import type { AssignedJob } from './assignment.ts';
import { storeCheckpoint } from './checkpoints.ts';
import { finishJob } from './finish.ts';
import { giveUpJob } from './lostJobs.ts';
import type { Stored } from './patience.ts';
import { storeRecords } from './recordStore.ts';

/** Milliseconds that storing may keep everybody else waiting. */
const LONGEST_TURN = 2;

/**
 * A job's end is on the disk before anybody hears of it. A checkpoint outlives the end of every process at once, and is on its way to the disk
 * when the job goes on: with a loss of power the job goes on from the one before, its records with it (README.md, Store).
 */
export const durabilityOf = (messages: readonly Stored[]): Durability =>
  (messages.some(({ type }) => type === 'finished') ? 'Full' : messages.some(({ type }) => type === 'checkpoint') ? 'Soon' : 'Normal');

type Finished = Extract<Stored, { readonly type: 'finished' }>;

export interface ReportParts {
  /** Undefined where the worker does not have the job any more: then nobody believes it. */
  readonly jobOf: (jobId: string) => AssignedJob | undefined;
  readonly cipher: SecretCipher;
  readonly endingOf: (message: Finished) => Finished;
}

/** How far the records of a job are stored: true once the transaction is. */
type Progress = Pick<AssignedJob, 'batch' | 'lastTime'>;

/** Writes what was reported, in its order; a batch of records that is there already is not written again. */
export async function applyReports(change: Change, messages: readonly Stored[], { jobOf, cipher, endingOf }: ReportParts): Promise<ReadonlyMap<AssignedJob, Progress>> {
  const kept = new Map<AssignedJob, Progress>();
  let began = performance.now();
  for (const message of messages) {
    // However much has piled up: who reads is not kept waiting.
    if (performance.now() - began > LONGEST_TURN) {
      await nextTurn();
      began = performance.now();
    }
    const job = jobOf(message.jobId);
    if (job === undefined) continue;
    switch (message.type) {
      case 'running': {
        const row = await findJob(change.db, message.jobId);
        if (row?.JobStatus === 'Activating') await setJobStatus(change, row, 'Running');
        break;
      }
      case 'records': {
        const known = kept.get(job) ?? { batch: job.batch, lastTime: job.lastTime };
        if (message.batch > known.batch) kept.set(job, { batch: message.batch, lastTime: await storeRecords(change, { ...job, ...known }, message) });
        break;
      }
      case 'checkpoint': await storeCheckpoint(change, cipher, { ...job, ...kept.get(job) }, message); break;
      case 'lost': {
        const row = await findJob(change.db, message.jobId);
        if (row !== undefined) await giveUpJob(change, row, { reason: message.reason, loss: 'sandbox', usage: message.usage });
        break;
      }
      case 'finished': await finishJob(change, job, endingOf(message)); break;
    }
  }
  return kept;
}
