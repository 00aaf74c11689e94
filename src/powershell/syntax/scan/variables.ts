import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { endsWord, isDoubleQuote, isLetterOrDigit, isVariableStart } from '../chars.ts';
import { variableParts } from '../variablePath.ts';
import { readEscape } from './escapes.ts';
import { finishWith } from './finish.ts';
import { intern } from './intern.ts';
import { scanGeneric, scanGenericFrom } from './words.ts';

/** `{name}` with escapes; the place is behind the brace. Gives the name, and the place is behind the closing brace. */
function bracedName(p: Parser, inString: boolean): { name: string; closed: boolean } {
  let name = '', run = p.pos;
  for (;;) {
    const c = p.text.charCodeAt(p.pos);
    const atEnd = c === 0 && p.pos >= p.length;
    if (c === 125 || atEnd) {
      name += p.text.slice(run, p.pos);
      if (!atEnd) p.pos++;
      return { name, closed: !atEnd };
    }
    p.pos++;
    if (c === 96) {
      name += p.text.slice(run, p.pos - 1);
      if (p.pos < p.length) name += readEscape(p);
      run = p.pos;
    } else if (inString && isDoubleQuote(c)) {
      // Two quotes stand for the second. The last character of the text ends the string that was forgotten to be closed: no part of the name.
      if (p.pos >= p.length) {
        name += p.text.slice(run, p.pos - 1);
        return { name, closed: false };
      }
      if (isDoubleQuote(p.text.charCodeAt(p.pos))) {
        name += p.text.slice(run, p.pos - 1);
        run = p.pos++;
      }
    } else if (c === 123) {
      p.report(p.pos + p.base, p.pos + 1 + p.base, 'OpenBraceNeedsToBeBackTickedInVariableName');
    }
  }
}

function braced(p: Parser, inString: boolean): number {
  const begin = p.pos++;
  const { name, closed } = bracedName(p, inString);
  if (!closed) p.reportIncomplete(begin + p.base, p.pos + p.base, 'IncompleteDollarVariableReference');
  if (name === '' && closed) p.report(p.pos - 1 + p.base, p.pos + p.base, 'EmptyVariableReference');
  const path = name === '' ? ':Error:' : name;
  if (p.mode === Mode.Command) {
    const c = p.text.charCodeAt(p.pos);
    // `.` and `[` behind a variable are operators; anything else makes the variable the beginning of a word.
    if (!endsWord(c) && c !== 46 && c !== 91) {
      p.pos = p.tokenStart;
      return scanGeneric(p);
    }
  }
  if (variableParts(path).name === '') p.report(p.tokenStart + p.base, p.pos + p.base, 'InvalidBracedVariableReference');
  return finishWith(p, Kind.Variable, path);
}

/** Moves behind the name of a variable without braces; false where it turns out to be the beginning of a word. */
function plainName(p: Parser): boolean {
  for (;;) {
    const c = p.text.charCodeAt(p.pos);
    if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95 || c === 63) {
      p.pos++;
    } else if (c === 58) {
      if (p.text.charCodeAt(p.pos + 1) === 58) return true; // $a::b is a static member
      p.pos++;
    } else if (c === 46 || c === 91 || c === 61) {
      return true;
    } else if (c >= 128 && isLetterOrDigit(c)) {
      p.pos++;
    } else {
      return p.mode !== Mode.Command || endsWord(c);
    }
  }
}

/**
 * variable: '$' name | '@' name | '${' characters '}'; the sigil is taken (about_Variables). What is no variable is the
 * beginning of a word.
 */
export function scanVariable(p: Parser, splatted: boolean, inString = false): number {
  const c = p.text.charCodeAt(p.pos);
  if (c === 123) return braced(p, inString);
  if (!isVariableStart(c)) return scanGenericFrom(p);
  const begin = p.pos++;
  const isWord = c === 36 || c === 63 || c === 94
    ? p.mode === Mode.Command && !endsWord(p.text.charCodeAt(p.pos)) // $$, $? and $^ are one character long
    : !plainName(p);
  if (isWord) {
    p.pos = p.tokenStart;
    return scanGeneric(p);
  }
  const path = intern(p.text, begin, p.pos);
  if (path.charCodeAt(path.length - 1) === 58) {
    const parts = variableParts(path);
    if (parts.name === '') {
      const errorId = parts.isDrive ? 'InvalidVariableReferenceWithDrive' : 'InvalidVariableReference';
      p.report(p.tokenStart + p.base, p.pos + p.base, errorId);
    }
  }
  return finishWith(p, splatted ? Kind.SplattedVariable : Kind.Variable, path);
}
