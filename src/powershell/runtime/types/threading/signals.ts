/**
 * What scripts wait at: Mutex, Semaphore, SemaphoreSlim, events and CountdownEvent. Threads of the engine share no memory, so that each belongs to the script
 * that made it; a wait that nobody ends lasts as long as it was said, or until the run is stopped.
 */
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { lookupType } from '../registry.ts';
import { func, laterType, method } from '../netType.ts';
import { atLeast, outOfRange } from '../guards/refuse.ts';
import { T, named } from '../t.ts';
import { convertTo } from '../../convert/convert.ts';
import { Task } from './task.ts';
import { LOOK_MILLISECONDS, WaitHandle, limit, pause, waitHandle } from './waitHandle.ts';

const SPACE = 'System.Threading.', disposable = { interfaces: ['System.IDisposable'] }, HANDLE = 'Microsoft.Win32.SafeHandles.SafeWaitHandle';
const disposed = (name: string): never => netThrow('System.ObjectDisposedException', `Cannot access a disposed object.\nObject name: '${name}'.`, [['ObjectName', name]]);
/** A token that ends a wait: seen by what it says, since tokens are described elsewhere. */
const isToken = (v: Value): v is NetObject & { readonly isCanceled: boolean } => v instanceof NetObject && 'isCanceled' in v;
/** Tries until it has what it waits for, or the time is over; a cancelled token ends it with an error. */
function waitFor(take: () => boolean, milliseconds: number, token: Value = null): boolean {
  const { clock } = current().host, end = clock.monotonic() + milliseconds;
  for (;;) {
    if (isToken(token) && token.isCanceled) netThrow('System.OperationCanceledException', 'The operation was canceled.', [['CancellationToken', token]]);
    if (take()) return true;
    const left = end - clock.monotonic();
    if (left <= 0) return false;
    // Nothing but a token or its own time changes anything while this script waits.
    pause(Math.min(left, isToken(token) ? LOOK_MILLISECONDS : 1000));
  }
}
/** The two parameters of the waits of slim types: a time, a token, or both. */
const spanOf = (first: Value, token: Value = null): readonly [number, Value] => (isToken(first) ? [Infinity, first] : [timed(first), token]);

/** A handle of the system: what it waits for is there, or is not. */
abstract class Signal extends WaitHandle {
  private isClosed = false;
  constructor() {
    super((milliseconds) => { this.open(); return waitFor(() => this.take(), milliseconds); });
  }
  override readonly isReady = (): boolean => { this.open(); return this.peek(); };
  /** Whether a wait would be over. */
  abstract peek(): boolean;
  /** Ends a wait, where that can be. */
  abstract take(): boolean;
  open(): void { if (this.isClosed) disposed(HANDLE); }
  close(): void { this.isClosed = true; }
}
const closing = { Close: [method([], (s: Signal) => s.close(), T.Void)], Dispose: [method([], (s: Signal) => s.close(), T.Void)] };
/** As long as it is said; -1 is no limit, and nothing else is below zero. */
function timed(v: Value): number {
  if (typeof v === 'number') atLeast(v, -1, 'millisecondsTimeout');
  return limit(v);
}
const waits = { WaitOne: [method([], (s: Signal) => s.wait(Infinity), T.Boolean), method([T.Object], (s: Signal, ms) => s.wait(timed(ms)), T.Boolean), method([T.Object, T.Boolean], (s: Signal, ms) => s.wait(timed(ms)), T.Boolean)] };
/** Names reach across processes, which is Windows' alone, but for a mutex. */
const unnamed = (name: unknown): void => { if (typeof name === 'string' && name !== '') netThrow('System.PlatformNotSupportedException', 'The named version of this synchronization primitive is not supported on this platform.'); };

