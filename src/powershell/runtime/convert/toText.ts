/** PowerShell's conversion to String (LanguagePrimitives, PSObject.ToString): what `"$x"` and `[string]` show. */
import { typeNames, typeOf } from '../types/typeOf.ts';
import { typeNameText } from '../types/typeName.ts';
import { NetType } from '../types/netType.ts';
import { Char } from '../values/char.ts';
import { DateTime } from '../values/dateTime.ts';
import { Dictionary } from '../values/dictionary.ts';
import { ErrorRecord } from '../values/errorRecord.ts';
import { fold } from '../values/folding.ts';
import { Decimal } from '../values/decimal.ts';
import { SwitchParameter } from '../values/misc.ts';
import { Double, Single, SmallInteger, WideInteger } from '../values/numbers.ts';
import { DeserializedObject, PSObject, ScriptMember, attachedMembers, unwrap } from '../values/psObject.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import { NetObject, unset } from '../values/value.ts';
import { XmlNode } from '../values/xml.ts';
import type { Value } from '../values/value.ts';
import { guardString } from '../run/budget.ts';
import { current } from '../run/current.ts';
import { numberText } from './numberText.ts';
import { ignoringFaults, retrieved } from './retrieved.ts';

/** The text of any value. */
export function toText(v: Value): string {
  if (typeof v === 'string') return v;
  if (v == null) return '';
  if (typeof v === 'number' || typeof v === 'bigint') return String(v);
  if (typeof v === 'boolean') return v ? 'True' : 'False';
  return Array.isArray(v) ? itemsText(v, () => v) : objectText(v);
}
function objectText(v: NetObject): string {
  const added = attachedMembers(v), own = added === undefined ? undefined : ownToString(added, v);
  if (own !== undefined) return own;
  if (v instanceof Double || v instanceof Single || v instanceof SmallInteger || v instanceof WideInteger || v instanceof Decimal) return numberText(v);
  if (v instanceof Char) return v.toString();
  if (v instanceof ScriptBlock) return v.text;
  if (v instanceof NetType) return typeNameText(v);
  if (v instanceof PSObject) return psObjectText(v);
  if (v instanceof SwitchParameter) return v.isPresent ? 'True' : 'False';
  if (v instanceof ErrorRecord) return v.message;
  if (v instanceof Dictionary || v instanceof DateTime) return ownText(v);
  const enumerate = typeOf(v).get('enumerate');
  return enumerate === undefined ? ownText(v) : itemsText(v, () => enumerate(v));
}
/** A collection of which an item has no text, or that cannot be walked, is written as any object. */
const itemsText = (v: NetObject | Value[], items: () => Iterable<Value>): string => ignoringFaults(() => joined(items()), () => (Array.isArray(v) ? clrName(typeOf(v).name) : ownText(v)));
/** What the value's own `ToString()` gives. */
export function ownText(v: NetObject): string {
  const type = typeOf(v), text = type.get('text');
  return text === undefined ? clrName(type.name) : text(v);
}
/** An object without a text of its own shows its type's name, as .NET's Type.ToString writes it: a generic one's arguments in single brackets. */
export const clrName = (name: string): string => (name.includes('[[') ? name.replaceAll('[[', '[').replaceAll('],[', ',').replaceAll(']]', ']') : name);

/** From here on the growth of a text is watched. */
const MUCH = 1024 * 1024;
/** Items with `$OFS` between; an item that is a collection itself shows its type. */
export function joined(items: Iterable<Value>): string {
  let out = '', first = true;
  const separator = ofs();
  for (const item of items) {
    if (!first) out += separator;
    first = false;
    out += typeof item === 'string' ? item : itemText(item);
    if (out.length > MUCH) guardString(current(), out.length);
  }
  return out;
}
/** What an XML node says of itself (ToStringCodeMethods.XmlNode). */
const nodeText = (n: XmlNode): string => n.localName;
/** The text of what came through a pipeline or stands among others, and is a PSObject there: of a node what it says of itself, and not its type. */
export function wrappedText(v: Value): string {
  const plain = unwrap(v);
  return plain instanceof XmlNode ? nodeText(plain) : toText(v);
}
/** The text of a value inside a string or behind one: a number that was an argument is itself, not as it was written, and one that came out of CliXml as an enum's is a number. */
export const partText = (v: Value): string => toText(v instanceof PSObject && v.literal !== undefined && v.typeNames?.[0]?.startsWith('Deserialized.') !== false ? v.base : v);
/** Inside a collection nothing is taken apart: a custom object has no text there, a collection its type's name. */
export function itemText(v: Value): string {
  if (v instanceof XmlNode) return nodeText(v);
  if (Array.isArray(v)) return clrName(typeOf(v).name);
  if (v instanceof PSObject) return v.isCustom && !(v instanceof DeserializedObject) ? ownToString(v) ?? '' : psObjectText(v);
  return v instanceof NetObject && !(v instanceof ScriptBlock) && typeOf(v).get('enumerate') !== undefined ? ownText(v) : toText(v);
}
function ofs(): string {
  const v = current().current.find('ofs');
  return v === unset || v == null ? ' ' : toText(v);
}
/** What a ToString method that the script added gives. */
function ownToString(v: PSObject, self: NetObject = v): string | undefined {
  const own = v.slots[v.shape.slot('tostring')];
  const block = own instanceof ScriptMember && own.kind === 'ScriptMethod' ? own.getter : undefined;
  return block === undefined || current().looking ? undefined : retrieved('MethodExceptionNullFormatProvider', () => toText(current().callMember(block, self, [])));
}
/** `@{a=1; b=2}`. */
function psObjectText(v: PSObject): string {
  const own = ownToString(v);
  if (own !== undefined) return own;
  if (v.base !== undefined) return v.literal ?? toText(v.base);
  if (v instanceof DeserializedObject) return v.text;
  return ignoringFaults(() => propertiesText(v), () => '');
}
function propertiesText(v: PSObject): string {
  const parts: string[] = [];
  v.shape.names.forEach((name, i) => {
    const kind = v.shape.kinds[i];
    if (kind === 'ScriptMethod' || kind === 'PropertySet' || kind === 'MemberSet') return;
    const held = v.slots[i];
    const value = held instanceof ScriptMember ? scriptValue(v, held) : held;
    parts.push(`${name}=${value == null ? '' : value instanceof XmlNode ? toText(value) : itemText(value)}`);
  });
  // What was given to its types stands behind its own.
  const { typeData, looking } = current();
  if (typeData.size > 0 && !looking) for (const typeName of typeNames(v)) for (const m of typeData.get(typeName)?.values() ?? []) {
    if (v.shape.slot(fold(m.name)) >= 0 || m.kind === 'ScriptMethod' || m.kind === 'PropertySet' || m.kind === 'MemberSet') continue;
    const given = scriptValue(v, m);
    parts.push(`${m.name}=${given == null ? '' : itemText(given)}`);
  }
  return parts.length === 0 ? '' : `@{${parts.join('; ')}}`;
}
/** Script properties are not evaluated for a text (PSObject.ToStringEmptyBaseObject). */
function scriptValue(v: PSObject, member: ScriptMember): Value {
  if (member.kind === 'NoteProperty') return member.note;
  if (member.getter !== undefined) return current().looking ? '…' : member.kind === 'ScriptProperty' && !member.isVariable ? 'System.Management.Automation.PSScriptProperty' : current().callMember(member.getter, v, []);
  const target = member.target[0];
  return target === undefined ? null : v.get(fold(target));
}
