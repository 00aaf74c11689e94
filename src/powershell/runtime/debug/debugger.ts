/**
 * The debugger of one run. Compiled code asks it at every statement whether to stop; while stopped, the engine's thread answers
 * the person's questions and nothing else happens. Of a run that may be attached to it sleeps (`Session.dormant`) until it is asked to come.
 */
import { parse } from '../../syntax/index.ts';
import type { Ast } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { convertTo } from '../convert/convert.ts';
import { toBoolean } from '../convert/toBoolean.ts';
import { toText } from '../convert/toText.ts';
import { asError, endsScript } from '../errors/recover.ts';
import { runIn } from '../run/blocks.ts';
import { enter } from '../run/current.ts';
import type { Callee } from '../compile/commands/command.ts';
import type { Frame } from '../run/frame.ts';
import { takerIn } from '../run/porous.ts';
import type { Fate } from '../run/porous.ts';
import type { Session } from '../run/session.ts';
import { InterruptSignal, NotLookedAtSignal, StopSignal, isSignal } from '../run/pipeline/signals.ts';
import type { SourceText } from '../run/source.ts';
import { Streams } from '../run/pipeline/streams.ts';
import { CallbackWriter, Collector } from '../run/pipeline/writers.ts';
import type { Writer } from '../run/pipeline/writers.ts';
import type { ErrorRecord, PowerShellError } from '../values/errorRecord.ts';
import { typeOf } from '../types/typeOf.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import { unset } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { isBare, isShownBare } from './bareValue.ts';
import { FunctionBreakpoints, methodNames } from './functionBreakpoints.ts';
import { hitTest } from './hitCondition.ts';
import { filledIn } from './logMessage.ts';
import { hasRun, stackOf } from './frames.ts';
import { inspectorOfStop, keepingScopes, levelsOf, stackEntry } from './inspect.ts';
import type { Inspector, Level } from './inspect.ts';
import { placesIn } from './places.ts';
import type { DebugPort, DebugReply, DebugRequest, ErrorFilter, StepMode, StopReason, ThreadEntry } from './protocol.ts';
import { SiteGroup, SiteTable } from './sites.ts';
import type { Breakpoint, Site } from './sites.ts';
import { typeNamesFrom } from './typeNames.ts';
import type { Work } from './work.ts';
import { MAIN } from './work.ts';

const STATEMENTS_BETWEEN = 32;
const STILL = { mode: 'continue', depth: 0, line: [MAIN] } as const;

export class Debugger {
  /** Looked at by the running code: every statement has to ask. */
  asking = false;
  /** How deep blocks that run in place are nested: what stepping over does not enter. */
  nesting = 0;
  /** What a workflow does just now, or who has called the script of one. */
  work: Work | undefined = undefined;
  private session: Session;
  /** Those that run around it: scripts of workflows have sessions of their own. */
  private readonly around: Session[] = [];
  /** Why nobody can attach to the run just now. */
  refusal: string | undefined = undefined;
  private readonly port: DebugPort;
  private readonly table = new SiteTable();
  private readonly groups: SiteGroup[] = [];
  private readonly texts = new Map<string, string>();
  private readonly staying = new Set<string>();
  private filters: ReadonlySet<ErrorFilter> = new Set();
  private readonly functions = new FunctionBreakpoints();
  private readonly entered = new WeakSet<Frame>();
  private step: { readonly mode: StepMode | 'pause' | 'entry'; readonly depth: number; readonly line: readonly number[] } = STILL;
  private untilLook = 0;
  private lastThread = MAIN;
  private busy = false;
  /** Where the run is stopped, while an expression of the person's is worked out there. */
  private workedOut: Paused | undefined = undefined;
  /** Requests that wait until that is done. */
  private readonly held: NonNullable<ReturnType<DebugPort['next']>>[] = [];
  /** The place that was stopped at last, until another line is reached: a line with several statements stops once. */
  private last: { readonly frame: Frame; readonly line: number; readonly column: number; readonly source: SourceText } | undefined;

  constructor(session: Session, port: DebugPort) { this.session = session; this.port = port; }

