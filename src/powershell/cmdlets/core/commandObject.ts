/** CommandInfo and its kinds as scripts see them: what Get-Command, Get-Alias and the Function drive give. */
import { moduleValue } from '../../runtime/types/automation/context.ts';
import { PSTypeName } from '../../runtime/types/automation/psTypeName.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { COMMON_PARAMETERS, SHOULD_PROCESS_PARAMETERS } from '../../runtime/bind/common.ts';
import { cmdletParameters } from '../../runtime/bind/cmdletParameters.ts';
import { functionParameters } from '../../runtime/bind/functionParameters.ts';
import { WorkflowTable } from '../../runtime/bind/workflowParameters.ts';
import type { Parameter, ParameterTable, SetRole } from '../../runtime/bind/parameters.ts';
import { ALL_SETS, NO_POSITION } from '../../runtime/bind/parameters.ts';
import { CommandInfo } from '../../runtime/run/commands/commandInfo.ts';
import type { CommandEntry } from '../../runtime/run/commands/commands.ts';
import { current } from '../../runtime/run/current.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { NetType, laterType, netType } from '../../runtime/types/netType.ts';
import { attributeObject } from '../../runtime/types/automation/attributes.ts';
import type { AttributeObject } from '../../runtime/types/automation/attributes.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { blockAttributes } from '../../runtime/compile/attributes.ts';
import type { CompiledBlock } from '../../runtime/compile/compiledBlock.ts';
import { T, named } from '../../runtime/types/t.ts';
import { EnumValue } from '../../runtime/values/enumValue.ts';
import { fold } from '../../runtime/values/folding.ts';
import { Hashtable } from '../../runtime/values/dictionary.ts';
import { Record } from '../../runtime/values/misc.ts';
import { blockOf } from '../../runtime/values/scriptBlock.ts';
import { Version } from '../../runtime/values/version.ts';
import type { Value } from '../../runtime/values/value.ts';
import { shownType } from './parameterTypes.ts';
import { setSyntax, syntaxOf } from './syntaxText.ts';
import '../../runtime/types/system/enums.ts';
// Describes FunctionInfo in short; the whole description below has to come after it.
import '../../runtime/types/automation/scriptBlock.ts';

const MA = 'System.Management.Automation.';
const base = named<CommandInfo>(`${MA}CommandInfo`);
const kindType = (name: string): NetType<CommandInfo> => {
  const known = lookupType(`${MA}${name}`) as NetType<CommandInfo> | undefined;
  if (known === undefined) return named<CommandInfo>(`${MA}${name}`, [], { base });
  known.base = base;
  return known;
};
const functionType = kindType('FunctionInfo');
/** Filters and workflows are functions, too. */
const kindOfFunction = (name: string): NetType<CommandInfo> => {
  const type = kindType(name);
  type.base = functionType;
  return type;
};
const TYPES: { readonly [K in CommandEntry['kind']]: NetType<CommandInfo> } = {
  Function: functionType, Filter: kindOfFunction('FilterInfo'), Workflow: kindOfFunction('WorkflowInfo'), Cmdlet: kindType('CmdletInfo'),
  ExternalScript: kindType('ExternalScriptInfo'), Script: kindType('ScriptInfo'), Application: kindType('ApplicationInfo'),
};
/** A command type by name as the enum value it is. */
export function commandType(name: string): Value {
  const type = lookupType(`${MA}CommandTypes`) as NetType | undefined, value = type?.enumValues?.get(name);
  return type === undefined || value === undefined ? name : new EnumValue(type, value);
}
const CMDLET_VERSION = new Version([7, 0, 0, 0]);
const moduleOf = (c: CommandInfo): string => (c.entry.kind === 'Cmdlet' ? c.entry.module : 'moduleName' in c.entry && typeof c.entry.moduleName === 'string' && c.entry.moduleName !== '' ? c.entry.moduleName : 'module' in c.entry ? c.entry.module.name : '');
/** The version of the module that a function came with. */
const versionOf = (c: CommandInfo): Version | null => (c.entry.kind === 'Cmdlet' ? CMDLET_VERSION : 'module' in c.entry && c.entry.module.name !== '' ? Version.parse(c.entry.module.version) ?? null : null);
const part = (c: CommandInfo, i: 0 | 1): string => (c.name.includes('-') ? c.name.split('-')[i] ?? '' : '');

