/** The expressions of DataTable.Select and Compute: comparisons, AND, OR, NOT, LIKE, IN, IS NULL, + - * /. */
import { netThrow } from '../../errors/raise.ts';
import { add, divide, multiply, remainder, subtract } from '../../operators/arithmetic.ts';
import { compare } from '../../operators/compare.ts';
import { Decimal } from '../../values/decimal.ts';
import { DBNull } from '../../values/misc.ts';
import { double } from '../../values/numbers.ts';
import type { Value } from '../../values/value.ts';
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { T } from '../t.ts';

type Expression = (row: readonly Value[]) => Value;
const isMissing = (v: Value): boolean => v === null || v === undefined || v === DBNull.value;

/** A row's values to the expression's; no text at all is true. `column` gives a name's place. */
export function parseFilter(text: string, column: (name: string) => number): Expression {
  if (text.trim() === '') return () => true;
  return new FilterParser(text, column).whole();
}
/** An aggregate; undefined for no values. */
export function compute(what: string, values: readonly Value[], isFloating: boolean): Value | undefined {
  if (what === 'count') return values.length;
  const [first] = values;
  if (first === undefined) return undefined;
  if (what === 'min' || what === 'max') return values.reduce((a, b) => ((compare(b, a) < 0) === (what === 'min') && compare(b, a) !== 0 ? b : a));
  const sum = values.reduce((a, b) => add(a, b), isFloating ? double(0) : typeof first === 'number' ? 0n : first instanceof Decimal ? Decimal.zero : 0);
  return what === 'avg' ? convertTo(divide(sum, values.length), isFloating ? T.Double : typeof first === 'number' ? T.Int32 : T.Object) : sum;
}
class FilterParser {
  private readonly tokens: string[];
  private at = 0;
  private readonly column: (name: string) => number;
  private readonly text: string;
  constructor(text: string, column: (name: string) => number) {
    this.text = text;
    this.column = column;
    this.tokens = text.match(/'(?:[^']|'')*'|#[^#]*#|\[[^\]]*\]|<=|>=|<>|[-+*/%(),=<>]|[\d.]+(?:e[+-]?\d+)?|[\p{L}_][\p{L}\p{N}_.]*/giu) ?? [];
  }
  whole(): Expression { const e = this.or(); if (this.at < this.tokens.length) this.wrong(); return e; }
  private wrong(): never { return netThrow('System.Data.SyntaxErrorException', `Syntax error: Missing operand or operator in '${this.text}'.`); }
  private peek(): string { return (this.tokens[this.at] ?? '').toLowerCase(); }
  private takes(...words: string[]): boolean { if (!words.includes(this.peek())) return false; this.at += 1; return true; }
  private or(): Expression { let a = this.and(); while (this.takes('or')) { const x = a, b = this.and(); a = (r) => x(r) === true || b(r) === true; } return a; }
  private and(): Expression { let a = this.not(); while (this.takes('and')) { const x = a, b = this.not(); a = (r) => x(r) === true && b(r) === true; } return a; }
  private not(): Expression { if (!this.takes('not')) return this.comparison(); const a = this.not(); return (r) => a(r) !== true; }
  private comparison(): Expression {
    const a = this.sum(), op = this.peek();
    if (['=', '<>', '<', '>', '<=', '>='].includes(op)) {
      this.at += 1;
      const b = this.sum();
      return (r) => { const x = a(r), y = b(r); if (isMissing(x) || isMissing(y)) return false; const c = compare(x, y); return op === '=' ? c === 0 : op === '<>' ? c !== 0 : op === '<' ? c < 0 : op === '>' ? c > 0 : op === '<=' ? c <= 0 : c >= 0; };
    }
    if (this.takes('is')) { const negated = this.takes('not'); if (!this.takes('null')) this.wrong(); return (r) => isMissing(a(r)) !== negated; }
    const negated = this.takes('not');
    if (this.takes('like')) { const b = this.sum(); return (r) => likeText(toText(a(r)), toText(b(r))) !== negated; }
    if (this.takes('in')) { const list = this.list(); return (r) => list.some((e) => compare(a(r), e(r)) === 0) !== negated; }
    return a;
  }
  private list(): Expression[] { const out: Expression[] = []; if (!this.takes('(')) this.wrong(); do out.push(this.sum()); while (this.takes(',')); if (!this.takes(')')) this.wrong(); return out; }
  private sum(): Expression { let a = this.product(); for (;;) { if (this.takes('+')) { const x = a, b = this.product(); a = (r) => add(x(r), b(r)); } else if (this.takes('-')) { const x = a, b = this.product(); a = (r) => subtract(x(r), b(r)); } else return a; } }
  private product(): Expression { let a = this.one(); for (;;) { const op = this.peek(); if (!this.takes('*', '/', '%')) return a; const x = a, b = this.one(); a = (r) => (op === '*' ? multiply : op === '/' ? divide : remainder)(x(r), b(r)); } }
  private one(): Expression {
    const raw = this.tokens[this.at] ?? '', low = raw.toLowerCase();
    this.at += 1;
    if (raw === '(') { const e = this.or(); if (!this.takes(')')) this.wrong(); return e; }
    if (raw === '-') { const e = this.one(); return (r) => subtract(0, e(r)); }
    if (raw.startsWith("'")) { const text = raw.slice(1, -1).replaceAll("''", "'"); return () => text; }
    if (raw.startsWith('#')) { const date = convertTo(raw.slice(1, -1), T.DateTime); return () => date; }
    if (/^[\d.]/.test(raw)) { const n = convertTo(raw, /[.e]/i.test(raw) ? T.Double : T.Int32); return () => n; }
    if (low === 'true' || low === 'false') return () => low === 'true';
    if (low === 'null') return () => DBNull.value;
    if (low === 'isnull' || low === 'len' || low === 'trim' || low === 'convert') return this.call(low);
    if (raw === '') return this.wrong();
    const place = this.column(raw.replace(/^\[|\]$/g, ''));
    return (r) => r[place] ?? DBNull.value;
  }
  private call(name: string): Expression {
    const [a, b] = this.list();
    if (a === undefined) return this.wrong();
    if (name === 'len') return (r) => toText(a(r)).length;
    if (name === 'trim') return (r) => toText(a(r)).trim();
    return name === 'isnull' && b !== undefined ? (r) => { const v = a(r); return isMissing(v) ? b(r) : v; } : a;
  }
}
/** `*` and `%` at the ends of a pattern stand for anything. */
function likeText(text: string, pattern: string): boolean {
  const source = pattern.replace(/\[(.)\]|[*%]|[.+^${}()|\\?[\]]/g, (all, kept?: string) => (kept !== undefined ? kept.replace(/\W/, '\\$&') : /[*%]/.test(all) ? '.*' : `\\${all}`));
  return new RegExp(`^${source}$`, 'isu').test(text);
}
