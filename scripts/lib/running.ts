// What is known of an npm start that runs: who starts a second one is told where the first one's window is.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { newKey } from './gate.ts';
import { alive } from './lock.ts';

export interface Running {
  readonly pid: number;
  /** With the key, so that the file is its user's alone. */
  readonly entrance: string;
}

/** Notes that this process shows a window at `entrance`. */
export function noteRunning(file: string, entrance: string): void {
  writePrivate(file, JSON.stringify({ pid: process.pid, entrance } satisfies Running));
}

/** The process that has noted itself and is still there and answering. */
export async function findRunning(file: string): Promise<Running | undefined> {
  let found: Partial<Running>;
  try {
    found = JSON.parse(readFileSync(file, 'utf8')) as Partial<Running>;
  } catch {
    return undefined;
  }
  const { pid, entrance } = found;
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
