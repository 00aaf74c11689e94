/** System.Convert. */
import { convertTo } from '../convert/convert.ts';
import { toText } from '../convert/toText.ts';
import { netThrow } from '../errors/raise.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { NUMBER_KINDS, makeInteger, toBigInt } from '../values/numbers.ts';
import type { NumberValue } from '../values/numbers.ts';
import { DBNull } from '../values/misc.ts';
import type { Value } from '../values/value.ts';
import { codeOf, typeCode } from './enums.ts';
import { constant, func, netType } from './netType.ts';
import { typeOf } from './typeOf.ts';
import type { AnyType, Overload } from './netType.ts';
import { T, arrayOf, named } from './t.ts';
import { bytesValue, rawBytes } from './text.ts';

function changed(v: Value, type: AnyType): Value {
  try { return convertTo(v, type); } catch (e) {
    if (!(e instanceof PowerShellError)) throw e;
    const { inner } = e.record.exception;
    return netThrow(inner?.netType.name ?? 'System.InvalidCastException', inner?.message ?? e.record.message);
  }
}
const to = (type: AnyType): Overload => func([T.Object], (v) => changed(v, type));
const based = (bits: number): Overload => func([T.String, T.Int32], (s, base) => {
  const n = Array.from(s.trim().toLowerCase().replace(/^0x/, '')).reduce((a, c) => a * BigInt(base) + BigInt(parseInt(c, base)), 0n);
  return bits === 64 ? BigInt.asIntN(64, n) : bits === 32 ? Number(BigInt.asIntN(32, n)) : makeInteger(bits === 8 ? 'Byte' : 'Int16', n);
});
const toBase = (v: NumberValue, base: number): string => { const n = toBigInt(v); return (n < 0n ? BigInt.asUintN(typeof v === 'bigint' ? 64 : 32, n) : n).toString(base); };
netType(named('System.Convert', []), {
  statics: {
    ...Object.fromEntries(NUMBER_KINDS.filter((k) => k !== 'BigInteger').map((k) => [`To${k}`, [to(T[k]), ...(k === 'Int32' ? [based(32)] : k === 'Int64' ? [based(64)] : k === 'Byte' ? [based(8)] : k === 'Int16' ? [based(16)] : [])]])),
    ToBoolean: [func([T.Boolean], (b) => b, T.Boolean), func([T.String], (s) => (s == null ? false : /^\s*true\s*$/i.test(s) ? true : /^\s*false\s*$/i.test(s) ? false : netThrow('System.FormatException', `String '${s}' was not recognized as a valid Boolean.`)), T.Boolean), to(T.Boolean)], ToDateTime: [to(T.DateTime)], ToChar: [to(T.Char)],
    DBNull: constant(DBNull.value), ToString: [to(T.String), func([T.Object, T.Int32], (v, base) => toBase(v as NumberValue, base)), func([T.Object, T.Object], (v) => convertTo(v, T.String))],
    ToBase64String: [func([arrayOf(T.Byte)], (b) => Buffer.from(rawBytes(b)).toString('base64'), T.String), func([arrayOf(T.Byte), T.Object], (b) => Buffer.from(rawBytes(b)).toString('base64').replace(/(.{76})(?=.)/g, '$1\r\n'), T.String)],
    FromBase64String: [func([T.String], (s) => (/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(s) && s.replace(/\s/g, '').length % 4 === 0 ? bytesValue(new Uint8Array(Buffer.from(s, 'base64'))) : netThrow('System.FormatException', 'The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters.')))],
    ToHexString: [func([arrayOf(T.Byte)], (b) => Buffer.from(rawBytes(b)).toString('hex').toUpperCase())], FromHexString: [func([T.String], (s) => bytesValue(new Uint8Array(Buffer.from(s, 'hex'))))], ChangeType: [func([T.Object, T.Type], (v, t) => changed(v, t)), func([T.Object, T.Type, T.Object], (v, t) => changed(v, t)), func([T.Object, typeCode], (v, c) => changed(v, T[toText(c) as 'Int32']))], IsDBNull: [func([T.Object], (v) => v === DBNull.value, T.Boolean)], GetTypeCode: [func([T.Object], (v) => codeOf(v == null ? 'Empty' : typeOf(v).shortName))], ToHexStringLower: [func([arrayOf(T.Byte)], (b) => Buffer.from(rawBytes(b)).toString('hex'))],
  },
});
