/** System.Collections.SortedList: a table that keeps the order of its keys, with places to ask for. */
import { netThrow } from '../../errors/raise.ts';
import { compare, equals } from '../../operators/compare.ts';
import { Hashtable } from '../../values/dictionary.ts';
import type { DictionaryEntry } from '../../values/dictionary.ts';
import { placed } from '../../values/placedMap.ts';
import type { PlacedMap } from '../../values/placedMap.ts';
import { unwrap } from '../../values/psObject.ts';
import type { Value } from '../../values/value.ts';
import { StringComparer } from './comparers.ts';
import { dictionaryMembers } from './dictionary.ts';
import { func, laterType, method } from '../netType.ts';
import type { NetType, TypeTable } from '../netType.ts';
import { T, named } from '../t.ts';

const type: NetType = named('System.Collections.SortedList', [], { interfaces: ['System.Collections.IDictionary', 'System.Collections.ICollection', 'System.Collections.IEnumerable'] });

class SortedList extends Hashtable {
  override readonly netType: NetType = type;
  private get sorted(): PlacedMap<DictionaryEntry> { return placed(this.entries, (a, b) => compare(a.key, b.key, this.ignoreCase)); }
  override set(key: Value, value: Value): void {
    const { sorted } = this;
    // Keys that have no order are refused as they come, not when the order is first asked for.
    if (this.count > 0 && !this.has(key)) compare(key, sorted.any?.key, this.ignoreCase);
    super.set(key, value);
  }
  /** The entry at a place. Throws what .NET throws where there is none. */
  at(index: number): DictionaryEntry {
    return this.sorted.at(index)?.[1] ?? netThrow('System.ArgumentOutOfRangeException', "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')", [['ParamName', 'index']]);
  }
}
const from = (d: { readonly entries: ReadonlyMap<unknown, DictionaryEntry> }, made = new SortedList(false)): SortedList => { for (const e of d.entries.values()) made.set(e.key, e.value); return made; };
laterType<SortedList>(type, () => ({
  ...dictionaryMembers,
  create: [func([], () => new SortedList(false)), func([T.Int32], () => new SortedList(false)), func([StringComparer.type], (c) => new SortedList(c.ignoreCase)), func([T.IDictionary], (d) => from(d)), func([T.IDictionary, StringComparer.type], (d, c) => from(d, new SortedList(c.ignoreCase)))],
  convert: [{ from: T.IDictionary, convert: from }],
  methods: {
    ...dictionaryMembers.methods,
    Remove: [method([T.Object], (d: SortedList, k) => { d.delete(unwrap(k)); }, T.Void)], RemoveAt: [method([T.Int32], (d: SortedList, i) => { d.delete(d.at(i).key); }, T.Void)],
    GetByIndex: [method([T.Int32], (d: SortedList, i) => d.at(i).value)], GetKey: [method([T.Int32], (d: SortedList, i) => d.at(i).key)], SetByIndex: [method([T.Int32, T.Object], (d: SortedList, i, v) => { d.at(i).value = v; }, T.Void)],
    IndexOfKey: [method([T.Object], (d: SortedList, k) => d.keys().findIndex((x) => equals(x, unwrap(k), d.ignoreCase)), T.Int32)], IndexOfValue: [method([T.Object], (d: SortedList, v) => d.values().findIndex((x) => equals(x, v, false)), T.Int32)],
    GetKeyList: [method([], (d: SortedList) => d.keys())], GetValueList: [method([], (d: SortedList) => d.values())], Clone: [method([], (d: SortedList) => from(d, new SortedList(d.ignoreCase)))],
  },
} as unknown as TypeTable<SortedList>), SortedList);
