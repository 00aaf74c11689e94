/**
 * What functions of ours have got and given since SQLite last let go of it. `node:sqlite` makes a value of JavaScript of each, and lets all of
 * them go only when the statement comes back with a row or with its end (`UserDefinedFunction::xFunc` opens no scope of its own): a
 * statement that looks through millions of rows for one would hold the texts of all of them. It ends before that is too much, and what it
 * asked is asked in another way (scan.ts). Statements are answered whole where they are asked, so that one count a thread is enough.
 */
import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { odataError } from '../../../odata/errors.ts';

const MEGABYTE = 1024 * 1024;
/** Bytes that a statement may hold; a question that needs more is asked in the thread for long ones, which may hold more (threads/queries.ts). */
const MOST_HELD = 64 * MEGABYTE;

/** The statement holds too much, and was ended. It can be asked in parts, unless it is about one row. */
export class HeldTooMuchError extends Error {
  override readonly name = 'HeldTooMuchError';
  readonly code = 'HeldTooMuch';
  readonly megabytes: number;

  constructor(megabytes: number) {
    super(`A question to the database holds more than ${megabytes} MB of text at a time.`);
    this.megabytes = megabytes;
  }
}

/** What a client is told where there is no other way to ask. */
export const heldTooMuch = (megabytes: number): Error => odataError('TooComplex', 'megabytes of text that its functions get and give for one entity', megabytes);

let held = 0;
let most = MOST_HELD;

/** How much a statement of this thread may hold from now on. */
export function holdAtMost(megabytes: number): void {
  most = megabytes * MEGABYTE;
}

/** Begins anew: a statement begins, or has come back with a row. */
export function letGo(): void {
  held = 0;
}

/** True where so much is held that the statement should come back soon. */
export const isMuchHeld = (): boolean => held > most / 8;

const REFERENCE = 8;
/** Of a text; its letters take two bytes at most. */
const TEXT = 16;
const LETTER = 2;
const sizeOf = (value: unknown): number => REFERENCE + (typeof value === 'string' ? TEXT + LETTER * value.length : 0);

function hold(bytes: number): void {
  held += bytes;
  if (held > most) throw new HeldTooMuchError(most / MEGABYTE);
}

/** A function for SQL whose arguments and results are counted. @throws HeldTooMuchError and the statement with it */
export function counted(work: (...given: SQLInputValue[]) => SQLInputValue): (...given: SQLOutputValue[]) => SQLInputValue {
  const whole = (...given: SQLOutputValue[]): SQLInputValue => {
    hold(given.reduce<number>((sum, one) => sum + sizeOf(one), 0));
    const result = work(...given);
    if (!given.includes(result as SQLOutputValue)) hold(sizeOf(result));
    return result;
  };
  // By its length a function says how many arguments it takes.
  return Object.defineProperty(whole, 'length', { value: work.length });
}
