/**
 * One sandbox process as its owner sees it: start, the job, messages, and how it ended. Whatever happens inside, it
 * ends in exactly one `onEnd`, and a process that died says why in words a person can act on.
 */
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { sandboxEntry } from './entryPoints.ts';
import { LineReader, encodeLine } from '../wire/lineFraming.ts';
import { explainDeath } from './sandboxDeath.ts';
import { isCheckpointLine } from '../wire/checkpointLine.ts';
import { recordsHeader } from '../sandbox/protocol.ts';
import type { SandboxToWorker, WorkerToSandbox } from '../sandbox/protocol.ts';
import { SANDBOX_FLAGS, sandboxEnvironment } from '../sandbox/settings.ts';
import type { SandboxSettings } from '../sandbox/settings.ts';
import { endGroup } from '../sandbox/programs/processGroup.ts';

export interface RecordsLine { readonly batch: number; readonly errors: number; readonly warnings: number; /** The line as it came, without its line feed. */ readonly line: Buffer }

export interface SandboxEvents {
  onRecords(records: RecordsLine): void;
  /** A checkpoint message as it came, without its line feed. */
  onCheckpoint(line: Buffer): void;
  onMessage(message: Exclude<SandboxToWorker, { type: 'prepared' | 'records' | 'checkpoint' | 'program' }>): void;
  /** The process is gone. `cause` is undefined where it ended by itself after its last message. */
  onEnd(cause: string | undefined): void;
}

const STDERR_KEPT = 16 * 1024;

export class SandboxProcess {
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly settings: SandboxSettings;
  private events: SandboxEvents | undefined;
  private stderr = '';
  private finished = false;
  private killReason: string | undefined;
  private brokenPipe: string | undefined;
  private ended = false;
  /** Programs of the runbook that run. */
  private readonly programs = new Set<number>();
  /** True when the engine is loaded and waits for a job. */
  isPrepared = false;
  /** Fulfilled when the engine is loaded; rejected when the process ends before. */
  readonly prepared: Promise<void>;
  /** Fulfilled when the process is gone. */
  readonly gone: Promise<void>;
  private readonly settleGone: () => void;
  private settlePrepared: { resolve: () => void; reject: (error: Error) => void } = { resolve: () => {}, reject: () => {} };

  constructor(settings: SandboxSettings) {
    this.settings = settings;
    this.prepared = new Promise((resolve, reject) => { this.settlePrepared = { resolve, reject }; });
    const { promise: gone, resolve: settleGone } = Promise.withResolvers<void>();
    this.gone = gone;
    this.settleGone = settleGone;
    // Whoever takes the sandbox sees the failure in onEnd; nobody is obliged to wait for this promise.
    this.prepared.catch(() => {});
    this.child = spawn(process.execPath, [...SANDBOX_FLAGS, sandboxEntry()], {
      env: sandboxEnvironment(settings, process.env), stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true,
    });
    const reader = new LineReader((line) => this.onLine(line));
    this.child.stdout.on('data', (chunk: Buffer) => this.read(reader, chunk));
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => { this.stderr = (this.stderr + text).slice(-STDERR_KEPT); });
    // A write to a dead process is no event of its own: its end is reported by `close`.
    this.child.stdin.on('error', () => {});
    // It says nothing: the first line that a process reads takes it a millisecond, and the second one will be a job's.
    this.send({ type: 'acknowledge', batch: 0 });
    this.child.on('error', (error) => this.onClose(`could not be started: ${error.message}`));
    this.child.on('close', (code, signal) => this.onClose(undefined, code, signal));
  }

  /** Whether a PowerShell is started with it. */
  get hasPowerShell(): boolean {
    return this.settings.powerShell.prepare === true;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** True once the process is gone. */
  get isEnded(): boolean {
    return this.ended;
  }

  /** Sends to the sandbox; nothing happens when it is gone. */
  send(message: WorkerToSandbox): void {
    if (!this.ended) this.child.stdin.write(encodeLine(message));
  }

  /** From now on `events` hears what happens. A process that has ended already says so at once. */
  attach(events: SandboxEvents): void {
    this.events = events;
    if (this.ended) events.onEnd(this.killReason ?? 'ended before it got its job');
  }

  /** The last resort: ends the process now. `reason` is what `onEnd` will say. */
  kill(reason: string): void {
    this.killReason ??= reason;
    this.child.kill('SIGKILL');
  }

  private read(reader: LineReader, chunk: Buffer): void {
    try {
      reader.push(chunk);
    } catch (error) {
      // Not JSON, or far too long: the pipe cannot be trusted any more.
      this.brokenPipe ??= `sent something that is no message (${error instanceof Error ? error.message : String(error)})`;
      this.kill(this.brokenPipe);
    }
  }

  private onLine(line: Buffer): void {
    if (this.killReason !== undefined) return;
    const header = recordsHeader(line);
    if (header !== undefined) {
      this.events?.onRecords({ ...header, line });
      return;
    }
    if (isCheckpointLine(line)) {
      this.events?.onCheckpoint(line);
      return;
    }
    const message = JSON.parse(line.toString('utf8')) as SandboxToWorker;
    if (message.type === 'prepared') {
      this.isPrepared = true;
      this.settlePrepared.resolve();
    } else if (message.type === 'program') {
      if (message.runs) this.programs.add(message.id);
      else this.programs.delete(message.id);
    } else if (message.type !== 'records' && message.type !== 'checkpoint') {
      if (message.type === 'finished') this.finished = true;
      this.events?.onMessage(message);
    }
  }

  private onClose(failure: string | undefined, code: number | null = null, signal: NodeJS.Signals | null = null): void {
    if (this.ended) return;
    this.ended = true;
    const cause = failure ?? this.killReason ?? explainDeath({ code, signal, stderr: this.stderr, memoryMb: this.settings.memoryMb });
    // It ends them itself, unless it was killed.
    for (const id of this.programs) endGroup(id);
    this.settlePrepared.reject(new Error(`The sandbox process ${cause}.`));
    this.settleGone();
    this.events?.onEnd(this.finished ? undefined : cause);
  }
}
