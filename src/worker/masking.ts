/**
 * Values of encrypted assets never appear in a stream, a log or an error (design.md section 3). They are found by
 * value; shorter ones than four characters are not masked, since that would blacken ordinary words.
 */

export const MASK = '********';
const SHORTEST_MASKED = 4;

/** Collects the secrets of one job and replaces them in texts. */
export class Masker {
  private readonly secrets = new Set<string>();
  private pattern: RegExp | undefined;

  /** Adds values to hide, also as they look inside a JSON text. Longer ones win where they overlap. */
  add(values: readonly string[]): void {
    const before = this.secrets.size;
    for (const value of values) {
      if (value.length < SHORTEST_MASKED) continue;
      this.secrets.add(value);
      this.secrets.add(JSON.stringify(value).slice(1, -1));
    }
    if (this.secrets.size === before) return;
    const longestFirst = [...this.secrets].sort((a, b) => b.length - a.length);
    this.pattern = new RegExp(longestFirst.map((text) => text.replace(/[\\^$.*+?()[\]{}|\-/]/g, '\\$&')).join('|'), 'g');
  }

  /** The text with every secret replaced. */
  mask(text: string): string {
    return this.pattern === undefined ? text : text.replace(this.pattern, MASK);
  }

  get isEmpty(): boolean {
    return this.pattern === undefined;
  }
}
