/**
 * Values of encrypted assets never appear in a stream, a log or an error (design.md section 3). They are found by
 * value: as they are, line by line, as JSON, XML and URLs write them, whichever characters these escape, broken over lines, and cut with an ellipsis.
 * What a script turns into something else (base64, upper case, single characters) cannot be recognised. Shorter ones than
 * four characters are not masked, since that would blacken ordinary words.
 */
import { anyWriting, spellings } from './secretSpellings.ts';

export const MASK = '********';
const SHORTEST_MASKED = 4;
/** Shorter ones are not looked for across line ends: lines of numbers would go missing by chance. */
const SHORTEST_BROKEN = 8;
/** Longer ones are looked for one by one: they are too much for a pattern. */
const LONGEST_IN_PATTERN = 2_000;
/** Of longer ones only the usual spellings are known: a pattern for any would be too much. */
const LONGEST_ANYHOW = 256;
/** With the blanks around it; a run of blanks is looked at once, from its beginning. */
const LINE_END = /(?<![ \t])[ \t]*\r?\n[ \t]*/g;

/** Collects the secrets of one job and replaces them in texts. */
export class Masker {
  private readonly secrets = new Set<string>();
  /** Whole values and their lines, as a formatter may have cut or broken them. */
  private readonly plain = new Set<string>();
  private pattern: RegExp | undefined;
  private long: readonly string[] = [];

  /** Adds values to hide. Longer ones win where they overlap. */
  add(values: readonly string[]): void {
    const before = this.secrets.size;
    for (const value of values) {
      for (const text of new Set([value, value.trim(), ...value.split(/\r\n|\n|\r/).map((line) => line.trim())])) {
        if (text.length < SHORTEST_MASKED) continue;
        this.plain.add(text);
        for (const spelling of spellings(text)) this.secrets.add(spelling);
      }
    }
    if (this.secrets.size === before) return;
    const longestFirst = [...this.secrets].sort((a, b) => b.length - a.length);
    const short = longestFirst.filter((text) => text.length <= LONGEST_IN_PATTERN);
    this.long = longestFirst.slice(0, longestFirst.length - short.length);
    // Whole secrets before parts of them.
    const anyhow = [...this.plain].sort((a, b) => b.length - a.length).flatMap((text) => (text.length <= LONGEST_ANYHOW ? anyWriting(text) ?? [] : []));
    const parts = [...anyhow, ...short.map((text) => text.replace(/[\\^$.*+?()[\]{}|\-/]/g, '\\$&'))];
    this.pattern = new RegExp(parts.length === 0 ? '(?!)' : parts.join('|'), 'g');
  }

  /** Of what was added, what stands in these texts (values as JSON): for whoever is given them. */
  foundIn(texts: readonly string[]): readonly string[] {
    return [...this.plain].filter((secret) => {
      const written = [...spellings(secret)], pattern = secret.length <= LONGEST_ANYHOW ? anyWriting(secret) : undefined, anyhow = pattern === undefined ? undefined : new RegExp(pattern);
      return texts.some((text) => written.some((spelling) => text.includes(spelling)) || anyhow?.test(text) === true);
    });
  }

  /** What was added, for whoever goes on with the job. */
  values(): readonly string[] {
    return [...this.plain];
  }

  /** The text with every secret replaced. */
  mask(text: string): string {
    if (this.pattern === undefined) return text;
    let masked = text;
    for (const secret of this.long) masked = masked.replaceAll(secret, MASK);
    masked = masked.replace(this.pattern, MASK);
    if (masked.includes('\n')) masked = this.maskBroken(masked);
    return masked.includes('…') ? this.maskCut(masked) : masked;
  }

  get isEmpty(): boolean {
    return this.pattern === undefined;
  }

  /** A secret that goes on in the next line, as a list breaks it at the width. */
  private maskBroken(text: string): string {
    const joined = text.replace(LINE_END, '');
    let masked = text;
    for (const secret of this.plain) {
      const sought = secret.replace(LINE_END, '');
      if (sought.length >= SHORTEST_BROKEN && joined.includes(sought)) masked = replaceBroken(masked, sought);
    }
    return masked;
  }

  /** The beginning of a secret before an ellipsis, or its end behind one, as a table cuts it. */
  private maskCut(text: string): string {
    let masked = '', done = 0;
    for (let at = text.indexOf('…'); at >= 0; at = text.indexOf('…', at + 1)) {
      const before = Math.min(this.endingAt(text, at), at - done), after = this.beginningAt(text, at + 1);
      masked += before > 0 ? `${text.slice(done, at - before)}${MASK}…` : text.slice(done, at + 1);
      if (after > 0) masked += MASK;
      done = at + 1 + after;
    }
    return masked + text.slice(done);
  }

  /** How much of the beginning of any secret stands before a place. Most are told apart by two characters. */
  private endingAt(text: string, at: number): number {
    let longest = 0;
    const last = text.charCodeAt(at - 1);
    for (const secret of this.plain) {
      for (let length = Math.min(secret.length - 1, LONGEST_IN_PATTERN, at); length >= SHORTEST_MASKED && length > longest; length--) {
        if (secret.charCodeAt(length - 1) === last && text.charCodeAt(at - length) === secret.charCodeAt(0) && text.startsWith(secret.slice(0, length), at - length)) longest = length;
      }
    }
    return longest;
  }

  /** How much of the end of any secret stands behind a place. */
  private beginningAt(text: string, at: number): number {
    let longest = 0;
    const first = text.charCodeAt(at);
    for (const secret of this.plain) {
      for (let length = Math.min(secret.length - 1, LONGEST_IN_PATTERN); length >= SHORTEST_MASKED && length > longest; length--) {
        if (secret.charCodeAt(secret.length - length) === first && text.startsWith(secret.slice(-length), at)) longest = length;
      }
    }
    return longest;
  }
}

/** Every place in `text` that reads `sought` when line ends, and the blanks around them, are passed over. */
function replaceBroken(text: string, sought: string): string {
  const pieces: { readonly from: number; readonly at: number }[] = [];
  let joined = '', end = 0;
  for (const { 0: gap, index } of text.matchAll(LINE_END)) {
    pieces.push({ from: joined.length, at: end });
    joined += text.slice(end, index);
    end = index + gap.length;
  }
  pieces.push({ from: joined.length, at: end });
  joined += text.slice(end);
  let piece = 0;
  const placeOf = (position: number): number => {
    while ((pieces[piece + 1]?.from ?? Infinity) <= position) piece++;
    const { from, at } = pieces[piece] ?? { from: 0, at: 0 };
    return at + position - from;
  };
  let masked = '', done = 0;
  for (let at = joined.indexOf(sought); at >= 0; at = joined.indexOf(sought, at + sought.length)) {
    masked += text.slice(done, placeOf(at)) + MASK;
    done = placeOf(at + sought.length - 1) + 1;
  }
  return masked + text.slice(done);
}
