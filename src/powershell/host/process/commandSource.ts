/**
 * What commands a PowerShell of this machine has, for completion and help: a process that is started with the first
 * question, asked one thing after the other, and ended when nobody has asked for a while.
 */
import { randomBytes } from 'node:crypto';
import { commandFactsOf } from '../commandFacts.ts';
import { asciiJson, markOf } from '../protocol.ts';
import type { FromPowerShell, ToPowerShell } from '../protocol.ts';
import type { CommandFacts } from '../../analysis/index.ts';
import { PowerShellProcess } from './powerShellProcess.ts';
import type { ProcessParts } from './powerShellProcess.ts';

type Done = Extract<FromPowerShell, { readonly type: 'done' }>;

/** The process ended, or does not speak as a PowerShell does. */
export class CommandSourceError extends Error {
  readonly code = 'CommandSource';
}

const START_SECONDS = 60;
const IDLE_MS = 120_000;
const WIDTH = 100;

export class CommandSource {
  private readonly parts: ProcessParts;
  private readonly idleMs: number;
  private process: PowerShellProcess | undefined;
  private answer: { readonly resolve: (done: Done) => void; readonly reject: (error: Error) => void } | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | undefined;

  constructor(parts: ProcessParts, idleMs = IDLE_MS) {
    this.parts = parts;
    this.idleMs = idleMs;
  }

  /** The names of all its cmdlets and functions. Rejects with CommandSourceError. */
  async names(): Promise<readonly { readonly name: string; readonly module: string }[]> {
    return (await this.ask({ type: 'names', name: '*-*' })).names ?? [];
  }

  /** One command with its parameters, and the first line of its help; undefined where there is none of that name. */
  async command(name: string): Promise<CommandFacts | undefined> {
    const { found } = await this.ask({ type: 'find', name });
    if (found == null || !('parameters' in found)) return undefined;
    return commandFactsOf(found, synopsisOf((await this.ask({ type: 'help', name })).help ?? ''));
  }

  dispose(): void {
    clearTimeout(this.idle);
    this.process?.close();
    this.process = undefined;
    this.answer?.reject(new CommandSourceError('PowerShell is not asked any more.'));
    this.answer = undefined;
  }

  /** Whether a process runs. */
  get isRunning(): boolean {
    return this.process !== undefined;
  }

  private async ask(message: ToPowerShell): Promise<Done> {
    const mine = this.last.then(async () => await this.exchange(message));
    this.last = mine.catch(() => undefined);
    return await mine;
  }

  private async exchange(message: ToPowerShell): Promise<Done> {
    clearTimeout(this.idle);
    const { promise, resolve, reject } = Promise.withResolvers<Done>();
    this.answer = { resolve, reject };
    (this.process ??= this.start()).send(asciiJson(message));
    try { return await promise; } finally {
      this.answer = undefined;
      this.idle = setTimeout(() => this.dispose(), this.idleMs);
      this.idle.unref();
    }
  }

  private start(): PowerShellProcess {
    const token = randomBytes(9).toString('base64url'), process = new PowerShellProcess(this.parts);
    process.open(markOf(token), START_SECONDS, (news) => {
      if (news.kind === 'ended') {
        this.process = undefined;
        this.answer?.reject(new CommandSourceError(news.reason));
      } else if (news.kind === 'message') this.onMessage(news.text);
      if (news.kind !== 'ended') process.taken(news.text.length);
    });
    process.send(asciiJson({ type: 'hello', token, width: WIDTH, activities: [] } satisfies ToPowerShell));
    return process;
  }

  private onMessage(text: string): void {
    let message: FromPowerShell;
    try { message = JSON.parse(text) as FromPowerShell; } catch {
      this.answer?.reject(new CommandSourceError('PowerShell sent something that is no message.'));
      this.dispose();
      return;
    }
    if (message.type === 'done') this.answer?.resolve(message);
  }
}

/** The paragraph under the heading SYNOPSIS; nothing where help only repeats the syntax. */
function synopsisOf(help: string): string | undefined {
  const text = /^\s*SYNOPSIS\s*\r?\n([\s\S]*?)(?:\r?\n\s*\r?\n|$)/m.exec(help)?.[1]?.replace(/\s+/g, ' ').trim() ?? '';
  return text === '' || /\[(<CommonParameters>|-\w)/.test(text) ? undefined : text;
}
