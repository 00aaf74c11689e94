import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { endsNumeral, endsWord, isDash, isDigit, isHexDigit } from '../chars.ts';
import { finish } from './finish.ts';
import { numberValue, type NumberShape, type NumberValue } from './numberValue.ts';
import { scanGeneric } from './words.ts';

const multipliers: Readonly<Record<string, bigint>> = { k: 2n ** 10n, m: 2n ** 20n, g: 2n ** 30n, t: 2n ** 40n, p: 2n ** 50n };

/** Where a number is read. */
type Reading = Pick<Parser, 'text' | 'pos' | 'tokenStart' | 'mode' | 'endNumberOnTernary'>;

const skipWhile = (p: Reading, test: (c: number) => boolean): void => {
  while (test(p.text.charCodeAt(p.pos))) p.pos++;
};
const isBinaryDigit = (c: number): boolean => c === 48 || c === 49;

/** exponent: 'e' sign:opt digits; the place is at the `e`. */
function exponent(p: Reading): boolean {
  p.pos++;
  const c = p.text.charCodeAt(p.pos);
  if (c === 43 || isDash(c)) p.pos++;
  const digits = p.pos;
  skipWhile(p, isDigit);
  return p.pos > digits;
}

function isExponent(p: Reading): boolean {
  const c = p.text.charCodeAt(p.pos);
  return c === 101 || c === 69;
}

/** Type suffix: u s l d y n, and u before l s y (about_Numeric_Literals). Undefined where the letters are no suffix. */
function typeSuffix(p: Reading): string | undefined {
  const letters = /[uslydn]{0,2}/iy;
  letters.lastIndex = p.pos;
  const suffix = letters.exec(p.text)![0].toLowerCase();
  p.pos += suffix.length;
  return suffix.length < 2 || /^u[lsy]$/.test(suffix) ? suffix : undefined;
}

/**
 * number: digits and what belongs to them, from the token's start; undefined where the characters are none (`77z`).
 * `skip` is 1 where an exclamation mark stands before it.
 */
function numberShape(p: Reading, skip: number): NumberShape | undefined {
  p.pos = p.tokenStart + skip;
  const first = p.text.charCodeAt(p.pos);
  const negative = isDash(first);
  if (skip === 0 && (negative || first === 43)) p.pos++;
  const begin = p.pos;
  const c = p.text.charCodeAt(p.pos), following = p.text.charCodeAt(p.pos + 1) | 32;
  let format: NumberShape['format'] = 'decimal', real = false, isNumber = true;
  // The look behind `!` knows no other base: `!0x1` is a word.
  if (skip === 0 && c === 48 && (following === 120 || following === 98)) {
    format = following === 120 ? 'hex' : 'binary';
    p.pos += 2;
    skipWhile(p, format === 'hex' ? isHexDigit : isBinaryDigit);
  } else {
    skipWhile(p, isDigit);
    if (p.text.charCodeAt(p.pos) === 46) {
      // `1..3` is a range
      if (p.text.charCodeAt(p.pos + 1) !== 46 || p.pos === begin) {
        real = true;
        p.pos++;
        skipWhile(p, isDigit);
        if (isExponent(p)) isNumber = exponent(p);
      }
    } else if (isExponent(p)) {
      real = true;
      isNumber = exponent(p);
    }
  }
  const digits = p.text.slice(format === 'decimal' ? begin : begin + 2, p.pos);
  const suffix = typeSuffix(p);
  let c1 = p.text.charCodeAt(p.pos), multiplier = 1n;
  const factor = multipliers[String.fromCharCode(c1).toLowerCase()];
  if (factor !== undefined && c1 < 128) {
    multiplier = factor;
    p.pos++;
    if ((p.text.charCodeAt(p.pos) | 32) !== 98) return undefined;
    p.pos++;
    c1 = p.text.charCodeAt(p.pos);
  }
  if (!endsWord(c1) && (p.mode !== Mode.Expression || !endsNumeral(c1, p.endNumberOnTernary))) return undefined;
  if (!isNumber || suffix === undefined) return undefined;
  if (format === 'binary' && digits === '' && begin === p.tokenStart + skip) return undefined; // behind a sign it is one that is not valid
  return { negative: skip === 0 && negative, digits, format, real, suffix, multiplier };
}

/** A text that is one number and nothing else, as the tokenizer reads it; undefined for all others (Parser.ScanNumber). */
export function numeral(text: string): NumberValue | undefined {
  const p: Reading = { text, pos: 0, tokenStart: 0, mode: Mode.Command, endNumberOnTernary: false }, first = text.charCodeAt(0), at = isDash(first) || first === 43 ? 1 : 0, c = text.charCodeAt(at);
  if (!isDigit(c) && !(c === 46 && (at === 1 || isDigit(text.charCodeAt(1))))) return undefined;
  const shape = numberShape(p, 0);
  return shape === undefined || p.pos < text.length || !/\d/.test(text) ? undefined : numberValue(shape);
}

/** Whether a number stands behind `!`; the place does not change. */
export function looksLikeNumber(p: Parser): boolean {
  const { pos } = p;
  const shape = numberShape(p, 1);
  p.pos = pos;
  return shape !== undefined;
}

/** A number, or the word that begins like one. */
export function scanNumber(p: Parser): number {
  // Short whole numbers, which nearly all are.
  let pos = p.tokenStart, value = 0, c = p.text.charCodeAt(pos);
  while (c >= 48 && c <= 57 && pos - p.tokenStart < 9) {
    value = value * 10 + c - 48;
    c = p.text.charCodeAt(++pos);
  }
  // `1..3` is a range, `1.5` is not for here.
  if (pos > p.tokenStart && (endsWord(c) || (p.mode === Mode.Expression && (c === 46 ? p.text.charCodeAt(pos + 1) === 46 : endsNumeral(c, p.endNumberOnTernary))))) {
    p.pos = pos;
    p.number = value;
    p.numberType = 'System.Int32';
    return finish(p, Kind.Number);
  }
  const shape = numberShape(p, 0);
  if (shape === undefined) return scanGeneric(p);
  const result = numberValue(shape);
  if (result === undefined) {
    if (p.mode !== Mode.Expression) return scanGeneric(p);
    p.report(p.tokenStart + p.base, p.pos + p.base, 'BadNumericConstant', p.text.slice(p.tokenStart, p.pos));
  }
  p.number = result?.value ?? '';
  p.numberType = result?.type ?? 'System.Object'; // no number at all
  return finish(p, Kind.Number);
}
