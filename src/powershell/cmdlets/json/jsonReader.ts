/**
 * Reads JSON as ConvertFrom-Json does: comments, single quotes, bare keys and trailing commas are taken (Json.NET's
 * reader), integers are Int64, dates in ISO form are DateTime. What comes out is built by the caller's factory.
 */
import { BigInteger, double } from '../../runtime/values/numbers.ts';
import type { Value } from '../../runtime/values/value.ts';

/** How objects, arrays and strings become values. */
export interface JsonFactory {
  object(pairs: readonly (readonly [string, Value])[]): Value;
  array(items: Value[]): Value;
  /** A string that is a value (not a key): dates are recognised here. */
  text(text: string): Value;
}
/** Text that is no JSON: what is wrong, and where (1-based). */
export class JsonReadError extends Error {
  readonly code = 'JsonReadError';
  readonly line: number;
  readonly position: number;
  constructor(message: string, line: number, position: number) { super(message); this.line = line; this.position = position; }
}

const MIN_INT64 = -(2n ** 63n), MAX_INT64 = 2n ** 63n - 1n;
const CODE = { quote: 34, apostrophe: 39, comma: 44, slash: 47, colon: 58, openBracket: 91, backslash: 92, closeBracket: 93, openBrace: 123, closeBrace: 125 } as const;

