/**
 * The one file that makes and reads numbers. Int32 is a JavaScript number, Int64 a bigint; the rest are small
 * objects. Never build one of these objects elsewhere by other means than the functions here.
 */
import { NetObject } from './value.ts';
import type { Value } from './value.ts';
import { Decimal } from './decimal.ts';

/** System.Double. */
export class Double extends NetObject {
  readonly value: number;
  constructor(value: number) { super(); this.value = value; }
}
/** System.Single; the value is rounded to a float. */
export class Single extends NetObject {
  readonly value: number;
  constructor(value: number) { super(); this.value = Math.fround(value); }
}
export type SmallKind = 'Byte' | 'SByte' | 'Int16' | 'UInt16' | 'UInt32';
/** The integers of 32 bits and less other than Int32. */
export abstract class SmallInteger extends NetObject {
  abstract readonly kind: SmallKind;
  readonly value: number;
  constructor(value: number) { super(); this.value = value; }
}
export class Byte extends SmallInteger { get kind() { return 'Byte' as const; } }
export class SByte extends SmallInteger { get kind() { return 'SByte' as const; } }
export class Int16 extends SmallInteger { get kind() { return 'Int16' as const; } }
export class UInt16 extends SmallInteger { get kind() { return 'UInt16' as const; } }
export class UInt32 extends SmallInteger { get kind() { return 'UInt32' as const; } }
/** UInt64 and BigInteger. */
export abstract class WideInteger extends NetObject {
  abstract readonly kind: 'UInt64' | 'BigInteger';
  readonly value: bigint;
  constructor(value: bigint) { super(); this.value = value; }
}
export class UInt64 extends WideInteger { get kind() { return 'UInt64' as const; } }
export class BigInteger extends WideInteger { get kind() { return 'BigInteger' as const; } }

/** The numeric types in the order of PowerShell's widening; the index is used to choose an operation's type. */
export const NUMBER_KINDS = [
  'SByte', 'Byte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64', 'BigInteger', 'Single', 'Double', 'Decimal',
] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];
export type NumberValue = number | bigint | Double | Single | SmallInteger | WideInteger | Decimal;

const RANGES: Record<Exclude<NumberKind, 'BigInteger' | 'Single' | 'Double' | 'Decimal'>, readonly [bigint, bigint]> = {
  SByte: [-128n, 127n], Byte: [0n, 255n], Int16: [-32768n, 32767n], UInt16: [0n, 65535n],
  Int32: [-(2n ** 31n), 2n ** 31n - 1n], UInt32: [0n, 2n ** 32n - 1n],
  Int64: [-(2n ** 63n), 2n ** 63n - 1n], UInt64: [0n, 2n ** 64n - 1n],
};

const bytes: readonly Byte[] = Array.from({ length: 256 }, (_, i) => new Byte(i));

/** The value of an integer of 32 bits or less; these need no wider arithmetic. */
export const smallOf = (v: Value): number | undefined => (typeof v === 'number' ? v : v instanceof SmallInteger ? v.value : undefined);

const FEWEST_KEPT = -256, MOST_KEPT = 1024;
const longs: readonly bigint[] = Array.from({ length: MOST_KEPT - FEWEST_KEPT + 1 }, (_, i) => BigInt(i + FEWEST_KEPT));
/** An Int32 as Int64: the small ones, which programs count and divide by, are kept, for making one costs more than reckoning with it. */
export const toLong = (n: number): bigint => (n >= FEWEST_KEPT && n <= MOST_KEPT ? longs[n - FEWEST_KEPT] ?? BigInt(n) : BigInt(n));

/** The numeric kind of a value, or undefined where it is no number (a Char is none). */
export function kindOf(v: Value): NumberKind | undefined {
  if (typeof v === 'number') return 'Int32';
  if (typeof v === 'bigint') return 'Int64';
  if (v instanceof Double) return 'Double';
  if (v instanceof SmallInteger || v instanceof WideInteger) return v.kind;
  if (v instanceof Decimal) return 'Decimal';
  return v instanceof Single ? 'Single' : undefined;
}
export const isNumber = (v: Value): v is NumberValue => typeof v === 'number' || kindOf(v) !== undefined;
export const isInteger = (v: Value): v is number | bigint | SmallInteger | WideInteger =>
  typeof v === 'number' || typeof v === 'bigint' || v instanceof SmallInteger || v instanceof WideInteger;

/** The value as a JavaScript number; large integers and decimals are rounded as .NET rounds to Double. */
export function toNumber(v: NumberValue): number {
  if (typeof v === 'number') return v;
  if (typeof v === 'bigint') return Number(v);
  return v instanceof Decimal ? v.toNumber() : Number(v.value);
}
/** An integer value as bigint. Fractions are cut (callers that must round do so before). */
export function toBigInt(v: NumberValue): bigint {
  if (typeof v === 'bigint') return v;
  if (typeof v === 'number') return BigInt(v);
  if (v instanceof Decimal) return v.truncate();
  return typeof v.value === 'bigint' ? v.value : BigInt(Math.trunc(v.value));
}

/** Whether an integer fits the kind; always true for BigInteger and the non-integers. */
export function fits(kind: NumberKind, n: bigint): boolean {
  if (kind === 'BigInteger' || kind === 'Single' || kind === 'Double' || kind === 'Decimal') return true;
  const [low, high] = RANGES[kind];
  return n >= low && n <= high;
}
/** The smallest and largest value of an integer kind. */
export const rangeOf = (kind: keyof typeof RANGES): readonly [bigint, bigint] => RANGES[kind];

/** An integer of the kind; the caller has checked `fits`. */
export function makeInteger(kind: NumberKind, n: bigint): NumberValue {
  switch (kind) {
    case 'Int32': return Number(n);
    case 'Int64': return n;
    case 'Byte': return bytes[Number(n)] ?? new Byte(Number(n));
    case 'SByte': return new SByte(Number(n));
    case 'Int16': return new Int16(Number(n));
    case 'UInt16': return new UInt16(Number(n));
    case 'UInt32': return new UInt32(Number(n));
    case 'UInt64': return new UInt64(n);
    case 'BigInteger': return new BigInteger(n);
    case 'Double': return new Double(Number(n));
    case 'Single': return new Single(Number(n));
    default: return Decimal.fromBigInt(n);
  }
}
export const byte = (n: number): Byte => bytes[n & 255] as Byte;
export const double = (n: number): Double => new Double(n);
