/** `sma backup`: a copy of the data folder as it is at one moment, also while the service runs and writes. */
import { chownSync, copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { makePrivateFolder, tightenFile, writePrivateFile } from '../files.ts';
import { PRODUCT_VERSION } from '../version.ts';
import { MIGRATIONS } from '../store/schema/migrations.ts';
import { isHeld, lastRunOf, LOCK_FILE } from '../store/files/lock.ts';
import { lostSince, lostWords, readMark, unseenLoss, type UnseenLoss } from '../store/log/commitMark.ts';
import { sqliteFailure } from '../store/sqliteFailure.ts';
import { examineLogInUse } from '../store/log/walCheck.ts';
import { freeSpace } from '../store/freeSpace.ts';
import { findSchemaFault } from '../store/schema/schemaCheck.ts';
import { holdingData } from './dataLock.ts';
import { trySecrets, usersFault } from './doctor.ts';
import { backupAround, isBackup } from './manifest.ts';
import { DATABASE, DataError, digestOf, fileFault, KEY_FILE, MANIFEST, noRoom, openToRead, realPath, SIDE_FILES, type Manifest } from './dataFiles.ts';
import { unreadyFiles, unusedDatabase, type Unready } from './unready.ts';

export interface BackupOptions {
  /** Leaves out the key that opens secrets: to be kept elsewhere. */
  readonly withoutKey?: boolean;
  readonly now: Date;
}

export interface BackedUp {
  readonly manifest: Manifest;
  /** Why it cannot be seen whether confirmed changes are missing in the database, and so in the copy. */
  readonly doubt: string | undefined;
  /** Which secrets its key does not open, and did not open before; undefined where it opens all. */
  readonly unopened: string | undefined;
  /** Why the file of users cannot be used, neither here nor in the copy; undefined where it can, or there is none. */
  readonly users: string | undefined;
}

/**
 * Writes a backup into `target`, which must be empty or not there. The database is copied page by page in one state; a
 * backup that did not come to its end has no manifest and is refused by `restore`. Fails with DataError.
 */
export async function backupData(folder: string, target: string, options: BackupOptions): Promise<BackedUp> {
  if (!existsSync(join(folder, DATABASE))) throw new DataError('NoData', `There is no database in ${folder}. Name the data folder of the service with --data.`);
  // Of its copy it would be said that it is as of today.
  if (isBackup(folder)) throw new DataError('IsBackup', `${folder} is a backup already, as of the time that it was made: copy the folder as it is, with all its files ("cp -a"). Name the data folder of the service with --data.`);
  refuseWithin(folder, target);
  try {
    return await holdingData(folder, 'shared', async () => {
      refuseUnready(folder, unreadyFiles(join(folder, DATABASE)));
      const doubt = refuseLoss(folder);
      return { ...await copyTo(folder, target, options), doubt };
    });
  } catch (error) {
    throw fileFault(error, `${target} cannot hold the backup`);
  }
}

/** What is kept with the data is lost with them. */
function refuseWithin(folder: string, target: string): void {
  const way = relative(realPath(folder), realPath(target));
  const isOutside = way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
  if (!isOutside) throw new DataError('Unusable', `${target} is ${way === '' ? 'the data folder itself' : `within the data folder ${folder}`}: a copy there is lost with it. Choose a folder elsewhere, on another disk at best.`);
  const around = backupAround(target);
  if (around !== undefined) throw new DataError('Unusable', `${target} is within the backup ${around}: a copy there goes with it. Choose a folder elsewhere.`);
}

function refuseUnready(folder: string, unready: Unready | undefined): void {
  if (unready !== undefined) throw new DataError(unready.isNew ? 'NoData' : 'Unusable', `The database ${join(folder, DATABASE)} cannot be backed up (${unready.finding}). ${unready.advice.replace(/^./, (first) => first.toUpperCase())}.`);
}

/** A backup without what was confirmed would be taken for a whole one. @returns why it cannot be known whether it is whole */
function refuseLoss(folder: string): string | undefined {
  const path = join(folder, DATABASE), log = examineLogInUse(path, isHeld(join(folder, LOCK_FILE))), { lost, unseen } = lossOf(folder);
  const what = log === undefined || log.unreadable === 0 ? lost ?? (unseen?.isLikely === true ? unseen.text : undefined) : `${log.unreadable} of ${log.readable + log.unreadable} pages in the log of ${path} cannot be read`;
  if (what !== undefined) throw new DataError('Unusable', `${what}, and would be missing in the backup. Look at it with "sma doctor"; where that finds the database itself well, a start of the service keeps copies of what is left and goes on without; else "sma restore" brings a backup back.`);
  return unseen?.text;
}

function lossOf(folder: string): { readonly lost?: string; readonly unseen?: UnseenLoss | undefined } {
  const path = join(folder, DATABASE), mark = readMark(path);
  let database: DatabaseSync | undefined;
  try {
    database = openToRead(folder, 10_000);
    const lost = lostSince(mark, database);
    return lost === undefined ? { unseen: unseenLoss(path, database, lastRunOf(folder)) } : { lost: `In ${path} ${lostWords(lost)}` };
  } catch (error) {
    // Who copies it meets that too, and tells it.
    if (sqliteFailure(error) === undefined) throw error;
    return {};
  } finally {
    database?.close();
  }
}

async function copyTo(folder: string, target: string, options: BackupOptions): Promise<Omit<BackedUp, 'doubt'>> {
  if (existsSync(target) && readdirSync(target).length > 0) throw new DataError('TargetNotEmpty', `${target} is not empty. Choose a new folder for each backup.`);
  makePrivateFolder(target);
  let isWhole = false;
  try {
    const backedUp = await fill(folder, target, options);
    isWhole = true;
    return backedUp;
  } finally {
    // Nobody takes what failed for a backup, and the folder can be used for one.
    if (!isWhole) clear(target);
  }
}

/** Takes away what a copy that failed has written into a folder that was empty: SQLite leaves its journal where the disk is full. */
function clear(target: string): void {
  try {
    for (const name of readdirSync(target)) rmSync(join(target, name), { recursive: true, force: true });
  } catch {
    // What is told is why the copy failed.
  }
}

async function fill(folder: string, target: string, options: BackupOptions): Promise<Omit<BackedUp, 'doubt'>> {
  const schema = await copyDatabase(folder, target);
  tightenFile(join(target, DATABASE));
  check(target);
  const files = SIDE_FILES.filter((name) => existsSync(join(folder, name)) && !(options.withoutKey === true && name === KEY_FILE));
  for (const name of files) {
    copyFileSync(join(folder, name), join(target, name));
    tightenFile(join(target, name));
    // Node copies for root whose a file was, too: a key of another account's is not taken.
    if (process.getuid?.() === 0) chownSync(join(target, name), 0, process.getgid?.() ?? 0);
  }
  const unopened = options.withoutKey === true ? undefined : tryKey(folder, target);
  const manifest: Manifest = {
    format: 1, product: PRODUCT_VERSION, time: options.now.toISOString(), schema,
    files: Object.fromEntries([DATABASE, ...files].map((name) => [name, digestOf(target, name)])),
  };
  writePrivateFile(join(target, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  return { manifest, unopened, users: usersFault(folder) };
}

/** Opens the secrets of the copy with its key: one of another time opens none. @returns which few it does not open */
function tryKey(folder: string, target: string): string | undefined {
  const copy = new DatabaseSync(join(target, DATABASE), { readOnly: true });
  try {
    const tried = trySecrets(copy, target);
    if (tried.unopened.length < tried.count || tried.count === 0) return tried.fault;
    throw new DataError('Unusable', `No secret of the database can be opened with its key in the copy: ${(tried.fault ?? '').replace(/\.$/, '')}. Where "sma doctor" finds the secrets of ${folder} well, the key was changed meanwhile: try again. Where not, "sma backup --without-key" makes a copy all the same.`);
  } finally {
    copy.close();
  }
}

/** Copies it in one state. @returns the number of its schema */
async function copyDatabase(folder: string, target: string): Promise<number> {
  let source: DatabaseSync | undefined;
  try {
    source = openToRead(folder, 10_000);
    // One state from here to the end. Without it SQLite begins anew after each write of the service, and never ends while there are many.
    source.exec('begin');
    const schema = Number(source.prepare('pragma user_version').get()?.['user_version'] ?? 0), newest = MIGRATIONS.at(-1)?.version ?? 0;
    // What it holds beside what is known here would be copied by chance only, and its restore is refused.
    if (schema > newest) throw new DataError('BackupNewer', `${join(folder, DATABASE)} was written by a newer version (schema ${schema}, this one knows ${newest}). Back it up with that version, or update SMA Runbooks.`);
    refuseUnready(folder, unusedDatabase(join(folder, DATABASE), source));
    const fault = findSchemaFault(source, MIGRATIONS);
    // No service takes it, and its copy neither.
    if (fault !== undefined && fault.kind !== 'newer') throw new DataError('Unusable', `The database ${join(folder, DATABASE)} cannot be backed up (${fault.finding}). Look at it with "sma doctor".`);
    await backup(source, join(target, DATABASE), { rate: 1_000 });
    return schema;
  } catch (error) {
    const failure = sqliteFailure(error);
    if (failure === undefined) throw error;
    if (failure === 'Full' && source === undefined) throw noRoom(folder, error);
    const what = `The database ${join(folder, DATABASE)} cannot be copied to ${target} (${error instanceof Error ? error.message : String(error)}).`;
    throw new DataError('Unusable', `${what} ${failure === 'Full' ? 'Make room there, and try again.' : failure === 'Locked' ? 'Another program has locked it: try again when that is done.' : 'Look at it with "sma doctor".'}`, { cause: error });
  } finally {
    source?.close();
  }
}

/** Pages that nobody uses: what was purged left them, and they are used again, but the file stays as large. A copy need not be. */
function compact(copy: DatabaseSync): void {
  const { pages, free } = freeSpace(copy);
  if (free * UNUSED_PART > pages) copy.exec('vacuum');
}
/** From a quarter on it is worth writing the copy anew. */
const UNUSED_PART = 4;

/** Looks at the copy, and makes one file of it. */
function check(target: string): void {
  const copy = new DatabaseSync(join(target, DATABASE));
  try {
    copy.exec('pragma journal_mode = delete');
    compact(copy);
    const finding = copy.prepare('pragma integrity_check(1)').get()?.['integrity_check'];
    if (finding !== 'ok') throw new DataError('Unusable', `The copy of the database is damaged (${String(finding).replaceAll(/\s+/g, ' ')}): the database itself may be. Look at it with "sma doctor".`);
  } finally {
    copy.close();
  }
  for (const ending of ['-wal', '-shm']) rmSync(join(target, DATABASE + ending), { force: true });
}
