/** What reflection says of a type beside its name and members: kind, generics, fields, interfaces. */
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { like } from '../../operators/wildcard.ts';
import { typedArray } from '../../values/arrays.ts';
import { EnumValue, byValue } from '../../values/enumValue.ts';
import { Record } from '../../values/misc.ts';
import { fold } from '../../values/folding.ts';
import type { Value } from '../../values/value.ts';
import { plainName } from '../assemblies.ts';
import { NetType, addOverloads, func, laterType, method } from '../netType.ts';
import type { AnyType, StaticMember, TypeTable } from '../netType.ts';
import { resolveTypeName } from '../resolve.ts';
import { codeOf } from './enums.ts';
import { constructorsOf, methodsOf, propertiesOf } from './memberInfo.ts';
import { T, named } from '../t.ts';
import { typeOf } from '../typeOf.ts';

/** Static classes are abstract and sealed at once. */
const STATIC = /^System\.(Math|MathF|Convert|Console|Environment|GC|BitConverter|Activator|Buffer|StringNormalizationExtensions|IO\.(File|Directory|Path)|Linq\.Enumerable|Threading\.(Interlocked|Monitor|Timeout|ThreadPool)|Net\.(Dns|WebUtility)|Web\.HttpUtility|Runtime\.InteropServices\.Marshal)$/;
const ABSTRACT = /^System\.(Array|Enum|ValueType|Delegate|MulticastDelegate|Type|Attribute|StringComparer|TimeZone|IO\.(Stream|TextReader|TextWriter|FileSystemInfo)|Text\.Encoding|Xml\.(XmlNode|XmlLinkedNode|XmlCharacterData|XmlWriter|XmlReader)|Globalization\.Calendar|Threading\.WaitHandle|Security\.Cryptography\.(HashAlgorithm|MD5|SHA\d+|Aes|RSA|SymmetricAlgorithm|AsymmetricAlgorithm|RandomNumberGenerator)|Reflection\.(Assembly|MemberInfo|MethodBase|MethodInfo|PropertyInfo|FieldInfo)|Management\.Automation\.(PSMemberInfo|PSPropertyInfo|PSMethodInfo|CommandInfo|Job|Cmdlet\w*))$/;
const isInterface = (t: AnyType): boolean => /(^|\.)I[A-Z][a-z]\w*(`\d+.*)?$/.test(t.name.replace(/\[\[.*$/s, '')) && !t.isValueType && !t.isEnum && !/\.(IPAddress|IPEndPoint|IPHostEntry|ISOWeek|IOException)/.test(t.name);
const isNullable = (t: AnyType): boolean => t.name.startsWith('System.Nullable`1[');
/** A generic type without its arguments. */
const definitions = new Map<string, NetType>();
function definitionOf(t: AnyType): AnyType {
  const name = plainName(t);
  let made = definitions.get(name);
  if (made === undefined) definitions.set(name, made = new NetType(name, { base: T.Object }));
  return made;
}
const fieldType = named<Record>('System.Reflection.RuntimeFieldInfo', [], { base: named('System.Reflection.FieldInfo') }), memberTypes = (): Value => convertTo('Field', resolveTypeName('System.Reflection.MemberTypes') ?? T.String);
laterType<Record>(fieldType, () => ({
  text: (f) => `${(f.fields.get('FieldType') as unknown as AnyType).name} ${toText(f.fields.get('Name') ?? '')}`,
  methods: { GetValue: [method([T.Object], (f) => f.fields.get('Value') ?? null)], GetRawConstantValue: [method([], (f) => { const v = f.fields.get('Value'); return v instanceof EnumValue ? convertTo(v.value, v.netType.enumBase ?? T.Int32) : v ?? null; })] },
}));
const field = (owner: AnyType, name: string, value: Value, type: AnyType, isStatic = true): Record => new Record(fieldType, [['Name', name], ['MemberType', memberTypes()], ['FieldType', type], ['DeclaringType', owner], ['IsStatic', isStatic], ['IsLiteral', isStatic && (owner.isEnum || typeof value !== 'object')], ['IsPublic', true], ['Value', value]]);
/** The public fields: an enum's names, and constants; what is worked out is a property. */
function fieldsOf(t: AnyType): Record[] {
  if (t.isEnum) return [field(t, 'value__', null, t.enumBase ?? T.Int32, false), ...byValue(t).map(([name, v]) => field(t, name, new EnumValue(t as never, v), t))];
  const statics = (t.table as TypeTable<unknown> | undefined)?.statics ?? {};
  return Object.entries(statics).flatMap(([name, m]: [string, StaticMember]) => ('constant' in m ? [field(t, name, m.constant, typeOf(m.constant))] : []));
}
const members = (t: AnyType): Value[] => [...methodsOf(t), ...constructorsOf(t), ...propertiesOf(t), ...fieldsOf(t)];
const nameOf = (m: Value): string => (m instanceof Record ? toText(m.fields.get('Name') ?? '') : (m as unknown as { readonly name: string }).name);
const interfacesOf = (t: AnyType): string[] => { const all = new Set<string>(); for (let x: AnyType | undefined = t; x !== undefined; x = x.base) for (const i of [...x.interfaces, ...(x.table as TypeTable<unknown> | undefined)?.interfaces ?? []]) all.add(i); return [...all]; };
const none = (type: string) => () => typedArray((resolveTypeName(type) ?? T.Object) as never, []);
const attributesOf = [method([], none('System.Attribute')), method([T.Boolean], none('System.Attribute')), method([T.Type, T.Boolean], none('System.Attribute'))];
addOverloads<AnyType>(T.Type, () => ({
  props: {
    IsValueType: [T.Boolean, (t) => t.isValueType || isNullable(t)], IsInterface: [T.Boolean, isInterface], IsClass: [T.Boolean, (t) => !t.isValueType && !isNullable(t) && !isInterface(t)],
    IsSealed: [T.Boolean, (t) => t.isValueType || isNullable(t) || t.isArray || t === T.String || STATIC.test(t.name) || /^System\.(DBNull|Version|Text\.StringBuilder|IO\.(FileInfo|DirectoryInfo)|Random\+|Security\.SecureString)$/.test(t.name)],
    IsAbstract: [T.Boolean, (t) => STATIC.test(t.name) || ABSTRACT.test(t.name) || isInterface(t)], IsNested: [T.Boolean, (t) => t.name.includes('+')], IsVisible: [T.Boolean, () => true], IsNotPublic: [T.Boolean, () => false], HasElementType: [T.Boolean, (t) => t.isArray],
    IsGenericTypeDefinition: [T.Boolean, (t) => /`\d+$/.test(t.name) && t.genericArguments.length === 0], IsGenericType: [T.Boolean, (t) => t.genericArguments.length > 0 || /`\d+$/.test(t.name)], IsConstructedGenericType: [T.Boolean, (t) => t.genericArguments.length > 0],
    ContainsGenericParameters: [T.Boolean, (t) => /`\d+$/.test(t.name) && t.genericArguments.length === 0], IsGenericParameter: [T.Boolean, () => false], IsByRef: [T.Boolean, () => false], IsPointer: [T.Boolean, () => false], IsCOMObject: [T.Boolean, () => false], IsImport: [T.Boolean, () => false],
    IsSpecialName: [T.Boolean, () => false], IsAnsiClass: [T.Boolean, () => true], IsAutoClass: [T.Boolean, () => false], IsUnicodeClass: [T.Boolean, () => false], IsMarshalByRef: [T.Boolean, () => false], IsContextful: [T.Boolean, () => false], IsByRefLike: [T.Boolean, () => false], IsTypeDefinition: [T.Boolean, (t) => !t.isArray && t.genericArguments.length === 0],
    IsSZArray: [T.Boolean, (t) => t.isArray && t.name.endsWith('[]')], IsVariableBoundArray: [T.Boolean, (t) => t.isArray && !t.name.endsWith('[]')], DeclaringType: [undefined, (t) => (t.name.includes('+') ? resolveTypeName(t.name.slice(0, t.name.lastIndexOf('+'))) ?? null : null)], ReflectedType: [undefined, () => null], DeclaringMethod: [undefined, () => null],
  },
  methods: {
    GetArrayRank: [method([], (t) => (/\[(,*)\]$/.exec(t.name)?.[1]?.length ?? 0) + 1, T.Int32)], GetFields: [method([], fieldsOf), method([T.Object], fieldsOf)], GetField: [method([T.String], (t, n) => fieldsOf(t).find((f) => nameOf(f) === n) ?? null), method([T.String, T.Object], (t, n) => fieldsOf(t).find((f) => fold(nameOf(f)) === fold(n)) ?? null)],
    GetMember: [method([T.String], (t, n) => members(t).filter((m) => like(nameOf(m), n)))], GetInterface: [method([T.String], (t, n) => { const found = interfacesOf(t).find((i) => i === n || i.endsWith(`.${n}`)); return found === undefined ? null : resolveTypeName(found) ?? null; })],
    GetGenericTypeDefinition: [method([], (t) => definitionOf(t) as unknown as Value)], GetConstructor: [method([T.Object], (t, types) => { const wanted = Array.isArray(types) ? types : []; return constructorsOf(t).find((c) => (c as { readonly overload?: { readonly params: readonly AnyType[] } }).overload?.params.length === wanted.length) ?? null; })],
    GetCustomAttributes: attributesOf, GetCustomAttributesData: [method([], none('System.Attribute'))], IsDefined: [method([T.Type, T.Boolean], () => false, T.Boolean)], GetEvents: [method([], () => [])], GetNestedTypes: [method([], () => [])], IsEquivalentTo: [method([T.Type], (t, o) => t === o, T.Boolean)], GetDefaultMembers: [method([], () => [])],
  },
}));
addOverloads(T.AbstractType, () => ({ statics: { GetTypeCode: [func([T.Type], (t) => (t == null ? codeOf('Empty') : codeOf(t.isEnum ? (t.enumBase ?? T.Int32).shortName : t.shortName)))], Delimiter: { constant: convertTo('.', T.Char) }, Missing: { constant: null } } }));

