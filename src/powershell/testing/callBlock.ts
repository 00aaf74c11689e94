/** Runs a block with variables: the body or the condition of a mock, a test with its data. */
import type { Argument } from '../runtime/bind/argument.ts';
import { functionParameters } from '../runtime/bind/functionParameters.ts';
import { enter } from '../runtime/run/current.ts';
import type { Frame } from '../runtime/run/frame.ts';
import { FunctionRun } from '../runtime/run/functionRun.ts';
import type { Streams } from '../runtime/run/pipeline/streams.ts';
import type { Writer } from '../runtime/run/pipeline/writers.ts';
import { fold } from '../runtime/values/folding.ts';
import type { ScriptBlock } from '../runtime/values/scriptBlock.ts';
import { unset } from '../runtime/values/value.ts';
import type { Value } from '../runtime/values/value.ts';

export interface BlockData {
  readonly named: ReadonlyMap<string, Value>;
  /** Common parameters: for a block that takes them. */
  readonly common?: ReadonlyMap<string, Value>;
  readonly unbound?: readonly Value[];
  /** Variables that are there unless the block brings its own: parameters which a call does not give. */
  readonly absent?: ReadonlyMap<string, Value>;
  /** `$_`. */
  readonly item?: Value;
  /** Strict mode is off in it. */
  readonly isLenient?: boolean;
}
/** The scope of a block, with everything in it; nothing has run yet. What the block declares as parameters is bound, everything else is a variable. */
export function openBlock(caller: Frame, block: ScriptBlock, data: BlockData, to: { readonly out: Writer; readonly streams: Streams }): FunctionRun {
  const entry = { kind: 'Script', name: '', block: block.code, module: block.module ?? caller.module } as const;
  const declared = functionParameters(block.code, caller), args: Argument[] = [];
  for (const [name, value] of data.named) if (declared.byName.has(fold(name))) args.push({ name, folded: fold(name), value, hasValue: true, splatted: true });
  if (declared.isAdvanced) for (const [name, value] of data.common ?? []) args.push({ name, folded: fold(name), value, hasValue: true, splatted: true });
  if (declared.list.length > 0) for (const value of data.unbound ?? []) args.push({ name: undefined, folded: '', value, hasValue: true });
  const run = FunctionRun.open(caller, { entry, name: '', block }, args, { ...to, expectingInput: false, position: undefined }), { frame } = run;
  for (const [name, value] of data.named) if (!declared.byName.has(fold(name))) { frame.session.spell(name); frame.assign(name, value); }
  // What a closure holds is its module's.
  const isHeld = (folded: string): boolean => declared.byName.has(folded) || frame.own(folded) !== unset || (entry.module !== caller.module && entry.module.frame.own(folded) !== unset);
  for (const [name, value] of data.absent ?? []) if (!isHeld(fold(name))) { frame.session.spell(name); frame.assign(name, value); }
  if (data.isLenient === true) frame.strict = 0;
  if (declared.list.length === 0 && data.unbound !== undefined && data.unbound.length > 0) frame.assign('args', [...data.unbound]);
  if (data.item !== undefined && data.item !== null) {
    frame.slots[0] = data.item;
    if (!data.named.has('input')) frame.assign('input', [data.item]);
  }
  return run;
}
/** The same, run to its end. */
export function callBlock(caller: Frame, block: ScriptBlock, data: BlockData, to: { readonly out: Writer; readonly streams: Streams }): void {
  const leave = enter(caller.session);
  try { openBlock(caller, block, data, to).all(); } finally { leave(); }
}
