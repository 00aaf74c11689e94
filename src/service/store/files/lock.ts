/**
 * One service a data folder. The lock is an exclusive lock of SQLite on a small file of its own: the operating
 * system gives it back however the process ends, so there is no stale lock to guess about. The file beside it
 * only says who holds it, and whether it is about to let go.
 */
import { closeSync, constants, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ensurePrivateFile } from '../../files.ts';
import { ServiceStartError } from '../../startError.ts';
import { sqliteFailure } from '../sqliteFailure.ts';

export interface FolderLock {
  readonly path: string;
  /** False where the last holder ended without letting go: killed, or the machine lost power. */
  readonly lastRunEndedWell: boolean;
  /** Says to who waits for the folder that it will be free soon. */
  ending(): void;
  /** With `unwell` the next holder sees what it sees after an unclean end, and looks at everything first. */
  release(unwell?: boolean): void;
}

const ENDING = 'ending';

/** Takes the lock. Fails with `DatabaseLocked`, naming the holder's process id where known, and with `DatabaseUnreadable` for a lock file that is none. */
export function lockFolder(folder: string): FolderLock {
  const holderFile = join(folder, 'service.pid');
  const path = join(folder, 'service.lock');
  ensurePrivateFile(path);
  const lock = new DatabaseSync(path, { timeout: 250 });
  try {
    lock.exec('pragma journal_mode = delete; begin exclusive');
  } catch (error) {
    lock.close();
    if (sqliteFailure(error) === 'Damaged') throw new ServiceStartError('DatabaseUnreadable', `The lock file ${path} is damaged. Nothing is kept in it, and the database was left as it is: remove the lock file, and start again.`, { cause: error });
    if (sqliteFailure(error) !== 'Locked') throw error;
    const holder = readHolder(holderFile);
    const who = holder === undefined ? 'Another process' : `Another SMA service (process ${holder})`;
    throw new ServiceStartError('DatabaseLocked', `${who} is ${isEnding(folder) ? 'ending but still ' : ''}using the data folder ${folder}. Stop it, or choose another data folder.`, { cause: error });
  }
  const lastRunEndedWell = readHolder(holderFile) === undefined;
  writeFileSync(holderFile, `${process.pid}\n`, { mode: 0o600 });
  return {
    path,
    lastRunEndedWell,
    ending() {
      try {
        // Not made anew: the folder may be another one by now.
        const file = openSync(holderFile, constants.O_WRONLY | constants.O_APPEND);
        writeSync(file, `${ENDING}\n`);
        closeSync(file);
      } catch {
        // No room, perhaps: then who waits is told that the folder is in use.
      }
    },
    release(unwell = false) {
      if (!lock.isOpen) return;
      try {
        if (!unwell) rmSync(holderFile, { force: true });
      } catch {
        // The folder may not be written any more. Left behind, it only has the next start look at everything.
      } finally {
        lock.close();
      }
    },
  };
}

/** True where the holder of the folder has said that it is ending. */
export function isEnding(folder: string): boolean {
  try {
    return readFileSync(join(folder, 'service.pid'), 'utf8').includes(ENDING);
  } catch {
    return false;
  }
}

function readHolder(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8').split('\n', 1)[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
