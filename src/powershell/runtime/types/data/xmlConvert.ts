/** System.Xml.XmlConvert: values as XML Schema writes them, and names that XML takes. */
import { formatDate, formatOffset } from '../../convert/formatDate.ts';
import { numberToString } from '../../convert/numberText.ts';
import { parsePlain } from '../../convert/readNumber.ts';
import { changeKind, overflowMessage } from '../../convert/toNumber.ts';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { getStatic, invokeStatic } from '../../members/invoke.ts';
import { Char } from '../../values/char.ts';
import { DateTime, DateTimeOffset, daysInMonth } from '../../values/dateTime.ts';
import type { DateTimeKind } from '../../values/dateTime.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { Double, NUMBER_KINDS, Single, isNumber } from '../../values/numbers.ts';
import type { NumberKind } from '../../values/numbers.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND, TimeSpan } from '../../values/timeSpan.ts';
import type { Value } from '../../values/value.ts';
import { filled } from '../guards/refuse.ts';
import { func, laterType } from '../netType.ts';
import type { StaticMember } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { enumType } from '../system/enums.ts';
import { now, toLocal, toUtc } from '../system/dateTime.ts';
import { T, named } from '../t.ts';

const mode = enumType('System.Xml.XmlDateTimeSerializationMode', ['Local', 'Utc', 'Unspecified', 'RoundtripKind']);
const isNo = (text: string, type: string): never => netThrow('System.FormatException', `The string '${text}' is not a valid ${type} value.`);
/** XML's own white space; other blanks are none. */
const trimmed = (text: string): string => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

