/** Numbers out of text, as PowerShell's conversions and operators read them. */
import { Decimal } from '../values/decimal.ts';
import { Single, double, fits, makeInteger } from '../values/numbers.ts';
import type { NumberKind, NumberValue } from '../values/numbers.ts';

const MULTIPLIERS: Readonly<Record<string, bigint>> = { kb: 1024n, mb: 1024n ** 2n, gb: 1024n ** 3n, tb: 1024n ** 4n, pb: 1024n ** 5n };

/** Up to nine plain digits, the commonest number by far; -1 for everything else. */
export function plainDigits(text: string): number {
  const { length } = text;
  if (length === 0 || length > 9) return -1;
  let n = 0;
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    n = n * 10 + digit;
  }
  return n;
}
/**
 * A number as an operator reads a string (`'12' + …`, `1 + '0x10'`, `'1kb' * 2`): Int32, Int64, then Decimal or Double.
 * Empty text is 0; undefined where it is no number.
 */
export function scanNumber(text: string): NumberValue | undefined {
  const small = plainDigits(text);
  if (small >= 0) return small;
  const t = text.trim();
  if (t === '') return 0;
  const hex = /^([+-]?)0x([0-9a-f]+)(kb|mb|gb|tb|pb)?$/i.exec(t);
  if (hex !== null) {
    let n = BigInt(`0x${hex[2] ?? '0'}`);
    const digits = (hex[2] ?? '').length;
    if (digits === 8 && n > 0x7fffffffn) n -= 1n << 32n;
    else if (digits === 16 && n > 0x7fffffffffffffffn) n -= 1n << 64n;
    return smallest((hex[1] === '-' ? -n : n) * (MULTIPLIERS[(hex[3] ?? '').toLowerCase()] ?? 1n));
  }
  const typed = SUFFIXED.exec(t);
  if (typed !== null) {
    const [, digits = '', , part, suffix = '', unit = ''] = typed, kinds = KINDS[suffix.toLowerCase()] ?? [];
    const n = (part === undefined && !/e/i.test(digits)) || /^[+-]?0x/i.test(digits) ? integerOf(digits) : BigInt(Math.round(Number(digits)));
    const scaled = n * (MULTIPLIERS[unit.toLowerCase()] ?? 1n), kind = kinds.find((k) => fits(k, scaled));
    return kind === undefined ? undefined : makeInteger(kind, scaled);
  }
  const m = /^([+-]?)(\d*)(\.\d*)?(e[+-]?\d+)?(l|d)?(kb|mb|gb|tb|pb)?$/i.exec(t);
  // .NET's own parsers are asked last, and they take thousands separators.
  if (m === null && /^[+-]?\d[\d,]*(\.\d+)?$/.test(t)) return scanNumber(t.replaceAll(',', ''));
  if (m === null || ((m[2] ?? '') === '' && (m[3] ?? '.') === '.')) return undefined;
  const factor = MULTIPLIERS[(m[6] ?? '').toLowerCase()] ?? 1n;
  if (m[3] === undefined && m[4] === undefined && m[5]?.toLowerCase() !== 'd') {
    const n = BigInt(m[2] ?? '0') * (m[1] === '-' ? -1n : 1n) * factor;
    return m[5] !== undefined ? (fits('Int64', n) ? n : undefined) : smallest(n);
  }
  const digits = `${m[1] ?? ''}${m[2] ?? ''}${m[3] ?? ''}${m[4] ?? ''}`;
  if (m[5]?.toLowerCase() === 'd') return Decimal.parse(digits)?.multiply(Decimal.fromBigInt(factor));
  return double(Number(digits) * Number(factor));
}
/** The suffixes of integers, with the types they may become (about_Numeric_Literals). */
const KINDS: Readonly<Record<string, readonly NumberKind[]>> = { y: ['SByte'], uy: ['Byte'], s: ['Int16'], us: ['UInt16'], u: ['UInt32', 'UInt64'], ul: ['UInt64'], n: ['BigInteger'] };
const SUFFIXED = /^([+-]?(\d+(\.\d*)?(?:e[+-]?\d+)?|0x[0-9a-f]+))(uy|us|ul|y|s|u|n)(kb|mb|gb|tb|pb)?$/i;
function integerOf(text: string): bigint {
  const plain = text.replace(/^[+-]/, ''), n = BigInt(plain);
  return text.startsWith('-') ? -n : n;
}
const smallest = (n: bigint): NumberValue => (fits('Int32', n) ? Number(n) : fits('Int64', n) ? n : n < LARGEST && n > -LARGEST ? Decimal.fromBigInt(n) : double(Number(n)));
/** Beyond what a Decimal holds. */
const LARGEST = 2n ** 96n;

/** Text in the plain forms .NET's own parsers take (no hex, no suffix); thousands separators allowed for the fractional kinds. */
export function parsePlain(text: string, kind: NumberKind): NumberValue | undefined {
  const t = text.trim();
  if (kind === 'Double' || kind === 'Single') {
    if (/^[+-]?(infinity|∞)$/i.test(t)) return makeFloat(kind, t.startsWith('-') ? -Infinity : Infinity);
    if (/^[+-]?nan$/i.test(t)) return makeFloat(kind, NaN);
    const plain = t.replace(/(?<=\d),(?=\d)/g, '');
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? makeFloat(kind, Number(plain)) : undefined;
  }
  if (kind === 'Decimal') return Decimal.parse(t.replace(/(?<=\d),(?=\d)/g, ''));
  if (!/^[+-]?\d+$/.test(t)) return undefined;
  return makeInteger('BigInteger', BigInt(t));
}
const makeFloat = (kind: 'Double' | 'Single', n: number): NumberValue => (kind === 'Double' ? double(n) : new Single(n));
