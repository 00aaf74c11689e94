import type { Parser } from '../parser.ts';
import { isWhite } from '../chars.ts';

const newLine = 10, carriageReturn = 13, hash = 35, less = 60, pipe = 124;

function afterLineComment(p: Parser, from: number): number {
  let at = from;
  while (at < p.length) {
    const c = p.text.charCodeAt(at);
    if (c === newLine || c === carriageReturn) break;
    at++;
  }
  return at;
}

function afterBlockComment(p: Parser, from: number): number {
  const end = p.text.indexOf('#>', from);
  return end < 0 || end + 2 > p.length ? p.length : end + 2;
}

/**
 * Whether nothing but blanks and comments (no line break) follows: an error there may only mean that the text is
 * unfinished. The position is one of the source, also while a string's sub-expression is scanned.
 */
export function onlyBlanksAfter(p: Parser, position: number): boolean {
  let at = position;
  while (at < p.length) {
    const c = p.text.charCodeAt(at);
    if (c === hash) at = afterLineComment(p, at + 1);
    else if (c === less && p.text.charCodeAt(at + 1) === hash) at = afterBlockComment(p, at + 2);
    else if (isWhite(c)) at++;
    else return false;
  }
  return true;
}

/** Whether the first thing on the lines after a line break is `|`: the pipeline goes on. Blank lines end it, comments do not. */
export function pipeContinues(p: Parser, position: number): boolean {
  if (position >= p.length) return false;
  let at = position, lineIsBlank = true;
  while (at < p.length - 1) {
    const c = p.text.charCodeAt(at);
    if (isWhite(c)) {
      at++;
    } else if (c === newLine || c === carriageReturn) {
      if (lineIsBlank) return false;
      lineIsBlank = true;
      at += c === carriageReturn && p.text.charCodeAt(at + 1) === newLine ? 2 : 1;
    } else {
      lineIsBlank = false;
      if (c === hash) at = afterLineComment(p, at + 1);
      else if (c === less && p.text.charCodeAt(at + 1) === hash) at = afterBlockComment(p, at + 2);
      else return c === pipe;
    }
  }
  return p.text.charCodeAt(p.length - 1) === pipe;
}
