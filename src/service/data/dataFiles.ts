/** What a data folder consists of, for those who copy it and look after it. */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { errorCode } from '../files.ts';
import { sqliteFailure } from '../store/sqliteFailure.ts';

export const DATABASE = 'sma.db';
export const KEY_FILE = 'secret.key';
/** Beside the database. Modules are unpacked from it again; a log and locks belong to a running service. */
export const SIDE_FILES = [KEY_FILE, 'users.json', 'tls.pem', 'password'] as const;
export const MANIFEST = 'backup.json';

export interface Manifest {
  readonly format: 1;
  readonly product: string;
  /** UTC, ISO text. */
  readonly time: string;
  readonly schema: number;
  /** SHA-256 of each file, hex. */
  readonly files: Readonly<Record<string, string>>;
}

const PIECE_BYTES = 1024 * 1024;

/** SHA-256 of a file, hex; read piece by piece, since a database may be larger than memory. */
export function digestOf(folder: string, name: string): string {
  const hash = createHash('sha256'), piece = Buffer.alloc(PIECE_BYTES);
  const file = openSync(join(folder, name), 'r');
  try {
    for (let count = readSync(file, piece); count > 0; count = readSync(file, piece)) hash.update(piece.subarray(0, count));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** The path without links, as far as there is something at it. */
export function realPath(path: string): string {
  const whole = resolve(path);
  if (existsSync(whole)) return realpathSync.native(whole);
  return dirname(whole) === whole ? whole : join(realPath(dirname(whole)), basename(whole));
}

/**
 * A connection that only reads. Where nothing can be written beside the database, on a read-only disk, it is read as a file that nobody
 * changes, as long as all is in it and nothing in its log. Fails as SQLite does.
 */
export function openToRead(folder: string, timeout: number): DatabaseSync {
  const path = join(folder, DATABASE);
  const database = new DatabaseSync(path, { readOnly: true, timeout });
  try {
    database.prepare('pragma user_version').get();
    return database;
  } catch (error) {
    database.close();
    if (sqliteFailure(error) !== 'CannotOpen' || (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) throw error;
    return new DatabaseSync(`${pathToFileURL(path).href}?immutable=1`, { readOnly: true });
  }
}

/** A fault of a data folder or a backup, in one sentence with the next step. */
export class DataError extends Error {
  override readonly name = 'DataError';
  readonly code: 'NoData' | 'TargetNotEmpty' | 'BackupDamaged' | 'BackupNewer' | 'IsBackup' | 'InUse' | 'Unusable';

  constructor(code: DataError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** SQLite reads a log by an index beside it, which has no place on a full disk. */
export const noRoom = (folder: string, cause: unknown): DataError =>
  new DataError('Unusable', `The database ${join(folder, DATABASE)} cannot be read: its disk is full, and SQLite needs some room beside it. Make room in ${folder}, and try again.`, { cause });

/** What to do about a file that the system refuses, by its code. */
const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'Make room there, and try again.', EDQUOT: 'Make room there, and try again.', EACCES: 'Let this account in, or choose another folder.', EPERM: 'Let this account in, or choose another folder.',
  EROFS: 'Nothing can be written there: choose another folder.', ENOTDIR: 'Choose a folder.', ENOENT: 'Choose another folder.', ENAMETOOLONG: 'Choose a shorter name.',
};

/** `error` of a file or folder as a DataError that says what could not be done and what to do; all others as they are. */
export function fileFault(error: unknown, what: string): unknown {
  const code = errorCode(error);
  if (error instanceof DataError || code === undefined || !(error instanceof Error) || !('syscall' in error)) return error;
  const path = 'dest' in error && typeof error.dest === 'string' ? error.dest : 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  const cause = code === 'ENOSPC' ? 'its disk is full' : `${path === undefined ? '' : `${path}: `}${code}`;
  return new DataError('Unusable', `${what} (${cause}). ${ADVICE[code] ?? 'Look at that file and its disk, and try again.'}`, { cause: error });
}
