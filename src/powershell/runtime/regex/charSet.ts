/** Character classes: reading them, asking them, writing them for JavaScript. */
import type { Cursor } from './cursor.ts';
import { namedRanges } from './namedSets.ts';
import type { CharSet } from './node.ts';
import { complement, digitRanges, spaceRanges, wordRanges } from './unicodeRanges.ts';

/** Whether a sorted list of ranges holds a character. */
export function within(ranges: readonly number[], code: number): boolean {
  let low = 0, high = (ranges.length >> 1) - 1;
  while (low <= high) {
    const mid = (low + high) >> 1;
    if (code < (ranges[mid * 2] ?? 0)) high = mid - 1;
    else if (code > (ranges[mid * 2 + 1] ?? 0)) low = mid + 1;
    else return true;
  }
  return false;
}
/** What `\b` takes for a part of a word: `\w` and the two joiners. */
export const isWordChar = (c: string): boolean => {
  const code = c.charCodeAt(0);
  return code < 128 ? (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 : code === 0x200c || code === 0x200d || within(wordRanges(), code);
};
const cased = (code: number): readonly number[] => {
  const c = String.fromCharCode(code), lower = c.toLowerCase(), upper = c.toUpperCase();
  return [code, ...(lower.length === 1 ? [lower.charCodeAt(0)] : []), ...(upper.length === 1 ? [upper.charCodeAt(0)] : [])];
};
/** Whether a class holds a character. */
export function holds(set: CharSet, code: number, ignoreCase: boolean): boolean {
  const inside = (ignoreCase ? cased(code).some((c) => within(set.own, c)) : within(set.own, code)) || set.fixed.some((part) => within(part, code));
  return inside !== set.negate && (set.except === undefined || !holds(set.except, code, ignoreCase));
}
const ECMA: Readonly<Record<string, readonly number[]>> = { d: [48, 57], s: [9, 13, 32, 32], w: [48, 57, 65, 90, 95, 95, 97, 122] };
/** The ranges of `\d`, `\D`, `\s`, `\S`, `\w`, `\W`. */
export function shorthand(letter: string, ecma: boolean): readonly number[] {
  const low = letter.toLowerCase(), ranges = ecma ? ECMA[low] ?? [] : low === 'd' ? digitRanges() : low === 's' ? spaceRanges : wordRanges();
  return low === letter ? ranges : complement(ranges);
}
/** The ranges of `\p{name}` and `\P{name}`; the cursor stands behind the letter. */
export function property(cursor: Cursor, isNot: boolean): readonly number[] {
  const name = cursor.property(), ranges = namedRanges(name);
  if (ranges === undefined) return cursor.fail('UnrecognizedUnicodeProperty', name);
  return isNot ? complement(ranges) : ranges;
}
/** Reads a class; the cursor stands behind `[`. `isScan`: only its end is looked for. */
export function readSet(cursor: Cursor, ecma: boolean, isScan: boolean): CharSet {
  const own: number[][] = [], fixed: (readonly number[])[] = [];
  let negate = false, hasCategory = false, before = '', inRange = false, first = true, closed = false, except: CharSet | undefined;
  const subtraction = (): void => {
    except = readSet(cursor, ecma, isScan);
    if (!isScan && !cursor.done && cursor.here() !== ']') cursor.fail('ExclusionGroupNotLast');
  };
  if (cursor.here() === '^') { cursor.at += 1; negate = true; if (ecma && cursor.here() === ']') first = false; }
  for (; !cursor.done; first = false) {
    let escaped = false, c = cursor.next();
    if (c === ']' && !first) { closed = true; break; }
    if (c === '\\' && !cursor.done) {
      c = cursor.next();
      if (/[dDsSwWpP]/.test(c)) {
        if (!isScan && inRange) cursor.fail('ShorthandClassInCharacterRange', c);
        if (c === 'p' || c === 'P') { hasCategory = true; if (isScan) cursor.property(); else fixed.push(property(cursor, c === 'P')); } else fixed.push(shorthand(c, ecma));
        continue;
      }
      if (c === '-') {
        if (inRange && !isScan && before > '-') cursor.fail('ReversedCharacterRange');
        own.push([inRange ? before.charCodeAt(0) : 45, 45]);
        inRange = false;
        continue;
      }
      cursor.at -= 1;
      c = cursor.charEscape(ecma);
      escaped = true;
    } else if (c === '[' && cursor.here() === ':' && !inRange) {
      const end = /^:\w*:\]/.exec(cursor.p.slice(cursor.at));
      if (end !== null && end[0] === '::]') cursor.at += 3;
    }
    if (inRange) {
      inRange = false;
      if (c === '[' && !escaped && !first) { own.push([before.charCodeAt(0), before.charCodeAt(0)]); subtraction(); } else {
        if (!isScan && before > c) cursor.fail('ReversedCharacterRange');
        own.push([before.charCodeAt(0), c.charCodeAt(0)]);
      }
    } else if (cursor.here() === '-' && cursor.peek(1) !== ']' && cursor.peek(1) !== '') { before = c; inRange = true; cursor.at += 1; } else if (c === '-' && !escaped && cursor.here() === '[' && !first) { cursor.at += 1; subtraction(); } else own.push([c.charCodeAt(0), c.charCodeAt(0)]);
  }
  if (!closed) cursor.fail('UnterminatedBracket');
  return { negate, own: merged(own), fixed, hasCategory, ...(except === undefined ? {} : { except }) };
}
function merged(ranges: number[][]): number[] {
  const out: number[] = [];
  for (const [from = 0, to = 0] of ranges.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))) {
    const last = out.length - 1;
    if (last > 0 && from <= (out[last] ?? 0) + 1) out[last] = Math.max(out[last] ?? 0, to);
    else out.push(from, to);
  }
  return out;
}
const character = (code: number): string => {
  const c = String.fromCharCode(code);
  return /[\\\]^[-]/.test(c) ? `\\${c}` : code < 32 ? `\\x${code.toString(16).padStart(2, '0')}` : c;
};
/** The class in JavaScript's spelling (without the flag `u`). */
export function setSource(set: CharSet): string {
  let out = '';
  for (const part of [set.own, ...set.fixed]) for (let i = 0; i < part.length; i += 2) {
    const from = part[i] ?? 0, to = part[i + 1] ?? 0;
    out += character(from) + (to > from ? `${to > from + 1 ? '-' : ''}${character(to)}` : '');
  }
  const own = `[${set.negate ? '^' : ''}${out}]`;
  return set.except === undefined ? own : `(?:(?!${setSource(set.except)})${own})`;
}
/** To what of a class case matters: letters as written take the other case where case is ignored, categories never do. */
export function casing(set: CharSet): 'own' | 'fixed' | 'both' | 'none' {
  let own = false, fixed = set.hasCategory;
  for (let i = 0; i < set.own.length; i += 2) if (((set.own[i] ?? 0) <= 122 && (set.own[i + 1] ?? 0) >= 65) || (set.own[i + 1] ?? 0) >= 0xb5) own = true;
  if (set.except !== undefined) {
    const inner = casing(set.except);
    own ||= inner === 'own' || inner === 'both';
    fixed ||= inner === 'fixed' || inner === 'both';
  }
  return own ? (fixed ? 'both' : 'own') : fixed ? 'fixed' : 'none';
}
