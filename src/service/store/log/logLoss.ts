/**
 * What an unclean end, or somebody after it, has taken from a database: frames of its log that cannot be read, and changes that the service
 * had confirmed and that are not there. After a loss of power only what nobody was told of is gone; anything else somebody has to
 * know, and copies are kept.
 */
import { constants, copyFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { tightenFile } from '../../files.ts';
import { lostWords, readMark, type LostCommits, type UnseenLoss } from './commitMark.ts';
import { examineLogOf } from './walCheck.ts';

/** Stays free beside a copy of the database. */
const ROOM_BYTES = 64 * 1024 * 1024;

/** Keeps copies of what is left where something is missing. Nothing may have written to the database yet. @returns what to tell; undefined where all is well */
export function keepWhatIsLeft(database: string, lost: LostCommits | undefined, now: Date, unseen?: UnseenLoss): string | undefined {
  const log = examineLogOf(database);
  const unreadable = log === undefined || log.unreadable === 0 ? undefined : `${log.unreadable} of ${log.readable + log.unreadable} pages in the log of the database cannot be read`;
  const time = now.toISOString().replaceAll(/[:.]/g, '-');
  if (lost !== undefined) {
    const what = `${unreadable === undefined ? 'The database or its log was cut off, deleted or replaced while no service ran, or its disk did not keep it' : `${unreadable}; it was damaged`}: ${lostWords(lost)}. The service goes on without.`;
    return `${what} ${keepBoth(database, `${database}.lost-${time}`)} "sma restore" brings a backup back.`;
  }
  if (unseen?.isLikely === true) return `${unseen.text}. The service goes on with what is there. ${keepBoth(database, `${database}.lost-${time}`)} "sma restore" brings a backup back.`;
  if (unreadable === undefined) return undefined;
  const copy = `${database}-wal.damaged-${time}`;
  copyPrivate(`${database}-wal`, copy);
  const why = readMark(database) === undefined ? 'After a loss of power they were never acknowledged; otherwise the file was damaged' : 'Nothing that the service had confirmed is missing; what jobs had just reported may be';
  return `${unreadable}, and are not there any more. ${why}: a copy is ${copy}, and "sma restore" brings a backup back.`;
}

/** A database and its log belong together: a log that is found again fits that copy only. */
function keepBoth(database: string, copy: string): string {
  const hasLog = (statSync(`${database}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  try {
    const { bavail, bsize } = statfsSync(dirname(database));
    if (bavail * bsize < statSync(database).size + ROOM_BYTES) return 'There is no room for copies of what is left.';
    copyPrivate(database, copy);
    if (hasLog) copyPrivate(`${database}-wal`, `${copy}-wal`);
  } catch (error) {
    for (const end of ['', '-wal']) rmSync(copy + end, { force: true });
    return `What is left could not be copied (${error instanceof Error ? error.message : String(error)}).`;
  }
  return `${copy} is a copy of the database as it was found${hasLog ? `, ${copy}-wal of its log` : ''}: where the whole log is found again, put that copy and it in the place of sma.db and sma.db-wal.`;
}

function copyPrivate(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  tightenFile(to);
}
