import type { NestedPart } from '../parser.ts';

/** Collects the value of an expandable string or word, and its parts. */
export class TextBuilder {
  value = '';
  readonly pieces: string[] = [];
  readonly nested: NestedPart[] = [];
  #piece = '';

  add(text: string): void {
    this.value += text;
    this.#piece += text;
  }

  /** A variable or sub-expression, with its text as written. */
  addNested(part: NestedPart, text: string): void {
    this.value += text;
    this.pieces.push(this.#piece);
    this.nested.push(part);
    this.#piece = '';
  }

  /** Takes the last `count` characters back, which are literal text (the line end before a here-string's end). */
  trimEnd(count: number): void {
    this.value = this.value.slice(0, this.value.length - count);
    this.#piece = this.#piece.slice(0, this.#piece.length - count);
  }

  finishPieces(): readonly string[] {
    this.pieces.push(this.#piece);
    return this.pieces;
  }
}
