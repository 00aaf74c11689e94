/** What fewer scripts ask of cultures: how negative numbers and money stand, all patterns of dates, eras. */
import { convertTo } from '../../convert/convert.ts';
import { calendarOf } from '../../convert/calendars.ts';
import { factsOf } from '../../convert/culture.ts';
import { toItems } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import { getMember } from '../../members/get.ts';
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { typedArray } from '../../values/arrays.ts';
import { CultureInfo, DateTimeFormatInfo, NumberFormatInfo } from '../../values/culture.ts';
import { EnumValue } from '../../values/enumValue.ts';
import type { NumberValue } from '../../values/numbers.ts';
import { toNumber } from '../../values/numbers.ts';
import { unwrap } from '../../values/psObject.ts';
import type { Value } from '../../values/value.ts';
import { addMembers, func, method } from '../netType.ts';
import type { AnyType, NetType } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { dayOfWeek, enumType } from '../system/enums.ts';
import { T } from '../t.ts';
import { formatProvider } from './culture.ts';

const GLOBAL = 'System.Globalization.';
const MONEY = ['$n', 'n$', '$ n', 'n $'], NEGATIVE_MONEY = ['($n)', '-$n', '$-n', '$n-', '(n$)', '-n$', 'n-$', 'n$-', '-n $', '-$ n', 'n $-', '$ n-', '$ -n', 'n- $', '($ n)', '(n $)', '$- n'];
const PERCENT = ['n %', 'n%', '%n', '% n'], NEGATIVE_PERCENT = ['-n %', '-n%', '-%n', '%-n', '%n-', 'n-%', 'n%-', '-% n', 'n %-', '% n-', '% -n', 'n- %'];
const substitution = enumType(`${GLOBAL}DigitShapes`, ['Context', 'None', 'NativeNational']);
const number = (v: Value): number => toNumber(convertTo(v, T.Int32) as NumberValue);
const frozen = (n: NumberFormatInfo | DateTimeFormatInfo): void => { if (n.isReadOnly) netThrow('System.InvalidOperationException', 'Instance is read-only.'); };
const change = (n: NumberFormatInfo | DateTimeFormatInfo, name: string, value: unknown): void => { frozen(n); n.changes = { ...n.changes, [name]: value }; };
/** A pattern by its number; `read` gives the culture's in the letters of the list. */
function numbered(list: readonly string[], read: (n: NumberFormatInfo) => string, write: (n: NumberFormatInfo, pattern: string) => void) {
  return [T.Int32, (n: NumberFormatInfo): number => Math.max(0, list.indexOf(read(n).replace(/[\u00a0\u202f]/g, ' '))), (n: NumberFormatInfo, v: Value): void => {
    const found = list[number(v)];
    if (found === undefined) netThrow('System.ArgumentOutOfRangeException', `Valid values are between 0 and ${list.length - 1}, inclusive. (Parameter 'value')`, [['ParamName', 'value']]);
    else write(n, found);
  }] as const;
}
const signed = (n: NumberFormatInfo, text: string): string => text.replaceAll('\0', '$').replace(factsOf(n).minus, '-');
const instance = (type: NetType, of: (c: CultureInfo) => Value) => [func([formatProvider], (given) => {
  const v = unwrap(given);
  return v instanceof CultureInfo ? of(v) : (v instanceof NumberFormatInfo || v instanceof DateTimeFormatInfo) && v.netType === type ? v : of(current().cultures.current);
})];
const numbers = lookupType(`${GLOBAL}NumberFormatInfo`) as NetType<NumberFormatInfo>, dates = lookupType(`${GLOBAL}DateTimeFormatInfo`) as NetType<DateTimeFormatInfo>;
const property = (c: CultureInfo, name: 'NumberFormat' | 'DateTimeFormat'): Value => getMember(c, name);
addMembers(numbers as AnyType, () => ({
  props: {
    CurrencyPositivePattern: numbered(MONEY, (n) => factsOf(n).currency.replace('\0', '$'), (n, p) => change(n, 'currency', p.replace('$', '\0'))), CurrencyNegativePattern: numbered(NEGATIVE_MONEY, (n) => signed(n, factsOf(n).negativeCurrency), (n, p) => change(n, 'negativeCurrency', p.replace('$', '\0').replace('-', factsOf(n).minus))),
    PercentPositivePattern: numbered(PERCENT, (n) => factsOf(n).percent, (n, p) => change(n, 'percent', p)), PercentNegativePattern: [T.Int32, (n: NumberFormatInfo) => Math.max(0, NEGATIVE_PERCENT.indexOf(`-${factsOf(n).percent.replace(/[\u00a0\u202f]/g, ' ')}`)), frozen],
    NumberNegativePattern: [T.Int32, () => 1, frozen], PerMilleSymbol: [T.String, () => '\u2030', frozen], NativeDigits: [undefined, () => typedArray(T.String, '0123456789'.split(''))], DigitSubstitution: [substitution, () => new EnumValue(substitution, 1)],
  },
  statics: { GetInstance: instance(numbers, (c) => property(c, 'NumberFormat')) },
}));
const STANDARD = 'dDfFgGmMoOrRstTuUyY'.split('');
/** The invariant culture knows more than one way to write days and times. */
const DAYS = ['MM/dd/yyyy', 'yyyy-MM-dd'], TIMES = ['HH:mm', 'hh:mm tt', 'H:mm', 'h:mm tt'], LONG_TIMES = TIMES.map((time) => time.replace('mm', 'mm:ss')), LONG_DAY = ['dddd, dd MMMM yyyy'];
const both = (days: readonly string[], times: readonly string[]): string[] => days.flatMap((day) => times.map((time) => `${day} ${time}`));
const INVARIANT_PATTERNS: Readonly<Record<string, readonly string[]>> = { d: DAYS, t: TIMES, T: LONG_TIMES, f: both(LONG_DAY, TIMES), F: both(LONG_DAY, LONG_TIMES), U: both(LONG_DAY, LONG_TIMES), g: both(DAYS, TIMES), G: both(DAYS, LONG_TIMES) };
const all = (d: DateTimeFormatInfo, letters: readonly string[]): Value =>
  typedArray(T.String, letters.flatMap((letter) => (d.cultureName === '' && d.changes === undefined ? INVARIANT_PATTERNS[letter] : undefined) ?? [factsOf(d).patterns[letter === 'U' ? 'F' : letter] ?? '']));
