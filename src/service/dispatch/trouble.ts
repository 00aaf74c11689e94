/** Something that fails again and again until somebody helps: told once, in the log and to those who wait for it, tried with growing pauses, told once when it is over. */
import { SmaError } from '../../sma/errors.ts';
import { describeError, type Logger } from '../log.ts';
import { sqliteFailure } from '../store/sqliteFailure.ts';

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;

export class Trouble {
  readonly #what: string;
  readonly #logger: Logger;
  readonly #tell: (text: string | undefined) => void;
  #tries = 0;

  /** `what` fits into "… failed". `tell` gets a sentence for those who wait, and undefined when it is over. */
  constructor(what: string, logger: Logger, tell: (text: string | undefined) => void = () => undefined) {
    this.#what = what;
    this.#logger = logger;
    this.#tell = tell;
  }

  /** Counts a failure; gives the milliseconds to wait before the next try. */
  failed(error: unknown): number {
    this.#tries += 1;
    if (this.#tries === 1) {
      const failure = sqliteFailure(error), isGone = SmaError.is(error, 'StorageDamaged');
      // The service ends then, and holds nothing back.
      this.#tell(isGone ? sentence(error) : `${sentence(error)} What jobs write until then is held back and not lost; jobs that were not begun wait.`);
      if (isGone) this.#logger.log('error', `${this.#what} failed: ${error.message}`);
      else if (failure === 'Full') this.#logger.log('error', `${this.#what} failed: the disk of the service is full. Free some space; it is tried again until there is room.`);
      else if (failure === 'Locked') this.#logger.log('error', `${this.#what} failed: another program has locked the database. Close it; it is tried again until the database is free.`);
      else this.#logger.log('error', `${this.#what} failed; it is tried again.`, { error: describeError(error) });
    }
    return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(10, this.#tries - 1));
  }

  /** It worked. */
  over(): void {
    if (this.#tries > 0) {
      this.#logger.log('warn', `${this.#what} works again.`, { tries: this.#tries });
      this.#tell(undefined);
    }
    this.#tries = 0;
  }
}

/** What stands in the way, and who can help. */
function sentence(error: unknown): string {
  if (SmaError.is(error, 'StorageDamaged')) return error.message;
  switch (sqliteFailure(error)) {
    case 'Full': return 'The disk of the service is full, so nothing can be stored: make room on it.';
    case 'Locked': return 'Another program has locked the database of the service, so nothing can be stored: close it, or wait until it is done.';
    case 'Damaged': return 'The database of the service is damaged, so nothing can be stored: stop the service and restore a backup.';
    default: return 'The database of the service cannot be written to, so nothing can be stored: its log has the reason.';
  }
}
