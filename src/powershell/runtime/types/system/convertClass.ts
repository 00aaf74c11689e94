/** System.Convert. */
import { convertTo } from '../../convert/convert.ts';
import { BITS, integerOfBase } from '../../convert/numberOfBase.ts';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { PowerShellError } from '../../values/errorRecord.ts';
import { Decimal } from '../../values/decimal.ts';
import { Double, NUMBER_KINDS, Single, isNumber, makeInteger, toBigInt } from '../../values/numbers.ts';
import type { NumberKind, NumberValue } from '../../values/numbers.ts';
import { Char } from '../../values/char.ts';
import { DateTime } from '../../values/dateTime.ts';
import { invokeStatic } from '../../members/invoke.ts';
import { DBNull } from '../../values/misc.ts';
import { unwrap } from '../../values/psObject.ts';
import type { Value } from '../../values/value.ts';
import { codeOf, typeCode } from './enums.ts';
import { constant, func, laterType } from '../netType.ts';
import { typeOf } from '../typeOf.ts';
import type { AnyType, Overload } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { base64Text, base64Value, bytesValue, rawBytes, shortBase64 } from '../text/bytes.ts';

/** As Convert changes it: texts as Parse of the type reads them, all else as IConvertible's method of the value does; only that knows which casts there are none of. */
function changed(given: Value, type: AnyType): Value {
  const v = unwrap(given), source = typeOf(v);
  if (v !== null && source === type) return v;
  if (typeof v === 'string' && type === T.Boolean) return toTruth(v);
  const isNone = v instanceof Char ? UNSUITED.Char : typeof v === 'boolean' ? UNSUITED.Boolean : v instanceof DateTime ? [...numbers, T.Boolean, T.Char] : isNumber(v) && source !== T.BigInteger ? UNSUITED.Number : [];
  const isFar = !simple.has(type) && (simple.has(source) || typeof v === 'string') && type !== T.Object && v !== null;
  if (isNone.includes(type) || isFar) netThrow('System.InvalidCastException', `Invalid cast from '${isFar ? source.name : source.shortName}' to '${isFar ? type.name : type.shortName}'.`);
  try { return typeof v === 'string' && v !== '' && numbers.has(type) ? invokeStatic(type, 'Parse', [v]) : convertTo(v, type); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    const { inner } = e.record.exception;
    return netThrow(inner?.netType.name ?? 'System.InvalidCastException', inner?.message ?? e.record.message);
  }
}
const numbers: ReadonlySet<AnyType> = new Set<AnyType>(NUMBER_KINDS.filter((k) => k !== 'BigInteger').map((k) => T[k]));
const simple: ReadonlySet<AnyType> = new Set<AnyType>([...numbers, T.Boolean, T.Char, T.DateTime, T.String]);
const UNSUITED: Readonly<Record<'Char' | 'Boolean' | 'Number', readonly AnyType[]>> = { Char: [T.Boolean, T.Single, T.Double, T.Decimal, T.DateTime], Boolean: [T.Char, T.DateTime], Number: [T.DateTime] };
const toTruth = (s: string): boolean => (/^\s*true\s*$/i.test(s) ? true : /^\s*false\s*$/i.test(s) ? false : netThrow('System.FormatException', `String '${s}' was not recognized as a valid Boolean.`));
const to = (type: AnyType): Overload => func([T.Object], (v) => changed(v, type));
const hex = (b: readonly unknown[], from = 0, count = Infinity): string => Buffer.from(rawBytes(b as never).subarray(from, from + count)).toString('hex');
const based = (kind: NumberKind): Overload => func([T.String, T.Int32], (s, base) => (s == null ? makeInteger(kind, 0n) : integerOfBase(s, base, kind)));
function wholeOf(given: Value): NumberValue {
  const v = unwrap(given);
  const exact = isNumber(v) && !(v instanceof Double || v instanceof Single || v instanceof Decimal) ? v : convertTo(v, isNumber(v) || typeof v === 'string' ? T.Int64 : T.Int32);
  if (!isNumber(exact)) return netThrow('System.InvalidCastException', `Invalid cast from '${typeOf(v).shortName}' to 'Int32'.`);
  return typeof exact === 'bigint' && exact >= -(2n ** 31n) && exact < 2n ** 31n && typeof v !== 'bigint' ? Number(exact) : exact;
}
/** Whole numbers in another base: the smaller of Int32 and Int64 that takes the value, as the call would choose. */
const toBase = (given: Value, base: number): string => { const v = wholeOf(given); if (![2, 8, 10, 16].includes(base)) netThrow('System.ArgumentException', 'Invalid Base.'); if (base === 10) return toText(v); const n = toBigInt(v); return (n < 0n ? BigInt.asUintN(typeof v === 'bigint' ? 64 : 32, n) : n).toString(base); };
/** Blanks may stand anywhere, and count for nothing. */
const isBase64 = (s: string): boolean => (/^[A-Za-z0-9+/]*={0,2}$/.test(s) ? s.length % 4 === 0 : /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(s) && s.replace(/\s/g, '').length % 4 === 0);
laterType(named('System.Convert', []), () => ({
  statics: {
    ...Object.fromEntries(NUMBER_KINDS.filter((k) => k !== 'BigInteger').map((k) => [`To${k}`, [to(T[k]), ...(BITS[k] === undefined ? [] : [based(k)])]])),
    ToBoolean: [func([T.Boolean], (b) => b, T.Boolean), func([T.String], (s) => s != null && toTruth(s), T.Boolean), to(T.Boolean)], ToDateTime: [to(T.DateTime)], ToChar: [to(T.Char)],
    DBNull: constant(DBNull.value), ToString: [to(T.String), func([T.Object, T.Int32], toBase), func([T.Object, T.Object], (v) => convertTo(v, T.String))],
    ToBase64String: [func([arrayOf(T.Byte)], (b) => base64Text(b), T.String), func([arrayOf(T.Byte), T.Object], (b) => base64Text(b).replace(/(.{76})(?=.)/g, '$1\r\n'), T.String)],
    FromBase64String: [func([T.String], (s) => shortBase64(s) ?? (isBase64(s) ? base64Value(s) : netThrow('System.FormatException', 'The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.')))],
    ToHexString: [func([arrayOf(T.Byte)], (b) => hex(b).toUpperCase()), func([arrayOf(T.Byte), T.Int32, T.Int32], (b, i, n) => hex(b, i, n).toUpperCase())], FromHexString: [func([T.String], (s) => bytesValue(new Uint8Array(Buffer.from(s, 'hex'))))], ChangeType: [func([T.Object, T.Type], (v, t) => changed(v, t)), func([T.Object, T.Type, T.Object], (v, t) => changed(v, t)), func([T.Object, typeCode], (v, c) => changed(v, T[toText(c) as 'Int32']))], IsDBNull: [func([T.Object], (v) => v === DBNull.value, T.Boolean)], GetTypeCode: [func([T.Object], (v) => codeOf(v == null ? 'Empty' : typeOf(v).shortName))], ToHexStringLower: [func([arrayOf(T.Byte)], (b) => hex(b)), func([arrayOf(T.Byte), T.Int32, T.Int32], hex)],
  },
}));
