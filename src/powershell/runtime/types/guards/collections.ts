/** What Array and the collections refuse (Array.cs, List.cs, ArrayList.cs, Dictionary.cs and their kind of .NET 10, in the order in which they look). */
import { netThrow } from '../../errors/raise.ts';
import { MultiArray, TypedArray } from '../../values/arrays.ts';
import type { Dictionary } from '../../values/dictionary.ts';
import type { HashSet, ItemCollection, Queue } from '../../values/lists.ts';
import type { Value } from '../../values/value.ts';
import { guardGeneric } from '../generic.ts';
import { addGuards } from '../netType.ts';
import type { AnyType, Guard, Guards } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { T } from '../t.ts';
import { INDEX, POSITION, atLeast, badArgument, counted, countedBack, given, inside, needsNumber, notNegative, outOfRange, outsideArray, place, position } from './refuse.ts';

type Items = readonly Value[];
const typeNamed = (name: string): AnyType => lookupType(`System.${name}`) ?? T.Object;
const isNumber = (v: unknown): v is number => typeof v === 'number';
const sizeOf = (a: unknown): number => (Array.isArray(a) ? a.length : a instanceof MultiArray ? a.items.length : 0);
const rank = (a: unknown): number => (a instanceof MultiArray ? a.lengths.length : 1);
const dimension = (a: unknown, d: number): void => { if (d < 0 || d >= rank(a)) netThrow('System.IndexOutOfRangeException', 'Array does not have that many dimensions.'); };
/** An array's parts, as Array.Copy asks for them. */
function copied(from: unknown, i: number, to: unknown, j: number, n: number, fromName = 'sourceArray'): void {
  given(from, fromName);
  given(to, 'destinationArray');
  notNegative(n, 'length');
  atLeast(i, 0, 'sourceIndex');
  atLeast(j, 0, 'destinationIndex');
  if (i + n > sizeOf(from)) badArgument("Source array was not long enough. Check the source index, length, and the array's lower bounds.", 'sourceArray');
  if (j + n > sizeOf(to)) badArgument("Destination array was not long enough. Check the destination index, length, and the array's lower bounds.", 'destinationArray');
}
const inArray = (a: unknown, i: unknown): void => {
  if (!isNumber(i)) return;
  if (rank(a) !== 1) badArgument('Array was not a one-dimensional array.');
  if (i < 0 || i >= sizeOf(a)) outsideArray();
};
/** `name(array, index, length, …)`. */
const span = (_: void, a: unknown, i: unknown, n: unknown): void => {
  given(a, 'array');
  if (!isNumber(i) || !isNumber(n)) return;
  needsNumber(i, 'index');
  needsNumber(n, 'length');
  inside(i, n, sizeOf(a));
};
const array = (_: void, a: unknown): void => given(a, 'array');
const matched = (_: void, a: unknown, match: unknown): void => { given(a, 'array'); given(match, 'match'); };
addGuards<Items>(T.Array, {
  methods: {
    GetLength: dimension, GetLongLength: dimension, GetUpperBound: dimension, GetLowerBound: dimension, GetValue: inArray, SetValue: (a, v: Value, i: unknown) => {
      inArray(a, i);
      // Nothing is converted on the way.
      if (a instanceof TypedArray && typeof v === 'string' && a.elementType.isValueType) netThrow('System.InvalidCastException', 'Object cannot be stored in an array of this type.');
    },
    CopyTo: (a, to: unknown, j: number) => copied(a, 0, to, j, a.length),
  },
  statics: {
    CreateInstance: (_, type: unknown, ...lengths: readonly unknown[]) => { given(type, 'elementType'); for (const [k, n] of lengths.entries()) if (isNumber(n)) notNegative(n, isNumber(lengths[1]) ? `length${k + 1}` : 'length'); },
    Copy: (_, a: unknown, i: unknown, b: unknown, j: number, n: number) => (isNumber(i) ? copied(a, i, b, j, n) : copied(a, 0, i, 0, b as number)), ConstrainedCopy: (_, a: unknown, i: number, b: unknown, j: number, n: number) => copied(a, i, b, j, n),
    Clear: (_, a: unknown, i: unknown, n: unknown) => { given(a, 'array'); if (isNumber(i) && isNumber(n) && (i < 0 || n < 0 || i + n > sizeOf(a))) outsideArray(); },
    IndexOf: (_, a: unknown, __: unknown, i: unknown, n: unknown) => { given(a, 'array'); if (isNumber(i)) { position(i, sizeOf(a), 'startIndex'); if (isNumber(n)) counted(n, sizeOf(a) - i); } },
    LastIndexOf: (_, a: unknown, __: unknown, i: unknown, n: unknown) => { given(a, 'array'); if (isNumber(i) && sizeOf(a) > 0) { place(i, sizeOf(a), 'startIndex'); if (isNumber(n)) countedBack(i, n); } },
    Reverse: span, Sort: span, BinarySearch: span, Find: matched, FindAll: matched, FindIndex: array, FindLast: matched, FindLastIndex: array, Exists: matched, TrueForAll: matched,
    ForEach: (_, a: unknown, action: unknown) => { given(a, 'array'); given(action, 'action'); }, ConvertAll: (_, a: unknown, converter: unknown) => { given(a, 'array'); given(converter, 'converter'); }, AsReadOnly: array,
  },
});
/** Lists: List<T> has the older words for some refusals, and other names for some parameters. */
function list(isArrayList: boolean): Guards<ItemCollection> {
  const collection = isArrayList ? 'c' : 'collection', negative = isArrayList ? notNegative : needsNumber, size = (l: ItemCollection): number => l.items.length;
  const range = (l: ItemCollection, i: unknown, n: unknown): void => { if (!isNumber(i) || !isNumber(n)) return; negative(i, 'index'); negative(n, 'count'); inside(i, n, size(l)); };
  return {
    create: (_: void, v: unknown) => { if (isNumber(v)) { if (!isArrayList) negative(v, 'capacity'); } else if (v !== undefined) given(v, collection); },
    props: { Capacity: (l, n: Value) => { if (Number(n) < size(l)) outOfRange('capacity was less than the current size.', 'value'); } },
    methods: {
      ...(isArrayList ? { Insert: (l: ItemCollection, i: number) => position(i, size(l), 'index') } : {}), AddRange: (_, v: unknown) => given(v, collection), InsertRange: (l, i: number, v: unknown) => { given(v, collection); position(i, size(l), 'index'); },
      SetRange: (l, i: number, v: unknown) => { given(v, 'c'); if (i < 0 || i > size(l) - sizeOf(v)) outOfRange(POSITION, 'index'); },
      GetRange: range, RemoveRange: range, Reverse: range, Slice: range, Sort: range, BinarySearch: range,
      IndexOf: (l, _: unknown, i: unknown, n: unknown) => {
        if (!isNumber(i)) return;
        if (i > size(l) || i < 0) outOfRange(POSITION, isArrayList || i < 0 ? 'startIndex' : 'index');
        if (isNumber(n)) counted(n, size(l) - i);
      },
      LastIndexOf: (l, _: unknown, i: unknown, n: unknown) => {
        const name = isArrayList ? 'startIndex' : 'index';
        if (!isNumber(i) || size(l) === 0) return;
        if (i >= size(l)) outOfRange(INDEX, name);
        negative(i, name);
        if (isNumber(n)) { negative(n, 'count'); if (n > i + 1) outOfRange('Larger than collection size.', 'count'); }
      },
      CopyTo: (l, a: unknown, b: unknown, c: unknown, d: unknown) => {
        if (isNumber(a)) { inside(a, Number(d), size(l)); copied(l.items, a, b, Number(c), Number(d)); } else copied(l.items, 0, a, isNumber(b) ? b : 0, size(l));
      },
      ConvertAll: (_, v: unknown) => given(v, 'converter'), EnsureCapacity: (_, n: number) => needsNumber(n, 'capacity'),
    },
  };
}
addGuards<ItemCollection>(T.ArrayList, { ...list(true), statics: { Repeat: (_, __: unknown, n: number) => notNegative(n, 'count'), ReadOnly: (_, l: unknown) => given(l, 'list'), FixedSize: (_, l: unknown) => given(l, 'list'), Synchronized: (_, l: unknown) => given(l, 'list'), Adapter: (_, l: unknown) => given(l, 'list') } });
guardGeneric('System.Collections.Generic.List', list(false));
for (const name of ['Collection', 'ObservableCollection', 'ReadOnlyCollection']) guardGeneric<ItemCollection>(`System.Collections.ObjectModel.${name}`, { create: (_: void, v: unknown) => { if (v !== undefined) given(v, 'list'); }, methods: { Insert: (l, i: number) => position(i, l.items.length, 'index') } });

