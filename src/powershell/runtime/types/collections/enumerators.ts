/** The types of enumerators, as `GetType()` shows them, and walking that notices changes. */
import { netThrow } from '../../errors/raise.ts';
import { Dictionary, GenericDictionary } from '../../values/dictionary.ts';
import { ItemCollection, List, guardChanges } from '../../values/lists.ts';
import type { Enumerator , HashSet} from '../../values/lists.ts';
import type { Value } from '../../values/value.ts';
import type { NetType } from '../netType.ts';
import { T, named } from '../t.ts';

const kind = (name: string): NetType => named<Enumerator>(name, [], { base: T.IEnumerator, interfaces: ['System.Collections.IEnumerator'] });
export const arrayEnumerator: NetType = kind('System.ArrayEnumerator');
/** Of `$input`. */
export const inputEnumerator: NetType = kind('System.Collections.ArrayList+ArrayListEnumeratorSimple');
const hashtableEnumerator = kind('System.Collections.Hashtable+HashtableEnumerator'), orderedEnumerator = kind('System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator'), charEnumerator = kind('System.CharEnumerator');
/** The enumerator type of a value that is walked. */
export function enumeratorType(v: Value): NetType | undefined {
  if (Array.isArray(v)) return arrayEnumerator;
  if (typeof v === 'string') return charEnumerator;
  if (v instanceof Dictionary) return v.netType === (T.OrderedDictionary as unknown as NetType) ? orderedEnumerator : v.netType === (T.Hashtable as unknown as NetType) ? hashtableEnumerator : undefined;
  return v instanceof ItemCollection && !(v instanceof List) ? inputEnumerator : undefined;
}
const changed = (): never => netThrow('System.InvalidOperationException', 'Collection was modified; enumeration operation may not execute.');
/** The items of a growing collection; a change while they are walked is an error, as in .NET. */
function* guardedItems(v: ItemCollection): Iterable<Value> {
  const { items, version } = v, count = items.length;
  for (let i = 0; i < count; i++) {
    yield items[i];
    if (v.items !== items || items.length !== count || v.version !== version) changed();
  }
}
guardChanges(guardedItems);
/** The same for what is behind a dictionary's keys and values, and for sets. */
export function* guardedEntries(owner: Dictionary | HashSet, items: Iterable<Value>): Iterable<Value> {
  const count = owner instanceof Dictionary ? owner.count : owner.members.size, version = owner instanceof Dictionary ? owner.version : 0;
  const all = [...items];
  if (owner instanceof GenericDictionary && owner.netType.name.startsWith('System.Collections.Generic.Dictionary`')) {
    // What is taken out of a Dictionary<K,V> disturbs no walk (Dictionary.Remove); what is gone is not met any more.
    const entries = [...owner.entries];
    for (const [i, item] of all.entries()) {
      const [id, entry] = entries[i] ?? [];
      if (entry === undefined || owner.entries.get(id) === entry) yield item;
      if (owner.version !== version) changed();
    }
    return;
  }
  for (const item of all) {
    yield item;
    if ((owner instanceof Dictionary ? owner.count : owner.members.size) !== count || (owner instanceof Dictionary && owner.version !== version)) changed();
  }
}
