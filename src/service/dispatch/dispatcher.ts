/**
 * Hands jobs to a worker and stores what it reports. Everything a worker says is handled in the order in which it
 * was said; what piled up in the meantime goes into one transaction, and a batch of records is acknowledged when it
 * is stored, so a worker that is faster than the disk waits instead of filling memory.
 */
import type { ServiceToWorker, WorkerToService } from '../../worker/protocol.ts';
import type { Changes } from '../domain/change.ts';
import { SERVICE_AUTHOR, type Change } from '../domain/change.ts';
import { findJob, setJobStatus, type JobRow } from '../domain/jobStatus.ts';
import { describeError, type Logger } from '../log.ts';
import { answerAsset, type AssetSource } from './assets.ts';
import { claimJobs, type AssignedJob } from './assignment.ts';
import { finishJob } from './finish.ts';
import { giveUpJob } from './lostJobs.ts';
import { storeRecords } from './recordStore.ts';

export interface DispatcherOptions {
  readonly changes: Changes;
  readonly assets: AssetSource;
  readonly logger: Logger;
  /** The worker's name in the database, never used twice. */
  readonly worker: string;
  readonly computerName: string;
  readonly leaseMilliseconds: number;
  send(message: ServiceToWorker): void;
  /** Jobs have news for those who follow them. */
  notify(): void;
}

type Stored = Extract<WorkerToService, { readonly type: 'running' | 'records' | 'finished' }>;
const RETRY_MILLISECONDS = 500;

