/** Stop flag, call depth and growth: what keeps one script from taking the process with it. */
import { raise, raiseFatal } from '../errors/raise.ts';
import { nodeV8, nodeVm } from '../nodeModules.ts';
import { current } from './current.ts';
import { StopSignal } from './pipeline/signals.ts';
import type { Session } from './session.ts';

/** Looks at the stop flag and the heap; throws to end the run. */
export function checkBudgets(session: Session): void {
  if (session.host.stop.requested()) throw new StopSignal();
  session.checkTime?.();
  (session.debug ?? session.dormant)?.poll();
  const { heapBytes } = session.budgets;
  if (heapBytes > 0 && heapUsed() > heapBytes && isFull(heapBytes)) outOfMemory();
}
/** Asked at every toll: the module is not looked up each time. */
let v8: ReturnType<typeof nodeV8> | undefined;
const heapUsed = (): number => (v8 ??= nodeV8()).getHeapStatistics().used_heap_size;
/** Less than this may be in use after a collection, so that the next one is not due at once. */
const LIVE_SHARE = 0.9;
let collect: (() => void) | undefined;
/** What is in use may be garbage that nobody has collected yet, since V8 waits long near the limit of a thread: known after a collection. */
function isFull(heapBytes: number): boolean {
  if (collect === undefined) {
    // Only now: a process that is started with this flag takes a third longer.
    nodeV8().setFlagsFromString('--expose-gc');
    collect = nodeVm().runInNewContext('gc') as () => void;
  }
  collect();
  return heapUsed() > heapBytes * LIVE_SHARE;
}
const MEGABYTE = 1024 * 1024;
/** Asked before a string grows beyond a megabyte. */
export function guardString(session: Session, length: number): void {
  if (length < MEGABYTE) return;
  if (length > session.budgets.stringLength) outOfMemory();
  checkBudgets(session);
}
/** Asked before an array, list or table grows beyond a large size. */
export function guardArray(session: Session, length: number): void {
  if (length < 65_536) return;
  if (length > session.budgets.arrayLength) outOfMemory();
  checkBudgets(session);
}
/** Asked after a collection took `added` items more: looks when another 65,536 are full, which costs one item nothing. */
export function guardGrowth(length: number, added = 1): void {
  if (length >> 16 !== (length - added) >> 16) guardArray(current(), length);
}
/** What .NET says where nothing more can be had. */
export const outOfMemory = (): never =>
  raiseFatal({ id: 'System.OutOfMemoryException', category: 'OperationStopped', message: 'Insufficient memory to continue the execution of the program.', exception: 'System.OutOfMemoryException' });
/** PowerShell's own error for too deep recursion. */
export const callDepthOverflow = (): never =>
  raise({
    id: 'CallDepthOverflow', category: 'InvalidOperation', exception: 'System.Management.Automation.ScriptCallDepthException',
    message: 'The script failed due to call depth overflow.', target: 0,
  });
