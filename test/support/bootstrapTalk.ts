/** The other side of bootstrap.ps1, for tests: sends a message, gives what comes back. */
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { asciiJson, markOf } from '../../src/powershell/host/protocol.ts';
import type { FromPowerShell, ToPowerShell } from '../../src/powershell/host/protocol.ts';
import { LineReader } from '../../src/worker/wire/lineFraming.ts';

const BOOTSTRAP = resolve(import.meta.dirname, '../../src/powershell/host/bootstrap.ps1');
const TOKEN = 'Test-1';

export class BootstrapTalk implements AsyncDisposable {
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly replies: FromPowerShell[] = [];
  private readonly waiting: ((reply: FromPowerShell | undefined) => void)[] = [];
  readonly noise: string[] = [];
  stderr = '';
  /** Answers activities: CLIXML, or an error. */
  activity: (command: string, parameters: string) => Omit<Extract<ToPowerShell, { type: 'answer' }>, 'type'> = () => ({ clixml: null, error: null });
  readonly ended: Promise<number | null>;
  private over = false;

  private constructor(path: string) {
    this.child = spawn(path, ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', BOOTSTRAP], { stdio: ['pipe', 'pipe', 'pipe'] });
    const mark = markOf(TOKEN), reader = new LineReader((line) => {
      const text = line.toString('utf8').replace(/\r$/, ''), at = text.indexOf(mark);
      if (at < 0) this.noise.push(text);
      else this.take(JSON.parse(text.slice(at + mark.length)) as FromPowerShell);
    });
    this.child.stdout.on('data', (chunk: Buffer) => reader.push(chunk));
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => { this.stderr += text; });
    this.child.stdin.on('error', () => {});
    this.ended = once(this.child, 'close').then(([code]) => {
      this.over = true;
      for (const settle of this.waiting.splice(0)) settle(undefined);
      return code as number | null;
    });
  }

  static async start(path: string): Promise<{ readonly talk: BootstrapTalk; readonly ready: FromPowerShell | undefined }> {
    const talk = new BootstrapTalk(path);
    talk.send({ type: 'hello', token: TOKEN, width: 80, activities: [{ name: 'Get-AutomationVariable', parameters: ['Name'] }, { name: 'Set-AutomationVariable', parameters: ['Name', 'Value'] }] });
    return { talk, ready: await talk.next() };
  }

  send(message: ToPowerShell): void {
    this.raw(asciiJson(message));
  }
  raw(line: string): void {
    this.child.stdin.write(`${line}\n`);
  }
  end(): void {
    this.child.stdin.end();
  }

  /** Sends it and gives all replies, `done` or `left` last. */
  async ask(message: ToPowerShell): Promise<FromPowerShell[]> {
    this.send(message);
    return await this.all();
  }
  async all(): Promise<FromPowerShell[]> {
    const got: FromPowerShell[] = [];
    for (;;) {
      const reply = await this.next();
      if (reply === undefined) throw new Error(`The process ended instead of answering. ${this.stderr}`);
      if (reply.type === 'ask') { this.send({ type: 'answer', ...this.activity(reply.command, reply.parameters) }); continue; }
      got.push(reply);
      if (reply.type === 'done' || reply.type === 'left') return got;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.over) this.child.kill('SIGKILL');
    await this.ended;
  }

  private async next(): Promise<FromPowerShell | undefined> {
    const reply = this.replies.shift();
    if (reply !== undefined || this.over) return reply;
    return await new Promise((settle) => this.waiting.push(settle));
  }
  private take(reply: FromPowerShell): void {
    const settle = this.waiting.shift();
    if (settle === undefined) this.replies.push(reply);
    else settle(reply);
  }
}
