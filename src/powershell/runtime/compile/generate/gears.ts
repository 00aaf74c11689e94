/**
 * The second gear. Every block and loop starts as closures; one that ran often enough is written out as a JavaScript
 * function, in which variables, numbers, comparisons and jumps are plain code and everything else calls the closures.
 * Both gears give the same records: the conformance tests run in each of them.
 */
import type { NamedBlockAst, StatementBlockAst } from '../../../syntax/ast.ts';
import type { Frame } from '../../run/frame.ts';
import type { Completion, Eval, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { later } from '../watch.ts';
import { generateBlock } from './blocks.ts';

/** After how many turns of a loop, or calls of a block, it is written out. Tests set them to 0 (always) or Infinity (never). */
export const gears: { turns: number; calls: number } = { turns: 200, calls: 60 };

/** Counts the turns of one loop and has its second gear when it is time. */
export class Gear {
  private count = 0;
  private made: Exec | undefined = undefined;
  private readonly make: (() => Exec | undefined) | undefined;
  /** `make` gives undefined where the code cannot be written out; it is asked once. */
  constructor(c: Compiler, make: () => Exec | undefined) { this.make = c.layout === null ? undefined : make; }
  /** To be asked before every turn: what runs the rest, once it is hot. */
  next(): Exec | undefined {
    if (this.made !== undefined) return this.made;
    if (this.count++ < gears.turns || this.make === undefined) return undefined;
    this.made = this.make();
    if (this.made === undefined) this.count = Number.NEGATIVE_INFINITY;
    return this.made;
  }
}
/** A block that changes gear after some calls. */
export function warm(n: StatementBlockAst | NamedBlockAst, c: Compiler, cold: Exec): Exec {
  if (c.layout === null || n.statements.length === 0) return cold;
  const late = later(c, (by): Exec => warm(n, by, by.block({ ...n, kind: 'StatementBlockAst' })));
  let calls = 0, run = cold;
  return (f: Frame): Completion => {
    if (f.session.late && late !== undefined) return late()(f);
    if (calls <= gears.calls && calls++ === gears.calls) run = generateBlock(n, c) ?? cold;
    return run(f);
  };
}
/** The same for a block that is one expression. */
export function warmValue(c: Compiler, cold: Eval, make: () => Eval | undefined, late: (() => Eval) | undefined): Eval {
  let calls = c.layout === null ? Infinity : 0, run = cold;
  return (f) => {
    if (f.session.late && late !== undefined) return late()(f);
    if (calls <= gears.calls && calls++ === gears.calls) run = make() ?? cold;
    return run(f);
  };
}
