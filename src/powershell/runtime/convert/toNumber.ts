/** Conversion of any value to a numeric type, with .NET's rounding and overflow and PowerShell's error texts. */
import type { AnyType } from '../types/netType.ts';
import { Char } from '../values/char.ts';
import { Decimal, DecimalOverflowError } from '../values/decimal.ts';
import { EnumValue, enumNumber } from '../values/enumValue.ts';
import { SwitchParameter } from '../values/misc.ts';
import { Double, Single, double, fits, isNumber, kindOf, makeInteger, toBigInt, toLong, toNumber } from '../values/numbers.ts';
import type { NumberKind, NumberValue } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import { NetThrow, exception, netThrow } from '../errors/raise.ts';
import { castError } from './castError.ts';
import { BITS, integerOfBase } from './numberOfBase.ts';
import { numberToken, parsePlain, plainDigits } from './readNumber.ts';

/** Rounds half to even, as .NET's conversions to integers do. */
export function roundHalfEven(n: number): number {
  const down = Math.floor(n), rest = n - down;
  if (rest !== 0.5) return Math.round(n);
  return down % 2 === 0 ? down : down + 1;
}
/** A number as another kind; undefined where it does not fit. */
export function changeKind(v: NumberValue, kind: NumberKind): NumberValue | undefined {
  if (kindOf(v) === kind) return v;
  if (kind === 'Double') return double(toNumber(v));
  if (kind === 'Single') return new Single(toNumber(v));
  if (kind === 'Decimal') return toDecimal(v);
  let n: bigint;
  if (v instanceof Double || v instanceof Single) {
    if (!Number.isFinite(v.value)) return undefined;
    n = BigInt(kind === 'BigInteger' ? Math.trunc(v.value) : roundHalfEven(v.value));
  } else n = v instanceof Decimal ? (kind === 'BigInteger' ? v : v.round()).truncate() : toBigInt(v);
  return fits(kind, n) ? makeInteger(kind, n) : undefined;
}
function toDecimal(v: NumberValue): Decimal | undefined {
  if (typeof v === 'number') return Decimal.fromInt(v);
  try {
    if (v instanceof Single) return Decimal.parse(v.value.toPrecision(7))?.trimmed();
    return v instanceof Double ? Decimal.fromNumber(v.value) : Decimal.fromBigInt(toBigInt(v));
  } catch (e) { if (e instanceof DecimalOverflowError) return undefined; throw e; }
}
const ARTICLE: Partial<Record<NumberKind, string>> = { Int16: 'an', Int32: 'an', Int64: 'an', UInt16: 'a', UInt32: 'a', UInt64: 'a', Byte: 'an unsigned', SByte: 'a signed', Decimal: 'a' };
export const overflowMessage = (kind: NumberKind): string =>
  kind === 'Byte' ? 'Value was either too large or too small for an unsigned byte.'
  : kind === 'SByte' ? 'Value was either too large or too small for a signed byte.'
  : `Value was either too large or too small for ${ARTICLE[kind] ?? 'a'} ${kind}.`;

/** Converts, or gives undefined where the value is of no kind that converts to a number. Raises on bad text and overflow. */
export function convertToNumber(v: Value, type: AnyType, kind: NumberKind): NumberValue | undefined {
  if (v == null) return changeKind(0, kind);
  if (typeof v === 'boolean') return changeKind(v ? 1 : 0, kind);
  if (typeof v === 'string') return fromText(v, type, kind);
  if (kind === 'Int64' && typeof v === 'number') return toLong(v);
  if (isNumber(v)) return changeKind(v, kind) ?? castError(v, type, 'InvalidCastIConvertible', overflowMessage(kind), 'System.OverflowException');
  if (v instanceof Char) return kind === 'Decimal' ? undefined : changeKind(v.code, kind) ?? castError(v, type, 'InvalidCastIConvertible', overflowMessage(kind), 'System.OverflowException');
  if (v instanceof EnumValue) return changeKind(enumNumber(v), kind);
  return v instanceof SwitchParameter ? changeKind(v.isPresent ? 1 : 0, kind) : undefined;
}
function fromText(text: string, type: AnyType, kind: NumberKind): NumberValue {
  const digits = plainDigits(text);
  if (digits >= 0) { if (kind === 'Int32') return digits; if (kind === 'Int64') return BigInt(digits); if (kind === 'Double') return double(digits); }
  if (text === '') return changeKind(0, kind) as NumberValue;
  const written = numberToken(text), read = written === undefined ? undefined : changeKind(written, kind);
  if (read !== undefined) return read;
  const id = kind === 'Decimal' ? 'InvalidCastFromStringToDecimal' : kind === 'Double' || kind === 'Single' ? 'InvalidCastFromStringToDoubleOrSingle' : 'InvalidCastFromStringToInteger';
  // What is no number of the language, or none that fits, is given to .NET: its converters of integers know three marks of hexadecimal digits.
  const hex = BITS[kind] === undefined ? null : /^(?:#|&h|0x)(.*)$/is.exec(text.trim());
  try {
    const plain = hex === null ? parsePlain(text, kind) : integerOfBase(hex[1] ?? '', 16, kind);
    if (plain !== undefined) return changeKind(plain, kind) ?? netThrow('System.OverflowException', overflowMessage(kind));
    netThrow('System.FormatException', kind === 'BigInteger' ? 'The value could not be parsed.' : `The input string '${text}' was not in a correct format.`);
  } catch (e) {
    if (!(e instanceof NetThrow || e instanceof DecimalOverflowError)) throw e;
    const why = e instanceof NetThrow ? e.exception : exception('System.OverflowException', overflowMessage(kind));
    const real = why.netType.shortName === 'FormatException' && kind !== 'BigInteger' ? parsePlain(text, 'Double') : undefined;
    return (real === undefined ? undefined : changeKind(real, kind)) ?? castError(text, type, id, why.message, why);
  }
}
