import type { Ast, StatementAst } from '../ast.ts';

/** The places where there is something to check, so that everything else can be passed over. */
export class Marks {
  readonly #places: Uint32Array;
  /** Statements in which something is wrong; undefined where nothing is. */
  readonly #broken: ReadonlySet<StatementAst> | undefined;
  /** Index of the place asked for last: questions come nearly in the order of the text. */
  #at = 0;

  constructor(places: readonly number[], broken: ReadonlySet<StatementAst> | undefined) {
    this.#places = Uint32Array.from(places).sort();
    this.#broken = broken;
  }

  /** Whether there is something to check from `start` to before `end`. */
  touch(start: number, end: number): boolean {
    const places = this.#places;
    let at = this.#at;
    while (at > 0 && places[at - 1]! >= start) at--;
    while (at < places.length && places[at]! < start) at++;
    this.#at = at;
    return at < places.length && places[at]! < end;
  }

  /** False for a statement of a block that was read without an error: its extent holds what is inside, and so do those below it. Extents in a broken one need not. */
  mayStray(node: Ast, parent: Ast): boolean {
    return this.#broken !== undefined && !((parent.kind === 'NamedBlockAst' || parent.kind === 'StatementBlockAst') && !this.#broken.has(node as StatementAst));
  }

  /** Whether something to check may be in a node. */
  mayHold(node: Ast, parent: Ast): boolean {
    return this.mayStray(node, parent) || this.touch(node.start, node.end);
  }
}
