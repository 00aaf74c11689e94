/** System.DateOnly and System.TimeOnly. */
import { castError } from '../../convert/castError.ts';
import { INVARIANT, currentCulture, providedCulture } from '../../convert/culture.ts';
import type { Culture } from '../../convert/culture.ts';
import { toItems } from '../../convert/enumerate.ts';
import { formatDate } from '../../convert/formatDate.ts';
import { readExact } from '../../convert/dates/exactDate.ts';
import type { DateResult } from '../../convert/dates/dateResult.ts';
import { readDate as read } from '../../convert/dates/readDate.ts';
import { attempt } from '../../convert/dates/toDate.ts';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { DateOnly, TimeOnly } from '../../values/dateOnly.ts';
import { DateTime, daysInMonth, daysOf } from '../../values/dateTime.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND, TimeSpan } from '../../values/timeSpan.ts';
import type { Value } from '../../values/value.ts';
import { formatProvider } from '../text/culture.ts';
import { SIGN } from '../../convert/dates/dateWords.ts';
import { outOfRange } from '../guards/refuse.ts';
import { dateTimeKind, dateTimeStyles, dayOfWeek } from './enums.ts';
import { constant, from, func, laterType, method, refTo } from '../netType.ts';
import type { AnyType } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';

const traits = { valueType: true, base: T.ValueType, interfaces: ['System.IComparable', 'System.IFormattable'] };
const dateOnly = named<DateOnly>('System.DateOnly', ['dateonly'], traits), timeOnly = named<TimeOnly>('System.TimeOnly', ['timeonly'], traits);
const midnight = (d: DateOnly): DateTime => new DateTime(BigInt(d.days) * TICKS_PER_DAY);
const dateText = (d: DateOnly, format = 'd', culture?: Culture): string => formatDate(midnight(d), format === 'o' || format === 'O' ? 'yyyy-MM-dd' : format === 'r' || format === 'R' ? 'ddd, dd MMM yyyy' : format, culture);
const timeText = (t: TimeOnly, format = 't', culture?: Culture): string => formatDate(new DateTime(t.ticks), format === 'o' || format === 'O' ? 'HH:mm:ss.fffffff' : format === 'r' || format === 'R' ? 'HH:mm:ss' : format, culture);
const ofDate = (d: DateTime): DateOnly => new DateOnly(d.dayNumber), ofTime = (d: DateTime): TimeOnly => new TimeOnly(d.ticks % TICKS_PER_DAY);
function day(year: number, month: number, date: number): DateOnly {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) netThrow('System.ArgumentOutOfRangeException', 'Year, Month, and Day parameters describe an un-representable DateTime.');
  return new DateOnly(daysOf(year, month, date));
}
const LAST_DAY = 3_652_058;
const dayAt = (n: number, refuse: () => never): DateOnly => (n < 0 || n > LAST_DAY ? refuse() : new DateOnly(n));
function addMonths(d: DateOnly, n: number, name: string): DateOnly {
  const { year, month } = midnight(d), at = year * 12 + month - 1 + n;
  if (at < 12 || at >= 120_000) outOfRange('The added or subtracted value results in an un-representable DateTime.', name);
  return ofDate(midnight(d).addMonths(n));
}
const ofTicks = (ticks: bigint): TimeOnly => (ticks < 0n || ticks >= TICKS_PER_DAY ? outOfRange('Ticks must be between 0 and and TimeOnly.MaxValue.Ticks.', 'ticks') : new TimeOnly(ticks));
/** A format of one kind holds nothing of the other: no hours in a date, no days in a time. */
const formatOf = (f: string | null, standard: string, known: RegExp, others: RegExp): string => {
  if (f === null || f === '') return standard;
  const isBad = f.length === 1 ? !known.test(f) : others.test(f.replace(/\\.|'[^']*'|"[^"]*"/g, ''));
  return isBad ? netThrow('System.FormatException', 'Input string was not in a correct format.') : f;
};
const dateFormat = (f: string | null): string => formatOf(f, 'd', /[dDmMoOrRyY]/, /[hHmstfFzK:]/), timeFormat = (f: string | null): string => formatOf(f, 't', /[tToOrR]/, /[dMyzKg/]/);
const wrap = (ticks: bigint): TimeOnly => new TimeOnly(((ticks % TICKS_PER_DAY) + TICKS_PER_DAY) % TICKS_PER_DAY);
const clock = (h: number, m: number, s = 0, ms = 0): TimeOnly => (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59 ? netThrow('System.ArgumentOutOfRangeException', 'Hour, Minute, and Second parameters describe an un-representable DateTime.') : new TimeOnly(TimeSpan.of(0, h, m, s, ms).ticks));
/** What is read must be of the one kind only: a date without a time, a time without a date, neither with a zone. Else the message. */
function only<V>(s: string, what: string, get: () => DateResult, make: (d: DateTime) => V): V | string {
  const r = attempt(get);
  if (typeof r === 'string') return `String '${s}' was not recognized as a valid ${what}.`;
  const { suffixed } = r, has = (signs: readonly number[]): boolean => signs.some((sign) => (suffixed & (1 << sign)) !== 0);
  const others = what === 'DateOnly' ? r.haveTime || has([SIGN.hour, SIGN.minute, SIGN.second]) : r.haveDate || r.monthByName || has([SIGN.year, SIGN.month, SIGN.day]);
  return others || r.zoned ? `String '${s}' contains parts which are not specific to the ${what}.` : make(r.date);
}
const dateIn = (s: string, c = currentCulture()): DateOnly | string => only(s, 'DateOnly', () => read(s, c), ofDate), timeIn = (s: string, c = currentCulture()): TimeOnly | string => only(s, 'TimeOnly', () => read(s, c), ofTime);
/** `o` and `r` of these types are formats of their own, in the invariant culture. */
const ownFormat = (f: string, o: string, r: string): string => (/^o$/i.test(f) ? o : /^r$/i.test(f) ? r : f);
const exactIn = (s: string, formats: unknown, c: Culture, o: string, r: string): DateResult => {
  const own = (f: string): string => ownFormat(f, o, r);
  return readExact(s, Array.isArray(formats) ? toItems(formats as Value).map((f) => own(toText(f))) : own(toText(formats as Value)), typeof formats === 'string' && /^[or]$/i.test(formats) ? INVARIANT : c);
};
const dateExactly = (s: string, f: unknown, c = currentCulture()): DateOnly | string => only(s, 'DateOnly', () => exactIn(s, f, c, "yyyy'-'MM'-'dd", 'ddd, dd MMM yyyy'), ofDate);
const timeExactly = (s: string, f: unknown, c = currentCulture()): TimeOnly | string => only(s, 'TimeOnly', () => exactIn(s, f, c, "HH':'mm':'ss'.'fffffff", 'HH:mm:ss'), ofTime);
const orCast = <V>(s: string, type: AnyType, v: V | string): V => (typeof v === 'string' ? castError(s, type, 'InvalidCastParseTargetInvocationWithFormatProvider', v, 'System.FormatException') : v);
const tried = <V>(r: { value: V }, none: V, v: V | string): boolean => { r.value = typeof v === 'string' ? none : v; return typeof v !== 'string'; };
const orFormat = <V>(v: V | string): V => (typeof v === 'string' ? netThrow('System.FormatException', v) : v);

laterType<DateOnly>(dateOnly, () => ({
  text: (d) => dateText(d), compare: (a, b) => a.days - b.days, equals: (a, b) => a.days === b.days,
  create: [func([], () => new DateOnly(0)), func([T.Int32, T.Int32, T.Int32], day)],
  props: { Year: [T.Int32, (d) => midnight(d).year], Month: [T.Int32, (d) => midnight(d).month], Day: [T.Int32, (d) => midnight(d).day], DayOfWeek: [dayOfWeek, (d) => new EnumValue(dayOfWeek, midnight(d).dayOfWeek)], DayOfYear: [T.Int32, (d) => midnight(d).dayOfYear], DayNumber: [T.Int32, (d) => d.days] },
  methods: {
    AddDays: [method([T.Int32], (d, n) => dayAt(d.days + n, () => outOfRange('Value to add was out of range.', 'value')))], AddMonths: [method([T.Int32], (d, n) => { if (Math.abs(n) > 120_000) outOfRange('Months value must be between +/-120000.', 'months'); return addMonths(d, n, 'months'); })], AddYears: [method([T.Int32], (d, n) => { if (Math.abs(n) > 10_000) outOfRange('Years value must be between +/-10000.', 'value'); return addMonths(d, n * 12, 'value'); })], ToDateTime: [method([timeOnly], (d, t) => midnight(d).addTicks(t.ticks)), method([timeOnly, dateTimeKind], (d, t, k) => midnight(d).addTicks(t.ticks).withKind((k as EnumValue).toString() as 'Utc'))],
    ToString: [method([], (d) => dateText(d, 'd', currentCulture()), T.String), method([T.String], (d, f) => dateText(d, dateFormat(f), currentCulture()), T.String), method([formatProvider], (d, p) => dateText(d, 'd', providedCulture(p)), T.String), method([T.String, formatProvider], (d, f, p) => dateText(d, dateFormat(f), providedCulture(p)), T.String)], ToLongDateString: [method([], (d) => dateText(d, 'D', currentCulture()), T.String)], ToShortDateString: [method([], (d) => dateText(d, 'd', currentCulture()), T.String)],
    CompareTo: [method([dateOnly], (a, b) => Math.sign(a.days - b.days), T.Int32)], Equals: [method([T.Object], (a, b) => b instanceof DateOnly && b.days === a.days, T.Boolean)], GetHashCode: [method([], (d) => d.days, T.Int32)],
  },
  statics: {
    MinValue: constant(new DateOnly(0)), MaxValue: constant(new DateOnly(daysOf(9999, 12, 31))), FromDateTime: [func([T.DateTime], ofDate)], FromDayNumber: [func([T.Int32], (n) => dayAt(n, () => outOfRange('Day number must be between 0 and DateOnly.MaxValue.DayNumber.', 'dayNumber', n)))],
    Parse: [func([T.String], (s) => orFormat(dateIn(s))), func([T.String, formatProvider], (s, c) => orFormat(dateIn(s, providedCulture(c))))],
    ParseExact: [func([T.String, T.String], (s, f) => orFormat(dateExactly(s, f))), func([T.String, arrayOf(T.String)], (s, f) => orFormat(dateExactly(s, f))), func([T.String, T.String, formatProvider], (s, f, c) => orFormat(dateExactly(s, f, providedCulture(c)))), func([T.String, arrayOf(T.String), formatProvider], (s, f, c) => orFormat(dateExactly(s, f, providedCulture(c))))],
    TryParse: [func([T.String, refTo(dateOnly)], (s, r) => tried(r, new DateOnly(0), dateIn(s ?? '')), T.Boolean), func([T.String, formatProvider, refTo(dateOnly)], (s, c, r) => tried(r, new DateOnly(0), dateIn(s ?? '', providedCulture(c))), T.Boolean)],
    TryParseExact: [func([T.String, T.String, refTo(dateOnly)], (s, f, r) => tried(r, new DateOnly(0), dateExactly(s ?? '', f ?? '')), T.Boolean), func([T.String, arrayOf(T.String), refTo(dateOnly)], (s, f, r) => tried(r, new DateOnly(0), dateExactly(s ?? '', f ?? [])), T.Boolean), func([T.String, T.String, formatProvider, dateTimeStyles, refTo(dateOnly)], (s, f, c, _, r) => tried(r, new DateOnly(0), dateExactly(s ?? '', f ?? '', providedCulture(c))), T.Boolean)],
  },
  convert: [from(T.String, (s: string) => orCast(s, dateOnly, dateIn(s, INVARIANT))), from(T.DateTime, ofDate)],
  save: (d) => String(d.days), load: (s) => new DateOnly(Number(s)),
}), DateOnly);
const part = (unit: bigint, modulus: bigint) => (t: TimeOnly): number => Number((t.ticks / unit) % modulus);
laterType<TimeOnly>(timeOnly, () => ({
  text: (t) => timeText(t), compare: (a, b) => (a.ticks < b.ticks ? -1 : a.ticks > b.ticks ? 1 : 0), equals: (a, b) => a.ticks === b.ticks,
  create: [func([], () => new TimeOnly(0n)), func([T.Int64], ofTicks), func([T.Int32, T.Int32], (h, m) => clock(h, m)), func([T.Int32, T.Int32, T.Int32], clock), func([T.Int32, T.Int32, T.Int32, T.Int32], clock)],
  props: { Hour: [T.Int32, part(TICKS_PER_HOUR, 24n)], Minute: [T.Int32, part(TICKS_PER_MINUTE, 60n)], Second: [T.Int32, part(TICKS_PER_SECOND, 60n)], Millisecond: [T.Int32, part(10_000n, 1000n)], Microsecond: [T.Int32, part(10n, 1000n)], Nanosecond: [T.Int32, (t) => Number(t.ticks % 10n) * 100], Ticks: [T.Int64, (t) => t.ticks] },
  methods: {
    Add: [method([T.TimeSpan], (t, s) => wrap(t.ticks + s.ticks))], AddHours: [method([T.Double], (t, n) => wrap(t.ticks + TimeSpan.from(n, TICKS_PER_HOUR).ticks))], AddMinutes: [method([T.Double], (t, n) => wrap(t.ticks + TimeSpan.from(n, TICKS_PER_MINUTE).ticks))], ToTimeSpan: [method([], (t) => new TimeSpan(t.ticks))],
    IsBetween: [method([timeOnly, timeOnly], (t, a, b) => (a.ticks <= b.ticks ? t.ticks >= a.ticks && t.ticks < b.ticks : t.ticks >= a.ticks || t.ticks < b.ticks), T.Boolean)], CompareTo: [method([timeOnly], (a, b) => (a.ticks < b.ticks ? -1 : a.ticks > b.ticks ? 1 : 0), T.Int32)], Equals: [method([T.Object], (a, b) => b instanceof TimeOnly && b.ticks === a.ticks, T.Boolean)],
    ToString: [method([], (t) => timeText(t, 't', currentCulture()), T.String), method([T.String], (t, f) => timeText(t, timeFormat(f), currentCulture()), T.String), method([formatProvider], (t, p) => timeText(t, 't', providedCulture(p)), T.String), method([T.String, formatProvider], (t, f, p) => timeText(t, timeFormat(f), providedCulture(p)), T.String)], ToLongTimeString: [method([], (t) => timeText(t, 'T', currentCulture()), T.String)], ToShortTimeString: [method([], (t) => timeText(t, 't', currentCulture()), T.String)],
  },
  statics: {
    MinValue: constant(new TimeOnly(0n)), MaxValue: constant(new TimeOnly(TICKS_PER_DAY - 1n)), FromDateTime: [func([T.DateTime], ofTime)], FromTimeSpan: [func([T.TimeSpan], (s) => ofTicks(s.ticks))],
    Parse: [func([T.String], (s) => orFormat(timeIn(s))), func([T.String, formatProvider], (s, c) => orFormat(timeIn(s, providedCulture(c))))],
    ParseExact: [func([T.String, T.String], (s, f) => orFormat(timeExactly(s, f))), func([T.String, arrayOf(T.String)], (s, f) => orFormat(timeExactly(s, f))), func([T.String, T.String, formatProvider], (s, f, c) => orFormat(timeExactly(s, f, providedCulture(c)))), func([T.String, arrayOf(T.String), formatProvider], (s, f, c) => orFormat(timeExactly(s, f, providedCulture(c))))],
    TryParse: [func([T.String, refTo(timeOnly)], (s, r) => tried(r, new TimeOnly(0n), timeIn(s ?? '')), T.Boolean), func([T.String, formatProvider, refTo(timeOnly)], (s, c, r) => tried(r, new TimeOnly(0n), timeIn(s ?? '', providedCulture(c))), T.Boolean)],
    TryParseExact: [func([T.String, T.String, refTo(timeOnly)], (s, f, r) => tried(r, new TimeOnly(0n), timeExactly(s ?? '', f ?? '')), T.Boolean), func([T.String, arrayOf(T.String), refTo(timeOnly)], (s, f, r) => tried(r, new TimeOnly(0n), timeExactly(s ?? '', f ?? [])), T.Boolean), func([T.String, T.String, formatProvider, dateTimeStyles, refTo(timeOnly)], (s, f, c, _, r) => tried(r, new TimeOnly(0n), timeExactly(s ?? '', f ?? '', providedCulture(c))), T.Boolean)],
  },
  operators: { op_Subtraction: [func([timeOnly, timeOnly], (a, b) => new TimeSpan(wrap(a.ticks - b.ticks).ticks), T.TimeSpan)] },
  convert: [from(T.String, (s: string) => orCast(s, timeOnly, timeIn(s, INVARIANT)))],
  save: (t) => String(t.ticks), load: (s) => new TimeOnly(BigInt(s)),
}), TimeOnly);
