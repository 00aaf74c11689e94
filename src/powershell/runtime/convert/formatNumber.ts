/** Numbers in .NET's standard (`N2`, `D5`, `X`, `P1` …) and custom (`#,##0.00`) formats, invariant culture. */
import { netThrow } from '../errors/raise.ts';
import { Decimal } from '../values/decimal.ts';
import { Double, Single, kindOf, toBigInt, toNumber } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';
import { INVARIANT, localized } from './culture.ts';
import type { Culture } from './culture.ts';
import { customNumber } from './customNumber.ts';
import { doubleRoundTrip, doubleText, numberToString } from './numberText.ts';

/** A number in a format; throws FormatException. */
export function formatNumber(v: NumberValue, format: string, culture: Culture = INVARIANT): string {
  if ((v instanceof Double || v instanceof Single) && !Number.isFinite(v.value)) return point(numberToString(v), culture);
  const read = standard(format);
  if (read === undefined) return customNumber(v, format, culture);
  const { letter, upper, digits } = read;
  if (typeof v === 'number' && v >= 0 && (letter === 'D' || letter === 'd')) return String(v).padStart(digits ?? 0, '0');
  switch (upper) {
    case 'N': return localized(fixed(v, digits ?? culture.numberDigits), culture, true);
    case 'F': return localized(fixed(v, digits ?? culture.numberDigits), culture, false);
    case 'P': { const t = fixed(v, digits ?? culture.numberDigits, 2), isBelow = t.startsWith('-'), { percent } = culture, at = percent.indexOf('n'), shown = percent.slice(0, at) + localized(isBelow ? t.slice(1) : t, culture, true) + percent.slice(at + 1); return isBelow ? culture.minus + shown : shown; }
    case 'C': { const t = fixed(v, digits ?? culture.currencyDigits); return (t.startsWith('-') ? culture.negativeCurrency : culture.currency).replace('n', () => localized(t.replace('-', ''), culture, true)).replace('\0', culture.currencySymbol); }
    case 'D': return isWhole(v) ? point(padded(toBigInt(v), digits ?? 0), culture) : bad(format);
    case 'X': return isWhole(v) ? hex(v, digits ?? 0, letter === 'x') : bad(format);
    case 'B': return kindOf(v) === 'BigInteger' ? endless(toBigInt(v), 1).padStart(digits ?? 0, toBigInt(v) < 0n ? '1' : '0') : isWhole(v) ? BigInt.asUintN(bits(v), toBigInt(v)).toString(2).padStart(digits ?? 0, '0') : bad(format);
    case 'E': return point(exponential(v, digits ?? 6, letter), culture);
    case 'G': return small(letter, digits === undefined || digits === 0 ? numberToString(v) : v instanceof Decimal || isWhole(v) ? wholeGeneral(v, digits) : doubleText(toNumber(v), digits), culture);
    case 'R': return small(letter, v instanceof Double ? doubleRoundTrip(v.value) : numberToString(v), culture);
    default: return bad(format);
  }
}
interface Standard { readonly letter: string; readonly upper: string; readonly digits: number | undefined }
const formats = new Map<string, Standard | undefined>();
/** A standard format's letter and digits; undefined for custom ones. */
function standard(format: string): Standard | undefined {
  const known = formats.get(format);
  if (known !== undefined || formats.has(format)) return known;
  const m = /^([A-Za-z])(\d{0,9})$/.exec(format);
  if (formats.size > 500) formats.clear();
  if (m === null) { formats.set(format, undefined); return undefined; }
  const letter = m[1] ?? '', made = { letter, upper: letter.toUpperCase(), digits: m[2] === '' ? undefined : Number(m[2]) };
  formats.set(format, made);
  return made;
}
/** A text without groups as the culture writes it: decimal sign, minus signs, what is no finite number. */
export function point(t: string, c: Culture): string {
  if (c === INVARIANT) return t;
  if (t === 'NaN') return c.nan;
  if (t.endsWith('Infinity')) return t.startsWith('-') ? c.minus + c.infinity : c.infinity;
  return (c.minus === '-' ? t : t.replaceAll('-', c.minus)).replace('.', c.decimal);
}
/** A small letter writes a small exponent. */
const small = (letter: string, t: string, c: Culture): string => point(letter > 'Z' ? t.replace('E', 'e') : t, c);
const bad = (_format: string): never => netThrow('System.FormatException', 'Format specifier was invalid.');
const isWhole = (v: NumberValue): boolean => !(v instanceof Double || v instanceof Single || v instanceof Decimal);
const bits = (v: NumberValue): number => ({ Byte: 8, SByte: 8, Int16: 16, UInt16: 16, Int32: 32, UInt32: 32 } as Partial<Record<string, number>>)[kindOf(v) ?? ''] ?? 64;
function padded(n: bigint, width: number): string { const t = (n < 0n ? -n : n).toString().padStart(width, '0'); return n < 0n ? `-${t}` : t; }
/** A number without bounds in digits of so many bits: as few as show its sign in the first bit (BigInteger.TryFormatBigInteger). */
function endless(n: bigint, size: 1 | 4): string {
  let count = Math.max(1, (n < 0n ? -n : n).toString(2 ** size).length - 1);
  while (BigInt.asIntN(count * size, n) !== n) count++;
  return BigInt.asUintN(count * size, n).toString(2 ** size).padStart(count, '0');
}
function hex(v: NumberValue, width: number, lower: boolean): string {
  if (kindOf(v) === 'BigInteger') { const n = toBigInt(v), t = endless(n, 4).padStart(width, n < 0n ? 'f' : '0'); return lower ? t : t.toUpperCase(); }
  const t = typeof v === 'number' ? (v >>> 0).toString(16).padStart(width, '0') : BigInt.asUintN(bits(v), toBigInt(v)).toString(16).padStart(width, '0');
  return lower ? t : t.toUpperCase();
}
const wholeGeneral = (v: NumberValue, digits: number): string => { const t = numberToString(v); return t.replace(/[-.]/g, '').length <= digits ? t : doubleText(toNumber(v), digits); };

