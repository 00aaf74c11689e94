/** Custom numeric formats: `0 # . , % ‰ E+0 'text' \c ;`. */
import { Decimal } from '../values/decimal.ts';
import { BigInteger, Double, Single, toNumber } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';
import { INVARIANT } from './culture.ts';
import type { Culture } from './culture.ts';
import { fixed } from './formatNumber.ts';

type Token = { readonly kind: '0' | '#' | '.' | ',' | '%' | '‰' | 'text' | 'E'; readonly text: string };
function tokens(format: string): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < format.length; i++) {
    const c = format[i] ?? '';
    const exponent = /^[eE][+-]?0+/.exec(format.slice(i));
    if (exponent !== null) { out.push({ kind: 'E', text: exponent[0] }); i += exponent[0].length - 1; } else if (c === '\\') out.push({ kind: 'text', text: format[++i] ?? '' });
    else if (c === "'" || c === '"') { const end = format.indexOf(c, i + 1); out.push({ kind: 'text', text: format.slice(i + 1, end < 0 ? undefined : end) }); i = end < 0 ? format.length : end; } else if ('0#.,%‰'.includes(c)) out.push({ kind: c as '0', text: c });
    else out.push({ kind: 'text', text: c });
  }
  return out;
}
/** Sections: positive;negative;zero. */
function sections(format: string): string[] {
  const out: string[] = [''];
  let quote = '';
  for (let i = 0; i < format.length; i++) {
    const c = format[i] ?? '';
    if (c === '\\') { out[out.length - 1] += c + (format[++i] ?? ''); continue; }
    if (quote !== '') { if (c === quote) quote = ''; } else if (c === "'" || c === '"') quote = c;
    else if (c === ';') { out.push(''); continue; }
    out[out.length - 1] += c;
  }
  return out;
}
export function customNumber(v: NumberValue, format: string, culture: Culture = INVARIANT): string {
  const parts = sections(format), n = toNumber(v), negative = n < 0;
  const [first = '', second = '', third = ''] = parts;
  let chosen = first, showSign = negative;
  if (n === 0 && third !== '') chosen = third;
  else if (negative && parts.length > 1 && second !== '') { chosen = second; showSign = false; }
  const made = apply(v, tokens(chosen), culture);
  if (/^[0.,]*$/.test(made.digits) && third !== '' && n !== 0) return apply(new ZeroDecimal().value, tokens(third), culture).text;
  return showSign && /[1-9]/.test(made.digits) ? `${culture.minus}${made.text}` : made.text;
}
class ZeroDecimal { readonly value = Decimal.zero; }
function apply(v: NumberValue, list: readonly Token[], culture: Culture): { readonly text: string; readonly digits: string } {
  const point = list.findIndex((t) => t.kind === '.'), isDigit = (t: Token): boolean => t.kind === '0' || t.kind === '#';
  const exponent = list.find((t) => t.kind === 'E');
  const before = list.filter((t, i) => isDigit(t) && (point < 0 || i < point)), after = list.filter((t, i) => isDigit(t) && point >= 0 && i > point);
  const lastDigit = list.findLastIndex((t, i) => isDigit(t) && (point < 0 || i < point));
  const firstDigit = list.findIndex((t, i) => isDigit(t) && (point < 0 || i < point));
  const grouping = list.some((t, i) => t.kind === ',' && i > firstDigit && i < lastDigit);
  let scale = list.filter((t, i) => t.kind === ',' && i > lastDigit && (point < 0 || i < point)).length * -3;
  scale += list.filter((t) => t.kind === '%').length * 2 + list.filter((t) => t.kind === '‰').length * 3;
  let value: NumberValue = scale === 0 ? v : shifted(v, scale), power = 0;
  if (exponent !== undefined) { const n = toNumber(value); if (n !== 0) { power = Math.floor(Math.log10(Math.abs(n))) - Math.max(before.length - 1, 0); value = shifted(value, -power); } }
  const text = fixed(decimalOf(value), after.length).replace('-', ''), [rawWhole = '0', part = ''] = text.split('.');
  const minimum = before.length - Math.max(0, before.findIndex((t) => t.kind === '0') < 0 ? before.length : before.findIndex((t) => t.kind === '0'));
  let whole = rawWhole === '0' ? '' : rawWhole;
  whole = whole.padStart(minimum, '0');
  let keep = part.length;
  while (keep > 0 && part[keep - 1] === '0' && after[keep - 1]?.kind === '#') keep -= 1;
  const fraction = part.slice(0, keep);
  return { text: lay(list, whole, fraction, grouping, before.length, point, power, culture), digits: `${whole}.${fraction}` };
}
/** Custom formats see 15 digits of a binary number, as a Decimal where that can hold them. */
const isHuge = (v: NumberValue): boolean => (v instanceof Double || v instanceof Single) && Math.abs(v.value) > HUGE;
function decimalOf(v: NumberValue): NumberValue {
  if (!(v instanceof Double || v instanceof Single)) return v;
  const text = v.value.toPrecision(v instanceof Single ? 7 : 15);
  return Math.abs(v.value) > HUGE ? new BigInteger(wholeOf(text)) : Decimal.parse(text) ?? v;
}
/** Beyond this a Decimal, and what the format makes of it, could be too small. */
const HUGE = 1e22;
/** A whole number from digits with an exponent that reaches behind them all. */
function wholeOf(text: string): bigint {
  const [digits = '0', power = '0'] = text.split('e'), [whole = '0', part = ''] = digits.split('.');
  return BigInt(whole + part) * 10n ** BigInt(Math.max(0, Number(power) - part.length));
}
function shifted(given: NumberValue, by: number): NumberValue {
  const v = isHuge(given) ? decimalOf(given) : given;
  if (v instanceof BigInteger) return new BigInteger(by > 0 ? v.value * 10n ** BigInt(by) : v.value / 10n ** BigInt(-by));
  const d = v instanceof Decimal ? v : Decimal.parse(String(typeof v === 'number' || typeof v === 'bigint' ? v : toNumber(v))) ?? Decimal.zero;
  return Decimal.make(d.mantissa * (by > 0 ? 10n ** BigInt(by) : 1n), d.scale + (by < 0 ? -by : 0));
}
/** Puts the digits where the format has its places. */
function lay(list: readonly Token[], whole: string, fraction: string, grouping: boolean, places: number, point: number, power: number, culture: Culture): string {
  let out = '', used = 0, seen = 0, tail = 0;
  const group = (from: number, to: number): string => {
    let t = '';
    for (let i = from; i < to; i++) { t += whole[i] ?? ''; const left = whole.length - 1 - i; if (grouping && left > 0 && left % 3 === 0) t += culture.group; }
    return t;
  };
  list.forEach((t, i) => {
    if (t.kind === 'text' || t.kind === '%' || t.kind === '‰') out += t.text;
    else if (t.kind === 'E') { const e = Math.abs(power).toString().padStart(t.text.replace(/[^0]/g, '').length, '0'); out += (t.text[0] ?? 'E') + (power < 0 ? culture.minus : t.text.includes('+') ? '+' : '') + e; } else if (t.kind === '.') { if (fraction !== '') out += culture.decimal; } else if (t.kind === '0' || t.kind === '#') {
      if (point >= 0 && i > point) { out += fraction[tail] ?? ''; tail += 1; return; }
      seen += 1;
      const upTo = whole.length - (places - seen);
      if (upTo > used) { out += group(used, upTo); used = upTo; }
    }
  });
  return out;
}
