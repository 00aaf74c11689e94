/**
 * Opens the database of a data folder, or makes it: looked at before anything writes, brought to the newest schema, locked for one
 * service, with the connections that a store has.
 */
import { readdirSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ensurePrivateFile, errorCode, makePrivateFolder, tightenFile } from '../../files.ts';
import { ServiceStartError } from '../../startError.ts';
import { CommitMark } from '../log/commitMark.ts';
import { keepWhatIsLeft } from '../log/logLoss.ts';
import { migrate } from '../schema/migrate.ts';
import { MIGRATIONS } from '../schema/migrations.ts';
import { defineSealed, type OpenSealed } from '../sealedValues.ts';
import { sqliteFailure } from '../sqliteFailure.ts';
import { defineCodeUnits } from '../text/codeUnits.ts';
import { defineLetterCase } from '../text/letterCase.ts';
import { defineMadeText } from '../text/madeText.ts';
import { WorkTime } from '../workTime.ts';
import { rebuildIndexes, rebuiltWords } from './indexes.ts';
import { damaged, lookFirst, refuseGone, refuseNoFile } from './integrity.ts';
import { lockFolder, type FolderLock } from './lock.ts';

export interface StoreOptions {
  readonly folder: string;
  readonly maxBytes?: number;
  /** Milliseconds to wait for another program that holds the database (a backup, say). */
  readonly busyMilliseconds?: number;
}

/** What was found when the database was opened, for the operator. */
export interface Opening {
  /** True where others than its owner may look into the data folder. */
  readonly isFolderOpen: boolean;
  /** True where the database is too large to be looked through before the start: then the store's `check` does it. */
  readonly isUnchecked: boolean;
  /** What an unclean end has left unreadable or missing. */
  readonly logDamage: string | undefined;
  /** Which indexes did not fit and were built again. */
  readonly rebuilt: string | undefined;
  /** Why it could not be seen whether confirmed changes are missing. */
  readonly unseenLoss: string | undefined;
}
export interface OpenedDatabase {
  readonly path: string;
  readonly opening: Opening;
  readonly writing: DatabaseSync;
  readonly reading: DatabaseSync;
  /** Never writes and has no transaction of its own, so that it sees what anybody has stored. */
  readonly watching: DatabaseSync;
  readonly lock: FolderLock;
  readonly mark: CommitMark;
}

/** For what is answered where everybody is served. */
const HELD_UP_MILLISECONDS = 2_000;

const PAGE_BYTES = 4096;
/** Pages of the log after which it is folded where everybody is served, and waits for it: where its thread (logFolding.ts) cannot. */
const FOLDED_PAGES = 20_000;
/** For another program that holds the database. */
export const BUSY_MILLISECONDS = 2_000;

/**
 * Opens or makes the database. Fails with a ServiceStartError: `DatabaseLocked`, `DatabaseDamaged` (the file is
 * left as it is), `DatabaseNewer`, `DatabaseUnreadable`, `DiskFull`. `openSealed` opens sealed values for the connections that read.
 */
