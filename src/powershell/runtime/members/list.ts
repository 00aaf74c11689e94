/** All properties of a value, in the order PowerShell lists them: for Select-Object *, formatting, JSON and `psobject`. */
import { current } from '../run/current.ts';
import type { AnyType } from '../types/netType.ts';
import { T } from '../types/t.ts';
import { typeNames, typeOf } from '../types/typeOf.ts';
import { DictionaryEntry, KeyValuePair } from '../values/dictionary.ts';
import { NetException } from '../values/errorRecord.ts';
import { DynamicObject } from '../values/dynamic.ts';
import { fold } from '../values/folding.ts';
import { Record } from '../values/misc.ts';
import { PSObject, ScriptMember, ownMembers } from '../values/psObject.ts';
import type { MemberKind } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import { exceptionProperties } from './exceptionList.ts';
import { direct, extendedNames, MISSING, readProperty } from './get.ts';
import { inNetOrder } from './netOrder.ts';

export type MemberType = MemberKind | 'Property';
export interface PropertyInfo {
  readonly name: string;
  readonly memberType: MemberType;
  /** Full name of the declared type (of the value, for note properties). */
  readonly typeName: string;
  readonly isSettable: boolean;
  readonly isGettable: boolean;
  /** What a getter that throws gives is null (PSGetMemberBinder); scripts that were added raise what they raise. */
  readonly get: () => Value;
}
/** The properties of a value in the order a list or a table shows them: what was added to it, its type's own, what PowerShell adds to its type. */
export function shownProperties(v: Value): PropertyInfo[] {
  const listed = listProperties(v), all = listed.length === 0 ? allProperties(v) : listed, own = new Set(ownMembers(v)?.shape.names);
  if (own.size === 0 && all[0]?.memberType === 'Property') return all;
  const rank = (p: PropertyInfo): number => (own.has(p.name) ? 0 : p.memberType === 'Property' ? 1 : 2);
  return [0, 1, 2].flatMap((wanted) => all.filter((p) => rank(p) === wanted));
}

/** An alias is of the type that it is given, else of what it stands for (PSAliasProperty.TypeNameOfValue); what a script works out can be anything. */
function aliasedType(v: Value, { kind, as, target: [to] }: ScriptMember): string {
  if (kind !== 'AliasProperty' || to === undefined || as !== undefined) return as?.name ?? 'System.Object';
  // Two may stand for each other.
  if (following > MOST_ALIASES) return 'System.Object';
  following += 1;
  try { return listProperties(v).find((p) => p.name.toLowerCase() === to.toLowerCase())?.typeName ?? 'System.Object'; } finally { following -= 1; }
}
const MOST_ALIASES = 32;
let following = 0;
/** The properties of a value: what was added to it, what PowerShell adds to its type, the type's own. */
export function listProperties(v: Value): PropertyInfo[] {
  if (v == null) return [];
  const base = v instanceof PSObject ? v.base : v;
  const out: PropertyInfo[] = [];
  const bag = ownMembers(v);
  bag?.shape.names.forEach((name, i) => {
    const held = bag.slots[i], isVariable = held instanceof ScriptMember && held.isVariable, kind = isVariable ? 'NoteProperty' : bag.shape.kinds[i] ?? 'NoteProperty';
    if (kind === 'ScriptMethod' || kind === 'MemberSet') return;
    const value = isVariable ? got(v, name) : held;
    out.push({
      name, memberType: kind, isGettable: true, isSettable: kind === 'NoteProperty' || kind === 'AliasProperty' || (held instanceof ScriptMember && held.setter !== undefined),
      get typeName() { return value instanceof ScriptMember ? aliasedType(v, value) : value === undefined ? T.PSCustomObject.name : value === null ? 'System.Object' : typeOf(value).name; },
      get: () => got(v, name),
    });
  });
  if (base !== undefined) for (const typeName of typeNames(base)) for (const name of extendedNames.get(typeName) ?? []) out.push({ name, memberType: 'ScriptProperty', typeName: 'System.Object', isGettable: true, isSettable: false, get: () => got(v, name) });
  if (current().typeData.size > 0) for (const typeName of typeNames(v)) for (const member of current().typeData.get(typeName)?.values() ?? []) {
    if (member.kind === 'ScriptMethod' || member.kind === 'MemberSet' || out.some((p) => p.name.toLowerCase() === member.name.toLowerCase())) continue;
    out.push({ name: member.name, memberType: member.kind, isGettable: true, isSettable: member.setter !== undefined, get typeName() { return aliasedType(v, member); }, get: () => got(v, member.name) });
  }
  if (base === undefined) return out;
  if (out.length === 0) return adapted(base);
  const taken = new Set(out.map((p) => p.name.toLowerCase()));
  for (const p of adapted(base)) if (!taken.has(p.name.toLowerCase())) out.push(p);
  return out;
}
/** The same with the type's own properties that an XML node's or a data row's hide: what `*` finds, and `psobject.Properties`. */
export function allProperties(v: Value): PropertyInfo[] {
  const listed = listProperties(v), base = v instanceof PSObject ? v.base : v;
  // What PowerShell gives to entries comes before their own.
  if (base instanceof DictionaryEntry && !(base instanceof KeyValuePair)) return [...listed.filter((p) => p.name === 'Name'), ...listed.filter((p) => p.name !== 'Name')];
  if (!(base instanceof DynamicObject)) return listed;
  const taken = new Set(listed.map((p) => fold(p.name))), table = typeOf(base).list('props');
  return [...listed, ...base.typeNames().filter((name) => !taken.has(fold(name))).map((name): PropertyInfo => {
    const [declared, get, set] = (table.get(name) ?? [undefined, () => null]) as readonly [AnyType | undefined, (self: Value) => unknown, unknown];
    return { name, memberType: 'Property', typeName: (declared ?? T.Object).name, isGettable: true, isSettable: set !== undefined, get: () => readProperty(base, [declared, get]) };
  })];
}
const got = (v: Value, name: string): Value => { const x = direct(v, name); return x === MISSING ? null : x; };