/** Exactly `digits` places of the exact value (times a power of ten). */
export function fixed(v: NumberValue, digits: number, shift = 0): string {
  if (v instanceof Double) { const plain = scaled(v.value, digits, shift); if (plain !== undefined) return plain; const quick = roundedPlaces(v.value, digits + shift); if (quick !== undefined) return moved(quick, shift); }
  if (isWhole(v)) { const t = typeof v === 'number' ? String(v) : toBigInt(v).toString(), n = shift === 0 || t === '0' ? t : t + '0'.repeat(shift); return digits === 0 ? n : `${n}.${'0'.repeat(digits)}`; }
  return v instanceof Decimal ? roundText(moved(v.toString(), shift), digits) : roundText(moved(exactText(toNumber(v), digits + shift), shift), digits, true);
}
const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
/** The same for a number of few digits that lies clearly nearer to one side: as a whole number of its last places, whose product is exact enough to tell. */
function scaled(n: number, digits: number, shift: number): string | undefined {
  const power = POWERS[digits + shift];
  if (power === undefined || n === 0) return undefined;
  const size = Math.abs(n) * power;
  if (!(size < 1e11)) return undefined;
  const below = Math.floor(size), rest = size - below;
  if (rest > 0.4999 && rest < 0.5001) return undefined;
  const whole = String(rest > 0.5 ? below + 1 : below), sign = n < 0 ? '-' : '';
  if (digits === 0) return sign + whole;
  const text = whole.length > digits ? whole : whole.padStart(digits + 1, '0'), at = text.length - digits;
  return `${sign}${text.slice(0, at)}.${text.slice(at)}`;
}
/** JavaScript's own rounding, which is that of the exact value too; undefined where the value lies just between two, or beyond what it writes. */
function roundedPlaces(n: number, places: number): string | undefined {
  if (places > 30 || Math.abs(n) >= 1e21 || n === 0 || Math.abs((n * 2 ** (places + 1)) % 2) === 1) return undefined;
  return n.toFixed(places);
}
/** All digits of a binary number, as far as they can count. */
function exactText(n: number, digits: number): string {
  if (Math.abs(n) >= 1e21) return BigInt(n).toString();
  return (Object.is(n, -0) ? '-' : '') + n.toFixed(Math.min(100, Math.max(30, digits + 2)));
}
/** The decimal point of a text some places to the right. */
function moved(text: string, by: number): string {
  if (by === 0) return text;
  const at = text.indexOf('.'), whole = at < 0 ? text : text.slice(0, at), part = at < 0 ? '' : text.slice(at + 1), left = whole + part.slice(0, by).padEnd(by, '0'), right = part.slice(by);
  const lead = /^-?0\d/.test(left) ? left.replace(/^(-?)0+(?=\d)/, '$1') : left;
  return right === '' ? lead : `${lead}.${right}`;
}
/** A decimal text rounded to places: halves away from zero, or (binary numbers, which .NET rounds on their exact digits) to the even digit; these alone keep the sign of what rounds to nothing (Number.RoundNumber). */
export function roundText(text: string, digits: number, even = false): string {
  const negative = text.startsWith('-'), [whole = '0', part = ''] = text.replace('-', '').split('.');
  const sign = (t: string): string => (negative && (even || /[1-9]/.test(t)) ? `-${t}` : t);
  if (part.length <= digits) return sign(digits === 0 ? whole : `${whole}.${part.padEnd(digits, '0')}`);
  let n = BigInt(whole + part.slice(0, digits));
  if (even && /^50*$/.test(part.slice(digits)) ? (n & 1n) === 1n : (part[digits] ?? '0') >= '5') n += 1n;
  const t = n.toString().padStart(digits + 1, '0');
  return sign(digits === 0 ? t : `${t.slice(0, -digits)}.${t.slice(-digits)}`);
}
function exponential(v: NumberValue, digits: number, letter: string): string {
  const n = toNumber(v), m = /^(.*)e([+-])(\d+)$/.exec(n.toExponential(100));
  if (m === null) return String(n);
  let power = Number(m[3]) * (m[2] === '-' ? -1 : 1), shown = roundText(m[1] ?? '', digits, !(v instanceof Decimal));
  // Nines that went up.
  if (/^-?10/.test(shown)) { power += 1; shown = shown.replace('10', '1').replace('.', '.0').slice(0, shown.length - 1); }
  return `${Object.is(n, -0) ? '-' : ''}${shown}${letter}${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(3, '0')}`;
}
