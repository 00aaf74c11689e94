import type { Token } from '../../syntax/token.ts';
import { endsOpen, type FormatFacts, type TextEdit } from './facts.ts';

export interface IndentOptions { readonly tabSize: number; readonly insertSpaces: boolean }

/** The statement that a line goes on with: where it stands now, and how far it was moved. */
interface Anchor { readonly indent: number; readonly delta: number; readonly line: number }
interface Open { readonly kind: string; readonly line: number; readonly indent: number; readonly inner: number; readonly anchor: Anchor }

const openers: ReadonlySet<string> = new Set(['LCurly', 'AtCurly', 'LParen', 'AtParen', 'DollarParen', 'LBracket']);
const closers: ReadonlySet<string> = new Set(['RCurly', 'RParen', 'RBracket']);
const joins: ReadonlySet<string> = new Set(['Pipe', 'AndAnd', 'OrOr']);
const links: ReadonlySet<string> = new Set(['Dot', 'ColonColon', 'QuestionDot']);

export const widthOf = (blank: string, tabSize: number): number => {
  let width = 0;
  for (const letter of blank) width = letter === '\t' ? width + tabSize - (width % tabSize) : width + 1;
  return width;
};
const blankOf = (width: number, { tabSize, insertSpaces }: IndentOptions): string =>
  (insertSpaces ? ' '.repeat(width) : '\t'.repeat(Math.floor(width / tabSize)) + ' '.repeat(width % tabSize));

/**
 * Indents lines by the brackets around them. What goes on with the statement of the line before keeps its place beside it,
 * as people align it, at least one step further in. Lines inside strings and comments are left alone.
 */
export class Indenter {
  readonly edits: TextEdit[] = [];
  readonly #facts: FormatFacts;
  readonly #options: IndentOptions;
  readonly #keeps: (start: number, end: number) => boolean;
  readonly #stack: Open[] = [];
  #anchor: Anchor = { indent: 0, delta: 0, line: 0 };
  #line = 0;
  #base = 0;
  #delta = 0;
  #last: Token | undefined;

  /** `keeps`: of a line, given by the blanks before it, whether it stays where it is; lines that move are put beside it as it stands. */
  constructor(facts: FormatFacts, options: IndentOptions, keeps: (start: number, end: number) => boolean = () => false) {
    this.#facts = facts;
    this.#options = options;
    this.#keeps = keeps;
  }

  /** Takes the tokens up to an offset. */
  run(until = Infinity): this {
    let end = 0, isOpen = false;
    for (const token of this.#facts.tokens) {
      if (token.start >= until) break;
      if (token.kind !== 'NewLine' && token.kind !== 'EndOfInput') {
        // A word may end in a backtick and a line's end: what follows is not touched.
        const start = isOpen ? undefined : this.#lineStart(token, end);
        if (start !== undefined) this.#begin(token, start);
        this.#take(token);
      }
      end = token.end;
      isOpen = endsOpen(token, this.#facts.text);
    }
    return this;
  }

  /** Columns that a new line at the end of what was taken is indented by; `closes` where it begins with a closing bracket, `following` those of a parameter that the line below begins with. */
  next(closes = false, following = 0): number {
    const top = this.#stack.at(-1);
    if (closes) return top?.indent ?? 0;
    if (this.#last !== undefined && this.#continues(this.#last, undefined, top)) {
      const least = this.#anchor.indent + this.#options.tabSize;
      // Below a line that goes on itself as people align it; below the first as the one that follows.
      return this.#line > this.#anchor.line ? Math.max(least, this.#base) : Math.max(least, this.#last.kind === 'LineContinuation' ? following : 0);
    }
    // Beside what stands in the same brackets already.
    if (this.#anchor.line > (top?.line ?? 0)) return this.#anchor.indent;
    return top?.inner ?? 0;
  }

  /** Where the blanks before a token begin, if it is the first of its line. */
  #lineStart({ start }: Token, end: number): number | undefined {
    const { text } = this.#facts;
    let at = start;
    while (at > end && (text.charCodeAt(at - 1) === 32 || text.charCodeAt(at - 1) === 9)) at--;
    const before = text.charCodeAt(at - 1);
    return at === 0 || before === 10 || before === 13 ? at : undefined;
  }

  #begin(token: Token, start: number): void {
    const { text } = this.#facts, old = widthOf(text.slice(start, token.start), this.#options.tabSize), top = this.#stack.at(-1);
    this.#line++;
    // The first line of a comment of many lines would be torn from the others.
    const isLong = token.kind === 'Comment' && /[\r\n]/.test(text.slice(token.start, token.end));
    let indent: number;
    if (isLong) indent = old;
    else if (closers.has(token.kind)) indent = top?.indent ?? 0;
    else if (this.#last !== undefined && this.#continues(this.#last, token, top)) {
      const isHeld = top !== undefined && top.kind.endsWith('Paren') && top.line < this.#line - 1 && this.#anchor.line > top.line;
      const least = isHeld ? this.#anchor.indent : this.#anchor.indent + this.#options.tabSize, moved = old + this.#anchor.delta;
      indent = moved < least ? least : moved;
    } else {
      indent = top?.inner ?? 0;
      if (token.kind !== 'Comment') this.#anchor = { indent, delta: indent - old, line: this.#line };
    }
    if (this.#keeps(start, token.start)) {
      if (this.#anchor.line === this.#line) this.#anchor = { indent: old, delta: 0, line: this.#line };
      indent = old;
    }
    this.#base = indent;
    this.#delta = indent - old;
    const blank = blankOf(indent, this.#options);
    if (!isLong && blank !== text.slice(start, token.start)) this.edits.push({ start, end: token.start, text: blank });
  }

  /** Whether a line that begins with `first` goes on with what ended in `last`. */
  #continues(last: Token, first: Token | undefined, top: Open | undefined): boolean {
    if (last.kind === 'LineContinuation' || joins.has(last.kind) || links.has(last.kind) || this.#facts.operators.has(last.start)) return true;
    if (first !== undefined && (joins.has(first.kind) || this.#facts.operators.has(first.start))) return true;
    if (last.kind !== 'Comma') return false;
    return !(top !== undefined && (top.kind.endsWith('Paren') || top.kind === 'LBracket') && top.line <= this.#line - (first === undefined ? 0 : 1));
  }

  #take(token: Token): void {
    if (openers.has(token.kind)) {
      this.#stack.push({ kind: token.kind, line: this.#line, indent: this.#base, inner: this.#base + this.#options.tabSize, anchor: this.#anchor });
      this.#anchor = { indent: this.#base, delta: this.#delta, line: this.#line };
    } else if (closers.has(token.kind)) {
      const open = this.#stack.pop();
      if (open !== undefined) {
        if (open.line < this.#line) this.#base = Math.min(this.#base, open.indent);
        this.#anchor = open.anchor;
      }
    }
    if (token.kind !== 'Comment') this.#last = token;
  }
}
