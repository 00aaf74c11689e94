import type { Endpoint } from '../../app/connections/connection.ts';
import type { LocalServicePort, LocalServiceState } from '../../app/connections/localServicePort.ts';
import { Disposable } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { AppError } from '../../app/errors.ts';
import { Emitter } from '../../app/event.ts';
import type { Logger } from '../../app/log.ts';
import { systemTimers } from '../../app/stores/poller.ts';
import type { Timers } from '../../app/stores/poller.ts';
import { relayLog } from './relayLog.ts';
import { ServiceProcess } from './serviceProcess.ts';

/** The account the extension uses on its own service. */
export const LOCAL_USER = 'sma';
const START_TIMEOUT = 30_000;
const STOP_GRACE = 8_000;
const FIRST_RESTART = 500;
const LONGEST_RESTART = 30_000;
const MOST_RESTARTS = 6;
/** A service that ran this long was well: the count of crashes begins anew. */
const WELL_AFTER = 60_000;

export interface SupervisorParts {
  readonly program: string;
  readonly script: string;
  readonly dataFolder: () => Promise<string>;
  readonly password: () => Promise<string>;
  readonly log: Logger;
  readonly timers?: Timers;
  readonly now?: () => number;
}

/**
 * Keeps the local service: stopped, starting, running, stopping or failed. All callers of `start` share one start. A
 * crash is followed by a new start on the same port, so that clients and tails that were connected go on.
 */
export class ServiceSupervisor extends Disposable implements LocalServicePort {
  readonly #parts: SupervisorParts;
  readonly #timers: Timers;
  readonly #now: () => number;
  readonly #changed = this.own(new Emitter<LocalServiceState>());
  readonly onDidChangeState = this.#changed.event;
  #state: LocalServiceState = 'stopped';
  #process: ServiceProcess | undefined;
  #endpoint: Endpoint | undefined;
  #failure: Error | undefined;
  #starting: Promise<Endpoint> | undefined;
  #restartTimer: DisposableLike | undefined;
  #port = 0;
  #crashes = 0;
  #startedAt = 0;

  constructor(parts: SupervisorParts) {
    super();
    this.#parts = parts;
    this.#timers = parts.timers ?? systemTimers;
    this.#now = parts.now ?? Date.now;
  }

  get state(): LocalServiceState {
    return this.#state;
  }

  get endpoint(): Endpoint | undefined {
    return this.#endpoint;
  }

  get failure(): Error | undefined {
    return this.#failure;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Starts the service, joins a start under way, or answers at once. Rejects with an AppError that names the next step. */
  async start(): Promise<Endpoint> {
    if (this.isDisposed) throw new AppError('Disposed', 'The extension is shutting down.');
    if (this.#state === 'running' && this.#endpoint !== undefined) return this.#endpoint;
    this.#crashes = 0;
    return await this.#startOnce();
  }

  /** Stops it and resolves when its process is gone. Jobs that run get the service's own time to end. */
  async stop(): Promise<void> {
    this.#cancelRestart();
    // A start under way ends by itself when its process goes.
    const process = this.#process;
    if (process === undefined) {
      if (this.#state !== 'stopped') this.#setState('stopped');
      return;
    }
    this.#setState('stopping');
    await process.stop();
    this.#endpoint = undefined;
    if (this.#process === process) this.#process = undefined;
    this.#setState('stopped');
  }

  async restart(): Promise<Endpoint> {
    await this.stop();
    return await this.start();
  }

  override dispose(): void {
    this.#cancelRestart();
    // Closing its input ends it; who wants to wait calls stop() first.
    void this.#process?.stop();
    super.dispose();
  }

  async #startOnce(): Promise<Endpoint> {
    return await (this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    }));
  }

  async #start(): Promise<Endpoint> {
    this.#cancelRestart();
    this.#failure = undefined;
    this.#setState('starting');
    try {
      const [dataFolder, password] = await Promise.all([this.#parts.dataFolder(), this.#parts.password()]);
      if (this.isDisposed || this.#isStopping()) throw new AppError('ServiceStopped', 'The local service was stopped while it was starting. Start it again when you need it.');
      const endpoint = await this.#launch(dataFolder, password, this.#port);
      this.#setState('running');
      return endpoint;
    } catch (error) {
      this.#endpoint = undefined;
      this.#failure = error instanceof Error ? error : new Error(String(error));
      this.#parts.log.error('the local service could not be started', error);
      if (!this.#isStopping()) this.#setState('failed');
      throw error;
    }
  }

  async #launch(dataFolder: string, password: string, port: number): Promise<Endpoint> {
    const { program, script, log } = this.#parts;
    const process = new ServiceProcess({
      program, script, timeout: START_TIMEOUT, grace: STOP_GRACE,
      settings: { dataFolder, port, serverVersion: '2016', users: [{ name: LOCAL_USER, password }], logLevel: 'info' },
      onLog: (line) => relayLog(log, line),
    });
    this.#process = process;
    try {
      const ready = await process.ready;
      this.#port = ready.port;
      this.#startedAt = this.#now();
      log.info(`local service ${ready.version} at ${ready.url}, process ${ready.pid}`);
      this.#endpoint = {
        url: ready.url,
        authentication: { kind: 'basic', credentials: () => ({ user: LOCAL_USER, password }) },
        trust: { kind: 'pinned', certificate: ready.certificatePem },
      };
      void process.exited.then(({ code, signal }) => this.#onExit(process, signal ?? `exit code ${code ?? 'unknown'}`));
      return this.#endpoint;
    } catch (error) {
      await process.stop();
      if (this.#process === process) this.#process = undefined;
      // The former port went to somebody else meanwhile: any other will do.
      if (port !== 0 && AppError.is(error, 'ServiceRefused') && error.cause instanceof Error && error.cause.message === 'PortTaken') {
        return await this.#launch(dataFolder, password, 0);
      }
      throw error;
    }
  }

  #onExit(process: ServiceProcess, how: string): void {
    if (this.#process !== process || this.#state === 'stopping' || this.isDisposed) return;
    this.#process = undefined;
    if (this.#now() - this.#startedAt > WELL_AFTER) this.#crashes = 0;
    this.#crashes++;
    if (this.#crashes > MOST_RESTARTS) {
      this.#endpoint = undefined;
      this.#failure = new AppError('ServiceEnded', `The local service ended unexpectedly ${this.#crashes} times in a row (${how}). The log has what it said; start it again when the cause is mended.`);
      this.#parts.log.error(this.#failure.message);
      this.#setState('failed');
      return;
    }
    const wait = Math.min(LONGEST_RESTART, FIRST_RESTART * 2 ** (this.#crashes - 1));
    this.#parts.log.warn(`the local service ended unexpectedly (${how}); starting it again in ${wait} ms`);
    this.#setState('starting');
    // A failed restart has been logged and shows as the state.
    this.#restartTimer = this.#timers.set(() => void this.#startOnce().catch(() => undefined), wait);
  }

  #cancelRestart(): void {
    this.#restartTimer?.dispose();
    this.#restartTimer = undefined;
  }

  // A method, since the compiler would believe that the state is still what it was before the awaits.
  #isStopping(): boolean {
    return this.#state === 'stopping' || this.#state === 'stopped';
  }

  #setState(state: LocalServiceState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#changed.fire(state);
  }
}