class Mutex extends Signal {
  private owned: number;
  constructor(isOwned = false) { super(); this.owned = isOwned ? 1 : 0; }
  peek(): boolean { return true; }
  take(): boolean { this.owned++; return true; }
  release(): void {
    this.open();
    if (this.owned === 0) netThrow('System.ApplicationException', 'Object synchronization method was called from an unsynchronized block of code.');
    this.owned--;
  }
}
const noSuchHandle = (): never => netThrow(`${SPACE}WaitHandleCannotBeOpenedException`, 'No handle of the given name exists.');
laterType<Mutex>(named<Mutex>(`${SPACE}Mutex`, [], { base: waitHandle }), () => ({
  create: [func([], () => new Mutex()), func([T.Boolean], (on) => new Mutex(on)), func([T.Boolean, T.String], (on) => new Mutex(on)), func([T.Boolean, T.String, T.Ref], (on, _, r) => { r.value = true; return new Mutex(on); })],
  methods: { ...closing, ...waits, ReleaseMutex: [method([], (m) => m.release(), T.Void)] },
  statics: { OpenExisting: [func([T.String], noSuchHandle)], TryOpenExisting: [func([T.String, T.Ref], (_, r) => { r.value = null; return false; }, T.Boolean)] },
}), Mutex);

const FULL = 'Adding the specified count to the semaphore would cause it to exceed its maximum count.';
const full = (): never => netThrow(`${SPACE}SemaphoreFullException`, FULL);
class Semaphore extends Signal {
  private left: number;
  private readonly most: number;
  constructor(left: number, most: number) {
    super();
    if (left < 0) outOfRange(`initialCount ('${left}') must be a non-negative value.`, 'initialCount', left);
    if (most < 1) outOfRange(`maximumCount ('${most}') must be a non-negative and non-zero value.`, 'maximumCount', most);
    if (left > most) netThrow('System.ArgumentException', 'The initial count for the semaphore must be greater than or equal to zero and less than the maximum count.');
    this.left = left;
    this.most = most;
  }
  peek(): boolean { return this.left > 0; }
  take(): boolean { return this.left > 0 && this.left-- > 0; }
  release(count: number): number {
    if (count < 1) outOfRange(`releaseCount ('${count}') must be a non-negative and non-zero value.`, 'releaseCount', count);
    this.open();
    if (this.left + count > this.most) full();
    this.left += count;
    return this.left - count;
  }
}
laterType<Semaphore>(named<Semaphore>(`${SPACE}Semaphore`, [], { base: waitHandle }), () => ({
  create: [func([T.Int32, T.Int32], (n, most) => new Semaphore(n, most)), func([T.Int32, T.Int32, T.String], (n, most, name) => { unnamed(name); return new Semaphore(n, most); }), func([T.Int32, T.Int32, T.String, T.Ref], (n, most, name, r) => { unnamed(name); r.value = true; return new Semaphore(n, most); })],
  methods: { ...closing, ...waits, Release: [method([], (s) => s.release(1), T.Int32), method([T.Int32], (s, n) => s.release(n), T.Int32)] },
}), Semaphore);

