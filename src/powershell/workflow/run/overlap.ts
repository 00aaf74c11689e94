/** Questions and scripts that are under way outside while other branches go on. */
import type { OverlapPort } from '../../runtime/host.ts';
import { StopSignal } from '../../runtime/run/pipeline/signals.ts';

export type Heard = { readonly done: boolean; readonly answer: unknown };

export class Overlap {
  private readonly port: OverlapPort;
  private readonly answers = new Map<number, unknown>();
  private readonly listeners = new Map<number, (records: string) => void>();
  private readonly open = new Set<number>();
  constructor(port: OverlapPort) { this.port = port; }
  /** Runs `work` with the answers it has had so far; gives the ticket of the question it waits for, or undefined where it ended. */
  attempt(answers: readonly unknown[], work: () => void): number | undefined {
    const ticket = this.port.attempt(answers, work);
    if (ticket !== undefined) this.open.add(ticket);
    return ticket;
  }
  /** Starts a script in a thread of its own; what it writes meanwhile goes to `listen`. */
  script(request: string, title: string, listen: (records: string) => void): number {
    const ticket = this.port.script(request, title);
    this.open.add(ticket);
    this.listeners.set(ticket, listen);
    return ticket;
  }
  /** The answer of a ticket, once. */
  take(ticket: number): Heard {
    const done = this.answers.has(ticket), answer = this.answers.get(ticket);
    this.answers.delete(ticket);
    return { done, answer };
  }
  /** Whether a script in a thread: it is told of a stop as the job is, and ends with its finally blocks. */
  isScript(ticket: number): boolean { return this.listeners.has(ticket); }
  /** Asks it to stop; it is answered as ever. */
  stop(ticket: number): void { this.port.stop(ticket); }
  cancel(ticket: number): void {
    this.open.delete(ticket);
    this.listeners.delete(ticket);
    this.answers.delete(ticket);
    this.port.cancel(ticket);
  }
  cancelAll(): void { for (const ticket of this.open) this.cancel(ticket); }
  /** Blocks until something is answered or the time is over; gives what was answered. */
  wait(milliseconds: number): ReadonlySet<number> {
    const { stopped, news } = this.port.wait(milliseconds, (ticket) => this.open.has(ticket)), answered = new Set<number>();
    for (const one of news) {
      if (!this.open.has(one.ticket) || one.kind === 'saved') continue;
      if (one.kind === 'records') { this.listeners.get(one.ticket)?.(one.records); continue; }
      this.open.delete(one.ticket);
      this.listeners.delete(one.ticket);
      this.answers.set(one.ticket, one.answer);
      answered.add(one.ticket);
    }
    // oxlint-disable-next-line typescript/only-throw-error -- a signal, not an error (runtime/run/signals.ts)
    if (stopped) throw new StopSignal();
    return answered;
  }
}
