/** A scope that takes over the variables of a text that runs in it. */
import { growingLayout } from '../compile/block.ts';
import type { CompiledBlock } from '../compile/compiledBlock.ts';
import { unset } from '../values/value.ts';
import type { Frame, Guard } from './frame.ts';

/** Gives the global frame the script's layout; variables it had move into slots or stay by name. */
export function adoptLayout(f: Frame, block: CompiledBlock): void {
  f.giveAll();
  const before = f.layout, held = f.slots, guards = f.guards;
  const layout = growingLayout(block);
  const extra = f.extra ?? new Map();
  before.names.forEach((name, i) => { const v = held[i]; if (v !== unset && v !== undefined) extra.set(name, { name: f.session.displayName(name), value: v, guard: guards?.[i] }); });
  f.layout = layout;
  f.guards = null;
  const kept: (Guard | undefined)[] = [];
  f.slots = layout.names.map((name, i) => {
    const had = extra.get(name);
    if (had === undefined) return unset;
    extra.delete(name);
    if (had.guard !== undefined) kept[i] = had.guard;
    return had.value;
  });
  if (kept.length > 0) f.guards = kept;
  f.extra = extra;
  block.layout = layout;
}
