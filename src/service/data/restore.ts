/** `sma restore`: a backup becomes the data folder. What was there is put aside, never deleted. */
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { jsonOf, keepOwner, makePrivateFolder, tightenFile } from '../files.ts';
import { ServiceStartError } from '../startError.ts';
import { RESTORING } from '../store/files/integrity.ts';
import { MIGRATIONS } from '../store/schema/migrations.ts';
import { MARK_FILE } from '../store/log/commitMark.ts';
import { lockFolder, type FolderLock } from '../store/files/lock.ts';
import { sqliteFailure } from '../store/sqliteFailure.ts';
import { edmTime } from '../clock.ts';
import { holdingData } from './dataLock.ts';
import { examineSecrets } from './doctor.ts';
import { DATABASE, DataError, digestOf, fileFault, MANIFEST, realPath, SIDE_FILES, type Manifest } from './dataFiles.ts';
import { backupAround, isBackup, ManifestSchema } from './manifest.ts';

/** Reads a backup and checks every file of it. Fails with DataError. */
export function readBackup(source: string): Manifest {
  const path = join(source, MANIFEST);
  if (!existsSync(path)) throw new DataError('NoData', `${source} is no backup, or one that did not come to its end: it has no ${MANIFEST}.`);
  const result = v.safeParse(ManifestSchema, jsonOf(readFileSync(path, 'utf8')));
  if (!result.success) throw new DataError('BackupDamaged', `${path} cannot be read. Use another backup.`);
  const manifest = result.output;
  const newest = MIGRATIONS.at(-1)?.version ?? 0;
  if (manifest.schema > newest) throw new DataError('BackupNewer', `${source} was made by version ${manifest.product}, whose database this one does not know (schema ${manifest.schema}, here ${newest}). Update SMA Runbooks.`);
  if (manifest.files[DATABASE] === undefined) throw new DataError('BackupDamaged', `${source} holds no database. Use another backup.`);
  for (const [name, digest] of Object.entries(manifest.files)) {
    if (name !== DATABASE && !SIDE_FILES.some((one) => one === name)) throw new DataError('BackupDamaged', `${path} names '${name}', which is no part of a backup.`);
    if (!existsSync(join(source, name))) throw new DataError('BackupDamaged', `${join(source, name)} is missing. Use another backup.`);
    if (digestOf(source, name) !== digest) throw new DataError('BackupDamaged', `${join(source, name)} has changed since the backup was made. Use another backup.`);
  }
  const database = new DatabaseSync(join(source, DATABASE), { readOnly: true });
  try {
    const finding = database.prepare('pragma integrity_check(1)').get()?.['integrity_check'];
    if (finding !== 'ok') throw new DataError('BackupDamaged', `${join(source, DATABASE)} is damaged (${String(finding)}). Use another backup.`);
  } finally {
    database.close();
  }
  return manifest;
}

export interface Restored {
  readonly manifest: Manifest;
  /** Where what was there before is now; undefined where nothing was. */
  readonly aside: string | undefined;
  /** Why secrets cannot be opened with the key that is there, and what to do; undefined where they can. */
  readonly secrets: string | undefined;
  /** Schedules whose next run by the backup has passed: whether it was run since, the backup cannot know. */
  readonly due: readonly string[];
}

/**
 * Puts a backup in the place of a data folder, whose service must not run. Files that the backup does not have, its key
 * perhaps, stay. Nothing is changed before all of it is on the disk. Fails with DataError, and DatabaseLocked while a service runs.
 */
