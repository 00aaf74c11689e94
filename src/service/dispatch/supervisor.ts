/**
 * Keeps one worker process running: starts it, starts it again with growing pauses when it dies, takes its jobs from
 * it when it is gone or silent, drains it when the service ends.
 */
import { hostname } from 'node:os';
import { randomUUID } from 'node:crypto';
import { SERVICE_AUTHOR, type Changes } from '../domain/change.ts';
import { describeError, type Logger } from '../log.ts';
import type { DebugRequest } from '../../powershell/runtime/debug/protocol.ts';
import type { WorkerToService } from '../../worker/protocol.ts';
import type { WorkerOptions } from '../options.ts';
import type { SecretCipher } from '../secrets/cipher.ts';
import type { JobWeb } from './assets.ts';
import { Dispatcher } from './dispatcher.ts';
import { giveUpJob, jobsOfWorkers } from './lostJobs.ts';
import { startWorkerProcess, type WorkerLink } from './workerProcess.ts';

export interface SupervisorOptions {
  readonly worker: WorkerOptions;
  readonly changes: Changes;
  readonly cipher: SecretCipher;
  readonly logger: Logger;
  /** See AssetSource. */
  readonly web: JobWeb;
  notify(): void;
  hear?(message: WorkerToService): void;
  /** See DispatcherOptions. */
  notice(text: string | undefined, jobId?: string): void;
}

const LEASE_MILLISECONDS = 30_000;
/** Long enough for somebody to free a disk who is called now; a job is held back as long. */
const STORE_MILLISECONDS = 120_000;
const RESTART_MILLISECONDS = 250;
const MAX_RESTART_MILLISECONDS = 30_000;
/** A worker that lived this long did not die of its start. */
const SETTLED_MILLISECONDS = 60_000;

/** The jobs that a service which is gone had given to its workers. To be called before a worker is started. */
export async function recoverJobs(changes: Changes, logger: Logger): Promise<void> {
  for (const job of await changes.read((db) => jobsOfWorkers(db))) {
    const after = await changes.make(SERVICE_AUTHOR, (change) => giveUpJob(change, job, { reason: 'the service ended', loss: 'crash' }));
    logger.log('warn', 'A job was left over from the last run of the service', { jobId: job.JobID, was: job.JobStatus, status: after.JobStatus });
  }
}

export class WorkerSupervisor {
  readonly #options: SupervisorOptions;
  #link: WorkerLink | undefined;
  #dispatcher: Dispatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sweeper: NodeJS.Timeout | undefined;
  #lastHeard = 0;
  /** When it was last looked who is silent. */
  #swept = 0;
  #failures = 0;
  #ending = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** The worker's process id while there is one. */
  get pid(): number | undefined {
    return this.#link?.pid;
  }

  start(): void {
    const { worker, changes, cipher, logger } = this.#options;
    const leaseMilliseconds = worker.leaseMilliseconds ?? LEASE_MILLISECONDS;
    const startedAt = performance.now();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#ended = promise;
    const dispatcher = new Dispatcher({
      changes, assets: { changes, cipher, web: this.#options.web }, logger, leaseMilliseconds, storeMilliseconds: worker.storeMilliseconds ?? STORE_MILLISECONDS, computerName: hostname(), worker: `${hostname()}/${randomUUID()}`,
      hear: (message) => this.#options.hear?.(message), send: (message) => link.send(message), notify: () => this.#options.notify(), notice: (text, jobId) => this.#options.notice(text, jobId),
    });
    const link = startWorkerProcess(worker, {
      message: (message) => {
        this.#lastHeard = performance.now();
        dispatcher.receive(message);
      },
      ended: (reason) => void this.#lost(dispatcher, reason, performance.now() - startedAt).finally(resolve),
    }, logger);
    this.#link = link;
    this.#dispatcher = dispatcher;
    this.#lastHeard = performance.now();
    const period = Math.max(50, leaseMilliseconds / 3);
    this.#swept = performance.now();
    this.#sweeper = setInterval(() => this.#sweep(dispatcher, link, leaseMilliseconds, period), period);
  }

  /** A job may be waiting. */
  wake(): void {
    this.#dispatcher?.wake();
  }

  forward(jobId: string, wish: 'stop' | 'suspend'): void {
    this.#dispatcher?.forward(jobId, wish);
  }

  /** Passes a request to the debugger of a job; false where the worker does not have it. */
  debug(jobId: string, id: number, request: DebugRequest): boolean {
    return this.#dispatcher?.debug(jobId, id, request) ?? false;
  }

  /** Lets running jobs end for some time, then ends the worker. Every job it had is settled when the promise is. */
  async drain(milliseconds: number): Promise<void> {
    this.#ending = true;
    clearTimeout(this.#timer);
    this.#dispatcher?.drain(milliseconds / 1000);
    const deadline = setTimeout(() => this.#link?.kill(), milliseconds + 1_000);
    await this.#ended;
    clearTimeout(deadline);
  }

  /** While it drains: waits no longer. */
  hurry(): void {
    if (this.#ending) this.#link?.kill();
  }

  #sweep(dispatcher: Dispatcher, link: WorkerLink, leaseMilliseconds: number, period: number): void {
    const now = performance.now(), late = now - this.#swept - period;
    this.#swept = now;
    if (late > period) {
      this.#lastHeard += late;
      dispatcher.slept(late);
    }
    if (performance.now() - this.#lastHeard > leaseMilliseconds) {
      this.#options.logger.log('error', 'The worker has been silent for too long and is ended', { pid: link.pid });
      link.kill();
      return;
    }
    dispatcher.sweep().catch((error: unknown) => this.#options.logger.log('error', 'Leases could not be checked', { error: describeError(error) }));
  }

  async #lost(dispatcher: Dispatcher, reason: string, lived: number): Promise<void> {
    clearInterval(this.#sweeper);
    this.#link = undefined;
    await dispatcher.lose(reason, this.#ending ? 'stop' : 'worker');
    this.#dispatcher = undefined;
    if (this.#ending) return;
    this.#failures = lived > SETTLED_MILLISECONDS ? 0 : this.#failures + 1;
    const pause = Math.min(MAX_RESTART_MILLISECONDS, (this.#options.worker.restartMilliseconds ?? RESTART_MILLISECONDS) * 2 ** Math.min(10, this.#failures));
    this.#options.logger.log('error', 'The worker ended and is started again', { reason, pauseMilliseconds: pause, failures: this.#failures });
    this.#timer = setTimeout(() => this.start(), pause);
  }
}
