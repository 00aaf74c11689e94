/**
 * Reads JSON as ConvertFrom-Json does: integers are Int64, dates in ISO form are DateTime. This reader knows plain JSON only, and knows it quickly;
 * whatever else Json.NET takes (comments, single quotes, bare names, holes, constructors), and all it says of broken texts, is the careful reader's.
 */
import { BigInteger, double } from '../../runtime/values/numbers.ts';
import type { Value } from '../../runtime/values/value.ts';
import { readJsonCarefully } from './jsonTree.ts';

/** How objects, arrays and strings become values. */
export interface JsonFactory {
  /** Undefined where a name is among them that no object can have. */
  object(pairs: readonly (readonly [string, Value])[]): Value | undefined;
  array(items: Value[]): Value;
  /** A string that is a value (not a key): dates are recognised here. */
  text(text: string): Value;
  /** What is wrong with a name, those that stand before it being known; undefined where it is good. */
  badName(name: string, before: readonly string[]): (() => never) | undefined;
}
/** Text that is no JSON: what is wrong, and where. */
export class JsonReadError extends Error {
  readonly code = 'JsonReadError';
  /** Which of Json.NET's exceptions says it. */
  readonly kind: 'Reader' | 'Serialization' | 'Writer';
  constructor(message: string, kind: JsonReadError['kind'] = 'Reader') { super(message); this.kind = kind; }
}

const MIN_INT64 = -(2n ** 63n), MAX_INT64 = 2n ** 63n - 1n;
const CODE = { quote: 34, comma: 44, colon: 58, openBracket: 91, backslash: 92, closeBracket: 93, openBrace: 123, closeBrace: 125 } as const;
/** What is thrown where a text is not plain JSON; nobody sees it. */
const NOT_PLAIN = new JsonReadError('not plain');

/** Reads one value; the whole text must be it. `maxDepth`: nesting allowed. */
export function readJson(text: string, factory: JsonFactory, maxDepth = 1024): Value {
  try { return new Reader(text, factory, maxDepth).read(); } catch (error) {
    if (error !== NOT_PLAIN) throw error;
    return readJsonCarefully(text, factory, maxDepth);
  }
}

class Reader {
  private readonly text: string;
  private readonly factory: JsonFactory;
  private readonly maxDepth: number;
  private at = 0;
  constructor(text: string, factory: JsonFactory, maxDepth: number) { this.text = text; this.factory = factory; this.maxDepth = maxDepth; }

  read(): Value {
    const value = this.value(0);
    this.blanks();
    return this.at < this.text.length ? this.refuse() : value;
  }
  private refuse(): never { throw NOT_PLAIN; }

  private value(depth: number): Value {
    this.blanks();
    switch (this.text.charCodeAt(this.at)) {
      case CODE.openBrace: return this.object(depth + 1);
      case CODE.openBracket: return this.array(depth + 1);
      case CODE.quote: return this.factory.text(this.string());
      default: return this.word();
    }
  }
  private object(depth: number): Value {
    if (depth > this.maxDepth) this.refuse();
    this.at++;
    const pairs: [string, Value][] = [];
    if (this.next() === CODE.closeBrace) this.at++;
    else {
      for (let c: number = CODE.comma; c === CODE.comma; c = this.after(CODE.closeBrace)) {
        if (this.next() !== CODE.quote) this.refuse();
        const key = this.string();
        if (this.next() !== CODE.colon) this.refuse();
        this.at++;
        pairs.push([key, this.value(depth)]);
      }
    }
    return this.factory.object(pairs) ?? this.refuse();
  }
  private array(depth: number): Value {
    if (depth > this.maxDepth) this.refuse();
    this.at++;
    const items: Value[] = [];
    if (this.next() === CODE.closeBracket) this.at++;
    else for (let c: number = CODE.comma; c === CODE.comma; c = this.after(CODE.closeBracket)) items.push(this.value(depth));
    return this.factory.array(items);
  }
  /** The comma or the end behind a value; it is passed. */
  private after(end: number): number {
    const c = this.next();
    if (c !== CODE.comma && c !== end) this.refuse();
    this.at++;
    return c;
  }
  private next(): number { this.blanks(); return this.text.charCodeAt(this.at); }
  private blanks(): void {
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (c !== 32 && (c < 9 || c > 13 || Number.isNaN(c))) return;
      this.at++;
    }
  }

  private string(): string {
    const { text } = this;
    let from = ++this.at, out = '';
    for (;;) {
      const c = text.charCodeAt(this.at);
      if (c === CODE.quote) {
        const piece = text.slice(from, this.at++);
        return out === '' ? piece : out + piece;
      }
      if (c !== CODE.backslash) { if (this.at++ >= text.length) this.refuse(); continue; }
      out += text.slice(from, this.at) + this.escape();
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
      case '"': case '\\': case '/': return c;
      case 'u': return this.unicode();
      default: return this.refuse();
    }
  }
  private unicode(): string {
    const found = /^(?:[0-9a-cefA-CEF][0-9a-fA-F]{3}|[dD][0-7][0-9a-fA-F]{2}|([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2}))/.exec(this.text.slice(this.at, this.at + 10));
    if (found === null) return this.refuse();
    this.at += found[0].length;
    const [code, high, low] = found;
    return high === undefined || low === undefined ? String.fromCharCode(Number.parseInt(code, 16)) : String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16));
  }
  private word(): Value {
    const start = this.at;
    this.at = wordEnd(this.text, this.at);
    const word = this.text.slice(start, this.at);
    switch (word) {
      case 'true': return true;
      case 'false': return false;
      case 'null': return null;
      default: return numberOf(word) ?? this.refuse();
    }
  }
}

/** Where a word ends: at blanks and at what separates values. */
function wordEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c <= 32 || c === CODE.comma || c === CODE.closeBrace || c === CODE.closeBracket) break;
  }
  return at;
}
const LONGEST = 300;
function numberOf(word: string): Value | undefined {
  if (word.length > LONGEST) return undefined;
  if (/^-?(?:[1-9]\d*|0)$/.test(word)) {
    if (word.length < 16) return BigInt(Number(word));
    const n = BigInt(word);
    return n >= MIN_INT64 && n <= MAX_INT64 ? n : new BigInteger(n);
  }
  return /^-?(?:[1-9]\d*|0)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word) ? double(Number(word)) : undefined;
}
