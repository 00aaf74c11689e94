import { randomUUID } from 'node:crypto';
import type { Endpoint } from '../../app/connections/connection.ts';
import { LOCAL_SERVICE_TROUBLE } from '../../app/connections/localServicePort.ts';
import type { LocalServicePort, LocalServiceState } from '../../app/connections/localServicePort.ts';
import { Disposable } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { AppError } from '../../app/errors.ts';
import { Emitter } from '../../app/event.ts';
import { command } from '../../app/ids.ts';
import type { Logger } from '../../app/log.ts';
import { systemTimers } from '../../app/stores/poller.ts';
import type { Timers } from '../../app/stores/poller.ts';
import { endProcess } from './endProcess.ts';
import { holdService, LOCAL_USER } from './hold.ts';
import { relayLog } from './relayLog.ts';
import { ServiceProcess } from './serviceProcess.ts';
import type { WorkerSettings } from './serviceProcess.ts';
import { hashOf, isAlive, isListening, readShared, share, unshare } from './sharedService.ts';
import type { SharedService } from './sharedService.ts';

const START_TIMEOUT = 30_000;
const STOP_GRACE = 8_000;
const FIRST_RESTART = 500;
const LONGEST_RESTART = 30_000;
const MOST_RESTARTS = 6;
/** A service that ran this long was well: the count of crashes begins anew. */
const WELL_AFTER = 60_000;
/** How often a window that uses another window's service looks whether it is still there. */
const WATCH = 1_000;
/** Looks that a window waits while another one is bringing the service up. */
const PATIENCE = 30;
/** Looks, twice as often, at a data folder that another service has: its window will say where it is, or it is ending. */
const LOOKS_AT_LOCKED = 10;

export interface SupervisorParts {
  readonly program: string;
  readonly script: string;
  readonly dataFolder: () => Promise<string>;
  /** The password of this profile; a new one where there is none and `mayMake`. */
  readonly password: (mayMake: boolean) => Promise<string | undefined>;
  readonly log: Logger;
  /** What runs its jobs, asked at every start. */
  readonly worker?: () => WorkerSettings;
  /** How long the service waits for a window when the last one has gone; then it ends. */
  readonly lingerSeconds: number;
  readonly timers?: Timers;
  readonly isListening?: (service: SharedService) => Promise<boolean>;
  readonly hold?: typeof holdService;
  readonly now?: () => number;
}

/**
 * Keeps the local service: stopped, starting, running, stopping or failed. All callers of `start` share one start. A
 * crash is followed by a new start on the same port, so that clients and tails that were connected go on. Windows of one
 * profile share one service: the first starts it and all of them hold it. It stays when that window closes or is loaded
 * anew, and ends by itself some time after the last one has gone.
 */
