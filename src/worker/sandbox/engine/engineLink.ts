/**
 * The engine thread's only way to the world outside: it posts messages to the process's main thread and blocks where
 * it needs an answer, an acknowledgement or time (engine-anchors: synchronous to the bottom). Questions have numbers, so
 * that several branches of a workflow may each have one under way.
 */
import { receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { SavedCheckpoint } from '../../protocol.ts';
import type { SandboxJob } from '../protocol.ts';
import type { SharedState } from './sharedState.ts';
import type { Answers, FromEngine, News, PowerShellNews, PowerShellRequest, Question, ToEngine } from './messages.ts';

/** The job was asked to stop while the engine waited. The engine turns it into its own way of unwinding. */
export class StopRequestedError extends Error {
  readonly code = 'StopRequested';
  constructor() {
    super('The job was asked to stop.');
    this.name = 'StopRequestedError';
  }
}

export class EngineLink {
  /** Whether native commands are allowed. */
  readonly programs: boolean;
  private readonly port: MessagePort;
  private readonly shared: SharedState;
  private nextTicket = 1;
  private checkpoints = 0;
  /** What came for somebody who was not waiting just then. */
  private readonly unread: ToEngine[] = [];
  /** Questions whose answers nobody waits for any more. */
  private readonly forgotten = new Set<number>();
  private readonly debugRequests: DebugMessage[] = [];
  private debugTaken = 0;
  private held = false;
  private readonly powerShellNews: PowerShellNews[] = [];

  constructor(port: MessagePort, shared: SharedState, programs = false) {
    this.programs = programs;
    this.port = port;
    this.shared = shared;
  }

  /** Whether the script is to stop now: what it does in its finally blocks is not cut short. */
  get stopAsked(): boolean {
    return this.shared.stopAsked && !this.held;
  }

  /** Whether nobody may hold up what runs any more: the job is to stop, and its finally blocks have their time. */
  get isOver(): boolean {
    return this.shared.jobStopAsked;
  }

  /** From now on, or no more, nobody here sees that a stop was asked for. */
  holdStop(held: boolean): void {
    this.held = held;
  }

  get suspendAsked(): boolean {
    return this.shared.suspendAsked;
  }

  get acknowledged(): number {
    return this.shared.acknowledged;
  }

  post(message: FromEngine): void {
    this.port.postMessage(message);
  }

  /** The job, where it is there already; undefined else. */
  takeJob(): SandboxJob | undefined {
    const received = this.poll();
    return received === undefined ? undefined : jobIn(received);
  }

  /** Blocks until the job arrives. */
  waitForJob(): SandboxJob {
    return jobIn(this.receive(() => true, false));
  }

  /** Blocks until there is a script to run, in a thread that does that for others. */
  waitForScript(): Extract<ToEngine, { readonly type: 'script' }> {
    const message = this.receive((m) => m.type === 'script', false);
    if (message.type !== 'script') throw new Error('The thread expected a script.');
    return message;
  }

  /** Sends a question; the answer comes under the ticket. */
  send(question: Question): number {
    const ticket = this.nextTicket++;
    this.post({ type: 'question', ticket, question });
    return ticket;
  }

  /**
   * Blocks until a question is answered, and does `meanwhile` whenever a request for the debugger comes. Throws StopRequestedError when the job
   * is stopped meanwhile, unless the answer must not be missed.
   */
  ask<Q extends Question>(question: Q, stoppable = true, meanwhile?: () => void): Answers[Q['kind']] {
    const ticket = this.send(question);
    const message = this.receive((m) => m.type === 'answer' && m.ticket === ticket, stoppable, meanwhile);
    if (message.type !== 'answer') throw new Error('The engine thread expected an answer.');
    return message.answer as Answers[Q['kind']];
  }

  /** Nobody waits for the answer any more; `gently`: a script is to come to its end, and is answered. */
  cancel(ticket: number, gently: boolean): void {
    if (!gently) this.forgotten.add(ticket);
    this.post({ type: 'cancel', ticket, gently });
  }

  suspend(ticket: number): void {
    this.post({ type: 'suspend', ticket });
  }

  /**
   * Blocks until something has come that is wanted, the time is over, or a stop was asked for. What others wait for is kept for them. Does
   * `meanwhile` whenever a request for the debugger comes.
   */
  news(milliseconds: number, isWanted: (news: News) => boolean, meanwhile?: () => void): { readonly stopped: boolean; readonly messages: readonly News[] } {
    const end = performance.now() + milliseconds;
    for (;;) {
      const seen = this.shared.wakeCount, messages: News[] = [];
      for (let m = this.poll(); m !== undefined; m = this.poll()) this.unread.push(m);
      for (const m of this.unread.splice(0)) {
        if (m.type !== 'answer' && m.type !== 'written' && m.type !== 'saved') continue;
        if (isWanted(m)) messages.push(m);
        else if (!this.forgotten.has(m.ticket)) this.unread.push(m);
        else if (m.type === 'answer') this.forgotten.delete(m.ticket);
      }
      if (messages.length > 0 || this.stopAsked) return { stopped: this.stopAsked, messages };
      const left = end - performance.now();
      if (left <= 0) return { stopped: false, messages };
      if (this.debugWaiting) meanwhile?.();
      this.shared.waitForWake(seen, left);
    }
  }

  /** Hands over a checkpoint and blocks until it is stored. Throws StopRequestedError. */
  saveCheckpoint(checkpoint: SavedCheckpoint, counts: { readonly errors: number; readonly warnings: number }): void {
    const number = ++this.checkpoints;
    this.post({ type: 'checkpoint', number, ...counts, ...checkpoint });
    for (;;) {
      const seen = this.shared.wakeCount;
      if (this.shared.storedCheckpoint >= number) return;
      if (this.stopAsked) throw new StopRequestedError();
      this.shared.waitForWake(seen, Infinity);
    }
  }

  /**
   * Blocks until there is news of PowerShell, the time is over, or (unless that is known) a stop was asked for. Does
   * `meanwhile` before it waits.
   */
  powerShellEvent(milliseconds: number, stopKnown: boolean, meanwhile: () => void): PowerShellNews | { readonly kind: 'stop' | 'nothing' } {
    const end = performance.now() + milliseconds;
    for (;;) {
      const seen = this.shared.wakeCount;
      if (!stopKnown && this.stopAsked) return { kind: 'stop' };
      if (this.powerShellNews.length === 0) for (let m = this.poll(); m !== undefined; m = this.poll()) this.unread.push(m);
      const news = this.powerShellNews.shift();
      if (news !== undefined) return news;
      const left = end - performance.now();
      if (left <= 0) return { kind: 'nothing' };
      meanwhile();
      this.shared.waitForWake(seen, left);
    }
  }

  askPowerShell(request: PowerShellRequest): void {
    this.post({ type: 'powerShell', request });
  }

  /** What is left of a process that is not talked to any more. */
  forgetPowerShell(): void {
    this.powerShellNews.length = 0;
  }

  /** Whether a request for the debugger may be there. */
  get debugWaiting(): boolean {
    return this.shared.debugCount !== this.debugTaken;
  }

  /** A request for the debugger that is there already. */
  takeDebugRequest(): DebugMessage | undefined {
    if (!this.debugWaiting) return undefined;
    if (this.debugRequests.length === 0) for (let m = this.poll(); m !== undefined; m = this.poll()) this.unread.push(m);
    const request = this.debugRequests.shift();
    if (request !== undefined) this.debugTaken += 1;
    return request;
  }

  /** Blocks until there is a request for the debugger; undefined where a stop was asked for. */
  nextDebugRequest(): DebugMessage | undefined {
    for (;;) {
      const seen = this.shared.wakeCount;
      if (this.stopAsked || this.isOver) return undefined;
      const request = this.takeDebugRequest();
      if (request !== undefined) return request;
      this.shared.waitForWake(seen, Infinity);
    }
  }

  /** Sleeps, and does `meanwhile` whenever a request for the debugger comes. Ends early, with false, when the job is asked to stop. */
  sleep(milliseconds: number, meanwhile?: () => void): boolean {
    const end = performance.now() + milliseconds;
    for (;;) {
      const seen = this.shared.wakeCount;
      if (this.stopAsked) return false;
      const left = end - performance.now();
      if (left <= 0) return true;
      if (this.debugWaiting) meanwhile?.();
      this.shared.waitForWake(seen, left);
    }
  }

  /**
   * Blocks until `ready` says yes. A stop does not end it: records that a stopping job still writes are not lost, and
   * a service that never answers is what the worker's grace time is for.
   */
  waitUntil(ready: () => boolean): void {
    for (;;) {
      const seen = this.shared.wakeCount;
      if (ready()) return;
      this.shared.waitForWake(seen, Infinity);
    }
  }

  private poll(): ToEngine | undefined {
    for (;;) {
      const received: { readonly message: ToEngine } | undefined = receiveMessageOnPort(this.port);
      const message = received?.message;
      if (message?.type === 'debug') this.debugRequests.push(message);
      else if (message?.type === 'powerShell') this.powerShellNews.push(message.event);
      else if (message?.type !== 'rehearsal') return message;
    }
  }

  private receive(wanted: (message: ToEngine) => boolean, stoppable: boolean, meanwhile?: () => void): ToEngine {
    for (;;) {
      const seen = this.shared.wakeCount;
      // What a debugger has asked meanwhile may have read it.
      const known = this.unread.findIndex(wanted), [held] = known < 0 ? [] : this.unread.splice(known, 1);
      if (held !== undefined) return held;
      for (let m = this.poll(); m !== undefined; m = this.poll()) {
        if (wanted(m)) return m;
        this.unread.push(m);
      }
      if (stoppable && this.stopAsked) throw new StopRequestedError();
      if (meanwhile !== undefined && this.debugWaiting) {
        meanwhile();
        // The answer may have come to whoever looked for requests.
        if (this.unread.some(wanted)) continue;
      }
      this.shared.waitForWake(seen, Infinity);
    }
  }
}

type DebugMessage = Extract<ToEngine, { readonly type: 'debug' }>;

function jobIn(message: ToEngine): SandboxJob {
  if (message.type !== 'run') throw new Error(`The engine thread expected its job and got "${message.type}".`);
  return message.job;
}