/** A state of a slim type as a handle that many can wait at. */
class StateHandle extends WaitHandle {
  constructor(isSet: () => boolean) { super((milliseconds) => waitFor(isSet, milliseconds)); this.isReady = isSet; }
  override readonly isReady: () => boolean;
}
class SemaphoreSlim extends NetObject {
  left: number;
  private readonly most: number;
  private isDisposed = false;
  /** Waits that were begun: the first of them has what comes first. */
  private waiting: Task[] = [];
  constructor(left: number, most = 2_147_483_647) {
    super();
    if (left < 0 || left > most) outOfRange('The initialCount argument must be non-negative and less than or equal to the maximumCount.', 'initialCount', left);
    if (most < 1) outOfRange('The maximumCount argument must be a positive number. If a maximum is not required, use the constructor without a maxCount parameter.', 'maxCount', most);
    this.left = left;
    this.most = most;
  }
  open(): void { if (this.isDisposed) disposed(`${SPACE}SemaphoreSlim`); }
  dispose(): void { this.isDisposed = true; }
  private take(): boolean { return this.left > 0 && this.left-- > 0; }
  wait(milliseconds: number, token: Value = null): boolean { this.open(); return waitFor(() => this.take(), milliseconds, token); }
  begin(milliseconds: number, token: Value, isTimed: boolean): Task {
    this.open();
    const { clock } = current().host, end = clock.monotonic() + milliseconds;
    const made = new Task((most) => {
      if (waitFor(() => this.take(), Math.min(most, end - clock.monotonic()), token)) return { value: isTimed ? true : null };
      return clock.monotonic() >= end ? { value: false } : undefined;
    });
    if (made.look(0) === undefined) this.waiting.push(made);
    return made;
  }
  release(count: number): number {
    this.open();
    if (count < 1) outOfRange('The releaseCount argument must be greater than zero.', 'releaseCount', count);
    if (this.left + count > this.most) full();
    const before = this.left;
    this.left += count;
    this.waiting = this.waiting.filter((each) => each.look(0) === undefined);
    return before;
  }
}
/** Of the slim types this one alone looks once where it is given a time below -1. */
const atOnceOr = (first: Value, token: Value = null): readonly [number, Value] => (typeof first === 'number' && first < -1 ? [0, token] : spanOf(first, token));
laterType<SemaphoreSlim>(named<SemaphoreSlim>(`${SPACE}SemaphoreSlim`, [], disposable), () => ({
  create: [func([T.Int32], (n) => new SemaphoreSlim(n)), func([T.Int32, T.Int32], (n, most) => new SemaphoreSlim(n, most))],
  props: { CurrentCount: [T.Int32, (s) => s.left], AvailableWaitHandle: [waitHandle, (s) => { s.open(); return new StateHandle(() => s.left > 0); }] },
  methods: {
    Dispose: [method([], (s) => s.dispose(), T.Void)], Release: [method([], (s) => s.release(1), T.Int32), method([T.Int32], (s, n) => s.release(n), T.Int32)],
    Wait: [method([], (s) => { s.wait(Infinity); }, T.Void), method([T.Object], (s, ms) => { const over = s.wait(...atOnceOr(ms)); return isToken(ms) ? undefined : over; }), method([T.Object, T.Object], (s, ms, token) => s.wait(...atOnceOr(ms, token)), T.Boolean)],
    WaitAsync: [method([], (s) => s.begin(Infinity, null, false)), method([T.Object], (s, ms) => s.begin(...atOnceOr(ms), !isToken(ms))), method([T.Object, T.Object], (s, ms, token) => s.begin(...atOnceOr(ms, token), true))],
  },
}), SemaphoreSlim);

class EventHandle extends Signal {
  private isSet: boolean;
  private readonly isAuto: boolean;
  constructor(isSet: boolean, isAuto: boolean) { super(); this.isSet = isSet; this.isAuto = isAuto; }
  peek(): boolean { return this.isSet; }
  take(): boolean { if (!this.isSet) return false; this.isSet = !this.isAuto; return true; }
  change(on: boolean): boolean { this.open(); this.isSet = on; return true; }
}
class ManualResetEvent extends EventHandle { constructor(isSet: boolean) { super(isSet, false); } }
class AutoResetEvent extends EventHandle { constructor(isSet: boolean) { super(isSet, true); } }
const eventHandle = named<EventHandle>(`${SPACE}EventWaitHandle`, [], { base: waitHandle });
function event(on: boolean, kind: Value): EventHandle {
  const mode = lookupType(`${SPACE}EventResetMode`), read = mode === undefined ? kind : convertTo(kind, mode);
  return new EventHandle(on, read instanceof EnumValue && read.value === 0);
}
const eventMethods = { ...closing, ...waits, Set: [method([], (e: EventHandle) => e.change(true), T.Boolean)], Reset: [method([], (e: EventHandle) => e.change(false), T.Boolean)] };
laterType<EventHandle>(eventHandle, () => ({
  create: [func([T.Boolean, T.Object], event), func([T.Boolean, T.Object, T.String], (on, kind, name) => { unnamed(name); return event(on, kind); }), func([T.Boolean, T.Object, T.String, T.Ref], (on, kind, name, r) => { unnamed(name); r.value = true; return event(on, kind); })],
  methods: eventMethods, statics: { OpenExisting: [func([T.String], noSuchHandle)] },
}), EventHandle);
const states = <S extends NetObject>(name: string, make: (on: boolean) => S, ofClass: new (on: boolean) => S): void => laterType<S>(named<S>(SPACE + name, [], { base: eventHandle }), () => ({ create: [func([T.Boolean], make)] }), ofClass);
states('ManualResetEvent', (on) => new ManualResetEvent(on), ManualResetEvent);
states('AutoResetEvent', (on) => new AutoResetEvent(on), AutoResetEvent);

