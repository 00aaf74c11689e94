/** Parameters of a block that runs in place (`ForEach-Object { param($x) … }`): assigned as variables of the scope around. */
import { bind } from '../bind/binder.ts';
import { functionParameters } from '../bind/functionParameters.ts';
import type { ScriptBlock } from '../values/scriptBlock.ts';
import type { Value } from '../values/value.ts';
import type { Frame } from './frame.ts';
import { emptyOf } from '../members/constructed.ts';

export function assignParameters(f: Frame, block: ScriptBlock, args: readonly Value[]): void {
  const table = functionParameters(block.code, f);
  const bound = bind(table, args.map((value) => ({ name: undefined, folded: '', value, hasValue: true })), { suffix: '', isFunction: true, expectingInput: false });
  for (const p of table.list) f.assign(p.name, bound.has(p) ? bound.values.get(p) ?? null : p.defaultValue?.(f) ?? (p.type === undefined ? null : emptyOf(p.type)));
}
