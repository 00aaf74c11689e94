import type { Ast, NamedBlockAst, ScriptBlockAst, StatementAst, StatementBlockAst } from '../ast.ts';
import { eachChild, walk } from '../children.ts';
import { movePlaces } from '../movePlaces.ts';
import type { Parser } from '../parser.ts';

/** Where a tree's nodes stand against the text that was parsed: what was at `from` or behind it is `by` further, and what was between `first` and there is gone. */
export interface Shift { readonly first: number; readonly from: number; readonly by: number }

export const unmoved: Shift = { first: Infinity, from: Infinity, by: 0 };

/** No text is so long: what is gone stands behind here, and can come back. */
const FAR = 2 ** 29;

/** Statements that were read without an error: what the parser was in the middle of, and how far behind them it was when it had read them. */
export type Clean = WeakMap<StatementAst, number>;

/**
 * What the parse of a text leaves to that of the next, which differs little: its tree, whose whole statements stand for themselves wherever
 * the parser comes upon their text again, and the places that were noted in passing. The nodes are moved to where the new text has them.
 */
export class Past {
  readonly text: string;
  readonly ast: ScriptBlockAst;
  readonly clean: Clean;
  readonly #marks: readonly number[];
  readonly #types: readonly number[];
  readonly #comments: readonly number[];
  readonly #requires: readonly { readonly start: number; readonly end: number }[];
  #shift: Shift;

  constructor({ source, marks, types, comments, requires }: Parser, ast: ScriptBlockAst, clean: Clean, shift = unmoved) {
    this.text = source;
    this.ast = ast;
    this.clean = clean;
    this.#marks = sorted(marks);
    this.#types = sorted(types);
    this.#comments = comments;
    this.#requires = requires;
    this.#shift = shift;
  }

  /** Moves the nodes to where a text has them. */
  move(shift: Shift): void {
    const before = this.#shift;
    if (before.first === shift.first && before.from === shift.from && before.by === shift.by) return;
    const to = (parsed: number): number => (parsed < shift.first ? parsed : parsed < shift.from ? parsed + FAR : parsed + shift.by);
    movePlaces(this.ast, {
      // What a clean statement holds lies within it, and between two places that go the same way everything does.
      whole: (node) => {
        if (!this.clean.has(node as StatementAst)) return undefined;
        const start = this.#parsed(node.start), end = this.#parsed(node.end);
        return stretchOf(start, before) === stretchOf(end, before) && stretchOf(start, shift) === stretchOf(end, shift) ? to(start) - node.start : undefined;
      },
      to: (place) => to(this.#parsed(place)),
    });
    this.#shift = shift;
  }

  /** Where a place of a node was in the text that was parsed. */
  #parsed(place: number): number {
    const { from, by } = this.#shift;
    return place >= FAR ? place - FAR : place >= from + by ? place - by : place;
  }

  /** The statement of a block that began at a place of the text that was parsed. */
  statementAt(place: number): StatementAst | undefined {
    const startOf = ({ start }: Ast): number => this.#parsed(start), holds = (node: Ast): boolean => startOf(node) <= place && place < this.#parsed(node.end);
    const statementIn = ({ statements, traps }: NamedBlockAst | StatementBlockAst): StatementAst | undefined => {
      const last = statements[lowest(statements.length, (i) => startOf(statements[i]!) > place) - 1];
      return last !== undefined && holds(last) ? last : traps.find(holds);
    };
    for (let node: Ast | undefined = this.ast; node !== undefined;) {
      if (node.kind === 'NamedBlockAst' || node.kind === 'StatementBlockAst') {
        const statement = statementIn(node);
        if (statement !== undefined && startOf(statement) === place) return statement;
        node = statement;
      } else {
        let inner: Ast | undefined;
        eachChild(node, (child) => {
          if (holds(child)) inner = child;
        }, undefined);
        node = inner;
      }
    }
    return undefined;
  }

  /** Tells a parser what was noted within a stretch of the text that was parsed, which stands `by` further now. */
  tell(p: Parser, from: number, to: number, by: number): void {
    copy(this.#marks, from, to, by, p.marks);
    copy(this.#types, from, to, by, p.types);
    for (let i = 2 * lowest(this.#comments.length / 2, (index) => this.#comments[2 * index]! >= from); this.#comments[i]! < to; i += 2) p.comments.push(this.#comments[i]! + by, this.#comments[i + 1]! + by);
    for (const one of this.#requires) if (one.start >= from && one.start < to) p.requires.push({ start: one.start + by, end: one.end + by });
  }
}

/** Which of the stretches that go the same way a place of the text that was parsed is in. */
const stretchOf = (parsed: number, { first, from }: Shift): number => (parsed < first ? 0 : parsed < from ? 1 : 2);

const sorted = (places: readonly number[]): readonly number[] => Float64Array.from(places).sort() as unknown as readonly number[];

/** The first of rising numbers below `count` for which something is true, else `count`. */
function lowest(count: number, isTrue: (index: number) => boolean): number {
  let low = 0, high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function copy(places: readonly number[], from: number, to: number, by: number, into: number[]): void {
  for (let i = lowest(places.length, (index) => places[index]! >= from); i < places.length && places[i]! < to; i++) into.push(places[i]! + by);
}

/** Statements around a place, or beside it, are not whole: what was written there for a while is no part of the text. */
export function forgetAt(ast: ScriptBlockAst, at: number, clean: Clean): void {
  walk(ast, (node) => {
    if (node.end < at || node.start > at) return false;
    clean.delete(node as StatementAst);
    return undefined;
  });
}
