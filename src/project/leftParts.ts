import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A part that nobody has written to for so long was left by a process that ended while it wrote: another window may be writing one now. */
const LEFT_MS = 60 * 60 * 1000;

/** Removes what a crash left of a file that is written beside its place first (`file.<uuid>.part`). What cannot be removed stays. */
export async function removeLeftParts(file: string, now = Date.now()): Promise<void> {
  const folder = dirname(file), start = `${basename(file)}.`, names = await readdir(folder).catch((): string[] => []);
  for (const name of names.filter((one) => one.startsWith(start) && /^[\da-f-]{36}\.part$/.test(one.slice(start.length)))) {
    const part = join(folder, name), written = await stat(part).then(({ mtimeMs }) => mtimeMs, () => now);
    if (now - written > LEFT_MS) await rm(part, { force: true }).catch(() => undefined);
  }
}
