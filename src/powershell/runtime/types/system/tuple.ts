/** System.Tuple and System.ValueTuple of one to eight items. */
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { hashOf, keyIdentity } from '../../values/identity.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { generic, genericType } from '../generic.ts';
import { func, method, netType, rest } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, named } from '../t.ts';
import { typeOf } from '../typeOf.ts';

class Tuple extends NetObject {
  override readonly netType: NetType;
  readonly items: Value[];
  constructor(netType: NetType, items: Value[]) { super(); this.netType = netType; this.items = items; }
}
const same = (a: Tuple, b: unknown): boolean => b instanceof Tuple && a.items.length === b.items.length && a.items.every((x, i) => { const y = b.items[i]; return keyIdentity(x, false) === keyIdentity(y, false) || (x instanceof Tuple && same(x, y)); });
const text = (t: Tuple): string => `(${t.items.map(toText).join(', ')})`;
const make = (name: string, items: readonly Value[]): Value => new Tuple(genericType(`System.${name}`, items.map((v) => (v == null ? T.Object : typeOf(v)))) as NetType, [...items]);
const itemAt = (t: Tuple, at: Value): Value | undefined => t.items.at(convertTo(at, T.Int32) as number);
/** A System.ValueTuple of two. */
export const pair = (a: Value, b: Value): Value => make('ValueTuple', [a, b]);
/** How many there are (ITuple): of a Tuple behind the items. */
const LENGTH = ['Length', [T.Int32, (t: Tuple) => t.items.length]] as const;
for (const name of ['Tuple', 'ValueTuple']) {
  const values = name === 'ValueTuple';
  generic({
    name: `System.${name}`, arity: 'any', valueType: values, interfaces: ['System.IComparable'],
    table: (self, args) => ({
      class: Tuple,
      create: [func(args, (...items) => new Tuple(self as NetType, items.map((v, i) => { const type = args[i] ?? T.Object; return type.box !== undefined && (typeof v === 'number' || typeof v === 'bigint') ? type.box(v as never) : (v as Value); })))],
      props: Object.fromEntries([...(values ? [LENGTH] : []), ...args.map((type, i) => [`Item${i + 1}`, [undefined, (t: Tuple) => t.items[i] ?? null, ...(values ? [(t: Tuple, v: Value) => { t.items[i] = convertTo(v, type); }] : [])]] as const), ...(values ? [] : [LENGTH])]),
      text, index: { get: (t: Tuple, at: Value) => (Array.isArray(at) ? at.flatMap((i) => itemAt(t, i) ?? []) : itemAt(t, at) ?? null) }, equals: (a: Tuple, b: Tuple) => same(a, b), methods: { ToString: [method([], text, T.String)], Equals: [method([T.Object], same, T.Boolean)], GetHashCode: [method([], (t: Tuple) => t.items.reduce<number>((h, x) => (Math.imul(h, 33) ^ hashOf(x)) | 0, 17), T.Int32)] },
    }),
  });
  netType(named(`System.${name}`, [name.toLowerCase()]), { statics: { Create: [func([rest(T.Object)], (items) => make(name, items))] } });
}
