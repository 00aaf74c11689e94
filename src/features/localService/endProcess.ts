import { isAlive } from './sharedService.ts';

/** Ends a process that is not our child: asks, waits, and ends it by force after `grace` milliseconds. Resolves when it is gone. */
export async function endProcess(pid: number, grace: number): Promise<void> {
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(pid, name);
    } catch {
      // Gone already.
    }
  };
  signal('SIGTERM');
  for (const began = Date.now(); isAlive(pid); await new Promise((resolve) => { setTimeout(resolve, 100); })) {
    if (Date.now() - began > grace) signal('SIGKILL');
    if (Date.now() - began > 2 * grace) return;
  }
}
