/**
 * One service a data folder. The lock is an exclusive lock of SQLite on a small file of its own: the operating
 * system gives it back however the process ends, so there is no stale lock to guess about. The file beside it
 * only says who holds it, and whether it is about to let go.
 */
import { closeSync, constants, existsSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ensurePrivateFile } from '../../files.ts';
import { ServiceStartError } from '../../startError.ts';
import { giveToOwner } from './fileLock.ts';
import { sqliteFailure } from '../sqliteFailure.ts';

export interface FolderLock {
  readonly path: string;
  /** False where the last holder ended without letting go: killed, or the machine lost power. */
  readonly lastRunEndedWell: boolean;
  /** Where it did not: whether it had the database open, so that there was a log and a mark beside it. */
  readonly lastRunHadOpened: boolean;
  /** The database is open from now on. */
  opened(): void;
  /** The database of the last run is put aside: how that run ended says nothing of the one that takes its place. */
  forgetLastRun(): void;
  /** Says to who waits for the folder that it will be free soon. */
  ending(): void;
  /** With `unwell` the next holder sees what it sees after an unclean end, and looks at everything first. */
  release(unwell?: boolean): void;
}

/** Held for as long as a service has the folder. */
export const LOCK_FILE = 'service.lock';
const ENDING = 'ending';
/** Kept until an end is good: a start that was refused in between takes nothing of it. */
const OPENED = 'opened';

/** Takes the lock. Fails with `DatabaseLocked`, naming the holder's process id where known, and with `DatabaseUnreadable` for a lock file that is none. */
export function lockFolder(folder: string): FolderLock {
  const holderFile = join(folder, 'service.pid');
  const path = join(folder, LOCK_FILE);
  ensurePrivateFile(path);
  giveToOwner(path);
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
  const lastRunEndedWell = readHolder(holderFile) === undefined, lastRunHadOpened = hadOpened(folder);
  writeFileSync(holderFile, `${process.pid}\n${lastRunHadOpened ? `${OPENED}\n` : ''}`, { mode: 0o600 });
  giveToOwner(holderFile);
  const say = (word: string): void => {
    try {
      // Not made anew: the folder may be another one by now.
      const file = openSync(holderFile, constants.O_WRONLY | constants.O_APPEND);
      writeSync(file, `${word}\n`);
      closeSync(file);
    } catch {
      // No room, perhaps: then who waits is told that the folder is in use, and a loss that nothing else shows is told as a doubt.
    }
  };
  return {
    path,
    lastRunEndedWell,
    lastRunHadOpened,
    opened: () => say(OPENED),
    forgetLastRun: () => rmSync(holderFile, { force: true }),
    ending: () => say(ENDING),
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
export const isEnding = (folder: string): boolean => hasSaid(folder, ENDING);

/** True where a service has had the database open and did not let it go well; of one that runs too. */
export const hadOpened = (folder: string): boolean => hasSaid(folder, OPENED);

function hasSaid(folder: string, word: string): boolean {
  try {
    return readFileSync(join(folder, 'service.pid'), 'utf8').split('\n').includes(word);
  } catch {
    return false;
  }
}

/** What is known of the last run without taking the lock: nothing where a service has the folder, and looks itself. */
export function lastRunOf(folder: string): { readonly endedWell: boolean; readonly hadOpened: boolean } {
  if (!existsSync(join(folder, 'service.pid')) || isHeld(join(folder, LOCK_FILE))) return { endedWell: true, hadOpened: false };
  return { endedWell: false, hadOpened: hadOpened(folder) };
}

/** Whether a program has the lock of this file. */
export function isHeld(path: string): boolean {
  if (!existsSync(path)) return false;
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(path, { readOnly: true, timeout: 0 });
    lock.prepare('select 1 from sqlite_schema limit 1').get();
    return false;
  } catch (error) {
    return sqliteFailure(error) === 'Locked';
  } finally {
    lock?.close();
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
