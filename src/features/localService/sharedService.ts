import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

/**
 * What the window that runs the local service tells the other windows of the same profile, in a file beside the database
 * that only the user can read. There is one service a data folder, and all windows use it. The password is not in it:
 * each window has that from the editor's secret storage, and the hash only says whether it is the right one.
 */
export interface SharedService {
  readonly url: string;
  readonly port: number;
  readonly certificatePem: string;
  readonly passwordHash: string;
  /** The service's process, and the program it runs. */
  readonly pid: number;
  readonly script: string;
  /** The window that started it, and its process; 0 where that window has gone: who finds the service dead starts it then. */
  readonly window: string;
  readonly windowPid: number;
}

export const SHARED_FILE = 'shared.json';
const fileIn = (folder: string): string => join(folder, SHARED_FILE);

/** A random password of 192 bits is not found from its hash. */
export const hashOf = (password: string): string => createHash('sha256').update(password).digest('hex');

/** Tells the other windows. */
export function share(folder: string, service: SharedService): void {
  const part = `${fileIn(folder)}.${service.window}`;
  writeFileSync(part, JSON.stringify(service), { mode: 0o600 });
  renameSync(part, fileIn(folder));
}

/** Tells the other windows that the service was stopped on purpose, so that none of them starts it again. */
export function unshare(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}

/** What another window, or this one, has told last. What makes no sense is taken for nothing. */
export function readShared(folder: string): SharedService | undefined {
  try {
    const found = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Partial<SharedService>;
    const texts = [found.url, found.certificatePem, found.passwordHash, found.script, found.window].every((text) => typeof text === 'string');
    const numbers = [found.port, found.pid, found.windowPid].every((number) => Number.isInteger(number));
    return texts && numbers ? (found as SharedService) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether there is a process of this id. */
export function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether something listens there: after a crash of the machine the process id may be another program's by now. */
export async function isListening({ port }: Pick<SharedService, 'port'>): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1000 });
    const settle = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', settle(true)).once('error', settle(false)).once('timeout', settle(false));
  });
}