  /** Whether the running code has to ask at a place that has no breakpoint. */
  get wanted(): boolean { return this.asking || (--this.untilLook < 0 && this.hasNews()); }
  /** Requests are looked for at every so many statements: looking costs more than most statements do. */
  private hasNews(): boolean {
    this.untilLook = STATEMENTS_BETWEEN;
    return this.port.waiting();
  }
  /** A source that will run, so that its breakpoints can be placed before it does. `stays`: it is not read again. */
  load(file: string, text: string, stays = false): void {
    this.texts.set(textKey(file), text);
    if (stays) this.staying.add(textKey(file)); else this.staying.delete(textKey(file));
    for (const breakpoint of this.functions.loaded(text)) this.port.event({ kind: 'breakpoint', breakpoint });
  }
  /** A place in compiled code. */
  site(source: SourceText, mark: number, group?: SiteGroup): Site {
    const site = this.table.add(source, mark, group);
    group?.add(site);
    return site;
  }
  group(): SiteGroup {
    const made = new SiteGroup();
    made.ask(this.asking);
    this.groups.push(made);
    return made;
  }

  /** Takes requests until the person lets the script begin. */
  waitForStart(): void {
    for (;;) {
      const message = this.port.next();
      if (message === undefined) throw new StopSignal();
      if (message.request.kind === 'start') {
        if (message.request.stopOnEntry) this.stepTo('entry', 0);
        this.port.reply(message.id, { kind: 'done' });
        return;
      }
      this.port.reply(message.id, this.answer(message.request, undefined));
    }
  }
  /** Now and then while the script runs: requests that came meanwhile. */
  poll(): void {
    if (this.busy) return;
    for (let message = this.port.take(); message !== undefined; message = this.port.take()) this.port.reply(message.id, this.answer(message.request, undefined));
  }
  /** The script waits for time or an answer, and requests came: a pause takes effect where it waits. */
  whileWaiting(): void {
    if (this.isWorkingOut) { this.hearMeanwhile(); return; }
    this.poll();
    if (!this.busy && this.isAwake && this.step.mode === 'pause') this.stop(this.session.current, 'pause', {});
  }
  /** A statement is about to run. */
  at(f: Frame, site: Site): void {
    if (this.busy) { if (this.isWorkingOut && this.port.waiting()) this.hearMeanwhile(); return; }
    if (this.port.waiting()) this.poll();
    // What stands further right on the line that was stopped at belongs to that stop.
    const { last } = this, sameLine = last !== undefined && last.frame === f && last.line === site.line && last.source === site.source && site.column > last.column;
    f.at = site.mark;
    if (!sameLine) this.last = undefined;
    const hit = site.armed && (!sameLine || site.breakpoints.some((b) => b.asked.column !== undefined)) ? site.breakpoints.filter((b) => this.counts(b, f, placeOf(site))) : [];
    const called = this.functions.any ? this.begun(f, site) : [];
    if (site.armed || hit.length > 0) this.last = { frame: f, line: site.line, column: site.column, source: site.source };
    // One stop names all that asked for it (Debug Adapter Protocol, StoppedEvent.hitBreakpointIds).
    if (hit.length > 0) this.stop(f, 'breakpoint', { breakpoints: [...hit, ...called].map((b) => b.id) }, () => this.wantedAt(f).some((b) => called.includes(b)) || site.breakpoints.some((b) => hit.includes(b) || this.counts(b, f, placeOf(site))));
    else if (called.length > 0) this.stop(f, 'function breakpoint', { breakpoints: called.map((b) => b.id) }, () => this.wantedAt(f).length > 0);
    else if (this.step.mode !== 'continue' && this.arrived()) this.stop(f, this.step.mode === 'pause' ? 'pause' : this.step.mode === 'entry' ? 'entry' : 'step', {});
  }
  /** A command is about to be called that is no code of its own to stop in. */
  called(f: Frame, { entry, name }: Callee, mark: number): void {
    if (entry.kind === 'Cmdlet' || entry.kind === 'Application') this.calledAs(f, [entry.name, name], mark);
  }
  /** The same for what is no command of the session, as some activities of a workflow are. */
  calledAs(f: Frame, names: readonly string[], mark: number): void {
    if (this.busy || !this.functions.any) return;
    const named = this.functions.of(...names), before = f.at;
    if (named.length === 0) return;
    f.at = mark;
    try {
      const hit = named.filter((b) => this.counts(b, f, { source: f.source.file, line: f.source.place(f.source.extent(mark).start).line }));
      if (hit.length > 0) this.stop(f, 'function breakpoint', { breakpoints: hit.map((b) => b.id) }, () => this.functions.of(...names).length > 0);
    } finally { f.at = before; }
  }
  /** An error is on its way; `isWritten`: it ends here, as a record. */
  error(f: Frame, e: PowerShellError, isWritten = false): void {
    if (this.busy || this.filters.size === 0 || e.isShown) return;
    const caught = !isWritten && this.takerIn(this.session)(e) === true;
    if (caught && !this.filters.has('all')) return;
    e.isShown = true;
    this.stopAt(f, e.record, () => this.filters.has('all') || (!caught && this.filters.has('uncaught')));
  }
  /** What becomes of an error that leaves what the session does just now. It may be asked later, when the session has gone on. */
  takerIn(session: Session): (e: PowerShellError) => Fate {
    const { work } = this, { current } = session, base = work?.guarded ?? 0, taken = takerIn(session, base);
    return (e) => {
      const fate = taken(e);
      if (fate !== false || work === undefined) return fate;
      return base === 0 && !endsScript(e, current) ? 'written' : work.catches(e);
    };
  }
  /** A command writes an error that ends nothing, and that somebody will see. */
  written(f: Frame, record: ErrorRecord): void {
    if (!this.busy && this.filters.has('all')) this.stopAt(f, record, () => this.filters.has('all'));
  }
  private stopAt(f: Frame, record: ErrorRecord, stands: () => boolean): void {
    this.stop(f, 'exception', { text: record.message, description: `${record.exception.netType.name}: ${record.fullyQualifiedErrorId}` }, stands);
  }

