/** Separators, patterns and names of cultures, from the platform's Intl data (the same CLDR that .NET's ICU reads). */
import { calendarOf } from './calendars.ts';
import type { OtherCalendar } from './calendars.ts';
import { CultureInfo, DateTimeFormatInfo, NumberFormatInfo, TextInfo } from '../values/culture.ts';
import { currentOrNone } from '../run/current.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';

export interface Culture {
  readonly name: string;
  readonly decimal: string;
  readonly group: string;
  readonly groupSizes: readonly number[];
  readonly minus: string;
  /** Places of the format N where none are named. */
  readonly numberDigits: number;
  readonly nan: string;
  readonly infinity: string;
  readonly currencySymbol: string;
  readonly currencyDigits: number;
  /** What `g` writes. */
  readonly era: string;
  /** Where the culture counts years in another calendar than the Gregorian one. */
  readonly calendar?: OtherCalendar | undefined;
  /** With `n` for the number and a zero character for the symbol. */
  readonly currency: string;
  readonly negativeCurrency: string;
  readonly percent: string;
  readonly months: readonly string[];
  /** The names beside a day, which Slavic languages and others have of their own. */
  readonly genitiveMonths: readonly string[];
  readonly shortMonths: readonly string[];
  /** The short names beside a day: `10 März`, but `Mär` alone. */
  readonly shortGenitiveMonths: readonly string[];
  readonly days: readonly string[];
  readonly shortDays: readonly string[];
  readonly am: string;
  readonly pm: string;
  readonly dateSeparator: string;
  readonly timeSeparator: string;
  /** What a script has said of it; else it follows from the decimal sign. */
  readonly listSeparator?: string | undefined;
  /** Standard date formats by letter. */
  readonly patterns: Readonly<Record<string, string>>;
}
const ENGLISH_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const ENGLISH_MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const SHORT_MONTHS = ENGLISH_MONTHS.map((m) => m.slice(0, 3));
const FIXED = { o: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK", r: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'", s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss", u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'" };
const patternsOf = (d: string, long: string, t: string, time: string, m: string, y: string): Record<string, string> => ({
  d, D: long, f: `${long} ${t}`, F: `${long} ${time}`, g: `${d} ${t}`, G: `${d} ${time}`, m, M: m, o: FIXED.o, O: FIXED.o, r: FIXED.r, R: FIXED.r, s: FIXED.s, t, T: time, u: FIXED.u, y, Y: y,
});
export const INVARIANT: Culture = {
  name: '', decimal: '.', group: ',', groupSizes: [3], minus: '-', numberDigits: 2, nan: 'NaN', infinity: 'Infinity', currencySymbol: '¤', currencyDigits: 2, currency: '\0n', negativeCurrency: '(\0n)', percent: 'n %',
  months: ENGLISH_MONTHS, genitiveMonths: ENGLISH_MONTHS, shortMonths: SHORT_MONTHS, shortGenitiveMonths: SHORT_MONTHS, days: ENGLISH_DAYS, shortDays: ENGLISH_DAYS.map((d) => d.slice(0, 3)), am: 'AM', pm: 'PM', era: 'A.D.', dateSeparator: '/', timeSeparator: ':',
  patterns: patternsOf('MM/dd/yyyy', 'dddd, dd MMMM yyyy', 'HH:mm', 'HH:mm:ss', 'MMMM dd', 'yyyy MMMM'),
};
/** The currency of a region; those not listed are shown with the general sign. */
const CURRENCIES: Readonly<Record<string, string>> = {
  US: 'USD', CA: 'CAD', MX: 'MXN', BR: 'BRL', AR: 'ARS', GB: 'GBP', IE: 'EUR', DE: 'EUR', AT: 'EUR', FR: 'EUR', BE: 'EUR', NL: 'EUR', LU: 'EUR', IT: 'EUR', ES: 'EUR', PT: 'EUR', FI: 'EUR', GR: 'EUR', SK: 'EUR', SI: 'EUR', EE: 'EUR', LV: 'EUR', LT: 'EUR', HR: 'EUR',
  CH: 'CHF', LI: 'CHF', SE: 'SEK', NO: 'NOK', DK: 'DKK', PL: 'PLN', CZ: 'CZK', HU: 'HUF', RO: 'RON', BG: 'BGN', TR: 'TRY', RU: 'RUB', UA: 'UAH', IL: 'ILS', SA: 'SAR', AE: 'AED', IN: 'INR', CN: 'CNY', TW: 'TWD', HK: 'HKD', JP: 'JPY', KR: 'KRW', SG: 'SGD', TH: 'THB', VN: 'VND', ID: 'IDR', AU: 'AUD', NZ: 'NZD', ZA: 'ZAR',
};
const known = new Map<string, Culture>([['', INVARIANT]]);
/** The facts of a culture by name; an unknown language reads as the invariant culture under its own name. */
export function cultureOf(name: string): Culture {
  let made = known.get(name);
  if (made === undefined) {
    let tag: string | undefined;
    try { tag = Intl.getCanonicalLocales(name)[0]; } catch { /* no language tag: as the invariant culture */ }
    known.set(name, (made = tag === undefined ? { ...INVARIANT, name } : build(tag)));
  }
  return made;
}
/** The culture of an IFormatProvider argument; the one of the script for null and for anything else. */
export function providedCulture(v: unknown): Culture {
  const p = unwrap(v as Value);
  return p instanceof CultureInfo || p instanceof NumberFormatInfo || p instanceof DateTimeFormatInfo ? factsOf(p) : currentCulture();
}
/** What `[cultureinfo]::CurrentCulture` says: what texts for people are made with. Conversions of the language stay invariant. */
export function currentCulture(): Culture {
  const info = currentOrNone()?.cultures.current;
  return info === undefined || info === CultureInfo.invariant ? INVARIANT : factsOf(info);
}
/** The facts of a culture with what a script has changed in it. */
export function factsOf(v: CultureInfo | NumberFormatInfo | DateTimeFormatInfo | TextInfo): Culture {
  const base = cultureOf(v.cultureName), number = v instanceof CultureInfo ? v.number?.changes : v instanceof NumberFormatInfo ? v.changes : undefined, date = v instanceof CultureInfo ? v.date?.changes : v instanceof DateTimeFormatInfo ? v.changes : undefined, text = v instanceof CultureInfo ? v.text?.changes : v instanceof TextInfo ? v.changes : undefined;
  if (number === undefined && date === undefined && text === undefined) return base;
  const { patterns, ...others } = (date ?? {}) as Partial<Culture>;
  return { ...base, ...number, ...text, ...others, ...(patterns === undefined ? {} : { patterns: { ...base.patterns, ...joined({ ...base.patterns, ...patterns }) } }) };
}
/** The patterns that are made of others. */
function joined(p: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { d = '', D = '', t = '', T = '', m = '', y = '' } = p;
  return { ...p, f: `${D} ${t}`, F: `${D} ${T}`, g: `${d} ${t}`, G: `${d} ${T}`, m, M: m, y, Y: y };
}
/** The patterns of money and per cent have common blanks (NumberFormatInfo). */
const spaced = (t: string): string => t.replace(/[\u00a0\u202f]/g, ' ');
function build(tag: string): Culture {
  const plain = (t: string): string => t.replaceAll('\u202f', tag.startsWith('fr') ? '\u202f' : '\u00a0'), region = new Intl.Locale(tag).maximize().region ?? '', code = CURRENCIES[region];
  const parts = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, useGrouping: true, numberingSystem: 'latn' }).formatToParts(-1234567.5), of = (type: string): string | undefined => parts.find((p) => p.type === type)?.value;
  const groups = parts.filter((p) => p.type === 'integer').map((p) => p.value.length).reverse();
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency: code ?? 'XXX', ...(code === 'HUF' ? { minimumFractionDigits: 2 } : {}) }), shape = (n: number): string => money.formatToParts(n).map((p) => (p.type === 'integer' ? 'n' : p.type === 'currency' ? '\0' : p.type === 'minusSign' ? p.value : p.type === 'literal' ? spaced(p.value).replace(/[\u200e\u200f]/g, '') : '')).join('');
  const percent = new Intl.NumberFormat(tag, { style: 'percent' }).formatToParts(0.1).map((p) => (p.type === 'integer' ? 'n' : spaced(p.value))).join('');
  const calendar = calendarOf(tag), writes = { timeZone: 'UTC', calendar: calendar?.name ?? 'gregory', numberingSystem: 'latn' } as const, month1 = (i: number): Date => calendar?.month(i) ?? new Date(Date.UTC(2024, i, 1));
  const at = (o: Intl.DateTimeFormatOptions, d: Date, type: string): string => new Intl.DateTimeFormat(tag, { ...o, ...writes }).formatToParts(d).find((p) => p.type === type)?.value ?? '';
  const months = (month: 'long' | 'short'): string[] => Array.from({ length: 12 }, (_, i) => new Intl.DateTimeFormat(tag, { month, ...writes }).format(month1(i))), days = (weekday: 'long' | 'short'): string[] => Array.from({ length: 7 }, (_, i) => at({ weekday }, new Date(Date.UTC(2024, 8, 1 + i)), 'weekday'));
  const beside = (month: 'long' | 'short'): string[] => Array.from({ length: 12 }, (_, i) => at({ month, day: 'numeric' }, month1(i), 'month')), besideShort = beside('short');
  // Some languages write the number of the month there.
  const besideLong = beside('long'), genitive = besideLong.some((m) => /\d/.test(m)) ? months('long') : besideLong, shortGenitive = besideShort.some((m) => /\d/.test(m)) ? months('short') : besideShort;
  const pattern = (o: Intl.DateTimeFormatOptions): string => datePattern(tag, o), d = pattern({ dateStyle: 'short' }), t = pattern({ timeStyle: 'short' }), time = pattern({ timeStyle: 'medium' });
  const noon = (hour: number): string => at({ hour: 'numeric', hour12: true }, new Date(Date.UTC(2024, 0, 1, hour)), 'dayPeriod');
  return {
    name: tag, decimal: of('decimal') ?? '.', group: plain(of('group') ?? ','), groupSizes: groups.length > 2 ? [groups[0] ?? 3, groups[1] ?? 3] : [3], minus: parts.find((p) => p.type === 'minusSign')?.value ?? '-', numberDigits: 3, nan: new Intl.NumberFormat(tag).format(NaN), infinity: '∞', currencySymbol: money.formatToParts(1).find((p) => p.type === 'currency')?.value ?? '¤', currencyDigits: code === 'HUF' ? 2 : money.resolvedOptions().maximumFractionDigits ?? 2,
    currency: shape(1), negativeCurrency: shape(-1), percent, months: months('long'), genitiveMonths: genitive, shortMonths: months('short'), shortGenitiveMonths: shortGenitive, days: days('long'), shortDays: days('short'), am: noon(1), pm: noon(13), era: at({ era: 'short' }, month1(1), 'era'), ...(calendar === undefined ? {} : { calendar }), dateSeparator: separatorIn(d, 'dMy') || '/', timeSeparator: separatorIn(time, 'hHms') || ':',
    patterns: patternsOf(d, pattern({ dateStyle: 'full' }), t, time, pattern({ month: 'long', day: 'numeric' }), pattern({ month: 'long', year: 'numeric' })),
  };
}
/** What stands between the items of a list. */
export const listSeparator = (c: Culture): string => c.listSeparator ?? (c.decimal === ',' || c.name.endsWith('-CH') ? ';' : ',');
/** The first day of a culture's week, Sunday is 0. */
export function firstDay(name: string): number {
  if (name === '') return 0;
  // Node has it as a method, browsers have had it as a property.
  const locale = new Intl.Locale(name) as Intl.Locale & { getWeekInfo?: () => { readonly firstDay: number }; readonly weekInfo?: { readonly firstDay: number } };
  return (locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 1 }).firstDay % 7;
}
/** What stands between the first two places of a pattern, as .NET finds it (CultureData.GetSeparator). */
function separatorIn(pattern: string, places: string): string {
  const parts = pattern.match(/'[^']*'|(\p{L})\1*|[^'\p{L}]+/gu) ?? [], isPlace = (part: string): boolean => places.includes(part[0] ?? ' ');
  const from = parts.findIndex(isPlace), to = parts.findIndex((part, i) => i > from && isPlace(part));
  return from < 0 || to < 0 ? '' : parts.slice(from + 1, to).join('').replaceAll("'", '');
}
/** Words of these letters stand in quotes in a pattern; other writings need none. */
/** A pattern of .NET from how Intl lays a date out: 4 March 2024, 13:05:09 shows which places are padded. */
function datePattern(tag: string, options: Intl.DateTimeFormatOptions): string {
  const calendar = calendarOf(tag), parts = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC', calendar: calendar?.name ?? 'gregory', numberingSystem: 'latn' }).formatToParts(calendar?.sample ?? new Date(Date.UTC(2024, 2, 4, 1, 5, 9)));
  const half = parts.some((p) => p.type === 'dayPeriod');
  return parts.map((p) => {
    switch (p.type) {
      case 'year': return 'yyyy';
      case 'month': return /^\d+$/.test(p.value) ? (p.value.length > 1 ? 'MM' : 'M') : options.dateStyle === 'medium' ? 'MMM' : 'MMMM';
      case 'day': return p.value.length > 1 ? 'dd' : 'd';
      case 'weekday': return 'dddd';
      case 'hour': return (half ? 'h' : 'H').repeat(p.value.length);
      case 'minute': return 'mm';
      case 'second': return 'ss';
      case 'dayPeriod': return 'tt';
      case 'era': return 'g';
      default: return p.value.replace(/[\u202f\u00a0]/g, ' ').replace(/[\p{Script=Latin}\p{Script=Cyrillic}]+/gu, "'$&'");
    }
  }).join('');
}
/** Digits with the culture's group and decimal signs, from a plain text with a point. */
export function localized(text: string, c: Culture, grouping: boolean): string {
  if (!grouping && c === INVARIANT) return text;
  const negative = text.startsWith('-'), at = text.indexOf('.'), whole = text.slice(negative ? 1 : 0, at < 0 ? undefined : at);
  let out = grouping ? grouped(whole, c) : whole;
  if (at >= 0) out += c.decimal + text.slice(at + 1);
  return negative ? c.minus + out : out;
}
function grouped(digits: string, c: Culture): string {
  const [first = 3, rest = first] = c.groupSizes;
  if (digits.length <= first) return digits;
  if (digits.length <= first + rest) return `${digits.slice(0, -first)}${c.group}${digits.slice(-first)}`;
  const pieces = [digits.slice(-first)];
  for (let end = digits.length - first; end > 0; end -= rest) pieces.unshift(digits.slice(Math.max(0, end - rest), end));
  return pieces.join(c.group);
}
/** A number in a culture's writing, as the invariant culture would write it; for the parsers. */
export const delocalized = (text: string, c: Culture): string => (c === INVARIANT ? text : text.replaceAll(c.minus, '-').replaceAll(c.group, '\0').replaceAll(' ', c.group === '\u00a0' || c.group === '\u202f' ? '\0' : ' ').replaceAll(c.decimal, '.').replaceAll('\0', ','));
