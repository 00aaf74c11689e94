/** Assigning a property of any value. */
import { convertTo } from '../convert/convert.ts';
import { raise, raiseRecord } from '../errors/raise.ts';
import { current } from '../run/current.ts';
import type { AnyType } from '../types/netType.ts';
import { typeNames, typeOf } from '../types/typeOf.ts';
import { Dictionary } from '../values/dictionary.ts';
import { PowerShellError, ErrorRecord } from '../values/errorRecord.ts';
import { DynamicObject } from '../values/dynamic.ts';
import { fold } from '../values/folding.ts';
import { PSObject, ScriptMember, attachedMembers, unwrap } from '../values/psObject.ts';
import { XmlNode, XmlSetError } from '../values/xml.ts';
import { toText } from '../convert/toText.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { NetThrow, exception } from '../errors/raise.ts';
import { BaseView } from './psObjectView.ts';

/** `$target.name = value`. */
export function setMember(target: Value, name: string, value: Value): void {
  if (value === undefined) value = null;
  if (target == null) return raise({ id: 'PropertyNotFound', category: 'InvalidOperation', message: `The property '${name}' cannot be found on this object. Verify that the property exists and can be set.` });
  const folded = fold(name);
  const bag = target instanceof PSObject ? target : target instanceof NetObject || Array.isArray(target) ? attachedMembers(target) : undefined;
  const slot = bag?.shape.slot(folded) ?? -1;
  if (bag !== undefined && slot >= 0) {
    const held = bag.slots[slot];
    if (held instanceof ScriptMember) return setScript(target, held, value);
    bag.slots[slot] = value;
    return undefined;
  }
  if (target instanceof PSObject && (target.base === undefined || target.typeNames !== undefined) && current().typeData.size > 0) {
    for (const typeName of typeNames(target)) { const added = current().typeData.get(typeName)?.get(folded); if (added !== undefined) return setOfTypeData(target, added, value); }
  }
  if (target instanceof PSObject) { if (target.base === undefined) return notAdded(name); return setMember(target.base, name, value); }
  if (target instanceof Dictionary) {
    if (target.isReadOnly) return raise({ id: 'PropertyAssignmentException', category: 'InvalidOperation', message: 'The collection is read-only.' });
    target.set(name, value);
    return undefined;
  }
  if (target instanceof DynamicObject) {
    let taken = false;
    if (target instanceof XmlNode) taken = setNode(target, folded, value);
    else assigned(name, () => { taken = target.assign(folded, value, name); });
    if (taken) return undefined;
  }
  if (target instanceof BaseView) return setOfType(unwrap(target.target), name, value) ? undefined : notFound(name);
  if (setOfType(target, name, value)) return undefined;
  if (target instanceof XmlNode) return notAdded(name);
  for (const typeName of typeNames(target)) { const added = current().typeData.get(typeName)?.get(folded); if (added !== undefined) return setOfTypeData(target, added, value); }
  // The items of a collection are read, never assigned (about_Member-Access_Enumeration).
  return notFound(name);
}
/** Assigns a node that another node has by name: of any value its text. */
function setNode(target: XmlNode, folded: string, value: Value): boolean {
  try { return target.assign(folded, value == null ? '' : toText(value)); } catch (e) {
    if (!(e instanceof XmlSetError)) throw e;
    return raise({ id: `XmlNodeSetRestrictions${e.restriction}`, category: 'NotSpecified', exception: 'System.Management.Automation.SetValueException', message: e.message });
  }
}
/** Assigns a property of the value's type; false where the type has none of the name. */
function setOfType(target: Value, name: string, value: Value): boolean {
  const prop = typeOf(target).find('props', name) as TypeProperty | undefined;
  if (prop === undefined) return false;
  setProperty(target, prop, value);
  return true;
}
/** A property of a type's table with its name: type, getter and setter. */
export type TypeProperty = readonly [name: string, entry: readonly [AnyType | undefined, unknown, ((self: Value, v: Value) => void)?]];
/** Assigns a property that is known. */
export function setProperty(target: Value, property: TypeProperty, value: Value): void {
  const name = property[0], entry = property[1], declared = entry[0], set = entry[2];
  if (set === undefined) raise({ id: 'PropertyAssignmentException', category: 'InvalidOperation', message: `'${name}' is a ReadOnly property.` });
  const converted = declared === undefined ? value : settable(name, value, declared);
  try { set(target, converted); } catch (e) { notAssigned(e, name); }
}
/** Converts for a typed property; failures are SetValueInvocationExceptions with the cast error inside. */
function settable(name: string, value: Value, type: AnyType): Value {
  try { return convertTo(value, type); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    const outer = exception('System.Management.Automation.SetValueInvocationException', `Exception setting "${name}": "${e.record.message}"`, e.record.exception);
    return raiseRecord(new ErrorRecord(outer, 'ExceptionWhenSetting', 'NotSpecified', null));
  }
}
/** What a setter throws arrives as a SetValueInvocationException. */
export function assigned(name: string, run: () => void): void {
  try { run(); } catch (e) { notAssigned(e, name); }
}
function notAssigned(e: unknown, name: string): never {
  const inner = e instanceof NetThrow ? e.exception : e instanceof PowerShellError ? e.record.exception : undefined;
  if (inner === undefined) throw e;
  return raiseRecord(new ErrorRecord(exception('System.Management.Automation.SetValueInvocationException', `Exception setting "${name}": "${inner.message}"`, inner), 'ExceptionWhenSetting', 'NotSpecified', null));
}
/** What type data gave is a member of the type, which the binder knows to be read-only (PSSetMemberBinder). */
function setOfTypeData(target: Value, held: ScriptMember, value: Value): void {
  if (held.kind === 'ScriptProperty' && held.setter === undefined) return raise({ id: 'PropertyAssignmentException', category: 'InvalidOperation', message: `'${held.name}' is a ReadOnly property.` });
  return setScript(target, held, value);
}
function setScript(target: Value, held: ScriptMember, value: Value): void {
  if (held.kind === 'AliasProperty' && held.target[0] !== undefined) return setMember(target, held.target[0], value);
  if (held.setter === undefined) return raise({ id: 'SetWithoutSetterFromScriptProperty', category: 'NotSpecified', exception: 'System.Management.Automation.SetValueException', message: `Set accessor for property "${held.name}" is unavailable.` });
  current().callMember(held.setter, target, [value]);
  return undefined;
}
/** A custom object does not grow by assignment. */
function notAdded(name: string): never {
  const text = `The property '${name}' cannot be found on this object. Verify that the property exists and can be set.`;
  const outer = exception('System.Management.Automation.SetValueInvocationException', `Exception setting "${name}": "${text}"`, exception('System.Management.Automation.SetValueException', text));
  return raiseRecord(new ErrorRecord(outer, 'ExceptionWhenSetting', 'NotSpecified', null));
}
function notFound(name: string): never {
  return raise({ id: 'PropertyAssignmentException', category: 'InvalidOperation', message: `The property '${name}' cannot be found on this object. Verify that the property exists and can be set.` });
}
