/** `+ - * / %` and unary minus with PowerShell's coercions: Int32 overflows to Int64's place or Double, Decimal stays exact. */
import { fullName } from '../types/assemblies.ts';
import { convertTo } from '../convert/convert.ts';
import { isEnumerable, enumerate } from '../convert/enumerate.ts';
import { numberToken } from '../convert/readNumber.ts';
import { changeKind } from '../convert/toNumber.ts';
import { partText, toText } from '../convert/toText.ts';
import { exception, raise } from '../errors/raise.ts';
import { guardArray, guardGrowth, guardString } from '../run/budget.ts';
import { current } from '../run/current.ts';
import { T } from '../types/t.ts';
import { typeOf } from '../types/typeOf.ts';
import { TypedArray, typedArray } from '../values/arrays.ts';
import { Char } from '../values/char.ts';
import { ownOperator } from '../members/operators.ts';
import { Decimal, DecimalOverflowError } from '../values/decimal.ts';
import { Dictionary, Hashtable, OrderedDictionary } from '../values/dictionary.ts';
import { EnumValue, enumNumber } from '../values/enumValue.ts';
import { ItemCollection } from '../values/lists.ts';
import { Double, NUMBER_KINDS, Single, double, fits, UInt32, SmallInteger, isNumber, kindOf, makeInteger, smallOf, toBigInt, toLong, toNumber } from '../values/numbers.ts';
import type { NumberKind, NumberValue } from '../values/numbers.ts';
import { PSObject, unwrap } from '../values/psObject.ts';
import { TimeSpan } from '../values/timeSpan.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';

type Arithmetic = 'add' | 'subtract' | 'multiply' | 'divide' | 'remainder';
const METHODS: Readonly<Record<Arithmetic, string>> = { add: 'op_Addition', subtract: 'op_Subtraction', multiply: 'op_Multiply', divide: 'op_Division', remainder: 'op_Modulus' };