  /** The state of a workflow is safe, behind a statement. */
  checkpoint(source: SourceText, mark: number): void { this.port.event({ kind: 'checkpoint', source: source.file, line: source.place(source.extent(mark).start).line }); }
  /** A number of its own for a branch. */
  newThread(): number { return ++this.lastThread; }
  /** The calls around a frame, the innermost first: those of its session, and behind them who has called that. */
  framesAt(f: Frame): Frame[] {
    const { work } = this, around = work?.frames(work.thread) ?? [], outer = new Set<Frame>();
    for (const frame of around) {
      for (let at: Frame | null = frame; at !== null; at = at.parent) outer.add(at);
      for (const caller of stackOf(frame)) outer.add(caller);
    }
    return [...stackOf(f).filter((frame) => !outer.has(frame)), ...around];
  }
  /** Runs a script that has a session of its own, as the script of a workflow has: it is one call deeper in the same thread. `arriving`: what becomes of its errors on their way out; `guarded`: of `Session.guarded`, where nothing in it takes one. */
  within<R>(inner: Session, run: () => R, arriving: (e: PowerShellError) => PowerShellError = (e) => e, guarded = 0): R {
    const { session, work } = this, around = this.framesAt(session.current).filter(hasRun), thread = work?.thread ?? MAIN, takes = this.takerIn(session);
    this.work = {
      thread, guarded, depth: this.depth - this.nesting + 1, threads: () => work?.threads() ?? [], line: () => work?.line() ?? [MAIN],
      frames: (asked) => (asked === thread ? around : work?.frames(asked)), catches: (e) => takes(arriving(e)),
    };
    this.around.push(session);
    this.session = inner;
    try { return run(); } finally {
      this.session = this.around.pop() ?? session;
      this.work = work;
    }
  }

