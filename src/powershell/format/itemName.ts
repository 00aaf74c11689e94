/**
 * What stands for an item in the cell of a collection: its text, or, where its type has no text of its own, the property that names it
 * (PSObjectHelper.SmartToString). What came through a cmdlet always has a text.
 */
import { ClassInstance } from '../runtime/compile/classes/instance.ts';
import { NetType } from '../runtime/types/netType.ts';
import type { Overload } from '../runtime/types/netType.ts';
import { named } from '../runtime/types/t.ts';
import { typeOf } from '../runtime/types/typeOf.ts';
import { DynamicObject } from '../runtime/values/dynamic.ts';
import { Hashtable } from '../runtime/values/dictionary.ts';
import { PSObject, unwrap } from '../runtime/values/psObject.ts';
import { Group } from '../runtime/values/regex.ts';
import { XmlNode } from '../runtime/values/xml.ts';
import { toText } from '../runtime/convert/toText.ts';
import type { Value } from '../runtime/values/value.ts';
import type { ObjectView } from './objectView.ts';

/** Collections of objects that a cmdlet gathered from its pipeline. */
export const gathered: WeakSet<object> = new WeakSet();
const NAMING = [/^name$/i, /^id$/i, /^key$/i, /key$/i, /name$/i, /id$/i] as const;
/** The text of a value alone in its cell: a type says its name, and not the short form a script writes; a node of XML its own name. */
export function ownText(value: Value, view: ObjectView): string {
  const plain = unwrap(value);
  return plain instanceof NetType ? plain.name : plain instanceof XmlNode ? plain.localName : view.text(value);
}
/** The text of an item of a collection. */
export function itemName(item: Value, view: ObjectView): string {
  if (item === null || item === undefined) return '$null';
  if (item instanceof PSObject || !hasNoText(item)) return ownText(item, view);
  const keys = item instanceof Hashtable ? [...item.entries.values()].map((e) => toText(e.key)) : [], names = keys.length > 0 ? keys : view.propertyNames(item);
  for (const pattern of NAMING) {
    const found = names.find((name) => pattern.test(name));
    if (found !== undefined) { const named = keys.length > 0 ? [...(item as Hashtable).entries.values()].find((e) => toText(e.key) === found)?.value : view.property(item, found); return named === null || named === undefined ? '' : ownText(named, view); }
  }
  return ownText(item, view);
}
const JOB = named('System.Management.Automation.Job');
const hasNoText = (item: Value): boolean => item instanceof Group || typeOf(item).is(JOB) || item instanceof Hashtable || item instanceof DynamicObject || (item instanceof ClassInstance && !writesItself(item));
/** Whether the class itself, and not only one it derives from, says how its objects are written. */
function writesItself({ netType }: ClassInstance): boolean {
  const [, overloads] = (netType.members ?? netType.index()).methods.get('tostring') ?? [];
  return Array.isArray(overloads) && (overloads as readonly Overload<never>[]).some((o) => o.isScript === true && o.params.length === 0);
}
