/** PSCustomObject, `psobject` and its collections, member objects, DictionaryEntry-like records. */
import { hashOf } from '../../values/identity.ts';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { propertyDefinition } from '../../members/definition.ts';
import { allProperties } from '../../members/list.ts';
import { methodValue } from '../../members/methodValue.ts';
import type { PropertyInfo } from '../../members/list.ts';
import { MemberCollection, PSObjectView } from '../../members/psObjectView.ts';
import { setMember } from '../../members/set.ts';
import { fold } from '../../values/folding.ts';
import { invokeMember, scriptMethod } from '../../members/invoke.ts';
import { current } from '../../run/current.ts';
import { typedArray } from '../../values/arrays.ts';
import { PSScriptMethod } from '../../values/psMethod.ts';
import type { PSMethod } from '../../values/psMethod.ts';
import { PSObject, ScriptMember, attachMembers, ownMembers } from '../../values/psObject.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { NetType, func, laterType, method, netType, rest } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { T, named } from '../t.ts';
import { typeNames, typeOf } from '../typeOf.ts';
import { wildcard } from '../../operators/wildcard.ts';

laterType<PSObject>(T.PSCustomObject, () => ({ text: (o) => toText(o), methods: { ToString: [method([], (o) => toText(o), T.String)], Equals: [method([T.Object], (a, b) => (a as Value) === b, T.Boolean)], GetHashCode: [method([], (o) => hashOf(o as Value), T.Int32)] } }), PSObject);
/** One member of a value as an object. */
export class MemberInfo extends NetObject {
  readonly target: Value;
  readonly info: Pick<PropertyInfo, 'name' | 'memberType' | 'typeName' | 'isSettable' | 'isGettable'>;
  readonly read: () => Value;
  constructor(target: Value, info: MemberInfo['info'], read: () => Value) { super(); this.target = target; this.info = info; this.read = read; const own = lookupType(`System.Management.Automation.PS${info.memberType}`); if (own !== undefined) Object.defineProperty(this, 'netType', { value: own }); }
}
const memberKind = (name: string): Value => { const type = lookupType('System.Management.Automation.PSMemberTypes'); return type === undefined ? name : new EnumValue(type as NetType, type.enumValues?.get(name) ?? 0); };
export const memberInfoType = named('System.Management.Automation.PSMemberInfo');
const base = named<MemberInfo>('System.Management.Automation.PSPropertyInfo', [], { base: memberInfoType });
for (const [name, kind] of [['PSNoteProperty', 'NoteProperty'], ['PSProperty', 'Property'], ['PSScriptProperty', 'ScriptProperty'], ['PSAliasProperty', 'AliasProperty']] as const)
  netType(named<MemberInfo>(`System.Management.Automation.${name}`, name === 'PSProperty' ? [] : [name.toLowerCase()], { base }), { create: kind === 'NoteProperty' ? [func([T.String, T.Object], (n, v) => new MemberInfo(null, { name: n, memberType: 'NoteProperty', typeName: 'System.Object', isSettable: true, isGettable: true }, () => v))] : kind === 'ScriptProperty' ? [func([T.String, T.ScriptBlock], (n, b) => new MemberInfo(new ScriptMember('ScriptProperty', n, { getter: b }) as never, { name: n, memberType: 'ScriptProperty', typeName: 'System.Object', isSettable: false, isGettable: true }, () => null))] : kind === 'AliasProperty' ? [func([T.String, T.String], (n, to) => new MemberInfo(new ScriptMember('AliasProperty', n, { target: [to] }) as never, { name: n, memberType: 'AliasProperty', typeName: 'System.Object', isSettable: false, isGettable: true }, () => null))] : [] });
