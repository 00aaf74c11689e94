/** Whether a database is well, and ours: looked at before anything writes, and for a large one after the start. Nothing here changes a file. */
import { accessSync, constants, existsSync, lstatSync, readlinkSync, statSync, type Stats } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { errorCode } from '../../files.ts';
import { ServiceStartError } from '../../startError.ts';
import { lostCommits, MARK_FILE, unseenLoss, type LostCommits, type UnseenLoss } from '../log/commitMark.ts';
import { newer, type Migration } from '../schema/migrate.ts';
import { findSchemaFault, isUnused } from '../schema/schemaCheck.ts';
import { areOnlyIndexes } from './indexes.ts';
import { newestRescue } from './rescue.ts';
import { isNoDatabase } from '../sqliteFailure.ts';

/** Checked at every start up to this size (16 MB, some hundredths of a second); beyond it only after an unclean end. */
const ALWAYS_CHECKED_PAGES = 4096;
/** What a service makes only after its database. */
const LATER_FILES = ['secret.key', 'tls.pem'];
/** Of lock.ts and commitMark.ts. */
const BESIDE = ['service.lock', 'service.lock-journal', 'service.pid', MARK_FILE];

/** The first fault of the database's structure, in SQLite's words; undefined where there is none. */
export function findDamage(database: DatabaseSync): string | undefined {
  const finding = String(database.prepare('pragma quick_check(1)').get()?.['quick_check']);
  return finding === 'ok' ? undefined : finding;
}

/** What the first look has found. */
export interface FirstLook {
  /** It is too large to be looked through before the service answers. */
  readonly isLeftForLater: boolean;
  /** What the service had confirmed and is not there. */
  readonly lost: LostCommits | undefined;
  /** Why that could not be seen, if anything were missing. */
  readonly unseen: UnseenLoss | undefined;
  /** What is wrong with indexes, and with nothing else: they can be built again. */
  readonly indexes: string | undefined;
}

/**
 * Looks at a database that is there without changing it or its log. Fails with `DatabaseDamaged`, `DatabaseNewer`, and for what is no
 * database of ours `DatabaseUnreadable`.
 */
export function lookFirst(path: string, migrations: readonly Migration[], lastRun: { readonly endedWell: boolean; readonly hadOpened: boolean }, opened: DatabaseSync[]): FirstLook {
  refuseEmptied(path);
  refuseStranger(path, migrations);
  rollBack(path);
  const looking = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
  opened.push(looking);
  refuseSchema(path, looking, migrations);
  const pages = Number(looking.prepare('pragma page_count').get()?.['page_count'] ?? 0);
  const isLeftForLater = lastRun.endedWell && pages > ALWAYS_CHECKED_PAGES;
  const finding = isLeftForLater ? undefined : findDamage(looking);
  if (finding !== undefined && !areOnlyIndexes(looking)) throw new ServiceStartError('DatabaseDamaged', damaged(path, finding));
  const lost = lostCommits(path, looking), unseen = unseenLoss(path, looking, lastRun);
  looking.close();
  return { isLeftForLater, lost, unseen, indexes: finding };
}

/** Fails with `DatabaseUnreadable` where something that is no file has the name of the database or of a file beside it, or the account may not use the file. `access` for tests. */
export function refuseNoFile(path: string, access: typeof accessSync = accessSync): void {
  const refuse = (what: string, how: string, file = path): ServiceStartError => new ServiceStartError('DatabaseUnreadable', `${file} ${what}. It was left as it is: ${how}, or choose another data folder.`);
  for (const beside of [`${path}-wal`, `${path}-shm`, `${path}-journal`, ...BESIDE.map((name) => join(dirname(path), name))]) {
    const other = statSync(beside, { throwIfNoEntry: false });
    // SQLite would go on without a log, or for ever read only; the end of a pipe would be waited for.
    if (other !== undefined && !other.isFile()) throw refuse(`is ${kindOf(other)}, and must be a file of the service`, 'move it away', beside);
  }
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  // A link would give one database to the services of two folders, and its log would be elsewhere.
  if (found.isSymbolicLink()) throw refuse(`is a link to ${readlinkSync(path)}, and must be a file`, 'put the database itself in its place');
  if (!found.isFile()) throw refuse(`is ${kindOf(found)}, and must be the file of the database`, 'move it away');
  for (const end of ['', '-wal', '-shm']) {
    try {
      access(path + end, constants.R_OK | constants.W_OK);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EROFS') throw new ServiceStartError('DatabaseUnreadable', `The file system of ${path} is read-only. Make it writable, or choose another data folder.`, { cause: error });
      if (code === 'EACCES' || code === 'EPERM') throw new ServiceStartError('DatabaseUnreadable', `The account ${account()} may not read and write ${path}${end}. Give it the file ("chown", or "chmod u+rw"), or choose another data folder.`, { cause: error });
    }
  }
}

const kindOf = (found: Stats): string => (found.isDirectory() ? 'a folder' : 'a pipe, a socket or a device');

/** Its name; in a container it often has none. */
function account(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'of the service');
  }
}

/** SQLite takes an empty file for a new database. It is one where a first start was interrupted; beside a key it has lost its content. */
function refuseEmptied(path: string): void {
  const finding = statSync(path).size > 0 ? undefined : emptied(path);
  if (finding !== undefined) throw new ServiceStartError('DatabaseDamaged', damaged(path, finding));
}