export class ServiceSupervisor extends Disposable implements LocalServicePort {
  readonly #parts: SupervisorParts;
  readonly #timers: Timers;
  readonly #now: () => number;
  readonly #changed = this.own(new Emitter<LocalServiceState>());
  readonly onDidChangeState = this.#changed.event;
  readonly #gaveUp = this.own(new Emitter<Error>());
  /** A service that had run ended, and is not started again: nobody has asked just now, so that nobody was told. */
  readonly onDidGiveUp = this.#gaveUp.event;
  readonly #lost = this.own(new Emitter<string>());
  /** The service runs, and something of its data is missing: its sentences say what, and what to do. */
  readonly onDidLose = this.#lost.event;
  #state: LocalServiceState = 'stopped';
  #process: ServiceProcess | undefined;
  #endpoint: Endpoint | undefined;
  #failure: Error | undefined;
  #starting: Promise<Endpoint> | undefined;
  #stopping: Promise<void> | undefined;
  /** Goes up with every wish to stop: what began before it is void. */
  #wish = 0;
  #restartTimer: DisposableLike | undefined;
  #port = 0;
  #crashes = 0;
  #startedAt = 0;
  readonly #window = randomUUID();
  #folder: string | undefined;
  /** Whether the others know of ours: then its end without ours being told is theirs. */
  #isShared = false;
  /** The service of another window that this one uses. */
  #used: SharedService | undefined;
  #watch: DisposableLike | undefined;
  #hold: DisposableLike | undefined;

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
    return this.#process?.pid ?? this.#used?.pid;
  }

  /**
   * Starts the service, joins a start under way, or answers at once; a stop under way comes to its end first. Rejects with
   * an AppError that names the next step.
   */
  async start(): Promise<Endpoint> {
    const wish = this.#wish;
    while (this.#stopping !== undefined) await this.#stopping.catch(() => undefined);
    if (this.isDisposed) throw new AppError('Disposed', 'The extension is shutting down.');
    if (wish !== this.#wish) throw stoppedMeanwhile();
    if (this.#state === 'running' && this.#endpoint !== undefined) return this.#endpoint;
    // Who asks while it is coming back from a crash joins that, with what it has left of tries.
    if (this.#state !== 'starting') this.#crashes = 0;
    for (;;) {
      try {
        return await this.#startOnce();
      } catch (error) {
        if (this.#isVoid(wish) || this.#restartTimer === undefined) throw error;
      }
    }
  }

  /** Uses the service of another window, where there is one that it may use and this window has none of its own. */
  async join(): Promise<void> {
    if (this.#state !== 'stopped' || this.isDisposed) return;
    const shared = await this.#findShared(await this.#parts.dataFolder());
    const password = shared === undefined ? undefined : await this.#parts.password(false);
    // Nobody asked for it, so that nobody is told why it cannot be.
    if (shared === undefined || password === undefined || hashOf(password) !== shared.passwordHash) return;
    await this.start();
  }

  /** Stops it for all windows and resolves when its process is gone. Jobs that run get the service's own time to end. */
  async stop(): Promise<void> {
    this.#wish++;
    // What it began is ended below, and says so to its callers; a new start is one of its own.
    this.#starting = undefined;
    await (this.#stopping ??= this.#stopAll().finally(() => { this.#stopping = undefined; }));
  }

  async #stopAll(): Promise<void> {
    // Also one whose password this window does not have.
    const used = this.#used ?? (this.#process === undefined && this.#folder !== undefined ? await this.#findShared(this.#folder) : undefined);
    if (this.#folder !== undefined) unshare(this.#folder);
    if (used === undefined) return await this.#stopOwn();
    this.#leave();
    this.#setState('stopping');
    await endProcess(used.pid, STOP_GRACE);
    this.#endpoint = undefined;
    this.#setState('stopped');
  }

  /**
   * This window closes or is loaded anew: its service is left to the other windows, and to one that comes back soon. One
   * that they could not find ends.
   */
  async close(): Promise<void> {
    this.#wish++;
    this.#starting = undefined;
    const folder = this.#folder;
    const shared = folder === undefined ? undefined : readShared(folder);
    if (folder !== undefined && shared?.window === this.#window) {
      this.#share(folder, { ...shared, windowPid: 0 });
      if (this.#state === 'running') {
        this.#process?.release();
        this.#process = undefined;
      }
    }
    this.#leave();
    await this.#stopOwn();
  }

  async #stopOwn(): Promise<void> {
    this.#cancelRestart();
    // A start under way ends by itself when its process goes.
    const process = this.#process;
    if (process === undefined) {
      if (this.#state !== 'stopped') this.#setState('stopped');
      return;
    }
    this.#setState('stopping');
    this.#leave();
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
    this.#leave();
    // Closing its input ends it; who wants to wait calls stop() first.
    void this.#process?.stop();
    super.dispose();
  }

  async #startOnce(): Promise<Endpoint> {
    if (this.#starting !== undefined) return await this.#starting;
    const starting = this.#start(this.#wish).finally(() => {
      if (this.#starting === starting) this.#starting = undefined;
    });
    this.#starting = starting;
    return await starting;
  }

  async #start(wish: number): Promise<Endpoint> {
    this.#cancelRestart();
    this.#failure = undefined;
    this.#setState('starting');
    try {
      const dataFolder = await this.#parts.dataFolder();
      this.#folder = dataFolder;
      const shared = await this.#findShared(dataFolder);
      if (shared !== undefined) return await this.#use(shared, wish);
      const password = await this.#parts.password(true);
      if (password === undefined) throw new AppError('SecretLost', 'The password of the local service could not be stored in the secret storage of VS Code. The log has the reason.');
      if (this.#isVoid(wish)) throw stoppedMeanwhile();
      return await this.#launchOrUse(dataFolder, password, wish);
    } catch (error) {
      // The state is that of whoever stopped it, or of the start after that.
      if (this.#isVoid(wish)) throw stoppedMeanwhile();
      if (this.#crashes > 0 && AppError.is(error, 'ServiceEnded') && this.#comesBack('the local service ended before it was ready again')) throw error;
      this.#parts.log.error('the local service could not be started', error);
      throw this.#giveUp(error);
    }
  }

  async #launchOrUse(dataFolder: string, password: string, wish: number): Promise<Endpoint> {
    try {
      const endpoint = await this.#launch(dataFolder, password, this.#port, wish);
      this.#setState('running');
      return endpoint;
    } catch (error) {
      if (!refusedWith(error, 'DatabaseLocked')) throw error;
      const shared = await this.#findSharedSoon(dataFolder);
      if (this.#isVoid(wish)) throw stoppedMeanwhile();
      if (shared !== undefined) return await this.#use(shared, wish);
      const endpoint = await this.#launch(dataFolder, password, this.#port, wish);
      this.#setState('running');
      return endpoint;
    }
  }

  async #findShared(dataFolder: string): Promise<SharedService | undefined> {
    const shared = readShared(dataFolder);
    if (shared === undefined || shared.window === this.#window || !isAlive(shared.pid)) return undefined;
    if (!(await (this.#parts.isListening ?? isListening)(shared))) return undefined;
    // Left behind by another version of the extension, whose files may be gone: nobody goes on with that.
    if (shared.script === this.#parts.script || isAlive(shared.windowPid)) return shared;
    this.#parts.log.info(`ending the local service of another version, process ${shared.pid}`);
    await endProcess(shared.pid, STOP_GRACE);
    return undefined;
  }

  /** The data folder is in use. Another window was a moment faster and tells where soon; or what it ran is just ending. */
  async #findSharedSoon(dataFolder: string): Promise<SharedService | undefined> {
    for (let left = LOOKS_AT_LOCKED; left > 0; left--) {
      const shared = await this.#findShared(dataFolder);
      if (shared !== undefined) return shared;
      const told = readShared(dataFolder);
      if (told !== undefined && !isAlive(told.pid)) return undefined;
      await new Promise<void>((resolve) => void this.#timers.set(resolve, WATCH / 2));
    }
    return undefined;
  }

  /** Uses the service that another window runs. Fails with `SecretLost` where this window does not have its password. */
  async #use(shared: SharedService, wish: number): Promise<Endpoint> {
    const password = await this.#parts.password(false);
    if (password === undefined || hashOf(password) !== shared.passwordHash) {
      throw new AppError('SecretLost', 'Another window runs the local service, and this window does not have its password. Reload this window; where that does not help (the other one is in another browser), restart the service here, which ends its running jobs.', { action: { label: 'Restart Service', command: command.serviceRestart } });
    }
    if (this.#isVoid(wish)) throw stoppedMeanwhile();
    this.#leave();
    this.#used = shared;
    this.#hold = this.#holdIt(shared, password, (line) => relayLog(this.#parts.log, line));
    this.#port = shared.port;
    this.#parts.log.info(`using the local service of another window at ${shared.url}, process ${shared.pid}`);
    this.#endpoint = endpointOf(shared, password);
    this.#watch = this.#timers.set(() => this.#look(0), WATCH);
    this.#setState('running');
    return this.#endpoint;
  }

  /** Looks after the other window's service. `missed` counts the looks since it was there last. */
  #look(missed: number): void {
    const used = this.#used;
    if (used === undefined || this.isDisposed) return;
    if (isAlive(used.pid)) {
      this.#watch = this.#timers.set(() => this.#look(0), WATCH);
      return;
    }
    const told = this.#folder === undefined ? undefined : readShared(this.#folder);
    if (told === undefined) {
      this.#parts.log.info('the local service was stopped in another window');
      this.#leave();
      this.#endpoint = undefined;
      this.#setState('stopped');
    } else if (isAlive(told.pid) || !isAlive(told.windowPid) || missed > PATIENCE) {
      // There again, or its window is gone and it is ours to run; on the same port, so that what is connected goes on.
      this.#leave();
      this.#startOnce().catch(() => undefined);
    } else {
      this.#setState('starting');
      this.#watch = this.#timers.set(() => this.#look(missed + 1), WATCH);
    }
  }

  #leave(): void {
    this.#watch?.dispose();
    this.#hold?.dispose();
    this.#watch = this.#hold = undefined;
    this.#used = undefined;
  }

  /** Without it the service of a window that closes would end with it, which is not worth more than a line. */
  #holdIt(service: Pick<SharedService, 'port' | 'certificatePem'>, password: string, onLog: (line: string) => void): DisposableLike | undefined {
    try {
      return (this.#parts.hold ?? holdService)(service, password, onLog);
    } catch (error) {
      this.#parts.log.warn('the local service cannot be held', error);
      return undefined;
    }
  }

  async #launch(dataFolder: string, password: string, port: number, wish: number): Promise<Endpoint> {
    const { program, script, log, lingerSeconds } = this.#parts;
    const process = new ServiceProcess({
      program, script, timeout: START_TIMEOUT, grace: STOP_GRACE,
      settings: { dataFolder, port, serverVersion: '2016', users: [{ name: LOCAL_USER, password }], ...(this.#parts.worker === undefined ? {} : { worker: this.#parts.worker() }), logLevel: 'info', lingerSeconds, debugging: true },
      onLog: (line) => relayLog(log, line),
    });
    this.#process = process;
    try {
      const ready = await process.ready;
      if (this.#isVoid(wish)) throw stoppedMeanwhile();
      this.#port = ready.port;
      this.#startedAt = this.#now();
      log.info(`local service ${ready.version} at ${ready.url}, process ${ready.pid}`);
      if (ready.loss !== undefined) this.#lost.fire(ready.loss);
      this.#endpoint = endpointOf(ready, password);
      this.#share(dataFolder, { url: ready.url, port: ready.port, certificatePem: ready.certificatePem, pid: ready.pid, script, passwordHash: hashOf(password), window: this.#window, windowPid: globalThis.process.pid });
      this.#leave();
      // What it logs comes on its standard error.
      this.#hold = this.#holdIt(ready, password, () => undefined);
      void process.exited.then(({ code, signal }) => this.#onExit(process, signal ?? `exit code ${code ?? 'unknown'}`));
      return this.#endpoint;
    } catch (error) {
      await process.stop();
      if (this.#process === process) this.#process = undefined;
      // The former port went to somebody else meanwhile: any other will do.
      if (port !== 0 && !this.#isVoid(wish) && refusedWith(error, 'PortTaken')) {
        return await this.#launch(dataFolder, password, 0, wish);
      }
      throw error;
    }
  }

  #onExit(process: ServiceProcess, how: string): void {
    if (this.#process !== process || this.#state === 'stopping' || this.isDisposed) return;
    this.#process = undefined;
    this.#leave();
    if (this.#isShared && this.#folder !== undefined && readShared(this.#folder) === undefined) {
      this.#isShared = false;
      this.#parts.log.info('the local service was stopped in another window');
      this.#endpoint = undefined;
      this.#setState('stopped');
      return;
    }
    if (this.#now() - this.#startedAt > WELL_AFTER) this.#crashes = 0;
    if (this.#comesBack(`the local service ended unexpectedly (${how})`)) return;
    const failure = new AppError('ServiceEnded', `The local service ended unexpectedly ${this.#crashes} times in a row (${how}). The log has what it said; start it again when the cause is mended.`);
    this.#parts.log.error(failure.message);
    this.#giveUp(failure);
  }

  /** Counts a crash. A new start is on its way, in a while, unless there were too many. */
  #comesBack(what: string): boolean {
    if (++this.#crashes > MOST_RESTARTS) return false;
    const wait = Math.min(LONGEST_RESTART, FIRST_RESTART * 2 ** (this.#crashes - 1));
    this.#parts.log.warn(`${what}; starting it again in ${wait} ms`);
    this.#setState('starting');
    // A failed restart has been logged and told.
    this.#restartTimer = this.#timers.set(() => void this.#startOnce().catch(() => undefined), wait);
    return true;
  }

  /** Failed. Gives the failure as it is told: with the next start as the way out, where it has none. */
  #giveUp(error: unknown): Error {
    const failure = AppError.is(error) ? new AppError(error.code, error.message, { cause: error.cause, action: error.action ?? { label: 'Start Again', command: command.serviceStart }, about: LOCAL_SERVICE_TROUBLE }) : error instanceof Error ? error : new Error(String(error));
    this.#endpoint = undefined;
    this.#failure = failure;
    this.#setState('failed');
    if (this.#crashes > 0) this.#gaveUp.fire(failure);
    return failure;
  }

  /** A window that cannot tell the others still has its service. */
  #share(dataFolder: string, service: SharedService): void {
    try {
      share(dataFolder, service);
      this.#isShared = true;
    } catch (error) {
      this.#parts.log.warn('other windows cannot be told of the local service', error);
    }
  }

  #cancelRestart(): void {
    this.#restartTimer?.dispose();
    this.#restartTimer = undefined;
  }

  /** Somebody stopped the service since. */
  #isVoid(wish: number): boolean {
    return this.isDisposed || wish !== this.#wish;
  }

  #setState(state: LocalServiceState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#changed.fire(state);
  }
}

function endpointOf({ url, certificatePem }: Pick<SharedService, 'url' | 'certificatePem'>, password: string): Endpoint {
  return { url, authentication: { kind: 'basic', credentials: () => ({ user: LOCAL_USER, password }) }, trust: { kind: 'pinned', certificate: certificatePem } };
}

const stoppedMeanwhile = (): AppError => new AppError('ServiceStopped', 'The local service was stopped while it was starting. Start it again when you need it.');

const refusedWith = (error: unknown, code: string): boolean => AppError.is(error, 'ServiceRefused') && error.cause instanceof Error && error.cause.message === code;