export function add(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') { const sum = a + b; return (sum | 0) === sum ? sum : wide(sum); }
  if (a instanceof Double) { if (b instanceof Double) return double(a.value + b.value); if (typeof b === 'number') return double(a.value + b); }
  if (typeof a === 'number' && b instanceof Double) return double(a + b.value);
  if (typeof a === 'string') return concat(a, partText(b));
  if (typeof a === 'bigint') return typeof b === 'bigint' ? long(a + b) : typeof b === 'number' ? long(a + toLong(b)) : numeric('add', a, b);
  if (a == null) return b === undefined ? null : b;
  if (Array.isArray(a)) return addArray(a, b);
  if (a instanceof PSObject && a.base !== undefined) return add(a.base, b);
  // A character is text on the left of a sum (PSBinaryOperationBinder.BinaryAdd).
  if (a instanceof Char) return concat(a.toString(), toText(b));
  if (a instanceof Decimal || a instanceof SmallInteger) return numeric('add', a, b);
  if (a instanceof Dictionary) return addTable(a, b);
  if (a instanceof ItemCollection || (a instanceof NetObject && isEnumerable(a))) return addArray([...enumerate(a)], b);
  return numeric('add', a, b);
}
/** A sum or a difference of two Int64: Double beyond their range. */
const long = (r: bigint): Value => (BigInt.asIntN(64, r) === r ? r : double(Number(r)));
/** Int32 beyond its range: PowerShell goes to Double. */
const wide = (n: number): Value => double(n);
function concat(a: string, b: string): string {
  const length = a.length + b.length;
  if (a.length >> 20 !== length >> 20) guardString(current(), length);
  return a + b;
}
/** An array and what `+` adds to it: a new array. */
export function addArray(a: readonly Value[], b: Value): Value[] {
  const more = unwrap(b);
  let plain: Value[];
  // What is added one by one in a loop is the commonest of all: concat copies once, a slice that grows twice.
  if (Array.isArray(more)) plain = a instanceof TypedArray || more instanceof TypedArray ? joined(a, more) : a.concat(more);
  else if (more === undefined) plain = a.slice();
  else if (typeof more === 'object' && more !== null && isEnumerable(more)) { plain = a.slice(); for (const x of enumerate(more)) plain.push(x); } else plain = a instanceof TypedArray ? joined(a, [b]) : a.concat([b]);
  if (plain.length > 65_536) guardArray(current(), plain.length);
  return plain;
}
/** Arrays of a class of their own are walked slowly, and concat asks them what they make. */
function joined(a: readonly Value[], b: readonly Value[]): Value[] {
  const made: Value[] = [];
  for (let i = 0; i < a.length; i++) made.push(a[i]);
  for (let i = 0; i < b.length; i++) made.push(b[i]);
  return made;
}
/** The same in place, for an array that nothing but its variable holds. */
export function extendArray(a: Value[], b: Value): void {
  const more = unwrap(b), before = a.length;
  if (more === undefined) return;
  if (Array.isArray(more)) for (const x of more) a.push(x);
  else if (typeof more === 'object' && more !== null && isEnumerable(more)) {
    // One that fails on its way adds nothing.
    const all = [...enumerate(more)];
    for (const x of all) a.push(x);
  } else a.push(b);
  guardGrowth(a.length, a.length - before);
}
function addTable(a: Dictionary, b: Value): Value {
  const other = unwrap(b);
  if (other == null) return a;
  if (!(other instanceof Dictionary)) return raise({ id: 'AddHashTableToNonHashTable', category: 'InvalidOperation', message: 'A hash table can only be added to another hash table.' });
  const sum = a instanceof OrderedDictionary ? new OrderedDictionary() : new Hashtable();
  for (const e of a.entries.values()) sum.set(e.key, e.value);
  for (const e of other.entries.values()) {
    if (sum.has(e.key)) return raise({ id: 'System.ArgumentException', category: 'OperationStopped', exception: 'System.ArgumentException', message: `Item has already been added. Key in dictionary: '${toText(sum.find(e.key)?.key)}'  Key being added: '${toText(e.key)}'` });
    sum.set(e.key, e.value);
  }
  return sum;
}
export function subtract(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') { const r = a - b; return (r | 0) === r ? r : wide(r); }
  if (a instanceof Double) { if (b instanceof Double) return double(a.value - b.value); if (typeof b === 'number') return double(a.value - b); }
  if (typeof a === 'number' && b instanceof Double) return double(a - b.value);
  if (typeof a === 'bigint') { if (typeof b === 'bigint') return long(a - b); if (typeof b === 'number') return long(a - toLong(b)); }
  return numeric('subtract', a, b);
}
export function multiply(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const r = a * b;
    return (r | 0) === r ? r + 0 : Number.isSafeInteger(r) ? double(r) : double(Number(BigInt(a) * BigInt(b)));
  }
  if (a instanceof Double) { if (b instanceof Double) return double(a.value * b.value); if (typeof b === 'number') return double(a.value * b); }
  if (typeof a === 'number') { if (b instanceof Double) return double(a * b.value); if (typeof b === 'bigint') return product(toLong(a), b); }
  if (typeof a === 'bigint') { if (typeof b === 'bigint') return product(a, b); if (typeof b === 'number') return product(a, toLong(b)); }
  if (a instanceof Decimal) return numeric('multiply', a, b);
  if (typeof a === 'string') return repeatText(a, b);
  if (Array.isArray(a)) return repeatArray(a, b);
  if (a instanceof PSObject && a.base !== undefined) return multiply(a.base, b);
  if (a == null) return null;
  if (a instanceof Char || typeof a === 'boolean') return undefinedProduct(a, b);
  return numeric('multiply', a, b);
}
/** A product of two Int64. */
function product(a: bigint, b: bigint): Value {
  const r = a * b;
  return BigInt.asIntN(64, r) === r ? r : double(cut(r));
}
/** Booleans and characters are no numbers for `*` (PSBinaryOperationBinder.BinaryMultiply, ParserOps.ImplicitOp). */
function undefinedProduct(a: Value, b: Value): Value {
  const other = unwrap(b), isPrimitive = other == null || typeof other === 'boolean' || other instanceof Char || (isNumber(other) && !(other instanceof Decimal) && kindOf(other) !== 'BigInteger');
  if (!isPrimitive) return ownOperator(METHODS.multiply, a, other) ?? noOperator('multiply', other);
  return raise({ id: 'NotADefinedOperationForType', category: 'InvalidOperation', target: a, message: `The operation '[${typeOf(a).name}] * [${other == null ? '$null' : typeOf(other).name}]' is not defined.` });
}
const times = (b: Value): number => {
  const n = toNumber(convertTo(b, T.Int32) as NumberValue);
  return n < 0 ? raise({ id: 'System.ArgumentOutOfRangeException', category: 'OperationStopped', exception: 'System.ArgumentOutOfRangeException', message: `times ('${n}') must be a non-negative value. (Parameter 'times')\nActual value was ${n}.` }) : n;
};
function repeatText(a: string, b: Value): string {
  const n = times(b);
  guardString(current(), a.length * n);
  return a.repeat(n);
}
function repeatArray(a: readonly Value[], b: Value): Value {
  const n = times(b), out: Value[] = [];
  guardArray(current(), a.length * n);
  for (let i = 0; i < n; i++) for (const x of a) out.push(x);
  return a instanceof TypedArray ? typedArray(a.elementType, out) : out;
}
export function divide(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) return byZero();
    const r = a / b;
    return (r | 0) === r ? r + 0 : double(r);
  }
  if (a instanceof Double) { if (b instanceof Double) return double(a.value / b.value); if (typeof b === 'number') return double(a.value / b); }
  if (typeof a === 'number' && b instanceof Double) return double(a / b.value);
  if (typeof a === 'bigint' && typeof b === 'number' && b > 0) {
    const divisor = toLong(b), q = a / divisor;
    return q * divisor === a ? q : double(Number(a) / b);
  }
  return numeric('divide', a, b);
}
export function remainder(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return b === 0 ? byZero() : (a % b) + 0;
  if (typeof a === 'bigint' && ((typeof b === 'number' && b !== 0) || (typeof b === 'bigint' && b !== 0n))) return a % (typeof b === 'number' ? toLong(b) : b);
  return numeric('remainder', a, b);
}
const byZero = (): never => raise({ id: 'RuntimeException', category: 'NotSpecified', message: 'Attempted to divide by zero.', inner: exception('System.DivideByZeroException', 'Attempted to divide by zero.') });
export const negate = (v: Value): Value => {
  if (typeof v === 'number') return v === -2147483648 ? double(2147483648) : v === 0 ? 0 : -v;
  if (v instanceof Double) return double(-v.value);
  if (v instanceof TimeSpan) return v.negate();
  const n = v == null ? 0 : numberOf(v, 0);
  if (n instanceof Decimal) return n.negate();
  if (n instanceof Double) return double(-n.value);
  return n === undefined ? subtract(0, v) : typeof n === 'number' ? negate(n) : subtract(0, n);
};
/** Unary plus: the value as a number. */
export const plus = (v: Value): Value => (typeof v === 'number' ? v : add(0, v));