/** One worker's side of the conversation; a worker that is started again gets a new one. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #jobs = new Map<string, AssignedJob>();
  #inbox: Stored[] = [];
  #storing: Promise<void> | undefined;
  #wanted = 0;
  #claiming: Promise<void> | undefined;
  #claimAgain = false;
  #draining = false;
  #gone = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** How many jobs the worker has. */
  get running(): number {
    return this.#jobs.size;
  }

  /** Takes a message of the worker. */
  receive(message: WorkerToService): void {
    switch (message.type) {
      case 'ready': this.#options.logger.log('info', 'The worker is ready', { pid: message.pid, capacity: message.capacity }); return;
      case 'claim': this.#wanted = message.count; this.wake(); return;
      case 'running': case 'records': case 'finished': this.#inbox.push(message); this.#storing ??= this.#store(); return;
      case 'heartbeat': void this.#renew(message.jobIds); return;
      case 'asset': void this.#answer(message); return;
      case 'log': this.#options.logger.log(message.level, message.message, { from: 'worker', jobId: message.jobId }); return;
    }
  }

  /** A job may be waiting. */
  wake(): void {
    if (this.#wanted === 0 || this.#draining || this.#gone) return;
    if (this.#claiming !== undefined) {
      this.#claimAgain = true;
      return;
    }
    this.#claiming = this.#claim().finally(() => {
      this.#claiming = undefined;
      if (this.#claimAgain) {
        this.#claimAgain = false;
        this.wake();
      }
    });
  }

  /** Passes a client's wish on, if the worker has the job. */
  forward(jobId: string, wish: 'stop' | 'suspend'): void {
    if (this.#jobs.has(jobId)) this.#options.send({ type: wish, jobId });
  }

  drain(seconds: number): void {
    this.#draining = true;
    this.#options.send({ type: 'drain', seconds });
  }

  /** The worker is gone: what it reported is stored, the rest of its jobs go by the rule of lostJobs.ts. */
  async lose(reason: string): Promise<void> {
    this.#gone = true;
    await this.#claiming;
    await this.#storing;
    await this.#giveUp([...this.#jobs.keys()], reason);
  }

  /** Jobs the worker no longer speaks of when their lease is over. */
  async sweep(): Promise<void> {
    const now = this.#options.changes.ticker.wall();
    const expired = await this.#options.changes.read((db) => db.selectFrom('Jobs').select('JobID').where('worker', '=', this.#options.worker).where('lease_until', '<', now).execute());
    const ids = expired.map((row) => row.JobID).filter((id) => this.#jobs.has(id));
    if (ids.length > 0) await this.#giveUp(ids, 'it no longer reported on the job');
  }

  async #claim(): Promise<void> {
    const { changes, worker, computerName, leaseMilliseconds, logger } = this.#options;
    try {
      const leaseUntil = changes.ticker.wall() + leaseMilliseconds;
      const claimed = await changes.make(SERVICE_AUTHOR, async (change) => {
        change.afterwards(() => this.#options.notify());
        return claimJobs(change, { worker, computerName, leaseUntil }, this.#wanted);
      }, 'Normal');
      if (claimed.length === 0) return;
      for (const job of claimed) this.#jobs.set(job.assignment.jobId, job);
      this.#wanted = 0;
      this.#options.send({ type: 'assigned', jobs: claimed.map((job) => job.assignment) });
      await this.#forwardEarlyWishes(claimed.map((job) => job.assignment.jobId));
    } catch (error) {
      logger.log('error', 'Jobs could not be claimed', { error: describeError(error) });
    }
  }

  /** A client may have asked for a stop between the claim and this moment. */
  async #forwardEarlyWishes(jobIds: readonly string[]): Promise<void> {
    const wishes = await this.#options.changes.read((db) => db.selectFrom('Jobs').select(['JobID', 'JobStatus']).where('JobID', 'in', jobIds).where('JobStatus', 'in', ['Stopping', 'Suspending']).execute());
    for (const row of wishes) this.forward(row.JobID, row.JobStatus === 'Stopping' ? 'stop' : 'suspend');
  }

  async #store(): Promise<void> {
    while (this.#inbox.length > 0) {
      const messages = this.#inbox;
      this.#inbox = [];
      await this.#storeAll(messages);
    }
    this.#storing = undefined;
  }

  async #storeAll(messages: readonly Stored[]): Promise<void> {
    const durability = messages.some((message) => message.type === 'finished') ? 'Full' : 'Normal';
    for (;;) {
      try {
        const kept = await this.#options.changes.make(SERVICE_AUTHOR, (change) => this.#apply(change, messages), durability);
        for (const [job, state] of kept) Object.assign(job, state);
        for (const message of messages) this.#done(message);
        this.#options.notify();
        return;
      } catch (error) {
        // Unacknowledged, so the worker waits. A full disk may be freed: what was written must not be lost.
        this.#options.logger.log('error', 'What a worker reported could not be stored; trying again', { error: describeError(error) });
        await new Promise((resolve) => { setTimeout(resolve, RETRY_MILLISECONDS); });
        if (this.#gone) return;
      }
    }
  }

  async #apply(change: Change, messages: readonly Stored[]): Promise<ReadonlyMap<AssignedJob, { readonly batch: number; readonly lastTime: string }>> {
    const kept = new Map<AssignedJob, { readonly batch: number; readonly lastTime: string }>();
    for (const message of messages) {
      const job = this.#jobs.get(message.jobId);
      if (job === undefined) continue;
      if (message.type === 'running') {
        const row = await findJob(change.db, message.jobId);
        if (row?.JobStatus === 'Activating') await setJobStatus(change, row, 'Running');
      } else if (message.type === 'records') {
        const known = kept.get(job) ?? { batch: job.batch, lastTime: job.lastTime };
        if (message.batch <= known.batch) continue;
        kept.set(job, { batch: message.batch, lastTime: await storeRecords(change, { ...job, ...known }, message) });
      } else {
        await finishJob(change, job, message);
      }
    }
    return kept;
  }

  #done(message: Stored): void {
    if (message.type === 'records') this.#options.send({ type: 'recordsStored', jobId: message.jobId, batch: message.batch });
    if (message.type === 'finished') this.#jobs.delete(message.jobId);
  }

  async #renew(jobIds: readonly string[]): Promise<void> {
    const held = jobIds.filter((id) => this.#jobs.has(id));
    if (held.length === 0) return;
    const { changes, leaseMilliseconds, worker, logger } = this.#options;
    try {
      await changes.make(SERVICE_AUTHOR, (change) => change.db.updateTable('Jobs').set({ lease_until: changes.ticker.wall() + leaseMilliseconds })
        .where('JobID', 'in', held).where('worker', '=', worker).execute(), 'Normal');
    } catch (error) {
      logger.log('warn', 'The lease of running jobs could not be renewed', { error: describeError(error) });
    }
  }

  async #giveUp(jobIds: readonly string[], reason: string): Promise<void> {
    const { changes, logger, worker } = this.#options;
    for (const id of jobIds) {
      this.#jobs.delete(id);
      try {
        const after = await changes.make(SERVICE_AUTHOR, async (change): Promise<JobRow | undefined> => {
          const row = await findJob(change.db, id);
          return row === undefined || row.worker !== worker ? undefined : giveUpJob(change, row, reason);
        });
        logger.log('warn', 'A job lost its worker', { jobId: id, reason, status: after?.JobStatus });
      } catch (error) {
        logger.log('error', 'A lost job could not be given up; the next start of the service will', { jobId: id, error: describeError(error) });
      }
    }
    if (jobIds.length > 0) this.#options.notify();
  }

  async #answer(message: Extract<WorkerToService, { readonly type: 'asset' }>): Promise<void> {
    const reply = await answerAsset(this.#options.assets, message, this.#jobs.get(message.jobId), this.#options.logger);
    this.#options.send({ type: 'asset', request: message.request, reply });
  }
}