export async function restoreData(source: string, folder: string, now: Date): Promise<Restored> {
  try {
    const manifest = readBackup(source);
    if (realPath(source) === realPath(folder)) throw new DataError('IsBackup', `${source} is the backup itself. Name the data folder of the service with --data.`);
    // Its manifest would fit no more, and it be a backup no more.
    if (isBackup(folder)) throw new DataError('IsBackup', `${folder} is a backup, and would be none any more. Name the data folder of the service with --data.`);
    const around = backupAround(folder);
    if (around !== undefined) throw new DataError('IsBackup', `${folder} is within the backup ${around}, and would go with it. Name the data folder of the service with --data.`);
    makePrivateFolder(folder);
    return await holdingData(folder, 'alone', () => {
      const lock = lockFolder(folder);
      try {
        const aside = replace(source, folder, manifest, now, lock);
        return { manifest, aside, ...lookAt(folder, now) };
      } finally {
        lock.release();
      }
    });
  } catch (error) {
    const what = `${source} cannot be restored to ${folder}`;
    throw sqliteFailure(error) === 'Full' || ServiceStartError.is(error, 'DiskFull') ? new DataError('Unusable', `${what} (its disk is full). Make room there, and try again.`, { cause: error }) : fileFault(error, what);
  }
}

function replace(source: string, folder: string, manifest: Manifest, now: Date, lock: FolderLock): string | undefined {
  const names = Object.keys(manifest.files);
  try {
    for (const name of names) copyWhole(join(source, name), join(folder, name + RESTORING), join(folder, name));
    note(join(folder, DATABASE + RESTORING), source, manifest, now);
    const before = readdirSync(folder).filter((name) => name in manifest.files || name === MARK_FILE || name.startsWith(`${DATABASE}-`));
    const aside = before.length === 0 ? undefined : join(folder, `before-${now.toISOString().replaceAll(/[:.]/g, '-')}`);
    if (aside !== undefined) {
      mkdirSync(aside, { mode: 0o700 });
      withFile(aside, 'r', (made) => keepOwner(made, aside, undefined));
      // The database first, and back as the last: cut off in between, the next start finds none, and says why.
      for (const name of before.toSorted(databaseFirst)) renameSync(join(folder, name), join(aside, name));
    }
    // Cut off behind the last of these, the next start sees a whole database, without the log of the one before and with nothing missing.
    lock.forgetLastRun();
    for (const name of names.toSorted(databaseFirst).toReversed()) renameSync(join(folder, name + RESTORING), join(folder, name));
    // Of another backup, whose restore was cut off.
    for (const name of SIDE_FILES) rmSync(join(folder, name + RESTORING), { force: true });
    return aside;
  } catch (error) {
    for (const name of names) rmSync(join(folder, name + RESTORING), { force: true });
    throw error;
  }
}

/** The row of the audit, in the copy before it is put in its place: there with it, or not at all. */
function note(path: string, source: string, manifest: Manifest, now: Date): void {
  const database = new DatabaseSync(path);
  try {
    database.exec('pragma synchronous = full');
    database.prepare("insert into audit (time, user_name, request_id, action, target, detail) values (?, 'sma restore', '-', 'Restore', ?, ?)").run(edmTime(now.getTime()), DATABASE, `the backup of ${manifest.time} in ${source}`);
  } finally {
    database.close();
  }
}

const databaseFirst = (a: string, b: string): number => Number(b === DATABASE) - Number(a === DATABASE);

/** Copies a file until it is on the disk; it is to take the place of another. */
function copyWhole(from: string, to: string, replaced: string): void {
  copyFileSync(from, to);
  tightenFile(to);
  withFile(to, 'r+', (file) => {
    keepOwner(file, to, replaced);
    fsyncSync(file);
  });
}

function withFile(path: string, flags: 'r' | 'r+', work: (file: number) => void): void {
  const file = openSync(path, flags);
  try {
    work(file);
  } finally {
    closeSync(file);
  }
}

function lookAt(folder: string, now: Date): Pick<Restored, 'secrets' | 'due'> {
  const database = new DatabaseSync(join(folder, DATABASE), { readOnly: true });
  try {
    const due = database.prepare('select "Name" as name from "Schedules" where "IsEnabled" = 1 and "NextRun" <= ? order by "NextRun"').all(edmTime(now.getTime()));
    return { secrets: examineSecrets(database, folder).find(({ state }) => state === 'problem')?.detail, due: due.map((row) => String(row['name'])) };
  } finally {
    database.close();
  }
}
