/** What a failed test tells: the message, both sides of a comparison, and where. */
import { raise, raiseRecord, errorRecord } from '../../runtime/errors/raise.ts';
import { asError, locate } from '../../runtime/errors/recover.ts';
import { placeOf } from '../../runtime/run/source.ts';
import { ExitSignal, FlowSignal, isSignal } from '../../runtime/run/pipeline/signals.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import type { ErrorRecord } from '../../runtime/values/errorRecord.ts';
import type { TestFailure, TestPlace } from '../protocol.ts';

export const ASSERTION = 'PesterAssertionFailed';
export const SKIPPED = 'PesterTestSkipped';
export interface Sides { readonly expected: string; readonly actual: string }
const sidesOf = new WeakMap<ErrorRecord, Sides>();

/** Ends the test: what was expected is not so. */
export function failAssertion(message: string, sides?: Sides): never {
  const record = errorRecord({ id: ASSERTION, category: 'InvalidResult', exception: 'System.Exception', message });
  if (sides !== undefined) sidesOf.set(record, sides);
  // As of `throw`: its id is that alone, which helpers of tests compare.
  return raiseRecord(record, true);
}
/** A thrown thing as the failure of what ran in `f`. Of a script that the test called the place in it comes first. */
export function failureOf(e: unknown, f: Frame): TestFailure & { readonly record: ErrorRecord } {
  const error = asError(e, f);
  locate(error, f);
  const { record } = error, places: TestPlace[] = [];
  const add = (place: TestPlace): void => { if (place.source !== '' && !places.some((p) => p.source === place.source && p.line === place.line)) places.push(place); };
  if (record.position !== undefined) add({ source: record.position.source.file, ...placeOf(record.position) });
  for (const match of record.stackTrace.matchAll(/^at .*, (.+): line (\d+)$/gm)) if (match[1] !== '<No file>') add({ source: match[1] ?? '', line: Number(match[2]), column: 1 });
  const sides = sidesOf.get(record), wayOut = record.wayOut === '' ? '' : `\n${record.wayOut}`;
  const kind = record.errorId === ASSERTION || error.isThrow ? '' : ` [${record.fullyQualifiedErrorId}]`;
  return { record, message: `${record.message}${kind}${wayOut}`, places, ...sides };
}
/** The same without the record, also of what would end the whole file; nothing for what ends the run. */
export function failureIn(e: unknown, f: Frame): TestFailure | undefined {
  const isLeft = e instanceof ExitSignal || e instanceof FlowSignal;
  if (isSignal(e) && !isLeft) return undefined;
  const { record: _, ...failure } = isLeft ? left(e, f, 'block') : failureOf(e, f);
  return failure;
}
/** What would end the whole file ends the test, or the block. */
export function left(e: ExitSignal | FlowSignal, f: Frame, part: 'test' | 'block'): ReturnType<typeof failureOf> {
  const what = e instanceof ExitSignal ? "'exit' would end the whole file of tests. Call the script that exits with '&'." : "'break' or 'continue' stands outside a loop.";
  try { return raise({ id: part === 'test' ? 'LeftTest' : 'LeftBlock', category: 'InvalidOperation', message: what }); } catch (error) { return failureOf(error, f); }
}
