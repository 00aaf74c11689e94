import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../node24.mjs';

/**
 * Does `work` while no other process holds the lock file. The lock of a process that is gone is taken over.
 * It saves double work and nothing more: what is done under it must be put into place by a rename.
 */
export async function withLock<T>(file: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  makeFolder(dirname(file));
  for (let told = false; !take(file); await new Promise((resolve) => setTimeout(resolve, 300))) {
    if (!told) waiting();
    told = true;
  }
  const release = (): void => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(file: string, again = false): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    // A file just made may still be empty.
    const abandoned = holder > 0 ? !alive(holder) : Date.now() - statSync(file).mtimeMs > 5000;
    if (abandoned) {
      rmSync(file, { force: true });
      return !again && take(file, true);
    }
  } catch {
    // Released between the two looks.
  }
  return false;
}

/** Whether there is a process of this id. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
