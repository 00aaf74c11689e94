/** What Convert, BitConverter, Encoding, Version, dates and paths refuse (Convert.cs, BitConverter.cs, DateTime.cs, File.cs and their kind of .NET 10). */
import { netThrow } from '../../errors/raise.ts';
import type { DateTime } from '../../values/dateTime.ts';
import type { TimeSpan } from '../../values/timeSpan.ts';
import type { Version } from '../../values/version.ts';
import { Decimal } from '../../values/decimal.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { Double, Single, kindOf } from '../../values/numbers.ts';
import type { Value } from '../../values/value.ts';
import { addGuards } from '../netType.ts';
import type { AnyType, Guard } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { T } from '../t.ts';
import { INDEX, atLeast, atMost, badArgument, filled, given, needsNumber, notNegative, outOfRange } from './refuse.ts';

const typeNamed = (name: string): AnyType => lookupType(`System.${name}`) ?? T.Object;
const isNumber = (v: unknown): v is number => typeof v === 'number';
const sizeOf = (v: unknown): number => (Array.isArray(v) ? v.length : 0);
/** The same guard for several names. */
const each = <S>(names: readonly string[], guard: Guard<S>): Record<string, Guard<S>> => Object.fromEntries(names.map((name) => [name, guard]));

const NUMBERS = ['Byte', 'SByte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64', 'Single', 'Double', 'Decimal'];
const partOf = (_: void, bytes: unknown, offset: unknown, length: unknown): void => {
  given(bytes, 'inArray');
  if (!isNumber(offset) || !isNumber(length)) return;
  notNegative(length, 'length');
  notNegative(offset, 'offset');
  atMost(offset, sizeOf(bytes) - length, 'offset');
};
addGuards(typeNamed('Convert'), { statics: {
  ...each(NUMBERS.map((name) => `To${name}`), (_: void, v: unknown, base: unknown) => { if (v === '' && !isNumber(base)) netThrow('System.FormatException', "The input string '' was not in a correct format."); }),
  ...each(['ToBase64String', 'ToHexString', 'ToHexStringLower'], partOf), FromBase64String: (_, s: unknown) => given(s, 's'),
  FromHexString: (_, s: string) => {
    given(s, 's');
    if (s.length % 2 !== 0) netThrow('System.FormatException', 'The input is not a valid hex string as its length is not a multiple of 2.');
    if (/[^\da-f]/i.test(s)) netThrow('System.FormatException', 'The input is not a valid hex string as it contains a non-hex character.');
  },
  ChangeType: (_, v: unknown, type: AnyType | null) => {
    given(type, 'conversionType');
    if (type?.isValueType !== true) return;
    if (v === null) netThrow('System.InvalidCastException', 'Null object cannot be converted to a value type.');
    if (v === '' && NUMBERS.some((name) => type.name === `System.${name}`)) netThrow('System.FormatException', "The input string '' was not in a correct format.");
    if (typeof v === 'string' && type === T.Boolean && !/^\s*(?:true|false)\s*$/i.test(v)) netThrow('System.FormatException', `String '${v}' was not recognized as a valid Boolean.`);
  },
} });
const read = (size: number) => (_: void, bytes: unknown, start: unknown): void => {
  given(bytes, 'value');
  if (!isNumber(start)) return;
  if (start < 0 || start >= sizeOf(bytes)) outOfRange(INDEX, 'startIndex');
  if (start > sizeOf(bytes) - size) badArgument('The array starting from the specified index is not long enough to read a value of the specified type.', 'value');
};
addGuards(typeNamed('BitConverter'), { statics: {
  ...each(['ToInt16', 'ToUInt16', 'ToChar'], read(2)), ...each(['ToInt32', 'ToUInt32', 'ToSingle'], read(4)), ...each(['ToInt64', 'ToUInt64', 'ToDouble'], read(8)), ToBoolean: read(1), ToString: (_, bytes: unknown, at: unknown, length: unknown) => {
    given(bytes, 'value');
    if (!isNumber(at)) return;
    if (at < 0 || (at >= sizeOf(bytes) && at > 0)) outOfRange(INDEX, 'startIndex');
    if (isNumber(length)) notNegative(length, 'length');
    if (isNumber(length) && at > sizeOf(bytes) - length) badArgument('The array starting from the specified index is not long enough to read a value of the specified type.', 'value');
  },
} });
const encoded = (name: string): Guard<unknown> => (_: unknown, v: unknown, i: unknown, n: unknown) => {
  given(v, name);
  if (!isNumber(i) || !isNumber(n) || !Array.isArray(v)) return;
  needsNumber(i, 'index');
  needsNumber(n, 'count');
  if (v.length - i < n) outOfRange(`Index and count must refer to a location within the buffer.`, name);
};
addGuards(typeNamed('Text.Encoding'), {
  methods: { GetString: encoded('bytes'), GetChars: encoded('bytes'), GetCharCount: encoded('bytes'), GetBytes: encoded('s'), GetByteCount: encoded('chars'), GetMaxByteCount: (_, n: number) => needsNumber(n, 'charCount'), GetMaxCharCount: (_, n: number) => needsNumber(n, 'byteCount') },
  statics: {
    Convert: (_, from: unknown, to: unknown, bytes: unknown) => { given(from, 'srcEncoding'); given(to, 'dstEncoding'); given(bytes, 'bytes'); },
    GetEncoding: (_, n: unknown) => {
      given(n, 'name');
      if (isNumber(n) && (n < 0 || n > 65535)) outOfRange('Valid values are between 0 and 65535, inclusive.', 'codepage');
      if (n === 1 || n === 2 || n === 3 || n === 42) badArgument(`${n} is not a supported code page.`, 'codepage');
    },
  },
});

