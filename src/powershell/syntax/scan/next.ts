import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { endsWord, isAnyDigit, isDash, isDoubleQuote, isIdentifierStart, isLetter, isSingleQuote, isVariableStart, isWhite } from '../chars.ts';
import { finish } from './finish.ts';
import { blockComment, continuedLine, lineComment, skipBlanks, takeLineFeed } from './trivia.ts';
import { scanStringExpandable, scanStringLiteral } from './strings.ts';
import { scanHereStringExpandable, scanHereStringLiteral } from './hereStrings.ts';
import { scanVariable } from './variables.ts';
import { scanGeneric, scanGenericFrom, scanIdentifier, scanLabel, scanParameter } from './words.ts';
import { looksLikeNumber, scanNumber } from './numbers.ts';
import { scanGreater, scanRedirectionOf } from './redirections.ts';

/** What a character begins with no look at what follows. */
const single = new Uint8Array(128);
for (const [text, kind] of [['(', Kind.LParen], [')', Kind.RParen], ['{', Kind.LCurly], ['}', Kind.RCurly], [']', Kind.RBracket], [';', Kind.Semi], [',', Kind.Comma]] as const) {
  single[text.charCodeAt(0)] = kind;
}

/** In a command an operator glued to other characters is part of a word. */
function operator(p: Parser, kind: number): number {
  if (p.mode === Mode.Command && !endsWord(p.text.charCodeAt(p.pos))) return scanGenericFrom(p);
  return finish(p, kind);
}

/** `+`, `++`, `+=` and the like: the character is taken, `twice` and `assigns` are what follows it may make of it. */
function arithmetic(p: Parser, kind: number, assigns: number): number {
  if (p.text.charCodeAt(p.pos) === 61) {
    p.pos++;
    return operator(p, assigns);
  }
  return operator(p, kind);
}

function plus(p: Parser): number {
  const c = p.text.charCodeAt(p.pos);
  if (c === 43) {
    p.pos++;
    return operator(p, Kind.PlusPlus);
  }
  if (c !== 61 && p.allowSignedNumbers && (isAnyDigit(c) || c === 46)) return scanNumber(p);
  return arithmetic(p, Kind.Plus, Kind.PlusEquals);
}

function dash(p: Parser): number {
  const c = p.text.charCodeAt(p.pos);
  if (isDash(c)) {
    p.pos++;
    return operator(p, Kind.MinusMinus);
  }
  if (isLetter(c) || c === 95 || c === 63) return scanParameter(p);
  if (c !== 61 && p.allowSignedNumbers && (isAnyDigit(c) || c === 46)) return scanNumber(p);
  return arithmetic(p, Kind.Minus, Kind.MinusEquals);
}

function at(p: Parser): number {
  const c = p.text.charCodeAt(p.pos++);
  if (c === 123) return finish(p, Kind.AtCurly);
  if (c === 40) return finish(p, Kind.AtParen);
  if (isSingleQuote(c)) return scanHereStringLiteral(p);
  if (isDoubleQuote(c)) return scanHereStringExpandable(p);
  p.pos--;
  if (isVariableStart(c)) return scanVariable(p, true);
  p.report(p.pos - 1 + p.base, p.pos + p.base, 'UnrecognizedToken');
  return finish(p, Kind.Unknown);
}

function dot(p: Parser): number {
  const c = p.text.charCodeAt(p.pos);
  if (c === 46) {
    if (p.mode === Mode.Command && !endsWord(p.text.charCodeAt(p.pos + 1))) return scanGenericFrom(p);
    p.pos++;
    return finish(p, Kind.DotDot);
  }
  if (c >= 48 && c <= 57) return scanNumber(p);
  // `.$command`, `."command"` and `.'command'` call; `.command` is a name.
  if (p.mode === Mode.Command && !endsWord(c) && c !== 36 && c !== 34 && c !== 39) return scanGenericFrom(p);
  return finish(p, Kind.Dot);
}

function exclamation(p: Parser): number {
  const c = p.text.charCodeAt(p.pos);
  const expression = p.mode === Mode.Expression;
  if ((p.mode === Mode.Command && !endsWord(c)) || (expression && isIdentifierStart(c))) return scanGenericFrom(p);
  if (expression && (isAnyDigit(c) || c === 46) && !looksLikeNumber(p)) return scanGenericFrom(p);
  return finish(p, Kind.Exclaim);
}

