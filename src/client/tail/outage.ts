import type { TailEvent } from '../api.ts';
import type { Clock } from '../clock.ts';
import { isTransient } from '../errors.ts';

export const DEFAULT_PATIENCE = 5 * 60_000;
const FIRST_RETRY = 500;
const MAX_RETRY = 10_000;

/** A time in which the server does not answer: told once, waited for with growing pauses, given up after a while. */
export class Outage {
  readonly #patience: number;
  readonly #clock: Clock;
  #since: number | undefined;
  #failures = 0;
  #asked = 0;

  constructor(patience: number, clock: Clock) {
    this.#patience = patience;
    this.#clock = clock;
  }

  /** The event to tell, on the first failure; throws what will not pass by itself, and when patience ends. */
  met(error: unknown): TailEvent | undefined {
    if (!isTransient(error)) throw error;
    this.#failures += 1;
    this.#asked = Math.min(MAX_RETRY, error.retryAfter ?? 0);
    const now = this.#clock.now();
    if (this.#since === undefined) {
      this.#since = now;
      return { type: 'interrupted', error };
    }
    if (now - this.#since >= this.#patience) throw error;
    return undefined;
  }

  /** How long to wait before asking again. */
  delay(): number {
    const step = Math.min(MAX_RETRY, FIRST_RETRY * 2 ** Math.min(10, this.#failures - 1));
    return Math.max(this.#asked, Math.round(step * (0.75 + 0.25 * this.#clock.random())));
  }

  /** To be called on success; true where an outage ends with it. */
  over(): boolean {
    const was = this.#since !== undefined;
    this.#since = undefined;
    this.#failures = 0;
    return was;
  }
}
