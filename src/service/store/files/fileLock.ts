/**
 * Locks between programs, each a lock of SQLite on a small file of its own, in which nothing is kept: the operating system gives them back
 * however the program ends, so that there is no stale lock to guess about.
 */
import { closeSync, constants, fchownSync, fstatSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ensurePrivateFile } from '../../files.ts';
import { ServiceStartError } from '../../startError.ts';
import { sqliteFailure } from '../sqliteFailure.ts';

/** Held by several at a time, or by one alone. */
export type Hold = 'shared' | 'alone';
const BEGIN: Readonly<Record<Hold, string>> = { shared: 'begin; select 1 from sqlite_schema limit 1', alone: 'pragma journal_mode = delete; begin exclusive' };

/** Root looks after the folders of others, who must be able to take the lock after it. A file that leads elsewhere stays whose it is. */
export function giveToOwner(path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path)), file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const found = fstatSync(file);
    if (found.uid !== uid && found.isFile() && found.nlink === 1) fchownSync(file, uid, gid);
  } finally {
    closeSync(file);
  }
}

/** Another program has the lock. */
export class FileLockedError extends Error {
  override readonly name = 'FileLockedError';
  readonly code = 'FileLocked';
}

/** Takes a lock, for which it waits so long; the function given back lets it go. Fails with FileLockedError, with DiskFull, with DatabaseUnreadable for a file that is none of ours or cannot be used, and as Node does. */
export function lockFile(path: string, hold: Hold, milliseconds: number): () => void {
  ensurePrivateFile(path);
  giveToOwner(path);
  const lock = new DatabaseSync(path, { timeout: milliseconds });
  try {
    lock.exec(BEGIN[hold]);
    return () => lock.close();
  } catch (error) {
    lock.close();
    throw toLockError(error, path);
  }
}

function toLockError(error: unknown, path: string): unknown {
  switch (sqliteFailure(error)) {
    case undefined: return error;
    case 'Locked': return new FileLockedError(`${path} is held by another program.`, { cause: error });
    case 'Damaged': return new ServiceStartError('DatabaseUnreadable', `The lock file ${path} is damaged. Nothing is kept in it: remove it, and try again.`, { cause: error });
    // SQLite begins its journal before it has the lock.
    case 'Full': return new ServiceStartError('DiskFull', `The lock file ${path} cannot be used: its disk is full. Make room there, and try again; nothing was changed.`, { cause: error });
    default: return new ServiceStartError('DatabaseUnreadable', `The lock file ${path} cannot be used (${error instanceof Error ? error.message : String(error)}). See to it that this account may read and write it and its folder, and try again; nothing was changed.`, { cause: error });
  }
}
