/** System.Management.Automation.PSModuleInfo, and what is known of a loaded module beside its scope. */
import { cmdlet } from '../../../runtime/cmdlet.ts';
import type { Cmdlet } from '../../../runtime/cmdlet.ts';
import { toItems } from '../../../runtime/convert/enumerate.ts';
import { convertTo } from '../../../runtime/convert/convert.ts';
import { toText } from '../../../runtime/convert/toText.ts';
import { MISSING, direct } from '../../../runtime/members/get.ts';
import { current } from '../../../runtime/run/current.ts';
import { prefixed } from '../../../runtime/run/commands/prefixed.ts';
import { invokeBlock } from '../../../runtime/run/blocks.ts';
import { callByName } from '../../../runtime/run/commands/callCommand.ts';
import { CommandInfo, infoOf } from '../../../runtime/run/commands/commandInfo.ts';
import { ModuleState } from '../../../runtime/run/session.ts';
import { CallbackWriter } from '../../../runtime/run/pipeline/writers.ts';
import { SessionStateView, describeModules } from '../../../runtime/types/automation/context.ts';
import { enumType } from '../../../runtime/types/system/enums.ts';
import { genericType } from '../../../runtime/types/generic.ts';
import { laterType, method, rest } from '../../../runtime/types/netType.ts';
import type { NetType } from '../../../runtime/types/netType.ts';
import { T, arrayOf, named } from '../../../runtime/types/t.ts';
import { EnumValue } from '../../../runtime/values/enumValue.ts';
import { Dictionary, GenericDictionary } from '../../../runtime/values/dictionary.ts';
import { fold } from '../../../runtime/values/folding.ts';
import { Guid } from '../../../runtime/values/guid.ts';
import { PSObject, ScriptMember } from '../../../runtime/values/psObject.ts';
import { ScriptBlock } from '../../../runtime/values/scriptBlock.ts';
import { Version } from '../../../runtime/values/version.ts';
import { aliasNotes } from '../aliases.ts';
import { isPart, manifestOf } from './loading.ts';
import type { CmdletContext } from '../../../runtime/run/pipeline/cmdletContext.ts';
import { unset } from '../../../runtime/values/value.ts';
import type { Value } from '../../../runtime/values/value.ts';
import { variableObject } from '../../variable/scopes.ts';
import { AliasInfo } from '../aliases.ts';

const ACCESS = enumType('System.Management.Automation.ModuleAccessMode', ['ReadWrite', 'ReadOnly', 'Constant']);
const MODULE_TYPE = enumType('System.Management.Automation.ModuleType', ['Script', 'Binary', 'Manifest', 'Cim', 'Workflow']);
const type = named<ModuleInfo>('System.Management.Automation.PSModuleInfo', ['psmoduleinfo']);
export { type as moduleType };

