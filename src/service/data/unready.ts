/** What keeps a database from being read though its pages may be well, in the words of a start of the service (store/files/integrity.ts). */
import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { emptied, hasJournal, strayJournal } from '../store/files/integrity.ts';
import { isUnused } from '../store/schema/schemaCheck.ts';

export interface Unready {
  /** Nothing is lost: a first start was cut off, and the next one goes on. */
  readonly isNew: boolean;
  /** Without a full stop. */
  readonly finding: string;
  readonly advice: string;
}

const RESTORE = 'restore a backup with "sma restore"';
const START = 'the next start of the service goes on with it';

/** What shows before it is opened: its file holds nothing, or a journal lies beside it that only a writer may take back. */
export function unreadyFiles(path: string): Unready | undefined {
  if (statSync(path).size === 0) return nothing(path);
  if (!hasJournal(path)) return undefined;
  const finding = strayJournal(path);
  if (finding !== undefined) return { isNew: false, finding, advice: 'move it away' };
  return { isNew: true, finding: `a first start of the service was cut off while it wrote, as its journal ${path}-journal shows`, advice: START };
}

/** What shows once it is open: there is no table in it. */
export const unusedDatabase = (path: string, database: DatabaseSync): Unready | undefined => (isUnused(database) ? nothing(path) : undefined);

function nothing(path: string): Unready {
  const finding = emptied(path);
  return finding === undefined ? { isNew: true, finding: 'it holds nothing yet, since a first start of the service was cut off', advice: START } : { isNew: false, finding, advice: RESTORE };
}
