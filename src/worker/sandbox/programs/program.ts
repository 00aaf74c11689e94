/**
 * One program that a runbook runs: started without a shell in a process group of its own, so that it ends with all it has
 * started. What nobody takes is held back in its pipes.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import type { ProgramNews, ProgramStream } from '../../../powershell/runtime/host.ts';
import { endGroup } from './processGroup.ts';
import type { ProgramCall } from './messages.ts';

/** Characters that may wait for the engine, and bytes that may wait for the program. */
const MOST_WAITING = 1024 * 1024;
const MOST_INPUT = 64 * 1024;

interface Waiting { readonly end: boolean; readonly answer: (news: ProgramNews) => void }

export class Program {
  private readonly child: ChildProcess;
  private output: { from: 'output' | 'errors'; text: string }[] = [];
  private held = 0;
  private waiting: Waiting | undefined;
  private exit: number | undefined;
  private readonly onEnded: (program: Program) => void;

  /** `told` once: that it runs, or why it does not. `onEnded` once it has run and is gone. Throws what opening a file of its streams throws. */
  constructor(call: ProgramCall, told: (failure: NodeJS.ErrnoException | undefined) => void, onEnded: (program: Program) => void) {
    const opened: number[] = [];
    const stream = (to: ProgramStream, flags: 'r' | 'w'): 'pipe' | 'ignore' | number => {
      if (to === 'pipe') return 'pipe';
      if (to === 'none') return 'ignore';
      const file = openSync(to.file, flags);
      opened.push(file);
      return file;
    };
    this.onEnded = onEnded;
    try {
      this.child = spawn(call.file, call.args, {
        cwd: call.directory, env: { ...(call.environment ?? process.env), ...call.more }, shell: false, windowsHide: true,
        detached: process.platform !== 'win32', stdio: [stream(call.input, 'r'), stream(call.output, 'w'), stream(call.errors, 'w')],
      });
    } finally { for (const file of opened) closeSync(file); }
    this.child.once('spawn', () => told(undefined));
    this.child.once('error', (error) => { if (this.child.pid === undefined) told(error); });
    // With pipes it is over when they are closed: what was written last must not be lost.
    this.child.once(call.output === 'pipe' || call.errors === 'pipe' ? 'close' : 'exit', (code: number | null, signal: NodeJS.Signals | null) => {
      if (this.child.pid !== undefined) this.onExit(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
    for (const [from, pipe] of [['output', this.child.stdout], ['errors', this.child.stderr]] as const) pipe?.setEncoding('utf8').on('data', (text: string) => this.onOutput(from, text));
    // A program need not read its input.
    this.child.stdin?.on('error', () => this.settle()).on('drain', () => this.settle());
  }

  get id(): number {
    return this.child.pid ?? 0;
  }

  get exitCode(): number | undefined {
    return this.exit;
  }

  exchange(input: string, end: boolean, answer: (news: ProgramNews) => void): void {
    const { stdin } = this.child;
    if (stdin?.writable === true) {
      if (input !== '') stdin.write(input);
      if (end) stdin.end();
    }
    this.waiting = { end, answer };
    this.settle();
  }

  /** Ends it, and what it has started, without a word. */
  end(): void {
    this.waiting = undefined;
    this.output = [];
    if (this.exit === undefined && this.child.pid !== undefined) endGroup(this.child.pid);
    this.child.stdout?.destroy();
    this.child.stderr?.destroy();
  }

  private onOutput(from: 'output' | 'errors', text: string): void {
    this.output.push({ from, text });
    this.held += text.length;
    if (this.held > MOST_WAITING) for (const pipe of [this.child.stdout, this.child.stderr]) pipe?.pause();
    this.settle();
  }

  private onExit(code: number): void {
    this.exit = code;
    this.onEnded(this);
    this.settle();
  }

  /** Answers where there is something to say. */
  private settle(): void {
    if (this.waiting === undefined) return;
    const { end, answer } = this.waiting, { stdin } = this.child;
    const wantsMore = !end && (stdin === null || !stdin.writable || stdin.writableLength < MOST_INPUT);
    if (this.output.length === 0 && this.exit === undefined && !wantsMore) return;
    const { output } = this;
    this.waiting = undefined;
    this.output = [];
    this.held = 0;
    for (const pipe of [this.child.stdout, this.child.stderr]) if (pipe?.isPaused() === true) pipe.resume();
    answer({ output, exitCode: this.exit });
  }
}
