/** ArrayList, List<T>, Queue, Stack, HashSet, LinkedList and their kind. */
import { convertTo } from '../../convert/convert.ts';
import { enumerate, toItems } from '../../convert/enumerate.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import { netThrow } from '../../errors/raise.ts';
import { emptyOf } from '../../members/constructed.ts';
import { compare, equals } from '../../operators/compare.ts';
import { guardArray, guardGrowth } from '../../run/budget.ts';
import { current } from '../../run/current.ts';
import { typedArray } from '../../values/arrays.ts';
import { PowerShellError } from '../../values/errorRecord.ts';
import { Double, Single } from '../../values/numbers.ts';
import { typeOf } from '../typeOf.ts';
import type { Dictionary } from '../../values/dictionary.ts';
import type { ItemCollection} from '../../values/lists.ts';
import { ArrayList, Enumerator, HashSet, List, Queue, Stack, SyncArrayList } from '../../values/lists.ts';
import type { PSReference } from '../../values/misc.ts';
import { placed } from '../../values/placedMap.ts';
import type { ScriptBlock } from '../../values/scriptBlock.ts';
import { unwrap } from '../../values/psObject.ts';
import type { Value } from '../../values/value.ts';
import { enumeratorType } from './enumerators.ts';
import { Delegate } from '../../values/delegate.ts';
import { callDelegate } from '../system/delegates.ts';
import { StringComparer, defaultComparer, identityOf, orderOf } from './comparers.ts';
import { generic, genericType } from '../generic.ts';
import { func, laterType, method } from '../netType.ts';
import type { AnyType, NetType, Overload, TypeTable } from '../netType.ts';
import { T, named } from '../t.ts';

