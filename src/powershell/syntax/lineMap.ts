/** A place as people count it: both numbers begin at 1, columns count UTF-16 units. */
export interface LinePosition { readonly line: number; readonly column: number }

/** Table of line starts: offset to line and column, and back. Lines end with CR, LF or CR LF. */
export class LineMap {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    const breaks = /\r\n?|\n/g;
    while (breaks.exec(text) !== null) this.#starts.push(breaks.lastIndex);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Line of an offset, from 1. */
  line(offset: number): number {
    let low = 0, high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** Line and column of an offset, both from 1; what lies behind the text (an error at its end may) counts as its end. */
  position(offset: number): LinePosition {
    const inside = Math.min(offset, this.#length), line = this.line(inside);
    return { line, column: inside - this.#starts[line - 1]! + 1 };
  }

  /** Offset of a line and column (from 1), kept inside the text. */
  offset(line: number, column: number): number {
    const start = this.#starts[Math.min(Math.max(line, 1), this.#starts.length) - 1]!;
    return Math.min(Math.max(start + column - 1, 0), this.#length);
  }
}
