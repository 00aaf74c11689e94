/**
 * Another way to ask what a statement cannot be asked at once, since its functions would hold too much text (heldText.ts): the rows are
 * looked at in the order in which they lie, the statement comes back whenever much is held, and what is found is put in order here. Of
 * what was found only places and orders are kept; the page's rows are read at the end, one by one.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { odataError } from '../../../odata/errors.ts';
import { toRowValues, type RowValues } from '../quickReader.ts';
import { narrow, withTexts } from '../text/storedText.ts';
import { counted, isMuchHeld, letGo } from '../text/heldText.ts';
import type { WorkTime } from '../workTime.ts';
import { sizeOf, type TakenRows } from './takeRows.ts';

/** Gives 1, and so has the statement come back with a row that is none of the answer, when much is held. Takes anything of the row. */
export const PAUSE = 'sma_pause';

interface Asked { readonly sql: string; readonly parameters: readonly unknown[] }
/** `look` gives the values that rows are ordered by, for each that passes; for one that counts anything. */
export interface Scan {
  readonly look: Asked;
  /** Undefined where the rows are counted. */
  readonly page: {
    /** How `look`'s values are ordered, in their order. */
    readonly orders: readonly ScanOrder[];
    readonly skip: number;
    readonly limit: number;
    /** The row of a place: the last so many values of `look` are its last parameters. */
    readonly row: Asked;
    readonly places: number;
  } | undefined;
}
export interface ScanOrder { readonly descending: boolean; readonly ignoresCase: boolean }

/** So many are kept at most to be put in order. */
const MOST_KEPT = 200_000;
/** And so many characters of what they are ordered by. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

export class Scanner {
  readonly #database: DatabaseSync;
  readonly #time: WorkTime;
  #isPaused = false;

  constructor(database: DatabaseSync, time: WorkTime) {
    this.#database = database;
    this.#time = time;
    database.function(PAUSE, { directOnly: true, varargs: true }, counted(() => {
      time.look();
      this.#isPaused = isMuchHeld();
      return this.#isPaused ? 1 : 0;
    }));
  }

  /** What the statement would have answered. Fails as it would, and with HeldTooMuchError where one row is too much. */
  read({ look, page }: Scan, most: number): TakenRows {
    if (page === undefined) return { rows: [[this.#count(look)]], isCut: false };
    const rows: RowValues[] = [];
    const places = this.#find(look, page).slice(page.skip, page.skip + page.limit);
    const statement = this.#prepare(page.row.sql);
    let size = 0;
    for (const values of places) {
      if (size > most) return { rows, isCut: true };
      letGo();
      const [found] = toRowValues(statement.all(...page.row.parameters as SQLInputValue[], ...values.slice(-page.places) as SQLInputValue[]));
      if (found === undefined) continue;
      const row = narrow(withTexts(statement, found));
      rows.push(row);
      size += sizeOf(row);
    }
    return { rows, isCut: false };
  }

  #count(look: Asked): number {
    let count = 0;
    for (const _ of this.#found(look)) count += 1;
    return count;
  }

  /** The first in order, as many as are skipped and given. */
  #find(look: Asked, { orders, skip, limit }: NonNullable<Scan['page']>): readonly RowValues[] {
    const wanted = skip + limit, kept: RowValues[] = [];
    if (wanted > MOST_KEPT) throw odataError('TooComplex', 'entities to skip in a question that looks at each of them', MOST_KEPT);
    const compare = (one: RowValues, other: RowValues): number => {
      for (const [at, order] of orders.entries()) {
        const found = compareValues(one[at], other[at], order.ignoresCase);
        if (found !== 0) return order.descending ? -found : found;
      }
      return 0;
    };
    let size = 0, last: RowValues | undefined;
    const cut = (): void => {
      kept.sort(compare).splice(wanted);
      last = kept.length < wanted ? undefined : kept.at(-1);
      size = kept.reduce((sum, one) => sum + sizeOf(one), 0);
    };
    for (const row of this.#found(look)) {
      if (last !== undefined && compare(row, last) > 0) continue;
      kept.push(row);
      size += sizeOf(row);
      if (kept.length >= 2 * wanted + 1_000 || size > MOST_CHARACTERS) cut();
      if (size > MOST_CHARACTERS) throw odataError('TooComplex', 'characters that entities are put in order by', MOST_CHARACTERS);
    }
    cut();
    return kept;
  }

  *#found({ sql, parameters }: Asked): Generator<RowValues, void> {
    letGo();
    this.#isPaused = false;
    for (const row of this.#prepare(sql).iterate(...parameters as SQLInputValue[])) {
      letGo();
      this.#time.look();
      if (this.#isPaused) this.#isPaused = false;
      else yield narrow(Array.isArray(row) ? row as RowValues : Object.values(row));
    }
  }

  #prepare(sql: string): StatementSync {
    const statement = this.#database.prepare(sql);
    (statement as Partial<Pick<StatementSync, 'setReturnArrays'>>).setReturnArrays?.(true);
    // What it has given cannot be asked for again.
    statement.setReadBigInts(true);
    return statement;
  }
}

/** As SQLite orders values (https://sqlite.org/datatype3.html section 4.1): null, numbers, texts by their characters, without ASCII case where that is told. */
export function compareValues(one: unknown, other: unknown, ignoresCase: boolean): number {
  const [left, right] = [rankOf(one), rankOf(other)];
  if (left !== right) return left - right;
  if (typeof one === 'string' && typeof other === 'string') return compareTexts(one, other, ignoresCase);
  if (typeof one !== 'number' && typeof one !== 'bigint') return 0;
  const [a, b] = [one, other as number | bigint];
  return a < b ? -1 : a > b ? 1 : 0;
}
const rankOf = (value: unknown): number => (value === null || value === undefined ? 0 : typeof value === 'number' || typeof value === 'bigint' ? 1 : 2);

function compareTexts(one: string, other: string, ignoresCase: boolean): number {
  const [a, b] = ignoresCase ? [lowered(one), lowered(other)] : [one, other];
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === length) return a.length - b.length;
  // Halves of a pair stand for characters behind all others.
  const place = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);
  return place(a.charCodeAt(at)) - place(b.charCodeAt(at));
}
const lowered = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
