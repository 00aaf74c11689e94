/** Microsoft.PowerShell.Commands.ModuleSpecification: a module by name, and which versions of it. */
import { noConversion } from '../../../runtime/convert/castError.ts';
import { convertTo } from '../../../runtime/convert/convert.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { netThrow } from '../../../runtime/errors/raise.ts';
import { current } from '../../../runtime/run/current.ts';
import { from, func, laterType, method } from '../../../runtime/types/netType.ts';
import type { AnyType } from '../../../runtime/types/netType.ts';
import { T, named } from '../../../runtime/types/t.ts';
import type { Dictionary } from '../../../runtime/values/dictionary.ts';
import { PowerShellError } from '../../../runtime/values/errorRecord.ts';
import { fold } from '../../../runtime/values/folding.ts';
import { NetObject } from '../../../runtime/values/value.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { constantTable } from './dataFile.ts';
import { wantedModule } from './specification.ts';
import type { Wanted } from './specification.ts';

export class ModuleSpecification extends NetObject {
  readonly wanted: Wanted;
  constructor(wanted: Wanted) { super(); this.wanted = wanted; }
}
export const specificationType = named<ModuleSpecification>('Microsoft.PowerShell.Commands.ModuleSpecification');
const field = (name: keyof Wanted, type: AnyType): [undefined, (s: ModuleSpecification) => Value] => [undefined, (s) => { const v = s.wanted[name]; return v === undefined ? null : convertTo(v, type); }];
function fromTable(table: Dictionary): ModuleSpecification {
  const wanted = wantedModule(table);
  return wanted === undefined ? noConversion(table, specificationType) : new ModuleSpecification(wanted);
}
/** The members of a table, in order, and the types they must have. */
const MEMBERS: ReadonlyMap<string, AnyType> = new Map<string, AnyType>([['modulename', T.String], ['moduleversion', T.Version], ['requiredversion', T.Version], ['maximumversion', T.String], ['guid', T.Guid]]);
const bothThrow = (one: string, other: string): never => netThrow('System.ArgumentException', `The parameters ${one} and ${other} cannot be used together. Please specify only one parameter.`);
/** What a constructor makes of a table, and what it refuses (ModuleSpecificationInitHelper). */
function checked(table: Dictionary | null): ModuleSpecification {
  if (table === null) return netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 'moduleSpecification')", [['ParamName', 'moduleSpecification']]);
  const bad: string[] = [];
  for (const key of table.keys()) {
    const type = MEMBERS.get(fold(toText(key)));
    if (type === undefined) { bad.push(`'${toText(key)}'`); continue; }
    try { convertTo(table.get(key), type); } catch (e) {
      if (!(e instanceof PowerShellError)) throw e;
      netThrow('System.Management.Automation.PSInvalidCastException', e.record.message);
    }
  }
  if (bad.length > 0) netThrow('System.ArgumentException', `The hashtable describing a module contains one or more members that are not valid. The valid members are (ModuleName, ModuleVersion, RequiredVersion, GUID). Remove the members that are not valid (${bad.join(', ')}), then try again.`);
  const has = (name: string): boolean => table.get(name) != null;
  if (toText(table.get('ModuleName')) === '') netThrow('System.MissingMemberException', "The 'ModuleName' member does not exist in the hashtable that describes this module.");
  if (!has('RequiredVersion') && !has('ModuleVersion') && !has('MaximumVersion')) netThrow('System.MissingMemberException', "The 'ModuleVersion', 'MaximumVersion' and 'RequiredVersion' members do not exist in the hashtable that describes this module. One of these three members must exist, and be assigned a version number in the format 'n.n.n.n'.");
  if (has('RequiredVersion') && has('ModuleVersion')) bothThrow('ModuleVersion', 'RequiredVersion');
  if (has('RequiredVersion') && has('MaximumVersion')) bothThrow('MaximumVersion', 'RequiredVersion');
  return new ModuleSpecification(wantedModule(table) as Wanted);
}
/** The name alone, or the table it can be made of again. */
function text({ wanted: { name, guid, exact, min, max } }: ModuleSpecification): string {
  if ((guid ?? exact ?? min ?? max) === undefined) return name;
  const parts = exact !== undefined ? `; RequiredVersion = '${exact}'` : `${min === undefined ? '' : `; ModuleVersion = '${min}'`}${max === undefined ? '' : `; MaximumVersion = '${max}'`}`;
  return `@{ ModuleName = '${name}'${guid === undefined ? '' : `; Guid = '{${toText(convertTo(guid, T.Guid))}}' `}${parts} }`;
}
/** A table of constants, as it is written. */
function parsed(input: string): ModuleSpecification | undefined {
  try {
    const table = constantTable(current(), input);
    return table === undefined ? undefined : checked(table);
  } catch { return undefined; }
}
/** Two of the same name and versions are the same for lists and sets (ModuleSpecificationComparer). */
class Comparer extends NetObject {}
const same = (a: Value, b: Value): boolean => (a instanceof ModuleSpecification && b instanceof ModuleSpecification ? fold(text(a)) === fold(text(b)) : a == null && b == null);
laterType<Comparer>(named<Comparer>('Microsoft.PowerShell.Commands.ModuleSpecificationComparer'), () => ({
  create: [func([], () => new Comparer())],
  methods: { Equals: [method([T.Object, T.Object], (_, a, b) => same(a, b), T.Boolean)], GetHashCode: [method([T.Object], (_, s) => (s instanceof ModuleSpecification ? hashOf(fold(text(s))) : 0), T.Int32)] },
}), Comparer);
const hashOf = (words: string): number => { let hash = 0; for (let i = 0; i < words.length; i++) hash = (hash * 31 + words.charCodeAt(i)) | 0; return hash; };
laterType<ModuleSpecification>(specificationType, () => ({
  create: [func([], () => new ModuleSpecification({ name: '' })), func([T.String], (name) => (name == null || name === '' ? netThrow('System.ArgumentException', "The value cannot be an empty string. (Parameter 'moduleName')", [['ParamName', 'moduleName']]) : new ModuleSpecification({ name }))), func([T.Hashtable], checked)],
  props: { Name: [T.String, (s) => (s.wanted.name === '' ? null : s.wanted.name)], Guid: field('guid', T.Guid), Version: field('min', T.Version), MaximumVersion: field('max', T.String), RequiredVersion: field('exact', T.Version) },
  methods: { ToString: [method([], text, T.String)] },
  statics: { TryParse: [func([T.String, T.Ref], (input, r) => { const made = parsed(input ?? ''); r.value = made ?? null; return made !== undefined; }, T.Boolean)] },
  text,
  convert: [from(T.String, (name) => new ModuleSpecification({ name })), from(T.Hashtable, fromTable), from(T.OrderedDictionary, fromTable)],
}), ModuleSpecification);
