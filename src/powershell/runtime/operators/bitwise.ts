/** `-band -bor -bxor -bnot -shl -shr`: in Int32, Int64 or the enum of the left side. */
import { fullName } from '../types/assemblies.ts';
import { convertTo } from '../convert/convert.ts';
import { numberToken } from '../convert/readNumber.ts';
import { changeKind } from '../convert/toNumber.ts';
import { raise } from '../errors/raise.ts';
import { typeOf } from '../types/typeOf.ts';
import { ownOperator } from '../members/operators.ts';
import { T } from '../types/t.ts';
import { Char } from '../values/char.ts';
import { EnumValue, enumNumber } from '../values/enumValue.ts';
import { Decimal } from '../values/decimal.ts';
import { Double, NUMBER_KINDS, Single, kindOf, makeInteger, toBigInt, fits } from '../values/numbers.ts';
import type { NetType } from '../types/netType.ts';
import type { NumberKind, NumberValue } from '../values/numbers.ts';
import { unwrap } from '../values/psObject.ts';
import { NetObject } from '../values/value.ts';
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
const isReal = (v: Value): boolean => v instanceof Double || v instanceof Single || v instanceof Decimal;
/** Neither a number nor anything that counts as one. */
const isObject = (v: Value): boolean => v instanceof NetObject && !(v instanceof EnumValue) && !(v instanceof Char) && kindOf(v) === undefined;
const noMethod = (v: Value, name: string): never => raise({ id: 'MethodNotFound', category: 'InvalidOperation', target: name, message: `Method invocation failed because [${fullName(typeOf(v))}] does not contain a method named '${name}'.` });
/** As wide as the enum is: a value of it, or of the bits that are left. */
function enumOf(type: NetType, bits: bigint): EnumValue {
  const base = type.enumBase?.shortName;
  return new EnumValue(type, base === 'UInt64' ? BigInt.asUintN(64, bits) : base === 'Int64' ? BigInt.asIntN(64, bits) : Number(BigInt.asIntN(32, bits)));
}
export function bitwise(op: Bitwise, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return op === 'band' ? a & b : op === 'bor' ? a | b : a ^ b;
  const left = unwrap(a);
  if (left instanceof NetObject || b instanceof NetObject) {
    const right = unwrap(b), own = ownOperator(METHODS[op], left, right);
    if (own !== undefined) return own;
    for (const v of [left, right]) if (isObject(v)) return noMethod(v, METHODS[op]);
  }
  const x = integerOf(left), y = left instanceof EnumValue && typeof unwrap(b) === 'string' ? enumNumber(convertTo(b, left.netType) as EnumValue) : integerOf(b);
  const kind = isReal(left) || isReal(unwrap(b)) ? (toBigInt(x) < 0n || toBigInt(y) < 0n ? 'Int64' : 'UInt64') : kindFor(x, y), p = toBigInt(x), q = toBigInt(y);
  const r = op === 'band' ? p & q : op === 'bor' ? p | q : p ^ q;
  if (left instanceof EnumValue) return enumOf(left.netType, r);
  const other = unwrap(b);
  if (other instanceof EnumValue) return enumOf(other.netType, r);
  return makeInteger(kind, fits(kind, r) ? r : kind === 'UInt32' ? BigInt.asUintN(32, r) : BigInt.asIntN(64, r));
}
export function bitNot(v: Value): Value {
  const plain = unwrap(v);
  if (plain instanceof EnumValue) return enumOf(plain.netType, ~plain.exact);
  const n = integerOf(v);
  if (typeof n === 'number') return ~n;
  if (typeof n === 'bigint') return ~n;
  const kind = kindOf(n) ?? 'Int32';
  return kind === 'UInt32' ? makeInteger(kind, BigInt.asUintN(32, ~toBigInt(n))) : kind === 'UInt64' ? makeInteger(kind, BigInt.asUintN(64, ~toBigInt(n))) : Number(~toBigInt(n));
}
export function shift(left: boolean, a: Value, b: Value): Value {
  if (a instanceof NetObject) {
    const name = left ? 'op_LeftShift' : 'op_RightShift', value = unwrap(a), own = ownOperator(name, value, unwrap(b));
    if (own !== undefined) return own;
    if (isObject(value)) return noMethod(value, name);
  }
  const n = integerOf(a), count = Number(toBigInt(integerOf(b)));
  if (typeof n === 'bigint' || kindOf(n) === 'UInt64') {
    const by = BigInt(count & 63), value = toBigInt(n);
    return typeof n === 'bigint' ? BigInt.asIntN(64, left ? value << by : value >> by) : makeInteger('UInt64', BigInt.asUintN(64, left ? value << by : value >> by));
  }
  if (kindOf(n) === 'UInt32') { const u = Number(toBigInt(n)); return makeInteger('UInt32', BigInt((left ? u << (count & 31) : u >>> (count & 31)) >>> 0)); }
  const i = Number(toBigInt(n));
  return left ? i << (count & 31) : i >> (count & 31);
}
