/** A text of XML as the careful reader goes through it: names, blanks, references, and what is wrong with words and characters (System.Xml's texts). */
import { XmlTextError } from './parseXml.ts';

export const isBlank = (c: string): boolean => c === ' ' || c === '\t' || c === '\n' || c === '\r';
export const isNameStart = (c: string): boolean => c === '_' || (c !== '' && /\p{L}/u.test(c));
export const isNamePart = (c: string): boolean => c === '_' || c === '-' || c === '.' || c === '\u00b7' || (c !== '' && /[\p{L}\p{M}\p{N}]/u.test(c));
/** What XML takes as a character, apart from pairs of surrogates. */
export const isCharacter = (c: string): boolean => /[\t\n\r\u0020-\ud7ff\ue000-\ufffd]/.test(c);
export const ENDS = { file: 'Unexpected end of file has occurred.', of: (what: string): string => `Unexpected end of file while parsing ${what} has occurred.` } as const;
const hex = (c: string): string => `0x${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
const shownChar = (c: string): string => `'${c === '\0' ? '.' : c}'`;
export const badStart = (c: string): string => `Name cannot begin with the ${shownChar(c)} character, hexadecimal value ${hex(c)}.`;
export const badInName = (c: string): string => `The ${shownChar(c)} character, hexadecimal value ${hex(c)}, cannot be included in a name.`;
export const badCharacter = (c: string): string => `${shownChar(c)}, hexadecimal value ${hex(c)}, is an invalid character.`;
/** Line ends are one line feed. */
export const lines = (text: string): string => text.replace(/\r\n?/g, '\n');
const NAMED: Readonly<Record<string, string>> = { 'amp;': '&', 'apos;': "'", 'quot;': '"', 'lt;': '<', 'gt;': '>' };
const MAX_INT = 0x7fffffff;

export type Place = () => readonly [line: number, position: number];
/** The name of an entity whose text is read, with where that text stands. */
export interface EntityText { readonly name: string; readonly text: string; readonly line: number; readonly position: number }

export class XmlSource {
  at = 0;
  readonly text: string;
  readonly entity: EntityText | undefined;
  /** How many elements were open where it began. */
  readonly depth: number;
  constructor(text: string, entity?: EntityText, depth = 0) { this.text = text; this.entity = entity; this.depth = depth; }

  get char(): string { return this.text.charAt(this.at); }
  charAt(at: number): string { return this.text.charAt(at); }
  get isAtEnd(): boolean { return this.at >= this.text.length; }
  starts(what: string, at = this.at): boolean { return this.text.startsWith(what, at); }
  /** Where a place is: line and position, both from 1; those of an entity are counted from where its text stands. */
  placeOf(at: number): readonly [line: number, position: number] {
    const before = this.text.slice(0, at + (this.starts('\r\n', at - 1) ? 1 : 0)), breaks = [...before.matchAll(/\r\n?|\n/g)].filter((each) => each.index + each[0].length <= at), last = breaks.at(-1);
    const position = at - (last === undefined ? -1 : last.index + last[0].length - 1);
    return this.entity === undefined ? [breaks.length + 1, position] : [this.entity.line + breaks.length, last === undefined ? position + this.entity.position : position];
  }
  fail(message: string, at = this.at): never { throw new XmlTextError(message, this.placeOf(at)); }
  /** A place that is counted only when it is told: each count goes through all of the text before it. */
  later(at: number): Place { return () => this.placeOf(at); }
  failAt(message: string, place: Place): never { throw new XmlTextError(message, place()); }

  blanks(): number {
    const from = this.at;
    while (isBlank(this.char)) this.at++;
    return this.at - from;
  }
  /** The end of a name that begins here; a colon parts it where it may have a prefix. */
  nameEnd(hasPrefix: boolean, from = this.at): number {
    let pos = from, hasColon = false;
    const first = (): void => {
      if (isNameStart(this.charAt(pos))) { pos++; return; }
      if (pos + 1 >= this.text.length) this.fail(ENDS.of('Name'), pos);
      this.fail(badStart(this.pair(pos)), pos);
    };
    first();
    for (;;) {
      while (isNamePart(this.charAt(pos))) pos++;
      if (this.charAt(pos) !== ':') break;
      if (hasColon || !hasPrefix) this.fail(badInName(':'), pos);
      hasColon = true;
      pos++;
      first();
    }
    return pos >= this.text.length ? this.fail(ENDS.of('Name'), pos) : pos;
  }
  name(hasPrefix: boolean): string {
    const from = this.at;
    this.at = this.nameEnd(hasPrefix);
    return this.text.slice(from, this.at);
  }
  /** A character, or both halves of it. */
  pair(at: number): string {
    const c = this.charAt(at), next = this.charAt(at + 1);
    return /[\ud800-\udbff]/.test(c) && /[\udc00-\udfff]/.test(next) ? c + next : c;
  }
  /** The word or the letter that stands where it should not. */
  private word(at: number): string | undefined {
    if (at >= this.text.length) return undefined;
    let end = at;
    while (isNamePart(this.charAt(end))) end++;
    return this.text.slice(at, Math.max(end, at + 1));
  }
  unexpected(at: number, ...wanted: readonly string[]): never {
    const word = this.word(at);
    return this.fail(word === undefined ? ENDS.file : `'${word}' is an unexpected token. The expected token is ${wanted.map((each) => `'${each}'`).join(' or ')}.`, at);
  }
  wantsBlank(at: number): never {
    const word = this.word(at);
    return this.fail(word === undefined ? ENDS.file : `'${word}' is an unexpected token. Expecting whitespace.`, at);
  }
  isWord(word: string, at: number): boolean { return this.word(at) === word; }
  /** Passes a character that text may have; both halves of one in two. */
  character(at: number): number {
    const c = this.charAt(at);
    if (isCharacter(c)) return at + 1;
    if (!/[\ud800-\udbff]/.test(c)) return this.fail(badCharacter(c), at);
    return /[\udc00-\udfff]/.test(this.charAt(at + 1)) ? at + 2 : this.fail(badCharacter(this.charAt(at + 1)), at + 1);
  }

  /** A reference to a character by its number, or one of the five by its name: what it stands for, and the `&` is passed with it. Undefined where it is neither. */
  characterReference(strict: boolean): string | undefined {
    const { at, text } = this;
    if (this.charAt(at + 1) !== '#') {
      const [name, value] = Object.entries(NAMED).find(([each]) => text.startsWith(each, at + 1)) ?? [];
      if (name !== undefined) this.at += name.length + 1;
      return value;
    }
    const isHex = this.charAt(at + 2) === 'x', digits = at + (isHex ? 3 : 2), pattern = isHex ? /[0-9a-fA-F]/ : /[0-9]/;
    let pos = digits, number = 0;
    while (pattern.test(this.charAt(pos))) {
      number = number * (isHex ? 16 : 10) + Number.parseInt(this.charAt(pos), 16);
      if (number > MAX_INT) this.fail('Invalid value of a character entity reference.', pos);
      pos++;
    }
    if (this.charAt(pos) !== ';' || pos === digits) this.fail(pos >= text.length ? ENDS.of('') : `Invalid syntax for a ${isHex ? 'hexadecimal' : 'decimal'} numeric entity reference.`, pos >= text.length ? at : pos);
    if (number > 0xffff) {
      const high = String.fromCharCode(0xd800 + Math.floor((number - 0x10000) / 1024)), low = String.fromCharCode(0xdc00 + (number % 1024));
      if (strict && !/[\ud800-\udbff]/.test(high)) this.fail(badCharacter(high), digits);
      this.at = pos + 1;
      return high + low;
    }
    this.at = pos + 1;
    return String.fromCharCode(number);
  }
}
