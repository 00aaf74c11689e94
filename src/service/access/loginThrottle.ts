/**
 * Slows down guessing. Attempts for one user name from one address are looked at one after the other, and from the third
 * failure on each waits longer than the one before. Everybody else is let through as ever; so is who was let in before
 * (users.ts knows the proof), also while somebody guesses at the same name.
 */
import { smaError } from '../../sma/errors.ts';
import { MOST_OF_NAME, userKey } from './users.ts';

const FREE_FAILURES = 2;
const FIRST_DELAY = 500;
const LONGEST_DELAY = 15_000;
/** More than this at once is no person and no client of ours. */
const MOST_WAITING = 32;
const FORGOTTEN_AFTER = 15 * 60_000;
const MOST_KEPT = 5_000;

interface Entry { failures: number; notBefore: number; waiting: number; touched: number; tail: Promise<void> }

/** One attempt whose turn it is; exactly one of its functions must be called. */
export interface Attempt {
  /** Gives the number of failures in a row. */
  failed(): number;
  succeeded(): void;
  /** It was not looked at. */
  abandoned(): void;
}

export class LoginThrottle {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;
  readonly #sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;

  constructor(now: () => number = () => performance.now(), sleep = pause) {
    this.#now = now;
    this.#sleep = sleep;
  }

  /** How many names and addresses are kept in mind. */
  get size(): number {
    return this.#entries.size;
  }

  /** Waits for the attempt's turn. Fails with TooManyRequests where too many wait already. */
  async enter(user: string, address: string, signal: AbortSignal): Promise<Attempt> {
    const key = keyOf(user, address);
    const entry = this.#entries.get(key) ?? this.#add(key);
    if (entry.waiting >= MOST_WAITING) throw smaError('TooManyRequests');
    entry.waiting += 1;
    const before = entry.tail;
    const { promise, resolve } = Promise.withResolvers<void>();
    entry.tail = promise;
    await before;
    const left = entry.notBefore - this.#now();
    if (left > 0) await this.#sleep(left, signal);
    const leave = (): void => {
      entry.waiting -= 1;
      entry.touched = this.#now();
      resolve();
    };
    return {
      failed: () => {
        entry.failures += 1;
        if (entry.failures > FREE_FAILURES) entry.notBefore = this.#now() + Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.min(10, entry.failures - FREE_FAILURES - 1));
        leave();
        return entry.failures;
      },
      abandoned: leave,
      succeeded: () => {
        entry.failures = 0;
        entry.notBefore = 0;
        leave();
        if (entry.waiting === 0) this.#entries.delete(key);
      },
    };
  }

  /** Begins to count anew: the name is locked (lockout.ts). */
  forget(user: string, address: string): void {
    const entry = this.#entries.get(keyOf(user, address));
    if (entry === undefined) return;
    entry.failures = 0;
    entry.notBefore = 0;
  }

  #add(key: string): Entry {
    const now = this.#now();
    if (this.#entries.size >= MOST_KEPT) this.#forget(now);
    const entry: Entry = { failures: 0, notBefore: 0, waiting: 0, touched: now, tail: Promise.resolve() };
    this.#entries.set(key, entry);
    return entry;
  }

  /** The old ones go; where that is not enough, those with the fewest failures. */
  #forget(now: number): void {
    const idle = [...this.#entries].filter(([, entry]) => entry.waiting === 0);
    for (const [key, entry] of idle) if (now - entry.touched > FORGOTTEN_AFTER) this.#entries.delete(key);
    if (this.#entries.size < MOST_KEPT) return;
    const least = idle.toSorted(([, a], [, b]) => a.failures - b.failures || a.touched - b.touched);
    for (const [key] of least.slice(0, Math.ceil(MOST_KEPT / 10))) this.#entries.delete(key);
  }
}

const keyOf = (user: string, address: string): string => `${address} ${userKey(user.slice(0, MOST_OF_NAME))}`;

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds).unref();
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}
