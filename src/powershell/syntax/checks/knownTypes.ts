import type { TypeName } from '../ast.ts';
import { once } from '../once.ts';
import { enumerationsOfSystem, namesOfNamespaces, namesOfSystem } from './netNames.ts';
import { acceleratorNamespaces, accelerators } from '../types/accelerators.ts';
import { typeFullName } from '../types/fullName.ts';

const split = (text: string): readonly string[] => text.split(/\s+/);
const words = (text: string): readonly string[] => split(text.toLowerCase());
const lowerSet = (names: readonly string[]): ReadonlySet<string> => new Set(names.map((name) => name.toLowerCase()));

/** Types right below the namespace System, which need not be written. */
const systemNames = once(() => split(namesOfSystem)), system = once(() => lowerSet(systemNames()));
/** Enumerations there. */
const enumerationNames = once(() => split(enumerationsOfSystem)), enumerations = once(() => lowerSet(enumerationNames()));
/** Values without parts: what a data section may cast to, beside enumerations. */
const primitives = once(() => new Set(words(`bool boolean byte sbyte char short int16 ushort uint16 int int32 uint uint32 long int64 ulong uint64 float single double decimal
  datetime string dbnull`)));

/** A type's name in lower case without `System.` and `System.Management.Automation.`. */
export const plainTypeName = (type: TypeName): string => typeFullName(type).toLowerCase().replace(/^system\.(?:management\.automation\.)?/, '');

export const isVoidType = (type: TypeName): boolean => plainTypeName(type) === 'void';
export const isReferenceType = (type: TypeName): boolean => /^(?:ref|psreference)$/.test(plainTypeName(type));

/** Whether values of a type may stand in a data section: simple ones, enumerations and one-dimensional lists of them. */
export function isSafeInData(type: TypeName): boolean {
  const name = plainTypeName(type.form === 'array' ? type.element : type);
  return primitives().has(name) || enumerations().has(name) || /^(?:actionpreference|confirmimpact|io\.\w*(?:mode|access|share|attributes)|text\.regularexpressions\.regexoptions)$/.test(name);
}

/** Types that a cast in a constant may name. */
export const isSimpleType = (type: TypeName): boolean => type.form === 'simple' && primitives().has(plainTypeName(type)) && !/^(?:string|decimal|datetime|dbnull)$/.test(plainTypeName(type));

/** Namespaces whose classes and structures are all known, in .NET and .NET Framework, without `System.`; generic ones aside. Exceptions are known elsewhere. */
const spelledNamespaces = (): [string, string][] => Object.entries(namesOfNamespaces), namespaces = once(() => new Map(spelledNamespaces().map(([name, list]) => [name.toLowerCase(), new Set(words(list))])));

/** As .NET spells them, by their full names in lower case: the types and namespaces that are known for sure. */
const spelled = once(() => new Map([
  ...[...systemNames(), ...enumerationNames()].map((name) => `System.${name}`), ...spelledNamespaces().flatMap(([namespace, list]) => [`System.${namespace}`, ...split(list).map((name) => `System.${namespace}.${name}`)]),
  ...acceleratorNamespaces, ...accelerators().values(),
].map((name) => [name.toLowerCase(), name])));

/** A full name of a type or namespace as .NET spells it; undefined where it is none that is known for sure. */
export const spelling = (fullName: string): string | undefined => spelled().get(fullName.toLowerCase());

const systemSpelled = once(() => new Map(systemNames().map((name) => [name.toLowerCase(), `System.${name}`]))), acceleratedSpelled = once(() => new Map([...accelerators().values()].map((name) => [name.toLowerCase(), name])));

/** The full name of a type that is there for sure, as .NET spells it; of those that are not exceptions only some are known so. */
export function fullTypeName(type: TypeName): string | undefined {
  if (type.form === 'array') {
    const element = fullTypeName(type.element);
    return element && `${element}[${','.repeat(type.rank - 1)}]`;
  }
  if (type.form !== 'simple' || type.assembly !== undefined) return undefined;
  const lower = type.name.toLowerCase(), name = accelerators().get(lower) ?? systemSpelled().get(lower.replace(/^system\./, '')) ?? acceleratedSpelled().get(`system.${lower.replace(/^system\./, '')}`);
  return name?.startsWith('System.') === true ? name : undefined;
}

/** False where no type of the name can be there: only short names, those right below System and those of a few namespaces are known for sure. */
export function mayExist(name: string): boolean {
  const lower = name.toLowerCase(), short = lower.startsWith('system.') ? lower.slice(7) : lower;
  const dot = short.lastIndexOf('.'), siblings = dot < 0 ? undefined : namespaces().get(short.slice(0, dot));
  if (siblings !== undefined && !short.endsWith('exception') && !/[+`]/.test(short)) return siblings.has(short.slice(dot + 1));
  if (short.includes('.') || short.includes('+') || short.includes('`')) return true;
  return system().has(short) || enumerations().has(short) || (short === lower && accelerators().has(lower));
}
