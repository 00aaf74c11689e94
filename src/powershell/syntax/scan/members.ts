import { Kind } from '../kinds.ts';
import { Flag } from '../flags.ts';
import { Mode, type Parser } from '../parser.ts';
import { endsAssemblyName, isDoubleQuote, isWhite } from '../chars.ts';
import { finish, finishWith } from './finish.ts';
import { blockComment, lineComment, skipBlanks } from './trivia.ts';

/** No token of the kind asked for follows. */
export const none = -1;

/** In a command a blank or line end behind `.` or `::` makes it no member access. */
function endsInCommand(p: Parser, c: number): boolean {
  return p.mode === Mode.Command && (c === 0 || c === 10 || c === 13 || isWhite(c));
}

function take(p: Parser, kind: number, length: number): number {
  p.tokenStart = p.pos;
  p.pos += length;
  return finish(p, kind);
}

/** `.`, `::`, `?.`, and where allowed `[` and `?[`, directly behind an expression; comments between may be passed. */
export function scanMemberAccess(p: Parser, allowBracket: boolean): number {
  let c = p.text.charCodeAt(p.pos);
  while (c === 60 && p.text.charCodeAt(p.pos + 1) === 35) {
    p.tokenStart = p.pos;
    p.pos += 2;
    blockComment(p);
    c = p.text.charCodeAt(p.pos);
  }
  const c1 = p.text.charCodeAt(p.pos + 1);
  if (c === 46) return c1 === 46 || endsInCommand(p, c1) ? none : take(p, Kind.Dot, 1);
  if (c === 91) return allowBracket ? take(p, Kind.LBracket, 1) : none;
  if (c === 58) return c1 !== 58 || endsInCommand(p, p.text.charCodeAt(p.pos + 2)) ? none : take(p, Kind.ColonColon, 2);
  if (c !== 63) return none;
  if (c1 === 46) return take(p, Kind.QuestionDot, 2);
  return c1 === 91 && allowBracket ? take(p, Kind.QuestionLBracket, 2) : none;
}

/** `(` or `{` directly behind a member's name. */
export function scanInvocation(p: Parser): number {
  const c = p.text.charCodeAt(p.pos);
  if (c === 40) return take(p, Kind.LParen, 1);
  return c === 123 ? take(p, Kind.LCurly, 1) : none;
}

/** `[` of an attribute or type, behind blanks and comments; in a command it would be read as part of a word. */
export function scanAttributeStart(p: Parser): number {
  const begin = p.restorePoint();
  let resync = false;
  for (;;) {
    p.tokenStart = p.pos;
    const c = p.text.charCodeAt(p.pos);
    if (c === 91) return take(p, Kind.LBracket, 1);
    if (isWhite(c)) {
      resync = true;
      skipBlanks(p);
    } else if (c === 35) {
      resync = true;
      p.pos++;
      lineComment(p);
    } else if (c === 60 && p.text.charCodeAt(p.pos + 1) === 35) {
      // Blanks before a comment do not part a member access from its expression; those behind it do.
      resync = false;
      p.pos += 2;
      blockComment(p);
    } else {
      if ((c === 46 || c === 58) && resync) p.resync(begin);
      return none;
    }
  }
}

/** What follows `--%`: the rest of the line up to `|` or `&&`, as it is written (about_Parsing). */
export function scanVerbatimArgument(p: Parser): number {
  skipBlanks(p);
  p.tokenStart = p.pos;
  let quoted = false;
  for (;;) {
    const c = p.text.charCodeAt(p.pos);
    if (c === 10 || c === 13 || (c === 0 && p.pos >= p.length)) break;
    if (isDoubleQuote(c)) quoted = !quoted;
    else if (!quoted && (c === 124 || (c === 38 && p.text.charCodeAt(p.pos + 1) === 38))) break;
    p.pos++;
  }
  p.nested = undefined;
  return finishWith(p, Kind.Generic, p.text.slice(p.tokenStart, p.pos));
}

function assemblyNamePart(p: Parser): string {
  skipBlanks(p);
  p.tokenStart = p.pos;
  while (!endsAssemblyName(p.text.charCodeAt(p.pos))) p.pos++;
  const part = p.text.slice(p.tokenStart, p.pos);
  finish(p, Kind.Identifier);
  p.flag(Flag.TypeName);
  skipBlanks(p);
  return part;
}

/** assembly-name-spec: name and properties (`, Version=1.0.0.0`); the place is behind the comma that begins it. */
export function scanAssemblyName(p: Parser): string {
  let name = assemblyNamePart(p);
  while (p.text.charCodeAt(p.pos) === 44) {
    take(p, Kind.Comma, 1);
    name += `, ${assemblyNamePart(p)}`;
    if (p.text.charCodeAt(p.pos) === 61) {
      take(p, Kind.Equals, 1);
      name += `=${assemblyNamePart(p)}`;
    }
  }
  return name;
}
