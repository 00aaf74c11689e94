/** What a failed test tells: the message, both sides of a comparison, and where. */
import { raiseRecord, errorRecord } from '../../runtime/errors/raise.ts';
import { asError, locate } from '../../runtime/errors/recover.ts';
import { placeOf } from '../../runtime/run/source.ts';
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
  return raiseRecord(record);
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
