import { Kind } from '../kinds.ts';
import { Flag } from '../flags.ts';
import { Mode, type Parser } from '../parser.ts';
import { endsWord, isDoubleQuote, isIdentifierFollow, isIdentifierStart, isLetterOrDigit, isSingleQuote, isWhite } from '../chars.ts';
import { TextBuilder } from './builder.ts';
import { readEscape } from './escapes.ts';
import { finish, finishWith } from './finish.ts';
import { intern } from './intern.ts';
import { keywordKind, operatorKind } from './keywords.ts';
import { doubleQuotedText, finishExpandable, nestedPart, singleQuotedText } from './strings.ts';

/**
 * A word: command name, argument, key. Quotes, escapes, variables and sub-expressions may stand inside it. The word
 * begins at `p.tokenStart`; what is already taken is plain text.
 */
export function scanGenericFrom(p: Parser): number {
  let pos = p.pos;
  for (;;) {
    const c = p.text.charCodeAt(pos);
    if (endsWord(c)) break;
    if (c === 96 || c === 36 || isSingleQuote(c) || isDoubleQuote(c)) {
      const builder = new TextBuilder();
      builder.add(p.text.slice(p.tokenStart, pos));
      p.pos = pos;
      return scanBuiltWord(p, builder);
    }
    pos++;
  }
  p.pos = pos;
  p.nested = undefined;
  return finishWith(p, Kind.Generic, intern(p.text, p.tokenStart, pos));
}

/** A word from its first character on. */
export function scanGeneric(p: Parser): number {
  p.pos = p.tokenStart;
  return scanGenericFrom(p);
}

function scanBuiltWord(p: Parser, builder: TextBuilder): number {
  let run = p.pos;
  const flush = (): void => {
    if (p.pos > run) builder.add(p.text.slice(run, p.pos));
  };
  for (;;) {
    const c = p.text.charCodeAt(p.pos);
    if (endsWord(c)) break;
    if (c === 96) {
      flush();
      run = p.pos++;
      if (p.text.charCodeAt(p.pos) === 0) continue;
      builder.add(readEscape(p));
    } else if (isSingleQuote(c)) {
      flush();
      p.pos++;
      builder.add(singleQuotedText(p).text);
    } else if (isDoubleQuote(c)) {
      flush();
      p.pos++;
      doubleQuotedText(p, builder);
    } else if (c === 36) {
      flush();
      run = p.pos++;
      if (!nestedPart(p, builder, false)) continue;
    } else {
      p.pos++;
      continue;
    }
    run = p.pos;
  }
  flush();
  if (builder.nested.length > 0) return finishExpandable(p, Kind.Generic, builder, false);
  p.nested = undefined;
  return finishWith(p, Kind.Generic, builder.value);
}

/** A word that begins with a letter or `_`: keyword, name, or in a command the beginning of a longer word. */
export function scanIdentifier(p: Parser): number {
  let pos = p.pos + 1, c = p.text.charCodeAt(pos);
  while ((c >= 97 && c <= 122) || isIdentifierFollow(c)) c = p.text.charCodeAt(++pos);
  p.pos = pos;
  if (p.mode === Mode.TypeName) return scanTypeName(p);
  if (p.wantSimpleName || p.mode === Mode.Expression) return finish(p, Kind.Identifier);
  if (p.mode === Mode.Command && !endsWord(c)) {
    return scanGenericFrom(p);
  }
  const kind = keywordKind(p.text, p.tokenStart, pos);
  return finish(p, kind === Kind.InlineScript && !p.inWorkflow ? Kind.Identifier : kind);
}

/** Letters, digits and `. _ + # \` and the backtick make the name of a type; assembly and arguments come apart. */
function scanTypeName(p: Parser): number {
  for (;;) {
    const c = p.text.charCodeAt(p.pos);
    if (c === 46 || c === 96 || c === 95 || c === 43 || c === 35 || c === 92 || isLetterOrDigit(c)) p.pos++;
    else break;
  }
  finish(p, Kind.Identifier);
  p.flag(Flag.TypeName);
  return Kind.Identifier;
}

/** -name, -name: or, in an expression, an operator; the dash is taken. */
export function scanParameter(p: Parser): number {
  const command = p.mode === Mode.Command, begin = p.pos;
  let colon = false;
  for (;;) {
    const c = p.text.charCodeAt(p.pos);
    if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90)) {
      p.pos++;
      continue;
    }
    if (c === 58) {
      colon = true;
      break;
    }
    if (endsWord(c) || isWhite(c) || c === 46 || c === 91) break;
    if (isSingleQuote(c) || isDoubleQuote(c)) {
      if (!command) break;
      return scanGenericFrom(p); // a quote makes it an argument
    }
    if (!command) break;
    p.pos++;
  }
  const name = intern(p.text, begin, p.pos);
  if (colon && command) p.pos++;
  if (p.mode === Mode.Expression) {
    const kind = operatorKind(name);
    if (kind !== undefined) return finish(p, kind);
  }
  if (name === '') return finish(p, Kind.Minus);
  p.usedColon = colon;
  return finishWith(p, Kind.Parameter, name);
}

/** :label before a loop; the colon is taken. */
export function scanLabel(p: Parser): number {
  if (!isIdentifierStart(p.text.charCodeAt(p.pos))) {
    p.nested = undefined;
    return p.text.charCodeAt(p.pos) === 0 ? finishWith(p, Kind.Generic, ':') : scanGenericFrom(p);
  }
  const begin = p.pos;
  while (isIdentifierFollow(p.text.charCodeAt(p.pos))) p.pos++;
  if (p.mode === Mode.Command && !endsWord(p.text.charCodeAt(p.pos))) {
    p.pos++; // the character that makes it a word is taken as it is
    return scanGenericFrom(p);
  }
  return finishWith(p, Kind.Label, p.text.slice(begin, p.pos));
}
