/** The sequence functions of System.Linq.Enumerable that scripts call most. */
import { toItems } from '../../convert/enumerate.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import { netThrow } from '../../errors/raise.ts';
import { add, calculate } from '../../operators/arithmetic.ts';
import { compare } from '../../operators/compare.ts';
import { outOfRange } from '../guards/refuse.ts';
import { TypedArray, typedArray } from '../../values/arrays.ts';
import type { Delegate } from '../../values/delegate.ts';
import { keyIdentity } from '../../values/identity.ts';
import { Double, isInteger } from '../../values/numbers.ts';
import type { NumberValue } from '../../values/numbers.ts';
import type { Value } from '../../values/value.ts';
import { func, laterType } from '../netType.ts';
import type { AnyType } from '../netType.ts';
import { T, named } from '../t.ts';
import { callDelegate } from './delegates.ts';

const items = (v: unknown): Value[] => toItems(v as Value);
const like = (source: unknown, out: Value[]): Value => (source instanceof TypedArray ? typedArray(source.elementType, out) : out);
const empty = (): never => netThrow('System.InvalidOperationException', 'Sequence contains no elements');
const test = (d: unknown) => (v: Value): boolean => toBoolean(callDelegate(d as Delegate, [v]));
const block = T.ScriptBlock as AnyType;
const sum = (v: readonly Value[]): Value => v.reduce<Value>((a, b) => add(a, b), 0);
const distinct = (v: readonly Value[]): Value[] => { const seen = new Set<unknown>(); return v.filter((x) => { const id = keyIdentity(x, false); return !seen.has(id) && seen.add(id); }); };
const ids = (v: unknown): Set<unknown> => new Set(items(v).map((x) => keyIdentity(x, false)));
const best = (v: readonly Value[], sign: number): Value => (v.length === 0 ? empty() : v.reduce((a, b) => (compare(b, a, false) * sign > 0 ? b : a)));
const RANGE = 'Specified argument was out of the range of valid values.';
laterType(named('System.Linq.Enumerable', []), () => ({
  statics: {
    Range: [func([T.Int32, T.Int32], (a, n) => n < 0 ? outOfRange(RANGE, 'count') : typedArray(T.Int32, Array.from({ length: n }, (_, i) => a + i)))], Repeat: [func([T.Object, T.Int32], (v, n) => n < 0 ? outOfRange(RANGE, 'count') : Array.from({ length: n }, () => v))], Empty: [func([], () => [])],
    Sum: [func([T.Object], (v) => sum(items(v))), func([T.Object, block], (v, f) => sum(items(v).map((x) => callDelegate(f as Delegate, [x]))))], Average: [func([T.Object], (v) => { const all = items(v), total = sum(all) as NumberValue; return all.length === 0 ? empty() : calculate('divide', isInteger(total) ? new Double(Number(total)) : total, all.length); })],
    Max: [func([T.Object], (v) => best(items(v), 1))], Min: [func([T.Object], (v) => best(items(v), -1))], Count: [func([T.Object], (v) => items(v).length, T.Int32), func([T.Object, block], (v, f) => items(v).filter(test(f)).length, T.Int32)],
    Where: [func([T.Object, block], (v, f) => like(v, items(v).filter(test(f))))], Select: [func([T.Object, block], (v, f) => items(v).map((x) => callDelegate(f as Delegate, [x])))], SelectMany: [func([T.Object, block], (v, f) => items(v).flatMap((x) => items(callDelegate(f as Delegate, [x]))))],
    Any: [func([T.Object], (v) => items(v).length > 0, T.Boolean), func([T.Object, block], (v, f) => items(v).some(test(f)), T.Boolean)], All: [func([T.Object, block], (v, f) => items(v).every(test(f)), T.Boolean)], Contains: [func([T.Object, T.Object], (v, x) => ids(v).has(keyIdentity(x, false)), T.Boolean)],
    First: [func([T.Object], (v) => items(v)[0] ?? empty()), func([T.Object, block], (v, f) => items(v).find(test(f)) ?? netThrow('System.InvalidOperationException', 'Sequence contains no matching element'))], FirstOrDefault: [func([T.Object], (v) => items(v)[0] ?? null), func([T.Object, block], (v, f) => items(v).find(test(f)) ?? null)], Last: [func([T.Object], (v) => items(v).at(-1) ?? empty())], LastOrDefault: [func([T.Object], (v) => items(v).at(-1) ?? null)], ElementAt: [func([T.Object, T.Int32], (v, i) => items(v)[i] ?? empty())],
    Skip: [func([T.Object, T.Int32], (v, n) => like(v, items(v).slice(n)))], Take: [func([T.Object, T.Int32], (v, n) => like(v, items(v).slice(0, n)))], TakeWhile: [func([T.Object, block], (v, f) => { const all = items(v), t = test(f), at = all.findIndex((x) => !t(x)); return like(v, at < 0 ? all : all.slice(0, at)); })], SkipWhile: [func([T.Object, block], (v, f) => { const all = items(v), t = test(f), at = all.findIndex((x) => !t(x)); return like(v, at < 0 ? [] : all.slice(at)); })],
    Distinct: [func([T.Object], (v) => like(v, distinct(items(v))))], Union: [func([T.Object, T.Object], (a, b) => like(a, distinct([...items(a), ...items(b)])))], Intersect: [func([T.Object, T.Object], (a, b) => { const other = ids(b); return like(a, distinct(items(a).filter((x) => other.has(keyIdentity(x, false))))); })], Except: [func([T.Object, T.Object], (a, b) => { const other = ids(b); return like(a, distinct(items(a).filter((x) => !other.has(keyIdentity(x, false))))); })],
    Concat: [func([T.Object, T.Object], (a, b) => like(a, [...items(a), ...items(b)]))], Reverse: [func([T.Object], (v) => like(v, items(v).toReversed()))], SequenceEqual: [func([T.Object, T.Object], (a, b) => { const [x, y] = [items(a), items(b)]; return x.length === y.length && x.every((v, i) => keyIdentity(v, false) === keyIdentity(y[i], false)); }, T.Boolean)],
    ToArray: [func([T.Object], (v) => like(v, [...items(v)]))],
    Zip: [func([T.Object, T.Object, block], (a, b, f) => { const y = items(b); return items(a).slice(0, y.length).map((x, i) => callDelegate(f as Delegate, [x, y[i]])); })], Aggregate: [func([T.Object, block], (v, f) => (items(v).length === 0 ? empty() : items(v).reduce((a, b) => callDelegate(f as Delegate, [a, b])))), func([T.Object, T.Object, block], (v, seed, f) => items(v).reduce((a, b) => callDelegate(f as Delegate, [a, b]), seed))],
  },
}));
