/** What reflection gives about a type's members: properties, methods and constructors, from the type's own table. */
import type { AnyType, Overload, StaticMember, TypeTable , NetType } from '../netType.ts';
import { laterType, method } from '../netType.ts';
import { call, construct } from '../../members/overloads.ts';
import { getMember } from '../../members/get.ts';
import { getStatic } from '../../members/invoke.ts';
import { setMember } from '../../members/set.ts';
import { fold } from '../../values/folding.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { declaredBy } from '../declared.ts';
import { T, named } from '../t.ts';

type Kind = 'Property' | 'Method' | 'Constructor';
/** One member as reflection sees it. */
export class ReflectedMember extends NetObject {
  override readonly netType: NetType;
  readonly kind: Kind;
  readonly name: string;
  readonly owner: AnyType;
  readonly isStatic: boolean;
  readonly type: AnyType | undefined;
  readonly overload: Overload<never> | undefined;
  readonly isWritable: boolean;
  constructor(kind: Kind, name: string, owner: AnyType, parts: { isStatic?: boolean; type?: AnyType | undefined; overload?: Overload<never> | undefined; isWritable?: boolean }) {
    super();
    this.netType = TYPES[kind];
    this.kind = kind;
    this.name = name;
    this.owner = owner;
    this.isStatic = parts.isStatic ?? false;
    this.type = parts.type;
    this.overload = parts.overload;
    this.isWritable = parts.isWritable ?? false;
  }
}
class ReflectedParameter extends NetObject { readonly name: string; readonly type: AnyType; readonly position: number; constructor(name: string, type: AnyType, position: number) { super(); this.name = name; this.type = type; this.position = position; } }
const base = named<ReflectedMember>('System.Reflection.MemberInfo'), methodBase = named<ReflectedMember>('System.Reflection.MethodBase', [], { base });
const TYPES: Readonly<Record<Kind, NetType>> = {
  Property: named('System.Reflection.RuntimePropertyInfo', [], { base: named('System.Reflection.PropertyInfo', [], { base }) }), Method: named('System.Reflection.RuntimeMethodInfo', [], { base: named('System.Reflection.MethodInfo', [], { base: methodBase }) }), Constructor: named('System.Reflection.RuntimeConstructorInfo', [], { base: named('System.Reflection.ConstructorInfo', [], { base: methodBase }) }),
};
const asValue = (t: AnyType | undefined): Value => t ?? T.Object;
const parameters = (m: ReflectedMember): Value[] => (m.overload?.params ?? []).map((type, i) => new ReflectedParameter(m.overload?.names?.[i] ?? String.fromCharCode(97 + (i % 26)), type, i));
/** .NET names its primitive types without their namespace there. */
const PRIMITIVE = /^System\.(?:Void|Boolean|Byte|SByte|Char|Double|Single|U?Int(?:16|32|64|Ptr))(?=$|\[\])/;
const signatureName = (t: AnyType): string => (t === T.Type ? 'System.Type' : PRIMITIVE.test(t.name) ? t.name.slice('System.'.length) : t.name);
const returned = (m: ReflectedMember): AnyType => (m.name === 'GetType' && m.owner === T.Object ? T.Type : m.overload?.returns ?? T.Object);
const text = (m: ReflectedMember): string => (m.kind === 'Property' ? `${signatureName(m.type ?? T.Object)} ${m.name}` : `${m.kind === 'Constructor' ? 'Void' : signatureName(returned(m))} ${m.name}(${(m.overload?.params ?? []).map(signatureName).join(', ')})`);
laterType<ReflectedParameter>(named<ReflectedParameter>('System.Reflection.RuntimeParameterInfo'), () => ({ text: (p) => `${signatureName(p.type)} ${p.name}`, props: { Name: [T.String, (p) => p.name], ParameterType: [undefined, (p) => asValue(p.type)], Position: [T.Int32, (p) => p.position] } }), ReflectedParameter);
laterType<ReflectedMember>(base, () => ({
  text,
  props: {
    Name: [T.String, (m) => m.name], DeclaringType: [undefined, (m) => asValue(m.owner)], ReflectedType: [undefined, (m) => asValue(m.owner)], MemberType: [T.String, (m) => m.kind], IsStatic: [T.Boolean, (m) => m.isStatic], IsSpecialName: [T.Boolean, (m) => /^(?:get|set|add|remove|op)_/.test(m.name)], IsPublic: [T.Boolean, () => true],
    PropertyType: [undefined, (m) => (m.kind === 'Property' ? asValue(m.type) : null)], ReturnType: [undefined, (m) => (m.kind === 'Method' ? asValue(returned(m)) : null)], CanRead: [T.Boolean, () => true], CanWrite: [T.Boolean, (m) => m.isWritable],
  },
  methods: {
    GetParameters: [method([], parameters)], ToString: [method([], text, T.String)],
    GetValue: [method([T.Object], (m, o) => (m.isStatic ? getStatic(m.owner, m.name) : getMember(o, m.name))), method([T.Object, T.Object], (m, o) => (m.isStatic ? getStatic(m.owner, m.name) : getMember(o, m.name)))],
    SetValue: [method([T.Object, T.Object], (m, o, v) => { setMember(o, m.name, v); }, T.Void)],
    Invoke: [method([T.Object, T.Object], (m, o, args) => (m.overload === undefined ? null : call([m.overload] as unknown as readonly Overload<Value>[], o, Array.isArray(args) ? args : [], m.name))), method([T.Object], (m, args) => construct(m.owner, Array.isArray(args) ? args : []))],
  },
}));
function own(t: AnyType): TypeTable<never> { return (t.table ?? {}); }
const chain = (t: AnyType): AnyType[] => { const out: AnyType[] = []; for (let x: AnyType | undefined = t; x !== undefined; x = x.base) out.push(x); return out; };

