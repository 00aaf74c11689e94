import { cmdlet } from '../../runtime/cmdlet.ts';
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { invokeMember } from '../../runtime/members/invoke.ts';
import { toText, wrappedText } from '../../runtime/convert/toText.ts';
import { T, named } from '../../runtime/types/t.ts';
import { typeOf } from '../../runtime/types/typeOf.ts';
import { genericType } from '../../runtime/types/generic.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { Dictionary, GenericDictionary, Hashtable } from '../../runtime/values/dictionary.ts';
import { fold } from '../../runtime/values/folding.ts';
import { ArrayList, List } from '../../runtime/values/lists.ts';
import { isNumber } from '../../runtime/values/numbers.ts';
import { numberText } from '../../runtime/convert/numberText.ts';
import { PSObject, unwrap } from '../../runtime/values/psObject.ts';
import { Record, SwitchParameter } from '../../runtime/values/misc.ts';
import { NAMED_EXPRESSION } from '../../format/propertyKeys.ts';
import { NetObject } from '../../runtime/values/value.ts';
import { gathered } from '../../format/itemName.ts';
import type { Value } from '../../runtime/values/value.ts';
import { selectors } from './propertyValue.ts';
import type { PropertySelector } from './propertyValue.ts';
import { compareKeys } from './ordering.ts';
import type { SortKey } from './ordering.ts';
import { keyOf } from './sortObject.ts';

const GroupInfo = named('Microsoft.PowerShell.Commands.GroupInfo');
const GroupInfoNoElement = named('Microsoft.PowerShell.Commands.GroupInfoNoElement', [], { base: GroupInfo });

/** The text is the error's id too. */
const DUPLICATE = 'The objects grouped by this property cannot be expanded because there is a key duplication. Provide a valid value for the property, and then try again.';

interface Group { readonly keys: readonly SortKey[]; readonly items: Value[]; count: number; readonly at: number }

export const groupObject = cmdlet({
  name: 'Group-Object', aliases: ['group'], synopsis: 'Groups objects that have the same value in a property.',
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
    const by = p.Property == null ? [] : selectors(ctx, p.Property, [], NAMED_EXPRESSION);
    const ignoreCase = p.CaseSensitive !== true;
    const groups: Group[] = [], byId = new Map<string, Group>(), types: (string | undefined)[] = [];
    let isMixed = false, unlike: string | undefined;
    const refuse = (message: string, target: Value): never => ctx.fail({ id: 'ArgumentException', category: 'InvalidArgument', target, exception: 'System.ArgumentException', message });
    return {
      process() {
        const item = p.InputObject;
        if (item === undefined || item === null) return;
        if (groups.length === 0) {
          if (p.AsString === true && p.AsHashTable !== true) refuse('The command cannot be run because the AsString parameter requires that you specify the AsHashtable parameter.', new SwitchParameter(true));
          if (p.AsHashTable === true && p.AsString !== true && by.length > 1) refuse('The command cannot be run because using the AsHashTable parameter with more than one property requires adding the AsString parameter.', p.Property);
        }
        const keys: readonly SortKey[] = by.length === 0 ? [{ value: item, exists: true }] : by.map((s) => keyOf(ctx, s, item));
        for (const [k, { value }] of keys.entries()) {
          if (value === null || value === undefined) continue;
          const type = typeOf(value).name;
          if ((types[k] ??= type) !== type) isMixed = true;
        }
        const id = keys.map((k) => identity(k.value, ignoreCase)).join('\0');
        let group = byId.get(id);
        const other = group?.keys.find((key, k) => isCustom(key.value) && key.value !== keys[k]?.value), incoming = other === undefined ? undefined : keys[group?.keys.indexOf(other) ?? 0];
        if (other !== undefined) unlike ??= `Cannot compare "${toText(other.value)}" to "${toText(incoming?.value)}" because the objects are not the same type or the object "${toText(other.value)}" does not implement "IComparable".`;
        if (group === undefined) {
          // Values of different types that compare equal share the group of the first.
          group = isMixed || isLoose(keys) ? groups.find((g) => g.keys.every((key, k) => compareKeys(key, keys[k] as SortKey, ignoreCase, false) === 0)) : undefined;
          if (group === undefined) groups.push((group = { keys, items: [], count: 0, at: groups.length }));
          byId.set(id, group);
        }
        group.count++;
        if (p.NoElement !== true) group.items.push(item);
      },
      end() {
        if (unlike !== undefined) ctx.fail({ id: 'PSObjectCompareTo', category: 'NotSpecified', exception: 'System.Management.Automation.ExtendedTypeSystemException', message: unlike });
        // Keys of one type are sorted; of several types the groups stay in the order they came.
        const sorted = isMixed ? groups : [...groups].sort((a, b) => {
          for (let k = 0; k < a.keys.length; k++) {
            const c = compareKeys(a.keys[k] as SortKey, b.keys[k] as SortKey, ignoreCase, false);
            if (c !== 0) return c;
          }
          return a.at - b.at;
        });
        if (p.AsHashTable !== true) { for (const group of sorted) ctx.write(groupInfo(group, by, p.NoElement === true)); return; }
        const table = new Hashtable(ignoreCase);
        for (const group of sorted) {
          const key = p.AsString === true ? nameOf(group, by) : group.keys[0]?.value;
          if (key === null || key === undefined) {
            ctx.writeError({ id: DUPLICATE, category: 'InvalidArgument', exception: 'System.Exception', message: DUPLICATE });
            return;
          }
          table.set(key, collection(group.items));
        }
        if (sorted.length > 0) ctx.write(table);
      },
    };
  },
});