/** `& $module { … }`: the block runs in the module's own scope. */
function caller(state: ModuleState): Cmdlet {
  return cmdlet({
    name: state.name, className: state.name, params: { Command: { type: T.Object, position: 0 }, ArgumentList: { type: arrayOf(T.Object), position: 1, remaining: true, allowNull: true } },
    run: (p, ctx) => ({
      end() {
        const command = p.Command, out = new CallbackWriter((v) => { ctx.write(v); });
        if (command instanceof ScriptBlock) invokeBlock(state.frame, new ScriptBlock(command.code, state), { args: p.ArgumentList ?? [], out });
        else ctx.writeAll(callByName(state.frame, toText(command), {}));
      },
    }),
  });
}
/** A module as scripts see it: loaded (`state`), or only found. */
export class ModuleInfo extends CommandInfo {
  readonly state: ModuleState;
  readonly manifest: Dictionary | undefined;
  constructor(state: ModuleState, manifest: Dictionary | undefined = manifestOf(state)) { super(caller(state)); this.state = state; this.manifest = manifest; }
  override get name(): string { return this.state.name; }
  field(name: string): Value { const v = this.manifest?.get(name); return v === undefined ? null : v; }
}
/** What a module exports, by name: dictionaries of .NET (PSModuleInfo). */
function exportsOf(valueType: string, entries: Iterable<readonly [string, Value]>): GenericDictionary {
  const held = named(`System.Management.Automation.${valueType}`), made = new GenericDictionary(genericType('System.Collections.Generic.Dictionary', [T.String, held]) as NetType, T.String, held, true);
  for (const [name, value] of entries) made.set(name, value);
  return made;
}
function functionsOf({ exported, prefix }: ModuleState): [string, Value][] {
  return [...exported.functions.values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)).map((e) => [prefixed(prefix, e.name), infoOf(e)]);
}
const isCmdlet = (v: Value): boolean => v instanceof CommandInfo && v.entry.kind === 'Cmdlet';
const aliasesOf = ({ exported, frame }: ModuleState): [string, Value][] => [...exported.aliases].map(([folded, definition]) => {
  const name = aliasNotes(frame).get(folded)?.name ?? folded;
  const led = exported.functions.get(fold(definition));
  return [name, new AliasInfo({ name, definition, description: '', options: 'None' }, led === undefined ? null : infoOf(led), { kind: 'Application', name, path: '' })];
});
const variablesOf = ({ exported, frame }: ModuleState): [string, Value][] => [...exported.variables].map((name) => {
  const value = frame.own(fold(name));
  return [name, variableObject(name, value === unset ? null : value, frame.guardOf(fold(name)))];
});
/** The modules that this one needs, those that are loaded as themselves. */
function required(m: ModuleInfo): Value {
  return toItems(m.field('RequiredModules') ?? undefined).map((v) => {
    const named = direct(v, 'ModuleName'), name = toText(named === MISSING ? v : named).replace(/^.*[\\/]|\.psd1$/gi, ''), state = current().modules.get(fold(name));
    return state === undefined ? v : new ModuleInfo(state);
  });
}
/** A member of PrivateData.PSData, what galleries read. */
function psData(m: ModuleInfo, name: string): Value {
  const held = m.field('PrivateData'), data = held instanceof Dictionary ? held.get('PSData') : undefined;
  return data instanceof Dictionary ? data.get(name) ?? null : null;
}
const asUri = (v: Value): Value => (v == null ? null : convertTo(v, T.Uri));
/** Runs a block in a module: its results as one value. */
function invoked(m: ModuleInfo, block: ScriptBlock, args: readonly unknown[]): Value {
  const all: Value[] = [];
  invokeBlock(m.state.frame, new ScriptBlock(block.code, m.state), { args: args as Value[], out: new CallbackWriter((v) => { all.push(v); }) });
  return all.length === 1 ? all[0] ?? null : all.length === 0 ? undefined : all;
}
/** A module as an object: its functions as methods, its variables as notes. */
export function asCustomObject(state: ModuleState): PSObject {
  const made = new PSObject();
  for (const e of [...state.exported.functions.values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))) if ('block' in e) made.define(e.name, new ScriptMember('ScriptMethod', e.name, { getter: new ScriptBlock(e.block, isPart(state, e.module) ? e.module : state) }));
  for (const name of [...state.exported.variables].sort()) {
    const inside = (text: string): ScriptBlock => new ScriptBlock(state.frame.session.parseBlock(text).code, state);
    made.define(name, new ScriptMember('ScriptProperty', name, { getter: inside(`$script:${name}`), setter: inside(`$script:${name} = $args[0]`), isVariable: true }));
  }
  return made;
}
/** What a module does before it goes; what that writes is the cmdlet's output (ModuleCmdletBase.RemoveModule). */
export function runOnRemove(ctx: CmdletContext, state: ModuleState): void {
  if (state.onRemove instanceof ScriptBlock) for (const v of ctx.session.runBlock(state.onRemove, { args: [new ModuleInfo(state, manifestOf(state))] })) ctx.write(v);
}
/** The file of a module: of one that is imported by its manifest the root, if that is a script (ModuleCmdletBase.LoadModuleManifest). */
export function pathOf(m: ModuleInfo): string {
  const root = m.manifest === undefined ? '' : toText(m.field('RootModule') ?? m.field('ModuleToProcess') ?? ''), { files } = current().host;
  if (root === '' || files === undefined || !(/\.psm1$/i.test(root) || !/\.[a-z]+\d?$/i.test(root)) || current().modules.get(fold(m.state.name)) !== m.state) return m.state.path;
  return files.resolve(m.state.path, '..', /\.psm1$/i.test(root) ? root : `${root}.psm1`);
}
/** A module whose root is a script is one, manifest or not. */
const kind = (m: ModuleInfo): number => (m.manifest === undefined || /\.psm1$/i.test(toText(m.field('RootModule') ?? m.field('ModuleToProcess'))) ? 0 : 2);

