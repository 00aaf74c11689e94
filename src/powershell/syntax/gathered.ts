import type { Ast } from './ast.ts';
import { eachChild } from './children.ts';

const nothing: readonly never[] = [];
/** Shorter statements are looked through as fast as they are remembered. */
const SHORT = 100;

/**
 * What is found in a text, kept with the statements that hold it: those that the next version takes over are not looked through again.
 * Their nodes move with the text, so what is found may be nodes and names, but no places.
 */
export class Gathered<T> {
  readonly #known = new WeakMap<Ast, readonly T[]>();
  readonly #of: (node: Ast, text: string) => readonly T[] | undefined;

  readonly #isEntered: (node: Ast) => boolean;

  constructor(of: (node: Ast, text: string) => readonly T[] | undefined, isEntered: (node: Ast) => boolean = () => true) {
    this.#of = of;
    this.#isEntered = isEntered;
  }

  /** In the order of the text. */
  in(root: Ast, text: string): readonly T[] {
    const found: T[] = [];
    this.#collect(root, { found, text });
    return found;
  }

  #collect(node: Ast, into: Into<T>): void {
    for (const one of this.#of(node, into.text) ?? nothing) into.found.push(one);
    if (this.#isEntered(node)) eachChild(node, this.#add, into);
  }

  readonly #add = (node: Ast, parent: Ast, into: Into<T>): void => {
    if ((parent.kind !== 'NamedBlockAst' && parent.kind !== 'StatementBlockAst') || node.end - node.start < SHORT) {
      this.#collect(node, into);
      return;
    }
    let found = this.#known.get(node);
    if (found === undefined) {
      const own: T[] = [];
      this.#collect(node, { found: own, text: into.text });
      this.#known.set(node, (found = own.length === 0 ? nothing : own));
    }
    for (const one of found) into.found.push(one);
  };
}

interface Into<T> { readonly found: T[]; readonly text: string }