function toNumber(text: string, kind: NumberKind): Value {
  const t = trimmed(text), isReal = kind === 'Double' || kind === 'Single', wrong = (): never => netThrow('System.FormatException', `The input string '${isReal ? t : text}' was not in a correct format.`);
  if (isReal && /^-?INF$/.test(t)) return parsePlain(t.replace('INF', 'Infinity'), kind) ?? null;
  const allowed = isReal ? /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$|^NaN$/i : kind === 'Decimal' ? /^[+-]?(\d+\.?\d*|\.\d+)$/ : kind.startsWith('U') || kind === 'Byte' ? /^\+?\d+$/ : /^[+-]?\d+$/;
  const read = allowed.test(t) ? parsePlain(t, kind) : undefined;
  return read === undefined ? wrong() : changeKind(read, kind) ?? netThrow('System.OverflowException', overflowMessage(kind));
}
/** A year counts 365 days and a month 30. */
function toSpan(text: string): TimeSpan {
  const m = /^(-?)P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/.exec(trimmed(text));
  if (m === null) return isNo(text, 'TimeSpan');
  const n = (i: number): bigint => BigInt(m[i] ?? '0'), ticks = (n(2) * 365n + n(3) * 30n + n(4)) * TICKS_PER_DAY + n(5) * TICKS_PER_HOUR + n(6) * TICKS_PER_MINUTE + n(7) * TICKS_PER_SECOND + fraction(m[8] ?? '');
  return new TimeSpan(m[1] === '-' ? -ticks : ticks);
}
/** Seven digits count, the eighth rounds. */
const fraction = (digits: string): bigint => BigInt(digits.slice(0, 7).padEnd(7, '0')) + (Number(digits[7] ?? '0') >= 5 ? 1n : 0n);
/** `P1DT2H3M4.5S`. */
function spanText({ ticks }: TimeSpan): string {
  const t = ticks < 0n ? -ticks : ticks, rest = t % TICKS_PER_SECOND, part = (unit: bigint, most: bigint, letter: string): string => { const n = (t / unit) % most; return n === 0n ? '' : `${n}${letter}`; };
  const seconds = (t / TICKS_PER_SECOND) % 60n, second = seconds === 0n && rest === 0n ? '' : `${seconds}${rest === 0n ? '' : `.${String(rest).padStart(7, '0').replace(/0+$/, '')}`}S`;
  const days = t / TICKS_PER_DAY, time = part(TICKS_PER_HOUR, 24n, 'H') + part(TICKS_PER_MINUTE, 60n, 'M') + second;
  return `${ticks < 0n ? '-' : ''}P${days === 0n ? '' : `${days}D`}${time === '' ? (days === 0n ? 'T0S' : '') : `T${time}`}`;
}
const DATES = /^(?:(?<year>\d{4})(?:-(?<month>\d\d)(?:-(?<day>\d\d))?)?|--(?<month>\d\d)(?:-(?<day>\d\d))?|---(?<day>\d\d))?(?<time>T?(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d+))?)?(?<zone>Z|[+-]\d\d:\d\d)?$/;
/** One of the forms of a date or a time in XML Schema: the clock time, and minutes from UTC where it says. */
function readDate(text: string): readonly [clock: bigint, zone: number | undefined] {
  const wrong = (): never => isNo(text, 'AllXsd'), g = DATES.exec(trimmed(text))?.groups;
  if (g === undefined) return wrong();
  const isDate = g['year'] !== undefined || g['month'] !== undefined || g['day'] !== undefined, isTime = g['time'] !== undefined, today = now();
  const isFull = g['year'] !== undefined && g['day'] !== undefined;
  if (!isDate && !isTime) return wrong();
  if (isDate && isTime && (!isFull || g['time']?.startsWith('T') !== true)) return wrong();
  if (!isDate && g['time']?.startsWith('T') === true) return wrong();
  // A day of a month without a year lies in a leap year.
  const year = isDate ? Number(g['year'] ?? (g['month'] !== undefined && g['day'] !== undefined ? 1904 : today.year)) : today.year;
  const month = isDate ? Number(g['month'] ?? '1') : today.month, day = isDate ? Number(g['day'] ?? '1') : today.day;
  const [hour = 0, minute = 0, second = 0] = [g['hour'], g['minute'], g['second']].map((each) => Number(each ?? '0'));
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return wrong();
  const zone = g['zone'], sign = zone?.startsWith('-') === true ? -1 : 1, minutes = zone === undefined ? undefined : zone === 'Z' ? 0 : sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  if (minutes !== undefined && Math.abs(minutes) > 14 * 60) return wrong();
  return [DateTime.of(year, month, day, hour, minute, second).ticks + fraction(g['fraction'] ?? ''), minutes];
}
const nameOf = (v: unknown): string => (v instanceof EnumValue ? toText(v) : 'RoundtripKind');
function inMode(d: DateTime, wanted: unknown): DateTime {
  const as = (kind: DateTimeKind): DateTime => new DateTime(d.ticks, kind);
  switch (nameOf(wanted)) {
    case 'Local': return d.kind === 'Utc' ? toLocal(d) : as('Local');
    case 'Utc': return d.kind === 'Local' ? toUtc(d) : as('Utc');
    case 'Unspecified': return as('Unspecified');
    default: return d;
  }
}
function toDate(text: string, wanted: unknown): DateTime {
  const [clock, zone] = readDate(text), utc = new DateTime(clock - BigInt(zone ?? 0) * TICKS_PER_MINUTE, 'Utc');
  return inMode(zone === undefined ? new DateTime(clock) : zone === 0 && /Z\s*$/.test(text) ? utc : toLocal(utc), wanted);
}
function toOffset(text: string): DateTimeOffset {
  const [clock, zone] = readDate(text), local = new DateTime(clock), offset = zone === undefined ? new TimeSpan(local.ticks - toUtc(new DateTime(clock, 'Local')).ticks) : TimeSpan.of(0, 0, zone, 0);
  return new DateTimeOffset(local, offset);
}
const formatted = (d: DateTime | DateTimeOffset, format: string): string => (d instanceof DateTime ? formatDate(d, format) : formatOffset(d, format));
function text(v: Value): string {
  if (v instanceof DateTime) return formatted(v, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK");
  if (v instanceof DateTimeOffset) return formatted(v, `yyyy-MM-dd'T'HH:mm:ss.FFFFFFF${v.offset.ticks === 0n ? "'Z'" : 'zzz'}`);
  if (v instanceof TimeSpan) return spanText(v);
  if (typeof v === 'boolean') return v ? 'true' : 'false';
  const isInfinite = (v instanceof Double || v instanceof Single) && Math.abs(v.value) === Infinity;
  return isNumber(v) ? (isInfinite ? (v.value < 0 ? '-INF' : 'INF') : numberToString(v)) : toText(v);
}

const START = String.raw`\p{L}\p{Nl}_`, MORE = String.raw`\p{L}\p{N}\p{M}_.\-·`;
/** The characters of a name: with colons or without, and what may begin one (of a token anything may). */
const kinds = { name: [new RegExp(`[${START}:]`, 'u'), new RegExp(`[${MORE}:]`, 'u')], local: [new RegExp(`[${START}]`, 'u'), new RegExp(`[${MORE}]`, 'u')], token: [new RegExp(`[${MORE}:]`, 'u'), new RegExp(`[${MORE}:]`, 'u')] } as const;
const hex = (c: string, width: number): string => (c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(width, '0');
/** What no name may have becomes `_x0020_`, and so does what already looks like that. */
function encoded(name: string, kind: keyof typeof kinds): string {
  const [first, rest] = kinds[kind];
  return Array.from(name ?? '').map((c, i, all) => (!(i === 0 ? first : rest).test(c) ? `_x${hex(c, c.length > 1 ? 8 : 4)}_` : c === '_' && /^_x(?:[\dA-F]{4}|[\dA-F]{8})_/i.test(all.slice(i, i + 11).join('')) ? '_x005F_' : c)).join('');
}
const decoded = (name: string): string => (name ?? '').replace(/_x([\dA-F]{4}|[\dA-F]{8})_/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
function verified(name: string, kind: keyof typeof kinds): string {
  if (kind !== 'token') filled(name, 'name');
  if (name === '') netThrow('System.Xml.XmlException', `Invalid NmToken value ''.`);
  const [first, rest] = kinds[kind];
  for (const [i, c] of Array.from(name).entries()) {
    if ((i === 0 ? first : rest).test(c)) continue;
    netThrow('System.Xml.XmlException', i === 0 && (kind === 'token' ? kinds.token : kinds.name)[1].test(c) ? `Name cannot begin with the '${c}' character, hexadecimal value 0x${hex(c, 2)}.` : `The '${c}' character, hexadecimal value 0x${hex(c, 2)}, cannot be included in a name.`);
  }
  return name;
}
const isText = (c: string): boolean => /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD]*$/.test(c);
const token = (s: string): string => (s === '' || (!/[\t\r\n]|^ | $| {2}/.test(s)) ? s : netThrow('System.Xml.XmlException', "line-feed (#xA) or tab (#x9) characters, leading or trailing spaces and sequences of one or more spaces (#x20) are not allowed in 'xs:token'."));
function chars(s: string): string {
  const wrong = Array.from(s).find((c) => c.length === 1 && !isText(c));
  return wrong === undefined ? s : netThrow('System.Xml.XmlException', `'${wrong}', hexadecimal value 0x${hex(wrong, 2)}, is an invalid character.`);
}
const one = (run: (s: string) => unknown): StaticMember => [func([T.String], (s) => run(s) as Value)];
const is = (test: (c: string) => boolean): StaticMember => [func([T.Char], (c) => test(c.toString()), T.Boolean)];

laterType(named('System.Xml.XmlConvert', []), () => ({ statics: {
  ...Object.fromEntries(NUMBER_KINDS.filter((kind) => kind !== 'BigInteger').map((kind) => [`To${kind}`, one((s) => toNumber(s, kind))])),
  ToBoolean: one((s) => { const t = trimmed(s); return t === 'true' || t === '1' ? true : t === 'false' || t === '0' ? false : isNo(s, 'Boolean'); }), ToChar: one((s) => (s.length === 1 ? Char.of(s.charCodeAt(0)) : netThrow('System.FormatException', 'String must be exactly one character long.'))),
  ToGuid: one((s) => invokeStatic(T.Guid, 'Parse', [trimmed(s)])), ToTimeSpan: one(toSpan), ToDateTimeOffset: one(toOffset),
  ToDateTime: [func([T.String, mode], toDate), func([T.String], (s) => toDate(s, undefined)), func([T.String, T.String], (s, format) => invokeStatic(T.DateTime, 'ParseExact', [trimmed(s), format, getStatic(lookupType('System.Globalization.CultureInfo') ?? T.Object, 'InvariantCulture')]))],
  ToString: [func([T.Object], text, T.String), func([T.DateTime, mode], (d, m) => text(inMode(d, m)), T.String), func([T.DateTime, T.String], (d, format) => formatted(d, format), T.String), func([T.DateTimeOffset, T.String], (d, format) => formatted(d, format), T.String)],
  EncodeName: one((s) => encoded(s, 'name')), EncodeLocalName: one((s) => encoded(s, 'local')), EncodeNmToken: one((s) => encoded(s, 'token')), DecodeName: one(decoded),
  VerifyName: one((s) => verified(s, 'name')), VerifyNCName: one((s) => verified(s, 'local')), VerifyNMTOKEN: one((s) => verified(s, 'token')), VerifyTOKEN: one(token), VerifyXmlChars: one(chars), VerifyWhitespace: one((s) => (trimmed(s) === '' ? s : chars(s))),
  IsNCNameChar: is((c) => kinds.local[1].test(c)), IsStartNCNameChar: is((c) => kinds.local[0].test(c)), IsXmlChar: is(isText), IsWhitespaceChar: is((c) => trimmed(c) === ''),
} }));