/** What BindingFlags leave of the members: their kind, whether of an instance or of the type, and none of a base where only what is declared counts. */
const PUBLIC = 16, INSTANCE = 4, STATIC = 8, DECLARED_ONLY = 2;
function chosen(t: AnyType, members: readonly ReflectedMember[], flags: Value): ReflectedMember[] {
  const bits = flags === undefined ? PUBLIC | INSTANCE | STATIC : flags instanceof EnumValue ? flags.value : PUBLIC | INSTANCE | STATIC;
  return (bits & PUBLIC) === 0 ? [] : members.filter((m) => (bits & (m.isStatic ? STATIC : INSTANCE)) !== 0 && ((bits & DECLARED_ONLY) === 0 || m.owner === t));
}
/** The public properties, the type's own first. */
export function propertiesOf(t: AnyType, flags?: Value): ReflectedMember[] {
  const seen = new Set<string>();
  return chosen(t, chain(t).flatMap((x) => {
    const declared = declaredBy.get(x);
    if (declared !== undefined) return declared.properties.filter(({ isStatic }) => x === t || !isStatic).map(({ name, isStatic, type }) => new ReflectedMember('Property', name, x, { isStatic, type: type?.(), isWritable: true }));
    return [
      ...Object.entries(own(x).props ?? {}).map(([name, [type, , set]]) => new ReflectedMember('Property', name, x, { type, isWritable: set !== undefined })),
      ...(x === t ? Object.entries(own(x).statics ?? {}).flatMap(([name, s]) => (Array.isArray(s) ? [] : [new ReflectedMember('Property', name, x, { isStatic: true, type: (s as { type?: AnyType }).type, isWritable: 'set' in (s as object) })])) : []),
    ];
  }).filter((m) => !seen.has(fold(m.name)) && seen.add(fold(m.name))), flags);
}
const accessors = (name: string, owner: AnyType, isStatic: boolean, type: AnyType | undefined, isWritable: boolean): ReflectedMember[] =>
  [`get_${name}`, ...(isWritable ? [`set_${name}`] : [])].map((n) => new ReflectedMember('Method', n, owner, { isStatic, overload: { params: n.startsWith('set_') ? [type ?? T.Object] : [], returns: n.startsWith('set_') ? T.Void : type, invoke: () => null } }));
/** The public methods with the accessors of properties, as .NET counts them: what a class overrides is there once. */
export function methodsOf(t: AnyType, flags?: Value): ReflectedMember[] {
  const each = (x: AnyType, name: string, list: readonly Overload<never>[], isStatic: boolean): ReflectedMember[] => list.map((overload) => new ReflectedMember('Method', name, x, { isStatic, overload }));
  const all = chain(t).flatMap((x) => {
    const declared = declaredBy.get(x), here = ({ isStatic }: { readonly isStatic: boolean }): boolean => x === t || !isStatic;
    if (declared !== undefined) return [
      ...declared.properties.filter(here).flatMap(({ name, isStatic, type }) => accessors(name, x, isStatic, type?.(), true)),
      ...declared.methods.filter(here).map(({ name, isStatic, overload }) => new ReflectedMember('Method', name, x, { isStatic, overload })),
    ];
    const { props = {}, methods = {}, statics = {} } = own(x), fixed: [string, StaticMember][] = x === t ? Object.entries(statics) : [];
    return [
      ...Object.entries(props).flatMap(([name, [type, , set]]) => accessors(name, x, false, type, set !== undefined)),
      ...fixed.flatMap(([name, s]) => (Array.isArray(s) ? [] : accessors(name, x, true, (s as { type?: AnyType }).type, 'set' in (s as object)))),
      ...fixed.flatMap(([name, s]) => (Array.isArray(s) ? each(x, name, s as unknown as readonly Overload<never>[], true) : [])),
      ...Object.entries(methods).flatMap(([name, list]) => each(x, name, list, false)),
    ];
  });
  const overridden = (m: ReflectedMember, i: number): boolean => !m.isStatic && all.slice(0, i).some((o) => o.owner !== m.owner && declaredBy.has(o.owner) && o.name === m.name && sameTypes(o.overload, m.overload));
  return chosen(t, all.filter((m, i) => !overridden(m, i)), flags);
}
const sameTypes = (a: Overload<never> | undefined, b: Overload<never> | undefined): boolean => a?.params.length === b?.params.length && (a?.params ?? []).every((type, i) => type === b?.params[i]);
/** The public constructors. */
export const constructorsOf = (t: AnyType): ReflectedMember[] => (own(t).create ?? []).map((overload) => new ReflectedMember('Constructor', '.ctor', t, { overload: overload }));
