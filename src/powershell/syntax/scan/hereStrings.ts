import { Kind } from '../kinds.ts';
import { Flag } from '../flags.ts';
import type { Parser } from '../parser.ts';
import { isDoubleQuote, isSingleQuote, isWhite } from '../chars.ts';
import { TextBuilder } from './builder.ts';
import { readEscape } from './escapes.ts';
import { finishWith } from './finish.ts';
import { finishExpandable, nestedPart } from './strings.ts';

const atSign = 64;

/** What may follow `@'` or `@"`: blanks and a line end. False (with an error) where something else does. */
function header(p: Parser, quote: string): boolean {
  const begin = p.pos - 2;
  while (isWhite(p.text.charCodeAt(p.pos))) p.pos++;
  let c = p.text.charCodeAt(p.pos);
  if (c === 13 || c === 10) {
    p.pos += c === 13 && p.text.charCodeAt(p.pos + 1) === 10 ? 2 : 1;
    return true;
  }
  if (c === 0 && p.pos >= p.length) {
    p.reportIncomplete(begin + p.base, p.pos + p.base, 'TerminatorExpectedAtEndOfString', `${quote}@`);
    return false;
  }
  const here = p.pos + p.base;
  p.report(here, here + 1, 'UnexpectedCharactersAfterHereStringHeader');
  // Recovery: take what looks like the end on this line, else stay before the line end, which ends the expression.
  for (;;) {
    c = p.text.charCodeAt(p.pos);
    if (c === 10 || c === 13 || (c === 0 && p.pos >= p.length)) return false;
    p.pos++;
    if (c === quote.charCodeAt(0) && p.text.charCodeAt(p.pos) === atSign) {
      p.pos++;
      return false;
    }
  }
}

/**
 * At the beginning of a line: true, and behind it, where the here-string ends. Blanks before a quote and `@` do not end
 * it; the first such place is remembered for the error message. Everything passed over is part of the text.
 */
function footer(p: Parser, isQuote: (c: number) => boolean, misplaced: { at: number }): boolean {
  if (isQuote(p.text.charCodeAt(p.pos)) && p.text.charCodeAt(p.pos + 1) === atSign) {
    p.pos += 2;
    return true;
  }
  while (isWhite(p.text.charCodeAt(p.pos))) p.pos++;
  if (isQuote(p.text.charCodeAt(p.pos)) && p.text.charCodeAt(p.pos + 1) === atSign) {
    if (misplaced.at < 0) misplaced.at = p.pos;
    p.pos += 2;
  }
  return false;
}

function unterminated(p: Parser, begin: number, misplaced: number, quote: string): void {
  if (misplaced >= 0) p.reportIncomplete(misplaced + p.base, p.pos + p.base, 'WhitespaceBeforeHereStringFooter');
  else p.reportIncomplete(begin + p.base, p.pos + p.base, 'TerminatorExpectedAtEndOfString', `${quote}@`);
}

/** @' … '@: the header's two characters are taken. */
export function scanHereStringLiteral(p: Parser): number {
  const begin = p.pos - 2;
  if (!header(p, "'")) {
    finishWith(p, Kind.HereStringLiteral, '');
    p.flag(Flag.TokenInError);
    return Kind.HereStringLiteral;
  }
  const misplaced = { at: -1 }, from = p.pos;
  let end = from, closed = footer(p, isSingleQuote, misplaced);
  while (!closed) {
    const c = p.text.charCodeAt(p.pos);
    if (c === 10 || c === 13) {
      end = p.pos;
      p.pos += c === 13 && p.text.charCodeAt(p.pos + 1) === 10 ? 2 : 1;
      closed = footer(p, isSingleQuote, misplaced);
    } else if (c === 0 && p.pos >= p.length) {
      end = p.pos;
      unterminated(p, begin, misplaced.at, "'");
      break;
    } else {
      p.pos++;
    }
  }
  finishWith(p, Kind.HereStringLiteral, p.text.slice(from, end));
  if (!closed) p.flag(Flag.TokenInError);
  return Kind.HereStringLiteral;
}

/** @" … "@: the header's two characters are taken. */
export function scanHereStringExpandable(p: Parser): number {
  const begin = p.pos - 2, builder = new TextBuilder();
  if (!header(p, '"')) return finishExpandable(p, Kind.HereStringExpandable, builder, true);
  const misplaced = { at: -1 };
  let run = p.pos, closed = footer(p, isDoubleQuote, misplaced);
  while (!closed) {
    const c = p.text.charCodeAt(p.pos);
    if (c === 10 || c === 13) {
      builder.add(p.text.slice(run, p.pos));
      run = p.pos;
      p.pos += c === 13 && p.text.charCodeAt(p.pos + 1) === 10 ? 2 : 1;
      closed = footer(p, isDoubleQuote, misplaced);
    } else if (c === 36 || c === 96) {
      builder.add(p.text.slice(run, p.pos));
      run = p.pos++;
      if (c === 36) {
        if (nestedPart(p, builder, true)) run = p.pos;
      } else if (p.text.charCodeAt(p.pos) !== 0) {
        builder.add(readEscape(p));
        run = p.pos;
      }
    } else if (c === 0 && p.pos >= p.length) {
      builder.add(p.text.slice(run, p.pos));
      unterminated(p, begin, misplaced.at, '"');
      break;
    } else {
      p.pos++;
    }
  }
  return finishExpandable(p, Kind.HereStringExpandable, builder, !closed);
}