const signature = (m: PSScriptMethod): string => `System.Object ${m.name}();`;
laterType<PSScriptMethod>(named<PSScriptMethod>('System.Management.Automation.PSScriptMethod', ['psscriptmethod'], { base: named('System.Management.Automation.PSMethodInfo', [], { base: memberInfoType }) }), () => ({
  create: [func([T.String, T.ScriptBlock], (n, b) => new PSScriptMethod(n, null, b))], text: signature,
  props: { Script: [T.ScriptBlock, (m) => m.script], OverloadDefinitions: [undefined, (m) => typedArray(T.String, [signature(m)])], MemberType: [undefined, () => memberKind('ScriptMethod')], TypeNameOfValue: [T.String, () => 'System.Object'], Value: [undefined, (m) => m], Name: [T.String, (m) => m.name], IsInstance: [T.Boolean, (m) => ownMembers(m.target)?.has(m.name) === true] },
  methods: { Invoke: [{ ...method([rest(T.Object)], (m: PSScriptMethod, args) => scriptMethod(m.script, m.target, m.name, args as readonly Value[])), isScript: true }], Copy: [method([], (m) => m)] },
}), PSScriptMethod);
laterType<MemberInfo>(base, () => ({ text: (m) => propertyDefinition(m.target, m.info, m.read)[1], props: { Name: [T.String, (m) => m.info.name], Value: [undefined, (m) => m.read(), (m, v) => setMember(m.target, m.info.name, v)], MemberType: [undefined, (m) => memberKind(m.info.memberType)], TypeNameOfValue: [T.String, (m) => m.info.typeName], IsSettable: [T.Boolean, (m) => m.info.isSettable], IsGettable: [T.Boolean, (m) => m.info.isGettable], IsInstance: [T.Boolean, (m) => m.info.memberType === 'NoteProperty'] } }), MemberInfo);