const same = (a: Value, b: Value): boolean => equals(a, b, false) && typeof unwrap(a) === typeof unwrap(b);
/** Comparer<T>.Default: null stands first, and values of two types are not compared. */
export function order(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const x = unwrap(a), y = unwrap(b);
  if (x == null || y == null) return Number(x != null) - Number(y != null);
  try {
    const c = typeOf(x) === typeOf(y) ? compare(a, b, false) : NaN;
    if (!Number.isNaN(c) || x instanceof Double || x instanceof Single) return Number.isNaN(c) ? 0 : c;
  } catch (e) { if (!(e instanceof PowerShellError)) throw e; }
  return netThrow('System.InvalidOperationException', 'Failed to compare two elements in the array.');
}
const test = (b: ScriptBlock) => (v: Value): boolean => toBoolean(current().runBlock(b, { args: [v], item: v })[0]);
const outOfRange = (): never => netThrow('System.ArgumentOutOfRangeException', "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')", [['ParamName', 'index']]);
const notInserted = (l: ItemCollection): never => netThrow('System.ArgumentOutOfRangeException', `${l instanceof ArrayList ? 'Insertion index was out of range. Must be non-negative and less than or equal to size.' : 'Index must be within the bounds of the List.'} (Parameter 'index')`, [['ParamName', 'index']]);
/** What a part of a list may be: where it begins, and how much there is from there. */
function rangeOf(l: ItemCollection, index: number, count: number): void {
  for (const [name, n] of [['index', index], ['count', count]] as const) if (n < 0) netThrow('System.ArgumentOutOfRangeException', l instanceof ArrayList ? `${name} ('${n}') must be a non-negative value. (Parameter '${name}')\nActual value was ${n}.` : `Non-negative number required. (Parameter '${name}')`, [['ParamName', name]]);
  if (l.items.length - index < count) netThrow('System.ArgumentException', 'Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.');
}
const indexed = (l: ItemCollection, i: number): void => { if (i < 0 || i >= l.items.length) outOfRange(); };
/** What all lists do; `as` converts what goes in. */
function listMethods(as: (v: Value) => Value, addGives: boolean, element: AnyType): Record<string, readonly Overload<ItemCollection>[]> {
  const finish = (l: ItemCollection, items: Value[]): Value => (addGives ? new ArrayList(items) : new List((l as List).netType, element as NetType, items));
  /** A method of one item: the argument is converted to the element type as the call's own conversion, so that its errors are the call's. */
  const typed = (run: (l: ItemCollection, v: Value) => unknown, returns?: AnyType): Overload<ItemCollection> => ({ params: [element], returns, invoke: (l, [v]) => run(l, element.box !== undefined && (typeof v === 'number' || typeof v === 'bigint' || typeof v === 'boolean') ? element.box(v as never) : (v as Value)) });
  return {
    Add: [typed((l, v) => { writable(l); l.items.push(as(v)); guardGrowth(l.items.length); return addGives ? l.items.length - 1 : undefined; }, addGives ? T.Int32 : T.Void)],
    AddRange: [method([T.Object], (l, v) => { const before = l.items.length; for (const x of toItems(v)) l.items.push(as(x)); guardGrowth(l.items.length, l.items.length - before); }, T.Void)],
    Clear: [method([], (l) => { writable(l); l.items = []; }, T.Void)], Contains: [typed((l, v) => { const x = as(v); return l.items.some((i) => same(i, x)); }, T.Boolean)],
    IndexOf: [typed((l, v) => { const x = as(v); return l.items.findIndex((i) => same(i, x)); }, T.Int32), method([T.Object, T.Int32], (l, v, n) => l.items.findIndex((i, k) => k >= n && same(i, v)), T.Int32), method([T.Object, T.Int32, T.Int32], (l, v, n, m) => l.items.findIndex((i, k) => k >= n && k < n + m && same(i, v)), T.Int32)], LastIndexOf: [typed((l, v) => { const x = as(v); return l.items.findLastIndex((i) => same(i, x)); }, T.Int32), method([T.Object, T.Int32], (l, v, n) => l.items.findLastIndex((i, k) => k <= n && same(i, v)), T.Int32), method([T.Object, T.Int32, T.Int32], (l, v, n, m) => l.items.findLastIndex((i, k) => k <= n && k > n - m && same(i, v)), T.Int32)],
    Insert: [method([T.Int32, T.Object], (l, i, v) => { if (i < 0 || i > l.items.length) notInserted(l); l.items.splice(i, 0, as(v)); }, T.Void)], InsertRange: [method([T.Int32, T.Object], (l, i, v) => { const more = toItems(v); guardArray(current(), l.items.length + more.length); l.items = [...l.items.slice(0, i), ...more.map(as), ...l.items.slice(i)]; }, T.Void)],
    Remove: [typed((l, v) => { writable(l); const i = l.items.findIndex((x) => same(x, v)); if (i >= 0) l.items.splice(i, 1); return addGives ? undefined : i >= 0; }, addGives ? T.Void : T.Boolean)],
    RemoveAt: [method([T.Int32], (l, i) => { writable(l); indexed(l, i); l.items.splice(i, 1); }, T.Void)], RemoveRange: [method([T.Int32, T.Int32], (l, i, n) => { rangeOf(l, i, n); l.items.splice(i, n); }, T.Void)],
    Reverse: [method([], (l) => { l.items.reverse(); }, T.Void), method([T.Int32, T.Int32], (l, i, n) => { l.items.splice(i, n, ...l.items.slice(i, i + n).reverse()); }, T.Void)],
    Sort: [method([], (l) => { l.items.sort(order); }, T.Void), method([T.ScriptBlock], (l, b) => { l.items.sort((x, y) => Number(current().runBlock(b, { args: [x, y] })[0] ?? 0)); }, T.Void), method([StringComparer.type], (l, c) => { l.items.sort((x, y) => compare(x, y, c.ignoreCase)); }, T.Void), method([T.Object], (l, c) => { l.items.sort(sorterOf(c)); }, T.Void), method([T.Int32, T.Int32, T.Object], (l, i, n, c) => { l.items.splice(i, n, ...l.items.slice(i, i + n).sort(sorterOf(c))); }, T.Void)],
    ToArray: [method([], (l) => (element === T.Object ? Array.from(l.items) : typedArray(element as NetType, l.items))), ...(addGives ? [method([T.Type], (l: ItemCollection, t) => typedArray(t as NetType, l.items.map((v) => convertTo(v, t as NetType))))] : [])], CopyTo: [method([T.Array], (l, a) => { l.items.forEach((v, i) => { a[i] = v; }); }), method([T.Array, T.Int32], (l, a, k) => { l.items.forEach((v, i) => { a[i + k] = v; }); }), method([T.Int32, T.Array, T.Int32, T.Int32], (l, from, a, k, n) => { l.items.slice(from, from + n).forEach((v, i) => { a[i + k] = v; }); }, T.Void)],
    GetEnumerator: [method([], (l) => new Enumerator(l.walk(), enumeratorType(l)))], GetRange: [method([T.Int32, T.Int32], (l, i, n) => (i + n > l.items.length ? netThrow('System.ArgumentException', 'Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.') : finish(l, l.items.slice(i, i + n))))],
    Clone: [method([], (l) => finish(l, Array.from(l.items)))], ToString: [method([], (l) => `${l.netType.name.replace(/\[\[.*$/s, '')}${l.netType.genericArguments.length === 0 ? '' : `[${l.netType.genericArguments.map((a) => a.name).join(',')}]`}`, T.String)], get_Item: [method([T.Int32], (l, i) => { indexed(l, i); return l.items[i]; })], set_Item: [method([T.Int32, T.Object], (l, i, v) => { indexed(l, i); l.items[i] = as(v); })], Equals: [method([T.Object], (l, o) => (l as Value) === o)],
    TrimToSize: [method([], () => undefined)], TrimExcess: [method([], () => undefined)],
    Find: [method([T.ScriptBlock], (l, b) => l.items.find(test(b)) ?? emptyOf(element))], FindAll: [method([T.ScriptBlock], (l, b) => finish(l, l.items.filter(test(b))))], FindIndex: [method([T.ScriptBlock], (l, b) => l.items.findIndex(test(b)), T.Int32), method([T.Int32, T.ScriptBlock], (l, n, b) => { const right = test(b); return l.items.findIndex((v, i) => i >= n && right(v)); }, T.Int32), method([T.Int32, T.Int32, T.ScriptBlock], (l, n, m, b) => { const right = test(b); return l.items.findIndex((v, i) => i >= n && i < n + m && right(v)); }, T.Int32)], FindLast: [method([T.ScriptBlock], (l, b) => l.items.findLast(test(b)) ?? emptyOf(element))], Exists: [method([T.ScriptBlock], (l, b) => l.items.some(test(b)), T.Boolean)], TrueForAll: [method([T.ScriptBlock], (l, b) => l.items.every(test(b)), T.Boolean)],
    RemoveAll: [method([T.ScriptBlock], (l, b) => { const before = l.items.length, drop = test(b); l.items = l.items.filter((v) => !drop(v)); return before - l.items.length; }, T.Int32)], ConvertAll: [method([T.ScriptBlock], (l, b) => l.items.map((v) => current().runBlock(b, { args: [v], item: v })[0]))], AsReadOnly: [method([], (l) => new List(genericType('System.Collections.ObjectModel.ReadOnlyCollection', [element]) as NetType, element as NetType, l.items, true))], EnsureCapacity: [method([T.Int32], (l, n) => Math.max(n, 4, 2 ** Math.ceil(Math.log2(Math.max(1, l.items.length)))), T.Int32)], FindLastIndex: [method([T.ScriptBlock], (l, b) => l.items.findLastIndex(test(b)), T.Int32), method([T.Int32, T.ScriptBlock], (l, n, b) => { const right = test(b); return l.items.findLastIndex((v, i) => i <= n && right(v)); }, T.Int32)], SetRange: [method([T.Int32, T.Object], (l, i, v) => { toItems(v).forEach((x, k) => { l.items[i + k] = as(x); }); }, T.Void)],
    BinarySearch: [method([T.Int32, T.Int32, T.Object, T.Object], (l, i, n, v, c) => { const at = binarySearch(l.items.slice(i, i + n), v, sorterOf(c)); return at < 0 ? at - i : at + i; }, T.Int32), method([T.Object], (l, v) => binarySearch(l.items, v, order), T.Int32), method([T.Object, T.Object], (l, v, c) => binarySearch(l.items, v, sorterOf(c)), T.Int32)],
  };
}
/** The order that a comparer or a Comparison<T> makes; nothing is the usual one. */
const sorterOf = (c: unknown): ((a: Value, b: Value) => number) => (c == null ? order : c instanceof StringComparer ? (a, b) => compare(a, b, c.ignoreCase) : c instanceof Delegate ? (a, b) => Number(callDelegate(c, [a, b])) : orderOf(c));
/** Where the item is, else the complement of where it would stand. */
export function binarySearch(items: readonly Value[], wanted: Value, by: (a: Value, b: Value) => number): number {
  let low = 0, high = items.length - 1;
  while (low <= high) {
    const mid = (low + high) >> 1, c = by(items[mid], wanted);
    if (c === 0) return mid;
    if (c < 0) low = mid + 1; else high = mid - 1;
  }
  return ~low;
}
/** What List<T> alone has: elsewhere ForEach is PowerShell's own, which gives what its block writes. */
const ownOfList: Record<string, readonly Overload<ItemCollection>[]> = {
  ForEach: [method([T.ScriptBlock], (l, b) => { for (const v of l.walk()) current().runBlock(b, { args: [v], item: v }); }, T.Void)],
  Slice: [method([T.Int32, T.Int32], (l, i, n) => new List((l as List).netType, (l as List).netType.genericArguments[0] as NetType, l.items.slice(i, i + n)))],
};
/** A comparer where items could stand too. */
const isComparer = (v: Value): boolean => v !== null && typeof v === 'object' && !Array.isArray(v) &&  v.netType?.interfaces.some((i) => i.includes('IEqualityComparer'));
function writable(l: ItemCollection): void { if (l instanceof ArrayList && l.limit !== undefined) netThrow('System.NotSupportedException', l.limit === 'ReadOnly' ? 'Collection is read-only.' : 'Collection was of a fixed size.'); if (l instanceof List && l.isReadOnly) netThrow('System.NotSupportedException', 'Collection is read-only.'); }
const props = { Capacity: [T.Int32, (l: ItemCollection) => Math.max(4, 2 ** Math.ceil(Math.log2(Math.max(1, l.items.length)))), () => undefined], Count: [T.Int32, (l: ItemCollection) => l.items.length], IsFixedSize: [T.Boolean, () => false], IsReadOnly: [T.Boolean, (l: ItemCollection) => l instanceof List && l.isReadOnly], IsSynchronized: [T.Boolean, () => false], SyncRoot: [T.Object, (l: ItemCollection) => l] } as const;
const withEmpty = { ...props, IsEmpty: [T.Boolean, (l: ItemCollection) => l.items.length === 0] } as const;
laterType<ArrayList>(T.ArrayList, () => ({
  enumerate: (l) => l.items, props,
  create: [func([], () => new ArrayList()), func([T.Int32], (n) => (n < 0 ? netThrow('System.ArgumentOutOfRangeException', "'capacity' must be non-negative. (Parameter 'capacity')", [['ParamName', 'capacity']]) : new ArrayList())), func([T.Array], (a) => new ArrayList(Array.from(a))), func([T.ICollection], (c) => new ArrayList([...enumerate(c)]))],
  // A table is a collection of entries, which its constructor takes.
  convert: [{ from: T.Array, convert: (a: Value[]) => new ArrayList(Array.from(a)) }, { from: T.IDictionary, convert: (d: Dictionary) => new ArrayList([...d.entries.values()]) }], methods: listMethods((v) => v, true, T.Object),
  statics: { Repeat: [func([T.Object, T.Int32], (v, n) => new ArrayList(Array.from({ length: n }, () => v)))], ReadOnly: [func([T.ArrayList], (l) => limited(l, 'ReadOnly'))], FixedSize: [func([T.ArrayList], (l) => limited(l, 'FixedSize'))], Synchronized: [func([T.ArrayList], (l) => new SyncArrayList(l))], Adapter: [func([T.Array], (a) => new ArrayList(a))] },
}), ArrayList);
/** A wrapper over the same items that refuses changes. */
laterType<SyncArrayList>(named<SyncArrayList>('System.Collections.ArrayList+SyncArrayList', [], { base: T.ArrayList }), () => ({ props: { IsSynchronized: [T.Boolean, () => true], SyncRoot: [T.Object, (l) => l.of] } }), SyncArrayList);
function limited(l: ArrayList, limit: 'ReadOnly' | 'FixedSize'): ArrayList { const made = new ArrayList(l.items); made.limit = limit; return made; }
const interfaces = ['System.Collections.IList', 'System.Collections.ICollection', 'System.Collections.IEnumerable'];
for (const name of ['System.Collections.Generic.List', 'System.Collections.Concurrent.ConcurrentBag', 'System.Collections.ObjectModel.Collection', 'System.Collections.ObjectModel.ReadOnlyCollection', 'System.Collections.ObjectModel.ObservableCollection', 'System.Management.Automation.PSDataCollection'] as const) {
  generic({
    name, arity: 1, interfaces, table: (self, [element = T.Object]) => {
      const as = (v: Value): Value => convertTo(v, element), make = (items: Value[]): List => new List(self as NetType, element as NetType, items, name.endsWith('ReadOnlyCollection'));
      return {
        enumerate: (l: List) => l.items, props: name.endsWith('ConcurrentBag') ? withEmpty : props, methods: { ...listMethods(as, false, element), ...(name.endsWith('Generic.List') ? ownOfList : {}), ...(name.endsWith('ConcurrentBag') ? bagMethods(element) : name.endsWith('PSDataCollection') ? dataMethods(element) : {}) },
        create: [func([], () => make([])), func([T.Int32], () => make([])), func([T.Object], (v) => make(toItems(v).map(as)))],
        convert: [{ from: T.Object, convert: (v: Value) => make(toItems(v).map(as)) }],
      } as unknown as TypeTable<never>;
    },
  });
}
/** What a ConcurrentBag does beside. */
const bagMethods = (element: AnyType): Record<string, readonly Overload<ItemCollection>[]> => {
  const attempt = (take: boolean): Overload<ItemCollection> => method([T.Ref], (l, r) => { const found = l.items.length > 0; r.value = found ? l.items.at(-1) : emptyOf(element); if (found && take) l.items.pop(); return found; }, T.Boolean);
  return { TryTake: [attempt(true)], TryPeek: [attempt(false)] };
};
/** What a PSDataCollection does beside: reading takes the items out. */
const dataMethods = (element: AnyType): Record<string, readonly Overload<ItemCollection>[]> => ({
  ReadAll: [method([], (l) => { const { items } = l; l.items = []; return new List(genericType('System.Collections.ObjectModel.Collection', [element]) as NetType, element as NetType, items); })],
  Complete: [method([], () => undefined, T.Void)], Dispose: [method([], () => undefined, T.Void)],
});
const emptyQueue = (what: string) => (): never => netThrow('System.InvalidOperationException', `${what} empty.`);
function queueTable(self: AnyType, element: AnyType, isStack: boolean, as: (v: Value) => Value): TypeTable<never> {
  const make = (items: Value[]): Queue | Stack => (isStack ? new Stack(self as NetType, element as NetType, items) : new Queue(self as NetType, element as NetType, items)), none = emptyQueue(isStack ? 'Stack' : 'Queue');
  const seen = (q: ItemCollection): Value[] => (isStack ? q.items.toReversed() : q.items);
  const count = (q: ItemCollection): number => (q instanceof Queue ? q.count : q.items.length);
  const take = (q: ItemCollection): Value => (count(q) === 0 ? none() : q instanceof Queue ? q.dequeue() : q.items.pop()), peek = (q: ItemCollection): Value => (count(q) === 0 ? none() : q instanceof Queue ? q.next : q.items.at(-1));
  const attempt = (get: (q: ItemCollection) => Value) => (q: ItemCollection, r: PSReference): boolean => { if (count(q) === 0) { r.value = emptyOf(element); return false; } r.value = get(q); return true; };
  return {
    enumerate: seen, props: { Count: [T.Int32, count], IsSynchronized: [T.Boolean, () => false], SyncRoot: [T.Object, (q: ItemCollection) => q], ...(self.name.includes('Concurrent') ? { IsEmpty: [T.Boolean, (q: ItemCollection) => count(q) === 0] as const } : {}) }, create: [func([], () => make([])), func([T.Int32], () => make([])), func([T.Object], (v) => make(toItems(v).map(as)))], convert: [{ from: T.Array, convert: (v: Value[]) => make(v.map(as)) }],
    methods: {
      [isStack ? 'Push' : 'Enqueue']: [method([T.Object], (q: ItemCollection, v) => { if (q instanceof Queue) q.enqueue(as(v)); else q.items.push(as(v)); }, T.Void)], [isStack ? 'Pop' : 'Dequeue']: [method([], take)], Peek: [method([], peek)], [isStack ? 'TryPop' : 'TryDequeue']: [method([T.Ref], attempt(take), T.Boolean)], TryPeek: [method([T.Ref], attempt(peek), T.Boolean)],
      Clear: [method([], (q: ItemCollection) => { q.items = []; }, T.Void)], Contains: [method([T.Object], (q: ItemCollection, v) => q.items.some((x) => same(x, v)), T.Boolean)], Clone: [method([], (q: ItemCollection) => make([...q.items]))], TrimToSize: [method([], () => undefined, T.Void)], TrimExcess: [method([], () => undefined, T.Void)], EnsureCapacity: [method([T.Int32], (_: ItemCollection, n) => n, T.Int32)],
      ...(isStack && self.name.includes('Concurrent') ? { PushRange: [method([T.Array], (q: ItemCollection, a) => { for (const v of a) q.items.push(as(v)); }, T.Void)], TryPopRange: [method([T.Array], (q: ItemCollection, a) => { let n = 0; for (; n < a.length && q.items.length > 0; n++) a[n] = q.items.pop(); return n; }, T.Int32)] } : {}), ToArray: [method([], (q: ItemCollection) => (element === T.Object ? Array.from(seen(q)) : typedArray(element as NetType, seen(q))))], GetEnumerator: [method([], (q: ItemCollection) => new Enumerator(seen(q)))], CopyTo: [method([T.Array, T.Int32], (q: ItemCollection, a, i) => { seen(q).forEach((v, k) => { a[i + k] = v; }); })],
    },
  } as unknown as TypeTable<never>;
}
for (const isStack of [true, false]) {
  const name = isStack ? 'Stack' : 'Queue', plain = named(`System.Collections.${name}`, [], { interfaces: interfaces.slice(1) });
  plain.table = { ...queueTable(plain, T.Object, isStack, (v) => v), statics: { Synchronized: [func([plain], (q) => q)] } };
  for (const space of ['Generic', 'Concurrent.Concurrent']) generic({ name: `System.Collections.${space === 'Generic' ? 'Generic.' : space}${name}`, arity: 1, interfaces: interfaces.slice(1), table: (self, [element = T.Object]) => queueTable(self, element, isStack, (v) => convertTo(v, element)) });
}
for (const sorted of [false, true]) generic({
  name: `System.Collections.Generic.${sorted ? 'SortedSet' : 'HashSet'}`, arity: 1, interfaces: interfaces.slice(1), table: (self, [element = T.Object]) => {
    const as = (v: Value): Value => convertTo(v, element), make = (items: readonly Value[], comparer?: unknown): HashSet => { const s = new HashSet(self as NetType, element as NetType, comparer instanceof StringComparer && comparer.ignoreCase); s.comparer = identityOf(comparer); if (sorted) placed(s.members, order); for (const v of items) s.add(as(v)); return s; };
    const items = (s: HashSet): Value[] => [...(sorted ? placed(s.members, order) : s.members).values()];
    const keep = (s: HashSet, test2: (v: Value) => boolean): void => { for (const v of items(s)) if (!test2(v)) s.delete(v); };
    const like = (s: HashSet, v: unknown): HashSet => { const made = new HashSet(self as NetType, element as NetType, s.ignoreCase); made.comparer = s.comparer; for (const x of toItems(v as Value)) made.add(as(x)); return made; };
    return {
      enumerate: items, props: { Count: [T.Int32, (s: HashSet) => s.members.size], Comparer: [undefined, (s: HashSet) => (s.ignoreCase ? StringComparer.loose : defaultComparer(element))], Min: [undefined, (s: HashSet) => (sorted ? placed(s.members, order).at(0)?.[1] : items(s)[0])], Max: [undefined, (s: HashSet) => (sorted ? placed(s.members, order).last?.[1] : items(s).at(-1))] },
      create: [func([], () => make([])), func([StringComparer.type], (c) => make([], c)), func([T.Object], (v) => (isComparer(v) ? make([], v) : make(toItems(v)))), func([T.Object, T.Object], (v, c) => make(toItems(v), c))], convert: [{ from: T.Object, convert: (v: Value) => make(toItems(v)) }],
      methods: {
        Add: [method([T.Object], (s: HashSet, v) => s.add(as(v)), T.Boolean)], Contains: [method([T.Object], (s: HashSet, v) => s.has(as(v)), T.Boolean)], Remove: [method([T.Object], (s: HashSet, v) => s.delete(as(v)), T.Boolean)], Clear: [method([], (s: HashSet) => s.members.clear())], GetEnumerator: [method([], (s: HashSet) => new Enumerator(items(s)))],
        UnionWith: [method([T.Object], (s: HashSet, v) => { for (const x of toItems(v)) s.add(as(x)); })], IntersectWith: [method([T.Object], (s: HashSet, v) => { const o = like(s, v); keep(s, (x) => o.has(x)); })], ExceptWith: [method([T.Object], (s: HashSet, v) => { for (const x of toItems(v)) s.delete(as(x)); })],
        SymmetricExceptWith: [method([T.Object], (s: HashSet, v) => { for (const x of items(like(s, v))) if (!s.delete(x)) s.add(x); })], IsSubsetOf: [method([T.Object], (s: HashSet, v) => { const o = like(s, v); return items(s).every((x) => o.has(x)); }, T.Boolean)], IsSupersetOf: [method([T.Object], (s: HashSet, v) => items(like(s, v)).every((x) => s.has(x)), T.Boolean)],
        IsProperSubsetOf: [method([T.Object], (s: HashSet, v) => { const o = like(s, v); return items(s).every((x) => o.has(x)) && o.members.size > s.members.size; }, T.Boolean)], IsProperSupersetOf: [method([T.Object], (s: HashSet, v) => { const o = like(s, v); return items(o).every((x) => s.has(x)) && o.members.size < s.members.size; }, T.Boolean)],
        RemoveWhere: [method([T.ScriptBlock], (s: HashSet, b) => { const before = s.members.size, drop = test(b); keep(s, (x) => !drop(x)); return before - s.members.size; }, T.Int32)], TryGetValue: [method([T.Object, T.Ref], (s: HashSet, v, r) => { const id = as(v), found = items(s).find((x) => same(x, id) || (s.ignoreCase && equals(x, id, true))); r.value = found ?? emptyOf(element); return s.has(id); }, T.Boolean)], ToArray: [method([], (s: HashSet) => typedArray(element as NetType, items(s)))], TrimExcess: [method([], () => undefined, T.Void)], EnsureCapacity: [method([T.Int32], (_, n) => n, T.Int32)],
        ...(sorted ? { Reverse: [method([], (s: HashSet) => items(s).toReversed())], GetViewBetween: [method([T.Object, T.Object], (s: HashSet, a, b) => make(items(s).filter((x) => order(x, a) >= 0 && order(x, b) <= 0)))] } : {}),
        Overlaps: [method([T.Object], (s: HashSet, v) => items(like(s, v)).some((x) => s.has(x)), T.Boolean)], SetEquals: [method([T.Object], (s: HashSet, v) => { const o = like(s, v); return o.members.size === s.members.size && items(o).every((x) => s.has(x)); }, T.Boolean)], CopyTo: [method([T.Array, T.Int32], (s: HashSet, a, k) => { items(s).forEach((v, i) => { a[i + k] = v; }); }, T.Void), method([T.Array], (s: HashSet, a) => { items(s).forEach((x, i) => { a[i] = x; }); })],
      },
    } as unknown as TypeTable<never>;
  },
});
laterType<Enumerator>(T.IEnumerator, () => ({ enumerate: (e) => ({ [Symbol.iterator]: () => ({ next: () => (e.moveNext() ? { done: false, value: e.current } : { done: true, value: undefined }) }) }),
  props: { Current: [undefined, (e) => e.current], Key: [undefined, (e) => (e.current as { key?: Value } | null)?.key], Value: [undefined, (e) => (e.current as { value?: Value } | null)?.value] }, methods: { MoveNext: [method([], (e) => e.moveNext(), T.Boolean)], Reset: [method([], (e) => e.reset(), T.Void)], Dispose: [method([], () => undefined)] } }), Enumerator);
