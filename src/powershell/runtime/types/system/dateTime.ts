/** System.DateTime and DateTimeOffset. */
import { formatDate, formatOffset, localOffset } from '../../convert/formatDate.ts';
import { readExact } from '../../convert/dates/exactDate.ts';
import { readDate } from '../../convert/dates/readDate.ts';
import { attempt, castDate, castDateTime, checkStyles, offsetOf, orFormatError } from '../../convert/dates/toDate.ts';
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { toText } from '../../convert/toText.ts';
import { DateTime, DateTimeOffset, MAX_TICKS, UNIX_TICKS, daysInMonth, isLeapYear } from '../../values/dateTime.ts';
import type { DateTimeKind } from '../../values/dateTime.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_MS, TICKS_PER_SECOND, TimeSpan } from '../../values/timeSpan.ts';
import type { Value } from '../../values/value.ts';
import { codeOf, dateTimeKind, dayOfWeek, dateTimeStyles } from './enums.ts';
import { currentCulture, providedCulture } from '../../convert/culture.ts';
import type { Culture } from '../../convert/culture.ts';
import type { DateResult } from '../../convert/dates/dateResult.ts';
import { formatProvider } from '../text/culture.ts';
import { constant, from, func, laterType, method, refTo } from '../netType.ts';
import type { Property } from '../netType.ts';
import { T, arrayOf } from '../t.ts';
import { extend, getMember } from '../../members/get.ts';
import { fold } from '../../values/folding.ts';
import { PSObject } from '../../values/psObject.ts';

