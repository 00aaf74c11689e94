/** Something that fails again and again until somebody helps: told once, tried with growing pauses, told once when it is over. */
import { describeError, type Logger } from '../log.ts';
import { sqliteFailure } from '../store/sqliteFailure.ts';

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;

export class Trouble {
  readonly #what: string;
  readonly #logger: Logger;
  #tries = 0;

  /** `what` fits into "… failed". */
  constructor(what: string, logger: Logger) {
    this.#what = what;
    this.#logger = logger;
  }

  /** Counts a failure; gives the milliseconds to wait before the next try. */
  failed(error: unknown): number {
    this.#tries += 1;
    if (this.#tries === 1) {
      this.#logger.log('error', sqliteFailure(error) === 'Full'
        ? `${this.#what} failed: the disk of the service is full. Free some space; it is tried again until there is room.`
        : `${this.#what} failed; it is tried again.`, sqliteFailure(error) === 'Full' ? {} : { error: describeError(error) });
    }
    return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(10, this.#tries - 1));
  }

  /** It worked. */
  over(): void {
    if (this.#tries > 0) this.#logger.log('warn', `${this.#what} works again.`, { tries: this.#tries });
    this.#tries = 0;
  }
}
