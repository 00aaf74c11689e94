/**
 * The tokens of a JSON text as Json.NET's JsonTextReader tells them, with its leniences and its faults: this is what a text is asked that the quick
 * reader does not take. A machine of states, since what Json.NET says of a broken text is what state it was in.
 */
import { BigInteger, double } from '../../runtime/values/numbers.ts';
import type { Value } from '../../runtime/values/value.ts';
import { JsonReadError } from './jsonReader.ts';

export type Token = 'None' | 'StartObject' | 'StartArray' | 'StartConstructor' | 'PropertyName' | 'Comment' | 'Integer' | 'Float' | 'String' | 'Boolean' | 'Null' | 'Undefined' | 'EndObject' | 'EndArray' | 'EndConstructor' | 'Date';
type Container = 'None' | 'Object' | 'Array' | 'Constructor';
type State = 'Start' | 'Property' | 'ObjectStart' | 'Object' | 'ArrayStart' | 'Array' | 'ConstructorStart' | 'Constructor' | 'PostValue' | 'Finished';
interface Place { readonly type: Container; index: number; name: string }

const [NUL, TAB, LF, CR, SPACE] = ['\0', '\t', '\n', '\r', ' '];
const WHITE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/, LETTER_OR_DIGIT = /[\p{L}\p{Nd}]/u, NUMBER = /[\p{N}]/u;
const NUMBER_PART = /[-+a-fA-FxX.0-9]/, NUMBER_END = /[,}\])/]/;
const isWhite = (c: string): boolean => c === SPACE || WHITE.test(c);
const isIdentifier = (c: string): boolean => c === '_' || c === '$' || LETTER_OR_DIGIT.test(c);
export const isStart = (token: Token): boolean => token.startsWith('Start');
export const isEnd = (token: Token): boolean => token.startsWith('End');
const LONGEST_INTEGER = 380;
const REPLACED = '\ufffd';

