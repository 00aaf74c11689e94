/**
 * Values of encrypted assets never appear in a stream, a log or an error (design.md section 3). They are found by
 * value: as they are, line by line, as JSON, XML, CSV, paths and URLs write them, whichever characters these escape, in other letters, as
 * base64 and hexadecimal digits, broken over lines, and cut with an ellipsis. What a script turns into something else (single characters,
 * a hash, another order) cannot be recognised. Shorter ones than four characters are not masked, since that would blacken ordinary words.
 */
import { domainToASCII } from 'node:url';
import { composed, form, placesOf, read, SHORTEST_CHANGED, soughtOf, traced, tracedComposed, withoutLoose, type Sought } from './anyWriting.ts';
import { FirstLook } from './firstLook.ts';
import { asBase64, asDigits, base64Cores, digitsOf, tracedBase64, tracedDigits } from './recoded.ts';
import { spellings } from './secretSpellings.ts';
import { Traced } from './traced.ts';

export const MASK = '********';
const SHORTEST_MASKED = 4;
/** Shorter ones are not looked for across line ends: lines of numbers would go missing by chance. */
const SHORTEST_BROKEN = 8;
/** Longer ones are looked for one by one: they are too much for a pattern. */
const LONGEST_IN_PATTERN = 2_000;
/** Of longer ones only the usual spellings are known: any would be too much to keep. */
const LONGEST_ANYHOW = 20_000;
/** With the blanks around it; a run of blanks is looked at once, from its beginning. */
const LINE_END = /(?<![ \t])[ \t]*\r?\n[ \t]*/g;

/** Collects the secrets of one job and replaces them in texts. */
export class Masker {
  private readonly secrets = new Set<string>();
  /** Whole values and their lines, as a formatter may have cut or broken them. */
  private readonly plain = new Set<string>();
  /** How they may be written, and their bytes. */
  private readonly sought: Sought[] = [];
  private readonly cores = new Set<string>();
  private readonly digits = new Set<string>();
  private pattern: RegExp | undefined;
  private readonly first = new FirstLook();
  private long: readonly string[] = [];

  /** Adds values to hide. Longer ones win where they overlap. */
  add(values: readonly string[]): void {
    const before = this.secrets.size;
    for (const value of values) {
      for (const text of new Set([value, value.trim(), ...value.split(/\r\n|\n|\r/).map((line) => line.trim())])) {
        if (text.length < SHORTEST_MASKED || this.plain.has(text)) continue;
        this.plain.add(text);
        if (text.length <= LONGEST_ANYHOW) this.seek(text);
        for (const spelling of spellings(text)) {
          this.secrets.add(spelling);
          this.first.add(spelling);
        }
      }
    }
    if (this.secrets.size === before) return;
    const longestFirst = [...this.secrets].sort((a, b) => b.length - a.length);
    const short = longestFirst.filter((text) => text.length <= LONGEST_IN_PATTERN);
    this.long = longestFirst.slice(0, longestFirst.length - short.length);
    const parts = short.map((text) => text.replace(/[\\^$.*+?()[\]{}|\-/]/g, '\\$&'));
    this.pattern = new RegExp(parts.length === 0 ? '(?!)' : parts.join('|'), 'g');
  }

  private seek(text: string): void {
    const host = /[^\0-\x7f]/.test(text) ? domainToASCII(text) : '';
    const sought = [...soughtOf(text), ...(host.length >= SHORTEST_CHANGED ? soughtOf(host) : [])], cores = base64Cores(text), digits = digitsOf(text);
    this.sought.push(...sought);
    for (const core of cores) this.cores.add(core);
    for (const each of digits) this.digits.add(each);
    for (const each of [...sought.map((one) => one.form), ...cores, ...digits]) this.first.add(each);
  }

  /** Of what was added, what stands in these texts (values as JSON): for whoever is given them. */
  foundIn(texts: readonly string[]): readonly string[] {
    return [...this.plain].filter((secret) => {
      const written = [...spellings(secret)], alone = new Masker();
      alone.add([secret]);
      return texts.some((text) => written.some((spelling) => text.includes(spelling)) || alone.mask(text) !== text);
    });
  }

  /** What was added, for whoever goes on with the job. */
  values(): readonly string[] {
    return [...this.plain];
  }

  /** The text with every secret replaced. */
  mask(text: string): string {
    if (this.pattern === undefined || !this.first.mayHold(text)) return text;
    // However they are written before as they are: a short secret may be the beginning of a longer one.
    let masked = this.maskAnyhow(text);
    for (const secret of this.long) masked = masked.replaceAll(secret, MASK);
    masked = masked.replace(this.pattern, MASK);
    if (masked.includes('\n')) masked = this.maskBroken(masked);
    return masked.includes('…') ? this.maskCut(masked) : masked;
  }

  get isEmpty(): boolean {
    return this.pattern === undefined;
  }

  /** However they are written. Most texts hold none: that is found out before where. */
  private maskAnyhow(text: string): string {
    const whole = read(text), base64 = asBase64(whole), cores = [...this.cores].filter((core) => base64.includes(core)), row = asDigits(text), digits = row === undefined ? [] : [...this.digits].filter((one) => row.includes(one));
    const places: Place[] = [], origin = once(() => traced(text));
    for (const seen of new Set([whole, composed(text)])) {
      const changed = form(seen), sought = this.sought.filter((one) => changed.includes(one.form));
      if (sought.length === 0) continue;
      const from = seen === whole ? origin() : tracedComposed(Traced.of(text)), short = withoutLoose(from.text);
      for (const one of sought) places.push(...placesOf(one, from, short));
    }
    // A last character of base64 has bits of the secret's too, and there is nothing behind it but signs that fill it up.
    if (cores.length > 0) places.push(...wherever(cores, tracedBase64(origin())).map(({ from, to }) => ({ from, to: to + (/^[\w+/-]?={0,2}/.exec(text.slice(to, to + FILLED))?.[0].length ?? 0) })));
    if (digits.length > 0) places.push(...wherever(digits, tracedDigits(Traced.of(text))));
    return places.length === 0 ? text : replaced(text, places);
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

/** Worked out where it is asked for. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
interface Place { readonly from: number; readonly to: number }
/** What may be left of a group of base64 behind a secret. */
const FILLED = 3;
/** All places of these texts. */
function wherever(texts: readonly string[], within: Traced): readonly Place[] {
  const found: Place[] = [];
  for (const one of texts) for (let at = within.text.indexOf(one); at >= 0; at = within.text.indexOf(one, at + one.length)) found.push({ from: within.from(at), to: within.to(at + one.length - 1) });
  return found;
}
/** The text with the mask in these places; those that overlap are one. */
function replaced(text: string, places: readonly Place[]): string {
  let masked = '', done = 0, end = -1;
  for (const { from, to } of [...places].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (from >= end) masked += text.slice(done, from) + MASK;
    done = end = Math.max(end, to);
  }
  return masked + text.slice(done);
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