laterType<ModuleInfo>(type, () => ({
  text: (m) => m.name,
  props: {
    LogPipelineExecutionDetails: [T.Boolean, () => false], Name: [T.String, (m) => m.name], Path: [T.String, pathOf], ImplementingAssembly: [undefined, () => null], Definition: [T.String, () => ''],
    Description: [T.String, (m) => m.state.description], Guid: [T.Guid, (m) => Guid.parse(toText(m.field('GUID'))) ?? Guid.empty], HelpInfoUri: [T.String, (m) => m.field('HelpInfoUri')], ModuleBase: [T.String, (m) => m.state.path.replace(/[\\/][^\\/]*$/, '')],
    PrivateData: [undefined, (m) => m.field('PrivateData')], Version: [T.Version, (m) => Version.parse(m.state.version) ?? new Version([0, 0])], ModuleType: [undefined, (m) => new EnumValue(MODULE_TYPE, kind(m))],
    Author: [T.String, (m) => m.field('Author')], CompanyName: [T.String, (m) => m.field('CompanyName')], Copyright: [T.String, (m) => m.field('Copyright')], RootModule: [T.String, (m) => m.field('RootModule') ?? m.field('ModuleToProcess')],
    ExportedFunctions: [undefined, (m) => exportsOf('FunctionInfo', functionsOf(m.state).filter(([, v]) => !isCmdlet(v)))], ExportedCommands: [undefined, (m) => exportsOf('CommandInfo', [...functionsOf(m.state), ...aliasesOf(m.state)])], ExportedCmdlets: [undefined, (m) => exportsOf('CmdletInfo', functionsOf(m.state).filter(([, v]) => isCmdlet(v)))],
    ExportedVariables: [undefined, (m) => exportsOf('PSVariable', variablesOf(m.state))], ExportedAliases: [undefined, (m) => exportsOf('AliasInfo', aliasesOf(m.state))], RequiredModules: [undefined, (m) => required(m)], NestedModules: [undefined, (m) => m.state.nested.map((part) => new ModuleInfo(part, manifestOf(part)))],
    OnRemove: [T.ScriptBlock, (m) => m.state.onRemove, (m, v) => { m.state.onRemove = convertTo(v, T.ScriptBlock); }], Prefix: [T.String, (m) => toText(m.field('DefaultCommandPrefix'))], SessionState: [undefined, (m) => new SessionStateView(m.state)], ...Object.fromEntries(['PowerShellVersion', 'ClrVersion', 'DotNetFrameworkVersion', 'PowerShellHostVersion'].map((name) => [name, [T.Version, (m: ModuleInfo) => Version.parse(toText(m.field(name))) ?? null]])),
    PowerShellHostName: [T.String, (m) => m.field('PowerShellHostName') ?? ''], FileList: [undefined, (m) => toItems(m.field('FileList') ?? undefined)], Scripts: [undefined, (m) => toItems(m.field('ScriptsToProcess') ?? undefined)], CompatiblePSEditions: [undefined, (m) => toItems(m.field('CompatiblePSEditions') ?? undefined)],
    Tags: [undefined, (m) => toItems(psData(m, 'Tags') ?? undefined)], ProjectUri: [undefined, (m) => asUri(psData(m, 'ProjectUri'))], IconUri: [undefined, (m) => asUri(psData(m, 'IconUri'))], LicenseUri: [undefined, (m) => asUri(psData(m, 'LicenseUri'))], ReleaseNotes: [T.String, (m) => toText(psData(m, 'ReleaseNotes'))],
    RepositorySourceLocation: [undefined, () => null], RequiredAssemblies: [undefined, (m) => toItems(m.field('RequiredAssemblies') ?? undefined)], ModuleList: [undefined, (m) => toItems(m.field('ModuleList') ?? undefined)], AccessMode: [undefined, () => new EnumValue(ACCESS, 0)],
  },
  methods: {
    ToString: [method([], (m) => m.name, T.String)],
    Invoke: [method([T.ScriptBlock], (m, b) => invoked(m, b, [])), method([T.ScriptBlock, rest(T.Object)], (m, b, args) => invoked(m, b, args))],
    NewBoundScriptBlock: [method([T.ScriptBlock], (m, b) => new ScriptBlock(b.code, m.state), T.ScriptBlock)], AsCustomObject: [method([], (m) => asCustomObject(m.state))],
  },
}), ModuleInfo);
describeModules((state) => (state.name === '' ? null : new ModuleInfo(state)));
/** The built-in modules: always there, and always loaded. */
export const BUILT_IN: readonly string[] = ['Microsoft.PowerShell.Core', 'Microsoft.PowerShell.Management', 'Microsoft.PowerShell.Security', 'Microsoft.PowerShell.Utility', 'Orchestrator.AssetManagement.Cmdlets'];
export function builtIn(name: string): ModuleInfo {
  const state = new ModuleState(name);
  state.version = '7.0.0.0';
  return new ModuleInfo(state);
}
