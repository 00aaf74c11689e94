/** `$ExecutionContext` and its InvokeCommand. */
import { toText } from '../../convert/toText.ts';
import { toItems } from '../../convert/enumerate.ts';
import { current } from '../../run/current.ts';
import type { ModuleState } from '../../run/session.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { laterType, method } from '../netType.ts';
import { T, named } from '../t.ts';

/** Set by the module cmdlets: a module as scripts see it; null at the top. */
let moduleOf: (state: ModuleState) => Value = () => null;
export function describeModules(make: typeof moduleOf): void { moduleOf = make; }
/** What `$ExecutionContext` holds. */
export class EngineIntrinsics extends NetObject {}
class CommandIntrinsics extends NetObject {}
class SessionStateView extends NetObject {}
class VariableIntrinsics extends NetObject {}
/** A text with its variables and subexpressions filled in. */
function expand(text: string): Value {
  const quoted = text.replaceAll('"', '`"').replace(/[\u201c\u201d\u201e]/g, '`$&');
  return toText(current().evaluateBlock(current().parseBlock(`"${quoted}"`), current().current.slots[0]));
}
laterType<EngineIntrinsics>(named<EngineIntrinsics>('System.Management.Automation.EngineIntrinsics'), () => ({ props: { InvokeCommand: [undefined, () => new CommandIntrinsics()], SessionState: [undefined, () => new SessionStateView()], Host: [undefined, () => current().variable('Host')] } }), EngineIntrinsics);
laterType<CommandIntrinsics>(named<CommandIntrinsics>('System.Management.Automation.CommandInvocationIntrinsics'), () => ({
  methods: { ExpandString: [method([T.String], (_, t) => expand(t), T.String)], NewScriptBlock: [method([T.String], (_, t) => current().parseBlock(t), T.ScriptBlock)], InvokeScript: [method([T.String], (_, t) => current().runBlock(current().parseBlock(t), {})), method([T.String, T.Object], (_, t, args) => current().runBlock(current().parseBlock(t), { args: toItems(args) }))] },
}), CommandIntrinsics);
laterType<SessionStateView>(named<SessionStateView>('System.Management.Automation.SessionState'), () => ({ props: { PSVariable: [undefined, () => new VariableIntrinsics()], Path: [undefined, () => current().locationValue()], Module: [undefined, () => moduleOf(current().current.module)], LanguageMode: [T.String, () => 'FullLanguage'], Drive: [undefined, () => null], Provider: [undefined, () => null], InvokeCommand: [undefined, () => new CommandIntrinsics()] } }), SessionStateView);
laterType<VariableIntrinsics>(named<VariableIntrinsics>('System.Management.Automation.PSVariableIntrinsics'), () => ({ methods: { GetValue: [method([T.String], (_, n) => current().variable(n) ?? null), method([T.String, T.Object], (_, n, d) => current().variable(n) ?? (d))], Set: [method([T.String, T.Object], (_, n, v) => { current().setVariable(n, v); })], Remove: [method([T.String], (_, n) => { current().current.forget(n.toLowerCase()); })] } }), VariableIntrinsics);
