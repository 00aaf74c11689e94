/** Hashtable, OrderedDictionary, Dictionary<K,V>, SortedDictionary and the entries they hold. */
import { clrText } from '../../members/clrText.ts';
import { hashOf } from '../../values/identity.ts';
import { savable } from '../../values/savable.ts';
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { compare } from '../../operators/compare.ts';
import type { Dictionary} from '../../values/dictionary.ts';
import { BoundParameters, DictionaryEntry, GenericDictionary, Hashtable, KeyValuePair, OrderedDictionary, OrderedHashtable, SyncHashtable } from '../../values/dictionary.ts';
import { equals } from '../../operators/compare.ts';
import { Enumerator, List } from '../../values/lists.ts';
import { PlacedMap, placed } from '../../values/placedMap.ts';
import { enumeratorType, guardedEntries } from './enumerators.ts';
import { ScriptBlock } from '../../values/scriptBlock.ts';
import type { PSReference } from '../../values/misc.ts';
import { unwrap } from '../../values/psObject.ts';
import type { Value } from '../../values/value.ts';
import { emptyOf } from '../../members/constructed.ts';
import { generic, genericType } from '../generic.ts';
import { func, laterType, method, netType, refTo } from '../netType.ts';
import { callDelegate } from '../system/delegates.ts';
import type { AnyType, NetType, Overload, TypeTable } from '../netType.ts';
import { T, named } from '../t.ts';
import { StringComparer, defaultComparer, identityOf } from './comparers.ts';

