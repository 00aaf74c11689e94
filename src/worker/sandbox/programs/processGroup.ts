/** Ends a program with everything it has started. */
import { spawn } from 'node:child_process';

/** `id` is that of a process which leads its own group (`detached`); on Windows what it has started is found by its parent. Does nothing where all are gone. */
export function endGroup(id: number): void {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(id), '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on('error', () => {}).unref();
    return;
  }
  try { process.kill(-id, 'SIGKILL'); } catch { /* they are gone */ }
}
