/** Folds the database's log into the database, in a thread of its own. */
import type { DatabaseSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import { openThere } from './openThere.ts';

/** From so many pages on the log begins anew: until then it only grows, however much of it is folded. */
export const BEGIN_ANEW = 2_000;

/** Folds what there is, and has the log begin anew where it is long. Who writes or reads meanwhile goes on. Fails as SQLite does. */
export function foldOnce(database: DatabaseSync): void {
  const pages = Number(database.prepare('pragma wal_checkpoint(passive)').get()?.['log'] ?? 0);
  // Only little is left to fold: who wants to write waits for a moment. Where somebody reads from the log, it is left for the next time.
  if (pages > BEGIN_ANEW) database.prepare('pragma wal_checkpoint(restart)').get();
}

/** Folds with every message and answers it, until the thread is ended. */
export function foldLog(path: string): void {
  const database = openThere(path, 0);
  // What is folded is on the disk before the log begins anew (SQLite's documentation of write-ahead logging, section 2.2).
  database.exec('pragma synchronous = normal');
  parentPort?.on('message', () => {
    try {
      foldOnce(database);
    } catch {
      // What hinders it, a full disk perhaps, hinders who writes too, and is told there. Until then all is safe in the log.
    }
    parentPort?.postMessage('folded');
  });
}
