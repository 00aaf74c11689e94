/** What is left of a database whose file lost its place while it was open: its connections still read it, and a copy can be made. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { backup, type DatabaseSync } from 'node:sqlite';
import { ensurePrivateFile } from '../../files.ts';
import type { Displaced } from './place.ts';

const MARK = '.rescued-';

/** Keeps what clients were told is done, where that is needed and can be. @returns what happened, and what to do, for the log */
export async function rescued(database: DatabaseSync, path: string, { path: file, finding }: Displaced): Promise<string> {
  const told = `${file} ${finding} while the service ran; it ends, so that no more is lost.`;
  // All is in the database itself, which is where it was.
  if (file !== path) return `${told} Start it again: nothing that was stored is gone.`;
  if (!existsSync(dirname(path))) return `${told} Start it again with the folder where that is now, or restore a backup.`;
  try {
    const copy = await rescue(database, path, new Date());
    const isReplaced = existsSync(path);
    return `${told} What it held is in ${copy}: ${isReplaced ? 'put that in its place to go on with it; the next start takes the file that is there now' : `rename that to ${basename(path)} to go on with it`}.`;
  } catch (error) {
    return `${told} What it held could not be kept (${error instanceof Error ? error.message : String(error)}): restore a backup of its folder.`;
  }
}

async function rescue(database: DatabaseSync, path: string, now: Date): Promise<string> {
  const copy = `${path}${MARK}${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  try {
    ensurePrivateFile(copy);
    await backup(database, copy, { rate: 1_000 });
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  }
  return copy;
}

/** The copy of a database or key that was made last; undefined where there is none. */
export function newestRescue(path: string): string | undefined {
  const name = readdirSync(dirname(path)).filter((one) => one.startsWith(basename(path) + MARK)).toSorted().at(-1);
  return name === undefined ? undefined : join(dirname(path), name);
}