function ofException(e: NetException, table: ReadonlyMap<string, unknown>): PropertyInfo[] {
  return exceptionProperties(e, table.keys()).map((name) => {
    const [declared, , set] = (table.get(name) ?? []) as readonly [AnyType?, unknown?, unknown?];
    return { name, memberType: 'Property', typeName: (declared ?? T.Object).name, isGettable: true, isSettable: set !== undefined, get: () => got(e, name) };
  });
}
function adapted(v: Value): PropertyInfo[] {
  if (v instanceof Record)
    return [
      ...[...v.fields].map(([name, value]): PropertyInfo => ({ name, memberType: 'Property', typeName: value == null ? 'System.Object' : typeOf(value).name, isGettable: true, isSettable: false, get: () => v.fields.get(name) })),
      ...declared(v).filter(({ name }) => !v.fields.has(name)),
    ];
  if (v instanceof DynamicObject) return v.propertyNames().map((name) => { const x = v.property(fold(name)); return { name, memberType: 'Property', typeName: x == null ? 'System.Object' : typeOf(x).name, isGettable: true, isSettable: v.isSettable(fold(name)), get: () => v.property(fold(name)) }; });
  return v instanceof NetException ? ofException(v, typeOf(v).list('props')) : declared(v);
}
/** Types whose properties .NET lists in an order of its own are among these; most of what is listed is not, and needs no table. */
const ORDERED = /^System\.(?:Array|Action|AppD|WeakR|RuntimeT|Collections\.(?:[ACGOS]|Hashtable\+)|Data|Globalization\.[CDNRT]|IO\.(?!FileI|Di)|Net\.[CMSW]|Numerics|Reflection|Security\.C|Text\.(?:A|Reg.*(?:[no]n|or)$)|Threading|Xml)/;
export const mayBeOrdered = (name: string): boolean => ORDERED.test(name);
const lists = new WeakMap<AnyType, ReadonlyMap<string, unknown>>();
function propertiesOf(type: AnyType): ReadonlyMap<string, unknown> {
  let known: AnyType | undefined = type;
  while (known !== undefined && !ORDERED.test(known.name)) known = known.base;
  if (known === undefined) return type.list('props');
  const list = lists.get(type) ?? inNetOrder(type, type.list('props'));
  lists.set(type, list);
  return list;
}
function declared(v: Value): PropertyInfo[] {
  return [...propertiesOf(typeOf(v))].map(([name, member]) => {
    const [type, get, set] = member as readonly [AnyType | undefined, (self: Value) => unknown, unknown];
    return { name, memberType: 'Property', typeName: (type ?? T.Object).name, isGettable: true, isSettable: set !== undefined, get: () => readProperty(v, [type, get]) };
  });
}
