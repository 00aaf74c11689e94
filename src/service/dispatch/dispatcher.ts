/**
 * Hands jobs to a worker and stores what it reports. Everything a worker says is handled in the order in which it
 * was said; what piled up in the meantime goes into one transaction, and a batch of records is acknowledged when it
 * is stored, so a worker that is faster than the disk waits instead of filling memory.
 */
import type { DebugRequest } from '../../powershell/runtime/debug/protocol.ts';
import type { JobUsage, ServiceToWorker, WorkerToService } from '../../worker/protocol.ts';
import { SERVICE_AUTHOR, type Changes } from '../domain/change.ts';
import { findJob, type JobRow } from '../domain/jobs/jobStatus.ts';
import { describeError, type Logger } from '../log.ts';
import { answerAsset, type AssetSource } from './assets.ts';
import { claimJobs, type AssignedJob } from './assignment.ts';
import { giveUpJob, type Loss } from './lostJobs.ts';
import { Patience, type Stored } from './patience.ts';
import { applyReports, durabilityOf } from './reports.ts';
import { Trouble } from './trouble.ts';
import { sqliteFailure, type SqliteFailure } from '../store/sqliteFailure.ts';

export interface DispatcherOptions {
  readonly changes: Changes;
  readonly assets: AssetSource;
  readonly logger: Logger;
  /** The worker's name in the database, never used twice. */
  readonly worker: string;
  readonly computerName: string;
  readonly leaseMilliseconds: number;
  /** How long a job is held back when its output cannot be stored. */
  readonly storeMilliseconds: number;
  send(message: ServiceToWorker): void;
  /** Jobs have news for those who follow them. */
  notify(): void;
  /** What is for whoever debugs a job: at once, but the end when it is stored. */
  hear?(message: WorkerToService): void;
  /** Why there can be no news, of one job or of all; undefined when there can be again. */
  notice(text: string | undefined, jobId?: string): void;
}

const CAUSES: Readonly<Partial<Record<SqliteFailure, string>>> = { Full: 'the disk of the service is full', Locked: 'another program has locked the database of the service' };

