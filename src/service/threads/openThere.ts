import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

/** Opens a database that is there, and never makes one in the place of one that is gone. `milliseconds`: how long a lock is waited for. */
export function openThere(path: string, milliseconds: number): DatabaseSync {
  const url = pathToFileURL(path);
  url.searchParams.set('mode', 'rw');
  return new DatabaseSync(url, { timeout: milliseconds });
}
