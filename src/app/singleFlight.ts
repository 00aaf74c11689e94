import { CancelledError } from './errors.ts';

interface Flight {
  readonly purpose: string;
  readonly done: Promise<unknown>;
}

/**
 * Keeps what is done to one thing from overtaking itself: a second click while the first is being carried out does nothing
 * of its own, and another action on the same thing waits for its turn.
 */
export class SingleFlight {
  readonly #flights = new Map<string, Flight>();

  /**
   * Runs `task` on the thing `key`. While the same is done already (`purpose` says what, with whatever makes a difference),
   * its result is given instead; where that fails, CancelledError: the failure was told to whoever came first.
   */
  async run<T>(key: string, purpose: string, task: () => Promise<T>): Promise<T> {
    for (;;) {
      const flight = this.#flights.get(key);
      if (flight === undefined) break;
      if (flight.purpose === purpose) return await (flight.done as Promise<T>).catch(() => { throw new CancelledError(); });
      await flight.done.catch(() => undefined);
    }
    const done = task();
    const flight: Flight = { purpose, done };
    this.#flights.set(key, flight);
    try {
      return await done;
    } finally {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    }
  }
}
