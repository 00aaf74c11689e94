/** `$x[i]`: reading and writing by index or key. */
import { FAILED, convertOrFail, convertTo } from '../convert/convert.ts';
import { toText } from '../convert/toText.ts';
import { isEnumerable, toItems } from '../convert/enumerate.ts';
import { raise } from '../errors/raise.ts';
import { T } from '../types/t.ts';
import type { AnyType } from '../types/netType.ts';
import { typeOf } from '../types/typeOf.ts';
import { MultiArray, TypedArray } from '../values/arrays.ts';
import { Char } from '../values/char.ts';
import { Dictionary, GenericDictionary, Hashtable, OrderedDictionary } from '../values/dictionary.ts';
import { ItemCollection, List, Queue, Stack } from '../values/lists.ts';
import { byte, isNumber, toLong, toNumber } from '../values/numbers.ts';
import { DateTime } from '../values/dateTime.ts';
import { EnumValue } from '../values/enumValue.ts';
import { noConversion } from '../convert/castError.ts';
import type { NumberValue } from '../values/numbers.ts';
import { add } from '../operators/arithmetic.ts';
import { growEntry, watchEntry } from '../run/growingMembers.ts';
import { PSObject, unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';

const toIndex = (i: Value): number => (typeof i === 'number' ? i : toNumber(convertTo(i, T.Int32) as NumberValue));

/** An index in reading: what is no number finds nothing. */
const position = (i: Value): number | undefined => { const n = typeof i === 'number' ? i : convertOrFail(i, T.Int32); return n === FAILED ? undefined : (n as number); };

/** An index of an array or text that never is a number ends the expression, and the words tell of the array; one that could have been one (a text, a date) finds nothing. */
function noPlace(index: Value, array: Value): undefined {
  const plain = unwrap(index);
  if (plain == null || typeof plain === 'string' || typeof plain === 'boolean' || isNumber(plain) || plain instanceof Char || plain instanceof DateTime || plain instanceof EnumValue || Array.isArray(plain)) return undefined;
  return noConversion(array, T.Int32);
}
/** What is many as an index means one item each: lists, sets and keys of tables as arrays do (PSGetIndexBinder.CheckForSlicing). */
const asIndex = (index: Value): Value => (typeof index === 'object' && index !== null && !Array.isArray(index) && isEnumerable(index) ? toItems(index) : index);

/** Reads; null outside of a list, an error on null. */
export function getIndex(target: Value, given: Value, strict = 0): Value {
  if (typeof target === 'string' && typeof given === 'number' && given >= 0 && given < target.length) return Char.of(target.charCodeAt(given));
  const index = typeof given === 'object' ? asIndex(given) : given;
  if (Array.isArray(target)) {
    if (typeof index === 'number') {
      const at = index < 0 ? index + target.length : index;
      if (strict >= 3 && (at < 0 || at >= target.length)) return outside();
      return at >= 0 && at < target.length ? target[at] : null;
    }
    if (index == null) return nullIndex();
    // In strict mode what is no number is an error.
    if (strict >= 3 && !Array.isArray(index) && position(index) === undefined) return getIndex(target, toIndex(index), strict);
    return listIndex(target, index, strict, target);
  }
  if (target == null) return nullTarget();
  if (target instanceof Dictionary) return given == null ? nullIndex() : dictionaryIndex(target, given);
  if (index == null) return nullIndex();
  if (typeof target === 'string') {
    if (Array.isArray(index)) return index.map((i) => getIndex(target, i, strict)).filter((found) => found !== null);
    const i = position(index) ?? noPlace(index, target) ?? target.length, at = i < 0 ? i + target.length : i;
    return at >= 0 && at < target.length ? Char.of(target.charCodeAt(at)) : strict >= 3 ? outside() : null;
  }
  if (target instanceof MultiArray) return multiIndex(target, index, strict);
  if (target instanceof PSObject && target.base !== undefined) return getIndex(target.base, index, strict);
  const own = typeOf(target).get('index');
  if (own !== undefined) return own.get(target, index) as Value;
  // Queues and stacks have no places.
  if (target instanceof ItemCollection && !(target instanceof Queue || target instanceof Stack)) {
    if (Array.isArray(index)) return listIndex(target.items, index, strict);
    // A list's own indexer says nothing of what is no number (PSGetIndexBinder.SafeIndexResult).
    const at = strict >= 3 ? toIndex(index) : position(index);
    if (at === undefined) return null;
    const { length } = target.items;
    return strict >= 3 && (at >= length || at < -length) ? outOfList() : checkedIndex(target.items, at);
  }
  if (index === 0 || index === -1) return target;
  // Nothing at all, not even a null (PSGetIndexBinder.CannotIndexTarget).
  if (strict < 2 && (typeof index === 'number' || (Array.isArray(index) && index.length > 1))) return undefined;
  return raise({ id: 'CannotIndex', category: 'InvalidOperation', message: `Unable to index into an object of type "${typeOf(target).name}".` });
}
/** Lists outside of their bounds give null in reading, as arrays do. */
function checkedIndex(items: readonly Value[], i: number): Value { return items[i < 0 ? i + items.length : i] ?? null; }
function listIndex(items: readonly Value[], index: Value, strict = 0, array?: Value): Value {
  if (!Array.isArray(index)) { const n = position(index) ?? (array === undefined ? undefined : noPlace(index, array)); return n === undefined ? null : items[n < 0 ? n + items.length : n] ?? null; }
  const out: Value[] = [];
  for (const i of index) { const n = position(i) ?? (array === undefined ? undefined : noPlace(i, array)) ?? items.length, at = n < 0 ? n + items.length : n; if (at >= 0 && at < items.length) out.push(items[at] ?? null); else if (strict >= 3) outside(); }
  return out;
}
/** A whole number is a place in an ordered table, also where it is a key of it: its indexer of Int32 fits best (PSGetIndexBinder.InvokeIndexer). */
function dictionaryIndex(target: Dictionary, index: Value): Value {
  if (target instanceof OrderedDictionary && typeof index === 'number') return target.at(index < 0 ? index + target.count : index)?.value ?? null;
  if (target instanceof GenericDictionary) return genericIndex(target, index);
  const found = target.find(index);
  if (found !== undefined) return found.value;
  const keys = asIndex(index);
  return Array.isArray(keys) ? keys.map((i) => dictionaryIndex(target, i)) : null;
}
/** A key that converts to the type of the keys is one key; arrays never are (PSGetIndexBinder.GetIndexDictionary). */
function genericIndex(target: GenericDictionary, index: Value): Value {
  const keys = asIndex(index), isArray = Array.isArray(unwrap(index)), key = isArray ? FAILED : convertOrFail(index, target.keyType);
  if (key !== FAILED) { const found = target.find(key); return found === undefined ? null : found.value; }
  return Array.isArray(keys) ? keys.map((i) => genericIndex(target, i)) : target.find(convertTo(index, target.keyType))?.value ?? null;
}
function multiIndex(target: MultiArray, index: Value, strict: number): Value {
  const indices = Array.isArray(index) ? index as readonly Value[] : toItems(index);
  // Tuples: one item each, where there is one.
  if (typeof indices[0] === 'object' && indices.every((i) => Array.isArray(unwrap(i)))) return indices.flatMap((i) => { const at = offset(target, toItems(i)); return at < 0 ? [] : [target.items[at] ?? null]; });
  const at = offset(target, indices);
  return at >= 0 ? target.items[at] ?? null : strict >= 3 ? outside() : null;
}
/** Where an item lies, -1 where outside; as many indexes as the array has dimensions (ArrayOps.GetMDArrayValue). */
function offset(target: MultiArray, indices: readonly Value[]): number {
  const { lengths } = target;
  if (indices.length !== lengths.length) {
    const text = indices.map((i) => toText(i)).join(','), told = text.length > 20 ? `${text.slice(0, 20)} ...` : text;
    return raise({ id: 'NeedMultidimensionalIndex', category: 'InvalidOperation', target: indices.length === 1 ? indices[0] ?? null : [...indices], message: `You cannot index into a ${lengths.length} dimensional array with index [${told}].` });
  }
  let at = 0;
  for (let d = 0; d < lengths.length; d++) {
    const given = toIndex(indices[d]), length = lengths[d] as number, n = given < 0 ? given + length : given;
    if (n < 0 || n >= length) return -1;
    at = at * length + n;
  }
  return at;
}
/** A value as an item of a typed array; small whole numbers go into arrays of them without more ado. */
function element(value: Value, type: AnyType): Value {
  if (typeof value === 'number') {
    if (type === T.Int32) return value;
    if (type === T.Byte && value >= 0 && value < 256) return byte(value);
    if (type === T.Int64) return toLong(value);
  }
  return convertTo(value, type);
}
/** Writes. */
export function setIndex(target: Value, index: Value, value: Value): void {
  if (target == null) return nullTarget();
  if (index == null) return nullIndex();
  if (Array.isArray(target)) {
    const i = toIndex(index), at = i < 0 ? i + target.length : i;
    if (at < 0 || at >= target.length) return outside();
    target[at] = target instanceof TypedArray ? element(value ?? null, target.elementType) : value;
    return undefined;
  }
  if (target instanceof Dictionary) return setKey(target, index, value);
  if (target instanceof PSObject && target.base !== undefined) return setIndex(target.base, index, value);
  const own = typeOf(target).get('index');
  if (own?.set !== undefined) { own.set(target, index, value ?? null); return undefined; }
  if (target instanceof ItemCollection) {
    if (target instanceof List && target.isReadOnly) return raise({ id: 'CannotIndex', category: 'InvalidOperation', message: `Unable to assign to an index into an object of type "${target.netType.name}".` });
    const i = toIndex(index), at = i < 0 ? i + target.items.length : i;
    if (at < 0 || at >= target.items.length) return outOfList();
    const type = 'elementType' in target ? (target as { elementType: typeof T.Object }).elementType : T.Object;
    target.items[at] = convertTo(value, type);
    target.version += 1;
    return undefined;
  }
  if (target instanceof MultiArray) {
    const at = offset(target, toItems(index));
    if (at < 0) return outside();
    target.items[at] = convertTo(value, target.elementType);
    return undefined;
  }
  return raise({ id: 'CannotIndex', category: 'InvalidOperation', message: `Unable to index into an object of type "${typeOf(target).name}".` });
}
/** `$x[i] op= v`: a table's entry is looked up once. */
export function combineIndex(target: Value, index: Value, value: Value, combine: (a: Value, b: Value) => Value): void {
  if (target instanceof Hashtable && index != null && !target.isReadOnly) {
    if (combine === add && growEntry(target, index, value)) return;
    const entry = target.find(index);
    if (entry !== undefined) {
      target.version += 1;
      const made = combine(entry.value, value);
      entry.value = made;
      if (combine === add) watchEntry(target, index, made);
      return;
    }
  }
  setIndex(target, index, combine(getIndex(target, index), value));
}
/** `$table[[object] 5]`: the indexer of objects, so that a number is the key of an ordered table and not a place (about_Hash_Tables; PSGetIndexBinder takes the cast as a constraint). */
export function getKeyed(target: Value, key: Value, strict = 0): Value {
  const plain = unwrap(target);
  return plain instanceof OrderedDictionary && isNumber(unwrap(key)) ? plain.find(key)?.value ?? null : getIndex(target, key, strict);
}
/** `$table[[object] 5] = value`. */
export function setKeyed(target: Value, key: Value, value: Value): void {
  const plain = unwrap(target);
  if (plain instanceof OrderedDictionary && isNumber(unwrap(key)) && !plain.isReadOnly) plain.set(key, value); else setIndex(target, key, value);
}
/** `$h[key] = value`. */
export function setKey(target: Dictionary, key: Value, value: Value): void {
  if (key == null) return nullIndex();
  if (target.isReadOnly) return raise({ id: 'System.NotSupportedException', category: 'OperationStopped', exception: 'System.NotSupportedException', message: 'Collection is read-only.' });
  if (target instanceof OrderedDictionary && typeof key === 'number') {
    const entry = target.at(key);
    if (entry === undefined) return raise({ id: 'System.ArgumentOutOfRangeException', category: 'OperationStopped', exception: 'System.ArgumentOutOfRangeException', message: "Specified argument was out of the range of valid values. (Parameter 'index')" });
    entry.value = value;
    return undefined;
  }
  if (target instanceof GenericDictionary) target.set(convertTo(key, target.keyType), value === undefined && target.valueType === T.Object ? value : convertTo(value ?? null, target.valueType));
  else target.set(key, value);
  return undefined;
}
const nullTarget = (): never => raise({ id: 'NullArray', category: 'InvalidOperation', message: 'Cannot index into a null array.' });
/** Whatever is indexed; among several indexes a null is taken for what it converts to (PSGetIndexBinder.FallbackGetIndex). */
const nullIndex = (): never => raise({ id: 'NullArrayIndex', category: 'InvalidOperation', message: 'Index operation failed; the array index evaluated to null.' });
const outside = (): never => raise({ id: 'System.IndexOutOfRangeException', category: 'OperationStopped', exception: 'System.IndexOutOfRangeException', message: 'Index was outside the bounds of the array.' });
const outOfList = (): never => raise({ id: 'System.ArgumentOutOfRangeException', category: 'OperationStopped', exception: 'System.ArgumentOutOfRangeException', message: "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')" });
