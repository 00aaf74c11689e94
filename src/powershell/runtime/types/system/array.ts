/** Arrays: instance members of every array, and the static ones of System.Array. */
import { convertTo } from '../../convert/convert.ts';
import { enumerate, toItems } from '../../convert/enumerate.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import { netThrow } from '../../errors/raise.ts';
import { equals } from '../../operators/compare.ts';
import { guardArray } from '../../run/budget.ts';
import { current } from '../../run/current.ts';
import { MultiArray, TypedArray, typedArray } from '../../values/arrays.ts';
import { keyIdentity } from '../../values/identity.ts';
import { Enumerator, List } from '../../values/lists.ts';
import { genericType } from '../generic.ts';
import { unwrap } from '../../values/psObject.ts';
import type { Value } from '../../values/value.ts';
import { emptyOf, newArray } from '../../members/constructed.ts';
import { binarySearch, order } from '../collections/lists.ts';
import { orderOf } from '../collections/comparers.ts';
import { arrayEnumerator } from '../collections/enumerators.ts';
import { func, laterType, method, rest } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, arrayOf } from '../t.ts';

type Items = Value[];
const same = (a: Value, b: Value): boolean => keyIdentity(a, false) === keyIdentity(b, false) || (a !== null && typeof unwrap(a) === typeof unwrap(b) && equals(a, b, false));
const fixed = (): never => netThrow('System.NotSupportedException', 'Collection was of a fixed size.');
const like = (a: Items, items: Items): Items => (a instanceof TypedArray ? typedArray(a.elementType, items) : items);
const itemsOf = (a: Value): Items => (Array.isArray(a) ? a : a instanceof MultiArray ? a.items : [...enumerate(a)]);
const DIMENSIONS: Readonly<Record<number, string>> = { 2: 'two', 3: 'three' };
/** The offset of a place of several dimensions. */
function cell(a: Value, at: readonly number[]): number {
  if (!(a instanceof MultiArray) || a.lengths.length !== at.length) return netThrow('System.ArgumentException', DIMENSIONS[at.length] === undefined ? 'Indices length does not match the array rank.' : `Array was not a ${DIMENSIONS[at.length]}-dimensional array.`);
  const offset = a.offset(at);
  return offset < 0 ? netThrow('System.IndexOutOfRangeException', 'Index was outside the bounds of the array.') : offset;
}
const put = (a: Items, i: number, v: Value): void => { a[i] = a instanceof TypedArray ? convertTo(v, a.elementType) : v; };

