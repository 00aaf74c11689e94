/**
 * How long the database may think about one question. `any` and `all` inside one another look at so many rows as would keep it busy
 * for days, and SQLite cannot be interrupted from here: it asks for itself, with every row of such a question.
 */
import type { DatabaseSync } from 'node:sqlite';
import { odataError } from '../../odata/errors.ts';
import { counted } from './text/heldText.ts';

/** The function of SQL that asks; it takes anything of the row, so that it is asked with every one. */
export const IN_TIME = 'sma_in_time';
/** Calls between two looks at the clock. */
const CALLS = 256;

export class WorkTime {
  readonly #milliseconds: number;
  #until: number | undefined;
  #calls = 0;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** Makes the function known to a connection. It fails with TooComplex, and the statement with it. */
  define(database: DatabaseSync): void {
    database.function(IN_TIME, { directOnly: true, varargs: true }, counted(() => {
      this.look();
      return 1;
    }));
  }

  /** A question begins. Where that is not said, one does with each turn of the event loop: in it a statement is answered whole. */
  begin(): void {
    this.#until = performance.now() + this.#milliseconds;
    this.#calls = 0;
  }

  /** Looks at the clock, with some of the calls. @throws ODataError TooComplex */
  look(): void {
    this.#calls += 1;
    if (this.#calls % CALLS === 1) this.#look();
  }

  #look(): void {
    if (this.#until === undefined) {
      this.begin();
      this.#calls = 1;
      setImmediate(() => { this.#until = undefined; });
    } else if (performance.now() > this.#until) throw tooLong(this.#milliseconds);
  }
}

export const tooLong = (milliseconds: number): Error => odataError('TooComplex', 'seconds of work', milliseconds / 1_000);