/** The parameters of a command that has any. */
export function parametersOf(entry: CommandEntry): ParameterTable | undefined {
  if (entry.kind === 'Cmdlet') return cmdletParameters(entry);
  if (!('block' in entry)) return undefined;
  const table = functionParameters(entry.block, current().current);
  return entry.kind === 'Workflow' ? WorkflowTable.of(table) : table;
}
/** Declared parameters, then the common ones where the command takes them. */
export function allParameters(table: ParameterTable): readonly Parameter[] {
  return table.isAdvanced ? [...table.list, ...COMMON_PARAMETERS, ...(table.supportsShouldProcess ? SHOULD_PROCESS_PARAMETERS : []), ...(table instanceof WorkflowTable ? table.beside : [])] : table.list;
}
const parameterMetadata = named<Record>(`${MA}ParameterMetadata`);
const setMetadata = named<Record>(`${MA}ParameterSetMetadata`);
laterType<Record>(parameterMetadata, () => ({ text: (r) => toText(r.fields.get('Name')) }));
function metadata(p: Parameter, command: string): Value {
  const sets = new Hashtable();
  for (const [name, role] of p.sets) {
    sets.set(name, new Record(setMetadata, [['IsMandatory', role.mandatory], ['Position', role.position], ['ValueFromPipeline', role.fromPipeline], ['ValueFromPipelineByPropertyName', role.fromProperty], ['ValueFromRemainingArguments', role.remaining], ['HelpMessage', role.help], ['HelpMessageBaseName', ''], ['HelpMessageResourceId', '']]));
  }
  return new Record(parameterMetadata, [['Name', p.name], ['ParameterType', shownType(p, command) ?? T.Object], ['ParameterSets', sets], ['IsDynamic', false], ['Aliases', [...p.aliases]], ['Attributes', attributesOf(p)], ['SwitchParameter', p.isSwitch]]);
}
/** What `.Attributes` holds: of a function what was written, the one next to the name first, the conversion last (Compiler.GetRuntimeDefinedParameter). */
function attributesOf(p: Parameter): Value[] {
  const role = (set: string, r: SetRole): AttributeObject | undefined => attributeObject({ name: 'parameter', positional: [], named: new Map<string, Value>([['position', r.position], ['parametersetname', set], ['mandatory', r.mandatory], ['valuefrompipeline', r.fromPipeline], ['valuefrompipelinebypropertyname', r.fromProperty], ['valuefromremainingarguments', r.remaining], ['helpmessage', r.help === '' ? null : r.help]]) });
  const roles = [...p.sets].map(([set, r]) => role(set, r)), isFunction = p.slot >= 0 && !p.isCommon;
  const written = p.attributes.map((a) => (a.name === 'parameter' ? roles.shift() : attributeObject(a)));
  // A cmdlet's aliases are an attribute, too.
  const names = !isFunction && p.aliases.length > 0 && !p.attributes.some((a) => a.name === 'alias') ? attributeObject({ name: 'alias', positional: [[...p.aliases]], named: new Map() }) : undefined;
  return [...roles, names, ...(isFunction ? written.toReversed() : written), ...(isFunction && p.type !== undefined ? [attributeObject({ name: 'argumenttypeconverter', positional: [], named: new Map() })] : [])].filter((a) => a !== undefined);
}
/** What `[OutputType()]` says. */
function outputTypes(c: CommandInfo): Value[] {
  const types = c.entry.kind === 'Cmdlet' ? [...(c.entry.outputType ?? [])] : 'block' in c.entry ? attributesOfBlock(c.entry.block, 'outputtype') : [];
  return types.map((t) => { const type = t instanceof NetType ? t : null; return new PSTypeName(type?.name ?? toText(t), type ?? undefined); });
}
const attributesOfBlock = (block: CompiledBlock, name: string): Value[] => blockAttributes(block).filter((a) => a.name === name).flatMap((a) => a.positional.flatMap((x) => toItems(x)));
function parameterTable(c: CommandInfo): Value {
  const made = new Hashtable(), table = parametersOf(c.entry);
  if (table !== undefined) for (const p of allParameters(table)) made.set(p.name, metadata(p, c.name));
  return made;
}
/** A parameter set; its text is its syntax. */
class ParameterSetRecord extends Record {
  readonly syntax: string;
  constructor(syntax: string, fields: Iterable<readonly [string, Value]>) { super(parameterSetInfo, fields); this.syntax = syntax; }
}
const parameterSetInfo = named<ParameterSetRecord>(`${MA}CommandParameterSetInfo`);
laterType<ParameterSetRecord>(parameterSetInfo, () => ({ text: (s) => s.syntax }), ParameterSetRecord);
const setParameter = named<Record>(`${MA}CommandParameterInfo`);
/** A parameter as one of the sets has it (CommandParameterInfo). */
function inSet(p: Parameter, set: string, command: string): Value {
  const role = p.sets.get(set) ?? p.sets.get(ALL_SETS), { aliases } = p;
  return new Record(setParameter, [
    ['Name', p.name], ['ParameterType', shownType(p, command) ?? T.Object], ['IsMandatory', role?.mandatory === true], ['IsDynamic', false], ['Position', role?.position ?? NO_POSITION], ['ValueFromPipeline', role?.fromPipeline === true],
    ['ValueFromPipelineByPropertyName', role?.fromProperty === true], ['ValueFromRemainingArguments', role?.remaining === true], ['HelpMessage', role?.help ?? ''], ['Aliases', [...aliases]], ['Attributes', attributesOf(p)],
  ]);
}
function parameterSets(c: CommandInfo): Value[] {
  const table = parametersOf(c.entry);
  if (table === undefined) return [];
  const names = table.sets.length === 0 ? [table.defaultSet ?? ALL_SETS] : table.sets;
  return names.map((name) => new ParameterSetRecord(setSyntax(table, name, c.name), [['Name', name], ['IsDefault', table.defaultSet !== undefined && fold(name) === fold(table.defaultSet)], ['Parameters', allParameters(table).filter((p) => p.sets.has(name) || p.sets.has(ALL_SETS)).map((p) => inSet(p, name, c.name))]]));
}
const definition = (c: CommandInfo): string => ('block' in c.entry ? c.entry.block.text : c.entry.kind === 'Application' ? c.entry.path : syntaxOf(c.name, parametersOf(c.entry)));

