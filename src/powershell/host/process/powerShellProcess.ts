/**
 * One PowerShell process: started with our bootstrap script, its lines told apart into messages and noise, its end
 * explained. It holds back what nobody takes, and ends with this process.
 */
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { PowerShellEvent } from '../../runtime/host.ts';
import { LineReader, LineTooLongError } from './lineReader.ts';

/** What one message may weigh. */
const LONGEST_MESSAGE = 64 * 1024 * 1024;
/** What may wait for the engine before the process is held back. */
const MOST_WAITING = 4 * 1024 * 1024;
const KEPT_TEXT = 4_000;
/** Noise without the end of a line comes in parts of about this many bytes. */
const NOISE_PART = 64 * 1024;

/** What comes of a process. */
export type ProcessNews = Exclude<PowerShellEvent, { readonly kind: 'stop' | 'nothing' }>;
export interface ProcessParts {
  /** The program. */
  readonly path: string;
  /** Where bootstrap.ps1 lies. */
  readonly bootstrap: string;
  /** The folder it starts in; a temporary one where absent. */
  readonly directory?: string | undefined;
  /** Cleared of what is not for scripts. */
  readonly environment: NodeJS.ProcessEnv;
}

/** So long a process may live on behind the end of its output. */
const SILENT_MILLISECONDS = 2_000;

export class PowerShellProcess {
  readonly path: string;
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private mark: Buffer | undefined;
  private deliver: ((news: ProcessNews) => void) | undefined;
  private printed = '';
  private waiting = 0;
  private hasSpoken = false;
  private ended = false;
  private reason: string | undefined;
  private startTimer: NodeJS.Timeout | undefined;
  private silentTimer: NodeJS.Timeout | undefined;
  private readonly onExit = (): void => this.killAll();

  constructor({ path, bootstrap, directory, environment }: ProcessParts) {
    this.path = path;
    this.child = spawn(path, ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', bootstrap], {
      env: { ...environment, POWERSHELL_TELEMETRY_OPTOUT: '1', POWERSHELL_UPDATECHECK: 'Off' }, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true,
      cwd: directory ?? tmpdir(),
      // A group of its own: a terminal or a service manager that ends ours must not end it before what runs there is told to stop.
      detached: process.platform !== 'win32',
    });
    const reader = new LineReader((line) => this.onLine(line), LONGEST_MESSAGE, { from: NOISE_PART, begun: (held) => this.onPart(held) });
    this.child.stdout.on('data', (chunk: Buffer) => this.read(reader, chunk));
    // One that ends does so soon behind its output; one that lives on without can never answer again.
    this.child.stdout.on('end', () => { this.silentTimer = setTimeout(() => this.kill(`'${path}' closed its output and went on without it.${this.saying()}`), SILENT_MILLISECONDS); });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => this.keep(text));
    // A write to a dead process is no event of its own: its end is.
    this.child.stdin.on('error', () => {});
    this.child.on('error', (error) => this.onEnd(`'${path}' could not be run (${error.message}).`));
    this.child.on('close', (code, signal) => this.onEnd(this.endReason(code, signal)));
    process.once('exit', this.onExit);
  }

  get isEnded(): boolean {
    return this.ended;
  }

  /** From now on lines that begin with `mark` are messages for `deliver`; it must say so within `startSeconds`. */
  open(mark: string, startSeconds: number, deliver: (news: ProcessNews) => void): void {
    this.mark = Buffer.from(mark);
    this.deliver = deliver;
    if (this.ended) deliver({ kind: 'ended', reason: this.reason ?? `'${this.path}' ended.` });
    else this.startTimer = setTimeout(() => this.kill(`'${this.path}' did not answer as a PowerShell does within ${startSeconds} s.${this.saying()} Is it a PowerShell (5.1, or 7 and later)?`), startSeconds * 1_000);
  }

  send(line: string): void {
    if (!this.ended) this.child.stdin.write(`${line}\n`);
  }

  /** So much of what was delivered is taken. */
  taken(characters: number): void {
    this.waiting -= characters;
    if (this.waiting < MOST_WAITING / 2) this.child.stdout.resume();
  }

  /** Ends it without a word. */
  close(): void {
    this.deliver = undefined;
    this.kill('it was not needed any more.');
  }

  private kill(reason: string): void {
    this.reason ??= reason;
    this.killAll();
    // A program that started others may leave its pipes open with them.
    this.onEnd(this.reason);
  }

  /** With what it has started, where that is in its group. */
  private killAll(): void {
    const { pid } = this.child;
    try {
      if (process.platform !== 'win32' && pid !== undefined) process.kill(-pid, 'SIGKILL');
    } catch { /* The group is gone. */ }
    this.child.kill('SIGKILL');
  }

  private read(reader: LineReader, chunk: Buffer): void {
    if (this.ended) return;
    try {
      reader.push(chunk);
    } catch (error) {
      if (!(error instanceof LineTooLongError)) throw error;
      this.kill(`it sent a record of more than ${LONGEST_MESSAGE / 1024 / 1024} MB, which is more than one may hold. Write less at once, for example line by line.`);
    }
    // Before it has spoken nothing is delivered, only remembered in part.
    if (this.waiting > MOST_WAITING) this.child.stdout.pause();
  }

  private onLine(line: Buffer): void {
    if (this.ended) return;
    const at = this.mark === undefined ? -1 : line.indexOf(this.mark), noise = (at < 0 ? line : line.subarray(0, at)).toString('utf8').replace(/\r$/, '');
    if (noise !== '') this.onNoise(noise);
    if (at < 0 || this.mark === undefined) return;
    this.hasSpoken = true;
    clearTimeout(this.startTimer);
    this.tell({ kind: 'message', text: line.toString('utf8', at + this.mark.length).replace(/\r$/, '') });
  }

  /** The beginning of a long line: a message is wanted whole, noise is not. */
  private onPart(held: Buffer): number | undefined {
    const kept = Math.max(this.mark?.length ?? 0, 4);
    if (this.mark !== undefined && held.includes(this.mark)) return undefined;
    // The mark may have begun, and a character may not be whole.
    let end = held.length - kept;
    while (end > 0 && ((held[end] ?? 0) & 0xC0) === 0x80) end--;
    this.onNoise(held.toString('utf8', 0, end));
    return end;
  }

  /** What a profile or a program prints. Before the first message it is nobody's. */
  private onNoise(text: string): void {
    this.keep(`${text}\n`);
    if (this.hasSpoken) this.tell({ kind: 'noise', text });
  }

  private tell(news: Extract<ProcessNews, { readonly text: string }>): void {
    this.waiting += news.text.length;
    this.deliver?.(news);
  }

  private keep(text: string): void {
    this.printed = (this.printed + text).slice(-KEPT_TEXT);
  }

  private saying(): string {
    const text = this.printed.trim().split(/\r?\n/).slice(-5).join('\n').slice(-500);
    return text === '' ? '' : ` It printed: ${text}`;
  }

  private endReason(code: number | null, signal: NodeJS.Signals | null): string {
    const how = signal === null ? `exit code ${code ?? 'unknown'}` : signal;
    return this.hasSpoken ? `its process ended (${how}).${this.saying()}` : `'${this.path}' ended (${how}) before it answered as a PowerShell does.${this.saying()} Is it a PowerShell (5.1, or 7 and later)?`;
  }

  private onEnd(reason: string): void {
    if (this.ended) return;
    this.ended = true;
    this.reason ??= reason;
    clearTimeout(this.startTimer);
    clearTimeout(this.silentTimer);
    process.removeListener('exit', this.onExit);
    this.deliver?.({ kind: 'ended', reason: this.reason });
  }
}
