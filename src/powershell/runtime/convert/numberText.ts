/** Numbers as text: the general forms of .NET (`G15`, shortest round trip) in the invariant culture. */
import { Decimal } from '../values/decimal.ts';
import { Double, Single } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';

/** Puts digits and an exponent in .NET's general form; scientific from `limit` digits before the point on, and below 1E-05. */
function general(text: string, limit: number): string {
  const m = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (m === null) return text;
  const sign = m[1] ?? '', exponent = Number(m[4]);
  const digits = ((m[2] ?? '') + (m[3] ?? '')).replace(/0+$/, '') || '0';
  if (digits === '0') return sign === '-' ? '-0' : '0';
  if (exponent >= limit || exponent <= -5) {
    const e = Math.abs(exponent).toString().padStart(2, '0');
    return `${sign}${digits[0] ?? ''}${digits.length > 1 ? `.${digits.slice(1)}` : ''}E${exponent < 0 ? '-' : '+'}${e}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, '0');
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}
const special = (n: number): string | undefined => (Number.isNaN(n) ? 'NaN' : n === Infinity ? 'Infinity' : n === -Infinity ? '-Infinity' : undefined);

/** `ToString()` of a Double: the shortest text that reads back the same. */
export const doubleRoundTrip = (n: number): string => special(n) ?? (Object.is(n, -0) ? '-0' : general(n.toExponential(), 17));
/** PowerShell's own conversion of a Double: 15 digits. */
export const doubleText = (n: number, digits = 15): string => special(n) ?? (Object.is(n, -0) ? '-0' : general(n.toExponential(digits - 1), digits));

/** `ToString()` of a Single. */
export function singleRoundTrip(n: number): string {
  const known = special(n);
  if (known !== undefined) return known;
  for (let digits = 1; digits <= 9; digits++) { const t = n.toExponential(digits - 1); if (Math.fround(Number(t)) === n) return general(t, 7 + 2); }
  return general(n.toExponential(8), 9);
}
/** How PowerShell converts a number to text: Double with 15 digits, Single with 7, the rest exactly. */
export function numberText(v: NumberValue): string {
  if (typeof v === 'number' || typeof v === 'bigint') return String(v);
  if (v instanceof Double) return doubleText(v.value);
  if (v instanceof Single) return special(v.value) ?? general(v.value.toExponential(6), 7);
  return v instanceof Decimal ? v.toString() : String(v.value);
}
/** `ToString()` without a format. */
export function numberToString(v: NumberValue): string {
  if (v instanceof Double) return doubleRoundTrip(v.value);
  return v instanceof Single ? singleRoundTrip(v.value) : numberText(v);
}
