/** Weeks of a year: GregorianCalendar, CalendarWeekRule, ISOWeek; RuntimeInformation and OSPlatform; the rest of LanguagePrimitives. */
import { FAILED, convertOrFail, convertTo } from '../../convert/convert.ts';
import { calendarOf } from '../../convert/calendars.ts';
import { construct } from '../../members/overloads.ts';
import { isEnumerable, toItems } from '../../convert/enumerate.ts';
import { compare } from '../../operators/compare.ts';
import { PowerShellError } from '../../values/errorRecord.ts';
import { current } from '../../run/current.ts';
import { DateTime } from '../../values/dateTime.ts';
import { typedArray } from '../../values/arrays.ts';
import { EnumValue } from '../../values/enumValue.ts';
import type { PSReference } from '../../values/misc.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { dayOfWeek, enumType } from './enums.ts';
import { addMembers, constant, func, laterType, method } from '../netType.ts';
import type { AnyType } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { T, named } from '../t.ts';

const GLOBAL = 'System.Globalization.', TICKS_PER_DAY = 864_000_000_000n;
const rules = enumType(`${GLOBAL}CalendarWeekRule`, ['FirstDay', 'FirstFullWeek', 'FirstFourDayWeek']);
const dayNumber = (d: DateTime): number => d.dayNumber;
/** 0 for Sunday. */
const weekday = (days: number): number => (days + 1) % 7;
const firstOf = (year: number): number => dayNumber(DateTime.of(year, 1, 1));

/** GregorianCalendar.GetWeekOfYear. */
function weekOfYear(date: DateTime, rule: Value, first: Value): number {
  const r = (convertTo(rule, rules) as EnumValue).value, begin = (convertTo(first, dayOfWeek) as EnumValue).value;
  const days = dayNumber(date), dayOfYear = days - firstOf(date.year);
  if (r === 0) return Math.floor((dayOfYear + (((weekday(firstOf(date.year)) - begin) % 7) + 7) % 7) / 7) + 1;
  return fullWeek(days, date.year, begin, r === 1 ? 7 : 4);
}
function fullWeek(days: number, year: number, begin: number, least: number): number {
  const january = firstOf(year), lead = ((begin - weekday(january)) % 7 + 7) % 7;
  // The first week begins on the first `begin` of the year, or on the one before where enough of its days are in the year.
  const offset = lead !== 0 && lead >= least ? lead - 7 : lead, into = days - january - offset;
  return into >= 0 ? Math.floor(into / 7) + 1 : fullWeek(days, year - 1, begin, least);
}
class Calendar extends NetObject {}
export const algorithms = enumType(`${GLOBAL}CalendarAlgorithmType`, ['Unknown', 'SolarCalendar', 'LunarCalendar', 'LunisolarCalendar']);
const calendar = named<Calendar>(`${GLOBAL}Calendar`);
export const gregorian = named<Calendar>(`${GLOBAL}GregorianCalendar`, [], { base: calendar });
const DATES = [T.DateTime] as const;
laterType<Calendar>(gregorian, () => ({
  create: [func([], () => new Calendar())],
  props: {
    MinSupportedDateTime: [T.DateTime, () => new DateTime(0n)], MaxSupportedDateTime: [T.DateTime, () => new DateTime(3_652_059n * TICKS_PER_DAY - 1n)], AlgorithmType: [algorithms, () => new EnumValue(algorithms, 1)],
    CalendarType: [undefined, () => { const type = lookupType(`${GLOBAL}GregorianCalendarTypes`); return type === undefined ? null : new EnumValue(type as never, 1); }],
    Eras: [undefined, () => typedArray(T.Int32, [1])], TwoDigitYearMax: [T.Int32, () => 2049], IsReadOnly: [T.Boolean, () => false],
  },
  methods: {
    GetWeekOfYear: [method([T.DateTime, T.Object, T.Object], (_, d, r, f) => weekOfYear(d, r, f), T.Int32)], GetDayOfYear: [method(DATES, (_, d) => dayNumber(d) - firstOf(d.year) + 1, T.Int32)], GetYear: [method(DATES, (_, d) => d.year, T.Int32)], GetMonth: [method(DATES, (_, d) => d.month, T.Int32)],
    GetDayOfMonth: [method(DATES, (_, d) => d.day, T.Int32)], GetDayOfWeek: [method(DATES, (_, d) => new EnumValue(dayOfWeek, weekday(dayNumber(d))))], GetDaysInMonth: [method([T.Int32, T.Int32], (_, y, m) => new Date(Date.UTC(y, m, 0)).getUTCDate(), T.Int32)], GetDaysInYear: [method([T.Int32], (_, y) => firstOf(y + 1) - firstOf(y), T.Int32)],
    IsLeapYear: [method([T.Int32], (_, y) => firstOf(y + 1) - firstOf(y) === 366, T.Boolean)], GetMonthsInYear: [method([T.Int32], () => 12, T.Int32)],
  },
}), Calendar);
/** The calendar that a culture writes its dates in. */
const ownCalendar = (c: { readonly cultureName: string }): Value => { const type = lookupType(`${GLOBAL}${calendarOf(c.cultureName)?.netName ?? ''}`); return type === undefined ? new Calendar() : construct(type, []); };
addMembers(lookupType(`${GLOBAL}CultureInfo`) as AnyType, () => ({ props: { Calendar: [undefined, ownCalendar] } }));
addMembers(lookupType(`${GLOBAL}DateTimeFormatInfo`) as AnyType, () => ({ props: { Calendar: [undefined, ownCalendar], CalendarWeekRule: [undefined, () => new EnumValue(rules, 0)] } }));
/** The Thursday of a day's week decides its ISO year. */
const thursday = (days: number): number => days - ((weekday(days) + 6) % 7) + 3;
const isoYear = (d: DateTime): number => new DateTime(BigInt(thursday(dayNumber(d))) * TICKS_PER_DAY).year;
laterType(named(`${GLOBAL}ISOWeek`), () => ({ statics: {
  GetWeekOfYear: [func([T.DateTime], (d) => Math.floor((thursday(dayNumber(d)) - firstOf(isoYear(d))) / 7) + 1, T.Int32)], GetYear: [func([T.DateTime], isoYear, T.Int32)],
  GetWeeksInYear: [func([T.Int32], (y) => (weekday(firstOf(y)) === 4 || weekday(firstOf(y + 1) - 1) === 4 ? 53 : 52), T.Int32)],
  GetYearStart: [func([T.Int32], (y) => new DateTime(BigInt(thursday(firstOf(y) + 3) - 3) * TICKS_PER_DAY))],
  ToDateTime: [func([T.Int32, T.Int32, T.Object], (y, w, d) => { const day = (convertTo(d, dayOfWeek) as EnumValue).value; return new DateTime(BigInt(thursday(firstOf(y) + 3) - 3 + (w - 1) * 7 + (day === 0 ? 6 : day - 1)) * TICKS_PER_DAY); })],
} }));
class OsPlatform extends NetObject { readonly name: string; constructor(name: string) { super(); this.name = name; } }
const platform = named<OsPlatform>('System.Runtime.InteropServices.OSPlatform', [], { valueType: true });
laterType<OsPlatform>(platform, () => ({ text: (p) => p.name, statics: Object.fromEntries(['Windows', 'Linux', 'OSX', 'FreeBSD'].map((n) => [n, constant(new OsPlatform(n.toUpperCase()))])), equals: (a, b) => a.name === b.name }), OsPlatform);
const NAMES: Readonly<Record<string, string>> = { win32: 'WINDOWS', linux: 'LINUX', darwin: 'OSX' };
const architecture = enumType('System.Runtime.InteropServices.Architecture', ['X86', 'X64', 'Arm', 'Arm64']);
const host = (): string => NAMES[current().host.environment.platform] ?? '';
laterType(named('System.Runtime.InteropServices.RuntimeInformation'), () => ({ statics: {
  IsOSPlatform: [func([platform], (p) => p.name === host(), T.Boolean)], OSDescription: { type: T.String, get: () => current().host.environment.osDescription }, FrameworkDescription: constant('.NET 10.0.0'), RuntimeIdentifier: { type: T.String, get: () => ({ WINDOWS: 'win-x64', OSX: 'osx-x64' })[host()] ?? 'linux-x64' },
  OSArchitecture: { type: undefined, get: () => new EnumValue(architecture, 1) }, ProcessArchitecture: { type: undefined, get: () => new EnumValue(architecture, 1) },
} }));
const system = lookupType('System.OperatingSystem');
if (system !== undefined) addMembers(system, () => ({ statics: Object.fromEntries([['IsWindows', 'WINDOWS'], ['IsLinux', 'LINUX'], ['IsMacOS', 'OSX']].map(([name, is]) => [name, [func([], () => host() === is, T.Boolean)]])) }));

