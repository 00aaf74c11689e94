/** Looks through a database while its service goes on. */
import { DatabaseSync } from 'node:sqlite';
import { findDamage } from '../store/files/integrity.ts';

/** What is wrong with it, in SQLite's words; undefined where nothing is. */
export function checkDatabase(path: string): string | undefined {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
  try {
    return findDamage(database);
  } finally {
    database.close();
  }
}
