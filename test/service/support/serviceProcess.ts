/** The service as the process that ships: settings on standard input, one line back. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { Agent } from 'node:https';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AxiosInstance } from 'axios';
import type { FailedLine, ReadyLine, ServiceSettings } from '../../../src/service/settings.ts';
import { client, temporaryFolder, USER } from './serviceUnderTest.ts';

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

export interface Begun extends ServiceProcess { readonly line: ReadyLine; readonly http: AxiosInstance; readonly agent: Agent }

/** Services as processes, each with a client that may do everything, on one data folder at a time; what is left of them goes when a test ends. */
export class BegunServices {
  readonly #running: ServiceProcess[] = [];
  folder = '';

  /** To be called before each test: a folder of its own. */
  setUp(): void {
    this.folder = temporaryFolder();
  }

  /** And after it. */
  async tearDown(): Promise<void> {
    for (const { child } of this.#running.splice(0)) {
      child.kill('SIGKILL');
      await exitOf(child);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** One that is killed with the others. */
  add(started: ServiceProcess): ServiceProcess {
    this.#running.push(started);
    return started;
  }

  /** Starts one, without a worker unless the settings say otherwise, and fails unless it says that it is ready. */
  async begin(settings: Partial<ServiceSettings> = {}, nodeArgs: readonly string[] = []): Promise<Begun> {
    const started = this.add(await startProcess({ dataFolder: this.folder, users: [USER], worker: false, ...settings }, [], undefined, nodeArgs)), { line } = started;
    assert.ok(line.type === 'ready', JSON.stringify(line));
    const { certificatePem, url } = line;
    return { ...started, line, ...client({ url, certificatePem: certificatePem ?? undefined }) };
  }
}

export async function exitOf(child: ChildProcessWithoutNullStreams): Promise<number | NodeJS.Signals> {
  if (child.exitCode !== null) return child.exitCode;
  if (child.signalCode !== null) return child.signalCode;
  const [code, signal] = await once(child, 'exit') as [number | null, NodeJS.Signals | null];
  return code ?? signal ?? 0;
}
