/** The service as a child process: settings in on its standard input, one line out when it is ready (src/service/README.md). */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import * as v from 'valibot';
import { CliError } from './cliError.ts';
import { ExitCode } from './exitCodes.ts';

export interface ServiceSettings {
  readonly dataFolder: string;
  readonly users: readonly { readonly name: string; readonly password: string }[];
  readonly transport: 'generated' | 'http' | { readonly certificateFile: string; readonly keyFile: string };
  /** The later one is what scripts and designated workers need. */
  readonly serverVersion?: '2012R2' | '2016';
  readonly maxConnections?: number;
  readonly scheduleTimeZone?: string;
  readonly missedRuns?: 'runOnce' | 'skip';
  readonly proxy?: { readonly secret: string };
  readonly host?: string;
  readonly port?: number;
  readonly logLevel: 'warn' | 'debug';
  /** What running requests and jobs get when it ends. */
  readonly drainSeconds?: number;
  /** Jobs get what the server's setting says, where somebody has set it. */
  readonly drainBySetting?: boolean;
}

const ReadySchema = v.looseObject({
  type: v.literal('ready'), url: v.string(), port: v.number(), pid: v.number(), certificatePem: v.nullable(v.string()), certificateFingerprint: v.nullable(v.string()),
});
const FailedSchema = v.looseObject({ type: v.literal('failed'), code: v.string(), message: v.string() });
export type ReadyService = v.InferOutput<typeof ReadySchema>;

/** A start goes on for this long after something was logged: it was no failure, whose reason follows its log at once. */
const SLOW_MILLISECONDS = 2_000;

declare const __dirname: string | undefined;

/** Beside the bundle, or among the sources. */
const serviceEntry = (): string => (typeof __dirname === 'string' ? join(__dirname, 'service.cjs') : join(import.meta.dirname, '..', 'service', 'main.ts'));

export class ServiceProcess implements AsyncDisposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Fulfilled when it answers requests; rejected with the reason, as one sentence, when it cannot start. */
  readonly ready: Promise<ReadyService>;
  /** The exit code; null where a signal ended it. */
  readonly exited: Promise<number | null>;

  /**
   * Log of the start. A start that fails with a reason is told in one sentence; the log then adds nothing for most. One that takes its
   * time (it waits for a service that is ending, say) is told as it goes.
   */
  #held: { readonly chunk: Buffer; readonly time: number }[] | undefined;
  readonly #log: Writable;

  /** `tellAll`: the log from its first line, whatever becomes of the start. */
  constructor(settings: ServiceSettings, log: Writable, tellAll = false) {
    this.#log = log;
    this.#held = tellAll ? undefined : [];
    this.#child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', serviceEntry()], { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    const slow = setInterval(() => this.#tellOld(), SLOW_MILLISECONDS);
    this.#child.stderr.on('data', (chunk: Buffer) => {
      if (this.#held === undefined) log.write(chunk);
      else this.#held.push({ chunk, time: performance.now() });
    });
    this.exited = new Promise((done) => {
      this.#child.once('exit', (code) => done(code));
      this.#child.once('error', () => done(null));
    });
    this.ready = this.#firstLine().then((line) => {
      clearInterval(slow);
      return this.#answer(line);
    });
    // Whoever awaits `ready` sees it; a Ctrl+C before that is no fault.
    this.ready.catch(() => undefined);
    this.#child.stdin.on('error', () => undefined);
    // It stays open: its end tells the service that we are gone.
    this.#child.stdin.write(`${JSON.stringify(settings)}\n`);
  }

  /** Asks it to end in good order: without the word it would know us killed, and give its jobs less time. */
  end(): void {
    this.#child.stdin.end('stop\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end();
    await this.exited;
  }

  async #answer(line: string): Promise<ReadyService> {
    try {
      const ready = readAnswer(line);
      this.#tellHeld();
      return ready;
    } catch (error) {
      if (error instanceof UnexplainedStart) {
        // The reason is in the log alone, and its last lines may still be on their way.
        if (this.#child.exitCode === null && this.#child.signalCode === null) await this.exited;
        if (!this.#child.stderr.readableEnded && !this.#child.stderr.destroyed) await once(this.#child.stderr, 'close');
        this.#tellHeld();
      }
      throw error;
    }
  }

  #tellOld(): void {
    const now = performance.now();
    while (this.#held?.[0] !== undefined && now - this.#held[0].time >= SLOW_MILLISECONDS) this.#log.write(this.#held.shift()?.chunk);
  }

  #tellHeld(): void {
    for (const { chunk } of this.#held ?? []) this.#log.write(chunk);
    this.#held = undefined;
  }

  async #firstLine(): Promise<string> {
    let text = '';
    this.#child.stdout.setEncoding('utf8');
    const gone = this.exited.then(() => undefined);
    while (!text.includes('\n')) {
      const piece = await Promise.race([once(this.#child.stdout, 'data') as Promise<[string]>, gone]);
      if (piece === undefined) break;
      text += piece[0];
    }
    this.#child.stdout.resume();
    return text.split('\n', 1)[0] ?? '';
  }
}

/** A start that failed for no reason that the service could name. */
class UnexplainedStart extends CliError {
  constructor(message: string) {
    super(ExitCode.connection, message);
  }
}

function readAnswer(line: string): ReadyService {
  let answer: unknown;
  try {
    answer = JSON.parse(line);
  } catch {
    throw new UnexplainedStart('The service ended before it was ready; its log above has the reason.');
  }
  const failed = v.safeParse(FailedSchema, answer);
  if (failed.success && failed.output.code === 'Internal') throw new UnexplainedStart('The service could not start because of an internal error; its log above has the details.');
  if (failed.success) throw new CliError(ExitCode.connection, failed.output.message);
  const ready = v.safeParse(ReadySchema, answer);
  if (!ready.success) throw new CliError(ExitCode.internal, 'The service answered in a way that is not understood; command line and service may be of different versions.');
  return ready.output;
}