function colon(p: Parser): number {
  if (p.text.charCodeAt(p.pos) === 58) {
    p.pos++;
    if (p.mode === Mode.Command && !p.wantSimpleName && !endsWord(p.text.charCodeAt(p.pos))) return scanGenericFrom(p);
    return finish(p, Kind.ColonColon);
  }
  return p.mode === Mode.Command ? scanLabel(p) : finish(p, Kind.Colon);
}

function question(p: Parser): number {
  if (p.mode !== Mode.Expression) return scanGenericFrom(p);
  if (p.text.charCodeAt(p.pos) !== 63) return finish(p, Kind.QuestionMark);
  p.pos++;
  if (p.text.charCodeAt(p.pos) !== 61) return finish(p, Kind.QuestionQuestion);
  p.pos++;
  return finish(p, Kind.QuestionQuestionEquals);
}

function doubled(p: Parser, c: number, once: number, twice: number): number {
  if (p.text.charCodeAt(p.pos) !== c) return finish(p, once);
  p.pos++;
  return finish(p, twice);
}

/** Scans the next token, makes it the current one and gives its kind. Comments and blanks are passed over. */
export function scanToken(p: Parser): number {
  for (;;) {
    const c = p.text.charCodeAt(p.pos);
    p.tokenStart = p.pos;
    if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95) return scanIdentifier(p);
    p.pos++;
    const simple = c < 128 ? single[c]! : 0;
    if (simple !== 0) return finish(p, simple);
    switch (c) {
      case 9: case 11: case 12: case 32:
        skipBlanks(p);
        continue;
      case 10:
        return finish(p, Kind.NewLine);
      case 13:
        takeLineFeed(p);
        return finish(p, Kind.NewLine);
      case 33: return exclamation(p);
      case 34: return scanStringExpandable(p);
      case 35:
        lineComment(p);
        continue;
      case 36:
        if (p.text.charCodeAt(p.pos) === 40) {
          p.pos++;
          return finish(p, Kind.DollarParen);
        }
        return scanVariable(p, false);
      case 37: return arithmetic(p, Kind.Rem, Kind.RemainderEquals);
      case 38: return doubled(p, c, Kind.Ampersand, Kind.AndAnd);
      case 39: return scanStringLiteral(p);
      case 42: return p.text.charCodeAt(p.pos) === 62 ? scanRedirectionOf(p, 0, false) : arithmetic(p, Kind.Multiply, Kind.MultiplyEquals);
      case 43: return plus(p);
      case 45: return dash(p);
      case 46: return dot(p);
      case 47: return arithmetic(p, Kind.Divide, Kind.DivideEquals);
      case 49: case 50: case 51: case 52: case 53: case 54:
        return p.text.charCodeAt(p.pos) === 62 ? scanRedirectionOf(p, c - 48, true) : scanNumber(p);
      case 48: case 55: case 56: case 57: return scanNumber(p);
      case 58: return colon(p);
      case 60:
        if (p.text.charCodeAt(p.pos) === 35) {
          p.pos++;
          blockComment(p);
          continue;
        }
        return finish(p, Kind.RedirectInStd);
      case 61: return operator(p, Kind.Equals);
      case 62: return scanGreater(p);
      case 63: return question(p);
      case 64: return at(p);
      case 91:
        if (p.mode === Mode.Command && !endsWord(p.text.charCodeAt(p.pos))) return scanGenericFrom(p);
        return finish(p, Kind.LBracket);
      case 96: {
        p.pos--;
        if (continuedLine(p)) continue;
        if (p.pos + 1 >= p.length) {
          p.pos = p.length;
          p.reportIncomplete(p.pos + 1 + p.base, p.pos + 1 + p.base, 'IncompleteString');
          continue;
        }
        return scanGeneric(p);
      }
      case 124: return doubled(p, c, Kind.Pipe, Kind.OrOr);
    }
    if (!(c > 0) && p.pos > p.length) return endOfInput(p);
    if (c >= 128) {
      if (isWhite(c)) {
        skipBlanks(p);
        continue;
      }
      if (isSingleQuote(c)) return scanStringLiteral(p);
      if (isDoubleQuote(c)) return scanStringExpandable(p);
      if (isDash(c)) return dash(p);
      if (isLetter(c)) {
        p.pos--;
        return scanIdentifier(p);
      }
    }
    return scanGenericFrom(p);
  }
}

/** The end stands one behind the text, as the official tokens have it. */
function endOfInput(p: Parser): number {
  p.tokenStart++;
  return finish(p, Kind.EndOfInput);
}
