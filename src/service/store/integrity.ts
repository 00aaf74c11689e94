/** Whether the pages of the database are well: looked at before anything writes, and for a large one after the start. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ServiceStartError } from '../startError.ts';

/** Checked at every start up to this size (16 MB, some hundredths of a second); beyond it only after an unclean end. */
const ALWAYS_CHECKED_PAGES = 4096;
/** What a service makes only after its database. */
const LATER_FILES = ['secret.key', 'tls.pem'];

/** The first fault of the database's structure, in SQLite's words; undefined where there is none. */
export function findDamage(database: DatabaseSync): string | undefined {
  const finding = String(database.prepare('pragma quick_check(1)').get()?.['quick_check']);
  return finding === 'ok' ? undefined : finding;
}

/**
 * Looks at a database that is there without changing it or its log. Fails with `DatabaseDamaged`.
 * @returns true where it is too large to be looked through before the service answers
 */
export function lookFirst(path: string, lastRunEndedWell: boolean, opened: DatabaseSync[]): boolean {
  refuseEmptied(path);
  const looking = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
  opened.push(looking);
  const pages = Number(looking.prepare('pragma page_count').get()?.['page_count'] ?? 0);
  const isLeftForLater = lastRunEndedWell && pages > ALWAYS_CHECKED_PAGES;
  const finding = isLeftForLater ? undefined : findDamage(looking);
  if (finding !== undefined) throw new ServiceStartError('DatabaseDamaged', damaged(path, finding));
  looking.close();
  return isLeftForLater;
}

/** SQLite takes an empty file for a new database. It is one where a first start was interrupted; beside a key it has lost its content. */
function refuseEmptied(path: string): void {
  if (statSync(path).size > 0) return;
  const witness = LATER_FILES.find((name) => existsSync(join(dirname(path), name)));
  if (witness !== undefined) throw new ServiceStartError('DatabaseDamaged', damaged(path, `it is empty, though ${witness} beside it shows that it was in use`));
}

/** SQLite would take the log of a database that is gone for nothing, and drop it. Fails with `DatabaseDamaged`. */
export function refuseLogAlone(path: string): void {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (log !== undefined && log.size > 0) throw new ServiceStartError('DatabaseDamaged', damaged(path, 'it is missing, though its log sma.db-wal is there with changes'));
}

/** One sentence of what is wrong, and what to do. */
export const damaged = (path: string, finding: string, done = 'It was left as it is'): string =>
  `The database ${path} is damaged (${finding.replaceAll(/\s+/g, ' ')}). ${done}: restore a backup of its folder, or move the folder away to begin a new one.`;