const KINDS: readonly DateTimeKind[] = ['Unspecified', 'Utc', 'Local'];
const kind = (v: unknown): DateTimeKind => (v instanceof EnumValue ? KINDS[v.value] ?? 'Unspecified' : 'Unspecified');
/** The moment now, local. */
export function now(): DateTime { return toLocal(new DateTime(current().host.clock.utcTicks(), 'Utc')); }
export const utcNow = (): DateTime => new DateTime(current().host.clock.utcTicks(), 'Utc');
export function toLocal(d: DateTime): DateTime {
  if (d.kind === 'Local') return d;
  const offset = current().host.clock.offsetMinutes(d.unixMs);
  return new DateTime(inCalendar(d.ticks + BigInt(offset) * TICKS_PER_MINUTE), 'Local');
}
export const toUtc = (d: DateTime): DateTime => (d.kind === 'Utc' ? d : new DateTime(inCalendar(d.ticks - localOffset(d).ticks), 'Utc'));
/** What goes beyond the first or the last moment is that moment. */
const inCalendar = (ticks: bigint): bigint => (ticks < 0n ? 0n : ticks > MAX_TICKS ? MAX_TICKS : ticks);
const notUsable = (): never => netThrow('System.ArgumentOutOfRangeException', 'Year, Month, and Day parameters describe an un-representable DateTime.');
function make(y: number, mo: number, d: number, h = 0, mi = 0, s = 0, ms = 0, k: unknown = null): DateTime {
  if (y < 1 || y > 9999 || mo < 1 || mo > 12 || d < 1 || d > daysInMonth(y, mo)) notUsable();
  if (h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 59) netThrow('System.ArgumentOutOfRangeException', 'Hour, Minute, and Second parameters describe an un-representable DateTime.');
  return DateTime.of(y, mo, d, h, mi, s, ms, kind(k));
}
const monthsRange = (text: string, name: string): never => netThrow('System.ArgumentOutOfRangeException', `${text} (Parameter '${name}')`, [['ParamName', name]]);
const UNREPRESENTABLE = 'The added or subtracted value results in an un-representable DateTime.';
/** So many months later, in the years 1 to 9999. */
function later(d: DateTime, months: number, name = 'months'): DateTime {
  if (Math.abs(months) > 120_000) monthsRange('Months value must be between +/-120000.', name);
  const year = Math.floor((d.year * 12 + d.month - 1 + months) / 12);
  return year < 1 || year > 9999 ? monthsRange(UNREPRESENTABLE, name) : d.addMonths(months);
}
const laterYears = (d: DateTime, years: number): DateTime => (Math.abs(years) > 10_000 ? monthsRange('Years value must be between +/-10000.', 'value') : later(d, years * 12, 'value'));
const checked = (d: DateTime): DateTime => (d.ticks < 0n || d.ticks > MAX_TICKS ? netThrow('System.ArgumentOutOfRangeException', 'The added or subtracted value results in an un-representable DateTime. (Parameter \'value\')') : d);
const plus = (unit: bigint) => (d: DateTime, n: number): DateTime => {
  if (!Number.isFinite(n)) netThrow('System.ArgumentOutOfRangeException', "Value to add was out of range. (Parameter 'value')", [['ParamName', 'value']]);
  return checked(d.addTicks(BigInt(Math.trunc(n)) * unit + BigInt(Math.round((n - Math.trunc(n)) * Number(unit)))));
};
const flags = (styles: unknown): number => (styles instanceof EnumValue ? styles.value : 0);
const given = (s: string | null): string => s ?? netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 's')", [['ParamName', 's']]);
const parse = (s: string, c: Culture, styles: unknown = null): DateTime => { const n = checkStyles(flags(styles), 'styles'); return orFormatError(() => readDate(given(s), c, n)).date; };
const exact = (s: string, format: string | readonly string[], c: Culture, styles: unknown = null): DateTime => { const n = checkStyles(flags(styles), 'style'); return orFormatError(() => readExact(given(s), format, c, n)).date; };
const parseOffset = (s: string, c: Culture, styles: unknown = null): DateTimeOffset => { const n = checkStyles(flags(styles), 'styles', true); return offsetOf(orFormatError(() => readDate(given(s), c, n, true))); };
const exactOffset = (s: string, format: string | readonly string[], c: Culture, styles: unknown = null): DateTimeOffset => { const n = checkStyles(flags(styles), 'styles', true); return offsetOf(orFormatError(() => readExact(given(s), format, c, n, true))); };
/** The Try methods: a date that could not be read is the first one there is. */
const tried = (r: { value: Value }, read: () => DateResult): boolean => { const found = attempt(read); r.value = typeof found === 'string' ? DateTime.min : found.date; return typeof found !== 'string'; };
const triedOffset = (r: { value: Value }, read: () => DateResult): boolean => { const found = attempt(read); r.value = typeof found === 'string' ? new DateTimeOffset(DateTime.min, TimeSpan.zero) : offsetOf(found); return typeof found !== 'string'; };
const texts = (v: readonly Value[]): string[] => v.map(toText);
const tick = (part: (d: DateTime) => unknown): ((d: DateTime) => unknown) => part;
const int = (get: (d: DateTime) => number) => [T.Int32, tick(get)] as const;
const microsecond = (d: DateTime): number => Number((d.ticks / 10n) % 1000n), nanosecond = (d: DateTime): number => Number(d.ticks % 10n) * 100;
const clockNow = (get: () => Value, type: typeof T.DateTime): Property<void> => ({ type, get });

