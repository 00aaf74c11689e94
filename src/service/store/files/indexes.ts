/**
 * Indexes that do not fit their tables, in a database where nothing else is wrong: all they hold is in the tables too, so they are built again
 * and nothing is lost (https://sqlite.org/pragma.html#pragma_integrity_check, https://sqlite.org/lang_reindex.html).
 */
import type { DatabaseSync } from 'node:sqlite';
import { CONSISTENCY } from '../consistency.ts';
import { sqliteFailure } from '../sqliteFailure.ts';

/** What SQLite says of rows and the entries that an index has, or not, for them. Damaged pages it names otherwise, whatever is in them. */
const OF_AN_INDEX = /^(?:wrong # of entries in index \S+|row -?\d+ missing from index \S+|rowid not at end-of-record for row -?\d+ of index \S+|row -?\d+ values differ from index \S+)$/;
/** What is behind them shows when they are built. */
const MOST_FINDINGS = 1_000;

/** True where the check of the whole database finds faults, and all of them are of this kind. */
export function areOnlyIndexes(database: DatabaseSync): boolean {
  const findings = database.prepare(`pragma integrity_check(${MOST_FINDINGS})`).all().map((row) => String(row['integrity_check']));
  return findings.length > 0 && findings.every((finding) => OF_AN_INDEX.test(finding));
}

/**
 * Builds all indexes again, in one transaction that only stays where everything is well then: every page, every reference and what is always
 * true of a database of ours. A table that was cut off somewhere is not made to look whole.
 * @returns whether they are well now; where not, nothing was changed
 */
export function rebuildIndexes(database: DatabaseSync): boolean {
  const version = Number(database.prepare('pragma user_version').get()?.['user_version'] ?? 0);
  const isSound = (): boolean => database.prepare('pragma integrity_check(1)').get()?.['integrity_check'] === 'ok' && CONSISTENCY.every(({ query, since = 1 }) => since > version || database.prepare(query).get() === undefined);
  let isMended = false;
  database.exec('begin immediate');
  try {
    database.exec('reindex');
    isMended = isSound();
  } catch (error) {
    // Rows that must be unique are not: then the tables are damaged too.
    const failure = sqliteFailure(error);
    if (failure === 'Full' || failure === 'Locked') throw error;
  } finally {
    if (!isMended && database.isTransaction) database.exec('rollback');
  }
  if (isMended) database.exec('commit');
  return isMended;
}

/** In words, for the operator. */
export const rebuiltWords = (path: string, finding: string): string =>
  `Indexes of the database ${path} did not fit their tables (${finding.replaceAll(/\s+/g, ' ')}), and were built again. Nothing is lost by that: all they hold is in the tables. A disk or a memory that fails does such things: look at them.`;