/** One worker's side of the conversation; a worker that is started again gets a new one. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #jobs = new Map<string, AssignedJob>();
  /** When the worker last spoke of a job, by a clock that nobody sets. */
  readonly #heard = new Map<string, number>();
  /** What they have used so far: where nobody says it at the end, that is what is known. */
  readonly #used = new Map<string, JobUsage>();
  /** Jobs of which a report waits to be stored. The worker may have finished with them, and speaks of them no more. */
  readonly #unstored = new Set<string>();
  readonly #patience: Patience;
  readonly #storeTrouble: Trouble;
  readonly #claimTrouble: Trouble;
  #wakeStore: (() => void) | undefined;
  #claimTimer: NodeJS.Timeout | undefined;
  #inbox: Stored[] = [];
  #storing: Promise<void> | undefined;
  #wanted = 0;
  readonly #aside = new Set<number>();
  #claiming: Promise<void> | undefined;
  #claimAgain = false;
  #draining = false;
  #gone = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#patience = new Patience(options.storeMilliseconds);
    let troubles = 0;
    const tell = (text: string | undefined): void => {
      troubles += text === undefined ? -1 : 1;
      // Of two troubles the first is told, which is that of the second too.
      if (text === undefined ? troubles === 0 : troubles === 1) options.notice(text);
    };
    this.#storeTrouble = new Trouble('Storing what jobs report', options.logger, tell);
    this.#claimTrouble = new Trouble('Giving out jobs', options.logger, tell);
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
      case 'debugReply': case 'debugEvent': this.#options.hear?.(message); return;
      case 'running': case 'records': case 'checkpoint': case 'lost': case 'finished':
        if (message.type === 'records') this.#options.hear?.(message);
        this.#inbox.push(message); this.#storing ??= this.#store(); return;
      case 'heartbeat': this.#hear(message.jobIds); return;
      case 'usage': if (this.#jobs.has(message.jobId)) this.#used.set(message.jobId, message.usage); return;
      case 'asset': void this.#answer(message); return;
      case 'log': this.#options.logger.log(message.level, message.message, { from: 'worker', jobId: message.jobId, sandbox: message.sandbox }); return;
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

  /** Passes a request to the debugger of a job; false where the worker does not have it. */
  debug(jobId: string, id: number, request: DebugRequest): boolean {
    if (!this.#jobs.has(jobId) || this.#gone) return false;
    this.#options.send({ type: 'debug', jobId, id, request });
    return true;
  }

  drain(seconds: number): void {
    this.#draining = true;
    this.#wakeStore?.();
    this.#options.send({ type: 'drain', seconds });
  }

  /** The worker is gone: what it reported is stored, the rest of its jobs go by the rule of lostJobs.ts. */
  async lose(reason: string, loss: Loss = 'worker'): Promise<void> {
    this.#gone = true;
    clearTimeout(this.#claimTimer);
    this.#options.notice(undefined);
    this.#wakeStore?.();
    await this.#claiming;
    await this.#storing;
    await this.#giveUp([...this.#jobs.keys()], reason, loss);
  }

  /** Gives up the jobs of which the worker has not spoken for as long as a lease. */
  async sweep(): Promise<void> {
    const before = performance.now() - this.#options.leaseMilliseconds;
    const silent = [...this.#heard].flatMap(([id, heard]) => (heard < before && !this.#unstored.has(id) ? [id] : []));
    if (silent.length > 0) await this.#giveUp(silent, 'it no longer reported on the job', 'worker');
  }

  /** For so long nobody could be heard: the machine slept, or this process was held up. */
  slept(milliseconds: number): void {
    for (const [id, heard] of this.#heard) this.#heard.set(id, heard + milliseconds);
  }

  async #claim(): Promise<void> {
    const { changes, worker, computerName } = this.#options;
    try {
      const claimed = await changes.make(SERVICE_AUTHOR, async (change) => {
        change.afterwards(() => this.#options.notify());
        return claimJobs(change, { worker, computerName, cipher: this.#options.assets.cipher, logger: this.#options.logger, aside: this.#aside }, this.#wanted);
      }, 'Normal');
      this.#claimTrouble.over();
      if (claimed.length === 0) return;
      for (const job of claimed) {
        this.#jobs.set(job.assignment.jobId, job);
        this.#heard.set(job.assignment.jobId, performance.now());
      }
      this.#wanted = 0;
      this.#options.send({ type: 'assigned', jobs: claimed.map((job) => job.assignment) });
      await this.#forwardEarlyWishes(claimed.map((job) => job.assignment.jobId));
    } catch (error) {
      // Nobody else would ask again: a waiting job is not to be forgotten.
      clearTimeout(this.#claimTimer);
      this.#claimTimer = setTimeout(() => this.wake(), this.#claimTrouble.failed(error)).unref();
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
      // An end is worth waiting for the disk; records that came with it are not held up by that.
      const ends = messages.filter((message) => message.type === 'finished');
      if (ends.length < messages.length) await this.#storeAll(messages.filter((message) => message.type !== 'finished'), ends);
      if (ends.length > 0) await this.#storeAll(ends);
    }
    this.#storing = undefined;
  }

  /** Unacknowledged, so the worker waits. A full disk may be freed: what was written must not be lost. */
  async #storeAll(first: readonly Stored[], later: Stored[] = []): Promise<void> {
    const messages = [...first];
    for (;;) {
      try {
        const durability = durabilityOf(messages);
        // While the commit waits for the disk a client may resume a job that has just ended, and this worker take it again.
        const held = new Map(messages.map((message) => [message.jobId, this.#jobs.get(message.jobId)]));
        const kept = await this.#options.changes.make(SERVICE_AUTHOR, (change) => applyReports(change, messages, { jobOf: (id) => this.#jobs.get(id), cipher: this.#options.assets.cipher, endingOf: (message) => this.#patience.endingOf(message) }), durability);
        for (const [job, state] of kept) Object.assign(job, state);
        for (const message of messages) this.#done(message, held.get(message.jobId));
        this.#patience.stored(messages);
        this.#unstored.clear();
        this.#storeTrouble.over();
        this.#options.notify();
        return;
      } catch (error) {
        const pause = this.#storeTrouble.failed(error);
        messages.push(...later.splice(0));
        for (const { jobId } of messages) this.#unstored.add(jobId);
        if (this.#gone && this.#draining) {
          this.#options.logger.log('error', 'The service ends, and what jobs reported last could not be stored', { jobs: new Set(messages.map((message) => message.jobId)).size });
          return;
        }
        this.#endExhausted(messages, error);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pause);
          this.#wakeStore = () => { clearTimeout(timer); resolve(); };
        });
        this.#wakeStore = undefined;
        messages.push(...this.#inbox.splice(0));
      }
    }
  }

  #endExhausted(messages: readonly Stored[], error: unknown): void {
    const cause = CAUSES[sqliteFailure(error) ?? 'Other'] ?? 'the database of the service is not available';
    for (const jobId of this.#patience.exhausted(messages.filter((message) => this.#jobs.has(message.jobId)), cause)) {
      this.#options.logger.log('error', 'A job is ended because its output cannot be stored', { jobId });
      this.#options.notice(`The job is ended, because its output could not be stored for too long (${cause}). Its last output and its end are told when they can be stored.`, jobId);
      this.#options.send({ type: 'stop', jobId });
    }
  }

  #done(message: Stored, job: AssignedJob | undefined): void {
    if (message.type === 'records') this.#options.send({ type: 'recordsStored', jobId: message.jobId, batch: message.batch });
    if (message.type === 'checkpoint') this.#options.send({ type: 'checkpointStored', jobId: message.jobId, number: message.number });
    if (message.type === 'lost') this.#options.logger.log('warn', 'The sandbox of a job is gone; the job goes on from its last checkpoint', { jobId: message.jobId, reason: message.reason });
    if (message.type !== 'finished' && message.type !== 'lost') return;
    this.#options.hear?.(message);
    if (this.#jobs.get(message.jobId) === job) {
      this.#jobs.delete(message.jobId);
      this.#heard.delete(message.jobId);
      this.#used.delete(message.jobId);
    }
    // It waits again, and this worker may have asked for jobs before it did.
    if (message.type === 'lost') this.wake();
  }

  #hear(jobIds: readonly string[]): void {
    for (const id of jobIds) if (this.#jobs.has(id)) this.#heard.set(id, performance.now());
  }

  async #giveUp(jobIds: readonly string[], reason: string, loss: Loss): Promise<void> {
    const { changes, logger, worker } = this.#options;
    for (const id of jobIds) {
      const job = this.#jobs.get(id);
      this.#options.hear?.({ type: 'lost', jobId: id, reason });
      this.#jobs.delete(id);
      this.#heard.delete(id);
      try {
        const after = await changes.make(SERVICE_AUTHOR, async (change): Promise<JobRow | undefined> => {
          const row = await findJob(change.db, id);
          return row === undefined || row.worker !== worker ? undefined : giveUpJob(change, row, { reason, loss, usage: this.#used.get(id) });
        });
        this.#used.delete(id);
        logger.log('warn', loss === 'stop' ? 'A job was ended with the service' : 'A job lost its worker', { jobId: id, reason, status: after?.JobStatus });
      } catch (error) {
        // Looked at again with the next sweep: its worker may have spoken by then, or the database be free.
        if (!this.#gone && job !== undefined && !this.#jobs.has(id)) {
          this.#jobs.set(id, job);
          this.#heard.set(id, performance.now());
        }
        logger.log('error', this.#gone ? 'A lost job could not be given up; the next start of the service will' : 'A lost job could not be given up yet', { jobId: id, error: describeError(error) });
      }
    }
    if (jobIds.length > 0) this.#options.notify();
  }

  async #answer(message: Extract<WorkerToService, { readonly type: 'asset' }>): Promise<void> {
    const { assets, logger } = this.#options, reply = await answerAsset(assets, message, this.#jobs.get(message.jobId), logger, (jobId, left) => {
      if (left === 'waiting') this.wake();
      else if (left !== 'none') this.forward(jobId, left);
      this.#options.notify();
    });
    this.#options.send({ type: 'asset', request: message.request, reply });
    if (message.asset.operation === 'start' && reply.found) this.wake();
  }
}