/** The value as a number for an operator with a number on the other side; undefined where it is none. */
function numberOf(raw: Value, other: Value): NumberValue | undefined {
  const v = unwrap(raw);
  if (v == null) return 0;
  if (typeof v === 'boolean') return v ? 1 : 0;
  if (typeof v === 'string') return numberToken(v) ?? scanned(v, other);
  if (v instanceof Char) return v.code;
  if (v instanceof EnumValue) return enumNumber(v);
  return kindOf(v) === undefined ? undefined : (v as NumberValue);
}
/** A text that is no number of the language, as the other side's type (ParserOps.ConvertStringToNumber). */
function scanned(v: string, other: Value): NumberValue {
  const made = convertTo(v, isNumber(other) || other instanceof EnumValue ? typeOf(other) : T.Int32);
  return made instanceof EnumValue ? enumNumber(made) : made as NumberValue;
}
/** What .NET says of a cast that there is none of. */
export const notCast = (from: string, to: string): never => raise({ id: 'System.InvalidCastException', category: 'OperationStopped', exception: 'System.InvalidCastException', message: `Unable to cast object of type '${from}' to type '${to}'.` });
/** The number in an Int32 or a Double, the commonest by far. */
const plainNumber = (v: Value): number | undefined => (typeof v === 'number' ? v : v instanceof Double ? v.value : undefined);
const isLong = (v: Value): v is number | bigint => typeof v === 'bigint' || typeof v === 'number';
function numeric(op: Arithmetic, rawA: Value, rawB: Value): Value {
  if ((rawA instanceof Decimal && (rawB instanceof Decimal || typeof rawB === 'number')) || (rawB instanceof Decimal && typeof rawA === 'number')) return decimals(op, rawA, rawB);
  const p = plainNumber(rawA), q = plainNumber(rawB);
  if (p !== undefined && q !== undefined) return typeof rawA === 'number' && typeof rawB === 'number' ? calculate(op, rawA, rawB) : double(floats(op, p, q));
  if (isLong(rawA) && isLong(rawB)) {
    const x = typeof rawA === 'bigint' ? rawA : toLong(rawA), y = typeof rawB === 'bigint' ? rawB : toLong(rawB);
    if (op === 'divide' || op === 'remainder') return integers(op, x, y, 'Int64');
    const r = op === 'add' ? x + y : op === 'subtract' ? x - y : x * y;
    return BigInt.asIntN(64, r) === r ? r : double(op === 'multiply' ? cut(r) : Number(r));
  }
  const s = smallOf(rawA), t = smallOf(rawB);
  if (s !== undefined && t !== undefined) { const made = smalls(op, s, t, rawA instanceof UInt32 || rawB instanceof UInt32); if (made !== undefined) return made; }
  const a = unwrap(rawA), b = unwrap(rawB);
  if (a != null && b != null && kindOf(a) !== undefined && kindOf(b) !== undefined) return calculate(op, a as NumberValue, b as NumberValue);
  if (a instanceof NetObject || b instanceof NetObject) { const own = ownOperator(METHODS[op], a, b); if (own !== undefined) return own; }
  if (Array.isArray(a) || (typeof a === 'string' && op !== 'subtract' && op !== 'divide' && op !== 'remainder')) return noOperator(op, a);
  // A text beside an enumeration is a number, or one of its names.
  if (typeof a === 'string' && b instanceof EnumValue && numberToken(a) === undefined) return numeric(op, convertTo(a, b.netType), b);
  const x = numberOf(a, b);
  if (x === undefined) return noOperator(op, a);
  const y = Array.isArray(b) ? undefined : numberOf(b, a);
  if (y === undefined) return b == null ? x : a != null && kindOf(a) === undefined && typeof a !== 'boolean' && !(a instanceof Char) ? noOperator(op, a) : noOperator(op, b);
  const made = calculate(op, x, y);
  // What an enumeration begins stays one, or is nothing: .NET casts neither other numbers to it nor it to them (PSBinaryOperationBinder.BinaryNumericOp).
  if (!(a instanceof EnumValue)) return made;
  return typeof made === 'number' ? new EnumValue(a.netType, made) : y instanceof Double || y instanceof Single || y instanceof Decimal ? notCast(a.netType.name, typeOf(y).name) : notCast(typeOf(made).name, a.netType.name);
}
/** Integers of 32 bits and less: as Int32, or as UInt32 where one is such and none is negative; undefined where that needs wider ones. */
function smalls(op: Arithmetic, a: number, b: number, isUnsigned: boolean): Value | undefined {
  if (isUnsigned && (a < 0 || b < 0)) return undefined;
  let r: number;
  switch (op) {
    case 'add': r = a + b; break;
    case 'subtract': r = a - b; break;
    case 'multiply': r = a * b + 0; break;
    case 'divide': if (b === 0) return byZero(); r = a / b + 0; break;
    default: if (b === 0) return byZero(); r = a % b + 0;
  }
  if (!Number.isSafeInteger(r)) return op === 'divide' ? double(r) : undefined;
  return isUnsigned ? (r >>> 0 === r ? new UInt32(r) : double(r)) : (r | 0) === r ? r : double(r);
}
/** A product that no Int64 holds: .NET's conversion of a BigInteger cuts what a Double has no room for (LongOps.Multiply). */
function cut(r: bigint): number {
  const size = r < 0n ? -r : r, over = BigInt(Math.max(0, size.toString(2).length - 53)), kept = Number((size >> over) << over);
  return r < 0n ? -kept : kept;
}
/** The type of an operand that has no operator; an object of a script's own is one of PowerShell's. */
export const operandName = (v: Value): string => (v instanceof PSObject && v.isCustom ? 'System.Management.Automation.PSObject' : fullName(typeOf(v)));
const noOperator = (op: Arithmetic, a: Value): never => raise({
  id: 'MethodNotFound', category: 'InvalidOperation', target: METHODS[op], message: `Method invocation failed because [${a == null ? 'System.Object' : operandName(a)}] does not contain a method named '${METHODS[op]}'.`,
});

