/** System.Threading.WaitHandle: something that is over at some time, and waiting for it. */
import { toItems } from '../../convert/enumerate.ts';
import { StopSignal } from '../../run/pipeline/signals.ts';
import { current } from '../../run/current.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { constant, func, laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, named } from '../t.ts';
import { TICKS_PER_MS, TimeSpan } from '../../values/timeSpan.ts';
import { convertTo } from '../../convert/convert.ts';

export class WaitHandle extends NetObject {
  /** Waits at most as long (Infinity: as long as it takes); true where it is over. */
  readonly wait: (milliseconds: number) => boolean;
  constructor(wait: (milliseconds: number) => boolean) { super(); this.wait = wait; }
  /** Whether a wait would be over at once, where that can be told without waiting: for all of several nothing is taken before all of them are there. */
  readonly isReady?: () => boolean;
}
/** Nothing happens for so long; a stop of the run ends it. */
export function pause(milliseconds: number): void {
  const { wait, stop } = current().host;
  // oxlint-disable-next-line typescript/only-throw-error -- a signal, not an error (runtime/run/pipeline/signals.ts)
  if (wait.sleep(milliseconds) || stop.requested()) throw new StopSignal();
}
/** -1 is no limit. */
export function limit(v: Value): number {
  const ms = v instanceof TimeSpan ? Number(v.ticks / TICKS_PER_MS) : convertTo(v, T.Int32) as number;
  return ms < 0 ? Infinity : ms;
}
const handles = (v: Value): WaitHandle[] => toItems(v).filter((h) => h instanceof WaitHandle);
/** How long one look for news of any of several lasts. */
export const LOOK_MILLISECONDS = 20;
function waitAll(v: Value, milliseconds: number): boolean {
  const end = performance.now() + milliseconds, all = handles(v);
  while (!all.every((h) => h.isReady?.() !== false)) {
    const left = end - performance.now();
    if (left <= 0) return false;
    pause(Math.min(LOOK_MILLISECONDS, left));
  }
  return all.every((h) => h.wait(Math.max(0, end - performance.now())));
}
function waitAny(v: Value, milliseconds: number): number {
  const all = handles(v), end = performance.now() + milliseconds;
  for (;;) {
    const at = all.findIndex((h) => h.wait(0));
    if (at >= 0) return at;
    const left = end - performance.now(), [first] = all;
    if (left <= 0) return 258;
    current().pay();
    // Work that is done when somebody waits for it needs the time; what is signaled would be taken by it.
    if (first?.isReady === undefined) first?.wait(Math.min(LOOK_MILLISECONDS, left));
    else pause(Math.min(LOOK_MILLISECONDS, left));
  }
}
export const waitHandle: NetType<WaitHandle> = named<WaitHandle>('System.Threading.WaitHandle', [], { interfaces: ['System.IDisposable'] });
laterType<WaitHandle>(waitHandle, () => ({
  methods: {
    WaitOne: [method([], (h) => h.wait(Infinity), T.Boolean), method([T.Object], (h, ms) => h.wait(limit(ms)), T.Boolean), method([T.Object, T.Boolean], (h, ms) => h.wait(limit(ms)), T.Boolean)],
    Close: [method([], () => undefined, T.Void)], Dispose: [method([], () => undefined, T.Void)],
  },
  statics: {
    WaitTimeout: constant(258), WaitAll: [func([T.Object], (v) => waitAll(v, Infinity), T.Boolean), func([T.Object, T.Object], (v, ms) => waitAll(v, limit(ms)), T.Boolean)], WaitAny: [func([T.Object], (v) => waitAny(v, Infinity), T.Int32), func([T.Object, T.Object], (v, ms) => waitAny(v, limit(ms)), T.Int32)],
  },
}), WaitHandle);
