import type { NumericTypeName } from '../ast.ts';
import { decimalText } from './decimal.ts';

/** A number literal taken apart. */
export interface NumberShape {
  readonly negative: boolean;
  /** Without sign and `0x`/`0b`. */
  readonly digits: string;
  readonly format: 'decimal' | 'hex' | 'binary';
  readonly real: boolean;
  /** In lower case: '', y, uy, s, us, l, ul, u, d, n. */
  readonly suffix: string;
  readonly multiplier: bigint;
}

export interface NumberValue { readonly type: NumericTypeName; readonly value: number | bigint | string }

interface Range { readonly type: NumericTypeName; readonly low: bigint; readonly high: bigint; readonly small: boolean }

const signed = (type: NumericTypeName, bits: bigint): Range => ({ type, low: -(2n ** (bits - 1n)), high: 2n ** (bits - 1n) - 1n, small: bits < 64n });
const unsigned = (type: NumericTypeName, bits: bigint): Range => ({ type, low: 0n, high: 2n ** bits - 1n, small: bits < 64n });
const int32 = signed('System.Int32', 32n), int64 = signed('System.Int64', 64n), uint64 = unsigned('System.UInt64', 64n);

/** Types a suffix may give, the first that holds the value (about_Numeric_Literals). */
const bySuffix: Readonly<Record<string, readonly Range[]>> = {
  y: [signed('System.SByte', 8n)], uy: [unsigned('System.Byte', 8n)], s: [signed('System.Int16', 16n)], us: [unsigned('System.UInt16', 16n)],
  l: [int64], ul: [uint64], u: [unsigned('System.UInt32', 32n), uint64],
};
const maxDecimal = 79228162514264337593543950335n;

function fit(value: bigint, ranges: readonly Range[]): NumberValue | undefined {
  const range = ranges.find((candidate) => value >= candidate.low && value <= candidate.high);
  return range && { type: range.type, value: range.small ? Number(value) : value };
}

const signLengths = { hex: [8, 16], binary: [8, 16, 32, 64, 96, 128] } as const;
const suffixDigits: Readonly<Record<string, number>> = { y: 2, s: 4, l: 16 };

/**
 * Digits of a hexadecimal or binary literal as .NET reads them: at certain lengths the highest bit is the sign, and a
 * literal as wide as an Int64 is one.
 */
function bits(shape: NumberShape): { value: bigint; suffix: string } {
  const { digits, suffix } = shape;
  const hex = shape.format === 'hex', isUnsigned = suffix.includes('u'), length = digits.length;
  const lengths: readonly number[] = hex && suffixDigits[suffix] !== undefined ? [suffixDigits[suffix]] : signLengths[hex ? 'hex' : 'binary'];
  const hasSign = !isUnsigned && lengths.includes(length);
  const width = BigInt(length * (hex ? 4 : 1));
  let value = digits === '' ? 0n : BigInt((hex ? '0x' : '0b') + digits);
  if (hasSign && value >= 2n ** (width - 1n)) value -= 2n ** width;
  // A hexadecimal literal without a sign bit counts a leading zero.
  const wide = hex ? length + (hasSign ? 0 : 1) === 16 : length === 64;
  return { value, suffix: wide && suffix === '' ? 'l' : wide && suffix === 'u' ? 'ul' : suffix };
}

function realValue(shape: NumberShape): NumberValue | undefined {
  const sign = shape.negative ? '-' : '';
  const digits = shape.digits.replace(/[\u2013\u2014\u2015]/, '-');
  if (!/^\.?\d/.test(digits)) return undefined; // `-.`
  if (shape.suffix === 'd') {
    const value = decimalText(sign + digits, shape.multiplier);
    return value === undefined ? undefined : { type: 'System.Decimal', value };
  }
  const value = Number(sign + digits.replace(/\.(?=e|$)/i, '.0')) * Number(shape.multiplier);
  if (shape.suffix === '') return { type: 'System.Double', value };
  if (!Number.isFinite(value)) return undefined;
  const whole = BigInt(roundHalfEven(value));
  return shape.suffix === 'n' ? { type: 'System.Numerics.BigInteger', value: whole } : fit(whole, bySuffix[shape.suffix]!);
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value), rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Value and .NET type of a number literal; undefined where no type holds it. */
export function numberValue(shape: NumberShape): NumberValue | undefined {
  if (shape.real) return realValue(shape);
  let { suffix } = shape, value: bigint;
  if (shape.format === 'decimal') value = BigInt(shape.digits);
  else if (shape.digits === '' && shape.format === 'binary') return undefined; // `-0b`
  else ({ value, suffix } = bits(shape));
  value *= shape.multiplier;
  if (shape.negative) value = -value;
  if (suffix === 'n') return { type: 'System.Numerics.BigInteger', value };
  const magnitude = value < 0n ? -value : value;
  if (suffix === 'd') return magnitude <= maxDecimal ? { type: 'System.Decimal', value: String(value) } : undefined;
  if (suffix !== '') return fit(value, bySuffix[suffix]!);
  const whole = fit(value, [int32, int64]);
  if (whole !== undefined || shape.format !== 'decimal') return whole;
  return magnitude <= maxDecimal ? { type: 'System.Decimal', value: String(value) } : { type: 'System.Double', value: Number(value) };
}