/** Two numbers of any kind, in the kind that holds both. */
export function calculate(op: Arithmetic, a: NumberValue, b: NumberValue): Value {
  const ka = kindOf(a) ?? 'Int32', kb = kindOf(b) ?? 'Int32';
  if (ka === 'BigInteger' || kb === 'BigInteger') return integers(op, whole(a), whole(b), 'BigInteger');
  if (ka === 'Decimal' || kb === 'Decimal') return decimals(op, a, b);
  if (ka === 'Double' || kb === 'Double' || ka === 'Single' || kb === 'Single') {
    return double(floats(op, toNumber(a), toNumber(b)));
  }
  return integers(op, toBigInt(a), toBigInt(b), wider(ka, kb, toBigInt(a), toBigInt(b)));
}
/** A BigInteger takes the other operand without its fraction (about_Arithmetic_Operators). */
const whole = (v: NumberValue): bigint => { const made = changeKind(v, 'BigInteger'); return made === undefined ? raise({ id: 'RuntimeException', category: 'NotSpecified', message: 'BigInteger cannot represent infinity.' }) : toBigInt(made); };
const floats = (op: Arithmetic, a: number, b: number): number => (op === 'add' ? a + b : op === 'subtract' ? a - b : op === 'multiply' ? a * b : op === 'divide' ? a / b : a % b);
function decimals(op: Arithmetic, a: NumberValue, b: NumberValue): Value {
  const x = a instanceof Decimal ? a : changeKind(a, 'Decimal'), y = b instanceof Decimal ? b : changeKind(b, 'Decimal');
  if (!(x instanceof Decimal) || !(y instanceof Decimal)) return double(floats(op, toNumber(a), toNumber(b)));
  if ((op === 'divide' || op === 'remainder') && y.isZero()) return byZero();
  try {
    switch (op) {
      case 'add': return x.add(y);
      case 'subtract': return x.subtract(y);
      case 'multiply': return x.multiply(y);
      case 'divide': return x.divide(y);
      default: return x.remainder(y);
    }
  } catch (e) {
    if (!(e instanceof DecimalOverflowError)) throw e;
    return raise({ id: 'RuntimeException', category: 'NotSpecified', message: e.message, inner: exception('System.OverflowException', e.message) });
  }
}
/** The kind an integer operation is done in: at least Int32, Int64 where a UInt32 meets a negative, and so on. */
function wider(a: NumberKind, b: NumberKind, x: bigint, y: bigint): NumberKind {
  if (a === 'BigInteger' || b === 'BigInteger') return 'BigInteger';
  const ia = Math.max(NUMBER_KINDS.indexOf(a), 4), ib = Math.max(NUMBER_KINDS.indexOf(b), 4);
  const kind = NUMBER_KINDS[Math.max(ia, ib)] ?? 'Int64', other = NUMBER_KINDS[Math.min(ia, ib)] ?? 'Int32';
  if (kind === 'UInt64' && other !== 'UInt64' && other !== 'UInt32') return (x < 0n || y < 0n) ? 'Double' : 'UInt64';
  return kind === 'UInt32' && other === 'Int32' ? (x < 0n || y < 0n ? 'Int64' : 'UInt32') : kind;
}
function integers(op: Arithmetic, a: bigint, b: bigint, kind: NumberKind): Value {
  if (op === 'divide' || op === 'remainder') {
    if (b === 0n) return byZero();
    if (op === 'remainder') return makeInteger(kind === 'Double' ? 'Int64' : kind, a % b);
    if (a % b !== 0n && kind !== 'BigInteger') return double(Number(a) / Number(b));
  }
  const r = op === 'add' ? a + b : op === 'subtract' ? a - b : op === 'multiply' ? a * b : a / b;
  return kind !== 'Double' && fits(kind, r) ? makeInteger(kind, r) : double(op === 'multiply' && kind.endsWith('64') ? cut(r) : Number(r));
}
