/**
 * How far the service has told others that their changes are stored. Every such change counts up a number in the database; the highest that
 * anybody was told of stands in a small file of its own, written after the log was synced and before the answer goes out. A log that
 * is cut off, deleted or replaced while nobody runs shows in a database whose number is lower, which SQLite itself cannot notice
 * (https://sqlite.org/howtocorrupt.html sections 1.3 and 1.4).
 *
 * The file is not synced: after a loss of power it may be older than the database or empty, never ahead of it. What is acknowledged without
 * waiting for the disk, records of jobs above all, is noted in it at once, with the run of the machine: it is asked for as long as that
 * run lasts, since only a loss of power may take it.
 */
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { ensurePrivateFile, keepOwner } from '../../files.ts';
import { isSameBoot, thisBoot } from './boot.ts';

/** Beside the database, and not named after it: who deletes `sma.db-*` leaves it. It is there while a service runs, and after one that was cut off. */
export const MARK_FILE = 'service.commits';

const ROW = 'commits';

/** A number of a database's history, and when it was reached (UTC, ISO text). */
export interface Commit { readonly database: string; readonly number: number; readonly time: string }
/** What the file says: what is on the disk, and what was acknowledged beyond it. */
export interface Mark extends Commit { readonly noted?: { readonly number: number; readonly time: string; readonly boot: string } }

/** What others were told is stored and is not there. */
export interface LostCommits {
  readonly count: number;
  /** Of the last that is there; undefined where none is. */
  readonly from: string | undefined;
  /** Of the last that was told of. */
  readonly until: string;
}

export class CommitMark {
  readonly #path: string;
  readonly #changes: StatementSync;
  readonly #count: StatementSync;
  readonly #database: string;
  #committed: Commit;
  #told: Commit;
  #noted: Commit;
  #file: number | undefined;

