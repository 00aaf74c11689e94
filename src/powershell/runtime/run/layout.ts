import type { AnyType } from '../types/netType.ts';

/**
 * Which variables a script block names, and the slot of each: worked out once, when the block is compiled.
 * Blocks written inside it share its layout (they may run in place, as ForEach-Object runs them); nested functions
 * have their own. Slot 0 is always `$_`.
 */
export class Layout {
  readonly names: string[] = ['_'];
  readonly index: Map<string, number> = new Map([['_', 0]]);
  /** Types that variables keep wherever they are assigned, by folded name: of a workflow (workflow/plan/variableTypes.ts). */
  types: ReadonlyMap<string, () => AnyType> | undefined;
  /** Slots that `+=` adds to somewhere: who reads them asks the frame first (run/growing.ts). */
  readonly growing: Set<number> = new Set();
  /** How a slot is first assigned to in the text: with its type, or without one. */
  readonly begun: Map<number, 'typed' | 'plain'> = new Map();
  /** The slot of a folded name, made where there is none. */
  slot(folded: string): number {
    let at = this.index.get(folded);
    if (at === undefined) { at = this.names.length; this.index.set(folded, at); this.names.push(folded); }
    return at;
  }
  get size(): number { return this.names.length; }
}
