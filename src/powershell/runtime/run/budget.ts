/** Stop flag, call depth and growth: what keeps one script from taking the process with it. */
import { raise, raiseFatal } from '../errors/raise.ts';
import { nodeV8 } from '../nodeModules.ts';
import { StopSignal } from './signals.ts';
import type { Session } from './session.ts';

/** Looks at the stop flag and the heap; throws to end the run. */
export function checkBudgets(session: Session): void {
  if (session.host.stop.requested()) throw new StopSignal();
  session.checkTime?.();
  (session.debug ?? session.dormant)?.poll();
  const { heapBytes } = session.budgets;
  if (heapBytes > 0 && nodeV8().getHeapStatistics().used_heap_size > heapBytes) outOfMemory();
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
/** What .NET says where nothing more can be had. */
export const outOfMemory = (): never =>
  raiseFatal({ id: 'System.OutOfMemoryException', category: 'OperationStopped', message: 'Insufficient memory to continue the execution of the program.', exception: 'System.OutOfMemoryException' });
/** PowerShell's own error for too deep recursion. */
export const callDepthOverflow = (): never =>
  raise({
    id: 'CallDepthOverflow', category: 'InvalidOperation', exception: 'System.Management.Automation.ScriptCallDepthException',
    message: 'The script failed due to call depth overflow.', target: 0,
  });
