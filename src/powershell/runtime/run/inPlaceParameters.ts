/** Parameters of a block that runs in place (`ForEach-Object { param($x) … }`): assigned as variables of the scope around. */
import type { Argument } from '../bind/argument.ts';
import { bind, settleSet } from '../bind/binder.ts';
import type { Bound } from '../bind/binder.ts';
import type { ParameterTable } from '../bind/parameters.ts';
import { functionParameters } from '../bind/functionParameters.ts';
import type { ScriptBlock } from '../values/scriptBlock.ts';
import type { Value } from '../values/value.ts';
import type { Frame } from './frame.ts';
import { fold } from '../values/folding.ts';
import { guardOf, unboundValue } from './functionRun.ts';

export function assignParameters(f: Frame, block: ScriptBlock, args: readonly Value[], named: readonly Argument[] = []): { readonly bound: Bound; readonly table: ParameterTable } {
  const table = functionParameters(block.code, f);
  const bound = bind(table, [...named, ...args.map((value): Argument => ({ name: undefined, folded: '', value, hasValue: true }))], { suffix: '', isFunction: true, expectingInput: false });
  if (named.length > 0 || table.hasMandatory) { const o = { suffix: '', isFunction: true, expectingInput: false }; settleSet(table, bound, o); }
  for (const p of table.list) {
    f.assign(p.name, bound.has(p) ? bound.values.get(p) ?? null : unboundValue(p, f, ''));
    const guard = guardOf(p);
    if (guard !== undefined) f.guard(fold(p.name), guard);
  }
  return { bound, table };
}
