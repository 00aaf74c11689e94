/** The programs of one sandbox, in its main thread: each belongs to the engine thread that has started it. */
import type { ProgramNews } from '../../../powershell/runtime/host.ts';
import type { ProgramReply, ProgramRequest } from './messages.ts';
import { Program } from './program.ts';

interface Known<A> { readonly owner: A; readonly program: Program }

/** `A` is whoever asks. */
export class Programs<A> {
  private readonly allowed: boolean;
  private readonly tell: (id: number, runs: boolean) => void;
  private readonly known = new Map<number, Known<A>>();
  private next = 1;

  /** `tell` hears of every program that begins or ends, so that somebody can end them should this process die. */
  constructor(allowed: boolean, tell: (id: number, runs: boolean) => void) {
    this.allowed = allowed;
    this.tell = tell;
    process.once('exit', () => this.endAll());
  }

  ask(owner: A, request: ProgramRequest, answer: (reply: ProgramReply) => void): void {
    if (request.op === 'start') { this.start(owner, request, answer); return; }
    const program = this.known.get(request.program)?.program;
    if (request.op === 'end') {
      this.known.delete(request.program);
      program?.end();
    } else if (program === undefined) answer({ kind: 'failed', code: 'ESRCH', message: 'There is no such program.' });
    else {
      const say = (news: ProgramNews): void => {
        // Told once, and remembered by whoever asked.
        if (news.exitCode !== undefined) this.known.delete(request.program);
        answer({ kind: 'news', news });
      };
      if (request.op === 'status') say({ output: [], exitCode: program.exitCode });
      else program.exchange(request.input, request.end, say);
    }
  }

  /** Whoever started them is gone, and they go with it. */
  leave(owner: A): void {
    for (const [number, each] of this.known) if (each.owner === owner) {
      this.known.delete(number);
      each.program.end();
    }
  }

  private start(owner: A, { start }: Extract<ProgramRequest, { readonly op: 'start' }>, answer: (reply: ProgramReply) => void): void {
    const failed = (e: unknown): void => {
      const { code = 'EIO', message } = e as NodeJS.ErrnoException;
      answer({ kind: 'failed', code, message: MEANING[code] ?? message });
    };
    if (!this.allowed) { failed(new Error('Native commands are off.')); return; }
    const number = this.next++;
    try {
      const program = new Program(start, (failure) => {
        if (failure !== undefined) {
          this.known.delete(number);
          failed(failure);
          return;
        }
        this.tell(program.id, true);
        answer({ kind: 'started', program: number, id: program.id });
      }, ({ id }) => this.tell(id, false));
      this.known.set(number, { owner, program });
    } catch (e) { failed(e); }
  }

  private endAll(): void {
    for (const { program } of this.known.values()) program.end();
    this.known.clear();
  }
}

const MEANING: Readonly<Record<string, string>> = { ENOENT: 'No such file or directory', EACCES: 'Permission denied', ENOEXEC: 'Exec format error', E2BIG: 'Argument list too long', EISDIR: 'Is a directory' };
