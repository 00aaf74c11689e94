/** A text made of another, that knows of each of its characters where it stood there. */
export class Traced {
  readonly text: string;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  private constructor(text: string, from: Int32Array, to: Int32Array) {
    this.text = text;
    this.#from = from;
    this.#to = to;
  }
  static of(text: string): Traced {
    return new Traced(text, Int32Array.from({ length: text.length }, (_, i) => i), Int32Array.from({ length: text.length }, (_, i) => i + 1));
  }
  /** As `String.replace` does; what stands in the place of a part comes from all of that part, and is no longer than it. */
  replace(pattern: RegExp, made: (part: string) => string): Traced {
    const from = new Int32Array(this.text.length), to = new Int32Array(this.text.length);
    let text = '', done = 0, length = 0;
    const keep = (end: number): void => {
      text += this.text.slice(done, end);
      from.set(this.#from.subarray(done, end), length);
      to.set(this.#to.subarray(done, end), length);
      length += end - done;
    };
    for (const { 0: part, index } of this.text.matchAll(pattern)) {
      keep(index);
      done = index + part.length;
      const other = made(part);
      text += other;
      from.fill(this.from(index), length, length + other.length);
      to.fill(this.to(done - 1), length, length + other.length);
      length += other.length;
    }
    keep(this.text.length);
    return new Traced(text, from.subarray(0, length), to.subarray(0, length));
  }
  /** Where a character began, and ended. */
  from(index: number): number { return this.#from[index] ?? 0; }
  to(index: number): number { return this.#to[index] ?? 0; }
  /** The same characters in other letters. */
  as(text: string): Traced { return new Traced(text, this.#from, this.#to); }
}
