/** `$ExecutionContext` and its InvokeCommand. */
import { toText } from '../../convert/toText.ts';
import { toItems } from '../../convert/enumerate.ts';
import { current } from '../../run/current.ts';
import type { ModuleState } from '../../run/session.ts';
import { NetObject } from '../../values/value.ts';
import { unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { laterType, method } from '../netType.ts';
import { T, named } from '../t.ts';

/** Set by the module cmdlets: a module as scripts see it; null at the top. */
let moduleOf: (state: ModuleState) => Value = () => null;
export function describeModules(make: typeof moduleOf): void { moduleOf = make; }
/** A module as scripts see it. */
export const moduleValue = (state: ModuleState): Value => moduleOf(state);
/** What `$ExecutionContext` holds. */
export class EngineIntrinsics extends NetObject {}
class CommandIntrinsics extends NetObject {}
/** The scope of the module it is asked of; else of whatever runs. */
export class SessionStateView extends NetObject { readonly module: ModuleState | undefined; constructor(module?: ModuleState) { super(); this.module = module; } }
class VariableIntrinsics extends NetObject { readonly module: ModuleState | undefined; constructor(module?: ModuleState) { super(); this.module = module; } }
/** A variable of a module, or of whatever runs. */
function valueOf(v: VariableIntrinsics, name: string): Value | undefined {
  if (v.module === undefined) return current().variable(name);
  const held = v.module.frame.find(name.toLowerCase());
  return held === unset ? undefined : held;
}
/** A text with its variables and subexpressions filled in. */
function expand(text: string): Value {
  const quoted = text.replaceAll('"', '`"').replace(/[\u201c\u201d\u201e]/g, '`$&');
  return toText(current().evaluateBlock(current().parseBlock(`"${quoted}"`), current().current.slots[0]));
}
laterType<EngineIntrinsics>(named<EngineIntrinsics>('System.Management.Automation.EngineIntrinsics'), () => ({ props: { InvokeCommand: [undefined, () => new CommandIntrinsics()], SessionState: [undefined, () => new SessionStateView()], Host: [undefined, () => current().variable('Host')] } }), EngineIntrinsics);
laterType<CommandIntrinsics>(named<CommandIntrinsics>('System.Management.Automation.CommandInvocationIntrinsics'), () => ({
  methods: { ExpandString: [method([T.String], (_, t) => expand(t), T.String)], NewScriptBlock: [method([T.String], (_, t) => current().parseBlock(t), T.ScriptBlock)], InvokeScript: [method([T.String], (_, t) => current().runBlock(current().parseBlock(t), {})), method([T.String, T.Object], (_, t, args) => current().runBlock(current().parseBlock(t), { args: toItems(args) }))] },
}), CommandIntrinsics);
laterType<SessionStateView>(named<SessionStateView>('System.Management.Automation.SessionState'), () => ({ props: { PSVariable: [undefined, (s) => new VariableIntrinsics(s.module)], Path: [undefined, () => current().locationValue()], Module: [undefined, (s) => moduleOf(s.module ?? current().current.module)], LanguageMode: [T.String, () => 'FullLanguage'], Drive: [undefined, () => null], Provider: [undefined, () => null], InvokeCommand: [undefined, () => new CommandIntrinsics()] } }), SessionStateView);
laterType<VariableIntrinsics>(named<VariableIntrinsics>('System.Management.Automation.PSVariableIntrinsics'), () => ({ methods: { GetValue: [method([T.String], (v, n) => valueOf(v, n) ?? null), method([T.String, T.Object], (v, n, d) => valueOf(v, n) ?? d)], Set: [method([T.String, T.Object], (s, n, v) => { if (s.module === undefined) current().setVariable(n, v); else s.module.frame.assign(n, v); })], Remove: [method([T.String], (_, n) => { current().current.forget(n.toLowerCase()); })] } }), VariableIntrinsics);