const key = (_: unknown, k: unknown): void => given(k, 'key');
const keyed: Readonly<Record<string, Guard<Dictionary>>> = { Add: key, ContainsKey: key, Remove: key, TryGetValue: key, TryAdd: key };
const capacity = (_: unknown, n: unknown): void => { if (isNumber(n) && n < 0) outOfRange('Specified argument was out of the range of valid values.', 'capacity'); };
const amount = (name: string) => (_: unknown, n: unknown): void => { if (isNumber(n)) notNegative(n, name); };
addGuards<Dictionary>(T.Hashtable, { create: amount('capacity'), methods: { ContainsKey: key, Contains: key, Remove: key, CopyTo: (d, to: unknown, i: number) => { given(to, 'array'); notNegative(i, 'arrayIndex'); if (sizeOf(to) - i < d.count) badArgument('Destination array is not long enough to copy all the items in the collection. Check array index and length.'); } } });
for (const name of ['Dictionary', 'SortedDictionary', 'SortedList']) guardGeneric<Dictionary>(`System.Collections.Generic.${name}`, { ...(name === 'Dictionary' ? { create: capacity } : {}), methods: { ...keyed, EnsureCapacity: capacity, IndexOfKey: key } });

const copiedTo = (q: ItemCollection, to: unknown, i: unknown): void => {
  given(to, 'array');
  if (!isNumber(i)) return;
  position(i, sizeOf(to), 'arrayIndex');
  inside(i, (q as Queue).count ?? q.items.length, sizeOf(to));
};
for (const name of ['Queue', 'Stack']) {
  guardGeneric<ItemCollection>(`System.Collections.Generic.${name}`, { create: (_: void, v: unknown) => { if (isNumber(v)) notNegative(v, 'capacity'); else if (v !== undefined) given(v, 'collection'); }, methods: { EnsureCapacity: amount('capacity'), CopyTo: copiedTo } });
  addGuards(typeNamed(`Collections.${name}`), { create: amount(name === 'Queue' ? 'capacity' : 'initialCapacity') });
}
const other = (_: unknown, v: unknown): void => given(v, 'other');
guardGeneric<HashSet>('System.Collections.Generic.HashSet', {
  create: (_: void, v: unknown) => { if (isNumber(v)) capacity(_, v); else if (v === null) given(v, 'collection'); },
  methods: {
    ...Object.fromEntries(['UnionWith', 'IntersectWith', 'ExceptWith', 'SymmetricExceptWith', 'SetEquals', 'IsSubsetOf', 'IsSupersetOf', 'IsProperSubsetOf', 'IsProperSupersetOf', 'Overlaps'].map((name) => [name, other])), EnsureCapacity: capacity,
    CopyTo: (s, to: unknown, i: unknown) => { given(to, 'array'); if (isNumber(i)) notNegative(i, 'arrayIndex'); if (sizeOf(to) - (isNumber(i) ? i : 0) < s.members.size) badArgument('Destination array is not long enough to copy all the items in the collection. Check array index and length.'); },
  },
});
