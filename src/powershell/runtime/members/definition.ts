/** What a property is, in the words of PSMemberInfo's ToString: `int A=1`, `int Length {get;}`. Get-Member shows the same (MshMemberInfo.cs). */
import { NetType } from '../types/netType.ts';
import { toText } from '../convert/toText.ts';
import { current } from '../run/current.ts';
import { typeNameText } from '../types/typeName.ts';
import { typeNames, typeOf } from '../types/typeOf.ts';
import { fold } from '../values/folding.ts';
import { PSObject, ScriptMember, attachedMembers } from '../values/psObject.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { addedKind } from './addedKinds.ts';
import { clrText } from './clrText.ts';
import { moreProperty } from './moreDefinitions.ts';
import type { PropertyInfo } from './list.ts';
import { shortType } from './methodValue.ts';

export type DescribedProperty = Pick<PropertyInfo, 'name' | 'memberType' | 'typeName' | 'isSettable'>;
/** The kind and the definition of a property; `read` gives its value. */
export function propertyDefinition(v: Value, m: DescribedProperty, read: () => Value): readonly [kind: string, definition: string] {
  const member = scriptMember(v, m.name);
  switch (m.memberType) {
    case 'NoteProperty': return [m.memberType, noteDefinition(m.name, read())];
    case 'AliasProperty': return [m.memberType, `${m.name} = ${member?.as === undefined ? '' : `(${member.as.name})`}${member?.target[0] ?? ''}`];
    case 'ScriptProperty': if (member?.getter === undefined) { const known = moreProperty(typeNames(v)[0] ?? '', m.name, '') ?? addedKind(typeNames(v), m.name, () => ''); if (known !== undefined) return known; } return [m.memberType, `System.Object ${m.name} {get=${member?.getter?.text ?? ''};${member?.setter === undefined ? '' : `set=${member.setter.text};`}}`];
    case 'PropertySet': return [m.memberType, `${m.name} {${member?.target.join(', ') ?? ''}}`];
    default: {
      const accessors = `{get;${m.isSettable ? 'set;' : ''}}`;
      return addedKind(typeNames(v), m.name, () => toText(read() ?? '')) ?? moreProperty(typeNames(v)[0] ?? '', m.name, accessors) ?? ['Property', `${shortType(m.typeName)} ${m.name} ${accessors}`];
    }
  }
}
/** A note and what it holds. */
export const noteDefinition = (name: string, value: Value): string => `${displayType(value)} ${name}=${value === undefined ? '' : value === null ? 'null' : value instanceof NetType ? value.name : clrText(value)}`;
/** The type of a note's value, as short as it can be said. */
function displayType(value: Value): string {
  if (value == null) return value === undefined ? 'System.Management.Automation.PSCustomObject' : 'object';
  if (value instanceof NetType) return 'RuntimeType';
  if (value instanceof PSObject) return typeNames(value)[0] ?? 'System.Object';
  return typeNameText(typeOf(value)).replace(/(?:\w+\.)+(?=\w)/g, '');
}
/** The members that were added to a value at run time. */
export const bagOf = (v: Value): PSObject | undefined => (v instanceof PSObject ? v : v instanceof NetObject || Array.isArray(v) ? attachedMembers(v) : undefined);
function scriptMember(v: Value, name: string): ScriptMember | undefined {
  if ((v as unknown) instanceof ScriptMember) return v as unknown as ScriptMember;
  const bag = bagOf(v), held = bag?.slots[bag.shape.slot(fold(name))];
  if (held instanceof ScriptMember) return held;
  for (const typeName of typeNames(v)) { const member = current().typeData.get(typeName)?.get(fold(name)); if (member !== undefined) return member; }
  return undefined;
}
