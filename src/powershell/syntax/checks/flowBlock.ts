import type { VariableExpressionAst } from '../ast.ts';

/** The name of a variable that is assigned, or a variable that is read. */
export type Operation = string | VariableExpressionAst;

/** Statements of a method that run one after the other, and where control goes from there. */
export class Block {
  readonly operations: Operation[] = [];
  readonly predecessors: Block[] = [];
  readonly #successors = new Set<Block>();
  throws = false;
  returns = false;
  unreachable: boolean;

  constructor(unreachable = true) {
    this.unreachable = unreachable;
  }

  /** Control may go on in `next`, which is reachable if this block is. */
  flowsTo(next: Block): void {
    if (this.#successors.has(next)) return;
    if (!this.unreachable) next.unreachable = false;
    this.#successors.add(next);
    next.predecessors.push(this);
  }

  /** The blocks that can be reached from one, each behind those that lead to it (except around loops). */
  static inOrder(entry: Block): Block[] {
    const found: Block[] = [], seen = new Set([entry]);
    const open = [{ block: entry, rest: entry.#successors.values() }];
    while (open.length > 0) {
      const top = open[open.length - 1]!, next = top.rest.next();
      if (next.done === true) {
        found.push(top.block);
        open.pop();
      } else if (!seen.has(next.value)) {
        seen.add(next.value);
        open.push({ block: next.value, rest: next.value.#successors.values() });
      }
    }
    return found.reverse();
  }
}