/** `a.b[0]`; names with special characters in brackets and quotes, escaped as a string of JavaScript in single quotes. */
export const pathText = (places: readonly Pick<Place, 'type' | 'index' | 'name'>[]): string => {
  let out = '';
  for (const { type, index, name } of places) {
    if (type !== 'Object') out += `[${index}]`;
    else if (/[. '/"[\]()\t\n\r\f\b\\\u0085\u2028\u2029]/.test(name)) out += `['${escaped(name)}']`;
    else out += out === '' ? name : `.${name}`;
  }
  return out;
};
const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\f': '\\f', '\b': '\\b', '\\': '\\\\', "'": "\\'" };
// oxlint-disable-next-line no-control-regex -- Control characters are what is escaped.
const escaped = (name: string): string => name.replace(/[\u0000-\u001f\\'\u0085\u2028\u2029]/g, (c) => ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

export class JsonTokens {
  token: Token = 'None';
  value: Value = null;
  private readonly text: string;
  private readonly maxDepth: number;
  private readonly date: (text: string) => Value | undefined;
  private at = 0;
  private line = 1;
  private lineStart = 0;
  /** Json.NET knows that it is at the end as soon as it has looked beyond it. */
  private hasSeenEnd = false;
  private state: State = 'Start';
  private readonly outer: Place[] = [];
  private place: Place = { type: 'None', index: -1, name: '' };

  /** `date`: what a string is as a date; undefined leaves it a string. */
  constructor(text: string, maxDepth: number, date: (text: string) => Value | undefined) { this.text = text; this.maxDepth = maxDepth; this.date = date; }

  get depth(): number { return this.outer.length + (isStart(this.token) || this.place.type === 'None' ? 0 : 1); }
  fail(message: string, kind: JsonReadError['kind'] = 'Reader'): never {
    const position = this.at - this.lineStart, line = this.state === 'Start' && position === 0 && this.token !== 'Comment' ? 0 : this.line;
    const inside = this.place.type !== 'None' && !this.state.endsWith('Start');
    throw new JsonReadError(`${message} Path '${pathText(inside ? [...this.outer, this.place] : this.outer)}', line ${line}, position ${position}.`, kind);
  }

  /** The next token; false at the end of the text. */
  read(): boolean {
    for (;;) {
      switch (this.state) {
        case 'Object': case 'ObjectStart': return this.inObject();
        case 'PostValue':
          if (this.afterValue()) return true;
          break;
        case 'Finished': return this.afterAll();
        default: return this.atValue();
      }
    }
  }
  private afterAll(): boolean {
    if (this.has(0)) {
      this.blanks();
      if (!this.hasSeenEnd) {
        if (this.char === '/') return this.comment();
        this.fail(`Additional text encountered after finished reading JSON content: ${this.char}.`);
      }
    }
    this.set('None');
    return false;
  }

  private get char(): string { return this.at < this.text.length ? this.text.charAt(this.at) : NUL; }
  /** Whether so many characters follow. */
  private has(more: number): boolean {
    const found = this.at + more < this.text.length;
    if (!found) this.hasSeenEnd = true;
    return found;
  }
  /** The characters that are passed wherever they stand between tokens, NUL among them; 'end' at the end of the text. */
  private passed(): boolean | 'end' {
    const c = this.char;
    if (c === NUL) { if (!this.has(0)) return 'end'; this.at++; } else if (c === LF) this.newLine(1);
    else if (c === CR) this.carriageReturn();
    else if (c === SPACE || c === TAB || isWhite(c)) this.at++;
    else return false;
    return true;
  }
  private blanks(): void { while (this.passed() === true); }
  private newLine(length: number): void { this.at += length; this.line++; this.lineStart = this.at; }
  private carriageReturn(): void {
    this.at++;
    // A line feed as the last character of all is not looked for.
    this.newLine(this.has(1) && this.char === LF ? 1 : 0);
  }

  private set(token: Token, value: Value = null, counts = true): void {
    this.token = token;
    this.value = value;
    switch (token) {
      case 'StartObject': this.state = 'ObjectStart'; this.push('Object'); break;
      case 'StartArray': this.state = 'ArrayStart'; this.push('Array'); break;
      case 'StartConstructor': this.state = 'ConstructorStart'; this.push('Constructor'); break;
      case 'EndObject': case 'EndArray': case 'EndConstructor': this.close(token); break;
      case 'PropertyName': this.state = 'Property'; this.place.name = value as string; break;
      case 'None': case 'Comment': break;
      default: this.valueIsOver(counts);
    }
  }
  private valueIsOver(counts: boolean): void {
    this.state = this.place.type === 'None' ? 'Finished' : 'PostValue';
    if (counts) this.count();
  }
  private count(): void { this.place.index++; }
  private push(type: Container): void {
    this.count();
    const isFirst = this.place.type === 'None';
    if (!isFirst) this.outer.push(this.place);
    this.place = { type, index: -1, name: '' };
    if (!isFirst && this.depth + 1 > this.maxDepth) this.fail(`The reader's MaxDepth of ${this.maxDepth} has been exceeded.`);
  }
  private close(token: Token): void {
    const { type } = this.place;
    this.place = this.outer.pop() ?? { type: 'None', index: -1, name: '' };
    if (token !== `End${type}`) this.fail(`JsonToken ${token} is not valid for closing JsonType ${type}.`);
    this.state = this.place.type === 'None' ? 'Finished' : 'PostValue';
  }
  private ends(token: Token): true { this.at++; this.set(token); return true; }

  /** After a value: true where something ends, or a comment stands; false behind the comma, and at the end. */
  private afterValue(): boolean {
    for (;;) {
      const passed = this.passed();
      if (passed === 'end') { this.state = 'Finished'; return false; }
      if (passed) continue;
      switch (this.char) {
        case '}': return this.ends('EndObject');
        case ']': return this.ends('EndArray');
        case ')': return this.ends('EndConstructor');
        case '/': return this.comment();
        case ',':
          this.at++;
          this.state = this.place.type === 'None' ? 'Finished' : this.place.type;
          return false;
        default: this.fail(`After parsing a value an unexpected character was encountered: ${this.char}.`);
      }
    }
  }
  private inObject(): boolean {
    for (;;) {
      const passed = this.passed();
      if (passed === 'end') return false;
      if (passed) continue;
      if (this.char === '}') { this.set('EndObject'); this.at++; return true; }
      return this.char === '/' ? this.comment() : this.property();
    }
  }
  private property(): true {
    const c = this.char;
    let name = '';
    if (c === '"' || c === "'") { this.at++; name = this.quoted(c); } else if (isIdentifier(c)) name = this.bareName();
    else this.fail(`Invalid property identifier character: ${c}.`);
    this.blanks();
    if (this.char !== ':') this.fail(`Invalid character after parsing property name. Expected ':' but got: ${this.char}.`);
    this.at++;
    this.set('PropertyName', name);
    return true;
  }
  private bareName(): string {
    const start = this.at;
    for (;;) {
      const c = this.char;
      if (c === NUL && !this.has(0)) this.fail('Unexpected end while parsing unquoted property name.');
      if (c === NUL || c === ':' || (isWhite(c) && !isIdentifier(c))) return this.text.slice(start, this.at);
      if (!isIdentifier(c)) this.fail(`Invalid JavaScript property identifier character: ${c}.`);
      this.at++;
    }
  }

  private atValue(): boolean {
    for (;;) {
      const passed = this.passed();
      if (passed === 'end') return false;
      if (passed) continue;
      const c = this.char;
      switch (c) {
        case '"': case "'": return this.string(c);
        case 't': return this.word('true', 'Boolean', true, 'boolean');
        case 'f': return this.word('false', 'Boolean', false, 'boolean');
        case 'n': return this.nullOrNew();
        case 'N': return this.word('NaN', 'Float', double(Number.NaN), 'NaN');
        case 'I': return this.word('Infinity', 'Float', double(Infinity), 'Infinity');
        case 'u': return this.word('undefined', 'Undefined', null, 'undefined');
        case '-': return this.has(1) && this.text.charAt(this.at + 1) === 'I' ? this.word('-Infinity', 'Float', double(-Infinity), '-Infinity') : this.number();
        case '/': return this.comment();
        case '{': return this.ends('StartObject');
        case '[': return this.ends('StartArray');
        case ']': return this.ends('EndArray');
        case ')': return this.ends('EndConstructor');
        // The comma is read again behind the value that is not there.
        case ',': this.set('Undefined'); return true;
        default:
          if (c === '.' || NUMBER.test(c)) return this.number();
          this.fail(`Unexpected character encountered while parsing value: ${c}.`);
      }
    }
  }
  private nullOrNew(): true {
    if (!this.has(1)) { this.at++; this.endsEarly(); }
    const next = this.text.charAt(this.at + 1);
    if (next === 'u') return this.word('null', 'Null', null, 'null');
    return next === 'e' ? this.construction() : this.fail('Unexpected character encountered while parsing value: n.');
  }
  private endsEarly(): never { return this.fail('Unexpected end when reading JSON.'); }
  private word(word: string, token: Token, value: Value, what: string): true {
    if (!this.matches(word)) this.fail(`Error parsing ${what} value.`);
    this.set(token, value);
    return true;
  }
  private matches(word: string): boolean {
    if (!this.has(word.length - 1)) { this.at = this.text.length; this.endsEarly(); }
    for (const c of word) { if (this.char !== c) return false; this.at++; }
    return !this.has(0) || this.separates(this.char);
  }
  private separates(c: string): boolean {
    if (c === '/') return this.has(1) && /[*/]/.test(this.text.charAt(this.at + 1));
    return c === NUL || c === '}' || c === ']' || c === ',' || (c === ')' && this.state.startsWith('Constructor')) || isWhite(c);
  }
  private construction(): true {
    if (!this.matches('new')) this.fail('Unexpected content while parsing JSON.');
    this.blanks();
    const start = this.at;
    while (this.char !== NUL && LETTER_OR_DIGIT.test(this.char)) this.at++;
    const c = this.char, name = this.text.slice(start, this.at);
    if (c === NUL) { if (!this.has(0)) this.fail('Unexpected end while parsing constructor.'); this.at++; } else if (isWhite(c)) this.passed();
    else if (c !== '(') this.fail(`Unexpected character while parsing constructor: ${c}.`);
    if (name === '') this.fail('Empty constructor name.');
    this.blanks();
    if (this.char !== '(') this.fail(`Unexpected character while parsing constructor: ${this.char}.`);
    this.at++;
    this.set('StartConstructor', name);
    return true;
  }

  private comment(): true {
    this.at++;
    if (!this.has(1)) this.fail('Unexpected end while parsing comment.');
    const isLine = this.char === '/';
    if (!isLine && this.char !== '*') this.fail(`Error parsing comment. Expected: *, got ${this.char}.`);
    this.at++;
    for (;;) {
      const c = this.char;
      if (c === NUL && !this.has(0)) { if (isLine) break; this.fail('Unexpected end while parsing comment.'); }
      if (isLine && (c === CR || c === LF)) break;
      if (c === CR) this.carriageReturn();
      else if (c === LF) this.newLine(1);
      else {
        this.at++;
        if (c === '*' && !isLine && this.has(0) && this.text.charAt(this.at) === '/') { this.at++; break; }
      }
    }
    this.set('Comment');
    return true;
  }

  private number(): true {
    const start = this.at;
    for (;;) {
      const c = this.char;
      if (c === NUL) { if (this.at >= this.text.length) this.hasSeenEnd = true; break; }
      if (!NUMBER_PART.test(c)) {
        if (isWhite(c) || NUMBER_END.test(c)) break;
        this.fail(`Unexpected character encountered while parsing number: ${c}.`);
      }
      this.at++;
    }
    this.valueIsOver(true);
    const word = this.text.slice(start, this.at), read = numberOf(word);
    if (typeof read === 'string') { this.set('Undefined', null, false); this.fail(read); }
    this.set(read.token, read.value, false);
    return true;
  }

  private string(quote: string): true {
    this.at++;
    const text = this.quoted(quote);
    this.valueIsOver(true);
    const date = this.date(text);
    if (date === undefined) this.set('String', text, false); else this.set('Date', date, false);
    return true;
  }
  private quoted(quote: string): string {
    const unterminated = `Unterminated string. Expected delimiter: ${quote}.`;
    let out = '', from = this.at;
    for (;;) {
      const c = this.char;
      if (c === quote) { out += this.text.slice(from, this.at); this.at++; return out; }
      if (c === NUL && !this.has(0)) this.fail(unterminated);
      if (c === CR) this.carriageReturn();
      else if (c === LF) this.newLine(1);
      else if (c !== '\\') this.at++;
      else {
        out += this.text.slice(from, this.at);
        this.at++;
        if (!this.has(0)) this.fail(unterminated);
        out += this.escape();
        from = this.at;
      }
    }
  }
  private escape(): string {
    const c = this.char;
    this.at++;
    switch (c) {
      case 'b': return '\b';
      case 't': return TAB;
      case 'n': return LF;
      case 'f': return '\f';
      case 'r': return CR;
      case '\\': case '"': case "'": case '/': return c;
      case 'u': return this.unicode();
      default: return this.fail(`Bad JSON escape sequence: \\${c}.`);
    }
  }
  /** Halves of a pair that stand alone are replaced. */
  private unicode(): string {
    let out = '', c = this.hex();
    if (/[\udc00-\udfff]/.test(c)) return REPLACED;
    while (/[\ud800-\udbff]/.test(c)) {
      if (!this.has(2) || !this.text.startsWith('\\u', this.at)) return out + REPLACED;
      this.at += 2;
      const next = this.hex();
      if (/[\udc00-\udfff]/.test(next)) return out + c + next;
      out += REPLACED;
      c = next;
    }
    return out + c;
  }
  private hex(): string {
    if (!this.has(4)) this.fail('Unexpected end while parsing Unicode escape sequence.');
    const digits = this.text.slice(this.at, this.at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.fail(`Invalid Unicode escape sequence: \\u${digits}.`);
    this.at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }
}

/** What a word of digits is: octal and hexadecimal behind a zero, Int64, BigInteger where that is too small, else Double. A text is what is wrong with it. */
function numberOf(word: string): { readonly token: 'Integer' | 'Float'; readonly value: Value } | string {
  const bad = `Input string '${word}' is not a valid number.`;
  if (/^0[^.eE]/.test(word)) {
    const isHex = /^0x/i.test(word);
    if (!(isHex ? /^0x[0-9a-f]+$/i : /^0[0-7]+$/).test(word)) return bad;
    const value = BigInt(isHex ? word : `0o${word.slice(1)}`);
    return value >= 2n ** 64n ? bad : { token: 'Integer', value: BigInt.asIntN(64, value) };
  }
  if (/^-?\d+$/.test(word)) {
    const long = word.length > LONGEST_INTEGER ? undefined : BigInt(word);
    if (long === undefined) return `JSON integer ${word} is too large to parse.`;
    return { token: 'Integer', value: BigInt.asIntN(64, long) === long ? long : new BigInteger(long) };
  }
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(word) ? { token: 'Float', value: double(Number(word)) } : bad;
}