/** Reads one value; the whole text must be it. `maxDepth`: nesting allowed. */
export function readJson(text: string, factory: JsonFactory, maxDepth = 1024): Value {
  const reader = new Reader(text, factory, maxDepth);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  private readonly text: string;
  private readonly factory: JsonFactory;
  private readonly maxDepth: number;
  private at = 0;
  private readonly path: (string | number)[] = [];
  constructor(text: string, factory: JsonFactory, maxDepth: number) { this.text = text; this.factory = factory; this.maxDepth = maxDepth; }

  value(depth: number): Value {
    this.blanks();
    const c = this.text.charCodeAt(this.at);
    switch (c) {
      case CODE.openBrace: return this.object(depth + 1);
      case CODE.openBracket: return this.array(depth + 1);
      case CODE.quote: case CODE.apostrophe: return this.factory.text(this.string(c));
      default: return Number.isNaN(c) ? this.fail('Unexpected end when reading JSON') : this.word();
    }
  }
  end(): void {
    this.blanks();
    if (this.at < this.text.length) this.fail(`Additional text encountered after finished reading JSON content: ${this.text.charAt(this.at)}`);
  }

  private object(depth: number): Value {
    this.deep(depth);
    this.at++;
    const pairs: [string, Value][] = [];
    for (;;) {
      this.blanks();
      const c = this.text.charCodeAt(this.at);
      if (c === CODE.closeBrace) { this.at++; return this.factory.object(pairs); }
      if (Number.isNaN(c)) this.unfinished(depth);
      const key = c === CODE.quote || c === CODE.apostrophe ? this.string(c) : this.bareKey();
      this.blanks();
      if (this.text.charCodeAt(this.at) !== CODE.colon) this.fail(`Invalid character after parsing property name. Expected ':' but got: ${this.at < this.text.length ? this.text.charAt(this.at) : '\0'}`);
      this.at++;
      this.path.push(key);
      this.blanks();
      if (this.at >= this.text.length) this.unfinished(depth);
      pairs.push([key, this.value(depth)]);
      this.blanks();
      if (this.text.charCodeAt(this.at) === CODE.comma) this.at++;
      else if (this.text.charCodeAt(this.at) !== CODE.closeBrace) this.separator(depth);
      this.path.pop();
    }
  }
  private array(depth: number): Value {
    this.deep(depth);
    this.at++;
    const items: Value[] = [];
    for (;;) {
      this.blanks();
      if (this.text.charCodeAt(this.at) === CODE.closeBracket) { this.at++; return this.factory.array(items); }
      this.path.push(items.length);
      if (this.at >= this.text.length) this.unfinished(depth);
      items.push(this.value(depth));
      this.blanks();
      if (this.text.charCodeAt(this.at) === CODE.comma) this.at++;
      else if (this.text.charCodeAt(this.at) !== CODE.closeBracket) this.separator(depth);
      this.path.pop();
    }
  }
  private separator(depth: number): never {
    return this.at >= this.text.length ? this.unfinished(depth) : this.fail(`After parsing a value an unexpected character was encountered: ${this.text.charAt(this.at)}`);
  }
  /** The end inside an object or array: Json.NET tells of an outermost object with its place, of all else with the container's path. */
  private unfinished(depth: number): never {
    if (depth <= 1 && /^\s*\{/.test(this.text)) return this.fail('Unexpected end when deserializing object');
    throw new JsonReadError(`Unexpected end when reading token. Path '${pathText(this.path.slice(0, depth - 1))}'.`, 0, 0);
  }
  private deep(depth: number): void {
    if (depth > this.maxDepth) this.fail(`The reader's MaxDepth of ${this.maxDepth} has been exceeded`);
  }

  private string(quote: number): string {
    const start = ++this.at;
    let out = '', from = start;
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c === quote) {
        const piece = this.text.slice(from, this.at++);
        return out === '' ? piece : out + piece;
      }
      if (Number.isNaN(c)) this.fail(`Unterminated string. Expected delimiter: ${String.fromCharCode(quote)}`);
      if (c !== CODE.backslash) { this.at++; continue; }
      out += this.text.slice(from, this.at) + this.escape();
      from = this.at;
    }
  }
  private escape(): string {
    const c = this.text.charAt(this.at + 1);
    this.at += 2;
    switch (c) {
      case 'n': return '\n';
      case 't': return '\t';
      case 'r': return '\r';
      case 'b': return '\b';
      case 'f': return '\f';
      case '"': case "'": case '\\': case '/': return c;
      case 'u': {
        const hex = this.text.slice(this.at, this.at + 4);
        if (!/^[0-9a-fA-F]{4}$/.test(hex)) return this.fail(`Could not parse unicode escape sequence \\u${hex}`);
        this.at += 4;
        return String.fromCharCode(Number.parseInt(hex, 16));
      }
      default: return this.fail(`Bad JSON escape sequence: \\${c}`);
    }
  }
  private bareKey(): string {
    const start = this.at;
    while (/[A-Za-z0-9_$]/.test(this.text.charAt(this.at))) this.at++;
    if (this.at >= this.text.length && this.at > start) this.fail('Unexpected end while parsing unquoted property name');
    if (this.at === start) this.fail(`Invalid property identifier character: ${this.text.charAt(this.at)}`);
    return this.text.slice(start, this.at);
  }
  private word(): Value {
    const start = this.at;
    this.at = wordEnd(this.text, this.at);
    const word = this.text.slice(start, this.at);
    switch (word) {
      case 'true': return true;
      case 'false': return false;
      case 'null': case 'undefined': return null;
      case 'NaN': return double(Number.NaN);
      case 'Infinity': return double(Infinity);
      case '-Infinity': return double(-Infinity);
      default: return numberOf(word) ?? this.bad(start, word);
    }
  }
  private bad(start: number, word: string): never {
    this.at = start;
    return this.fail(`Unexpected character encountered while parsing value: ${word === '' ? this.text.charAt(start) : word.charAt(0)}`);
  }

  private blanks(): void {
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c === 32 || (c >= 9 && c <= 13) || c === 0xfeff) this.at++;
      else if (c === CODE.slash && this.text.charAt(this.at + 1) === '/') { const end = this.text.indexOf('\n', this.at); this.at = end < 0 ? this.text.length : end; }
      else if (c === CODE.slash && this.text.charAt(this.at + 1) === '*') {
        const end = this.text.indexOf('*/', this.at + 2);
        if (end < 0) this.fail('Unexpected end while parsing comment');
        this.at = end + 2;
      } else return;
    }
  }
  private fail(message: string): never {
    // At the very beginning the reader counts no line yet.
    const before = this.text.slice(0, this.at), position = this.at - before.lastIndexOf('\n') - 1, line = this.at === 0 ? 0 : before.split('\n').length;
    throw new JsonReadError(`${message}. Path '${pathText(this.path)}', line ${line}, position ${position}.`, line, position);
  }
}

/** `a.b[0]`; names with special characters in brackets and quotes. */
const pathText = (path: readonly (string | number)[]): string =>
  path.map((p) => (typeof p === 'number' ? `[${p}]` : /[ .'/"[\]()\t\n\r\f\b\\\u0085\u2028\u2029]/.test(p) ? `['${p.replace(/['\\]/g, '\\$&')}']` : `.${p}`)).join('').replace(/^\./, '');
/** Where a word ends: at blanks and at what separates values. */
function wordEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c > 127 ? /\s/.test(text.charAt(at)) : c <= 32 || c === CODE.comma || c === CODE.closeBrace || c === CODE.closeBracket || c === CODE.colon || c === CODE.openBrace || c === CODE.openBracket || c === CODE.quote || c === CODE.apostrophe || c === CODE.slash) break;
  }
  return at;
}
function numberOf(word: string): Value | undefined {
  if (/^-?\d+$/.test(word)) {
    const small = word.length < 16 ? Number(word) : Number.NaN;
    if (!Number.isNaN(small)) return BigInt(small);
    const n = BigInt(word);
    return n >= MIN_INT64 && n <= MAX_INT64 ? n : new BigInteger(n);
  }
  return /^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(word) ? double(Number(word)) : undefined;
}