laterType<CommandInfo>(base, () => ({
  text: (c) => c.name,
  props: {
    CommandType: [undefined, (c) => commandType(c.commandType)], Name: [T.String, (c) => c.name], Definition: [T.String, definition],
    Version: [undefined, versionOf], Source: [T.String, (c) => (c.entry.kind === 'Application' ? c.entry.path : moduleOf(c))], ModuleName: [T.String, moduleOf], Module: [undefined, (c) => ('module' in c.entry && typeof c.entry.module !== 'string' ? moduleValue(c.entry.module) : null)],
    Visibility: [T.String, () => 'Public'], Parameters: [undefined, parameterTable], ParameterSets: [undefined, parameterSets], OutputType: [undefined, outputTypes],
  },
}));
const functionProps = {
  ScriptBlock: [undefined, (c: CommandInfo) => ('block' in c.entry ? blockOf(c.entry) : null)],
  CmdletBinding: [T.Boolean, (c: CommandInfo) => parametersOf(c.entry)?.isAdvanced === true], Options: [T.String, (c: CommandInfo) => ('options' in c.entry ? c.entry.options ?? 'None' : 'None')], Description: [T.String, () => ''],
  DefaultParameterSet: [T.String, (c: CommandInfo) => parametersOf(c.entry)?.defaultSet ?? null], Verb: [T.String, (c: CommandInfo) => part(c, 0)], Noun: [T.String, (c: CommandInfo) => part(c, 1)], HelpFile: [T.String, () => ''],
} as const;
for (const kind of ['Function', 'Filter'] as const) netType<CommandInfo>(TYPES[kind], { text: (c) => c.name, props: functionProps });
// Nothing is compiled to XAML here.
netType<CommandInfo>(TYPES.Workflow, { text: (c) => c.name, props: { ...functionProps, XamlDefinition: [T.String, () => null], NestedXamlDefinition: [T.String, () => null] } });
laterType<CommandInfo>(TYPES.Script, () => ({ text: definition, props: { ScriptBlock: functionProps.ScriptBlock } }));
laterType<CommandInfo>(TYPES.ExternalScript, () => ({ text: (c) => c.name, props: { Path: [T.String, (c) => ('block' in c.entry ? c.entry.block.source.path : '')], ScriptBlock: functionProps.ScriptBlock } }));
laterType<CommandInfo>(TYPES.Application, () => ({ text: (c) => c.name, props: { Path: [T.String, (c) => (c.entry.kind === 'Application' ? c.entry.path : '')], Extension: [T.String, (c) => /\.[^.\\/]*$/.exec(c.name)?.[0] ?? ''] } }));
laterType<CommandInfo>(TYPES.Cmdlet, () => ({
  text: (c) => c.name,
  props: {
    DLL: [T.String, () => ''], Verb: [T.String, (c) => part(c, 0)], Noun: [T.String, (c) => part(c, 1)], HelpFile: [T.String, () => ''], PSSnapIn: [undefined, () => null],
    ImplementingType: [T.String, (c) => (c.entry.kind === 'Cmdlet' ? c.entry.className : null)], DefaultParameterSet: [T.String, (c) => parametersOf(c.entry)?.defaultSet ?? null], Options: [T.String, () => 'ReadOnly'],
  },
}));
Object.defineProperty(CommandInfo.prototype, 'netType', { get(this: CommandInfo) { return TYPES[this.entry.kind]; }, configurable: true });
