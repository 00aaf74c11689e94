/** System.Object's own members, System.Type, Activator, and a few classes that are only named. */
import { isSerializable } from './serializable.ts';
import { toText, ownText } from '../../convert/toText.ts';
import { numberToString } from '../../convert/numberText.ts';
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { convertTo } from '../../convert/convert.ts';
import { construct } from '../../members/overloads.ts';
import { fold } from '../../values/folding.ts';
import { hashOf, keyIdentity } from '../../values/identity.ts';
import { isNumber } from '../../values/numbers.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { typedArray } from '../../values/arrays.ts';
import { Record } from '../../values/misc.ts';
import { given } from '../guards/refuse.ts';
import { NetType, RestType, func, laterType, method, rest } from '../netType.ts';
import type { AnyType, TypeTable } from '../netType.ts';
import { resolveTypeName } from '../resolve.ts';
import { T, arrayOf, named } from '../t.ts';
import { typeOf } from '../typeOf.ts';
import { EnumValue, byValue, enumNumber } from '../../values/enumValue.ts';
import { assemblyOf, fullName, typeText } from '../assemblies.ts';
import { constructorsOf, methodsOf, propertiesOf } from './memberInfo.ts';

const ownString = (v: Value): string => (isNumber(v) ? numberToString(v) : Array.isArray(v) ? typeOf(v).name : v instanceof NetObject ? ownText(v) : toText(v));
laterType<Value>(T.Object, () => ({
  create: [func([], () => new Plain())],
  methods: { GetType: [method([], (v) => typeOf(v) as unknown as Value, T.Type)], ToString: [method([], ownString, T.String)], Equals: [method([T.Object], (a, b) => keyIdentity(a, false) === keyIdentity(b, false), T.Boolean)], GetHashCode: [method([], hashOf, T.Int32)] },
}));
class Plain extends NetObject {}
Object.defineProperty(Plain.prototype, 'netType', { value: T.Object });
const assembly = named<Record>('System.Reflection.RuntimeAssembly', [], { base: T.Assembly });
laterType<AnyType>(T.Type, () => ({
  equals: (a, b) => a === b,
  props: {
    Name: [T.String, (t) => t.shortName], FullName: [T.String, fullName], Namespace: [T.String, (t) => t.namespace], BaseType: [undefined, (t) => (t.base ?? null)], IsArray: [T.Boolean, (t) => t.isArray], IsEnum: [T.Boolean, (t) => t.isEnum], IsValueType: [T.Boolean, (t) => t.isValueType], IsClass: [T.Boolean, (t) => !t.isValueType && !/^System\.Collections\.(Generic\.)?I[A-Z]/.test(t.name)], IsInterface: [T.Boolean, (t) => /(^|\.)I[A-Z]\w+(`|$)/.test(t.name) && t.table === undefined], IsPrimitive: [T.Boolean, (t) => ['Boolean', 'Byte', 'SByte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64', 'Char', 'Double', 'Single'].includes(t.shortName) && t.namespace === 'System'],
    IsPublic: [T.Boolean, () => true], IsSealed: [T.Boolean, (t) => t.isValueType || t === T.String], IsAbstract: [T.Boolean, () => false], IsGenericType: [T.Boolean, (t) => t.genericArguments.length > 0], GenericTypeArguments: [undefined, (t) => typedArray(T.Type, t.genericArguments)], AssemblyQualifiedName: [T.String, (t) => `${fullName(t)}, ${assemblyOf(t)}`], Assembly: [undefined, (t) => new Record(assembly, [['FullName', assemblyOf(t)], ['Location', ''], ['IsDynamic', assemblyOf(t).startsWith('PowerShell Class')], ['GlobalAssemblyCache', false], ['ImageRuntimeVersion', 'v4.0.30319'], ['EntryPoint', null]])], UnderlyingSystemType: [undefined, (t) => t], Module: [undefined, (t) => new Record(named<Record>('System.Reflection.RuntimeModule'), [['Name', `${assemblyOf(t).split(',')[0] ?? ''}.dll`], ['ScopeName', `${assemblyOf(t).split(',')[0] ?? ''}.dll`]])], MemberType: [T.String, () => 'TypeInfo'], IsSerializable: [T.Boolean, isSerializable], GUID: [undefined, () => null],
  },
  text: fullName,
  methods: {
    ToString: [method([], (t) => typeText(t), T.String)], GetElementType: [method([], (t) => (t.elementType ?? null) as unknown as Value)], IsInstanceOfType: [method([T.Object], (t, v) => v != null && typeOf(v as Value).is(t), T.Boolean)], IsAssignableFrom: [method([T.Type], (t, o) => o.is(t), T.Boolean)], IsAssignableTo: [method([T.Type], (t, o) => o !== null && t.is(o), T.Boolean)], IsSubclassOf: [method([T.Type], (t, o) => t !== o && t.is(o), T.Boolean)], GetGenericArguments: [method([], (t) => typedArray(T.Type as never, t.genericArguments as unknown as Value[]))], MakeArrayType: [method([], (t) => arrayOf(t) as unknown as Value)], Equals: [method([T.Object], (a, b) => (a as unknown) === b, T.Boolean)], GetHashCode: [method([], (t) => hashOf(t as unknown as Value), T.Int32)],
    GetEnumNames: [method([], (t) => typedArray(T.String as never, byValue(t).map(([name]) => name)))], GetEnumValues: [method([], (t) => typedArray(t as never, byValue(t).map(([, v]) => new EnumValue(t as never, v))))],
    GetEnumName: [method([T.Object], (t, v) => { const n = v instanceof EnumValue ? String(v.exact) : toText(v); return byValue(t).find(([, x]) => String(x) === n)?.[0] ?? null; }, T.String)],
    GetEnumValuesAsUnderlyingType: [method([], (t) => { const base = t.enumBase ?? T.Int32; return typedArray(base as never, byValue(t).map(([, v]) => convertTo(enumNumber(new EnumValue(t as never, v)), base))); })], IsEnumDefined: [method([T.Object], (t, v) => (typeof v === 'string' ? t.enumValues?.has(v) === true : false))],
    GetProperties: [method([], (t) => propertiesOf(t)), method([T.Object], (t, flags) => propertiesOf(t, flagsOf(flags)))], GetMethods: [method([], (t) => methodsOf(t)), method([T.Object], (t, flags) => methodsOf(t, flagsOf(flags)))], GetConstructors: [method([], constructorsOf)], GetMembers: [method([], (t) => [...methodsOf(t), ...constructorsOf(t), ...propertiesOf(t)])],
    GetMethod: [method([T.String], (t, n) => methodsOf(t).find((m) => m.name === n) ?? null), method([T.String, T.Object], (t, n) => methodsOf(t).find((m) => m.name === n) ?? null)], GetProperty: [method([T.String], (t, n) => propertiesOf(t).find((m) => m.name === n) ?? null), method([T.String, T.Object], (t, n) => propertiesOf(t).find((m) => m.name === n) ?? null)],
    GetInterfaces: [method([], (t) => [...t.interfaces].flatMap((n) => { const i = resolveTypeName(n); return i === undefined ? [] : [i]; }))], GetEnumUnderlyingType: [method([], (t) => (t.enumBase ?? T.Int32) as unknown as Value)], GetTypeCode: [method([], () => 1)],
  },
}), NetType);
const flagsOf = (v: Value): Value => convertTo(v, resolveTypeName('System.Reflection.BindingFlags') ?? T.Object);
const known = (name: string): Value => new Record(assembly, [['FullName', `${name}, Version=10.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a`], ['Location', ''], ['GlobalAssemblyCache', false]]);
/** Assemblies cannot be loaded: those of .NET itself count as there, a file that is not there is its own error. */
function loadFile(path: string): Value {
  const { files } = current().host, full = files === undefined ? path : files.resolve(current().workingDirectory.path, path);
  if (files?.stat(full) === undefined) return netThrow('System.IO.FileNotFoundException', `Could not load file or assembly '${full}'. The system cannot find the file specified.`, [['FileName', full]]);
  return netThrow('System.PlatformNotSupportedException', `The assembly '${full}' cannot be loaded: this engine runs no .NET code. Use its commands and types instead.`);
}
/** A type of an assembly by its full name, never by an accelerator; one that is not there is null, or an error where that is asked for. */
function typeIn(a: Record, name: string, throws = false, ignoreCase = false): Value {
  const found = resolveTypeName(name, []);
  if (found !== undefined && (fullName(found) === name || (ignoreCase && fold(fullName(found)) === fold(name))) && assemblyOf(found) === toText(a.fields.get('FullName'))) return found;
  return throws ? netThrow('System.TypeLoadException', `Could not load type '${name}' from assembly '${toText(a.fields.get('FullName'))}'.`) : null;
}
laterType<Record>(assembly, () => ({ text: (a) => toText(a.fields.get('FullName')), methods: { GetType: [method([], (a) => typeOf(a) as unknown as Value, T.Type), method([T.String], (a, name) => typeIn(a, name)), method([T.String, T.Boolean], (a, name, throws) => typeIn(a, name, throws)), method([T.String, T.Boolean, T.Boolean], (a, name, throws, ignoreCase) => typeIn(a, name, throws, ignoreCase))], GetName: [method([], (a) => new Record(named<Record>('System.Reflection.AssemblyName'), [['Name', toText(a.fields.get('FullName')).split(',')[0] ?? ''], ['Version', convertTo(/Version=([\d.]+)/.exec(toText(a.fields.get('FullName')))?.[1] ?? '0.0', T.Version)], ['CultureName', ''], ['FullName', a.fields.get('FullName')]]))] } }));
laterType(T.Assembly, () => ({ statics: { LoadWithPartialName: [func([T.String], (n) => known(n.split(',')[0] ?? n))], Load: [func([T.String], (n) => known(n.split(',')[0] ?? n))], LoadFrom: [func([T.String], loadFile)], LoadFile: [func([T.String], loadFile)], GetExecutingAssembly: [func([], () => known('System.Management.Automation'))] } }));
laterType(T.AbstractType, () => ({
  statics: { GetType: [func([T.String], (n) => (resolveTypeName(n, []) ?? null) as unknown as Value), func([T.String, T.Boolean], (n) => (resolveTypeName(n, []) ?? null) as unknown as Value)], EmptyTypes: { constant: [] } },
}));
/** Activator.CreateInstance says for itself what cannot be made (RuntimeType.CreateInstance). */
function activated(type: AnyType | null, args: readonly Value[]): Value {
  given(type, 'type');
  const made = type as AnyType, name = fullName(made), create = (made.table as TypeTable<unknown> | undefined)?.create, missing = (message: string): never => netThrow('System.MissingMethodException', message);
  const takes = (n: number): boolean => create?.some(({ params }) => params.length === n || params.at(-1) instanceof RestType) ?? false;
  const without = (reason: string): never => missing(`Cannot dynamically create an instance of type '${name}'. Reason: ${reason}`);
  if (args.length > 0) return takes(args.length) || (create === undefined && made.is(T.Exception)) ? construct(made, args) : missing(`Constructor on type '${name}' not found.`);
  if (made.isArray) without('Type is not supported.');
  if (made === T.String) without('Uninitialized Strings cannot be created.');
  if (made.isValueType || made.is(T.Exception) || made === T.Object || made === T.PSObject || takes(0)) return construct(made, args);
  return without(create === undefined || create.length === 0 ? 'Cannot create an abstract class.' : 'No parameterless constructor defined.');
}
laterType(named('System.Activator', []), () => ({ statics: { CreateInstance: [func([T.Type], (t) => activated(t, [])), func([T.Type, rest(T.Object)], (t, args) => activated(t, args))] } }));
for (const name of ['System.IFormattable', 'System.IConvertible', 'System.IAsyncResult', 'System.IServiceProvider', 'System.Collections.Specialized.IOrderedDictionary', 'System.Security.Principal.IPrincipal', 'System.Management.Automation.IContainsErrorRecord', 'System.ComponentModel.INotifyPropertyChanged', 'System.ICloneable', 'System.IEquatable', 'System.Collections.IEqualityComparer', 'System.Collections.IComparer', 'System.Attribute', 'System.EventArgs']) named(name);
