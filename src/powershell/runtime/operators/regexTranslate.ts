/** .NET's regular expressions in JavaScript's. What differs in spelling is rewritten; what has no counterpart is an error. */
import { netThrow } from '../errors/raise.ts';
import { Regex } from '../values/regex.ts';

export const IGNORE_CASE = 1, MULTILINE = 2, EXPLICIT = 4, SINGLELINE = 16, WHITESPACE = 32;
const cache: Map<string, Regex>[] = [];

/** The compiled expression; throws RegexParseException. `options` are RegexOptions. */
export function translate(pattern: string, options: number): Regex {
  const known = (cache[options] ??= new Map());
  let made = known.get(pattern);
  if (made === undefined) {
    if (known.size > 1000) known.clear();
    known.set(pattern, (made = compile(pattern, options)));
  }
  return made;
}
const WORD = '\\w\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u037f\\u0386-\\u1fff\\u203f\\u2040\\u2c00-\\ud7ff\\uf900-\\ufdff\\ufe70-\\ufefc';

function compile(pattern: string, options: number): Regex {
  const t = new Translator(pattern, options);
  const source = t.run();
  let flags = 'g';
  if ((t.options & IGNORE_CASE) !== 0) flags += 'i';
  if ((t.options & MULTILINE) !== 0) flags += 'm';
  if ((t.options & SINGLELINE) !== 0) flags += 's';
  if (t.needsUnicode) flags += 'u';
  let matcher: RegExp;
  try { matcher = new RegExp(source, flags); } catch (e) {
    const why = e instanceof Error ? e.message.replace(/^Invalid regular expression: .*: /, '') : '';
    return netThrow('System.Text.RegularExpressions.RegexParseException', `Invalid pattern '${pattern}' at offset ${pattern.length}. ${why}.`);
  }
  return new Regex(pattern, options, matcher, t.order());
}
class Translator {
  private readonly p: string;
  options: number;
  needsUnicode = false;
  private i = 0;
  private readonly names: (string | undefined)[] = [];
  constructor(p: string, options: number) { this.p = p; this.options = options; }

