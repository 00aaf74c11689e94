/** The service as the process that ships: settings on standard input, one line back. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { FailedLine, ReadyLine, ServiceSettings } from '../../../src/service/settings.ts';

const MAIN = join(import.meta.dirname, '../../../src/service/main.ts');

export interface ServiceProcess { readonly child: ChildProcessWithoutNullStreams; readonly line: ReadyLine | FailedLine; readonly log: () => string }

/** Another program and account than those of the test. */
export interface ProcessPlace { readonly program: string; readonly main: string; readonly uid: number; readonly gid: number; readonly home: string }

export async function startProcess(settings: ServiceSettings | string, args: readonly string[] = [], place?: ProcessPlace, nodeArgs: readonly string[] = []): Promise<ServiceProcess> {
  const child = spawn(place?.program ?? process.execPath, [...nodeArgs, place?.main ?? MAIN, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'], ...(place === undefined ? {} : { uid: place.uid, gid: place.gid, cwd: '/', env: { PATH: '/usr/bin:/bin', HOME: place.home } }),
  });
  let log = '';
  child.stderr.on('data', (chunk) => { log += String(chunk); });
  child.stdin.on('error', () => undefined);
  child.stdin.write(typeof settings === 'string' ? settings : `${JSON.stringify(settings)}\n`);
  const first = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), once(child, 'exit').then(() => [`no line; its log: ${log}`])]);
  return { child, line: JSON.parse(String(first[0])) as ReadyLine | FailedLine, log: () => log };
}

export async function exitOf(child: ChildProcessWithoutNullStreams): Promise<number | NodeJS.Signals> {
  if (child.exitCode !== null) return child.exitCode;
  if (child.signalCode !== null) return child.signalCode;
  const [code, signal] = await once(child, 'exit') as [number | null, NodeJS.Signals | null];
  return code ?? signal ?? 0;
}