/** Keys whose text alone does not say whether they are the same. */
const isLoose = (keys: readonly SortKey[]): boolean => keys.some(({ value }) => value instanceof NetObject && !isNumber(value) && typeof unwrap(value) !== 'string');
const isCustom = (value: Value): boolean => value instanceof PSObject && value.isCustom;
/** Values of one group have one identity: the type matters, letter case only if asked. */
function identity(value: Value, ignoreCase: boolean): string {
  if (value === null || value === undefined) return 'null';
  // All custom objects have one hash code, and none of them compares with another (PSObject.CompareTo).
  if (isCustom(value)) return 'custom';
  const plain = unwrap(value);
  // Numbers are compared by what they are worth, whatever their type.
  if (isNumber(plain)) return `n${numberText(plain)}`;
  // What has no order is one value where its ToString is one: all arrays of a type are (ObjectCommandPropertyValue.Equals).
  if (typeof plain !== 'string' && isEnumerable(plain)) return `${typeOf(plain).name} ${toText(invokeMember(plain, 'ToString', []))}`;
  const text = wrappedText(value);
  return `${typeof plain === 'string' ? 's' : typeOf(value).name}${ignoreCase ? fold(text) : text}`;
}
/** A Collection<PSObject>, the type the members of a group come in. */
function collection(items: Value[]): Value {
  const type = genericType('System.Collections.ObjectModel.Collection', [T.PSObject]);
  return type === undefined ? new ArrayList(items) : new List(type as NetType, T.PSObject, items);
}
/** Values that are null are left out of the name; collections stand in braces, but of properties alone: what a block gave, and what came itself, is a text. */
const nameOf = (group: Group, by: readonly PropertySelector[]): string => group.keys.flatMap(({ value }, k) => (value === null || value === undefined ? [] : [typeof by[k]?.expression === 'string' ? keyName(value) : wrappedText(value)])).join(', ');
function keyName(value: Value): string {
  const plain = unwrap(value);
  if (plain instanceof GenericDictionary) return `{${[...plain.entries.values()].map((e) => toText(e)).join(', ')}}`;
  if (plain instanceof Dictionary) return `{${[...plain.entries.values()].map((e) => `[${toText(e.key)}, ${toText(e.value)}]`).join(', ')}}`;
  return isEnumerable(value) ? `{${[...enumerate(value)].map((x) => toText(x ?? '')).join(', ')}}` : wrappedText(value);
}
const groupInfo = (group: Group, by: readonly PropertySelector[], bare: boolean): Record => new Record(bare ? GroupInfoNoElement : GroupInfo, [
  ['Values', new ArrayList(group.keys.map((k) => k.value))], ['Count', group.count], ['Group', fromPipeline(collection(group.items))], ['Name', nameOf(group, by)],
]);
function fromPipeline(items: Value): Value { if (typeof items === 'object' && items !== null) gathered.add(items); return items; }
