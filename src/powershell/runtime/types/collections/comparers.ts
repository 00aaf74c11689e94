/** StringComparer: only whether letter case counts. */
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { invokeMember } from '../../members/invoke.ts';
import { toText } from '../../convert/toText.ts';
import { toBoolean } from '../../convert/toBoolean.ts';
import { equalityIdentity } from '../../values/identity.ts';
import { netThrow } from '../../errors/raise.ts';
import { compare, equals } from '../../operators/compare.ts';
import { current } from '../../run/current.ts';
import { generic, genericType } from '../generic.ts';
import { compareText } from '../../operators/collation.ts';
import { fold } from '../../values/folding.ts';
import { constant, func, laterType, method } from '../netType.ts';
import type { AnyType, NetType } from '../netType.ts';
import { T, named } from '../t.ts';

const comparerType = named<StringComparer>('System.StringComparer', [], { interfaces: ['System.Collections.IEqualityComparer', 'System.Collections.IComparer', 'System.Collections.Generic.IEqualityComparer`1[[System.String]]', 'System.Collections.Generic.IComparer`1[[System.String]]'] });
export class StringComparer extends NetObject {
  readonly ignoreCase: boolean;
  constructor(ignoreCase: boolean) { super(); this.ignoreCase = ignoreCase; }
  static readonly type: NetType<StringComparer> = comparerType;
  static readonly loose: StringComparer = new StringComparer(true);
}
const exact = new StringComparer(false), { loose } = StringComparer;
const order = (c: StringComparer, a: string | null, b: string | null): number => (a == null || b == null ? (a == null ? (b == null ? 0 : -1) : 1) : Math.sign(compareText(a, b, c.ignoreCase)));
/** The identity of items under a comparer (`IEqualityComparer`); undefined where it only says whether letter case counts. */
export const identityOf = (comparer: unknown): ((v: Value) => unknown) | undefined =>
  (comparer == null || comparer instanceof StringComparer ? undefined : equalityIdentity((v) => invokeMember(comparer as Value, 'GetHashCode', [v]), (a, b) => toBoolean(invokeMember(comparer as Value, 'Equals', [a, b]))));
/** The order under an `IComparer`. */
export const orderOf = (comparer: unknown): ((a: Value, b: Value) => number) => (a, b) => Number(invokeMember(comparer as Value, 'Compare', [a, b]));
/** `Comparer<T>` and `EqualityComparer<T>`: the usual order and equality of a type, or what a Comparison<T> says. */
class Comparer extends NetObject {
  override readonly netType: NetType;
  readonly by: (a: Value, b: Value) => number;
  constructor(netType: NetType, by: (a: Value, b: Value) => number) { super(); this.netType = netType; this.by = by; }
}
const usual = (a: Value, b: Value): number => { const n = a == null || b == null ? (a == null ? (b == null ? 0 : -1) : 1) : compare(a, b, false); return Number.isNaN(n) ? netThrow('System.ArgumentException', 'At least one object must implement IComparable.') : Math.sign(n); };
for (const name of ['Comparer', 'EqualityComparer']) {
  generic({ name: `System.Collections.Generic.${name}`, arity: 1, interfaces: [`System.Collections.Generic.I${name}\`1`, `System.Collections.I${name}`], table: (self, [item = T.Object]) => {
    const make = (by = usual): Comparer => new Comparer(self as NetType, by);
    return {
      statics: { Default: { type: self, get: () => make() }, ...(name === 'Comparer' ? { Create: [func([T.ScriptBlock], (b) => make((x, y) => Number(current().runBlock(b, { args: [x, y] })[0] ?? 0)))] } : {}) },
      methods: name === 'Comparer' ? { Compare: [method([item, item], (c: Comparer, a, b) => c.by(a as Value, b as Value), T.Int32)] }
        : { Equals: [method([T.Object, T.Object], (_: Comparer, a, b) => (a == null || b == null ? (a ?? null) === (b ?? null) : equals(a, b, false)), T.Boolean)], GetHashCode: [method([T.Object], (_: Comparer, v: Value) => invokeMember(v, 'GetHashCode', []), T.Int32)] },
    };
  } });
}
/** What a collection of the type compares by where nothing else was said. */
export const defaultComparer = (element: AnyType): Value => new Comparer(genericType('System.Collections.Generic.EqualityComparer', [element]) as NetType, usual);
for (const [name, arity] of [['IComparer', 1], ['IEqualityComparer', 1], ['IEnumerable', 1], ['IEnumerator', 1], ['ICollection', 1], ['IList', 1], ['ISet', 1], ['IReadOnlyList', 1], ['IReadOnlyCollection', 1], ['IDictionary', 2], ['IReadOnlyDictionary', 2]] as const) generic({ name: `System.Collections.Generic.${name}`, arity, table: () => ({}) });
for (const name of ['IComparable', 'IEquatable', 'IObservable', 'IObserver']) generic({ name: `System.${name}`, arity: 1, table: () => ({}) });
laterType(comparerType, () => ({
  methods: { Compare: [method([T.String, T.String], (c, a, b) => order(c, a, b), T.Int32)], Equals: [method([T.String, T.String], (c, a, b) => a === b || (a != null && b != null && c.ignoreCase && fold(a) === fold(b)), T.Boolean), method([T.Object], (c, o) => c === o, T.Boolean)], GetHashCode: [method([T.String], (c, s) => { let h = 5381; for (const x of c.ignoreCase ? fold(s) : s) h = (Math.imul(h, 33) ^ x.charCodeAt(0)) | 0; return h; }, T.Int32)] },
  statics: {
    FromComparison: [func([T.Object], (c) => (toText(c).endsWith('IgnoreCase') ? loose : exact))], Create: [func([T.Object, T.Boolean], (_, i) => (i ? loose : exact))],
    Ordinal: constant(exact), OrdinalIgnoreCase: constant(loose), InvariantCulture: constant(exact), InvariantCultureIgnoreCase: constant(loose), CurrentCulture: constant(exact), CurrentCultureIgnoreCase: constant(loose) } }), StringComparer);
