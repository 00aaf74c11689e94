/** The calendars of .NET beside the Gregorian one: what year, month and day a date is in them, and back. */
import { OtherCalendar } from '../../convert/calendars.ts';
import type { CalendarDay } from '../../convert/calendars.ts';
import { netThrow } from '../../errors/raise.ts';
import { DateTime } from '../../values/dateTime.ts';
import { typedArray } from '../../values/arrays.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { NetObject } from '../../values/value.ts';
import { func, laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { T, arrayOf, named } from '../t.ts';
import { algorithms } from './calendar.ts';
import { dayOfWeek } from './enums.ts';

const GLOBAL = 'System.Globalization.', TICKS_PER_DAY = 864_000_000_000n, TICKS_PER_SECOND = 10_000_000n;
const LAST_DAY = 3_652_058;
class DayCalendar extends NetObject {
  override readonly netType: NetType;
  /** What a day (counted from 1 January 1) is. */
  readonly read: (d: DateTime) => CalendarDay;
  constructor(netType: NetType, read: (d: DateTime) => CalendarDay) { super(); this.netType = netType; this.read = read; }
}
const at = (days: number): DateTime => new DateTime(BigInt(days) * TICKS_PER_DAY);
/** Before, at or after a day. */
function compared(a: CalendarDay, year: number, month: number, day: number): number { return a.year - year || a.month - month || a.day - day; }
/** The first day that is not before the one asked for. */
function find(c: DayCalendar, year: number, month: number, day: number): number {
  let low = 0, high = LAST_DAY;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (compared(c.read(at(middle)), year, month, day) < 0) low = middle + 1; else high = middle;
  }
  return low;
}
const wrong = (name: string, text: string): never => netThrow('System.ArgumentOutOfRangeException', `${text} (Parameter '${name}')`, [['ParamName', name]]);
function toDate(c: DayCalendar, [year, month, day, hour, minute, second, millisecond]: readonly number[]): DateTime {
  const days = find(c, year ?? 1, month ?? 1, day ?? 1);
  if (compared(c.read(at(days)), year ?? 1, month ?? 1, day ?? 1) !== 0) wrong('day', 'Specified time is not supported in this calendar.');
  return new DateTime(BigInt(days) * TICKS_PER_DAY + BigInt((hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0)) * TICKS_PER_SECOND + BigInt(millisecond ?? 0) * 10_000n);
}
const daysInYear = (c: DayCalendar, year: number): number => find(c, year + 1, 1, 1) - find(c, year, 1, 1);
const monthsInYear = (c: DayCalendar, year: number): number => c.read(at(find(c, year + 1, 1, 1) - 1)).month;
const daysInMonth = (c: DayCalendar, year: number, month: number): number => (month < monthsInYear(c, year) ? find(c, year, month + 1, 1) : find(c, year + 1, 1, 1)) - find(c, year, month, 1);
/** The same day so many months on, or the last of the month where there is none. */
function addMonths(c: DayCalendar, d: DateTime, months: number): DateTime {
  let { year, month, day } = c.read(d), left = months;
  while (left > 0) { left -= 1; month += 1; if (month > monthsInYear(c, year)) { month = 1; year += 1; } }
  while (left < 0) { left += 1; month -= 1; if (month < 1) { year -= 1; month = monthsInYear(c, year); } }
  day = Math.min(day, daysInMonth(c, year, month));
  return new DateTime(BigInt(find(c, year, month, day)) * TICKS_PER_DAY + d.ticks % TICKS_PER_DAY, d.kind);
}
function addYears(c: DayCalendar, d: DateTime, years: number): DateTime {
  const { year, month, day } = c.read(d), wanted = Math.min(month, monthsInYear(c, year + years));
  return new DateTime(BigInt(find(c, year + years, wanted, Math.min(day, daysInMonth(c, year + years, wanted)))) * TICKS_PER_DAY + d.ticks % TICKS_PER_DAY, d.kind);
}
const shifted = (years: number) => (d: DateTime): CalendarDay => ({ year: d.year + years, month: d.month, day: d.day });
const byIntl = (name: string): ((d: DateTime) => CalendarDay) => {
  const calendar = new OtherCalendar(name, '', 0);
  return (d) => calendar.day(d.year, d.month, d.day);
};
/** The Hebrew months, which Intl tells by name; a leap year has a first Adar, and all behind it are one further. */
const HEBREW = ['Tishri', 'Heshvan', 'Kislev', 'Tevet', 'Shevat', 'Adar', 'Nisan', 'Iyar', 'Sivan', 'Tamuz', 'Av', 'Elul'];
function hebrew(): (d: DateTime) => CalendarDay {
  const told = new Intl.DateTimeFormat('en', { calendar: 'hebrew', numberingSystem: 'latn', timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' });
  return (d) => {
    const date = new Date(Date.UTC(2000, d.month - 1, d.day));
    date.setUTCFullYear(d.year, d.month - 1, d.day);
    const parts = told.formatToParts(date), part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '', year = Number.parseInt(part('year'), 10), name = part('month');
    const month = name === 'Adar I' ? 6 : name === 'Adar II' ? 7 : HEBREW.indexOf(name) + 1;
    return { year, month: (7 * year + 1) % 19 < 7 && !name.startsWith('Adar') && month > 5 ? month + 1 : month, day: Number.parseInt(part('day'), 10) };
  };
}
/** Days of the Julian calendar, two behind the Gregorian ones in the year 1. */
function julian(d: DateTime): CalendarDay {
  const days = d.dayNumber + 2, cycle = Math.floor(days / 1461), inCycle = days % 1461, inYear = Math.min(3, Math.floor(inCycle / 365));
  const lengths = [31, inYear === 3 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  let left = inCycle - inYear * 365, month = 0;
  while (left >= (lengths[month] ?? 31)) { left -= lengths[month] ?? 31; month += 1; }
  return { year: cycle * 4 + inYear + 1, month: month + 1, day: left + 1 };
}
/** Years of the emperors' eras since 1868. */
const ERAS = [[2019, 5, 1], [1989, 1, 8], [1926, 12, 25], [1912, 7, 30], [1868, 9, 8]] as const;
function japanese(d: DateTime): CalendarDay {
  const era = ERAS.find(([y, m, day]) => d.year - y || d.month - m || d.day - day ? (d.year - y || d.month - m || d.day - day) > 0 : true);
  return { year: era === undefined ? d.year : d.year - era[0] + 1, month: d.month, day: d.day };
}
/** What .NET says of its calendars: the first and the last day, how they count, the last year of two digits, eras. */
const FACTS: Readonly<Record<string, readonly [first: string, last: string, algorithm: number, twoDigits: number, eras?: readonly number[]]>> = {
  ThaiBuddhistCalendar: ['0001-01-01', '9999-12-31', 1, 2572], KoreanCalendar: ['0001-01-01', '9999-12-31', 1, 4362], TaiwanCalendar: ['1912-01-01', '9999-12-31', 1, 99], JapaneseCalendar: ['1868-09-08', '9999-12-31', 1, 99, [5, 4, 3, 2, 1]],
  JulianCalendar: ['0001-01-01', '9999-12-31', 1, 2049], PersianCalendar: ['0622-03-22', '9999-12-31', 1, 1410], HijriCalendar: ['0622-07-18', '9999-12-31', 2, 1451], UmAlQuraCalendar: ['1900-04-30', '2077-11-16', 2, 1451], HebrewCalendar: ['1583-01-01', '2239-09-29', 3, 5790],
};
const dayOf = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000 + 719_162;
function facts(name: string) {
  const [first, last, algorithm, twoDigits, eras = [1]] = FACTS[name] ?? ['0001-01-01', '9999-12-31', 0, 99];
  return {
    MinSupportedDateTime: [T.DateTime, () => at(dayOf(first))], MaxSupportedDateTime: [T.DateTime, () => new DateTime(BigInt(dayOf(last) + 1) * TICKS_PER_DAY - 1n)], AlgorithmType: [algorithms, () => new EnumValue(algorithms, algorithm)],
    ...(name === 'HijriCalendar' ? { HijriAdjustment: [NUMBER, () => 0] as const } : {}), Eras: [arrayOf(NUMBER), () => typedArray(NUMBER, [...eras])], TwoDigitYearMax: [NUMBER, () => twoDigits], IsReadOnly: [T.Boolean, () => false],
  } as const;
}
const base = lookupType(`${GLOBAL}Calendar`) as NetType | undefined, DATES = [T.DateTime] as const, NUMBER = T.Int32;
for (const [name, reader] of [
  ['ThaiBuddhistCalendar', () => shifted(543)], ['KoreanCalendar', () => shifted(2333)], ['TaiwanCalendar', () => shifted(-1911)], ['JapaneseCalendar', () => japanese], ['JulianCalendar', () => julian],
  ['PersianCalendar', () => byIntl('persian')], ['HijriCalendar', () => byIntl('islamic-civil')], ['UmAlQuraCalendar', () => byIntl('islamic-umalqura')], ['HebrewCalendar', hebrew],
] as const) {
  const type = named<DayCalendar>(`${GLOBAL}${name}`, [], base === undefined ? {} : { base });
  laterType<DayCalendar>(type, () => {
    const read = reader();
    return {
      create: [func([], () => new DayCalendar(type, read))], text: () => `${GLOBAL}${name}`, props: facts(name),
      methods: {
        GetYear: [method(DATES, (c, d) => c.read(d).year, NUMBER)], GetMonth: [method(DATES, (c, d) => c.read(d).month, NUMBER)], GetDayOfMonth: [method(DATES, (c, d) => c.read(d).day, NUMBER)], GetDayOfWeek: [method(DATES, (_, d) => new EnumValue(dayOfWeek, d.dayOfWeek))],
        GetHour: [method(DATES, (_, d) => d.hour, NUMBER)], GetMinute: [method(DATES, (_, d) => d.minute, NUMBER)], GetSecond: [method(DATES, (_, d) => d.second, NUMBER)], GetEra: [method(DATES, () => 1, NUMBER)],
        // A year of an emperor's era does not say which one.
        ...(name === 'JapaneseCalendar' ? {} : backwards(name)),
      },
    };
  }, DayCalendar);
}
/** What needs dates found by their year, month and day. */
const backwards = (name: string) => ({
  GetDayOfYear: [method(DATES, (c: DayCalendar, d) => d.dayNumber - find(c, c.read(d).year, 1, 1) + 1, NUMBER)],
  GetDaysInMonth: [method([NUMBER, NUMBER], (c: DayCalendar, y, m) => daysInMonth(c, y, m), NUMBER)], GetDaysInYear: [method([NUMBER], daysInYear, NUMBER)], GetMonthsInYear: [method([NUMBER], monthsInYear, NUMBER)], IsLeapYear: [method([NUMBER], (c: DayCalendar, y) => { const days = daysInYear(c, y); return name === 'HebrewCalendar' ? days > 360 : days === 355 || days === 366; }, T.Boolean)],
  ToDateTime: [method([NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, NUMBER], (c: DayCalendar, ...parts) => toDate(c, parts), T.DateTime)],
  AddDays: [method([T.DateTime, NUMBER], (_, d, n) => new DateTime(d.ticks + BigInt(n) * TICKS_PER_DAY, d.kind), T.DateTime)], AddWeeks: [method([T.DateTime, NUMBER], (_, d, n) => new DateTime(d.ticks + BigInt(n) * 7n * TICKS_PER_DAY, d.kind), T.DateTime)], AddMonths: [method([T.DateTime, NUMBER], addMonths, T.DateTime)], AddYears: [method([T.DateTime, NUMBER], addYears, T.DateTime)],
});