/** As many ticks as there are dates. */
const ofTicks = (n: bigint): DateTime => (n < 0n || n > DateTime.max.ticks ? netThrow('System.ArgumentOutOfRangeException', 'Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks. (Parameter \'ticks\')') : new DateTime(n));
const SEVEN = [T.Int32, T.Int32, T.Int32, T.Int32, T.Int32, T.Int32, T.Int32] as const;
laterType<DateTime>(T.DateTime, () => ({
  text: (d) => formatDate(d, 'G'), compare: (a, b) => a.compare(b), equals: (a, b) => a.ticks === b.ticks,
  create: [
    func([], () => DateTime.min), func([T.Int64], ofTicks), func([T.Int64, dateTimeKind], (n, k) => ofTicks(n).withKind(kind(k))), func([T.Int32, T.Int32, T.Int32], (y, m, d) => make(y, m, d)), func([T.Int32, T.Int32, T.Int32, T.Int32, T.Int32, T.Int32], (y, m, d, h, i, s) => make(y, m, d, h, i, s)),
    { ...func([T.Int32, T.Int32, T.Int32, T.Int32, T.Int32, T.Int32, T.Int32], (y, m, d, h, i, s, ms) => make(y, m, d, h, i, s, ms)), names: ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'] }, func([T.Int32, T.Int32, T.Int32, T.Int32, T.Int32, T.Int32, dateTimeKind], (y, m, d, h, i, s, k) => make(y, m, d, h, i, s, 0, k)), func([T.Int32, T.Int32, T.Int32, T.Int32, T.Int32, T.Int32, T.Int32, dateTimeKind], make),
    func([...SEVEN, T.Int32], (y, m, d, h, i, s, ms, us) => make(y, m, d, h, i, s, ms).addTicks(BigInt(us) * 10n)), func([...SEVEN, T.Int32, dateTimeKind], (y, m, d, h, i, s, ms, us, k) => make(y, m, d, h, i, s, ms, k).addTicks(BigInt(us) * 10n)),
  ],
  props: {
    Date: [T.DateTime, (d) => d.date], Day: int((d) => d.day), DayOfWeek: [dayOfWeek, (d) => new EnumValue(dayOfWeek, d.dayOfWeek)], DayOfYear: int((d) => d.dayOfYear), Hour: int((d) => d.hour), Kind: [dateTimeKind, (d) => new EnumValue(dateTimeKind, KINDS.indexOf(d.kind))], Millisecond: int((d) => d.millisecond), Microsecond: int(microsecond), Nanosecond: int(nanosecond),
    Minute: int((d) => d.minute), Month: int((d) => d.month), Second: int((d) => d.second), Ticks: [T.Int64, (d) => d.ticks], TimeOfDay: [T.TimeSpan, (d) => d.timeOfDay], Year: int((d) => d.year),
  },
  methods: {
    Add: [method([T.TimeSpan], (d, t) => checked(d.addTicks(t.ticks)), T.DateTime)], AddDays: [method([T.Double], plus(TICKS_PER_DAY), T.DateTime)], AddHours: [method([T.Double], plus(TICKS_PER_HOUR), T.DateTime)], AddMinutes: [method([T.Double], plus(TICKS_PER_MINUTE), T.DateTime)], AddSeconds: [method([T.Double], plus(TICKS_PER_SECOND), T.DateTime)], AddMilliseconds: [method([T.Double], plus(TICKS_PER_MS), T.DateTime)],
    AddMonths: [method([T.Int32], later, T.DateTime)], AddYears: [method([T.Int32], laterYears, T.DateTime)], AddTicks: [method([T.Int64], (d, n) => checked(d.addTicks(n)), T.DateTime)], Subtract: [method([T.DateTime], (d, o) => new TimeSpan(d.ticks - o.ticks), T.TimeSpan), method([T.TimeSpan], (d, t) => checked(d.addTicks(-t.ticks)), T.DateTime)],
    ToString: [method([], (d) => formatDate(d, 'G', currentCulture()), T.String), method([T.String], (d, f) => formatDate(d, f == null || f === '' ? 'G' : f, currentCulture()), T.String), method([T.String, formatProvider], (d, f, p) => formatDate(d, f == null || f === '' ? 'G' : f, providedCulture(p)), T.String), method([formatProvider], (d, p) => formatDate(d, 'G', providedCulture(p)), T.String)],
    ToUniversalTime: [method([], toUtc, T.DateTime)], ToLocalTime: [method([], toLocal, T.DateTime)], ToShortDateString: [method([], (d) => formatDate(d, 'd', currentCulture()), T.String)], ToLongDateString: [method([], (d) => formatDate(d, 'D', currentCulture()), T.String)], ToShortTimeString: [method([], (d) => formatDate(d, 't', currentCulture()), T.String)], ToLongTimeString: [method([], (d) => formatDate(d, 'T', currentCulture()), T.String)],
    ToFileTime: [method([], (d) => toUtc(d).ticks - 504_911_232_000_000_000n, T.Int64)], ToFileTimeUtc: [method([], (d) => toUtc(d).ticks - 504_911_232_000_000_000n, T.Int64)], ToBinary: [method([], (d) => d.ticks, T.Int64)], ToOADate: [method([], (d) => Number(d.ticks - 599_264_352_000_000_000n) / Number(TICKS_PER_DAY), T.Double)],
    CompareTo: [method([T.DateTime], (d, o) => d.compare(o), T.Int32), method([T.Object], (_, o) => (o == null ? 1 : netThrow('System.ArgumentException', 'Object must be of type DateTime.')), T.Int32)], Equals: [method([T.Object], (d, o) => o instanceof DateTime && o.ticks === d.ticks, T.Boolean)], GetHashCode: [method([], (d) => Number(BigInt.asIntN(32, d.ticks)), T.Int32)], IsDaylightSavingTime: [method([], () => false, T.Boolean)], GetDateTimeFormats: [method([], (d) => ['d', 'D', 'f', 'F', 'g', 'G', 'm', 'o', 'r', 's', 't', 'T', 'u', 'U', 'y'].map((f) => formatDate(d, f, currentCulture()))), method([T.Char], (d, f) => [formatDate(d, f.toString(), currentCulture())])], GetTypeCode: [method([], () => codeOf('DateTime'))], AddMicroseconds: [method([T.Double], plus(10n), T.DateTime)],
  },
  statics: {
    Now: clockNow(now, T.DateTime), UtcNow: clockNow(utcNow, T.DateTime), Today: clockNow(() => now().date, T.DateTime), MinValue: constant(DateTime.min), MaxValue: constant(DateTime.max), UnixEpoch: constant(new DateTime(UNIX_TICKS, 'Utc')),
    Parse: [func([T.String], (s) => parse(s, currentCulture())), func([T.String, formatProvider], (s, c) => parse(s, providedCulture(c))), func([T.String, formatProvider, dateTimeStyles], (s, c, st) => parse(s, providedCulture(c), st))],
    ParseExact: [func([T.String, T.String, formatProvider], (s, f, c) => exact(s, f, providedCulture(c))), func([T.String, T.String, formatProvider, dateTimeStyles], (s, f, c, st) => exact(s, f, providedCulture(c), st)), func([T.String, arrayOf(T.String), formatProvider, dateTimeStyles], (s, f, c, st) => exact(s, texts(f), providedCulture(c), st))],
    TryParse: [func([T.String, refTo(T.DateTime)], (s, r) => tried(r, () => readDate(s ?? '', currentCulture(), 0)), T.Boolean), func([T.String, formatProvider, refTo(T.DateTime)], (s, c, r) => tried(r, () => readDate(s ?? '', providedCulture(c), 0)), T.Boolean), func([T.String, formatProvider, dateTimeStyles, refTo(T.DateTime)], (s, c, st, r) => { const n = checkStyles(flags(st), 'styles'); return tried(r, () => readDate(s ?? '', providedCulture(c), n)); }, T.Boolean)],
    TryParseExact: [func([T.String, T.String, formatProvider, dateTimeStyles, refTo(T.DateTime)], (s, f, c, st, r) => { const n = checkStyles(flags(st), 'style'); return tried(r, () => readExact(s ?? '', f ?? '', providedCulture(c), n)); }, T.Boolean), func([T.String, arrayOf(T.String), formatProvider, dateTimeStyles, refTo(T.DateTime)], (s, f, c, st, r) => { const n = checkStyles(flags(st), 'style'); return tried(r, () => readExact(s ?? '', texts(f ?? []), providedCulture(c), n)); }, T.Boolean)],
    DaysInMonth: [func([T.Int32, T.Int32], (y, m) => (m < 1 || m > 12 ? netThrow('System.ArgumentOutOfRangeException', 'Month must be between one and twelve. (Parameter \'month\')') : daysInMonth(y, m)), T.Int32)], IsLeapYear: [func([T.Int32], isLeapYear, T.Boolean)], Compare: [func([T.DateTime, T.DateTime], (a, b) => a.compare(b), T.Int32)], SpecifyKind: [func([T.DateTime, dateTimeKind], (d, k) => d.withKind(kind(k)))],
    FromFileTime: [func([T.Int64], (n) => toLocal(new DateTime(n + 504_911_232_000_000_000n, 'Utc')))], FromFileTimeUtc: [func([T.Int64], (n) => new DateTime(n + 504_911_232_000_000_000n, 'Utc'))], FromBinary: [func([T.Int64], (n) => new DateTime(n))], FromOADate: [func([T.Double], (n) => new DateTime(599_264_352_000_000_000n + BigInt(Math.round(n * Number(TICKS_PER_DAY)))))],
  },
  operators: {
    op_Addition: [func([T.DateTime, T.TimeSpan], (d, t) => checked(d.addTicks(t.ticks)), T.DateTime)],
    op_Subtraction: [func([T.DateTime, T.DateTime], (a, b) => new TimeSpan(a.ticks - b.ticks), T.TimeSpan), func([T.DateTime, T.TimeSpan], (d, t) => checked(d.addTicks(-t.ticks)), T.DateTime)],
  },
  convert: [from(T.String, (s: string) => castDateTime(s, T.DateTime)), from(T.Int32, (n: number) => ofTicks(BigInt(n))), from(T.Int64, ofTicks)],
  save: (d) => `${d.kind} ${d.ticks}`, load: (s) => new DateTime(BigInt(s.split(' ')[1] ?? '0'), kindNamed(s)),
}), DateTime);
const kindNamed = (s: string): DateTimeKind => KINDS.find((k) => s.startsWith(k)) ?? 'Unspecified';
/** As `Get-Date -DisplayHint` wants it told (types.ps1xml). */
extend('System.DateTime', 'DateTime', (d, self) => {
  const hint = self instanceof PSObject ? fold(toText(getMember(self, 'DisplayHint'))) : '';
  return d instanceof DateTime ? formatDate(d, hint === 'date' ? 'D' : hint === 'time' ? 'T' : 'F', currentCulture()) : null;
});

const shifted = (d: DateTimeOffset, ticks: bigint): DateTimeOffset => new DateTimeOffset(d.clock.addTicks(ticks), d.offset);
const to = (d: DateTimeOffset, offset: TimeSpan): DateTimeOffset => new DateTimeOffset(new DateTime(d.utc.ticks + offset.ticks), offset);
const local = (d: DateTimeOffset): DateTimeOffset => to(d, localOffset(d.utc));
const ofDate = (d: DateTime): DateTimeOffset => new DateTimeOffset(d, d.kind === 'Utc' ? TimeSpan.zero : localOffset(d));
laterType<DateTimeOffset>(T.DateTimeOffset, () => ({
  text: (d) => formatOffset(d, ''), compare: (a, b) => a.compare(b),
  create: [func([T.DateTime], ofDate), func([T.DateTime, T.TimeSpan], (d, o) => new DateTimeOffset(d, o)), func([T.Int64, T.TimeSpan], (n, o) => new DateTimeOffset(new DateTime(n), o)), func([T.Int32, T.Int32, T.Int32, T.Int32, T.Int32, T.Int32, T.TimeSpan], (y, m, d, h, i, s, o) => new DateTimeOffset(make(y, m, d, h, i, s), o)),
    func([...SEVEN, T.TimeSpan], (y, m, d, h, i, s, ms, o) => new DateTimeOffset(make(y, m, d, h, i, s).addTicks(BigInt(ms) * TICKS_PER_MS), o)), func([...SEVEN, T.Int32, T.TimeSpan], (y, m, d, h, i, s, ms, us, o) => new DateTimeOffset(make(y, m, d, h, i, s).addTicks(BigInt(ms) * TICKS_PER_MS + BigInt(us) * 10n), o))],
  props: {
    DateTime: [T.DateTime, (d) => d.clock], UtcDateTime: [T.DateTime, (d) => d.utc], LocalDateTime: [T.DateTime, (d) => toLocal(d.utc)], Date: [T.DateTime, (d) => d.clock.date], Day: [T.Int32, (d) => d.clock.day], DayOfWeek: [dayOfWeek, (d) => new EnumValue(dayOfWeek, d.clock.dayOfWeek)], DayOfYear: [T.Int32, (d) => d.clock.dayOfYear], Hour: [T.Int32, (d) => d.clock.hour], Millisecond: [T.Int32, (d) => d.clock.millisecond], Microsecond: [T.Int32, (d) => microsecond(d.clock)], Nanosecond: [T.Int32, (d) => nanosecond(d.clock)], Minute: [T.Int32, (d) => d.clock.minute], Month: [T.Int32, (d) => d.clock.month], Offset: [T.TimeSpan, (d) => d.offset], TotalOffsetMinutes: [T.Int32, (d) => Number(d.offset.ticks / TICKS_PER_MINUTE)], Second: [T.Int32, (d) => d.clock.second], Ticks: [T.Int64, (d) => d.clock.ticks], UtcTicks: [T.Int64, (d) => d.utc.ticks], TimeOfDay: [T.TimeSpan, (d) => d.clock.timeOfDay], Year: [T.Int32, (d) => d.clock.year],
  },
  methods: {
    ToString: [method([], (d) => formatOffset(d, '', currentCulture()), T.String), method([T.String], (d, f) => formatOffset(d, f ?? '', currentCulture()), T.String), method([T.String, formatProvider], (d, f, p) => formatOffset(d, f ?? '', providedCulture(p)), T.String), method([formatProvider], (d, p) => formatOffset(d, '', providedCulture(p)), T.String)], ToUniversalTime: [method([], (d) => to(d, TimeSpan.zero))], ToLocalTime: [method([], local)], ToOffset: [method([T.TimeSpan], to)], ToUnixTimeSeconds: [method([], (d) => (d.utc.ticks - UNIX_TICKS) / TICKS_PER_SECOND, T.Int64)], ToUnixTimeMilliseconds: [method([], (d) => (d.utc.ticks - UNIX_TICKS) / TICKS_PER_MS, T.Int64)],
    AddDays: [method([T.Double], (d, n) => shifted(d, TimeSpan.from(n, TICKS_PER_DAY).ticks))], AddHours: [method([T.Double], (d, n) => shifted(d, TimeSpan.from(n, TICKS_PER_HOUR).ticks))], AddMinutes: [method([T.Double], (d, n) => shifted(d, TimeSpan.from(n, TICKS_PER_MINUTE).ticks))], AddSeconds: [method([T.Double], (d, n) => shifted(d, TimeSpan.from(n, TICKS_PER_SECOND).ticks))], AddMonths: [method([T.Int32], (d, n) => new DateTimeOffset(later(d.clock, n), d.offset))], AddYears: [method([T.Int32], (d, n) => new DateTimeOffset(laterYears(d.clock, n), d.offset))], Add: [method([T.TimeSpan], (d, t) => shifted(d, t.ticks))], Subtract: [method([T.DateTimeOffset], (d, o) => new TimeSpan(d.utc.ticks - o.utc.ticks)), method([T.TimeSpan], (d, t) => shifted(d, -t.ticks))], CompareTo: [method([T.DateTimeOffset], (d, o) => d.compare(o), T.Int32)], Equals: [method([T.Object], (d, o) => o instanceof DateTimeOffset && d.compare(o) === 0, T.Boolean)],
  },
  statics: { Now: { type: T.DateTimeOffset, get: () => local(new DateTimeOffset(utcNow(), TimeSpan.zero)) }, UtcNow: { type: T.DateTimeOffset, get: () => new DateTimeOffset(utcNow(), TimeSpan.zero) }, MinValue: constant(new DateTimeOffset(DateTime.min, TimeSpan.zero)), MaxValue: constant(new DateTimeOffset(DateTime.max, TimeSpan.zero)), UnixEpoch: constant(new DateTimeOffset(new DateTime(UNIX_TICKS), TimeSpan.zero)), 
    Parse: [func([T.String], (s) => parseOffset(s, currentCulture())), func([T.String, formatProvider], (s, c) => parseOffset(s, providedCulture(c))), func([T.String, formatProvider, dateTimeStyles], (s, c, st) => parseOffset(s, providedCulture(c), st))],
    ParseExact: [func([T.String, T.String, formatProvider], (s, f, c) => exactOffset(s, f, providedCulture(c))), func([T.String, T.String, formatProvider, dateTimeStyles], (s, f, c, st) => exactOffset(s, f, providedCulture(c), st)), func([T.String, arrayOf(T.String), formatProvider, dateTimeStyles], (s, f, c, st) => exactOffset(s, texts(f), providedCulture(c), st))],
    TryParse: [func([T.String, refTo(T.DateTimeOffset)], (s, r) => triedOffset(r, () => readDate(s ?? '', currentCulture(), 0, true)), T.Boolean), func([T.String, formatProvider, refTo(T.DateTimeOffset)], (s, c, r) => triedOffset(r, () => readDate(s ?? '', providedCulture(c), 0, true)), T.Boolean), func([T.String, formatProvider, dateTimeStyles, refTo(T.DateTimeOffset)], (s, c, st, r) => { const n = checkStyles(flags(st), 'styles', true); return triedOffset(r, () => readDate(s ?? '', providedCulture(c), n, true)); }, T.Boolean)],
    TryParseExact: [func([T.String, T.String, formatProvider, dateTimeStyles, refTo(T.DateTimeOffset)], (s, f, c, st, r) => { const n = checkStyles(flags(st), 'styles', true); return triedOffset(r, () => readExact(s ?? '', f ?? '', providedCulture(c), n, true)); }, T.Boolean), func([T.String, arrayOf(T.String), formatProvider, dateTimeStyles, refTo(T.DateTimeOffset)], (s, f, c, st, r) => { const n = checkStyles(flags(st), 'styles', true); return triedOffset(r, () => readExact(s ?? '', texts(f ?? []), providedCulture(c), n, true)); }, T.Boolean)],
    FromUnixTimeSeconds: [func([T.Int64], (n) => new DateTimeOffset(new DateTime(UNIX_TICKS + n * TICKS_PER_SECOND), TimeSpan.zero))], FromUnixTimeMilliseconds: [func([T.Int64], (n) => new DateTimeOffset(new DateTime(UNIX_TICKS + n * TICKS_PER_MS), TimeSpan.zero))] },
  operators: {
    op_Addition: [func([T.DateTimeOffset, T.TimeSpan], (d, t) => shifted(d, t.ticks), T.DateTimeOffset)],
    op_Subtraction: [func([T.DateTimeOffset, T.DateTimeOffset], (a, b) => new TimeSpan(a.utc.ticks - b.utc.ticks), T.TimeSpan), func([T.DateTimeOffset, T.TimeSpan], (d, t) => shifted(d, -t.ticks), T.DateTimeOffset)],
  },
  convert: [from(T.String, (s: string) => offsetOf(castDate(s, T.DateTimeOffset, true))), from(T.DateTime, ofDate)],
}), DateTimeOffset);
