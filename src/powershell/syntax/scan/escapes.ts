import type { Parser } from '../parser.ts';
import { isHexDigit } from '../chars.ts';

const simple: Readonly<Record<string, string>> = {
  '0': '\0', a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v',
};

/** What stands for an escape that is not valid. */
const invalid = '\uffff';

/** `u{…}` after a backtick: one to six hexadecimal digits; the `u` is taken (about_Special_Characters). */
function unicodeEscape(p: Parser): string {
  const begin = p.pos - 2;
  if (p.text.charCodeAt(p.pos) !== 123) {
    p.report(begin + p.base, p.pos + p.base, 'InvalidUnicodeEscapeSequence');
    return invalid;
  }
  p.pos++;
  const digits = p.pos;
  while (p.pos - digits <= 6) {
    const c = p.text.charCodeAt(p.pos), count = p.pos - digits;
    if (c === 125) {
      p.pos++;
      if (count > 0) return codePoint(p, begin, Number.parseInt(p.text.slice(digits, p.pos - 1), 16));
      p.report(begin + p.base, p.pos + p.base, 'InvalidUnicodeEscapeSequence');
      return invalid;
    }
    const here = p.pos + p.base;
    if (!isHexDigit(c)) {
      p.report(here, here + 1, count < 6 ? 'InvalidUnicodeEscapeSequence' : 'MissingUnicodeEscapeSequenceTerminator');
      return invalid;
    }
    if (count === 6) {
      p.report(here, here + 1, 'TooManyDigitsInUnicodeEscapeSequence');
      return invalid;
    }
    p.pos++;
  }
  return invalid;
}

function codePoint(p: Parser, begin: number, value: number): string {
  if (value <= 0x10ffff) return String.fromCodePoint(value);
  p.report(begin + 3 + p.base, p.pos - 1 + p.base, 'InvalidUnicodeEscapeSequenceValue');
  return invalid;
}

/** The text that a backtick and the character behind it stand for; the place is at that character. */
export function readEscape(p: Parser): string {
  const character = p.text.charAt(p.pos);
  p.pos++;
  return character === 'u' ? unicodeEscape(p) : (simple[character] ?? character);
}