  /** Begins where the database is; one that was never counted in gets a number. `database` is the connection that writes. */
  constructor(path: string, database: DatabaseSync) {
    this.#path = markOf(path);
    const stored = storedCommit(database);
    this.#committed = stored ?? { database: crypto.randomUUID(), number: 0, time: new Date().toISOString() };
    this.#database = this.#committed.database;
    this.#told = this.#noted = this.#committed;
    if (stored === undefined) database.prepare('insert into meta (name, value) values (?, ?) on conflict do update set value = excluded.value').run(ROW, textOf(this.#committed));
    this.#changes = database.prepare('select total_changes() as n');
    this.#count = database.prepare('update meta set value = ? where name = ?');
    ensurePrivateFile(this.#path);
    this.#file = openSync(this.#path, 'r+');
    keepOwner(this.#file, this.#path, undefined);
    this.#write();
  }

  /** What the connection has changed so far: the same number later says that a transaction changed nothing. */
  changes(): number {
    return Number(this.#changes.get()?.['n']);
  }

  /** Counts the transaction that is open; to be called as its last step. @returns what to call when it is committed */
  count(): () => void {
    const next: Commit = { database: this.#database, number: this.#committed.number + 1, time: new Date().toISOString() };
    this.#count.run(textOf(next), ROW);
    return () => { this.#committed = next; };
  }

  /** What is committed now, to be handed to `tell` when all of it is on the disk. */
  get committed(): Commit {
    return this.#committed;
  }

  /** Notes that whoever waits for this commit is about to be told. Some microseconds. */
  tell(commit: Commit): void {
    if (commit.number <= this.#told.number) return;
    this.#told = commit;
    this.#write();
  }

  /** Notes that whoever has sent what is committed now is about to be told so, and that nobody waits for the disk. */
  note(): void {
    if (this.#committed.number <= this.#noted.number) return;
    this.#noted = this.#committed;
    this.#write();
  }

  /** Lets the file go. `isWell`: all is in the database, and nobody needs the mark any more. */
  close(isWell: boolean): void {
    if (this.#file === undefined) return;
    closeSync(this.#file);
    this.#file = undefined;
    try {
      if (isWell) rmSync(this.#path, { force: true });
    } catch {
      // The folder may not be written any more. Left behind, it says no more than the database has.
    }
  }

  #write(): void {
    if (this.#file === undefined) return;
    const { number, time } = this.#noted;
    try {
      // One short line, always of the same place and nearly always of the same length: no other state is ever read than this or the one before.
      writeSync(this.#file, lineOf({ ...this.#told, noted: { number, time, boot: thisBoot() } }), 0, 'latin1');
    } catch {
      // No room, or the disk fails. The change itself is stored, and an older mark is no lie.
    }
  }
}

/** What the service that was cut off had told others and the database, with what can be read of its log, does not have; undefined where nothing is known to be missing. */
export function lostCommits(path: string, database: DatabaseSync): LostCommits | undefined {
  return lostSince(readMark(path), database);
}

/** The same for who reads the mark first and the database later, while a service writes both. */
export function lostSince(mark: Mark | undefined, database: DatabaseSync): LostCommits | undefined {
  if (mark === undefined) return undefined;
  const stored = storedCommit(database);
  // Somebody has put another database there.
  if (stored !== undefined && stored.database !== mark.database) return undefined;
  const { noted } = mark;
  const last = noted !== undefined && noted.number > mark.number && isSameBoot(noted.boot) ? noted : mark;
  const count = last.number - (stored?.number ?? 0);
  return count <= 0 ? undefined : { count, from: stored?.time, until: last.time };
}

/** A loss that cannot be counted. */
export interface UnseenLoss {
  /** One sentence or more, without the last full stop. */
  readonly text: string;
  /** The log is gone too: nothing but an empty last run would explain that nothing is missing. */
  readonly isLikely: boolean;
}

/**
 * Why a loss could not be seen: the database counts what was confirmed, the last service did not come to its end, and the mark is not there. No
 * refusal: a loss of power takes it too, since it is never synced. Where a service had the database open and both its log and the mark are
 * gone, somebody has deleted them or copied the database alone. Undefined where the mark can be read, or is rightly gone.
 */
export function unseenLoss(path: string, database: DatabaseSync, lastRun: { readonly endedWell: boolean; readonly hadOpened: boolean }): UnseenLoss | undefined {
  const hasLog = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0, hasMark = existsSync(markOf(path));
  if ((lastRun.endedWell && !hasLog) || readMark(path) !== undefined) return undefined;
  const stored = storedCommit(database);
  if (!lastRun.endedWell && lastRun.hadOpened && !hasLog && !hasMark) {
    return { isLikely: true, text: `The last service did not come to its end, and both its log ${path}-wal and ${markOf(path)}, which says how many changes were confirmed, are gone: changes that it had confirmed${stored === undefined ? '' : ` after ${stored.time}`} may be missing. They were deleted, or the database was copied without them: "sma backup" copies all that belongs to it` };
  }
  if ((stored?.number ?? 0) === 0) return undefined;
  return { isLikely: false, text: `${markOf(path)}, which says how many changes were confirmed, ${hasMark ? 'cannot be read' : 'is missing'} after an unclean end: whether confirmed changes are lost cannot be seen. A loss of power takes it, and nothing else with it; where there was none, somebody has deleted it or written to it, and what was changed last is to be looked at` };
}

/** In words, for the operator. */
export const lostWords = ({ count, from, until }: LostCommits): string =>
  `${count === 1 ? 'a change that the service had confirmed is' : `${count} changes that the service had confirmed are`} missing (${from === undefined ? `up to ${until}` : `all between ${from} and ${until}`})`;

/** What the file says; undefined where there is none, or it is not whole. */
export function readMark(path: string): Mark | undefined {
  const file = markOf(path);
  try {
    if (!existsSync(file)) return undefined;
    const [line = ''] = readFileSync(file, 'latin1').split('\n', 1);
    const end = line.lastIndexOf(' ');
    const text = line.slice(0, Math.max(0, end));
    return line.slice(end + 1) === sumOf(text) ? parseMark(text) : undefined;
  } catch {
    return undefined;
  }
}

const markOf = (path: string): string => join(dirname(path), MARK_FILE);

function storedCommit(database: DatabaseSync): Commit | undefined {
  const hasTable = database.prepare("select 1 from sqlite_schema where type = 'table' and name = 'meta'").get() !== undefined;
  const value = hasTable ? database.prepare('select value from meta where name = ?').get(ROW)?.['value'] : undefined;
  return typeof value === 'string' ? parse(value) : undefined;
}

const textOf = ({ database, number, time }: Commit): string => `${database} ${number} ${time}`;
const sumOf = (text: string): string => crc32(text).toString(16).padStart(8, '0');
function lineOf({ noted, ...commit }: Mark): string {
  const text = `${textOf(commit)}${noted === undefined ? '' : ` ${noted.number} ${noted.time} ${noted.boot}`}`;
  return `${text} ${sumOf(text)}\n`;
}

function parseMark(text: string): Mark | undefined {
  const commit = parse(text), [digits = '', time = '', boot = ''] = text.split(' ').slice(3);
  const noted = commit === undefined || boot === '' ? undefined : parse(`${commit.database} ${digits} ${time}`);
  return commit === undefined || noted === undefined ? commit : { ...commit, noted: { number: noted.number, time: noted.time, boot } };
}

function parse(text: string): Commit | undefined {
  const [database = '', digits = '', time = ''] = text.split(' ');
  const number = Number(digits);
  return database !== '' && /^\d+$/.test(digits) && Number.isSafeInteger(number) && !Number.isNaN(Date.parse(time)) ? { database, number, time } : undefined;
}
