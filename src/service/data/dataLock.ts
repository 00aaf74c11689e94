/**
 * Commands that look after a data folder, and do not go together: its key and its database are two files, and who copies them while another
 * replaces them gets a key that opens nothing. The service may run beside: it changes neither its key nor its users.
 */
import { join } from 'node:path';
import { errorCode } from '../files.ts';
import { FileLockedError, lockFile, type Hold } from '../store/files/fileLock.ts';
import { DataError } from './dataFiles.ts';

/** Others end soon, mostly; a backup of a large database does not. */
const MILLISECONDS = 2_000;

/** Does `work` while no other command does what does not go with it: `alone` where it replaces what others read. Fails with DataError InUse while one does. */
export async function holdingData<T>(folder: string, hold: Hold, work: () => Promise<T> | T, milliseconds = MILLISECONDS): Promise<T> {
  const release = take(folder, hold, milliseconds);
  try {
    return await work();
  } finally {
    release();
  }
}

function take(folder: string, hold: Hold, milliseconds: number): () => void {
  try {
    return lockFile(join(folder, 'data.lock'), hold, milliseconds);
  } catch (error) {
    if (error instanceof FileLockedError) throw new DataError('InUse', `Another command is at work on the data folder ${folder}: a backup, a restore or a rotation of its key. Try again when it is done; nothing was changed.`, { cause: error });
    // Where nothing can be written, on a read-only disk, nobody replaces anything.
    if (hold === 'shared' && CLOSED.has(errorCode(error) ?? '')) return () => undefined;
    throw error;
  }
}
const CLOSED: ReadonlySet<string> = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOSPC', 'EDQUOT']);
