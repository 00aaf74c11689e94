/** A pattern that is read: single characters, numbers, names, escapes. Offsets in errors are where .NET's parser stands. */
import { regexFault } from './parseError.ts';
import type { RegexFault } from './parseError.ts';
import { isWordChar } from './charSet.ts';

const CONTROL: Readonly<Record<string, string>> = { a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
export const isDigit = (c: string): boolean => c >= '0' && c <= '9' && c.length === 1;

export class Cursor {
  readonly p: string;
  at = 0;
  constructor(pattern: string) { this.p = pattern; }
  get done(): boolean { return this.at >= this.p.length; }
  here(): string { return this.p.charAt(this.at); }
  peek(n: number): string { return this.p.charAt(this.at + n); }
  next(): string { return this.p.charAt(this.at++); }
  fail(fault: RegexFault, what = ''): never { return regexFault(this.p, Math.min(this.at, this.p.length), fault, what); }
  number(): number {
    let n = 0;
    while (isDigit(this.here())) {
      n = n * 10 + Number(this.next());
      if (n > 0x7fffffff) this.fail('QuantifierOrCaptureGroupOutOfRange');
    }
    return n;
  }
  name(): string {
    const from = this.at;
    while (!this.done && isWordChar(this.here())) this.at += 1;
    return this.p.slice(from, this.at);
  }
  /** The character that stands behind a backslash. */
  charEscape(ecma: boolean): string {
    const c = this.next();
    if (c >= '0' && c <= '7') { this.at -= 1; return this.octal(); }
    if (c === 'x') return this.hex(2);
    if (c === 'u') return this.hex(4);
    if (c === 'c') return this.control();
    const known = CONTROL[c];
    if (known !== undefined) return known;
    if (!ecma && isWordChar(c)) this.fail('UnrecognizedEscape', c);
    return c;
  }
  private octal(): string {
    let n = 0;
    for (let k = 0; k < 3 && this.here() >= '0' && this.here() <= '7' && !this.done; k++) n = n * 8 + Number(this.next());
    return String.fromCharCode(n & 0xff);
  }
  private hex(count: number): string {
    let n = 0, left = count;
    if (this.at + count <= this.p.length) for (; left > 0; left -= 1) { const d = this.next(); if (!/[0-9a-fA-F]/.test(d)) break; n = n * 16 + parseInt(d, 16); }
    if (left > 0) this.fail('InsufficientOrInvalidHexDigits');
    return String.fromCharCode(n);
  }
  private control(): string {
    if (this.done) this.fail('MissingControlCharacter');
    const code = this.next().toUpperCase().charCodeAt(0) - 64;
    return code >= 0 && code < 32 ? String.fromCharCode(code) : this.fail('UnrecognizedControlCharacter');
  }
  /** `{Name}` of `\p`. */
  property(): string {
    if (this.at + 2 >= this.p.length) this.fail('InvalidUnicodePropertyEscape');
    if (this.next() !== '{') this.fail('MalformedUnicodePropertyEscape');
    const from = this.at;
    while (!this.done && (isWordChar(this.here()) || this.here() === '-')) this.at += 1;
    const name = this.p.slice(from, this.at);
    if (this.done || this.next() !== '}') this.fail('InvalidUnicodePropertyEscape');
    return name;
  }
  /** `*`, `+`, `?`, `{n}`, `{n,}` or `{n,m}` stands here. */
  get isQuantifier(): boolean {
    const c = this.here();
    return c === '*' || c === '+' || c === '?' || (c === '{' && /^\{\d+(?:,\d*)?\}/.test(this.p.slice(this.at, this.at + 30)));
  }
  /** Comments, and blanks where they mean nothing. */
  blank(isFree: boolean): void {
    for (;;) {
      if (isFree) {
        while (!this.done && /[\t-\r ]/.test(this.here())) this.at += 1;
        if (this.here() === '#') { while (!this.done && this.here() !== '\n') this.at += 1; continue; }
      }
      if (!this.p.startsWith('(?#', this.at)) return;
      const end = this.p.indexOf(')', this.at);
      if (end < 0) { this.at = this.p.length; this.fail('UnterminatedComment'); }
      this.at = end + 1;
    }
  }
}
