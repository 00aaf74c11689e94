/**
 * The .NET types that the engine knows, as plain data, for those who complete names of members and never call them. As with
 * `catalogue.ts` the build puts the evaluated data in this module's place.
 */
import '../runtime/types/all.ts';
import { allTypes, acceleratorOf } from '../runtime/types/registry.ts';
import { typeOf } from '../runtime/types/typeOf.ts';
import { parameterName } from '../runtime/members/parameterNames.ts';
import { RestType, type AnyType, type Overload, type StaticMember, type TypeTable } from '../runtime/types/netType.ts';
import { toldMembers } from './toldMembers.ts';
import { cmdlets } from './index.ts';
import { returned } from './typeReturns.ts';

/** Attributes and syntax trees are many, and nobody writes a member of theirs. */
const left = /Attribute(?:Base)?$|^System\.Management\.Automation\.(?:Language|Internal)\.|Enumerator|CryptoServiceProvider$|Managed$|[+*]|\$/;
/** What PowerShell calls for the script, and what reflection alone shows. */
const hidden = /^(?:[gs]et_|op_)|^(?:Item|Chars)$/;
/** Said once, of System.Object. */
const everybodys: ReadonlySet<string> = new Set(['ToString', 'Equals', 'GetHashCode', 'GetType', 'GetTypeCode']);
const plainName = (name: string): string => name.replace(/`(\d+)\[\[.*$/, '`$1');

const names: string[] = [], places = new Map<string, number>();
const placeOf = (type: AnyType | undefined): string => placeOfName(type?.name);
function placeOfName(name: string | undefined): string {
  if (name === undefined) return '';
  let place = places.get(name);
  if (place === undefined) places.set(name, (place = names.push(name) - 1));
  return `:${place.toString(36)}`;
}
/** What is declared, else what is known of it. */
const toldOf = (declared: AnyType | undefined, type: AnyType, member: string): string => placeOfName(declared?.name ?? returned(type.name, member));
const words: string[] = [], wordPlaces = new Map<string, number>();
/** A parameter as the places of its type and its name, a star before those that take whatever is left. */
function parameterOf(type: AnyType, name: string): string {
  let place = wordPlaces.get(name);
  if (place === undefined) wordPlaces.set(name, (place = words.push(name) - 1));
  return `${type instanceof RestType ? '*' : ''}${placeOf(type).slice(1)}.${place.toString(36)}`;
}
/** Whether the name that a method's parameter at a place has in some overload is told of an enum, where it is another's: `Round(double a, int decimals)` and `Round(double a, MidpointRounding …)`. */
const isOther = (param: AnyType, index: number, overloads: readonly Overload<never>[]): boolean => param.isEnum && overloads.some(({ params }) => params[index] !== undefined && !params[index].isEnum);

/** Each overload behind a semicolon; a parameter that nobody names has none. */
const overloadsOf = (type: AnyType, name: string, overloads: readonly Overload<never>[]): string => overloads.map(({ params, names: own }) => `;${params.map((param, index) => {
  const known = own?.[index] ?? parameterName(type.name, name, index);
  return parameterOf(param, /^\d/.test(known) || (own === undefined && isOther(param, index, overloads)) ? '' : known);
}).join('~')}`).join('');
const list = (members: Iterable<string>): string => [...members].join(',');
const methodOf = (type: AnyType, name: string, overloads: readonly Overload<never>[]): string =>
  `${name}${overloads.every(({ params }) => params.length === 0) ? '!' : ''}${toldOf(overloads.find(({ returns }) => returns !== undefined)?.returns, type, name)}${overloadsOf(type, name, overloads)}`;

/** `base|properties|methods|static properties|static methods|names of an enumeration`; a type as its place in `typeNames`, `!` for a method without arguments, the overloads of a method behind it. */
function row(type: AnyType): string {
  const { props = {}, methods = {}, statics = {}, create } = (type.table ?? {}) as TypeTable<never>, shown = (name: string): boolean => !hidden.test(name);
  const own = Object.entries(statics).filter(([name]) => shown(name) && name !== 'new');
  const isMethod = (member: StaticMember): member is readonly Overload[] => Array.isArray(member);
  return [
    type.base === undefined || type.isEnum ? '' : placeOf(type.base).slice(1),
    list(Object.entries(props).filter(([name]) => shown(name)).map(([name, [declared]]) => `${name}${toldOf(declared, type, name)}`)),
    list(Object.entries(methods).filter(([name]) => shown(name) && (type.name === 'System.Object' || !everybodys.has(name))).map(([name, overloads]) => methodOf(type, name, overloads))),
    list(own.flatMap(([name, member]) => (isMethod(member) ? [] : [`${name}${toldOf('constant' in member ? typeOf(member.constant) : member.type, type, name)}`]))),
    list([...(create === undefined ? [] : [`new${overloadsOf(type, 'new', create)}`]), ...own.flatMap(([name, member]) => (isMethod(member) ? [methodOf(type, name, member)] : []))]),
    list(type.enumValues?.keys() ?? []),
  ].join('|');
}

/** A row with what a type tells beside. */
function withMembers(row: string, members: string): string {
  const [base = '', props = '', methods = '', ...rest] = row.split('|'), told = members === '' ? [] : members.split(' ').map((one) => one.split(':') as [string, string?]);
  const more = (isMethod: boolean, before: string): string => [...(before === '' ? [] : [before]), ...told.flatMap(([name, type]) => (name.endsWith('()') !== isMethod || before.split(/[,:;!]/).includes(name) ? [] : [`${name.replace('()', '')}${placeOfName(type)}`]))].join(',');
  return [base, more(false, props), more(true, methods), ...rest].join('|');
}

function rows(): Record<string, string> {
  // The list of cmdlets loads every type.
  if (cmdlets.length === 0) return {};
  const found: Record<string, string> = {};
  for (const type of allTypes()) if (!left.test(type.name)) found[plainName(type.name)] ??= row(type);
  for (const [written, members] of toldMembers) {
    const [name = '', base] = written.split('<');
    if (found[name] === undefined && base === undefined) throw new Error(`Nobody describes ${name}.`);
    found[name] = withMembers(found[name] ?? `${placeOfName(base).slice(1)}|||||`, members);
  }
  // What the engine gives of any exception is PowerShell's own ones' alone.
  found['System.Exception'] = (found['System.Exception'] ?? '').replaceAll(/(?<=[|,])(?:WasThrownFromThrowStatement|ErrorRecord)(?::\w+)?,/g, '');
  return found;
}

/** Rows by the full name of the type; of a generic type without its arguments. */
export const typeRows: Readonly<Record<string, string>> = rows();
/** The names that the rows' numbers mean. */
export const typeNames: readonly string[] = names;
/** The names of parameters that the rows' numbers mean. */
export const typeWords: readonly string[] = words;
/** Full names by short ones (about_Type_Accelerators). */
export const typeAccelerators: Readonly<Record<string, string>> = Object.fromEntries([...allTypes()].flatMap((type): [string, string][] => {
  const short = acceleratorOf(type);
  return short === undefined || left.test(type.name) ? [] : [[short, type.name]];
}));
export { moreMembers } from './shownMembers.ts';