const PARTS = ['major', 'minor', 'build', 'revision'];
addGuards<Version>(T.Version, {
  create: (_: void, ...parts: readonly unknown[]) => { for (const [i, part] of parts.entries()) if (isNumber(part)) notNegative(part, PARTS[i] ?? ''); },
  methods: { ToString: (v, n: unknown) => { if (isNumber(n) && (n < 0 || n > v.parts.length)) badArgument(`Argument must be between 0 and ${n < 0 || n > 4 ? 4 : v.parts.length}.`, 'fieldCount'); } },
});

const MOST_TICKS = 3_155_378_975_999_999_999n, FILE_TIME = 504_911_232_000_000_000n;
const year = (y: number): void => { if (y < 1 || y > 9999) outOfRange('Year must be between 1 and 9999.', 'year'); };
const fileTime = (_: void, n: bigint): void => { if (n < 0n || n > MOST_TICKS - FILE_TIME) outOfRange('Not a valid Win32 FileTime.', 'fileTime'); };
const added = (_: unknown, n: number): void => { if (Math.abs(n) > 1e14) outOfRange('Value to add was out of range.', 'value'); };
addGuards<DateTime>(T.DateTime, {
  create: (_: void, first: unknown, ...rest: readonly unknown[]) => {
    const ms = rest[5];
    if (isNumber(ms) && (ms < 0 || ms > 999)) outOfRange('Valid values are between 0 and 999, inclusive.', 'millisecond');
    if (typeof first === 'bigint' && (first < 0n || first > MOST_TICKS)) outOfRange('Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.', 'ticks');
  },
  methods: {
    AddDays: (d, n: number) => added(d, n * 864e5), AddHours: (d, n: number) => added(d, n * 36e5), AddMinutes: (d, n: number) => added(d, n * 6e4), AddSeconds: (d, n: number) => added(d, n * 1e3), AddMilliseconds: added,
    ...each(['ToFileTime', 'ToFileTimeUtc'], (d: DateTime) => { if (d.ticks < FILE_TIME) outOfRange('Not a valid Win32 FileTime.', ''); }),
    ToOADate: (d) => { if (d.ticks > 864_000_000_000n && d.ticks < 31_241_376_000_000_000n) netThrow('System.OverflowException', 'Not a legal OleAut date.'); },
  },
  statics: {
    IsLeapYear: (_, y: number) => year(y), DaysInMonth: (_, y: number, m: number) => { if (m < 1 || m > 12) outOfRange('Month must be between one and twelve.', 'month', m); year(y); },
    FromFileTime: fileTime, FromFileTimeUtc: fileTime, FromOADate: (_, n: number) => { if (!(n < 2_958_466 && n > -657_435)) badArgument('Not a legal OleAut date.'); },
    Parse: (_, s: unknown) => given(s, 's'), ParseExact: (_, s: unknown, format: unknown) => { given(s, 's'); given(format, 'format'); if (format === '') netThrow('System.FormatException', "Format specifier '' was invalid."); },
  },
});
const HOUR = 36_000_000_000n;
const offset = (o: unknown): void => {
  const { ticks } = o as TimeSpan;
  if (ticks % 600_000_000n !== 0n) badArgument('Offset must be specified in whole minutes.', 'offset');
  if (ticks > 14n * HOUR || ticks < -14n * HOUR) outOfRange('Offset must be within plus or minus 14 hours.', 'offset');
};
const unixTime = (least: bigint, most: bigint, name: string) => (_: void, n: bigint): void => { if (n < least || n > most) outOfRange(`Valid values are between ${least} and ${most}, inclusive.`, name, n); };
addGuards(T.DateTimeOffset, {
  create: (_: void, d: unknown, o: unknown) => {
    if (o === null || typeof o !== 'object' || !('ticks' in o)) return;
    offset(o);
    const at = (typeof d === 'bigint' ? d : (d as DateTime).ticks) - (o as TimeSpan).ticks;
    if (at < 0n || at > MOST_TICKS) outOfRange('The UTC time represented when the offset is applied must be between year 0 and 10,000.', 'offset');
  },
  methods: { ToOffset: (_, o: unknown) => offset(o) },
  statics: { FromUnixTimeSeconds: unixTime(-62_135_596_800n, 253_402_300_799n, 'seconds'), FromUnixTimeMilliseconds: unixTime(-62_135_596_800_000n, 253_402_300_799_999n, 'milliseconds') },
});