const keyCollection = named<List>('System.Collections.Hashtable+KeyCollection', [], { interfaces: ['System.Collections.ICollection'] });
const valueCollection = named<List>('System.Collections.Hashtable+ValueCollection', [], { interfaces: ['System.Collections.ICollection'] });
const orderedCollection = named<List>('System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection', [], { interfaces: ['System.Collections.ICollection'] });
const collection: TypeTable<List> = { props: { Count: [T.Int32, (l) => l.items.length] }, methods: { CopyTo: [method([T.Array, T.Int32], (l, a, i) => { l.items.forEach((v, k) => { a[i + k] = v; }); })], GetEnumerator: [method([], (l) => new Enumerator(l.items))] } };
netType(keyCollection, collection);
netType(valueCollection, collection);
netType(orderedCollection, collection);
/** The keys or values of a dictionary: a view, which shows what the dictionary holds when it is looked at. */
class DictionaryView extends List {
  readonly owner: Dictionary;
  constructor(type: NetType, owner: Dictionary, get: () => Value[]) { super(type, T.Object); this.owner = owner; Object.defineProperty(this, 'items', { get }); }
  override walk(): Iterable<Value> { return guardedEntries(this.owner, this.items); }
}
/** So few keys are copied as often as they are asked for. */
const FEW = 32;
/** Keys by their places: with an order of its own the dictionary keeps the list of them. */
const keyList = (d: Dictionary): Value[] => (d.count >= FEW && (d instanceof OrderedDictionary || d.entries instanceof PlacedMap) ? placed(d.entries).kept((e) => e.key) : d.keys());
const keysOf = (d: Dictionary): List => new DictionaryView(d instanceof OrderedDictionary ? orderedCollection : keyCollection, d, () => keyList(d));
const valuesOf = (d: Dictionary): List => new DictionaryView(d instanceof OrderedDictionary ? orderedCollection : valueCollection, d, () => d.values());
const key = (d: Dictionary, k: Value): Value => (d instanceof GenericDictionary ? convertTo(k, d.keyType) : unwrap(k));
/** The key as each kind tells it: a tree of pairs the pair, a list of keys its parameter too. */
const repeated = ({ netType: { name } }: Dictionary, k: Value, v: Value): string => (name.includes('.SortedDictionary`') ? `[${toText(k)}, ${toText(v)}]` : name.includes('Generic.SortedList`') ? `${toText(k)} (Parameter 'key')` : toText(k));
function insert(d: Dictionary, rawKey: Value, value: Value): void {
  const k = key(d, rawKey);
  if (k == null) netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 'key')");
  if (d.has(k)) netThrow('System.ArgumentException', d instanceof GenericDictionary ? `An item with the same key has already been added. Key: ${repeated(d, k, value)}` : `Item has already been added. Key in dictionary: '${toText(d.find(k)?.key)}'  Key being added: '${toText(k)}'`);
  d.set(k, d instanceof GenericDictionary ? convertTo(value, d.valueType) : value);
}
/** What every dictionary has. */
export const dictionaryMembers: TypeTable<Dictionary> = {
  props: {
    IsReadOnly: [T.Boolean, (d) => d.isReadOnly], IsFixedSize: [T.Boolean, () => false], IsSynchronized: [T.Boolean, () => false], Keys: [undefined, keysOf], Values: [undefined, valuesOf], SyncRoot: [T.Object, (d) => d], Count: [T.Int32, (d) => d.count],
  },
  methods: {
    Add: [method([T.Object, T.Object], (d, k, v) => insert(d, k, v), T.Void)], Contains: [method([T.Object], (d, k) => d.has(key(d, k)), T.Boolean)], ContainsKey: [method([T.Object], (d, k) => d.has(key(d, k)), T.Boolean)],
    ContainsValue: [method([T.Object], (d, v) => d.values().some((x) => equals(x, v, false)), T.Boolean)], Clear: [method([], (d) => d.clear(), T.Void)], GetEnumerator: [method([], (d) => new Enumerator(guardedEntries(d, d.entries.values()), enumeratorType(d)))],
    CopyTo: [method([T.Array, T.Int32], (d, a, i) => { let at = i; for (const e of d.entries.values()) a[at++] = e; })], Equals: [method([T.Object], (d, o) => (d as Value) === o, T.Boolean)], GetHashCode: [method([], (d) => hashOf(d), T.Int32)],
    set_Item: [method([T.Object, T.Object], (d, k, v) => d.set(key(d, k), v))], Item: [method([T.Object], (d, k) => d.get(key(d, k)) ?? null)],
  },
};
const copyOf = (d: Dictionary, to: Dictionary): Dictionary => { for (const e of d.entries.values()) to.set(e.key, e.value); return to; };
const remove: Overload<Dictionary> = method([T.Object], (d, k) => { d.delete(key(d, k)); }, T.Void);
laterType<Hashtable>(T.Hashtable, () => ({
  ...dictionaryMembers,
  create: [func([], () => new Hashtable(false)), func([T.Int32], () => new Hashtable(false)), func([T.IDictionary], (d) => copyOf(d, new Hashtable(false))), func([StringComparer.type], (c) => new Hashtable(c.ignoreCase)), func([T.Int32, StringComparer.type], (_, c) => new Hashtable(c.ignoreCase))],
  methods: { ...dictionaryMembers.methods, Remove: [remove], Clone: [method([], (d: Hashtable) => copyOf(d, new Hashtable(d.ignoreCase)))] },
  statics: { Synchronized: [func([T.Hashtable], (h) => new SyncHashtable(h))] },
}), Hashtable);
const synchronized = named<SyncHashtable>('System.Collections.Hashtable+SyncHashtable', [], { base: T.Hashtable });
laterType<SyncHashtable>(synchronized, () => ({ props: { IsSynchronized: [T.Boolean, () => true], SyncRoot: [T.Object, (h) => h.of] }, methods: { Clone: [method([], (h: SyncHashtable) => new SyncHashtable(copyOf(h, new Hashtable(h.ignoreCase))))] } }), SyncHashtable);
laterType<OrderedHashtable>(named<OrderedHashtable>('System.Management.Automation.OrderedHashtable', [], { base: T.Hashtable }), () => ({ create: [func([], () => new OrderedHashtable()), func([T.Int32], () => new OrderedHashtable()), func([T.IDictionary], (d) => copyOf(d, new OrderedHashtable()))] }), OrderedHashtable);
laterType<BoundParameters>(named<BoundParameters>('System.Management.Automation.PSBoundParametersDictionary', [], { interfaces: ['System.Collections.IDictionary', 'System.Collections.ICollection', 'System.Collections.IEnumerable'] }), () => ({ ...dictionaryMembers, methods: { ...dictionaryMembers.methods, Remove: [method([T.Object], (d: Dictionary, k) => d.delete(key(d, k)), T.Boolean)], TryGetValue: [method([T.Object, T.Ref], (d: Dictionary, k, r) => { const e = d.find(key(d, k)); r.value = e?.value ?? null; return e !== undefined; }, T.Boolean)] } }), BoundParameters);
netType<OrderedDictionary>(T.OrderedDictionary, {
  class: OrderedDictionary, ...dictionaryMembers,
  create: [func([], () => new OrderedDictionary(false)), func([T.Int32], () => new OrderedDictionary(false)), func([StringComparer.type], (c) => new OrderedDictionary(c.ignoreCase))],
  methods: { ...dictionaryMembers.methods, Item: [method([T.Object], (d: OrderedDictionary, k) => (typeof k === 'number' ? d.at(k) : d.find(k))?.value ?? null)], Remove: [remove as Overload<OrderedDictionary>], RemoveAt: [method([T.Int32], (d: OrderedDictionary, i) => { const e = d.at(i); if (e === undefined) netThrow('System.ArgumentOutOfRangeException', "Specified argument was out of the range of valid values. (Parameter 'index')"); else d.delete(e.key); })], Insert: [method([T.Int32, T.Object, T.Object], (d: OrderedDictionary, i, k, v) => d.insert(i, k, v))], AsReadOnly: [method([], (d: OrderedDictionary) => { const copy = copyOf(d, new OrderedDictionary(d.ignoreCase)); copy.isReadOnly = true; return copy; })] },
} as unknown as TypeTable<OrderedDictionary>);
/** What .NET's own ToString gives: a collection in it is the name of its type. */
const entryText = (e: DictionaryEntry): string => `[${toText(e.key)}, ${clrText(e.value)}]`;
const entry: TypeTable<DictionaryEntry> = {
  text: entryText,
  props: { Key: [undefined, (e) => e.key, (e, v) => { (e as { key: Value }).key = v; }], Value: [undefined, (e) => e.value, (e, v) => { e.value = v; }], Name: [undefined, (e) => e.key] },
};
laterType(T.DictionaryEntry, () => ({ ...entry, create: [func([T.Object, T.Object], (k, v) => new DictionaryEntry(k, v))] }), DictionaryEntry);

