/** Static helpers that .NET's numeric types, Char and BitConverter have beside Parse and limits. */
import { convertTo } from '../../convert/convert.ts';
import { numberToString } from '../../convert/numberText.ts';
import { compareNumbers } from '../../operators/compare.ts';
import { calculate } from '../../operators/arithmetic.ts';
import { netThrow } from '../../errors/raise.ts';
import { invokeStatic } from '../../members/invoke.ts';
import { Char } from '../../values/char.ts';
import { Decimal } from '../../values/decimal.ts';
import { BigInteger, double, toBigInt, toNumber } from '../../values/numbers.ts';
import type { NumberValue } from '../../values/numbers.ts';
import type { Value } from '../../values/value.ts';
import { enumType } from './enums.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { addMembers, constant, func } from '../netType.ts';
import type { AnyType, Overload, StaticMember } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { T, arrayOf } from '../t.ts';
import { bytesValue, rawBytes } from '../text/text.ts';

/** An overload that takes values as they are, converted to the type and boxed: one body for all kinds of numbers. */
const plain = (type: AnyType, count: number, run: (...values: NumberValue[]) => unknown, returns: AnyType): Overload =>
  func(Array.from({ length: count }, () => T.Object), (...values) => run(...values.map((v) => convertTo(v, type) as NumberValue)), returns);
