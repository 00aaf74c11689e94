/** `-band -bor -bxor -bnot -shl -shr`: in Int32, Int64 or the enum of the left side. */
import { operandName } from './arithmetic.ts';
import { convertTo } from '../convert/convert.ts';
import { numberToken } from '../convert/readNumber.ts';
import { changeKind } from '../convert/toNumber.ts';
import { raise } from '../errors/raise.ts';
import { typeOf } from '../types/typeOf.ts';
import { isPrimitive, ownOperator } from '../members/operators.ts';
import { T } from '../types/t.ts';
import { Char } from '../values/char.ts';
import { EnumValue, enumNumber } from '../values/enumValue.ts';
import { Decimal } from '../values/decimal.ts';
import { Double, NUMBER_KINDS, Single, SmallInteger, UInt32, kindOf, makeInteger, smallOf, toBigInt, toLong, fits } from '../values/numbers.ts';
import type { NetType } from '../types/netType.ts';
import type { NumberKind, NumberValue } from '../values/numbers.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';

export type Bitwise = 'band' | 'bor' | 'bxor';
const METHODS: Readonly<Record<Bitwise, string>> = { band: 'op_BitwiseAnd', bor: 'op_BitwiseOr', bxor: 'op_ExclusiveOr' };
function integerOf(raw: Value): NumberValue {
  const v = unwrap(raw);
  if (v == null) return 0;
  if (typeof v === 'boolean') return v ? 1 : 0;
  if (v instanceof EnumValue) return v.wide === undefined ? v.value | 0 : enumNumber(v);
  if (v instanceof Char) return v.code;
  const n = typeof v === 'string' ? numberToken(v) ?? (convertTo(v, T.Int32) as number) : (v as NumberValue);
  const kind = kindOf(n);
  if (kind === 'Double' || kind === 'Single' || kind === 'Decimal') return changeKind(n, 'Int32') ?? changeKind(n, 'Int64') ?? (convertTo(n, T.Int64) as bigint);
  return kind === undefined ? (convertTo(v, T.Int32) as number) : n;
}
const kindFor = (a: NumberValue, b: NumberValue): NumberKind => {
  const i = Math.max(NUMBER_KINDS.indexOf(kindOf(a) ?? 'Int32'), NUMBER_KINDS.indexOf(kindOf(b) ?? 'Int32'), 4);
  return NUMBER_KINDS[i] ?? 'Int64';
};
const isUnsigned = (v: Value): boolean => v instanceof SmallInteger && v.kind === 'UInt32';
const isLong = (v: Value): v is number | bigint => typeof v === 'bigint' || typeof v === 'number';
const ofBits = (op: Bitwise, a: number, b: number): number => (op === 'band' ? a & b : op === 'bor' ? a | b : a ^ b);
const isReal = (v: Value): boolean => v instanceof Double || v instanceof Single || v instanceof Decimal;
const noMethod = (v: Value, name: string): never => raise({ id: 'MethodNotFound', category: 'InvalidOperation', target: name, message: `Method invocation failed because [${operandName(v)}] does not contain a method named '${name}'.` });
/** As wide as the enum is: a value of it, or of the bits that are left. */
function enumOf(type: NetType, bits: bigint): EnumValue {
  const base = type.enumBase?.shortName;
  return new EnumValue(type, base === 'UInt64' ? BigInt.asUintN(64, bits) : base === 'Int64' ? BigInt.asIntN(64, bits) : Number(BigInt.asIntN(32, bits)));
}
export function bitwise(op: Bitwise, a: Value, b: Value): Value {
  const small = smallOf(a), other = smallOf(b);
  if (small !== undefined && other !== undefined) { const r = ofBits(op, small, other); return isUnsigned(a) || isUnsigned(b) ? new UInt32(r >>> 0) : r; }
  if (isLong(a) && isLong(b)) { const p = typeof a === 'bigint' ? a : toLong(a), q = typeof b === 'bigint' ? b : toLong(b); return op === 'band' ? p & q : op === 'bor' ? p | q : p ^ q; }
  const left = unwrap(a), right = unwrap(b);
  if (typeof left === 'string' || typeof right === 'string') return bitwise(op, scanned(left, right), scanned(right, left));
  const own = ownOperator(METHODS[op], left, right);
  if (own !== undefined) return own;
  if (!isWhole(left) || !isWhole(right)) return noMethod(isPrimitive(left) ? right : left, METHODS[op]);
  const x = integerOf(left), y = integerOf(right), kind = isReal(left) || isReal(right) ? (toBigInt(x) < 0n || toBigInt(y) < 0n ? 'Int64' : 'UInt64') : kindFor(x, y), p = toBigInt(x), q = toBigInt(y);
  const r = op === 'band' ? p & q : op === 'bor' ? p | q : p ^ q;
  if (left instanceof EnumValue) return enumOf(left.netType, r);
  return makeInteger(kind, fits(kind, r) ? r : kind === 'UInt32' ? BigInt.asUintN(32, r) : kind === 'UInt64' ? BigInt.asUintN(64, r) : BigInt.asIntN(64, r));
}
/** Null, a number of any kind, a truth value, a character or a value of an enumeration. */
const isWhole = (v: Value): boolean => v == null || typeof v === 'boolean' || v instanceof Char || v instanceof EnumValue || kindOf(v) !== undefined;
/** A text as a number, or as what the other side is (ParserOps.ConvertStringToNumber). */
const scanned = (v: Value, other: Value): Value => (typeof v !== 'string' ? v : v === '' ? 0 : numberToken(v) ?? convertTo(v, other == null || typeof other === 'string' ? T.Int32 : typeOf(other)));
export function bitNot(v: Value): Value {
  const plain = unwrap(v);
  if (plain instanceof EnumValue) return enumOf(plain.netType, ~plain.exact);
  const n = integerOf(v);
  if (typeof n === 'number') return ~n;
  if (typeof n === 'bigint') return ~n;
  const kind = kindOf(n) ?? 'Int32';
  if (kind === 'BigInteger') return makeInteger(kind, ~toBigInt(n));
  return kind === 'UInt32' ? makeInteger(kind, BigInt.asUintN(32, ~toBigInt(n))) : kind === 'UInt64' ? makeInteger(kind, BigInt.asUintN(64, ~toBigInt(n))) : Number(~toBigInt(n));
}
/** Whole numbers stay of their kind (PSBinaryOperationBinder.Shift): a Byte that is shifted loses what has no room in it. */
const BITS: Readonly<Partial<Record<NumberKind, number>>> = { SByte: 8, Byte: 8, Int16: 16, UInt16: 16, Int32: 32, UInt32: 32, Int64: 64, UInt64: 64 };
export function shift(left: boolean, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return left ? a << (b & 31) : a >> (b & 31);
  if (typeof b === 'number' && a instanceof UInt32) return new UInt32(left ? (a.value << (b & 31)) >>> 0 : a.value >>> (b & 31));
  const value = unwrap(a), by = unwrap(b), name = left ? 'op_LeftShift' : 'op_RightShift';
  if (value == null) return 0;
  if (typeof value === 'string' || typeof by === 'string') return shift(left, scanned(value, by), scanned(by, value));
  const own = ownOperator(name, value, by);
  if (own !== undefined) return own;
  if (typeof value === 'boolean' || value instanceof Char) {
    if (by != null && !isPrimitive(by)) return noMethod(by, name);
    return raise({ id: 'NotADefinedOperationForType', category: 'InvalidOperation', target: value, message: `The operation '[${typeOf(value).name}] ${left ? '-shl' : '-shr'} [${by == null ? '$null' : typeOf(by).name}]' is not defined.` });
  }
  if (value instanceof EnumValue) return raise({ id: 'System.InvalidOperationException', category: 'OperationStopped', exception: 'System.InvalidOperationException', message: `The binary operator ${left ? 'Left' : 'Right'}Shift is not defined for the types '${value.netType.name}' and 'System.Int32'.` });
  if (!isWhole(value)) return noMethod(isPrimitive(value) ? by : value, name);
  const n = integerOf(value), count = convertTo(by, T.Int32) as number, kind = kindOf(n) ?? 'Int32', bits = BITS[kind], q = toBigInt(n);
  if (bits === undefined) return makeInteger(kind, left === count >= 0 ? q << BigInt(Math.abs(count)) : q >> BigInt(Math.abs(count)));
  const places = BigInt(count & (bits === 64 ? 63 : 31)), moved = left ? q << places : q >> places;
  return makeInteger(kind, kind.startsWith('U') || kind === 'Byte' ? BigInt.asUintN(bits, moved) : BigInt.asIntN(bits, moved));
}
