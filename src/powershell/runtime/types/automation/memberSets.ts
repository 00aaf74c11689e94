/** PSPropertySet and PSMemberSet: names under a name. Scripts make them to say which properties of an object are shown. */
import { MISSING, dynamicMembers } from '../../members/get.ts';
import { fold } from '../../values/folding.ts';
import { MemberInfo, memberInfoType } from './psObject.ts';
import { func, laterType } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { typedArray } from '../../values/arrays.ts';
import { NetObject } from '../../values/value.ts';
import { BaseView } from '../../members/psObjectView.ts';
import { unwrap } from '../../values/psObject.ts';
import type { Value } from '../../values/value.ts';
import { typeOf } from '../typeOf.ts';

export class PropertySet extends NetObject {
  readonly name: string;
  readonly referenced: readonly string[];
  constructor(name: string, referenced: readonly string[]) { super(); this.name = name; this.referenced = referenced; }
}
export class MemberSet extends NetObject {
  readonly name: string;
  readonly members: readonly Value[];
  constructor(name: string, members: readonly Value[]) { super(); this.name = name; this.members = members; }
}
const base = memberInfoType;
laterType<PropertySet>(named<PropertySet>('System.Management.Automation.PSPropertySet', [], { base }), () => ({
  create: [func([T.String, arrayOf(T.String)], (name, names) => new PropertySet(name, names as readonly string[]))],
  text: (s) => `${s.name} {${s.referenced.join(', ')}}`,
  props: { MemberType: [T.String, () => 'PropertySet'], ReferencedPropertyNames: [undefined, (s) => typedArray(T.String, [...s.referenced])], TypeNameOfValue: [T.String, () => 'System.Management.Automation.PSPropertySet'], Name: [T.String, (s) => s.name] },
}), PropertySet);
const memberSet = named<MemberSet>('System.Management.Automation.PSMemberSet', [], { base });
laterType<MemberSet>(memberSet, () => ({
  text: (s) => `${s.name} {${s.members.map((m) => (m instanceof PropertySet ? m.name : m instanceof MemberInfo ? m.info.name : '')).join(', ')}}`,
  create: [func([T.String], (name) => new MemberSet(name, [])), func([T.String, arrayOf(memberInfoType)], (name, members) => new MemberSet(name, members as readonly Value[]))],
  props: { MemberType: [T.String, () => 'MemberSet'], Members: [undefined, (s) => [...s.members]], Name: [T.String, (s) => s.name] },
}), MemberSet);
// The members of a set are read by their names: the value of a property, a set of names as itself.
dynamicMembers('System.Management.Automation.PSMemberSet', (v, name) => {
  const found = v instanceof MemberSet ? v.members.find((m) => fold(m instanceof PropertySet ? m.name : m instanceof MemberInfo ? m.info.name : '') === fold(name)) : undefined;
  return found === undefined ? MISSING : found instanceof MemberInfo ? found.read() : found;
});
laterType<BaseView>(named<BaseView>('System.Management.Automation.PSInternalMemberSet', [], { base: memberSet }), () => ({
  text: (s) => { const type = typeOf(unwrap(s.target)); return `psbase {${[...type.list('props').keys(), ...type.list('methods').keys()].join(', ')}}`; },
}), BaseView);

/** The properties that an object itself says it shows, by its `PSStandardMembers`. */
const shown = new WeakMap<object, readonly string[]>();
export const ownDisplaySet = (v: Value): readonly string[] | undefined => (typeof v === 'object' && v !== null ? shown.get(v) : undefined);
/** Takes `PSStandardMembers` of an object; says whether there was a DefaultDisplayPropertySet among them. */
export function setStandardMembers(target: object, members: readonly Value[]): boolean {
  const set = members.find((m): m is PropertySet => m instanceof PropertySet && m.name.toLowerCase() === 'defaultdisplaypropertyset');
  if (set !== undefined) shown.set(target, set.referenced);
  return set !== undefined;
}
