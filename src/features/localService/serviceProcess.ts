import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { AppError } from '../../app/errors.ts';
import type { SettingValues, setting } from '../../app/ids.ts';
import { lineReader } from './lineReader.ts';

export interface WorkerSettings { readonly engine: SettingValues[typeof setting.engine]; readonly powerShellPath: string; readonly nativeCommands: boolean }

/** What the service's process is told on its standard input; never on a command line, where others could read it. */
export interface ServiceSettings {
  readonly dataFolder: string;
  readonly users: readonly [{ readonly name: string; readonly password: string }];
  readonly port: number;
  /** What scripts and designated workers need. */
  readonly serverVersion: '2016';
  readonly logLevel: 'info' | 'debug';
  /** What runs its jobs. */
  readonly worker?: WorkerSettings;
  /** How long it waits for a window, when none is left. */
  readonly lingerSeconds: number;
  /** Its running jobs may be attached to. */
  readonly debugging: boolean;
}
/** What it answers when it is ready. */
export interface ReadyService { readonly url: string; readonly port: number; readonly pid: number; readonly version: string; readonly certificatePem: string; /** What is missing of its data since the last end, in its own sentences. */ readonly loss: string | undefined }
export interface LaunchOptions {
  readonly program: string;
  readonly script: string;
  readonly settings: ServiceSettings;
  /** Called for each line of the service's log, however it came. */
  readonly onLog: (line: string) => void;
  readonly timeout: number;
  /** Milliseconds that a stopping service gets before its process is ended. */
  readonly grace: number;
}

/** The service's process, from spawn to exit. */
export class ServiceProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #grace: number;
  readonly #lastLines: string[] = [];
  /** Settles with the first line of standard output, or with why there was none. */
  readonly ready: Promise<ReadyService>;
  /** Resolves when the process is gone, whatever the reason. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;

  constructor({ program, script, settings, onLog, timeout, grace }: LaunchOptions) {
    this.#grace = grace;
    // On the desktop the editor's own program is Electron and needs the variable to be Node; elsewhere it is ignored.
    // It may outlive this window by a while; Windows ends all children with their parent but those that are detached.
    this.#child = spawn(program, [script], { stdio: 'pipe', windowsHide: true, detached: process.platform === 'win32', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
    this.exited = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => resolve({ code, signal }));
      this.#child.once('error', () => resolve({ code: null, signal: null }));
    });
    lineReader(this.#child.stderr, (line) => {
      this.#lastLines.push(line);
      if (this.#lastLines.length > 20) this.#lastLines.shift();
      onLog(line);
    });
    this.ready = this.#handshake(timeout);
    // The process may be gone before it reads; `ready` tells the reason then.
    this.#child.stdin.on('error', () => undefined);
    this.#child.stdin.write(`${JSON.stringify(settings)}\n`);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Lets go of it: it goes on while other windows hold it, and for a while where none does. */
  release(): void {
    const { stdin, stdout, stderr } = this.#child;
    stdin.end();
    stdout.destroy();
    stderr.destroy();
    this.#child.unref();
  }

  /** Ends it gently, whoever else uses it, and by force where that takes too long. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#child.stdin.end('stop\n');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), this.#grace);
    await this.exited;
    clearTimeout(timer);
  }

  #handshake(timeout: number): Promise<ReadyService> {
    return new Promise<ReadyService>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#child.kill('SIGKILL');
        reject(new AppError('ServiceTimeout', `The local service did not answer within ${Math.round(timeout / 1000)} seconds. Start it again; the log has what it said.`));
      }, timeout);
      lineReader(this.#child.stdout, (line) => {
        clearTimeout(timer);
        try {
          resolve(readAnswer(line));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      this.#child.once('error', (error) => {
        clearTimeout(timer);
        reject(new AppError('ServiceSpawn', 'The local service could not be started: the system refused to run it. The log has the reason.', { cause: error }));
      });
      this.#child.once('close', (code, signal) => {
        clearTimeout(timer);
        const cause = new Error(this.#lastLines.join('\n'));
        reject(new AppError('ServiceEnded', `The local service ended before it was ready (${signal ?? `exit code ${code ?? 'unknown'}`}). The log has what it said.`, { cause }));
      });
    });
  }
}

/** Reads the service's one line: ready, or why not (its own sentence, which names the next step). */
function readAnswer(line: string): ReadyService {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new AppError('BadAnswer', 'The local service answered something unexpected. Install the extension again; the log has the answer.', { cause });
  }
  const answer = value as Partial<Record<string, unknown>>;
  if (answer['type'] === 'failed') {
    const message = typeof answer['message'] === 'string' ? answer['message'] : 'The log has the reason.';
    throw new AppError('ServiceRefused', `The local service could not start. ${message}`, { cause: new Error(String(answer['code'])) });
  }
  const { url, port, pid, version, certificatePem, loss } = answer;
  if (typeof url !== 'string' || typeof port !== 'number' || typeof pid !== 'number' || typeof certificatePem !== 'string') {
    throw new AppError('BadAnswer', 'The local service answered without its address. Install the extension again.');
  }
  return { url, port, pid, certificatePem, version: typeof version === 'string' ? version : '', loss: typeof loss === 'string' ? loss : undefined };
}