  /** Whether somebody debugs the run: from its beginning, or since they came to it. */
  private get isAwake(): boolean { return this.session.debug !== undefined; }
  private come(): DebugReply {
    if (this.refusal !== undefined) return { kind: 'failed', message: this.refusal };
    // Functions that run already do not begin.
    for (const f of this.framesAt(this.session.current)) this.entered.add(f);
    for (const session of [this.session, ...this.around]) session.meet(this);
    return { kind: 'done' };
  }
  private go(): DebugReply {
    this.table.clear();
    this.filters = new Set();
    this.functions.set([], this.session, [], () => 0);
    this.step = STILL;
    this.ask();
    this.last = undefined;
    for (const session of [this.session, ...this.around]) session.meet(undefined);
    return { kind: 'done' };
  }

  private get depth(): number { return this.session.depth + this.nesting + (this.work?.depth ?? 0); }
  private arrived(): boolean {
    const { step, work } = this;
    // A step stays in its branch, as long as that is there, and goes on behind the block of it then; into a parallel block goes a step into it.
    if (work !== undefined && (step.mode === 'over' || step.mode === 'out')) {
      const thread = step.line.find((one) => work.frames(one) !== undefined);
      if (thread !== undefined && thread !== work.thread) return false;
      if (thread !== step.line[0]) return this.depth <= step.depth;
    }
    switch (this.step.mode) {
      case 'over': return this.depth <= this.step.depth;
      case 'out': return this.depth < this.step.depth;
      default: return true;
    }
  }
  private stepTo(mode: typeof this.step.mode, depth: number): void { this.step = { mode, depth, line: this.work?.line() ?? [MAIN] }; this.ask(); }
  private ask(): void {
    this.asking = this.step.mode !== 'continue' || this.functions.any;
    for (const group of this.groups) group.ask(this.asking);
  }
  /** Where this is the first statement of a function: those of its breakpoints that stop there. */
  private begun(f: Frame, site: Site): readonly Breakpoint[] {
    if (f.invocation === null || this.entered.has(f)) return [];
    this.entered.add(f);
    return this.wantedAt(f).filter((b) => this.counts(b, f, placeOf(site)));
  }
  private wantedAt({ invocation }: Frame): readonly Breakpoint[] {
    if (invocation === null) return [];
    const name = invocation.command?.name ?? invocation.name;
    return this.functions.of(...(invocation.ofClass === '' ? [name] : methodNames(invocation.ofClass, name)));
  }
  private counts(b: Breakpoint, f: Frame, at: { readonly source: string; readonly line: number }): boolean {
    const { condition, hitCondition, logMessage } = b.asked;
    if (condition !== undefined && condition.trim() !== '') {
      const given = this.quietly(f, condition), value = given instanceof Error ? given : this.guarded(() => toBoolean(given.length === 1 ? given[0] : given), f.session);
      if (value instanceof Error) { this.port.event({ kind: 'output', text: `The condition ${condition} of the breakpoint cannot be worked out: ${value.message}\n`, ...at }); return true; }
      if (!value) return false;
    }
    b.hits += 1;
    if (hitCondition !== undefined && hitCondition.trim() !== '' && hitTest(hitCondition)?.(b.hits) !== true) return false;
    if (logMessage === undefined || logMessage === '') return true;
    const text = filledIn(logMessage, (expression) => { const v = this.quietly(f, expression); const told = v instanceof Error ? v : this.guarded(() => v.map((x) => toText(x)).join(' '), f.session); return told instanceof Error ? `{${told.message}}` : told; });
    this.port.event({ kind: 'output', text: `${text}\n`, ...at });
    return false;
  }
  /** `stands`: whether what it stops for is still asked for, once somebody has changed that. */
  private stop(f: Frame, reason: StopReason, more: { readonly breakpoints?: readonly number[]; readonly text?: string; readonly description?: string }, stands: () => boolean = () => true): void {
    this.step = STILL;
    this.ask();
    if (this.port.over?.() === true) return;
    this.last = { frame: f, ...f.source.place(f.source.extent(f.at).start), source: f.source };
    const frames = levelsOf(this.framesAt(f)), paused: Paused = { frames, own: frames.length, inspector: inspectorOfStop(), stands };
    this.port.event({ kind: 'stopped', reason, thread: this.work?.thread ?? MAIN, breakpoints: more.breakpoints ?? [], ...(more.text === undefined ? {} : { text: more.text }), ...(more.description === undefined ? {} : { description: more.description }) });
    this.busy = true;
    try {
      for (;;) {
        const message = this.held.shift() ?? this.port.next();
        if (message === undefined) throw new StopSignal();
        const { request } = message;
        if (isWork(request, paused)) this.workedOut = paused;
        try { this.port.reply(message.id, this.answer(request, paused)); } finally { this.workedOut = undefined; }
        if (message.request.kind === 'detach') return;
        if (message.request.kind !== 'resume') continue;
        if (message.request.mode !== 'continue') this.stepTo(message.request.mode, this.depth);
        return;
      }
    } finally { this.busy = false; }
  }
  private get isWorkingOut(): boolean { return this.workedOut !== undefined; }
  /** Requests that come while an expression is worked out: one that wants the run or another expression ends it, what only looks is answered. */
  private hearMeanwhile(): void {
    const { workedOut } = this;
    for (let message = this.port.take(); message !== undefined; message = this.port.take()) {
      const { id, request } = message;
      if (isWork(request, workedOut)) { this.held.push(message); continue; }
      const ends = request.kind === 'resume' || request.kind === 'detach' || request.kind === 'pause' || request.kind === 'endExpression', goes = request.kind === 'resume' || request.kind === 'detach';
      if (goes) this.held.push(message);
      else this.port.reply(id, this.answer(request, workedOut));
      if (ends) throw new InterruptSignal();
    }
  }
  /** Never fails: a question does not end the run. */
  private answer(request: DebugRequest, paused: Paused | undefined): DebugReply {
    const reply = this.guarded(() => this.answerTo(request, paused));
    return reply instanceof Error ? { kind: 'failed', message: reply.message } : reply;
  }
  private answerTo(request: DebugRequest, paused: Paused | undefined): DebugReply {
    if (request.kind === 'attach') return this.isAwake ? { kind: 'done' } : this.come();
    if (!this.isAwake) return { kind: 'failed', message: 'Nobody has attached to this run.' };
    switch (request.kind) {
      case 'detach': return this.go();
      case 'setBreakpoints': {
        const { source, breakpoints, inTexts } = request, loaded = this.texts.get(textKey(source));
        const places = (text: string): ReturnType<typeof placesIn> => placesIn(parse(text).ast, text);
        return { kind: 'breakpoints', breakpoints: inTexts === undefined ? this.table.set(source, breakpoints, loaded === undefined ? undefined : places(loaded))
          : this.table.setAll(source, inTexts.map((one) => ({ text: one.text, asked: one.breakpoints, places: places(one.text) }))) };
      }
      case 'text': { const key = textKey(request.source), text = this.texts.get(key); return { kind: 'text', stays: this.staying.has(key), ...(text === undefined ? {} : { text }) }; }
      case 'setFunctionBreakpoints': {
        const breakpoints = this.functions.set(request.functions, this.session, this.texts.values(), () => this.table.newId());
        this.ask();
        return { kind: 'breakpoints', breakpoints };
      }
      case 'setErrorFilters':
        this.filters = new Set(request.filters);
        return { kind: 'done' };
      case 'pause':
        if (paused === undefined) this.stepTo('pause', 0);
        return { kind: 'done' };
      case 'resume': case 'start': case 'endExpression': return { kind: 'done' };
      case 'confirm': return { kind: 'confirmed', stands: paused?.stands() ?? true };
      case 'types': return { kind: 'types', names: typeNamesFrom(request.beginning, this.session.scriptTypeNames()) };
      case 'threads': return { kind: 'threads', threads: this.showing(() => this.threads(paused?.frames ?? levelsOf(this.framesAt(this.session.current)))) };
      default: return paused === undefined ? { kind: 'failed', message: 'The runbook is running: pause it to look at it.' } : this.look(request, paused);
    }
  }
  private threads(frames: readonly Level[]): readonly ThreadEntry[] {
    const threads = this.work?.threads() ?? [];
    return threads.length > 0 ? threads : [{ id: MAIN, name: frames.at(-1)?.source.file ?? '' }];
  }
  private look(request: Extract<DebugRequest, { kind: 'stack' | 'scopes' | 'variables' | 'setVariable' | 'evaluate' }>, paused: Paused): DebugReply {
    const { frames, inspector } = paused;
    const gone: DebugReply = { kind: 'failed', message: 'This is not there any more: the runbook has gone on.' };
    switch (request.kind) {
      case 'stack': {
        const { thread } = request, own = this.work?.thread ?? MAIN;
        if (thread === undefined || thread === own) return { kind: 'stack', frames: frames.slice(0, paused.own).map(stackEntry) };
        const others = this.work?.frames(thread);
        if (others === undefined) return gone;
        // Frames of other threads are kept behind those of the one that stopped: scopes and expressions name them by number.
        return { kind: 'stack', frames: levelsOf(others).map((level) => stackEntry(level, frames.push(level) - 1)) };
      }
      case 'scopes': { const f = frames[request.frame]?.frame; return f === undefined ? gone : { kind: 'scopes', scopes: inspector.scopes(f) }; }
      case 'variables': {
        const work = inspector.workOf(request.handle);
        if (work !== undefined) {
          const value = this.guarded(work.run);
          return { kind: 'variables', variables: [value instanceof Error ? { name: 'Value', value: `(${value.message})`, type: '', handle: 0 } : this.showing(() => work.shown(value))] };
        }
        const variables = this.showing(() => inspector.children(request));
        return variables === undefined ? gone : { kind: 'variables', variables };
      }
      case 'setVariable': {
        const f = frames[0]?.frame, value = f === undefined ? new Error('There is no frame.') : this.asShown(request, f, inspector) ?? this.quietly(f, asAssigned(request.value));
        if (value instanceof Error) return { kind: 'failed', message: value.message };
        const held = value.length === 1 ? value[0] ?? null : value.length === 0 ? null : value;
        const done = this.guarded(() => inspector.set(request.handle, request.name, held));
        return done instanceof Error ? { kind: 'failed', message: done.message } : done === undefined ? gone : { kind: 'value', variable: this.showing(() => inspector.entry(request.name, done.value, undefined)) };
      }
      case 'evaluate': {
        const path = /^\$[\w:]+$/.test(request.expression.trim()) ? request.expression.trim() : undefined;
        // A variable is what it is: a pipeline would take a list apart.
        const f = frames[request.frame]?.frame, values = f === undefined ? new Error('There is no such frame.') : this.quietly(f, path === undefined || request.whole === true ? request.expression : `, ${path}`, request.tells === true, request.looks === true);
        if (values instanceof Error) return { kind: 'failed', message: values.message };
        if (request.whole === true) return { kind: 'value', variable: { name: '', value: values.map((v) => toText(v)).join('\n'), type: '', handle: 0 } };
        return { kind: 'value', variable: values.length === 0 ? { name: '', value: '', type: '', handle: 0 } : this.showing(() => inspector.entry(request.expression, values.length === 1 ? values[0] : values, path)) };
      }
    }
  }
  /** What is typed as the value that stands there is shown — a date, a span, a member of an enum, a GUID, all without quotes — is one of its type; undefined where it is an expression. */
  private asShown({ handle, name, value: text }: { readonly handle: number; readonly name: string; readonly value: string }, f: Frame, inspector: Inspector): Value[] | undefined {
    if (!isBare(text)) return undefined;
    const at = /^\[(\d+)\]$/.exec(name)?.[1], page = at === undefined ? {} : { start: Number(at), count: 1 };
    const path = this.showing(() => [...inspector.children({ handle, ...page }) ?? [], ...inspector.children({ handle, filter: 'named' }) ?? []]).find((row) => row.name === name)?.evaluateName;
    const found = path === undefined ? [] : this.quietly(f, `, ${path}`, false, true), there = found instanceof Error ? undefined : found[0];
    if (!isShownBare(there)) return undefined;
    const value = this.guarded(() => convertTo(text.trim(), typeOf(there)));
    return value instanceof Error ? undefined : [value];
  }
  /** Works out a text where the frame is, without stops, and leaves the run as it was: nothing of it is a record of the job. */
  private quietly(f: Frame, text: string, tells = false, looks = false): Value[] | Error {
    const out = new Collector(), failures: string[] = [], { items } = f.session.errors, before = items.slice(), at = f.source.place(f.source.extent(f.at).start);
    const told = (label: string): Writer => new CallbackWriter((v) => { if (tells) this.port.event({ kind: 'output', text: `${label}${toText(v)}\n`, source: f.source.file, line: at.line }); });
    const streams = new Streams({ Warning: told('WARNING: '), Verbose: told('VERBOSE: '), Debug: told('DEBUG: '), Information: told(''), Error: tells ? told('ERROR: ') : new CallbackWriter((v) => { failures.push(toText(v)); }) });
    streams.progress = () => {};
    const values = this.guarded(() => {
      // The frame may be another module's than the one that runs.
      const run = (): void => {
        const { code } = f.session.parseBlock(text);
        // $PSScriptRoot and $PSCommandPath are those of the script that stands there.
        code.source.path = f.source.path;
        keepingScopes(f, () => { runIn(f, new ScriptBlock(code, f.module), f.slots[0] === unset ? null : f.slots[0], out, streams); }, loopVariables(code.ast));
      };
      if (looks) lookingIn(f.session, run); else run();
      return out.items;
    }, f.session);
    if (!tells) items.splice(0, items.length, ...before);
    return values instanceof Error || values.length > 0 || failures[0] === undefined ? values : new Error(failures[0]);
  }
  /** Shows what is there; nothing of the script runs for it. */
  private showing<R>(work: () => R): R { return lookingIn(this.session, work); }
  private guarded<R>(work: () => R, session: Session = this.session): R | Error {
    const leave = enter(session), { success, guarded, current, depth } = session, { busy } = this;
    this.busy = true;
    session.guarded += 1;
    try { return work(); } catch (e) {
      if (e instanceof NotLookedAtSignal) return new Error('A script works this out: it is not run for a look. Open it in the variables, or ask for it in a watch or the console.');
      if (e instanceof InterruptSignal) return new Error('The expression was ended: somebody has asked for the run, or for a pause.');
      if (e instanceof StopSignal) throw e;
      if (isSignal(e)) return new Error('The expression left the runbook (break, continue, return or exit): it was not done.');
      const { message, errorId } = asError(e, session.current).record;
      // The parser's message shows the text again; its last line says what is wrong.
      return new Error(message.startsWith('At ') ? message.split('\n').at(-1) ?? errorId : message);
    } finally {
      leave();
      session.success = success;
      session.guarded = guarded;
      session.current = current;
      session.depth = depth;
      this.busy = busy;
    }
  }
}
/** Expressions of the person's, and what is worked out to be shown: one at a time. */
const isWork = (request: DebugRequest, paused: Paused | undefined): boolean => request.kind === 'evaluate' || request.kind === 'setVariable' || (request.kind === 'variables' && paused?.inspector.workOf(request.handle) !== undefined);
/** The variables of `foreach` in a text, folded. */
function loopVariables(ast: Ast): ReadonlySet<string> {
  const out = new Set<string>();
  walk(ast, (n) => { if (n.kind === 'ForEachStatementAst') out.add(n.variable.variablePath.toLowerCase()); return true; });
  return out;
}
function lookingIn<R>(session: Session, work: () => R): R {
  const before = session.looking;
  session.looking = true;
  try { return work(); } finally { session.looking = before; }
}
const textKey = (file: string): string => file.replaceAll('\\', '/').toLowerCase();
const placeOf = ({ source, line }: Site): { readonly source: string; readonly line: number } => ({ source: source.file, line });
/** `own`: how many of the frames are those of the thread that stopped. */
interface Paused { readonly frames: Level[]; readonly own: number; readonly inspector: Inspector; readonly stands: () => boolean }
/** A text as an assignment takes it: a list stays one, however many items it has. What is more than a pipeline is run as it is. */
const asAssigned = (text: string): string => (parse(`, (${text}\n)`).errors.length === 0 ? `, (${text}\n)` : text);
