/** Reading a property of any value. */
import { NetThrow, raise } from '../errors/raise.ts';
import { enumerate, isEnumerable } from '../convert/enumerate.ts';
import { current } from '../run/current.ts';
import { convertTo } from '../convert/convert.ts';
import type { AnyType } from '../types/netType.ts';
import { typeNames, typeOf } from '../types/typeOf.ts';
import { Dictionary } from '../values/dictionary.ts';
import { NetException, PowerShellError } from '../values/errorRecord.ts';
import type { ScriptBlock } from '../values/scriptBlock.ts';
import { DynamicObject } from '../values/dynamic.ts';
import { fold } from '../values/folding.ts';
import { ItemCollection } from '../values/lists.ts';
import { Record } from '../values/misc.ts';
import { PSObject, ScriptMember, attachedMembers, unwrap } from '../values/psObject.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { BaseView, PSObjectView } from './psObjectView.ts';
import { methodValue } from './methodValue.ts';
import { boxed } from './overloads.ts';

/** "There is no such property", told apart from a property that is null. */
export const MISSING: unique symbol = Symbol('missing');

/** `$v.name`; null where there is none (an error under Set-StrictMode). `name` is folded here. */
export function getMember(v: Value, name: string, strict = 0): Value {
  const found = lookup(v, name, strict);
  if (found !== MISSING && !(strict >= 2 && found === 1 && isLenient(v, name))) return found;
  const method = found === MISSING ? methodValue(v, name) : undefined;
  if (method !== undefined) return method;
  if (v == null && strict < 2) { const folded = fold(name); if (folded === 'count' || folded === 'length') return 0; }
  if (strict < 2) return null;
  return raise({
    id: 'PropertyNotFoundStrict', category: 'NotSpecified', exception: 'System.Management.Automation.PropertyNotFoundException',
    message: `The property '${name}' cannot be found on this object. Verify that the property exists.`,
  });
}
/** The `Count` and `Length` of one thing, which strict mode does not give (PSGetMemberBinder.PropertyDoesntExist); a custom object has them all the same. */
const isLenient = (v: Value, name: string): boolean => /^(?:count|length)$/i.test(name) && !(v instanceof PSObject && v.base === undefined) && !isEnumerable(v) && direct(v, name) === MISSING;
/** What gives a null among others for a property that it lacks, whether they have it or not; other objects give nothing (PSGetMemberBinder.GetAdaptedValue). */
function isAdapted(item: Value): boolean {
  const plain = unwrap(item);
  return plain instanceof PSObject || (plain instanceof DynamicObject && plain.isAdapted);
}
/** The property's value, or MISSING; of a collection under Set-StrictMode 2 also where one of its items lacks it. */
export function lookup(v: Value, name: string, strict = 0): Value | typeof MISSING {
  if (v == null) return MISSING;
  const own = direct(v, name);
  if (own !== MISSING) return own;
  const folded = fold(name);
  // A collection's own, before those of its items.
  if (folded.startsWith('ps')) { const about = intrinsic(v, folded); if (about !== MISSING) return about; }
  if (isEnumerable(v) && !(v instanceof NetObject && !(v instanceof PSObject) && !(v instanceof ItemCollection) && typeOf(v).get('enumerate') === undefined)) {
    const found: Value[] = [];
    for (const item of enumerate(v)) {
      const each = item == null ? MISSING : lookup(item, name, strict);
      if (each === MISSING) {
        if (strict >= 2 && item != null) return MISSING;
        if (isAdapted(item)) found.push(null);
        continue;
      }
      if (isEnumerable(each)) found.push(...enumerate(each)); else found.push(each);
    }
    return found.length === 0 ? MISSING : found.length === 1 ? found[0] : found;
  }
  return folded === 'count' || folded === 'length' ? 1 : MISSING;
}
/** Without member enumeration: what the value itself has. */
export function direct(v: Value, name: string, self: Value = v): Value | typeof MISSING {
  if (v == null) return MISSING;
  const folded = fold(name);
  const bag = v instanceof PSObject ? v : v instanceof NetObject || Array.isArray(v) ? attachedMembers(v) : undefined;
  if (bag !== undefined) {
    const slot = bag.shape.slot(folded);
    if (slot >= 0) { const held = bag.slots[slot]; return held instanceof ScriptMember ? scriptMember(v, held) : held; }
    if (v instanceof PSObject) {
      const given = v.typeNames === undefined && v.base !== undefined ? MISSING : ofTypeData(v, folded);
      return given !== MISSING || v.base === undefined ? given : direct(v.base, name, self);
    }
  }
  if (v instanceof BaseView) return netMember(v.target, name);
  if (v instanceof Dictionary) { const entry = v.find(name); if (entry !== undefined) return entry.value; }
  if (v instanceof Record) for (const [key, value] of v.fields) if (fold(key) === folded) return value;
  if (v instanceof DynamicObject) { const own = v.property(folded); if (own !== undefined) return own; }
  const type = typeOf(v), held = ofType(v, type, name, folded);
  return held === MISSING ? extended(v, type, folded, self) : held;
}
function ofType(v: Value, type: AnyType, name: string, folded: string): Value | typeof MISSING {
  const prop = type.find('props', name)?.[1] as readonly [AnyType | undefined, (self: Value) => unknown] | undefined;
  if (prop !== undefined) return readProperty(v, prop);
  if (v instanceof NetException) for (const [key, value] of v.extra) if (fold(key) === folded) return value;
  return MISSING;
}
/** A property of the .NET object itself, whatever keys, nodes and members that were added have the name (DotNetAdapter). */
export function netMember(v: Value, name: string): Value | typeof MISSING {
  if (v instanceof PSObject) return v.base === undefined ? MISSING : netMember(v.base, name);
  const folded = fold(name);
  if (v instanceof Record) for (const [key, value] of v.fields) if (fold(key) === folded) return value;
  return v == null ? MISSING : ofType(v, typeOf(v), name, folded);
}
/** The value of a property of the type's table; a getter that throws gives null (PSGetMemberBinder). */
export function readProperty(v: Value, entry: readonly [AnyType | undefined, (self: Value) => unknown]): Value {
  try { return boxed(entry[1](v), entry[0]); } catch (e) { if (e instanceof NetThrow || e instanceof PowerShellError) return null; throw e; }
}
/** A getter that throws gives null. */
function quiet(read: () => Value): Value {
  try { return read(); } catch (e) { if (e instanceof NetThrow || e instanceof PowerShellError) return null; throw e; }
}
const extensions = new Map<string, Extension>(), extensionNames = new Set<string>();
/** Of a value; `self` is what was asked, with the members that were added to it. */
type Extension = (v: Value, self: Value) => Value;
/** A property PowerShell adds to a type (its types.ps1xml): `extend('System.IO.FileInfo', 'BaseName', …)`. Hidden ones are read by name and not listed. */
export function extend(typeName: string, property: string, get: Extension, isHidden = false): void { if (!isHidden) extendedNames.set(typeName, [...(extendedNames.get(typeName) ?? []), property]); extensions.set(`${typeName} ${fold(property)}`, get); extensionNames.add(fold(property)); }
/** The names of the properties PowerShell adds, by type. */
export const extendedNames: Map<string, readonly string[]> = new Map();
const dynamicLookups = new Map<string, (v: Value, name: string) => Value | typeof MISSING>();
/** A type whose properties are not known beforehand (XML nodes, data rows). */
export function dynamicMembers(typeName: string, get: (v: Value, name: string) => Value | typeof MISSING): void { dynamicLookups.set(typeName, get); }