const isEnum = (type: AnyType | null, name = 'enumType'): void => { given(type, name); if (type?.isEnum !== true && type !== T.Enum) badArgument('Type provided must be an Enum.', name); };
const VALUE = 'The value passed in must be an enum base or an underlying type for an enum, such as an Int32.';
addGuards<EnumValue>(T.Enum, {
  methods: { HasFlag: (v, flag: unknown) => { given(flag, 'flag'); if (flag instanceof EnumValue && flag.netType !== v.netType) badArgument(`The argument type, '${flag.netType.name}', is not the same as the enum type '${v.netType.name}'.`); } },
  statics: {
    ...each(['GetNames', 'GetValues', 'GetUnderlyingType'], (_: void, type: AnyType | null) => isEnum(type)), IsDefined: (_, type: AnyType | null, v: unknown) => { isEnum(type); if (v instanceof Double || v instanceof Single || v instanceof Decimal) netThrow('System.InvalidOperationException', 'Unknown enum type.'); },
    GetName: (_, type: AnyType | null, v: unknown) => { isEnum(type); if (typeof v === 'string') badArgument(VALUE, 'value'); }, ToObject: (_, type: AnyType | null, v: unknown) => { isEnum(type); if (typeof v === 'string') badArgument(VALUE, 'value'); },
    Parse: (_, type: AnyType | null, text: unknown) => { isEnum(type); given(text, 'value'); if (typeof text === 'string' && text.trim() === '') badArgument('Must specify valid information for parsing in the string.', 'value'); },
  },
});

const path = (name = 'path') => (_: unknown, p: unknown): void => filled(p, name);
const written = (_: void, p: unknown, contents: unknown): void => { filled(p, 'path'); if (Array.isArray(contents) || contents === null) given(contents, 'contents'); };
const between = (from: string, to: string) => (_: void, a: unknown, b: unknown): void => { given(a, from); given(b, to); filled(a, from); filled(b, to); };
const times = ['Get', 'Set'].flatMap((verb) => ['CreationTime', 'LastWriteTime', 'LastAccessTime'].flatMap((what) => ['', 'Utc'].map((zone) => `${verb}${what}${zone}`)));
addGuards(typeNamed('IO.File'), { statics: {
  ...each(['OpenRead', 'OpenWrite', 'Open', 'Create', 'OpenText', 'CreateText', 'AppendText', 'ReadAllText', 'ReadAllLines', 'ReadLines', 'ReadAllBytes', 'WriteAllText', 'AppendAllText', 'Delete', 'GetAttributes', 'SetAttributes', ...times], path()),
  WriteAllLines: written, AppendAllLines: written, WriteAllBytes: (_, p: unknown, bytes: unknown) => { filled(p, 'path'); given(bytes, 'bytes'); }, Copy: between('sourceFileName', 'destFileName'), Move: between('sourceFileName', 'destFileName'),
} });
addGuards(typeNamed('IO.Directory'), { statics: {
  ...each(['CreateDirectory', 'Delete', 'SetCurrentDirectory', 'GetParent', 'GetDirectoryRoot', ...times], path()), Move: between('sourceDirName', 'destDirName'),
  ...each(['GetFiles', 'GetDirectories', 'GetFileSystemEntries', 'EnumerateFiles', 'EnumerateDirectories', 'EnumerateFileSystemEntries'], (_: void, p: unknown, pattern: unknown) => { given(p, 'path'); if (pattern !== undefined) given(pattern, 'searchPattern'); filled(p, 'path'); }),
} });
addGuards(typeNamed('IO.Path'), { statics: {
  Combine: (_, ...parts: readonly unknown[]) => { for (const [i, part] of parts.entries()) if (part !== undefined) given(part, `path${i + 1}`); },
  GetFullPath: (_, p: unknown) => { given(p, 'path'); if (typeof p === 'string' && p.includes('\0')) badArgument('Null character in path.', 'path'); filled(p, 'path'); },
  GetRelativePath: (_, from: unknown, to: unknown) => { given(from, 'relativeTo'); given(to, 'path'); if (from === '') badArgument('The path is empty.', 'relativeTo'); if (to === '') badArgument('The path is empty.', 'path'); },
} });
const buffer = (_: unknown, b: unknown, from: unknown, n: unknown): void => {
  if (!isNumber(from) || !isNumber(n)) return;
  given(b, 'buffer');
  needsNumber(from, 'offset');
  if (n < 0 || n > sizeOf(b) - from) outOfRange('Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.', 'count');
};
addGuards(typeNamed('IO.MemoryStream'), { create: (_: void, first: unknown) => { if (isNumber(first)) notNegative(first, 'capacity'); else if (first === null) given(first, 'buffer'); } });
addGuards(typeNamed('IO.Stream'), { methods: { Read: buffer, Write: buffer } });
addGuards(typeNamed('Net.IPAddress'), { create: (_: void, v: unknown) => {
  given(v, 'address');
  if (Array.isArray(v) && v.length !== 4 && v.length !== 16) badArgument('An invalid IP address was specified.', 'address');
  if (typeof v === 'bigint') { const wide = BigInt.asUintN(64, v); if (wide > 0xffff_ffffn) outOfRange(`newAddress ('${wide}') must be less than or equal to '4294967295'.`, 'newAddress', wide); }
} });
const drawn = (_: unknown, a: unknown, b: unknown): void => {
  if (b === undefined) { if (typeof a === 'bigint' && a < 0n) outOfRange(`maxValue ('${a}') must be a non-negative value.`, 'maxValue', a); } else if ((a as number | bigint) > (b as number | bigint)) outOfRange("'minValue' cannot be greater than maxValue.", 'minValue');
};
addGuards(typeNamed('Random'), { methods: { Next: drawn, NextInt64: drawn, NextBytes: (_, b: unknown) => given(b, 'buffer') } });
addGuards(typeNamed('Uri'), { statics: { EscapeDataString: (_, s: unknown) => given(s, 'stringToEscape'), UnescapeDataString: (_, s: unknown) => given(s, 'stringToUnescape') } });
addGuards(typeNamed('Environment'), { statics: {
  GetEnvironmentVariable: (_, name: unknown) => given(name, 'variable'), ExpandEnvironmentVariables: (_, name: unknown) => given(name, 'name'),
  SetEnvironmentVariable: (_, name: unknown) => { filled(name, 'variable'); if (typeof name === 'string' && name.includes('=')) badArgument('Environment variable name cannot contain equal character.', 'variable'); },
} });