laterType<Items>(T.Array, () => ({
  props: {
    Length: [T.Int32, (a) => itemsOf(a).length], LongLength: [T.Int64, (a) => BigInt(itemsOf(a).length)], Rank: [T.Int32, (a) => ((a as Value) instanceof MultiArray ? (a as unknown as MultiArray).lengths.length : 1)], Count: [T.Int32, (a) => itemsOf(a).length],
    IsFixedSize: [T.Boolean, () => true], IsReadOnly: [T.Boolean, () => false], IsSynchronized: [T.Boolean, () => false], SyncRoot: [T.Object, (a) => a],
  },
  enumerate: (a) => itemsOf(a),
  methods: {
    GetLength: [method([T.Int32], (a, d) => ((a as Value) instanceof MultiArray ? (a as unknown as MultiArray).lengths[d] ?? 0 : itemsOf(a).length), T.Int32)], GetLongLength: [method([T.Int32], (a, d) => BigInt((a as Value) instanceof MultiArray ? (a as unknown as MultiArray).lengths[d] ?? 0 : itemsOf(a).length), T.Int64)], GetUpperBound: [method([T.Int32], (a, d) => ((a as Value) instanceof MultiArray ? (a as unknown as MultiArray).lengths[d] ?? 0 : itemsOf(a).length) - 1, T.Int32)], GetLowerBound: [method([T.Int32], () => 0, T.Int32)],
    GetValue: [method([T.Int32], (a, i) => itemsOf(a)[i] ?? null), method([rest(T.Int32)], (a, at) => itemsOf(a)[cell(a, at)] ?? null)], SetValue: [method([T.Object, T.Int32], (a, v, i) => { put(a, i, v); }), method([T.Object, rest(T.Int32)], (a, v, at) => { itemsOf(a)[cell(a, at)] = (a as Value) instanceof MultiArray ? convertTo(v, (a as unknown as MultiArray).elementType) : v; })], Get: [method([T.Int32], (a, i) => itemsOf(a)[i] ?? null)], Set: [method([T.Int32, T.Object], (a, i, v) => { put(a, i, v); })],
    Contains: [method([T.Object], (a, v) => a.some((x) => same(x, v)), T.Boolean)], IndexOf: [method([T.Object], (a, v) => a.findIndex((x) => same(x, v)), T.Int32)], Clone: [method([], (a) => like(a, Array.from(a)))],
    CopyTo: [method([T.Array, T.Int32], (a, to, i) => { a.forEach((v, k) => put(to, i + k, v)); })], GetEnumerator: [method([], (a) => new Enumerator(a, arrayEnumerator))], Add: [method([T.Object], fixed)], Remove: [method([T.Object], fixed)], RemoveAt: [method([T.Int32], fixed)], Insert: [method([T.Int32, T.Object], fixed)], Clear: [method([], (a) => { a.fill(a instanceof TypedArray ? emptyOf(a.elementType) : null); })],
    Equals: [method([T.Object], (a, b) => (a as unknown) === b, T.Boolean)], Initialize: [method([], () => undefined)], ToString: [method([], (a) => arrayName(a), T.String)],
  },
  statics: {
    Sort: [func([T.Array], (a) => { a.sort(order); }), func([T.Array, T.Int32, T.Int32], (a, i, n) => { a.slice(i, i + n).sort(order).forEach((v, k) => { a[i + k] = v; }); }), func([T.Array, T.Array], (k, v) => { const at = k.map((_, i) => i).sort((x, y) => order(k[x], k[y])), ks = at.map((i) => k[i]), vs = at.map((i) => v[i]); ks.forEach((x, i) => { k[i] = x; v[i] = vs[i]; }); }), func([T.Array, T.ScriptBlock], (a, b) => { a.sort((x, y) => Number(current().runBlock(b, { args: [x, y] })[0] ?? 0)); }), func([T.Array, T.Object], (a, c) => { a.sort(c == null ? order : orderOf(c)); })],
    Reverse: [func([T.Array], (a) => { a.reverse(); }), func([T.Array, T.Int32, T.Int32], (a, i, n) => { const part = a.slice(i, i + n).reverse(); part.forEach((v, k) => { a[i + k] = v; }); })],
    IndexOf: [func([T.Array, T.Object], (a, v) => a.findIndex((x) => same(x, v)), T.Int32), func([T.Array, T.Object, T.Int32], (a, v, i) => a.findIndex((x, k) => k >= i && same(x, v)), T.Int32), func([T.Array, T.Object, T.Int32, T.Int32], (a, v, i, n) => a.findIndex((x, k) => k >= i && k < i + n && same(x, v)), T.Int32)], LastIndexOf: [func([T.Array, T.Object, T.Int32], (a, v, i) => a.findLastIndex((x, k) => k <= i && same(x, v)), T.Int32), func([T.Array, T.Object, T.Int32, T.Int32], (a, v, i, n) => a.findLastIndex((x, k) => k <= i && k > i - n && same(x, v)), T.Int32), func([T.Array, T.Object], (a, v) => a.findLastIndex((x) => same(x, v)), T.Int32)],
    ConstrainedCopy: [func([T.Array, T.Int32, T.Array, T.Int32, T.Int32], (s, i, d, j, n) => { s.slice(i, i + n).forEach((v, k) => put(d, j + k, v)); }, T.Void)],
    Copy: [func([T.Array, T.Array, T.Int32], (s, d, n) => { for (let i = 0; i < n; i++) put(d, i, s[i]); }), func([T.Array, T.Int32, T.Array, T.Int32, T.Int32], (s, i, d, j, n) => { const part = s.slice(i, i + n); part.forEach((v, k) => put(d, j + k, v)); })],
    Clear: [func([T.Array], (a) => { a.fill(a instanceof TypedArray ? emptyOf(a.elementType) : null); }), func([T.Array, T.Int32, T.Int32], (a, i, n) => { a.fill(a instanceof TypedArray ? emptyOf(a.elementType) : null, i, i + n); })],
    CreateInstance: [func([T.Type, T.Int32], (t, n) => { guardArray(current(), n); return typedArray(t as NetType, Array.from({ length: n }, () => emptyOf(t))); }), func([T.Type, T.Int32, T.Int32], (t, n, m) => newArray(t as NetType, [n, m])), func([T.Type, T.Int32, T.Int32, T.Int32], (t, n, m, k) => newArray(t as NetType, [n, m, k]))], Empty: [func([], () => [])], 'Empty[]': [func([T.Type], (t) => typedArray(t as NetType, []))],
    Resize: [func([T.Ref, T.Int32], (r, n) => { guardArray(current(), n); const a = toItems(r.value); r.value = like(a, Array.from({ length: n }, (_, i) => (i < a.length ? a[i] : a instanceof TypedArray ? emptyOf(a.elementType) : null))); })],
    Find: [func([T.Array, T.ScriptBlock], (a, b) => a.find((v) => toBoolean(current().runBlock(b, { args: [v], item: v })[0])) ?? null)], FindAll: [func([T.Array, T.ScriptBlock], (a, b) => like(a, a.filter((v) => toBoolean(current().runBlock(b, { args: [v], item: v })[0]))))], FindIndex: [func([T.Array, T.ScriptBlock], (a, b) => a.findIndex((v) => toBoolean(current().runBlock(b, { args: [v], item: v })[0])))],
    ConvertAll: [func([T.Array, T.ScriptBlock], (a, b) => a.map((v) => current().runBlock(b, { args: [v], item: v })[0] ?? null))], Fill: [func([T.Array, T.Object], (a, v) => { for (let i = 0; i < a.length; i++) put(a, i, v); }, T.Void), func([T.Array, T.Object, T.Int32, T.Int32], (a, v, from, n) => { for (let i = from; i < from + n; i++) put(a, i, v); }, T.Void)],
    Exists: [func([T.Array, T.ScriptBlock], (a, b) => a.some((v) => toBoolean(current().runBlock(b, { args: [v], item: v })[0])))], TrueForAll: [func([T.Array, T.ScriptBlock], (a, b) => a.every((v) => toBoolean(current().runBlock(b, { args: [v], item: v })[0])))], ForEach: [func([T.Array, T.ScriptBlock], (a, b) => { for (const v of a) current().runBlock(b, { args: [v], item: v }); })],
    BinarySearch: [func([T.Array, T.Object], (a, v) => binarySearch(a, v, order), T.Int32), func([T.Array, T.Object, T.Object], (a, v, c) => binarySearch(a, v, c == null ? order : orderOf(c)), T.Int32), func([T.Array, T.Int32, T.Int32, T.Object], (a, i, n, v) => { const at = binarySearch(a.slice(i, i + n), v, order); return at < 0 ? at - i : at + i; }, T.Int32)],
    FindLast: [func([T.Array, T.ScriptBlock], (a, b) => a.findLast((v) => toBoolean(current().runBlock(b, { args: [v], item: v })[0])) ?? null)], FindLastIndex: [func([T.Array, T.ScriptBlock], (a, b) => a.findLastIndex((v) => toBoolean(current().runBlock(b, { args: [v], item: v })[0])), T.Int32)], MaxLength: { constant: 0x7fffffc7 },
    AsReadOnly: [func([T.Array], (a) => { const element = a instanceof TypedArray ? a.elementType : T.Object; return new List(genericType('System.Collections.ObjectModel.ReadOnlyCollection', [element]) as NetType, element, [...a], true); })],
  },
}));
const arrayName = (a: Items): string => (a instanceof TypedArray ? arrayOf(a.elementType).name : 'System.Object[]');
