/**
 * Arrays in properties and tables that grow in place. `$o.P += $x` makes a new array in PowerShell; here the array that a `+=` made, once it is
 * long, is watched where it lies: for as long as nobody has read it there, the next `+=` adds to it. The place itself tells of readers, whoever
 * they are: an element of an object's slots and the value of a table's entry become accessors, the fields of an instance of a class a map that
 * looks. The first reading puts the plain array back, so that who has read an array never sees it grow. `….Count`, `….Length` and `…[i]`, which give no array
 * away, look without reading. Short arrays are copied: that costs less.
 */
import { ClassInstance, plainFields } from '../compile/classes/instance.ts';
import { extendArray } from '../operators/arithmetic.ts';
import { typeOf } from '../types/typeOf.ts';
import { TypedArray } from '../values/arrays.ts';
import { Dictionary } from '../values/dictionary.ts';
import { PSObject, attachedMembers, unwrap } from '../values/psObject.ts';
import type { ScriptMember } from '../values/psObject.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { current } from './current.ts';

/** From so many items on an array is watched. */
const LEAST = 32;
/** Where a value lies: in an object, or in a map. */
interface Cell { readonly owner: object; readonly key: string | number; readonly table?: Dictionary | undefined }
/** An array that nothing but its cell holds, until `live` is false. */
export interface Watch { readonly array: Value[]; readonly cell: Cell; live: boolean; busy: boolean }

const watches = new WeakMap<object, Map<string | number, Watch>>();
/** How many are watched: where none is, nothing is looked up. */
let watched = 0;

/** Where a property's value lies as it is: with nothing that runs, converts or checks when it is set but a conversion to an array's type. */
function cellOf(o: Value, folded: string): Cell | undefined {
  if (o instanceof Dictionary) return attachedMembers(o) === undefined ? entryCell(o, folded) : undefined;
  if (!(o instanceof NetObject)) return undefined;
  const bag = o instanceof PSObject ? o : attachedMembers(o), slot = bag?.shape.slot(folded) ?? -1;
  if (bag !== undefined && slot >= 0) return { owner: bag.slots, key: slot };
  if (o instanceof PSObject) return o.base === undefined ? undefined : cellOf(o.base, folded);
  if (!(o instanceof ClassInstance) || current().typeData.size > 0) return undefined;
  const property: unknown = o.netType.find('props', folded)?.[1], name = typeof property === 'object' && property !== null ? plainFields.get(property) : undefined;
  return name === undefined ? undefined : { owner: o.fields, key: name };
}
function entryCell(table: Dictionary, key: Value): Cell | undefined {
  const owner = table.isReadOnly ? undefined : table.find(key);
  return owner === undefined ? undefined : { owner, key: 'value', table };
}
const watchOf = (cell: Cell | undefined): Watch | undefined => (cell === undefined ? undefined : watches.get(cell.owner)?.get(cell.key));
/** The array of a property that is only looked at. */
export const watchedMember = (o: Value, folded: string): readonly Value[] | undefined => (watched > 0 ? watchOf(cellOf(o, folded))?.array : undefined);
const taken = (watch: Watch | undefined): Watch | undefined => {
  if (watch === undefined) return undefined;
  // What is added adds here itself: it reads, and makes an array of its own.
  if (watch.busy) { settle(watch); return undefined; }
  watch.busy = true;
  return watch;
};
/** Before what is added is worked out: the array that is watched, for {@link growWatched}. */
export const takeMember = (o: Value, folded: string): Watch | undefined => (watched > 0 ? taken(watchOf(cellOf(o, folded))) : undefined);
/** Adds in place; false where somebody has read the array meanwhile, or what is added has to be converted. */
export function growWatched(watch: Watch, more: Value): boolean {
  const { array, cell } = watch;
  watch.busy = false;
  if (!watch.live) return false;
  if (!fits(array, more)) { settle(watch); return false; }
  extendArray(array, more);
  cell.table?.overwritten();
  return true;
}
/** Whether an array takes what is added without a conversion. */
export function fits(array: readonly Value[], more: Value): boolean {
  if (!(array instanceof TypedArray)) return true;
  const plain = unwrap(more), { elementType } = array;
  return Array.isArray(plain) ? plain.every((x) => x != null && typeOf(x) === elementType) : plain != null && typeOf(plain) === elementType;
}
/** After a `+=` has set a property: the new array is watched where it is worth it. `sum` is what was set, which a type may have made another array of. */
export function watchMember(o: Value, folded: string, sum: Value): void { if (Array.isArray(sum) && sum.length >= LEAST) watch(cellOf(o, folded), sum); }
function watch(cell: Cell | undefined, sum: readonly Value[]): void {
  if (cell === undefined || watchOf(cell) !== undefined) return;
  const { owner, key } = cell, array = owner instanceof Map ? (owner as Map<string | number, Value>).get(key) : (Reflect.get(owner, key) as Value | ScriptMember);
  if (!Array.isArray(array) || (array !== sum && !(array instanceof TypedArray))) return;
  const made: Watch = { array, cell, live: true, busy: false };
  let all = watches.get(owner);
  if (all === undefined) watches.set(owner, (all = new Map()));
  all.set(key, made);
  watched += 1;
  if (owner instanceof Map) Object.setPrototypeOf(owner, WatchedMap.prototype);
  else Object.defineProperty(owner, key, { configurable: true, enumerable: true, get: () => { settle(made); return array; }, set: (v: unknown) => { settle(made); Reflect.set(owner, key, v); } });
}
/** The array is somebody else's too from now on. */
function settle(watch: Watch): void {
  const { owner, key } = watch.cell;
  if (!watch.live) return;
  watch.live = false;
  watched -= 1;
  watches.get(owner)?.delete(key);
  if (!(owner instanceof Map)) Object.defineProperty(owner, key, { configurable: true, enumerable: true, writable: true, value: watch.array });
}
/** Fields whose readers are noticed. */
class WatchedMap extends Map<string | number, Value> {
  private read(key?: string | number): void { for (const each of watches.get(this)?.values() ?? []) if (key === undefined || each.cell.key === key) settle(each); }
  override get(key: string | number): Value { this.read(key); return super.get(key); }
  override set(key: string | number, value: Value): this { this.read(key); return super.set(key, value); }
  override values(): MapIterator<Value> { this.read(); return super.values(); }
  override entries(): MapIterator<[string | number, Value]> { this.read(); return super.entries(); }
  override [Symbol.iterator](): MapIterator<[string | number, Value]> { return this.entries(); }
  override forEach(run: (value: Value, key: string | number, map: Map<string | number, Value>) => void): void { this.read(); super.forEach(run); }
}
/** `$table[key] += more`, where the table has the key and nothing is watched or in the way; true where it was done. */
export function growEntry(table: Dictionary, key: Value, more: Value): boolean {
  const watch = watched > 0 ? taken(watchOf(entryCell(table, key))) : undefined;
  return watch !== undefined && growWatched(watch, more);
}
/** The same before and after what is added is worked out, for what may change the table meanwhile. */
export const takeEntry = (table: Value, key: Value): Watch | undefined => (watched > 0 && table instanceof Dictionary && key != null && typeof key !== 'number' ? taken(watchOf(entryCell(table, key))) : undefined);
export function watchEntry(table: Value, key: Value, sum: Value): void { if (Array.isArray(sum) && sum.length >= LEAST && table instanceof Dictionary && key != null && typeof key !== 'number') watch(entryCell(table, key), sum); }
