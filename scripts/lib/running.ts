// What is known of an npm start that runs: who starts a second one is told where the first one's window is.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { newKey } from './gate.ts';
import { alive } from './lock.ts';
import { endLeftover, startOf } from './processes.ts';

export interface Running {
  readonly pid: number;
  /** With the key, so that the file is its user's alone. */
  readonly entrance: string;
  /** The VS Code server behind it, and when that was started. */
  readonly server?: number;
  readonly serverStarted?: string;
}

/** Notes that this process shows a window at `entrance`. */
export function noteRunning(file: string, entrance: string, server?: number): void {
  const serverStarted = server === undefined ? undefined : startOf(server);
  writePrivate(file, JSON.stringify({ pid: process.pid, entrance, ...(server === undefined || serverStarted === undefined ? {} : { server, serverStarted }) } satisfies Running));
}

function read(file: string): Partial<Running> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Running>;
  } catch {
    return {};
  }
}

/** Ends the server of an npm start that was killed: a second one on its profile would overwrite its data. Gives whether there was one. */
export async function endOrphan(file: string): Promise<boolean> {
  const { pid, server, serverStarted } = read(file);
  if (typeof pid !== 'number' || alive(pid) || typeof server !== 'number' || typeof serverStarted !== 'string') return false;
  return await endLeftover(server, serverStarted);
}

/** The process that has noted itself and is still there and answering. */
export async function findRunning(file: string): Promise<Running | undefined> {
  const { pid, entrance } = read(file);
  if (typeof pid !== 'number' || typeof entrance !== 'string' || !alive(pid)) return undefined;
  try {
    // The id may be another process's by now: only the right one knows the key.
    const { status } = await fetch(entrance, { redirect: 'manual', signal: AbortSignal.timeout(3000) });
    return status === 302 ? { pid, entrance } : undefined;
  } catch {
    return undefined;
  }
}

/** The key of a profile, made with its first start and kept, so that an open tab still fits after the next one. */
export function keyOf(file: string): string {
  try {
    const kept = readFileSync(file, 'utf8').trim();
    if (/^[\w-]{32,}$/.test(kept)) return kept;
  } catch {
    // None yet.
  }
  const key = newKey();
  writePrivate(file, key);
  return key;
}

/** Writes a file that only this user can read. */
export function writePrivate(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  // An existing file would keep its mode.
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600 });
}
