/** PSVariableIntrinsics: variables by name, in the scopes of what runs or of a module (VariableInterfaces.cs). */
import { toText } from '../../runtime/convert/toText.ts';
import { splitPath } from '../../runtime/compile/expressions/variables.ts';
import { current } from '../../runtime/run/current.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { variablePlace } from '../../runtime/run/pipeline/commandRuntime.ts';
import type { ModuleState } from '../../runtime/run/session.ts';
import { laterType, method } from '../../runtime/types/netType.ts';
import { T, named } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { Record } from '../../runtime/values/misc.ts';
import { unset } from '../../runtime/values/value.ts';
import { NetObject } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { ask, asMethod } from './calls.ts';

export class VariableIntrinsics extends NetObject { readonly module: ModuleState | undefined; constructor(module?: ModuleState) { super(); this.module = module; } }

/** Where the names are looked up: the running scope of the module. */
const frameOf = ({ module }: VariableIntrinsics): Frame => (module === undefined || module === current().current.module ? current().current : module.active ?? module.frame);
function within<R>(v: VariableIntrinsics, run: () => R): R {
  const session = current(), before = session.current;
  session.current = frameOf(v);
  try { return run(); } finally { session.current = before; }
}
/** The variable as Get-Variable gives it; null where there is none. */
function variable(v: VariableIntrinsics, name: string): Value {
  const { scope, name: plain } = splitPath(name), escaped = plain.replaceAll(/[`*?[\]]/g, '`$&');
  if (scope === 'env') return current().host.environment.get(plain) ?? null;
  return within(v, () => ask('Get-Variable', { Name: escaped, ErrorAction: 'Ignore', ...(scope === undefined ? {} : { Scope: scope }) })[0]) ?? null;
}
function value(v: VariableIntrinsics, name: string, otherwise: Value): Value {
  const [frame, plain] = variablePlace(frameOf(v), name), held = name.includes(':') ? unset : frame.find(fold(plain));
  if (held !== unset) return held ?? null;
  const found = variable(v, name);
  return found === null ? otherwise : found instanceof Record ? found.fields.get('Value') ?? null : found;
}
function assign(v: VariableIntrinsics, name: string, given: Value): void {
  const [frame, plain] = variablePlace(frameOf(v), name);
  current().spell(plain);
  asMethod(() => { frame.assign(plain, given ?? null); });
}
function remove(v: VariableIntrinsics, name: string): void {
  const [frame, plain] = variablePlace(frameOf(v), name);
  frame.forget(fold(plain));
}
const nameOf = (r: Value): string => toText(r instanceof Record ? r.fields.get('Name') : r);
const variableType = named<Record>('System.Management.Automation.PSVariable');
laterType<VariableIntrinsics>(named<VariableIntrinsics>('System.Management.Automation.PSVariableIntrinsics'), () => ({
  methods: {
    Get: [method([T.String], variable, variableType)],
    GetValue: [method([T.String], (v, name) => value(v, name, null), T.Object), method([T.String, T.Object], value, T.Object)],
    Set: [method([T.String, T.Object], assign, T.Void), method([variableType], (v, r) => assign(v, nameOf(r), r.fields.get('Value')), T.Void)],
    Remove: [method([T.String], remove, T.Void), method([variableType], (v, r) => remove(v, nameOf(r)), T.Void)],
  },
}), VariableIntrinsics);