generic({ name: 'System.Collections.Generic.KeyValuePair', arity: 2, valueType: true, table: (_self, [k, v]) => ({ props: { Key: [k, (e: DictionaryEntry) => e.key], Value: [v, (e: DictionaryEntry) => e.value] }, text: entryText,
  create: [func([T.Object, T.Object], (a, b) => pair(a, b, k, v))] }) });
function pair(a: Value, b: Value, k: AnyType | undefined, v: AnyType | undefined): KeyValuePair {
  const type = genericType('System.Collections.Generic.KeyValuePair', [k ?? T.Object, v ?? T.Object]), made = new KeyValuePair(convertTo(a, k ?? T.Object), convertTo(b, v ?? T.Object));
  Object.defineProperty(made, 'netType', { value: type, enumerable: true });
  return made;
}
/** The entries of a generic dictionary are pairs of its own types. */
/** What a generic dictionary, or that of bound parameters, enumerates: pairs of its types. */
export const pairsOf = (d: GenericDictionary | BoundParameters): DictionaryEntry[] =>
  (d instanceof GenericDictionary ? typedEntries(d) : Array.from(d.entries.values(), (e) => pair(e.key, e.value, T.String, T.Object)));
function typedEntries(d: GenericDictionary): DictionaryEntry[] { return [...d.entries.values()].map((e) => pair(e.key, e.value, d.keyType, d.valueType)); }
function tryGet(d: GenericDictionary, k: Value, out: PSReference): boolean { const e = d.find(convertTo(k, d.keyType)); out.value = e === undefined ? emptyOf(d.valueType) : e.value; return e !== undefined; }
/** What a typed parameter took apart, as a value again. */
const boxedBack = (type: AnyType, v: unknown): Value => (type.box !== undefined && (typeof v === 'number' || typeof v === 'bigint' || typeof v === 'boolean') ? type.box(v as never) : (v as Value));
const byKey = (a: DictionaryEntry, b: DictionaryEntry): number => compare(a.key, b.key, true);
for (const [name, sorted] of [['Generic.Dictionary', false], ['Generic.SortedDictionary', true], ['Generic.SortedList', true], ['Concurrent.ConcurrentDictionary', false]] as const) {
  generic({
    name: `System.Collections.${name}`, arity: 2, interfaces: ['System.Collections.IDictionary', 'System.Collections.ICollection', 'System.Collections.IEnumerable'],
    table: (self, args) => {
      const [k = T.Object, v = T.Object] = args;
      const sortedList = name === 'Generic.SortedList', entryAt = (d: GenericDictionary, i: number): DictionaryEntry => placed(d.entries, byKey).at(i)?.[1] ?? netThrow('System.ArgumentOutOfRangeException', "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')", [['ParamName', 'index']]);
      const make = (comparer?: unknown): GenericDictionary => {
        const ignoreCase = comparer instanceof StringComparer && comparer.ignoreCase, made = sorted ? new SortedGeneric(self as NetType, k as NetType, v as NetType, ignoreCase) : new GenericDictionary(self as NetType, k as NetType, v as NetType, ignoreCase);
        made.comparer = identityOf(comparer);
        return made;
      };
      const table: TypeTable<GenericDictionary> = {
        ...(dictionaryMembers as unknown as TypeTable<GenericDictionary>),
        props: {
          ...(dictionaryMembers.props as unknown as NonNullable<TypeTable<GenericDictionary>['props']>), Comparer: [undefined, (d) => (d.ignoreCase ? StringComparer.loose : defaultComparer(k))],
          ...(name.startsWith('Concurrent') ? { IsEmpty: [T.Boolean, (d: GenericDictionary) => d.count === 0] as const } : {}), ...(sortedList ? { Capacity: [T.Int32, (d: GenericDictionary) => Math.max(4, 2 ** Math.ceil(Math.log2(Math.max(1, d.count))))] as const } : {}),
        },
        create: [func([], () => make()), func([T.Int32], () => make()), func([StringComparer.type], make), func([T.Object], make), func([T.IDictionary], (d) => { const m = make(); for (const e of d.entries.values()) m.set(convertTo(e.key, k), convertTo(e.value, v)); return m; }), func([T.IDictionary, T.Object], (d, c) => { const m = make(c); for (const e of d.entries.values()) m.set(convertTo(e.key, k), convertTo(e.value, v)); return m; })],
        // A table is no dictionary of types: it names properties of the object that is made, and there are none (LanguagePrimitives.ConvertViaNoArgumentConstructor).
        convert: [{ from: T.IDictionary, convert: (d: Dictionary) => { if (!(d instanceof GenericDictionary) && d.count > 0) return undefined; const m = make(); for (const e of d.entries.values()) m.set(convertTo(e.key, k), convertTo(e.value, v)); return m; } }],
        methods: { ...(dictionaryMembers.methods as unknown as NonNullable<TypeTable<GenericDictionary>['methods']>), Add: [{ params: [k, v], returns: T.Void, invoke: (d: GenericDictionary, [x, y]: readonly unknown[]) => insert(d, boxedBack(k, x), boxedBack(v, y)) }], Remove: [method([T.Object], (d, x) => d.delete(convertTo(x, k)), T.Boolean)], TryGetValue: [method([T.Object, T.Ref], (d, x, r) => tryGet(d, x, r), T.Boolean)], ...(name === 'Generic.Dictionary' ? { EnsureCapacity: [method([T.Int32], (_: GenericDictionary, n) => n, T.Int32)], TrimExcess: [method([], () => undefined, T.Void), method([T.Int32], () => undefined, T.Void)] } : {}),
          ...(name.startsWith('Concurrent') ? { ToArray: [method([], (d: GenericDictionary) => typedEntries(d))], TryUpdate: [method([T.Object, T.Object, T.Object], (d: GenericDictionary, x, y, old) => { const e = d.find(convertTo(x, k)); if (e === undefined || !equals(e.value, old, false)) return false; e.value = convertTo(y, v); return true; }, T.Boolean)] } : {}),
          ...(sortedList ? { IndexOfKey: [method([T.Object], (d: GenericDictionary, x) => { const id = convertTo(x, k); return d.keys().findIndex((y) => equals(y, id, d.ignoreCase)); }, T.Int32)], IndexOfValue: [method([T.Object], (d: GenericDictionary, x) => d.values().findIndex((y) => equals(y, x, false)), T.Int32)], RemoveAt: [method([T.Int32], (d: GenericDictionary, i) => { d.delete(entryAt(d, i).key); }, T.Void)], GetKeyAtIndex: [method([T.Int32], (d: GenericDictionary, i) => entryAt(d, i).key)], GetValueAtIndex: [method([T.Int32], (d: GenericDictionary, i) => entryAt(d, i).value)], SetValueAtIndex: [method([T.Int32, T.Object], (d: GenericDictionary, i, x) => { entryAt(d, i).value = convertTo(x, v); }, T.Void)], TrimExcess: [method([], () => undefined, T.Void)] } : {}),
          TryRemove: [method([T.Object, refTo(v)], (d, x, r) => { const found = tryGet(d, x, r); d.delete(convertTo(x, k)); return found; }, T.Boolean)], GetOrAdd: [method([T.Object, T.Object], (d, x, y) => { const id = convertTo(x, k); if (!d.has(id)) d.set(id, convertTo(y instanceof ScriptBlock ? callDelegate(y, [id]) : (y), v)); return d.get(id); })], AddOrUpdate: [method([T.Object, T.Object, T.ScriptBlock], (d, x, y, f) => { const id = convertTo(x, k); d.set(id, convertTo(d.has(id) ? callDelegate(f, [id, d.get(id)]) : y instanceof ScriptBlock ? callDelegate(y, [id]) : (y), v)); return d.get(id); })], TryAdd: [method([T.Object, T.Object], (d, x, y) => { const id = convertTo(x, k); if (d.has(id)) return false; d.set(id, convertTo(y, v)); return true; }, T.Boolean)], GetEnumerator: [method([], (d) => new Enumerator(typedEntries(d)))] },
      };
      return table as unknown as TypeTable<never>;
    },
  });
}
/** Kept in the order of its keys. */
class SortedGeneric extends GenericDictionary {
  override set(k: Value, v: Value): void {
    const entries = placed(this.entries, byKey);
    // Keys that have no order are refused as they come, not when the order is first asked for.
    if (this.count > 0 && !this.has(k)) compare(k, entries.any?.key, true);
    super.set(k, v);
  }
}
savable('SortedGeneric', SortedGeneric);