  /** Group names by JavaScript's group number: numbers for unnamed groups first, as .NET counts. */
  order(): string[] {
    const out: string[] = ['0'];
    let n = 0;
    for (const name of this.names) out.push(name ?? String(++n));
    return out;
  }
  run(): string {
    const leading = /^\(\?([imnsx]*)(?:-([imnsx]+))?\)/.exec(this.p);
    if (leading !== null) {
      for (const o of leading[1] ?? '') this.options |= FLAG[o] ?? 0;
      for (const o of leading[2] ?? '') this.options &= ~(FLAG[o] ?? 0);
      this.i = leading[0].length;
    }
    return this.resolve(this.sequence());
  }
  private sequence(): string {
    let out = '', open = 0;
    while (this.i < this.p.length) {
      const c = this.p[this.i] ?? '';
      if (c === '\\') out += this.escape(false);
      else if (c === '[') out += this.charClass();
      else if (c === '(') {
        const inline = /^\(\?([ims]*)(?:-([ims]+))?\)/.exec(this.p.slice(this.i));
        if (inline !== null) { this.i += inline[0].length; out += `(?${inline[1] ?? ''}${inline[2] === undefined ? '' : `-${inline[2]}`}:`; open += 1; continue; }
        out += this.group();
      } else if (c === '$') { this.i += 1; out += (this.options & MULTILINE) !== 0 ? '(?=\\n|$)' : '(?=\\n?(?![\\s\\S]))'; } else if (c === '#' && (this.options & WHITESPACE) !== 0) { while (this.i < this.p.length && this.p[this.i] !== '\n') this.i += 1; } else if (/\s/.test(c) && (this.options & WHITESPACE) !== 0) this.i += 1;
      else if (c === '{' && !/^\{\d+(,\d*)?\}/.test(this.p.slice(this.i))) { out += '\\{'; this.i += 1; } else if (c === '}' || c === ']') { const quantifier = c === '}' && /\{\d+(,\d*)?$/.test(out); out += quantifier ? c : `\\${c}`; this.i += 1; } else { out += c; this.i += 1; }
    }
    return out + ')'.repeat(open);
  }
  private group(): string {
    const rest = this.p.slice(this.i);
    const named = /^\(\?(?:<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)'|P<([A-Za-z_]\w*)>)/.exec(rest);
    if (named !== null) { const name = named[1] ?? named[2] ?? named[3] ?? ''; this.names.push(name); this.i += named[0].length; return '('; }
    const numbered = /^\(\?<(\d+)>/.exec(rest);
    if (numbered !== null) { this.names.push(numbered[1]); this.i += numbered[0].length; return '('; }
    const comment = /^\(\?#[^)]*\)/.exec(rest);
    if (comment !== null) { this.i += comment[0].length; return ''; }
    if (rest.startsWith('(?>')) { this.i += 3; return '(?:'; }
    const special = /^\(\?(?:[:=!]|<[=!]|[ims]*(?:-[ims]+)?:)/.exec(rest);
    if (special !== null) { this.i += special[0].length; return special[0]; }
    this.i += 1;
    if (rest.startsWith('(?')) return '(?';
    if ((this.options & EXPLICIT) !== 0) return '(?:';
    this.names.push(undefined);
    return '(';
  }
  private escape(inClass: boolean): string {
    const c = this.p[this.i + 1];
    if (c === undefined) return netThrow('System.Text.RegularExpressions.RegexParseException', `Invalid pattern '${this.p}' at offset ${this.p.length}. Illegal \\ at end of pattern.`);
    const property = /^\\[pP]\{(\w+)\}/.exec(this.p.slice(this.i));
    if (property !== null) { this.needsUnicode = true; this.i += property[0].length; return property[0].replace(/\{Is(\w+)\}/, '{Script=$1}'); }
    this.i += 2;
    switch (c) {
      case 'A': return inClass ? 'A' : '(?<![\\s\\S])';
      case 'z': return inClass ? 'z' : '(?![\\s\\S])';
      case 'Z': return inClass ? 'Z' : '(?=\\n?(?![\\s\\S]))';
      case 'G': return '';
      case 'a': return '\\x07';
      case 'e': return '\\x1b';
      case 'w': return inClass ? WORD : `[${WORD}]`;
      case 'W': return inClass ? '\\W' : `[^${WORD}]`;
      case 'k': { const m = /^<(\w+)>|^'(\w+)'/.exec(this.p.slice(this.i)); if (m !== null) { this.i += m[0].length; return this.reference(m[1] ?? m[2] ?? ''); } return 'k'; }
      default:
        if (!inClass && c >= '1' && c <= '9') {
          const more = /^\d*/.exec(this.p.slice(this.i))?.[0] ?? '';
          this.i += more.length;
          return this.reference(c + more);
        }
        return /[A-Za-z0-9]/.test(c) ? `\\${c}` : this.plain(c);
    }
  }
  /** A group that is meant again; its number in JavaScript is known when all groups are. (Named groups are plain ones here: results with names cost V8 several times as much.) */
  private reference(name: string): string { return `\uE000${name}\uE001`; }
  private resolve(source: string): string {
    return source.replace(/\uE000(\w+)\uE001/g, (_, name: string) => {
      const order = this.order(), at = order.indexOf(name, 1);
      if (at > 0) return `(?:\\${at})`;
      return netThrow('System.Text.RegularExpressions.RegexParseException', `Invalid pattern '${this.p}' at offset ${this.p.length}. Reference to undefined group ${/^\d/.test(name) ? 'number' : 'name'} ${/^\d/.test(name) ? name : `'${name}'`}.`);
    });
  }
  private plain(c: string): string { return /[\\^$.*+?()[\]{}|/-]/.test(c) ? (c === '-' && !this.needsUnicode ? '\\x2d' : `\\${c}`) : c === '\n' ? '\\n' : c; }
  private charClass(): string {
    let out = '[';
    this.i += 1;
    if (this.p[this.i] === '^') { out += '^'; this.i += 1; }
    let first = true;
    while (this.i < this.p.length) {
      const c = this.p[this.i] ?? '';
      if (c === ']' && !first) { this.i += 1; return `${out}]`; }
      first = false;
      if (c === '\\') out += this.escape(true);
      else if (c === '[') {
        const posix = /^\[:(\w+):\]/.exec(this.p.slice(this.i));
        if (posix !== null) { out += posix[0]; this.i += posix[0].length; continue; }
        if (out.endsWith('-') && out.length > 2) {
          const inner = this.charClass();
          this.i += this.p[this.i] === ']' ? 1 : 0;
          return `(?!${inner})${out.slice(0, -1)}]`;
        }
        out += '\\[';
        this.i += 1;
      } else { out += c === ']' ? '\\]' : c; this.i += 1; }
    }
    return netThrow('System.Text.RegularExpressions.RegexParseException', `Invalid pattern '${this.p}' at offset ${this.p.length}. Unterminated [] set.`);
  }
}
const FLAG: Readonly<Record<string, number>> = { i: IGNORE_CASE, m: MULTILINE, n: EXPLICIT, s: SINGLELINE, x: WHITESPACE };