const shortest = (d: DateTimeFormatInfo): string[] => (d.cultureName === '' ? ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'] : Array.from({ length: 7 }, (_, i) => new Intl.DateTimeFormat(d.cultureName, { weekday: 'narrow', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 8, 1 + i)))));
const isEra = (d: DateTimeFormatInfo, n: number): string => (n === 0 || n === 1 ? factsOf(d).era : netThrow('System.ArgumentOutOfRangeException', "Era value was not valid. (Parameter 'era')", [['ParamName', 'era']]));
addMembers(dates as AnyType, () => ({
  props: { ShortestDayNames: [undefined, (d: DateTimeFormatInfo) => typedArray(T.String, shortest(d))], NativeCalendarName: [T.String, (d: DateTimeFormatInfo) => (d.cultureName === '' ? 'Gregorian Calendar' : new Intl.DisplayNames(d.cultureName, { type: 'calendar' }).of(calendarOf(d.cultureName)?.name ?? 'gregory') ?? '')] },
  methods: {
    GetAllDateTimePatterns: [method([], (d: DateTimeFormatInfo) => all(d, STANDARD)), method([T.Char], (d: DateTimeFormatInfo, letter) => (factsOf(d).patterns[String(letter)] === undefined && String(letter) !== 'U' ? netThrow('System.ArgumentException', "Format specifier was invalid. (Parameter 'format')", [['ParamName', 'format']]) : all(d, [String(letter)])))],
    GetShortestDayName: [method([dayOfWeek], (d: DateTimeFormatInfo, day) => shortest(d)[day instanceof EnumValue ? day.value : 0] ?? '', T.String)], GetEra: [method([T.String], (d: DateTimeFormatInfo, name) => (name.toLowerCase() === factsOf(d).era.toLowerCase() ? 1 : -1), T.Int32)],
    GetEraName: [method([T.Int32], isEra, T.String)], GetAbbreviatedEraName: [method([T.Int32], isEra, T.String)],
    SetAllDateTimePatterns: [method([T.Object, T.Char], (d: DateTimeFormatInfo, patterns, letter) => { change(d, 'patterns', { ...(d.changes?.['patterns'] as object | undefined), [String(letter)]: toItems(patterns).map(toText)[0] ?? '' }); }, T.Void)],
  },
  statics: { GetInstance: instance(dates, (c) => property(c, 'DateTimeFormat')) },
}));
