/** System.Collections.Specialized beside what is common, and the comparers of System.Collections. */
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { compare, equals } from '../../operators/compare.ts';
import { compareText } from '../../operators/collation.ts';
import { Hashtable } from '../../values/dictionary.ts';
import type { Dictionary } from '../../values/dictionary.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { dictionaryMembers } from './dictionary.ts';
import { func, laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { T, named } from '../t.ts';

const interfaces = ['System.Collections.IDictionary', 'System.Collections.ICollection', 'System.Collections.IEnumerable'];
/** Small tables: what PowerShell sees of them is a table with keys. */
for (const name of ['ListDictionary', 'HybridDictionary']) {
  const type: NetType = named(`System.Collections.Specialized.${name}`, [], { interfaces });
  class Small extends Hashtable { override readonly netType: NetType = type; }
  laterType<Small>(type, () => ({
    ...dictionaryMembers, create: [func([], () => new Small(false)), func([T.Int32], () => new Small(false)), func([T.Boolean], (loose) => new Small(loose)), func([T.Int32, T.Boolean], (_, loose) => new Small(loose))],
    methods: { ...dictionaryMembers.methods, Remove: [method([T.Object], (d: Dictionary, k) => { d.delete(k); }, T.Void)] },
  }), Small);
}
/** Keys and values are texts, and the keys are small letters. */
const stringDictionary: NetType = named('System.Collections.Specialized.StringDictionary', [], { interfaces: ['System.Collections.IEnumerable'] });
class StringDictionary extends Hashtable { override readonly netType: NetType = stringDictionary; override set(k: Value, v: Value): void { super.set(toText(k).toLowerCase(), v == null ? null : toText(v)); } }
laterType<StringDictionary>(stringDictionary, () => ({
  ...dictionaryMembers, create: [func([], () => new StringDictionary(true))],
  methods: {
    ...dictionaryMembers.methods, Remove: [method([T.String], (d: Dictionary, k) => { d.delete(k); }, T.Void)],
    Add: [method([T.String, T.String], (d: Dictionary, k, v) => { if (d.has(k)) netThrow('System.ArgumentException', `Item has already been added. Key in dictionary: '${k.toLowerCase()}'  Key being added: '${k.toLowerCase()}'`); d.set(k, v); }, T.Void)],
  },
}), StringDictionary);
/** `Comparer` and `CaseInsensitiveComparer`; both may stand where an IComparer is asked for. */
class OldComparer extends NetObject { readonly loose: boolean; constructor(loose: boolean) { super(); this.loose = loose; } }
const order = (c: OldComparer, a: Value, b: Value): number => {
  if (a == null || b == null) return a == null ? (b == null ? 0 : -1) : 1;
  const n = typeof a === 'string' && typeof b === 'string' ? compareText(a, b, c.loose) : compare(a, b, c.loose);
  return Number.isNaN(n) ? netThrow('System.ArgumentException', 'At least one object must implement IComparable.') : Math.sign(n);
};
for (const [name, loose] of [['Comparer', false], ['CaseInsensitiveComparer', true]] as const) {
  const type: NetType = named(`System.Collections.${name}`, [], { interfaces: ['System.Collections.IComparer'] });
  class Own extends OldComparer { override readonly netType: NetType = type; }
  laterType<Own>(type, () => ({
    create: [func([], () => new Own(loose)), func([T.Object], () => new Own(loose))], statics: { Default: { type, get: () => new Own(loose) }, DefaultInvariant: { type, get: () => new Own(loose) } },
    methods: { Compare: [method([T.Object, T.Object], (c, a, b) => order(c, a, b), T.Int32)] },
  }), Own);
}
/** Arrays by their items. */
const structure: NetType = named('System.Collections.StructuralEqualityComparer', [], { interfaces: ['System.Collections.IEqualityComparer', 'System.Collections.IComparer'] });
class Structural extends NetObject { override readonly netType: NetType = structure; }
const same = (a: Value, b: Value): boolean => (Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((v, i) => same(v, b[i])) : a == null || b == null ? (a ?? null) === (b ?? null) : equals(a, b, false));
laterType<Structural>(structure, () => ({ methods: { Equals: [method([T.Object, T.Object], (_, a, b) => same(a, b), T.Boolean)], Compare: [method([T.Object, T.Object], (_, a, b) => { const x = Array.isArray(a) ? a : [a], y = Array.isArray(b) ? b : [b]; for (let i = 0; i < Math.min(x.length, y.length); i++) { const n = Math.sign(compare(x[i], y[i], false)); if (n !== 0) return n; } return Math.sign(x.length - y.length); }, T.Int32)] } }), Structural);
laterType(named('System.Collections.StructuralComparisons'), () => ({ statics: { StructuralEqualityComparer: { type: structure, get: () => new Structural() }, StructuralComparer: { type: structure, get: () => new Structural() } } }));