export function openDatabase(options: StoreOptions, openSealed: OpenSealed): OpenedDatabase {
  const path = join(options.folder, 'sma.db');
  let lock: FolderLock | undefined;
  let mark: CommitMark | undefined;
  const opened: DatabaseSync[] = [];
  try {
    const isFolderOpen = makeFolder(options.folder);
    refuseNoFile(path);
    const isNew = !readdirSync(options.folder).includes('sma.db');
    lock = lockFolder(options.folder);
    // SQLite gives its log and its index the mode of the database: made first, it is never open to others, not even for a moment.
    if (isNew) {
      refuseGone(path);
      ensurePrivateFile(path);
    }
    // A connection that may write folds the log into the database when it closes, even a damaged one: so another one looks first.
    const found = isNew ? undefined : lookFirst(path, MIGRATIONS, { endedWell: lock.lastRunEndedWell, hadOpened: lock.lastRunHadOpened }, opened);
    for (const end of ['', '-wal', '-shm', '-journal']) tightenFile(path + end);
    const logDamage = found === undefined ? undefined : keepWhatIsLeft(path, found.lost, new Date(), found.unseen);
    const writing = connect(path, options, opened);
    writing.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = ${FOLDED_PAGES}; pragma temp_store = memory`);
    const indexes = found?.indexes;
    if (indexes !== undefined && !rebuildIndexes(writing)) throw new ServiceStartError('DatabaseDamaged', damaged(path, indexes));
    migrate(writing, MIGRATIONS, path);
    mark = new CommitMark(path, writing);
    if (logDamage !== undefined) beginLogAnew(writing);
    // From here on the log is synced by us (logSync.ts), and by SQLite before it is folded into the database.
    // And who waits for the lock lets the others work (dialect.ts).
    writing.exec('pragma synchronous = normal; pragma busy_timeout = 0');
    const reading = connect(path, options, opened);
    reading.exec('pragma temp_store = memory');
    defineSealed(reading, openSealed);
    reading.exec('pragma query_only = on; pragma busy_timeout = 0');
    const watching = connect(path, options, opened);
    // A connection opens the log with its first question. This one must have it, should the files lose their place (rescue.ts).
    watching.exec('pragma temp_store = memory');
    defineSealed(watching, openSealed);
    watching.exec('pragma query_only = on; select 1 from sqlite_schema limit 1; pragma busy_timeout = 0');
    lock.opened();
    return { path, opening: { isFolderOpen, rebuilt: indexes === undefined ? undefined : rebuiltWords(path, indexes), isUnchecked: found?.isLeftForLater === true, logDamage, unseenLoss: found?.unseen?.isLikely === false ? found.unseen.text : undefined }, writing, reading, watching, lock, mark };
  } catch (error) {
    mark?.close(false);
    for (const database of opened) if (database.isOpen) database.close();
    const failure = toStartError(error, path);
    // The next start, too, looks at everything first.
    lock?.release(ServiceStartError.is(failure, 'DatabaseDamaged'));
    throw failure;
  }
}

/** `opened` has it at once, whatever fails then. */
function connect(path: string, { busyMilliseconds = BUSY_MILLISECONDS, maxBytes }: StoreOptions, opened: DatabaseSync[]): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: busyMilliseconds, enableForeignKeyConstraints: true });
  opened.push(database);
  defineLetterCase(database);
  defineCodeUnits(database);
  defineMadeText(database);
  new WorkTime(HELD_UP_MILLISECONDS).define(database);
  if (maxBytes !== undefined) database.exec(`pragma max_page_count = ${Math.max(1, Math.floor(maxBytes / PAGE_BYTES))}`);
  return database;
}

/** A copy of what cannot be read is kept: nobody who looks after the data is to find it in the log again. Where another program reads, or there is no room, it goes with the next folding. */
function beginLogAnew(database: DatabaseSync): void {
  try {
    database.exec('pragma wal_checkpoint(truncate)');
  } catch (error) {
    if (sqliteFailure(error) !== 'Full') throw error;
  }
}

function makeFolder(folder: string): boolean {
  try {
    return makePrivateFolder(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') throw error;
    throw new ServiceStartError('DatabaseUnreadable', `The data folder ${folder} cannot be made (${error instanceof Error ? error.message : String(error)}). Choose another data folder.`, { cause: error });
  }
}

function toStartError(error: unknown, path: string): unknown {
  if (ServiceStartError.is(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  switch (sqliteFailure(error)) {
    case 'Damaged': return new ServiceStartError('DatabaseDamaged', damaged(path, text), { cause: error });
    case 'Locked': return new ServiceStartError('DatabaseLocked', `Another program is using the database ${path}. Close it and try again.`, { cause: error });
    case 'Full': return new ServiceStartError('DiskFull', `There is no room left for the database ${path}. Free some disk space and try again.`, { cause: error });
    case undefined:
      if (errorCode(error) === 'ENOSPC') return new ServiceStartError('DiskFull', `There is no room left for the data folder of ${path}. Free some disk space and try again.`, { cause: error });
      return errorCode(error) === undefined ? error : unreadable(path, text, error);
    default: return hasRoom(path) ? unreadable(path, text, error) : new ServiceStartError('DiskFull', `There is too little room left beside the database ${path} to open it (${text}). Free some disk space and try again.`, { cause: error });
  }
}

/** SQLite needs 32 KB beside a database to open it, and calls it an error of the disk where they are not there. */
function hasRoom(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize >= 64 * 1024;
  } catch {
    return true;
  }
}

const unreadable = (path: string, text: string, cause: unknown): ServiceStartError =>
  new ServiceStartError('DatabaseUnreadable', `The database ${path} cannot be opened (${text}). Check the folder's permissions, or choose another data folder.`, { cause });
