import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { isWhite } from '../chars.ts';
import { finish } from './finish.ts';
import { looksLikeSignature } from './signature.ts';

export function skipBlanks(p: Parser): void {
  while (isWhite(p.text.charCodeAt(p.pos))) p.pos++;
}

/** A carriage return was read: takes the line feed that belongs to it. */
export function takeLineFeed(p: Parser): void {
  if (p.text.charCodeAt(p.pos) === 10) p.pos++;
}

/** Comments and line ends are tokens only where tokens are kept; they never become the current token. */
function trivia(p: Parser, kind: number): void {
  if (p.tokens === undefined) return;
  const { kind: oldKind, start, end, record } = p;
  finish(p, kind);
  p.kind = oldKind;
  p.start = start;
  p.end = end;
  p.record = record;
}

/** Remembers a comment; text that is scanned again takes the place of what was found before. */
function rememberComment(p: Parser): void {
  const { comments } = p, start = p.tokenStart + p.base;
  while (comments.length > 0 && comments[comments.length - 2]! >= start) comments.length -= 2;
  comments.push(start, p.pos + p.base);
  trivia(p, Kind.Comment);
}

const requiresWord = /^requires/i;

/** From `#` to the end of the line; the place is behind the `#`. */
export function lineComment(p: Parser): void {
  let pos = p.pos;
  for (;;) {
    const c = p.text.charCodeAt(pos);
    if (c === 10 || c === 13 || (c === 0 && pos >= p.length)) break;
    pos++;
  }
  const comment = p.text.slice(p.pos, pos);
  p.pos = pos;
  rememberComment(p);
  if (looksLikeSignature(comment)) p.signature = p.tokenStart + p.base;
  else if (p.base === 0 && requiresWord.test(comment)) {
    while (p.requires.length > 0 && p.requires[p.requires.length - 1]!.start >= p.tokenStart) p.requires.pop(); // scanned again
    p.requires.push({ start: p.tokenStart, end: pos });
  }
}

/** From `<#` to `#>`; the place is behind the `<#`. */
export function blockComment(p: Parser): void {
  const end = p.text.indexOf('#>', p.pos);
  if (end >= 0 && end + 2 <= p.length) {
    p.pos = end + 2;
  } else {
    const begin = p.pos - 2;
    p.pos = p.length;
    p.reportIncomplete(begin + p.base, p.pos + p.base, 'MissingTerminatorMultiLineComment');
  }
  rememberComment(p);
}

/**
 * Skips blanks, comments, line ends and continued lines, and semicolons where they are of no meaning. What ends a
 * statement is a token nevertheless.
 */
export function skipNewlines(p: Parser, semicolons: boolean): void {
  for (;;) {
    p.tokenStart = p.pos;
    const c = p.text.charCodeAt(p.pos);
    if (c === 32 || isWhite(c)) {
      p.pos++;
      skipBlanks(p);
    } else if (c === 10 || c === 13) {
      p.pos++;
      if (c === 13) takeLineFeed(p);
      trivia(p, Kind.NewLine);
    } else if (c === 59 && semicolons) {
      p.pos++;
      trivia(p, Kind.Semi);
    } else if (c === 35) {
      p.pos++;
      lineComment(p);
    } else if (c === 60 && p.text.charCodeAt(p.pos + 1) === 35) {
      p.pos += 2;
      blockComment(p);
    } else if (c !== 96 || !continuedLine(p)) {
      return;
    }
  }
}

/** A backtick before a line end (or a blank, which then means nothing); the place is at the backtick. */
export function continuedLine(p: Parser): boolean {
  const c = p.text.charCodeAt(p.pos + 1);
  if (c === 10 || c === 13) {
    p.pos += 2;
    if (c === 13) takeLineFeed(p);
    trivia(p, Kind.LineContinuation);
    return true;
  }
  if (isWhite(c) || c === 0x2028 || c === 0x2029) {
    p.pos += 2;
    skipBlanks(p);
    return true;
  }
  return false;
}