addMembers(T.PSObject as AnyType, () => ({ statics: { AsPSObject: [func([T.Object], (v) => v ?? null)] } }));
const tried = (out: PSReference, give: () => Value): boolean => { try { out.value = give(); return true; } catch (e) { if (e instanceof PowerShellError) return false; throw e; } };
const converted = (v: Value, t: AnyType, r: PSReference): boolean => { const made = convertOrFail(v, t); r.value = made === FAILED ? null : made; return made !== FAILED; };
addMembers(lookupType('System.Management.Automation.LanguagePrimitives') as AnyType, () => ({ statics: {
  Compare: [func([T.Object, T.Object], (a, b) => compare(a, b, false), T.Int32), func([T.Object, T.Object, T.Boolean], (a, b, i) => compare(a, b, i), T.Int32), func([T.Object, T.Object, T.Boolean, T.Object], (a, b, i) => compare(a, b, i), T.Int32)],
  TryCompare: [func([T.Object, T.Object, T.Ref], (a, b, r) => tried(r, () => compare(a, b, false)), T.Boolean), func([T.Object, T.Object, T.Boolean, T.Ref], (a, b, i, r) => tried(r, () => compare(a, b, i)), T.Boolean), func([T.Object, T.Object, T.Boolean, T.Object, T.Ref], (a, b, i, _, r) => tried(r, () => compare(a, b, i)), T.Boolean)],
  TryConvertTo: [func([T.Object, T.Type, T.Ref], converted, T.Boolean), func([T.Object, T.Type, T.Object, T.Ref], (v, t, _, r) => converted(v, t, r), T.Boolean)],
  GetEnumerable: [func([T.Object], (v) => (v != null && isEnumerable(v) ? toItems(v) : null))], IsObjectEnumerable: [func([T.Object], (v) => v != null && isEnumerable(v), T.Boolean)],
} }));
