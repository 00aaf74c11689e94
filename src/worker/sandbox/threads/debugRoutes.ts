/**
 * The way of the debugger's requests in a sandbox with several threads. The engine's own thread has the run's debugger; each thread
 * that runs a script beside it has one of its own, that sleeps until somebody attaches. Breakpoints go to all of them; what is asked of
 * a stopped run goes to the thread that has stopped. Threads stop one after the other: one that comes to a breakpoint meanwhile waits there,
 * and goes on unseen where that breakpoint was taken away before its turn comes.
 */
import type { DebugEvent, DebugReply, DebugRequest, StepMode, ThreadEntry } from '../../../powershell/runtime/debug/protocol.ts';

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
/** Requests of ours have numbers below 0. Nobody waits for the reply of this one. */
const OURS = -1;
/** So long the engine's thread has time to name its branches; one that is busy is known by what it said last. */
const NAMES_MILLISECONDS = 300;
interface Own { readonly at: DebugTarget; readonly heard: (reply: DebugReply) => void }

export class DebugRoutes {
  private readonly parts: DebugRoutesParts;
  /** Scripts that run beside the engine, and their numbers. */
  private readonly beside = new Map<DebugTarget, number>();
  private readonly titles = new Map<DebugTarget, string>();
  /** Requests of ours whose replies are waited for. */
  private readonly own = new Map<number, Own>();
  private nextOwn = OURS - 1;
  /** The owner's questions for threads to the engine. */
  private readonly listings = new Set<number>();
  /** The engine's own threads, as it named them last. */
  private named: readonly ThreadEntry[] = [{ id: 1, name: 'Runbook' }];
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
      case 'pause':
        if (stopped === undefined || stopped.at === engine) break;
        this.askBeside(id, request, stopped.at);
        return;
      default:
        if (request.kind === 'resume') this.resumes.set(id, request.mode);
        if (stopped === undefined || stopped.at === engine) {
          if (request.kind === 'threads') this.listings.add(id);
          break;
        }
        if (request.kind === 'threads') { this.listBeside(id, stopped.at); return; }
        this.askBeside(id, request, stopped.at);
        return;
    }
    engine.debug(id, request);
  }
  /** A reply of the engine's own thread. */
  replied(id: number, reply: DebugReply): void {
    if (id < 0) { this.heard(id, reply); return; }
    const isListing = this.listings.delete(id);
    if (isListing && reply.kind === 'threads') this.named = reply.threads;
    this.parts.reply(id, isListing && reply.kind === 'threads' ? { kind: 'threads', threads: [...reply.threads, ...this.others(undefined)] } : reply);
    this.wentOn(this.parts.engine, id);
    if (id !== this.attaching) return;
    this.attaching = undefined;
    this.isDebugged = reply.kind === 'done';
    if (this.isDebugged) for (const thread of this.beside.keys()) this.introduce(thread);
  }
  /** A reply of a thread beside it. */
  repliedBeside(at: DebugTarget, id: number, reply: DebugReply): void {
    if (id < 0) { this.heard(id, reply); return; }
    if (this.asked.get(id) !== at) return;
    this.asked.delete(id);
    this.parts.reply(id, reply);
    this.wentOn(at, id);
  }
  /** Something happened in the engine's own thread, or in one beside it. */
  happened(at: DebugTarget, event: DebugEvent): void {
    // Breakpoints have other numbers in every thread; those of the engine's are the ones the owner knows.
    if (event.kind === 'breakpoint' && at !== this.parts.engine) return;
    if (event.kind !== 'stopped') { this.parts.event(event); return; }
    const shown: Stopped = at === this.parts.engine ? event : { ...event, thread: this.numberOf(at) + event.thread, breakpoints: [] };
    const known = this.stops.findIndex((stop) => stop.at === at);
    if (known >= 0) {
      // It was stopped by the runbook where it stood, and has come to one of its finally blocks.
      this.stops[known] = { at, event: shown };
      if (known === 0 && this.stepping === undefined) this.parts.event(shown);
      return;
    }
    if (this.stepping === at || (this.stepping !== undefined && event.reason === 'pause')) {
      this.stepping = undefined;
      this.stops.unshift({ at, event: shown });
    } else if (this.stops.push({ at, event: shown }) > 1 || this.stepping !== undefined) return;
    this.parts.event(shown);
  }
  /** A script begins in a thread: who debugs the run debugs it too, from its first line. */
  began(thread: DebugTarget, title: string): void {
    this.beside.set(thread, ++this.scripts * NUMBERS);
    this.titles.set(thread, title);
    if (this.spoken.has(thread)) this.tell(thread, { kind: 'detach' });
    if (this.isDebugged) this.introduce(thread);
  }
  /** The script has ended, or its thread has. */
  ended(thread: DebugTarget): void {
    if (!this.beside.delete(thread)) return;
    this.titles.delete(thread);
    const gone: DebugReply = { kind: 'failed', message: 'This is not there any more: the script has ended.' };
    for (const [id, at] of this.asked) if (at === thread) {
      this.asked.delete(id);
      this.resumes.delete(id);
      this.parts.reply(id, gone);
    }
    const wasKnown = this.stepping === undefined ? this.stops[0]?.at === thread : this.stepping === thread, left = this.stops.filter(({ at }) => at !== thread);
    this.stops.splice(0, this.stops.length, ...left);
    for (const [id, { at }] of this.own) if (at === thread) this.heard(id, gone);
    if (!wasKnown) return;
    this.stepping = undefined;
    this.parts.event({ kind: 'continued' });
    this.tellNext();
  }

  /** Whether a thread has stopped, or another one has, for which it may wait. */
  holds(thread: DebugTarget): boolean {
    return this.beside.has(thread) && this.stops.length > 0;
  }

  private askBeside(id: number, request: DebugRequest, at: DebugTarget): void {
    const isStack = request.kind === 'stack' && request.thread !== undefined, base = this.numberOf(at);
    // Other threads go on, or wait for their turn: there is nothing to look at.
    if (isStack && ((request.thread ?? 0) < base || (request.thread ?? 0) >= base + NUMBERS)) { this.parts.reply(id, { kind: 'stack', frames: [] }); return; }
    this.asked.set(id, at);
    this.tell(at, isStack ? { ...request, thread: (request.thread ?? 0) - base } : request, id);
  }
  /** Behind the reply that lets a thread go on, the owner hears of the next one that has stopped meanwhile. */
  private wentOn(at: DebugTarget, id: number): void {
    const mode = this.resumes.get(id);
    if (!this.resumes.delete(id) || this.stops[0]?.at !== at) return;
    this.stops.shift();
    if (mode !== 'continue' && at !== this.parts.engine) { this.stepping = at; return; }
    this.tellNext();
  }
  /** The owner hears of the thread that waits longest, where what it has stopped for is still asked for. */
  private tellNext(): void {
    const [next] = this.stops;
    if (next === undefined) return;
    this.ask(next.at, { kind: 'confirm' }, (reply) => {
      if (this.stops[0] !== next || this.stepping !== undefined) return;
      if (reply.kind !== 'confirmed' || reply.stands) { this.parts.event(next.event); return; }
      this.stops.shift();
      this.ask(next.at, { kind: 'resume', mode: 'continue' }, () => {});
      this.tellNext();
    });
  }
  /** All threads, while one beside the engine has stopped: its own, those of the engine, and the other scripts. */
  private listBeside(id: number, at: DebugTarget): void {
    let own: readonly ThreadEntry[] | undefined, isNamed = false;
    const done = (): void => {
      if (own === undefined || !isNamed) return;
      clearTimeout(late);
      const base = this.numberOf(at), title = this.titles.get(at) ?? '';
      this.parts.reply(id, { kind: 'threads', threads: [
        ...this.named.map((thread) => ({ id: thread.id, name: `${thread.name} (running)` })),
        ...own.map((thread) => ({ id: base + thread.id, name: thread.id === 1 ? title : `${title}, ${thread.name}` })), ...this.others(at),
      ].toSorted((a, b) => a.id - b.id) });
    };
    const named = (): void => { isNamed = true; done(); }, late = setTimeout(named, NAMES_MILLISECONDS);
    this.ask(this.parts.engine, { kind: 'threads' }, (reply) => {
      if (reply.kind === 'threads') this.named = reply.threads;
      if (!isNamed) named();
    });
    this.ask(at, { kind: 'threads' }, (reply) => { own = reply.kind === 'threads' ? reply.threads : []; done(); });
  }
  /** Scripts beside the engine, but the one that is looked at. */
  private others(looked: DebugTarget | undefined): ThreadEntry[] {
    const waiting = new Set(this.stops.map(({ at }) => at));
    return [...this.beside].filter(([thread]) => thread !== looked).map(([thread, base]) => ({ id: base + 1, name: `${this.titles.get(thread) ?? ''} (${waiting.has(thread) ? 'stopped, waits for its turn' : 'running'})` }));
  }
  /** Asks on our own behalf. */
  private ask(at: DebugTarget, request: DebugRequest, heard: Own['heard']): void {
    const id = this.nextOwn--;
    this.own.set(id, { at, heard });
    this.tell(at, request, id);
  }
  private heard(id: number, reply: DebugReply): void {
    const own = this.own.get(id);
    this.own.delete(id);
    own?.heard(reply);
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