/** CompareTo takes its own kind alone; what only its overload for an Object takes is refused by that. */
const ofKind = (name: string, isIt: (v: unknown) => boolean) => (_: unknown, v: unknown): void => { if (v !== null && v !== undefined && !isIt(v)) badArgument(`Object must be of type ${name}.`); };
for (const name of NUMBERS) addGuards(typeNamed(name), { methods: { CompareTo: ofKind(name, (v) => isNumber(v) || typeof v === 'bigint' || (typeof v === 'object' && kindOf(v as Value) !== undefined)) } });
const TOO_LONG = 'TimeSpan overflowed because the duration is too long.', LEAST_SPAN = -(2n ** 63n), MOST_SPAN = 2n ** 63n - 1n;
const real = (name: string) => (_: unknown, n: unknown): void => { if (typeof n === 'number' && Number.isNaN(n)) badArgument('TimeSpan does not accept floating point Not-a-Number values.', name); };
addGuards(T.TimeSpan, {
  create: (_: void, ...parts: readonly unknown[]) => {
    const [a = 0, b = 0, c = 0, d, e = 0] = parts.filter((each) => each !== undefined).map(Number);
    if (parts[1] === undefined) return;
    const seconds = d === undefined ? a * 3600 + b * 60 + c : a * 86_400 + b * 3600 + c * 60 + d, ticks = BigInt(seconds) * 10_000_000n + BigInt(e) * 10_000n;
    if (ticks < LEAST_SPAN || ticks > MOST_SPAN) netThrow('System.ArgumentOutOfRangeException', TOO_LONG);
  },
  methods: {
    Negate: (t) => { if (t.ticks === LEAST_SPAN) netThrow('System.OverflowException', 'Negating the minimum value of a twos complement number is invalid.'); },
    Duration: (t) => { if (t.ticks === LEAST_SPAN) netThrow('System.OverflowException', 'The duration cannot be returned for TimeSpan.MinValue because the absolute value of TimeSpan.MinValue exceeds the value of TimeSpan.MaxValue.'); },
    Multiply: real('factor'), Divide: (t, n: unknown) => { if (isNumber(n)) real('divisor')(t, n); },
  },
});
addGuards(typeNamed('Threading.Thread'), { statics: { Sleep: (_, ms: unknown) => { if (isNumber(ms)) atLeast(ms, -1, 'millisecondsTimeout'); } } });