/** Why a database without tables is one that has lost them; undefined where nothing shows that it ever had any. */
export function emptied(path: string): string | undefined {
  const witness = witnessOf(path);
  if (witness === undefined) return undefined;
  if (statSync(path).size === 0) return `it is empty, though ${witness} beside it shows that it was in use`;
  // A young database has all it holds in its log: without the log it looks like one that was never used.
  return `it has no tables, though ${witness} beside it shows that it was in use; its log ${basename(path)}-wal, which had them, is ${hasContent(`${path}-wal`) ? 'damaged at its head, and cannot be read' : 'missing or empty'}`;
}

/** What shows that a folder had a database. */
const witnessOf = (path: string): string | undefined => LATER_FILES.find((name) => existsSync(join(dirname(path), name)));

/** A database of another program is not even locked: reading one as usual makes files beside it. What is in a log shows with the usual look. */
function refuseStranger(path: string, migrations: readonly Migration[]): void {
  if (hasContent(`${path}-wal`)) return;
  let peeking: DatabaseSync | undefined;
  try {
    peeking = new DatabaseSync(`${pathToFileURL(path).href}?immutable=1`, { readOnly: true });
    const fault = findSchemaFault(peeking, migrations);
    if (fault?.kind === 'stranger') throw stranger(path, fault.finding);
  } catch (error) {
    if (isNoDatabase(error) && witnessOf(path) === undefined) throw stranger(path, 'it is not a file of SQLite');
    if (ServiceStartError.is(error)) throw error;
    // Another program is writing it, perhaps: the usual look has its locks.
  } finally {
    peeking?.close();
  }
}

/**
 * A journal is left by a first start that was killed in its first write, before the database has a log: that write is taken back, as SQLite does
 * for whoever may write. Later none of ours is made, and another one would be written over what is there. Fails with `DatabaseUnreadable`.
 */
function rollBack(path: string): void {
  if (!hasJournal(path)) return;
  const stray = strayJournal(path);
  if (stray !== undefined) throw new ServiceStartError('DatabaseUnreadable', `${stray}. Nothing was changed: move it away, or choose another data folder.`);
  const writing = new DatabaseSync(path, { timeout: 2_000 });
  try {
    writing.exec('select 1 from sqlite_schema limit 1');
  } finally {
    writing.close();
  }
}

/** Whether a journal lies beside a database: nobody reads it without the right to write. */
export const hasJournal = (path: string): boolean => hasContent(`${path}-journal`);

/** What a journal is beside a database that was in use, without a full stop; undefined where there is none, or it is that of a first start. */
export const strayJournal = (path: string): string | undefined =>
  (hasJournal(path) && witnessOf(path) !== undefined ? `${path}-journal is the journal of another program or of another time, and does not belong to the database beside it` : undefined);

function refuseSchema(path: string, database: DatabaseSync, migrations: readonly Migration[]): void {
  const fault = findSchemaFault(database, migrations);
  if (fault === undefined) {
    const finding = isUnused(database) ? emptied(path) : undefined;
    if (finding !== undefined) throw new ServiceStartError('DatabaseDamaged', damaged(path, finding));
    return;
  }
  if (fault.kind === 'newer') throw newer(path, fault.version, migrations.at(-1)?.version ?? 0);
  throw fault.kind === 'stranger' ? stranger(path, fault.finding) : new ServiceStartError('DatabaseDamaged', damaged(path, fault.finding));
}

const hasContent = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;

const stranger = (path: string, finding: string): ServiceStartError =>
  new ServiceStartError('DatabaseUnreadable', `${path} is no database of SMA Runbooks: ${finding}. It was left as it is: choose another data folder, or move the file away.`);

/** Behind the names of files that a restore has copied, and not yet put in their places. */
export const RESTORING = '.restoring';
/** What a restore that was cut off has left, and what to do. */
export const halfRestored = (path: string): string =>
  `a restore did not come to its end. Restore the backup again with "sma restore"; what was there before lies in the folder ${join(dirname(path), 'before-…')}`;

/**
 * A folder without a database is a new one, unless something beside shows that there was one. SQLite would take its log for nothing,
 * and drop it. Fails with `DatabaseDamaged`.
 */
export function refuseGone(path: string): void {
  if (existsSync(path + RESTORING)) throw new ServiceStartError('DatabaseDamaged', `The database ${path} is missing: ${halfRestored(path)}.`);
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  const sign = log !== undefined && log.size > 0 ? 'its log sma.db-wal is there with changes' : witnessOf(path);
  if (sign === undefined) return;
  const copy = newestRescue(path);
  const finding = `it is missing, though ${sign.includes(' ') ? sign : `${sign} in its folder shows that there was one`}`;
  throw new ServiceStartError('DatabaseDamaged', copy === undefined ? damaged(path, finding) : `The database ${path} is gone (${finding}). ${copy} is a copy of it, made when that was noticed: rename it to sma.db to go on with it.`);
}

/** One sentence of what is wrong, and what to do. */
export const damaged = (path: string, finding: string, done = 'It was left as it is'): string =>
  `The database ${path} is damaged (${finding.replaceAll(/\s+/g, ' ')}). ${done}: restore a backup of its folder, or move the folder away to begin a new one.`;
