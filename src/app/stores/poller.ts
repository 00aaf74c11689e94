import { Disposable, toDisposable } from '../disposable.ts';
import type { DisposableLike } from '../disposable.ts';
import { isCancellation } from '../errors.ts';

/** Time and chance, so that tests can hold them still. */
export interface Timers {
  set(run: () => void, milliseconds: number): DisposableLike;
  /** From 0 up to, not including, 1. */
  random(): number;
}

export const systemTimers: Timers = {
  set: (run, milliseconds) => {
    const timer = setTimeout(run, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
  random: () => Math.random(),
};

export interface PollerParts {
  /** Asks once and gives what to do with the answer, which is done only if no newer question was asked meanwhile. */
  readonly ask: (signal: AbortSignal) => Promise<() => void>;
  /** Told of each failure that is not a cancellation; `stop` ends asking until `refresh` or `restart`. */
  readonly onFailure: (error: unknown) => 'retry' | 'stop';
  /** Milliseconds until the next question after an answer. */
  readonly interval: () => number;
  readonly timers?: Timers;
}

const FIRST_BACKOFF = 1_000;
const LONGEST_BACKOFF = 60_000;

/**
 * Asks again and again while somebody watches, and not otherwise. After failures it waits longer each time, with jitter.
 * One question is under way at most; a newer one aborts it, and an answer that comes late is dropped.
 */
export class Poller extends Disposable {
  readonly #parts: PollerParts;
  readonly #timers: Timers;
  #watchers = 0;
  #failures = 0;
  #halted = false;
  #timer: DisposableLike | undefined;
  #running: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  constructor(parts: PollerParts) {
    super();
    this.#parts = parts;
    this.#timers = parts.timers ?? systemTimers;
  }

  get isWatched(): boolean {
    return this.#watchers > 0;
  }

  /** Polls until the result is disposed. The first watcher causes a question at once. */
  watch(): DisposableLike {
    this.#watchers++;
    if (this.#watchers === 1 && !this.#halted && this.#running === undefined) void this.#run();
    return toDisposable(() => {
      this.#watchers--;
      if (this.#watchers === 0) this.#pause();
    });
  }

  /** Asks at once, watched or not, and settles when the answer was used (or failed, or was overtaken). Never rejects. */
  async refresh(): Promise<void> {
    this.#failures = 0;
    this.#halted = false;
    await this.#run();
  }

  /** Somebody looks now: does not wait out the time until the next question, unless that waits after a failure. */
  hasten(): void {
    if (this.isWatched && this.#failures === 0 && !this.#halted && this.#running === undefined) void this.#run();
  }

  /** The circumstances changed: forgets failures, drops what is under way, and asks anew if watched. */
  restart(): void {
    this.#failures = 0;
    this.#halted = false;
    this.#pause();
    if (this.isWatched) void this.#run();
  }

  override dispose(): void {
    this.#pause();
    super.dispose();
  }

  #pause(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#running?.abort.abort();
    this.#running = undefined;
  }

  async #run(): Promise<void> {
    if (this.isDisposed) return;
    this.#pause();
    const abort = new AbortController();
    const turn = { abort, done: this.#askOnce(abort.signal) };
    this.#running = turn;
    await turn.done;
    if (this.#running !== turn) return;
    this.#running = undefined;
    if (!this.isWatched || this.#halted) return;
    this.#timer = this.#timers.set(() => void this.#run(), this.#delay());
  }

  async #askOnce(signal: AbortSignal): Promise<void> {
    try {
      const use = await this.#parts.ask(signal);
      if (signal.aborted) return;
      this.#failures = 0;
      use();
    } catch (error) {
      if (signal.aborted || isCancellation(error)) return;
      this.#failures++;
      if (this.#parts.onFailure(error) === 'stop') this.#halted = true;
    }
  }

  #delay(): number {
    if (this.#failures === 0) return this.#parts.interval();
    const backoff = Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (this.#failures - 1));
    return backoff * (0.75 + this.#timers.random() / 2);
  }
}
