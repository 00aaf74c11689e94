import { cmdlet } from '../../runtime/cmdlet.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { T, named } from '../../runtime/types/t.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import { genericType } from '../../runtime/types/generic.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';
import { fold } from '../../runtime/values/folding.ts';
import { ArrayList, List } from '../../runtime/values/lists.ts';
import { isNumber } from '../../runtime/values/numbers.ts';
import { numberText } from '../../runtime/convert/numberText.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { Value } from '../../runtime/values/value.ts';
import { select, selectors } from './propertyValue.ts';
import { compareKeys } from './sortObject.ts';
import type { SortKey } from './sortObject.ts';

const GroupInfo = named('Microsoft.PowerShell.Commands.GroupInfo');
const GroupInfoNoElement = named('Microsoft.PowerShell.Commands.GroupInfoNoElement', [], { base: GroupInfo });

interface Group { readonly keys: readonly SortKey[]; readonly items: Value[]; count: number; readonly at: number }

export const groupObject = cmdlet({
  name: 'Group-Object', aliases: ['group'], defaultSet: 'HashTable', synopsis: 'Groups objects that have the same value in a property.',
  params: {
    NoElement: { type: T.Switch },
    AsHashTable: { type: T.Switch, aliases: ['AHT'], sets: ['HashTable'] },
    AsString: { type: T.Switch, sets: ['HashTable'] },
    InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
    Property: { type: T.Object, position: 0 },
    Culture: { type: T.String },
    CaseSensitive: { type: T.Switch },
  },
  run(p, ctx) {
    const by = p.Property === undefined ? [] : selectors(ctx, p.Property, []);
    const ignoreCase = p.CaseSensitive !== true;
    const groups = new Map<string, Group>();
    return {
      process() {
        const item = p.InputObject;
        if (item === undefined) return;
        const keys = by.length === 0 ? [{ value: item, exists: true }] : by.map((s) => { const found = select(ctx, s, item)[0]; return { value: found?.value ?? null, exists: true }; });
        const id = keys.map((k) => identity(k.value, ignoreCase)).join('\0');
        let group = groups.get(id);
        if (group === undefined) groups.set(id, (group = { keys, items: [], count: 0, at: groups.size }));
        group.count++;
        if (p.NoElement !== true) group.items.push(item);
      },
      end() {
        const sorted = [...groups.values()].sort((a, b) => {
          for (let k = 0; k < a.keys.length; k++) {
            const c = compareKeys(a.keys[k] as SortKey, b.keys[k] as SortKey, ignoreCase, false);
            if (c !== 0) return c;
          }
          return a.at - b.at;
        });
        if (p.AsHashTable !== true) { for (const group of sorted) ctx.write(groupInfo(group, p.NoElement === true)); return; }
        const table = new Hashtable(ignoreCase);
        for (const group of sorted) table.set(p.AsString === true || group.keys.length > 1 ? nameOf(group) : group.keys[0]?.value ?? '', collection(group.items));
        if (sorted.length > 0) ctx.write(table);
      },
    };
  },
});

/** Values of one group have one identity: the type matters, letter case only if asked. */
function identity(value: Value, ignoreCase: boolean): string {
  if (value === null || value === undefined) return 'null';
  const plain = unwrap(value);
  // Numbers are compared by what they are worth, whatever their type.
  if (isNumber(plain)) return `n${numberText(plain)}`;
  if (Array.isArray(value)) return `[${value.map((v) => identity(v, ignoreCase)).join(',')}]`;
  const text = toText(value);
  return `${typeof value === 'string' ? 's' : typeOf(value).name}${ignoreCase ? fold(text) : text}`;
}
/** A Collection<PSObject>, the type the members of a group come in. */
function collection(items: Value[]): Value {
  const type = genericType('System.Collections.ObjectModel.Collection', [T.PSObject]);
  return type === undefined ? new ArrayList(items) : new List(type as NetType, T.PSObject, items);
}
const nameOf = (group: Group): string => group.keys.map((k) => toText(k.value)).join(', ');
const groupInfo = (group: Group, bare: boolean): Record => new Record(bare ? GroupInfoNoElement : GroupInfo, [
  ['Values', new ArrayList(group.keys.map((k) => k.value))], ['Count', group.count], ['Group', collection(group.items)], ['Name', nameOf(group)],
]);
