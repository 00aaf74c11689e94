/**
 * The way of the debugger's requests in a sandbox with several threads. The engine's own thread has the run's debugger; each thread
 * that runs a script beside it has one of its own, that sleeps until somebody attaches. Breakpoints go to all of them; what is asked of
 * a stopped run goes to the thread that has stopped. Threads stop one after the other: one that comes to a breakpoint meanwhile waits there.
 */
import type { DebugEvent, DebugReply, DebugRequest, StepMode } from '../../../powershell/runtime/debug/protocol.ts';

/** A thread with a debugger in it. */
export interface DebugTarget {
  debug(id: number, request: DebugRequest): void;
}
export interface DebugRoutesParts {
  readonly engine: DebugTarget;
  reply(id: number, reply: DebugReply): void;
  event(event: DebugEvent): void;
}
type Stopped = Extract<DebugEvent, { readonly kind: 'stopped' }>;
interface Stop { readonly at: DebugTarget; readonly event: Stopped }

/** Threads of a script beside the engine have numbers of their own, so many further on. */
const NUMBERS = 10_000;
/** Requests of ours have numbers below 0: nobody waits for their replies. */
const OURS = -1;

export class DebugRoutes {
  private readonly parts: DebugRoutesParts;
  /** Scripts that run beside the engine, and their numbers. */
  private readonly beside = new Map<DebugTarget, number>();
  /** Those that were told anything: what they had no time to look at is for no other script. */
  private readonly spoken = new WeakSet<DebugTarget>();
  /** Whom the owner waits for. */
  private readonly asked = new Map<number, DebugTarget>();
  /** Requests that let a thread go on, and how far. */
  private readonly resumes = new Map<number, StepMode>();
  /** Threads that have stopped: the first one is who the owner knows of. */
  private readonly stops: Stop[] = [];
  /** What a debugger is told first, by what it is about. */
  private readonly told = new Map<string, DebugRequest>();
  /** A thread beside the engine that makes a step: nobody else is told of before it has arrived. (The engine may wait for others in its step.) */
  private stepping: DebugTarget | undefined;
  private isDebugged = false;
  /** The request with which somebody attaches, until the engine has agreed. */
  private attaching: number | undefined;
  private scripts = 0;

  constructor(parts: DebugRoutesParts) {
    this.parts = parts;
  }

  /** A request from outside. */
  request(id: number, request: DebugRequest): void {
    const { engine } = this.parts, [stopped] = this.stepping === undefined ? this.stops : [];
    switch (request.kind) {
      case 'attach': this.attaching = id; break;
      case 'start': this.isDebugged = true; break;
      case 'detach':
        this.isDebugged = false;
        this.told.clear();
        this.stops.length = 0;
        this.stepping = undefined;
        for (const thread of this.beside.keys()) this.tell(thread, request);
        break;
      case 'setBreakpoints': this.tellAll(`lines of ${request.source}`, request); break;
      case 'setFunctionBreakpoints': case 'setErrorFilters': this.tellAll(request.kind, request); break;
      case 'pause': break;
      default:
        if (request.kind === 'resume') this.resumes.set(id, request.mode);
        if (stopped === undefined || stopped.at === engine) break;
        this.askBeside(id, request, stopped.at);
        return;
    }
    engine.debug(id, request);
  }
  /** A reply of the engine's own thread. */
  replied(id: number, reply: DebugReply): void {
    this.parts.reply(id, reply);
    this.wentOn(this.parts.engine, id);
    if (id !== this.attaching) return;
    this.attaching = undefined;
    this.isDebugged = reply.kind === 'done';
    if (this.isDebugged) for (const thread of this.beside.keys()) this.introduce(thread);
  }
  /** A reply of a thread beside it. */
  repliedBeside(at: DebugTarget, id: number, reply: DebugReply): void {
    if (this.asked.get(id) !== at) return;
    this.asked.delete(id);
    const base = this.numberOf(at);
    this.parts.reply(id, reply.kind === 'threads' ? { kind: 'threads', threads: [{ id: 1, name: 'Runbook (running)' }, ...reply.threads.map((thread) => ({ id: base + thread.id, name: `${thread.name} (beside the runbook)` }))] } : reply);
    this.wentOn(at, id);
  }
  /** Something happened in the engine's own thread, or in one beside it. */
  happened(at: DebugTarget, event: DebugEvent): void {
    if (event.kind !== 'stopped') { this.parts.event(event); return; }
    // Breakpoints have other numbers in every thread; those of the engine's are the ones the owner knows.
    const shown: Stopped = at === this.parts.engine ? event : { ...event, thread: this.numberOf(at) + event.thread, breakpoints: [] };
    if (this.stepping === at || (this.stepping !== undefined && event.reason === 'pause')) {
      this.stepping = undefined;
      this.stops.unshift({ at, event: shown });
    } else if (this.stops.push({ at, event: shown }) > 1 || this.stepping !== undefined) return;
    this.parts.event(shown);
  }
  /** A script begins in a thread: who debugs the run debugs it too, from its first line. */
  began(thread: DebugTarget): void {
    this.beside.set(thread, ++this.scripts * NUMBERS);
    if (this.spoken.has(thread)) this.tell(thread, { kind: 'detach' });
    if (this.isDebugged) this.introduce(thread);
  }
  /** The script has ended, or its thread has. */
  ended(thread: DebugTarget): void {
    if (!this.beside.delete(thread)) return;
    for (const [id, at] of this.asked) if (at === thread) {
      this.asked.delete(id);
      this.resumes.delete(id);
      this.parts.reply(id, { kind: 'failed', message: 'This is not there any more: the script has ended.' });
    }
    const wasKnown = this.stepping === undefined ? this.stops[0]?.at === thread : this.stepping === thread, left = this.stops.filter(({ at }) => at !== thread);
    this.stops.splice(0, this.stops.length, ...left);
    if (!wasKnown) return;
    this.stepping = undefined;
    this.parts.event(this.stops[0]?.event ?? { kind: 'continued' });
  }

  private askBeside(id: number, request: DebugRequest, at: DebugTarget): void {
    const isStack = request.kind === 'stack' && request.thread !== undefined, base = this.numberOf(at);
    // Other threads go on: there is nothing to look at.
    if (isStack && (request.thread ?? 0) < base) { this.parts.reply(id, { kind: 'stack', frames: [] }); return; }
    this.asked.set(id, at);
    this.tell(at, isStack ? { ...request, thread: (request.thread ?? 0) - base } : request, id);
  }
  /** Behind the reply that lets a thread go on, the owner hears of the next one that has stopped meanwhile. */
  private wentOn(at: DebugTarget, id: number): void {
    const mode = this.resumes.get(id);
    if (!this.resumes.delete(id) || this.stops[0]?.at !== at) return;
    this.stops.shift();
    if (mode !== 'continue' && at !== this.parts.engine) { this.stepping = at; return; }
    const [next] = this.stops;
    if (next !== undefined) this.parts.event(next.event);
  }
  private introduce(thread: DebugTarget): void {
    this.tell(thread, { kind: 'attach' });
    for (const request of this.told.values()) this.tell(thread, request);
  }
  private tellAll(about: string, request: DebugRequest): void {
    this.told.set(about, request);
    if (this.isDebugged) for (const thread of this.beside.keys()) this.tell(thread, request);
  }
  private tell(thread: DebugTarget, request: DebugRequest, id = OURS): void {
    this.spoken.add(thread);
    thread.debug(id, request);
  }
  private numberOf(at: DebugTarget): number {
    return this.beside.get(at) ?? 0;
  }
}