const propertiesOf = (v: Value): MemberInfo[] => allProperties(v).map((p) => new MemberInfo(v, p, p.get));
type Member = MemberInfo | PSMethod | PSScriptMethod;
const nameOf = (m: Member): string => (m instanceof MemberInfo ? m.info.name : m.name);
/** Methods of the type, those of every object, and script methods that were added. */
function methodsOf(v: Value): Member[] {
  const bag = ownMembers(v), added = bag?.shape.names.filter((_, i) => bag.shape.kinds[i] === 'ScriptMethod') ?? [];
  const given = v == null ? [] : typeNames(v).flatMap((t) => [...current().typeData.get(t)?.values() ?? []].filter((m) => m.kind === 'ScriptMethod').map((m) => m.name));
  return [...new Set([...added, ...given, ...typeOf(v).list('methods').keys(), 'Equals', 'GetHashCode', 'GetType', 'ToString'])].flatMap((n) => methodValue(v, n) ?? []);
}
const membersOf = (c: MemberCollection): Member[] => (c.which === 'Methods' ? methodsOf(c.target) : c.which === 'Members' ? [...propertiesOf(c.target), ...methodsOf(c.target)] : propertiesOf(c.target));
/** The bag that added members go to: a custom object's own, or one attached to the object. */
const bagOf = (v: Value): PSObject => (v instanceof PSObject ? v : v !== null && typeof v === 'object' ? attachMembers(v) : netThrow('System.Management.Automation.ExtendedTypeSystemException', 'Members cannot be added to this value.'));
function add(c: MemberCollection, member: unknown): void {
  if (!(member instanceof MemberInfo || member instanceof PSScriptMethod)) return;
  const bag = bagOf(c.target), name = nameOf(member);
  if (bag.has(name)) netThrow('System.Management.Automation.ExtendedTypeSystemException', `Cannot add a member with the name "${name}" because a member with that name already exists. If you want to overwrite the member anyway, use the Force parameter to overwrite it.`);
  if (member instanceof PSScriptMethod) bag.define(name, new ScriptMember('ScriptMethod', name, { getter: member.script }));
  else bag.define(name, (member.target as unknown) instanceof ScriptMember ? (member.target) : member.read());
}
/** What Match gives: by place and by name. */
class MatchedMembers extends NetObject { readonly all: readonly Member[]; constructor(all: readonly Member[]) { super(); this.all = all; } }
laterType<MatchedMembers>(named<MatchedMembers>('System.Management.Automation.ReadOnlyPSMemberInfoCollection`1[[System.Management.Automation.PSPropertyInfo]]'), () => ({
  enumerate: (c) => c.all, props: { Count: [T.Int32, (c) => c.all.length] },
  index: { get: (c, i) => (typeof i === 'number' ? c.all[i < 0 ? i + c.all.length : i] : c.all.find((m) => fold(nameOf(m)) === fold(toText(i)))) ?? null },
}), MatchedMembers);
const find = (c: MemberCollection, name: string): Member | null => membersOf(c).find((m) => fold(nameOf(m)) === fold(name)) ?? null;
laterType<MemberCollection>(named<MemberCollection>('System.Management.Automation.PSMemberInfoIntegratingCollection'), () => ({
  enumerate: membersOf, index: { get: (c, i) => (typeof i === 'number' ? membersOf(c)[i] : find(c, toText(i))) },
  methods: { Add: [method([T.Object], add, T.Void), method([T.Object, T.Boolean], add, T.Void)], Remove: [method([T.String], (c, n) => { bagOf(c.target).remove(n); }, T.Void)], Match: [method([T.String], (c, p) => new MatchedMembers(membersOf(c).filter((m) => wildcard(p).test(nameOf(m)))))], Item: [method([T.String], find)] },
}), MemberCollection);
laterType<PSObjectView>(named<PSObjectView>('System.Management.Automation.PSObjectView'), () => ({
  props: { Properties: [undefined, (o) => new MemberCollection(o.target, 'Properties')], Members: [undefined, (o) => new MemberCollection(o.target, 'Members')], Methods: [undefined, (o) => new MemberCollection(o.target, 'Methods')], TypeNames: [undefined, (o) => names(o.target)], BaseObject: [undefined, (o) => (o.target instanceof PSObject && o.target.base !== undefined ? o.target.base : o.target)], ImmediateBaseObject: [undefined, (o) => (o.target instanceof PSObject && o.target.base !== undefined ? o.target.base : o.target)] },
  text: (o) => toText(o.target), methods: { Copy: [method([], (o) => copy(o.target))], ToString: [method([], (o) => toText(o.target), T.String)] },
}), PSObjectView);
/** `PSTypeNames` as a list whose changes stay with the object. */
function names(v: Value): Value {
  const bag = v !== null && typeof v === 'object' ? bagOf(v) : undefined;
  if (bag === undefined) return [...typeNames(v)];
  bag.typeNames ??= [...typeNames(v)];
  return new TypeNameList(bag.typeNames);
}
class TypeNameList extends NetObject { readonly list: string[]; constructor(list: string[]) { super(); this.list = list; } }
// Not under its name: that is the generic collection's.
laterType<TypeNameList>(new NetType<TypeNameList>('System.Collections.ObjectModel.Collection`1[[System.String]]', { base: T.Object }), () => ({ enumerate: (t) => t.list, index: { get: (t, i) => t.list[Number(i) < 0 ? Number(i) + t.list.length : Number(i)] ?? null }, props: { Count: [T.Int32, (t) => t.list.length] }, methods: { Insert: [method([T.Int32, T.String], (t, i, n) => { t.list.splice(i, 0, n); })], Add: [method([T.String], (t, n) => { t.list.push(n); })], Clear: [method([], (t) => { t.list.length = 0; })], Contains: [method([T.String], (t, n) => t.list.includes(n), T.Boolean)], Remove: [method([T.String], (t, n) => { const i = t.list.indexOf(n); if (i >= 0) t.list.splice(i, 1); return i >= 0; })], RemoveAt: [method([T.Int32], (t, i) => { t.list.splice(i, 1); })] } }), TypeNameList);
/** A copy of a custom object; other values are themselves. */
function copy(v: Value): Value {
  // What can be cloned is (PSObject.Copy).
  if (v instanceof NetObject && !(v instanceof PSObject) && v.netType.is(lookupType('System.ICloneable') ?? T.Void) && v.netType.find('methods', 'Clone') !== undefined) return invokeMember(v, 'Clone', []);
  if (!(v instanceof PSObject)) return v;
  const made = new PSObject(v.base);
  made.shape = v.shape;
  made.slots = [...v.slots];
  made.typeNames = v.typeNames === undefined ? undefined : [...v.typeNames];
  return made;
}
laterType<Value>(T.PSObject, () => ({ create: [func([], () => new PSObject()), func([T.Object], (v) => v)] }));
