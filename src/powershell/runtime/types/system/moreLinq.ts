/** More of System.Linq.Enumerable: groups, orders, tables, ranges of a sequence. */
import { toItems } from '../../convert/enumerate.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import { netThrow } from '../../errors/raise.ts';
import { compare } from '../../operators/compare.ts';
import { TypedArray, typedArray } from '../../values/arrays.ts';
import { Delegate } from '../../values/delegate.ts';
import { HashSet, List } from '../../values/lists.ts';
import { unwrap } from '../../values/psObject.ts';
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { typeOf } from '../typeOf.ts';
import { keyIdentity } from '../../values/identity.ts';
import type { ScriptBlock } from '../../values/scriptBlock.ts';
import { GenericDictionary } from '../../values/dictionary.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { genericType } from '../generic.ts';
import { addOverloads, func, laterType } from '../netType.ts';
import type { AnyType, NetType } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { callDelegate } from './delegates.ts';
import './linq.ts';
import { T, named } from '../t.ts';

const block = T.ScriptBlock as AnyType, items = (v: unknown): Value[] => toItems(v as Value);
const call = (f: unknown, ...args: readonly Value[]): Value => callDelegate(f as Delegate | ScriptBlock, args);
const test = (f: unknown) => (v: Value): boolean => toBoolean(call(f, v));
const like = (source: unknown, out: Value[]): Value => (source instanceof TypedArray ? typedArray(source.elementType, out) : out);
const fail = (what: string): never => netThrow('System.InvalidOperationException', what);
/** One group: its key, and its items when it is gone through. */
class Grouping extends NetObject { readonly key: Value; readonly items: Value[] = []; constructor(key: Value) { super(); this.key = key; } }
laterType<Grouping>(named<Grouping>('System.Linq.Grouping', [], { interfaces: ['System.Collections.IEnumerable'] }), () => ({ enumerate: (g) => g.items, props: { Key: [undefined, (g) => g.key] } }), Grouping);
function grouped(source: unknown, by: unknown, pick?: unknown): Grouping[] {
  const all = new Map<unknown, Grouping>();
  for (const v of items(source)) {
    const key = call(by, v), id = keyIdentity(key, false), group = all.get(id) ?? new Grouping(key);
    all.set(id, group);
    group.items.push(pick === undefined ? v : call(pick, v));
  }
  return [...all.values()];
}
/** What a sequence is made of, as far as it says. */
const itemType = (source: unknown): AnyType => (source instanceof TypedArray || source instanceof List || source instanceof HashSet ? source.elementType : T.Object);
const given = (f: unknown): AnyType => (f instanceof Delegate ? f.returns : undefined) ?? T.Object;
const toList = (source: unknown): Value => new List(genericType('System.Collections.Generic.List', [itemType(source)]) as NetType, itemType(source) as NetType, [...items(source)]);
function toHashSet(source: unknown): Value {
  const made = new HashSet(genericType('System.Collections.Generic.HashSet', [itemType(source)]) as NetType, itemType(source) as NetType);
  for (const v of items(source)) made.add(v);
  return made;
}
type Order = (a: Value, b: Value) => number;
/** By what a sequence was put in order, for what comes after it. */
const orders = new WeakMap<object, Order>();
function sorted(source: unknown, by: unknown, sign: number, before?: Order): Value {
  const keys = new Map<Value, Value>(), key = (v: Value): Value => { if (!keys.has(v)) keys.set(v, call(by, v)); return keys.get(v); };
  const order: Order = (a, b) => before?.(a, b) || sign * compare(key(a), key(b), false), made = like(source, [...items(source)].sort(order));
  orders.set(made as object, order);
  return made;
}
const thenBy = (source: unknown, by: unknown, sign: number): Value => sorted(source, by, sign, typeof source === 'object' && source !== null ? orders.get(source) : undefined);
/** Each item as the type; what is of another is an error. */
const cast = (type: AnyType, source: unknown): Value => typedArray(type as NetType, items(source).map((v) => (v != null && typeOf(unwrap(v)).is(type) ? unwrap(v) : netThrow('System.InvalidCastException', `Unable to cast object of type '${v == null ? 'null' : typeOf(unwrap(v)).name}' to type '${type.name}'.`))));
const ofType = (type: AnyType, source: unknown): Value => typedArray(type as NetType, items(source).map(unwrap).filter((v) => v != null && typeOf(v).is(type)));
function table(source: unknown, by: unknown, pick?: unknown): Value {
  const keyType = given(by), valueType = pick === undefined ? itemType(source) : given(pick), made = new GenericDictionary(genericType('System.Collections.Generic.Dictionary', [keyType, valueType]) as NetType, keyType as NetType, valueType as NetType, false);
  for (const v of items(source)) {
    const key = call(by, v);
    if (made.has(key)) netThrow('System.ArgumentException', `An item with the same key has already been added. Key: ${toText(key)}`);
    made.set(key, pick === undefined ? v : call(pick, v));
  }
  return made;
}
const distinctBy = (source: unknown, by: unknown): Value[] => { const seen = new Set<unknown>(); return items(source).filter((v) => { const id = keyIdentity(call(by, v), false); return !seen.has(id) && seen.add(id); }); };
const bestBy = (source: unknown, by: unknown, sign: number): Value => { const all = items(source).map((v) => ({ v, key: call(by, v) })); return all.length === 0 ? fail('Sequence contains no elements') : all.reduce((a, b) => (compare(b.key, a.key, false) * sign > 0 ? b : a)).v; };
const single = (all: readonly Value[]): Value => (all.length === 1 ? all[0] : fail(all.length === 0 ? 'Sequence contains no elements' : 'Sequence contains more than one element'));
const orDefault = (all: readonly Value[]): Value => (all.length > 1 ? fail('Sequence contains more than one element') : all[0] ?? null);
const ordered = (source: unknown, sign: number): Value => like(source, [...items(source)].sort((a, b) => sign * compare(a, b, false)));
addOverloads(lookupType('System.Linq.Enumerable') ?? T.Object, () => ({
  statics: {
    Append: [func([T.Object, T.Object], (v, x) => like(v, [...items(v), x]))], Prepend: [func([T.Object, T.Object], (v, x) => like(v, [x, ...items(v)]))], AsEnumerable: [func([T.Object], (v) => v)], DefaultIfEmpty: [func([T.Object], (v) => (items(v).length === 0 ? [null] : v)), func([T.Object, T.Object], (v, d) => (items(v).length === 0 ? [d] : v))],
    ElementAtOrDefault: [func([T.Object, T.Int32], (v, i) => items(v)[i] ?? null)], Single: [func([T.Object], (v) => single(items(v))), func([T.Object, block], (v, f) => single(items(v).filter(test(f))))], SingleOrDefault: [func([T.Object], (v) => orDefault(items(v))), func([T.Object, block], (v, f) => orDefault(items(v).filter(test(f))))],
    Last: [func([T.Object, block], (v, f) => items(v).findLast(test(f)) ?? fail('Sequence contains no matching element'))], LastOrDefault: [func([T.Object, block], (v, f) => items(v).findLast(test(f)) ?? null)], LongCount: [func([T.Object], (v) => BigInt(items(v).length), T.Int64)],
    GroupBy: [func([T.Object, block], (v, f) => grouped(v, f)), func([T.Object, block, block], grouped)], ToLookup: [func([T.Object, block], (v, f) => grouped(v, f))], ToDictionary: [func([T.Object, T.Object], (v, f) => table(v, f)), func([T.Object, T.Object, T.Object], table)],
    ToList: [func([T.Object], toList)], ToHashSet: [func([T.Object], toHashSet)], Cast: [func([T.Object], (v) => items(v))], 'Cast[]': [func([T.Type, T.Object], (t, v) => cast(t, v))], 'OfType[]': [func([T.Type, T.Object], (t, v) => ofType(t, v))], 'Empty[]': [func([T.Type], (t) => typedArray(t as NetType, []))], 'Repeat[]': [func([T.Type, T.Object, T.Int32], (t, v, n) => typedArray(t as NetType, Array.from({ length: n }, () => convertTo(v, t))))],
    OrderBy: [func([T.Object, block], (v, f) => sorted(v, f, 1))], OrderByDescending: [func([T.Object, block], (v, f) => sorted(v, f, -1))], ThenBy: [func([T.Object, block], (v, f) => thenBy(v, f, 1))], ThenByDescending: [func([T.Object, block], (v, f) => thenBy(v, f, -1))],
    DistinctBy: [func([T.Object, block], (v, f) => like(v, distinctBy(v, f)))], MaxBy: [func([T.Object, block], (v, f) => bestBy(v, f, 1))], MinBy: [func([T.Object, block], (v, f) => bestBy(v, f, -1))],
    Order: [func([T.Object], (v) => ordered(v, 1))], OrderDescending: [func([T.Object], (v) => ordered(v, -1))], SkipLast: [func([T.Object, T.Int32], (v, n) => like(v, items(v).slice(0, Math.max(0, items(v).length - n))))], TakeLast: [func([T.Object, T.Int32], (v, n) => like(v, n <= 0 ? [] : items(v).slice(-n)))],
    Chunk: [func([T.Object, T.Int32], (v, n) => { const all = items(v); return Array.from({ length: Math.ceil(all.length / n) }, (_, i) => like(v, all.slice(i * n, (i + 1) * n))); })], Zip: [func([T.Object, T.Object], (a, b) => { const other = items(b); return items(a).slice(0, other.length).map((x, i) => [x, other[i]]); })],
    Max: [func([T.Object, block], (v, f) => call(f, bestBy(v, f, 1)))], Min: [func([T.Object, block], (v, f) => call(f, bestBy(v, f, -1)))],
    SelectMany: [func([T.Object, block, block], (v, f, g) => items(v).flatMap((x) => items(call(f, x)).map((y) => call(g, x, y))))],
    Join: [func([T.Object, T.Object, block, block, block], (a, b, ka, kb, make) => { const right = grouped(b, kb), by = new Map(right.map((g) => [keyIdentity(g.key, false), g.items])); return items(a).flatMap((x) => (by.get(keyIdentity(call(ka, x), false)) ?? []).map((y) => call(make, x, y))); })],
  },
}));