/** What scripts gave to the types by whose names an object goes (Update-TypeData). */
function ofTypeData(v: PSObject, folded: string): Value | typeof MISSING {
  const { typeData } = current();
  if (typeData.size > 0) for (const name of typeNames(v)) { const added = typeData.get(name)?.get(folded); if (added !== undefined) return scriptMember(v, added); }
  return MISSING;
}
function extended(v: Value, type: AnyType, folded: string, self: Value): Value | typeof MISSING {
  if (current().typeData.size > 0 || extensionNames.has(folded)) for (const name of typeNames(v)) {
    const get = extensions.get(`${name} ${folded}`);
    if (get !== undefined) return get(v, self);
    const added = current().typeData.get(name)?.get(folded);
    if (added !== undefined) return scriptMember(v, added);
  }
  for (let t: AnyType | undefined = type; t !== undefined; t = t.base) {
    const get = dynamicLookups.get(t.name);
    if (get !== undefined) { const found = get(v, folded); if (found !== MISSING) return found; }
  }
  return MISSING;
}
function scriptMember(v: Value, held: ScriptMember): Value | typeof MISSING {
  if (held.kind === 'AliasProperty') {
    const found = held.target[0] === undefined ? null : direct(v, held.target[0]), { as } = held;
    return as === undefined || found === MISSING ? found : quiet(() => convertTo(found, as));
  }
  if (held.kind === 'NoteProperty' || held.kind === 'MemberSet') return held.note;
  if (held.kind === 'PropertySet') { const o = new PSObject(); for (const n of held.target) { const x = direct(v, n); o.set(n, x === MISSING ? null : x); } return o; }
  // A method is no property: who names it without calling it gets it as a value (methodValue).
  if (held.kind === 'ScriptMethod') return MISSING;
  return held.getter === undefined ? null : quiet(() => current().callMember(held.getter as ScriptBlock, v, []) ?? null);
}
const standard: { of: (v: Value) => Value } = { of: () => null };
/** What `PSStandardMembers` of an object is: the room that knows what objects show says it (format/standardMembers.ts). */
export function standardMembersBy(of: (v: Value) => Value): void { standard.of = of; }
function intrinsic(v: Value, folded: string): Value | typeof MISSING {
  switch (folded) {
    case 'psobject': return new PSObjectView(v);
    case 'pstypenames': return direct(new PSObjectView(v), 'TypeNames');
    case 'psbase': return v instanceof BaseView ? v : new BaseView(v);
    case 'psadapted': case 'psextended': return v;
    case 'psstandardmembers': return standard.of(v);
    default: return MISSING;
  }
}
