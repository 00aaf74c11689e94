/** What counts as a collection for the pipeline, `foreach` and `@()`, and how it is walked (LanguagePrimitives.GetEnumerator). */
import { NetThrow, WalkThrow } from '../errors/raise.ts';
import { typeOf } from '../types/typeOf.ts';
import { MultiArray } from '../values/arrays.ts';
import { Char } from '../values/char.ts';
import { Dictionary } from '../values/dictionary.ts';
import { Enumerator, ItemCollection, Stack } from '../values/lists.ts';
import { Double } from '../values/numbers.ts';
import { PSObject } from '../values/psObject.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { currentOrNone } from '../run/current.ts';
import { NotLookedAtSignal } from '../run/pipeline/signals.ts';
import type { Writer } from '../run/pipeline/writers.ts';

/** Strings and dictionaries are one thing; arrays, lists, sets, enumerators are many. */
export function isEnumerable(v: Value): boolean {
  if (Array.isArray(v)) return true;
  if (!(v instanceof NetObject) || v instanceof Double || v instanceof Dictionary || v instanceof Char) return false;
  if (v instanceof PSObject) return v.base !== undefined && isEnumerable(v.base);
  return v instanceof ItemCollection || v instanceof Enumerator || v instanceof MultiArray || typeOf(v).get('enumerate') !== undefined;
}
/** The items; the caller knows that it is enumerable. */
export function enumerate(v: Value): Iterable<Value> {
  if (Array.isArray(v)) return v;
  if (v instanceof Stack) return v.items.toReversed();
  if (v instanceof ItemCollection) return v.items;
  if (v instanceof MultiArray) return v.items;
  if (v instanceof Enumerator) return walk(v);
  if (v instanceof PSObject) return enumerate(v.base);
  return typeOf(v).get('enumerate')?.(v) ?? [v];
}
/** The same for loops and pipelines: their bodies may change what is walked, which is an error then. */
export function walked(v: Value): Iterable<Value> {
  const plain = v instanceof PSObject ? v.base : v;
  return plain instanceof ItemCollection && !(plain instanceof Stack) ? plain.walk() : enumerate(plain);
}
/** An enumerator as JavaScript walks. */
export function walk(e: Enumerator): Iterable<Value> {
  return steps(() => e.moveNext(), () => e.current);
}
/** The same for what a script's own class says (IEnumerator). */
export function steps(moveNext: () => boolean, at: () => Value): Iterable<Value> {
  // It would be elsewhere afterwards.
  if (currentOrNone()?.looking === true) throw new NotLookedAtSignal();
  return { [Symbol.iterator]: () => ({ next: () => (moveNext() ? { done: false, value: at() } : { done: true, value: undefined }) }) };
}
/** Writes a value to the pipeline: a collection item by item, nothing for AutomationNull, itself or as an item (Pipe.Add). */
export function writeEnumerated(out: Writer, v: Value): void {
  if (Array.isArray(v)) { for (let i = 0; i < v.length; i++) { const item = v[i]; if (item !== undefined) out.write(item); } return; }
  if (v === undefined) return;
  if (typeof v !== 'object' || v === null || !isEnumerable(v)) { out.write(v); return; }
  for (const item of fed(walked(v))) if (item !== undefined) out.write(item);
}
/** The items on their way down a pipeline; what goes wrong with the walk itself is told as that (EnumerableOps.MoveNext). */
function fed(items: Iterable<Value>): Iterable<Value> {
  if (Array.isArray(items)) return items;
  const steps = items[Symbol.iterator]();
  return { [Symbol.iterator]: () => ({ next: () => { try { return steps.next(); } catch (e) { throw e instanceof NetThrow ? new WalkThrow(e.exception) : e; } } }) };
}
/** `@( )` of a value: its items as an Object[]; AutomationNull gives none, `$null` one. */
export function toItems(v: Value): Value[] {
  if (v === undefined) return [];
  if (Array.isArray(v)) return v;
  return isEnumerable(v) ? [...enumerate(v)] : [v];
}
