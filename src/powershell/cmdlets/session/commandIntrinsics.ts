/** What finds and runs commands, items, drives and providers for scripts (MshCmdlet.cs, ProviderInterfaces.cs). */
import { toText } from '../../runtime/convert/toText.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { current } from '../../runtime/run/current.ts';
import { dotSource } from '../../runtime/run/dotSource.ts';
import { CallbackWriter } from '../../runtime/run/pipeline/writers.ts';
import { laterType, method, rest } from '../../runtime/types/netType.ts';
import type { NetType } from '../../runtime/types/netType.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { enumType } from '../../runtime/types/system/enums.ts';
import { T, named } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { Record } from '../../runtime/values/misc.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { CommandInfo } from '../../runtime/run/commands/commandInfo.ts';
import { ask, asMethod, collection } from './calls.ts';
import { lookupAction } from './lookupActions.ts';

export class CommandIntrinsics extends NetObject {}
export class ItemIntrinsics extends NetObject {}
export class DriveIntrinsics extends NetObject {}
export class ProviderIntrinsics extends NetObject {}
class Items extends NetObject {}
class ChildItems extends NetObject {}

const MA = 'System.Management.Automation.';
/** A text with its variables and subexpressions filled in. */
function expand(text: string): Value {
  const quoted = text.replaceAll('"', '`"').replace(/[\u201c\u201d\u201e]/g, '`$&');
  return toText(current().evaluateBlock(current().parseBlock(`"${quoted}"`), current().current.slots[0]));
}
const literally = (name: string): string => name.replaceAll(/[`*?[\]]/g, '`$&');
/** Commands of some kinds by name or pattern; none where there is none. */
function found(name: string, kinds: string, isPattern = false): Value[] {
  return ask('Get-Command', { Name: [isPattern ? name : literally(name)], ErrorAction: 'Ignore', ...(/^all$/i.test(kinds) ? {} : { CommandType: kinds.split(',').map((k) => k.trim()) }) });
}
const commandsOf = (kind: string, pattern = '*'): Value[] => found(pattern, kind, true);
const run = (text: string, args: readonly Value[]): Value => collection(current().runBlock(current().parseBlock(text), { args }));
/** A block in a scope of its own, or where the caller is. */
function inScope(isOwn: boolean, block: ScriptBlock, input: Value, given: readonly Value[]): Value {
  const args = given.length === 1 && given[0] == null ? [] : given;
  if (isOwn || args.length > 0 || input != null) return collection(current().runBlock(block, { args, ...(input == null ? {} : { input: toItems(input) }) }));
  const made: Value[] = [], frame = current().current, { out } = frame;
  frame.out = new CallbackWriter((v) => { made.push(v); });
  try { dotSource(frame, { entry: { kind: 'Script', name: '', block: block.code, module: frame.module }, name: '.', block }, [], undefined); } finally { frame.out = out; }
  return collection(made);
}
const results = enumType('System.Management.Automation.Runspaces.PipelineResultTypes', [['None', 0], ['Output', 1], ['Error', 2], ['Warning', 3], ['Verbose', 4], ['Debug', 5], ['Information', 6], ['All', 7], ['Null', 8]], { flags: true });
laterType<CommandIntrinsics>(named<CommandIntrinsics>(`${MA}CommandInvocationIntrinsics`), () => {
  const kinds = lookupType(`${MA}CommandTypes`) as NetType, list = named(`${MA}SessionState`);
  return {
    props: { HasErrors: [T.Boolean, () => !current().success], CommandNotFoundAction: lookupAction('CommandNotFoundAction'), PreCommandLookupAction: lookupAction('PreCommandLookupAction'), PostCommandLookupAction: lookupAction('PostCommandLookupAction'), LocationChangedAction: [undefined, () => null] },
    methods: {
      ExpandString: [method([T.String], (_, t) => expand(t), T.String)], NewScriptBlock: [method([T.String], (_, t) => asMethod(() => current().parseBlock(t)), T.ScriptBlock)],
      GetCommand: [method([T.String, kinds], (_, name, type) => found(name, toText(type))[0] ?? null), method([T.String, kinds, T.Object], (_, name, type) => found(name, toText(type))[0] ?? null)],
      GetCommands: [method([T.String, kinds, T.Boolean], (_, name, type, isPattern) => collection(found(name, toText(type), isPattern)))],
      GetCommandName: [method([T.String, T.Boolean, T.Boolean], (_, name, isPattern) => collection(found(name, 'All', isPattern).map((c) => (c instanceof CommandInfo ? c.name : toText(c))), T.String))],
      GetCmdlet: [method([T.String], (_, name) => found(name, 'Cmdlet')[0] ?? null)], GetCmdletByTypeName: [method([T.String], (_, type) => commandsOf('Cmdlet').find((c) => c instanceof CommandInfo && c.entry.kind === 'Cmdlet' && fold(c.entry.className.replace(/^.*,/, '')) === fold(type)) ?? null)], GetCmdlets: [method([], () => collection(commandsOf('Cmdlet'))), method([T.String], (_, pattern) => collection(commandsOf('Cmdlet', pattern)))],
      InvokeScript: [
        method([T.String], (_, text) => run(text, [])), method([T.Boolean, T.ScriptBlock, T.Object, rest(T.Object)], (_, isOwn, block, input, args) => inScope(isOwn, block, input, args)),
        method([list, T.ScriptBlock, rest(T.Object)], (_, _state, block, args) => inScope(true, block, null, args)), method([T.String, T.Boolean, results, T.Object, rest(T.Object)], (_, text, isOwn, _where, input, args) => inScope(isOwn, current().parseBlock(text), input, args)), method([T.String, rest(T.Object)], (_, text, args) => run(text, args)),
      ],
    },
  };
}, CommandIntrinsics);

const path = (p: string): { readonly Path: string } => ({ Path: p });
laterType<Items>(named<Items>(`${MA}ItemCmdletProviderIntrinsics`), () => ({
  methods: {
    Get: [method([T.String], (_, p) => collection(ask('Get-Item', path(p))))], Exists: [method([T.String], (_, p) => ask('Test-Path', path(p))[0], T.Boolean)], IsContainer: [method([T.String], (_, p) => ask('Test-Path', { Path: p, PathType: 'Container' })[0], T.Boolean)],
    New: [method([T.String, T.String, T.String, T.Object], (_, p, name, type, value) => collection(ask('New-Item', { Path: p, ...(name === '' ? {} : { Name: name }), ItemType: type, ...(value == null ? {} : { Value: value }) })))],
    Remove: [method([T.String, T.Boolean], (_, p, all) => { ask('Remove-Item', { Path: p, Recurse: all }); }, T.Void)], Set: [method([T.String, T.Object], (_, p, value) => collection(ask('Set-Item', { Path: p, Value: value, PassThru: true })))],
    Clear: [method([T.String], (_, p) => { ask('Clear-Item', path(p)); })], Rename: [method([T.String, T.String], (_, p, name) => collection(ask('Rename-Item', { Path: p, NewName: name, PassThru: true })))],
    Move: [method([T.String, T.String], (_, p, to) => collection(ask('Move-Item', { Path: p, Destination: to, PassThru: true })))],
  },
}), Items);
laterType<ChildItems>(named<ChildItems>(`${MA}ChildItemCmdletProviderIntrinsics`), () => ({
  methods: {
    Get: [method([T.String, T.Boolean], (_, p, all) => collection(ask('Get-ChildItem', { Path: p, Recurse: all })))], HasChild: [method([T.String], (_, p) => ask('Get-ChildItem', path(p)).length > 0, T.Boolean)],
  },
}), ChildItems);
laterType<ItemIntrinsics>(named<ItemIntrinsics>(`${MA}ProviderIntrinsics`), () => ({ props: { Item: [undefined, () => new Items()], ChildItem: [undefined, () => new ChildItems()] } }), ItemIntrinsics);

laterType<DriveIntrinsics>(named<DriveIntrinsics>(`${MA}DriveManagementIntrinsics`), () => ({
  props: { Current: [undefined, () => { const here = current().locationValue(); return here instanceof Record ? here.fields.get('Drive') ?? null : null; }] },
  methods: {
    Get: [method([T.String], (_, name) => ask('Get-PSDrive', { LiteralName: name })[0])], GetAll: [method([], () => collection(ask('Get-PSDrive', {})))],
    GetAllForProvider: [method([T.String], (_, name) => collection(ask('Get-PSDrive', { PSProvider: name })))], Remove: [method([T.String, T.Boolean, T.String], (_, name, force) => { ask('Remove-PSDrive', { Name: name, Force: force }); }, T.Void)],
  },
}), DriveIntrinsics);
laterType<ProviderIntrinsics>(named<ProviderIntrinsics>(`${MA}CmdletProviderManagementIntrinsics`), () => ({
  methods: { Get: [method([T.String], (_, name) => collection(ask('Get-PSProvider', { PSProvider: name })))], GetOne: [method([T.String], (_, name) => ask('Get-PSProvider', { PSProvider: name })[0])], GetAll: [method([], () => collection(ask('Get-PSProvider', {})))] },
}), ProviderIntrinsics);
