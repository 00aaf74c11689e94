/** A text that is read from left to right as a date, and where the reader stands in it. */
import { WORD } from './dateWords.ts';
import type { DateWords } from './dateWords.ts';

export const isDigit = (c: string): boolean => c >= '0' && c <= '9' && c.length === 1;
/** Of ASCII without asking a pattern. */
const isSpace = (c: string): boolean => (c > '~' || c.length !== 1 ? /^\s$/.test(c) : c === ' ' || (c >= '\t' && c <= '\r'));
const isLetter = (c: string): boolean => (c > '~' || c.length !== 1 ? /^\p{L}$/u.test(c) : (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
const same = (a: string, b: string): boolean => a === b || a.toLowerCase() === b.toLowerCase();

export class DateText {
  text: string;
  at = -1;
  /** The character under the reader; at the end of the text it stays the last one, and some rules ask for that. */
  current = '\0';
  constructor(text: string) { this.text = text; }
  get length(): number { return this.text.length; }
  charAt(i: number): string { return this.text.charAt(i); }
  /** One further; whether there is something. */
  next(): boolean { return this.goTo(this.at + 1); }
  goTo(at: number): boolean {
    this.at = at;
    if (at >= this.length) return false;
    this.current = this.text.charAt(at);
    return true;
  }
  /** Takes the next character if it is this one. */
  take(c: string): boolean {
    if (this.at + 1 >= this.length) { this.at += 1; return false; }
    if (this.text.charAt(this.at + 1) !== c) return false;
    this.at += 1;
    this.current = c;
    return true;
  }
  /** Takes the text that follows if it is this one, letter by letter; else the reader stands on its first character. */
  takeText(word: string): boolean {
    this.at += 1;
    if (this.at >= this.length || !this.text.startsWith(word, this.at)) return false;
    this.at += word.length - 1;
    return true;
  }
  /** Whether a word stands here, whatever its case. */
  has(word: string): boolean { return this.at + word.length <= this.length && same(this.text.slice(this.at, this.at + word.length), word); }
  /** How long a name of several words is here: any blanks may stand between them. */
  hasWords(name: string, asWhole: boolean): number | undefined {
    let length = name.length;
    if (!this.has(name)) {
      if (!/[ \u00a0]/.test(name)) return undefined;
      const found = new RegExp(`^${name.split(/[ \u00a0]+/).map((w) => w.replace(/[^\p{L}\p{N}]/gu, '\\$&')).join('\\s+')}`, 'iu').exec(this.text.slice(this.at));
      if (found === null) return undefined;
      length = found[0].length;
    }
    return asWhole && isLetter(this.charAt(this.at + length)) ? undefined : length;
  }
  skipSpaces(): void { while (this.at + 1 < this.length && isSpace(this.text.charAt(this.at + 1))) this.at += 1; }
  /** Over blanks, the one under the reader among them; whether something follows. */
  skipSpacesHere(): boolean {
    if (this.at >= this.length) return false;
    if (!isSpace(this.current) && this.current !== '\u200f') return true;
    while (this.next()) if (!isSpace(this.current) && this.current !== '\u200f') return true;
    return false;
  }
  onSpace(): boolean { return isSpace(this.current); }
  onLetter(): boolean { return isLetter(this.current); }
  onDigit(): boolean { return isDigit(this.current); }
  /** The word or sign under the reader, which goes behind it. A word must end where a letter does not follow. */
  takeWord(words: DateWords, as: 'word' | 'sign'): { readonly kind: number; readonly value: number } | undefined {
    const letter = this.onLetter();
    for (const each of words.startingWith(this.current)) {
      const kind = each[as], { text, value } = each;
      if (kind === 0 || text.length > this.length - this.at) continue;
      if (!(letter && isLetter(this.charAt(this.at + text.length))) && this.has(text)) { this.goTo(this.at + text.length); return { kind, value }; }
      const spaced = as === 'word' && ((kind === WORD.month && words.spacedMonths) || (kind === WORD.weekday && words.spacedDays)) ? this.hasWords(text, true) : undefined;
      if (spaced !== undefined) { this.goTo(this.at + spaced); return { kind, value }; }
    }
    return undefined;
  }
  /** So many digits, at least and at most, from the next character on; undefined, and nothing is taken, where there are fewer. */
  takeDigits(least: number, most: number): number | undefined {
    let taken = 0, value = 0;
    for (; taken < most; taken++) {
      const c = this.text.charCodeAt(this.at + 1 + taken) - 48;
      if (!(c >= 0 && c <= 9)) break;
      value = value * 10 + c;
    }
    if (taken < least) return undefined;
    this.at += taken;
    return value;
  }
  /** The digits of a fraction behind its sign, as .NET adds them up; the reader ends behind them. */
  takeFraction(): number | undefined {
    let sum = 0, base = 0.1, any = false;
    for (; this.next() && this.onDigit(); any = true) { sum += Number(this.current) * base; base *= 0.1; }
    return any ? sum : undefined;
  }
  /** `+8`, `-08`, `+8:00`, `+0800`: minutes, from the sign under the reader on; undefined where it is none, the reader may have moved. */
  takeOffset(): number | undefined {
    const found = /^([+-])(\d+)(:(\d*))?/.exec(this.text.slice(this.at)), digits = found?.[2] ?? '';
    if (found === null || digits.length > 4) return undefined;
    const short = digits.length <= 2, minutes = short ? Number(found[4] ?? 0) : Number(digits) % 100;
    if (short && found[3] !== undefined && !/^\d{1,2}$/.test(found[4] ?? '')) return undefined;
    if (minutes > 59) return undefined;
    const taken = short ? found[0].length : 1 + digits.length;
    this.goTo(this.at + taken);
    return (found[1] === '-' ? -1 : 1) * ((short ? Number(digits) : Math.trunc(Number(digits) / 100)) * 60 + minutes);
  }
  /** Hashes around the whole date, as Visual Basic writes them, and zeros at the end are let pass. */
  takePunctuation(): boolean {
    const c = this.charAt(this.at);
    if (c === '#') {
      if (!/^\s*#[^#\0]*#[\s\0]*$/.test(this.text)) return false;
      this.next();
      return true;
    }
    if (c !== '\0' || !/^\0+$/.test(this.text.slice(this.at))) return false;
    this.at = this.length;
    return true;
  }
}