const less = (a: NumberValue, b: NumberValue): boolean => compareNumbers(a, b) < 0;
const negative = (v: NumberValue): boolean => less(v, 0);
function shared(type: AnyType): Record<string, StaticMember> {
  const zero = convertTo(0, type) as NumberValue, minus = (v: NumberValue): Value => convertTo(calculate('subtract', zero, v), type);
  return {
    Abs: [plain(type, 1, (a) => (negative(a) ? minus(a) : a), type)], Max: [plain(type, 2, (a, b) => (less(a, b) ? b : a), type)], Min: [plain(type, 2, (a, b) => (less(b, a) ? b : a), type)],
    Clamp: [plain(type, 3, (v, low, high) => (less(high, low) ? netThrow('System.ArgumentException', `'${numberToString(low)}' cannot be greater than ${numberToString(high)}.`) : less(v, low) ? low : less(high, v) ? high : v), type)],
    Sign: [plain(type, 1, (a) => compareNumbers(a, 0), T.Int32)], IsNegative: [plain(type, 1, negative, T.Boolean)], IsPositive: [plain(type, 1, (a) => !negative(a), T.Boolean)],
  };
}
const parity = (type: AnyType): Record<string, StaticMember> => {
  const odd = (a: NumberValue): boolean => compareNumbers(calculate('remainder', a, 2) as NumberValue, 0) !== 0;
  return { IsEvenInteger: [plain(type, 1, (a) => !odd(a), T.Boolean)], IsOddInteger: [plain(type, 1, odd, T.Boolean)] };
};
/** What is told of an integer's bits. */
const integerBits = (type: AnyType, size: number): Record<string, StaticMember> => {
  const of = (v: NumberValue): bigint => BigInt.asUintN(size, toBigInt(v)), digits = (v: NumberValue): string => of(v).toString(2);
  return {
    LeadingZeroCount: [plain(type, 1, (a) => (of(a) === 0n ? size : size - digits(a).length), type)], TrailingZeroCount: [plain(type, 1, (a) => (of(a) === 0n ? size : digits(a).length - 1 - digits(a).lastIndexOf('1')), type)], PopCount: [plain(type, 1, (a) => digits(a).replaceAll('0', '').length, type)],
    IsPow2: [plain(type, 1, (a) => toBigInt(a) > 0n && /^10*$/.test(digits(a)), T.Boolean)], Log2: [plain(type, 1, (a) => (toBigInt(a) < 0n ? netThrow('System.ArgumentOutOfRangeException', "value ('" + numberToString(a) + "') must be a non-negative value. (Parameter 'value')") : of(a) === 0n ? 0 : digits(a).length - 1), type)],
  };
};
const SIZES: Readonly<Record<string, number>> = { Int64: 64, UInt64: 64, Int32: 32, UInt32: 32, Int16: 16, UInt16: 16 };
const bitsOf = (type: AnyType): Record<string, StaticMember> => integerBits(type, SIZES[type.shortName] ?? 8);
for (const type of [T.Int32, T.Int64, T.Int16, T.SByte] as const) addMembers(type as AnyType, () => ({ statics: { ...shared(type), ...parity(type), ...bitsOf(type) } }));
for (const type of [T.Byte, T.UInt16, T.UInt32, T.UInt64] as const) addMembers(type as AnyType, () => { const { Max, Min, Clamp } = shared(type); return { statics: { Max, Min, Clamp, ...parity(type), ...bitsOf(type) } as Record<string, StaticMember> }; });
addMembers(T.Double as AnyType, () => ({ statics: {
  ...shared(T.Double), IsFinite: [func([T.Double], Number.isFinite, T.Boolean)], IsInteger: [func([T.Double], Number.isInteger, T.Boolean)], E: constant(double(Math.E)), Pi: constant(double(Math.PI)), Tau: constant(double(2 * Math.PI)),
  Truncate: [func([T.Double], Math.trunc, T.Double)], Log: [func([T.Double], Math.log, T.Double)], Exp: [func([T.Double], Math.exp, T.Double)], Log10: [func([T.Double], Math.log10, T.Double)], Log2: [func([T.Double], Math.log2, T.Double)], Round: [func([T.Double], (n) => invokeStatic(lookupType('System.Math') ?? T.Object, 'Round', [double(n)]), T.Double), func([T.Double, T.Int32], (n, d) => invokeStatic(lookupType('System.Math') ?? T.Object, 'Round', [double(n), d]), T.Double)],
  Floor: [func([T.Double], Math.floor, T.Double)], Ceiling: [func([T.Double], Math.ceil, T.Double)], Sqrt: [func([T.Double], Math.sqrt, T.Double)], Pow: [func([T.Double, T.Double], Math.pow, T.Double)],
} }));
const decimals = (operator: 'add' | 'subtract' | 'multiply' | 'divide' | 'remainder'): Overload => plain(T.Decimal, 2, (a, b) => calculate(operator, a, b), T.Decimal);
addMembers(T.Decimal as AnyType, () => ({
  statics: {
    ...shared(T.Decimal), MinusOne: constant(Decimal.fromNumber(-1)), Add: [decimals('add')], Subtract: [decimals('subtract')], Multiply: [decimals('multiply')], Divide: [decimals('divide')], Remainder: [decimals('remainder')],
    Negate: [plain(T.Decimal, 1, (a) => calculate('subtract', Decimal.fromNumber(0), a), T.Decimal)], Compare: [plain(T.Decimal, 2, compareNumbers, T.Int32)], Equals: [plain(T.Decimal, 2, (a, b) => compareNumbers(a, b) === 0, T.Boolean)],
    ToInt32: [plain(T.Decimal, 1, (a) => convertTo((a as Decimal).truncate(), T.Int32), T.Int32)], ToInt64: [plain(T.Decimal, 1, (a) => convertTo((a as Decimal).truncate(), T.Int64), T.Int64)], ToDouble: [plain(T.Decimal, 1, (a) => convertTo(a, T.Double), T.Double)],
  },
  props: { Scale: [T.Byte, (d: unknown) => { const text = numberToString(d as NumberValue), at = text.indexOf('.'); return at < 0 ? 0 : text.length - at - 1; }] },
}));
const value = (n: unknown): bigint => toBigInt(n as NumberValue);
const big = (run: (a: bigint, b: bigint) => unknown, returns: AnyType): Overload => func([T.BigInteger, T.BigInteger], run, returns);
addMembers(T.BigInteger as AnyType, () => ({
  statics: {
    Max: [big((a, b) => (a > b ? a : b), T.BigInteger)], Min: [big((a, b) => (a < b ? a : b), T.BigInteger)], Compare: [big((a, b) => (a < b ? -1 : a > b ? 1 : 0), T.Int32)], Add: [big((a, b) => a + b, T.BigInteger)], Subtract: [big((a, b) => a - b, T.BigInteger)], Multiply: [big((a, b) => a * b, T.BigInteger)],
    Divide: [big((a, b) => (b === 0n ? netThrow('System.DivideByZeroException', 'Attempted to divide by zero.') : a / b), T.BigInteger)], Remainder: [big((a, b) => (b === 0n ? netThrow('System.DivideByZeroException', 'Attempted to divide by zero.') : a % b), T.BigInteger)],
    Negate: [func([T.BigInteger], (a) => -a, T.BigInteger)], Log10: [func([T.BigInteger], (a) => Math.log10(Number(a)), T.Double)], Log: [func([T.BigInteger], (a) => Math.log(Number(a)), T.Double)], MinusOne: constant(new BigInteger(-1n)),
  },
  props: {
    IsZero: [T.Boolean, (n: unknown) => value(n) === 0n], IsOne: [T.Boolean, (n: unknown) => value(n) === 1n], IsEven: [T.Boolean, (n: unknown) => value(n) % 2n === 0n],
    Sign: [T.Int32, (n: unknown) => { const v = value(n); return v < 0n ? -1 : v > 0n ? 1 : 0; }],
  },
}));
const categories = enumType('System.Globalization.UnicodeCategory', ['UppercaseLetter', 'LowercaseLetter', 'TitlecaseLetter', 'ModifierLetter', 'OtherLetter', 'NonSpacingMark', 'SpacingCombiningMark', 'EnclosingMark', 'DecimalDigitNumber', 'LetterNumber', 'OtherNumber', 'SpaceSeparator', 'LineSeparator', 'ParagraphSeparator', 'Control', 'Format', 'Surrogate', 'PrivateUse', 'ConnectorPunctuation', 'DashPunctuation', 'OpenPunctuation', 'ClosePunctuation', 'InitialQuotePunctuation', 'FinalQuotePunctuation', 'OtherPunctuation', 'MathSymbol', 'CurrencySymbol', 'ModifierSymbol', 'OtherSymbol', 'OtherNotAssigned']);
/** Made with the first question: thirty classes of characters take milliseconds. */
let codes: readonly RegExp[] | undefined;
const codeOf = (c: string): number => (codes ??= ['Lu', 'Ll', 'Lt', 'Lm', 'Lo', 'Mn', 'Mc', 'Me', 'Nd', 'Nl', 'No', 'Zs', 'Zl', 'Zp', 'Cc', 'Cf', 'Cs', 'Co', 'Pc', 'Pd', 'Ps', 'Pe', 'Pi', 'Pf', 'Po', 'Sm', 'Sc', 'Sk', 'So', 'Cn'].map((code) => new RegExp(`^\\p{${code}}$`, 'u'))).findIndex((r) => r.test(c));
const ascii = (test: RegExp): Overload => func([T.Char], (c) => test.test(String(c)), T.Boolean);
addMembers(T.Char as AnyType, () => ({ statics: {
  IsAscii: [func([T.Char], (c) => String(c).charCodeAt(0) < 128, T.Boolean)], IsAsciiDigit: [ascii(/^[0-9]$/)], IsAsciiLetter: [ascii(/^[a-z]$/i)], IsAsciiLetterOrDigit: [ascii(/^[a-z0-9]$/i)], IsAsciiLetterLower: [ascii(/^[a-z]$/)], IsAsciiLetterUpper: [ascii(/^[A-Z]$/)], IsAsciiHexDigit: [ascii(/^[0-9a-f]$/i)],
  IsBetween: [func([T.Char, T.Char, T.Char], (c, low, high) => String(c) >= String(low) && String(c) <= String(high), T.Boolean)],
  GetUnicodeCategory: [func([T.Char], (c) => new EnumValue(categories, Math.max(0, codeOf(String(c)))))],
  TryParse: [func([T.String, T.Ref], (s, r) => { const ok = s?.length === 1; r.value = Char.of(ok ? s.charCodeAt(0) : 0); return ok; }, T.Boolean)],
} }));
const reader = (bytes: number, read: (v: DataView, at: number) => unknown, returns: AnyType): Overload[] => {
  const at = (b: Value, i: number): unknown => {
    const raw = rawBytes(b);
    if (i < 0 || i + bytes > raw.length) return netThrow('System.ArgumentException', 'Destination array is not long enough to copy all the items in the collection. Check array index and length.');
    return read(new DataView(raw.buffer, raw.byteOffset, raw.byteLength), i);
  };
  return [func([arrayOf(T.Byte), T.Int32], (b, i) => at(b as unknown as Value, i), returns)];
};
const bits = <V>(write: (view: DataView) => void, read: (view: DataView) => V): V => { const view = new DataView(new ArrayBuffer(8)); write(view); return read(view); };
/** The bytes of a value of a type, the lowest first. */
const bytesOf = (type: AnyType, size: number, write: (view: DataView, v: Value) => void): Overload => func([type], (v) => { const view = new DataView(new ArrayBuffer(size)); write(view, v as Value); return bytesValue(new Uint8Array(view.buffer)); });
addMembers(lookupType('System.BitConverter') as AnyType, () => ({ statics: {
  GetBytes: [
    bytesOf(T.Boolean, 1, (w, v) => { w.setUint8(0, v === true ? 1 : 0); }), bytesOf(T.Char, 2, (w, v) => { w.setUint16(0, v instanceof Char ? v.code : 0, true); }), bytesOf(T.Int16, 2, (w, v) => { w.setInt16(0, toNumber(v as NumberValue), true); }), bytesOf(T.UInt16, 2, (w, v) => { w.setUint16(0, toNumber(v as NumberValue), true); }),
    bytesOf(T.Int32, 4, (w, v) => { w.setInt32(0, toNumber(v as NumberValue), true); }), bytesOf(T.UInt32, 4, (w, v) => { w.setUint32(0, toNumber(v as NumberValue), true); }), bytesOf(T.Int64, 8, (w, v) => { w.setBigInt64(0, toBigInt(v as NumberValue), true); }), bytesOf(T.UInt64, 8, (w, v) => { w.setBigUint64(0, toBigInt(v as NumberValue), true); }),
    bytesOf(T.Single, 4, (w, v) => { w.setFloat32(0, toNumber(v as NumberValue), true); }), bytesOf(T.Double, 8, (w, v) => { w.setFloat64(0, toNumber(v as NumberValue), true); }),
  ],
  DoubleToInt64Bits: [func([T.Double], (n) => bits((v) => { v.setFloat64(0, n); }, (v) => v.getBigInt64(0)), T.Int64)], Int64BitsToDouble: [func([T.Int64], (n) => bits((v) => { v.setBigInt64(0, n); }, (v) => v.getFloat64(0)), T.Double)],
  SingleToInt32Bits: [func([T.Single], (n) => bits((v) => { v.setFloat32(0, n); }, (v) => v.getInt32(0)), T.Int32)], Int32BitsToSingle: [func([T.Int32], (n) => bits((v) => { v.setInt32(0, n); }, (v) => v.getFloat32(0)), T.Single)],
  ToInt16: reader(2, (v, i) => v.getInt16(i, true), T.Int16), ToUInt16: reader(2, (v, i) => v.getUint16(i, true), T.UInt16), ToInt32: reader(4, (v, i) => v.getInt32(i, true), T.Int32), ToUInt32: reader(4, (v, i) => v.getUint32(i, true), T.UInt32),
  ToInt64: reader(8, (v, i) => v.getBigInt64(i, true), T.Int64), ToUInt64: reader(8, (v, i) => v.getBigUint64(i, true), T.UInt64), ToSingle: reader(4, (v, i) => v.getFloat32(i, true), T.Single), ToDouble: reader(8, (v, i) => v.getFloat64(i, true), T.Double), ToBoolean: reader(1, (v, i) => v.getUint8(i) !== 0, T.Boolean),
} }));