const SPINS = 35;
class ManualResetEventSlim extends NetObject {
  isSet: boolean;
  isDisposed = false;
  readonly spins: number;
  readonly handle: ManualResetEvent;
  constructor(isSet = false, spins = SPINS) { super(); this.isSet = isSet; this.spins = spins; this.handle = new ManualResetEvent(isSet); }
  open(): void { if (this.isDisposed) disposed(`${SPACE}ManualResetEventSlim`); }
  change(on: boolean): void { if (!on) this.open(); this.isSet = on; this.handle.change(on); }
  wait(milliseconds: number, token: Value = null): boolean { this.open(); return waitFor(() => this.isSet, milliseconds, token); }
}
laterType<ManualResetEventSlim>(named<ManualResetEventSlim>(`${SPACE}ManualResetEventSlim`, [], disposable), () => ({
  create: [func([], () => new ManualResetEventSlim()), func([T.Boolean], (on) => new ManualResetEventSlim(on)), func([T.Boolean, T.Int32], (on, spins) => new ManualResetEventSlim(on, spins))],
  props: { WaitHandle: [waitHandle, (e) => { e.open(); return e.handle; }], IsSet: [T.Boolean, (e) => e.isSet], SpinCount: [T.Int32, (e) => e.spins] },
  methods: {
    Set: [method([], (e) => e.change(true), T.Void)], Reset: [method([], (e) => e.change(false), T.Void)], Dispose: [method([], (e) => { e.isDisposed = true; }, T.Void)],
    Wait: [method([], (e) => { e.wait(Infinity); }, T.Void), method([T.Object], (e, ms) => { const over = e.wait(...spanOf(ms)); return isToken(ms) ? undefined : over; }), method([T.Object, T.Object], (e, ms, token) => e.wait(...spanOf(ms, token)), T.Boolean)],
  },
}), ManualResetEventSlim);

class CountdownEvent extends NetObject {
  initial: number;
  left: number;
  private isDisposed = false;
  constructor(count: number) { super(); if (count < 0) outOfRange(`initialCount ('${count}') must be a non-negative value.`, 'initialCount', count); this.initial = count; this.left = count; }
  get isSet(): boolean { return this.left === 0; }
  open(): void { if (this.isDisposed) disposed(`${SPACE}CountdownEvent`); }
  dispose(): void { this.isDisposed = true; }
  signal(count: number): boolean {
    this.open();
    if (count > this.left) netThrow('System.InvalidOperationException', "Invalid attempt made to decrement the event's count below zero.");
    return (this.left -= count) === 0;
  }
  tryAdd(count: number): boolean { this.open(); if (this.left === 0) return false; this.left += count; return true; }
  add(count: number): void { if (!this.tryAdd(count)) netThrow('System.InvalidOperationException', 'The event is already signaled and cannot be incremented.'); }
  reset(count = this.initial): void { this.open(); this.initial = count; this.left = count; }
  wait(milliseconds: number, token: Value = null): boolean { this.open(); return waitFor(() => this.isSet, milliseconds, token); }
}
laterType<CountdownEvent>(named<CountdownEvent>(`${SPACE}CountdownEvent`, [], disposable), () => ({
  create: [func([T.Int32], (n) => new CountdownEvent(n))],
  props: { CurrentCount: [T.Int32, (c) => c.left], InitialCount: [T.Int32, (c) => c.initial], IsSet: [T.Boolean, (c) => c.isSet], WaitHandle: [waitHandle, (c) => new StateHandle(() => c.isSet)] },
  methods: {
    Signal: [method([], (c) => c.signal(1), T.Boolean), method([T.Int32], (c, n) => c.signal(n), T.Boolean)], AddCount: [method([], (c) => c.add(1), T.Void), method([T.Int32], (c, n) => c.add(n), T.Void)], TryAddCount: [method([], (c) => c.tryAdd(1), T.Boolean), method([T.Int32], (c, n) => c.tryAdd(n), T.Boolean)],
    Reset: [method([], (c) => c.reset(), T.Void), method([T.Int32], (c, n) => c.reset(n), T.Void)], Dispose: [method([], (c) => c.dispose(), T.Void)],
    Wait: [method([], (c) => { c.wait(Infinity); }, T.Void), method([T.Object], (c, ms) => { const over = c.wait(...spanOf(ms)); return isToken(ms) ? undefined : over; }), method([T.Object, T.Object], (c, ms, token) => c.wait(...spanOf(ms, token)), T.Boolean)],
  },
}), CountdownEvent);
