import { Kind } from '../kinds.ts';
import { Flag } from '../flags.ts';
import { Mode, type NestedPart, type Parser } from '../parser.ts';
import { isDoubleQuote, isSingleQuote, isVariableStart } from '../chars.ts';
import { TextBuilder } from './builder.ts';
import { readEscape } from './escapes.ts';
import { finish, finishWith } from './finish.ts';
import { scanSubExpression } from './subExpressions.ts';
import { scanVariable } from './variables.ts';

/** The text of a single-quoted string; the place is behind the opening quote, afterwards behind the closing one. */
export function singleQuotedText(p: Parser): { text: string; closed: boolean } {
  const begin = p.pos - 1;
  let text = '', run = p.pos;
  for (;;) {
    const c = p.text.charCodeAt(p.pos);
    if (isSingleQuote(c)) {
      text += p.text.slice(run, p.pos);
      if (!isSingleQuote(p.text.charCodeAt(p.pos + 1))) {
        p.pos++;
        return { text, closed: true };
      }
      run = p.pos + 1; // two quotes stand for the second
      p.pos += 2;
    } else if (c === 0 && p.pos >= p.length) {
      text += p.text.slice(run, p.pos);
      p.reportIncomplete(begin + p.base, p.pos + p.base, 'TerminatorExpectedAtEndOfString', "'");
      return { text, closed: false };
    } else {
      p.pos++;
    }
  }
}

/** 'text': the opening quote is taken. */
export function scanStringLiteral(p: Parser): number {
  const end = p.text.indexOf("'", p.pos);
  // Most strings hold neither a quote nor one of its typographic forms.
  if (end >= 0 && end < p.length && p.text.charCodeAt(p.pos - 1) === 39 && p.text.charCodeAt(end + 1) < 0x2018 && p.text.charCodeAt(end + 1) !== 39 && end - p.pos < 64) {
    const text = p.text.slice(p.pos, end);
    if (!/[\u2018-\u201b]/.test(text)) {
      p.pos = end + 1;
      return finishWith(p, Kind.StringLiteral, text);
    }
  }
  const { text, closed } = singleQuotedText(p);
  finishWith(p, Kind.StringLiteral, text);
  if (!closed) p.flag(Flag.TokenInError);
  return Kind.StringLiteral;
}

/**
 * A `$` inside an expandable string, here-string or word: adds the variable or sub-expression behind it. The `$` is
 * taken; false where neither follows, and then nothing more is taken.
 */
export function nestedPart(p: Parser, builder: TextBuilder, hereString: boolean): boolean {
  const dollar = p.pos - 1, c = p.text.charCodeAt(p.pos);
  const isSubExpression = c === 40;
  if (!isSubExpression && c !== 123 && !isVariableStart(c)) return false;
  const { tokenStart, mode, tokens } = p;
  p.tokens = undefined;
  p.mode = Mode.Expression;
  let part: NestedPart;
  if (isSubExpression) {
    p.pos++;
    part = scanSubExpression(p, hereString, tokens !== undefined);
  } else {
    p.tokenStart = dollar;
    scanVariable(p, false, true);
    const record = tokens === undefined ? undefined : { kind: Kind.Variable, start: p.start, end: p.end, flags: 0, nested: undefined };
    part = { start: p.start, end: p.end, variable: p.value, text: '', skips: undefined, hasError: false, record };
  }
  p.tokens = tokens;
  p.tokenStart = tokenStart;
  p.mode = mode;
  builder.addNested(part, p.text.slice(dollar, p.pos));
  return true;
}

/** The text of a double-quoted string; the place is behind the opening quote, afterwards behind the closing one. */
export function doubleQuotedText(p: Parser, builder: TextBuilder): boolean {
  const begin = p.pos - 1;
  let run = p.pos;
  for (;;) {
    const c = p.text.charCodeAt(p.pos);
    if (c === 34 || (c >= 0x201c && isDoubleQuote(c))) {
      builder.add(p.text.slice(run, p.pos));
      p.pos++;
      if (!isDoubleQuote(p.text.charCodeAt(p.pos))) return true;
      run = p.pos++; // two quotes stand for the second
    } else if (c === 36) {
      builder.add(p.text.slice(run, p.pos));
      run = p.pos++;
      if (nestedPart(p, builder, false)) run = p.pos;
    } else if (c === 96) {
      builder.add(p.text.slice(run, p.pos));
      run = p.pos++;
      if (p.text.charCodeAt(p.pos) !== 0) {
        builder.add(readEscape(p));
        run = p.pos;
      }
    } else if (c === 0 && p.pos >= p.length) {
      builder.add(p.text.slice(run, p.pos));
      p.reportIncomplete(begin + p.base, p.pos + p.base, 'TerminatorExpectedAtEndOfString', '"');
      return false;
    } else {
      p.pos++;
    }
  }
}

/** Makes the collected text an expandable token. */
export function finishExpandable(p: Parser, kind: number, builder: TextBuilder, inError: boolean): number {
  p.value = builder.value;
  p.pieces = builder.finishPieces();
  p.nested = builder.nested.length === 0 ? undefined : builder.nested;
  finish(p, kind);
  if (p.record !== undefined && p.tokens !== undefined) {
    if (inError || builder.nested.some((part) => part.hasError)) p.flag(Flag.TokenInError);
    if (p.nested !== undefined) p.record.nested = p.nested.map((part) => part.record!);
  }
  return kind;
}

/** "text": the opening quote is taken. */
export function scanStringExpandable(p: Parser): number {
  // Many hold nothing that expands.
  let pos = p.pos;
  for (;;) {
    const c = p.text.charCodeAt(pos);
    if (c === 34) {
      if (isDoubleQuote(p.text.charCodeAt(pos + 1))) break;
      const text = p.text.slice(p.pos, pos);
      p.pos = pos + 1;
      p.nested = undefined;
      return finishWith(p, Kind.StringExpandable, text);
    }
    if (c === 36 || c === 96 || c === 0 || c >= 0x201c) break;
    pos++;
  }
  const builder = new TextBuilder();
  const closed = doubleQuotedText(p, builder);
  return finishExpandable(p, Kind.StringExpandable, builder, !closed);
}
