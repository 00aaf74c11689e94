/** Reading dates out of text in the invariant culture (DateTime.Parse), and by exact formats (ParseExact). */
import { INVARIANT } from './culture.ts';
import type { Culture } from './culture.ts';
import { current } from '../run/current.ts';
import { DateTime, DateTimeOffset, daysInMonth } from '../values/dateTime.ts';
import { TICKS_PER_MINUTE, TimeSpan } from '../values/timeSpan.ts';
import { DAYS, MONTHS, localOffset } from './formatDate.ts';

/** A date with the offset its text named, if any. */
export interface Parsed { readonly clock: DateTime; readonly offset: TimeSpan | undefined }
const monthOf = (t: string): number => MONTHS.findIndex((m) => m.toLowerCase() === t.toLowerCase() || m.slice(0, 3).toLowerCase() === t.toLowerCase()) + 1;

const TIME = String.raw`(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?)?\s*(am|pm|a|p)?`;
const ZONE = String.raw`\s*(z|gmt|utc|[+-]\d{1,2}(?::?\d{2})?)?`;
const DAY = String.raw`(?:(?:${DAYS.map((d) => `${d}|${d.slice(0, 3)}`).join('|')})\.?,?\s+)?`;
const MONTH = `(${MONTHS.map((m) => `${m}|${m.slice(0, 3)}`).join('|')})\\.?`;
/** What stands between the numbers of a date: commas and blanks too (DateTimeParse). */
const SIGN = String.raw`(?:[-/.]|,\s*|\s+)`;
/** The time behind a date; or a zone alone. */
const REST = `(?:(?:[T ]|,\\s*)\\s*${TIME}${ZONE}|\\s*(z|gmt|utc))?`;
const forms: readonly [RegExp, (m: RegExpExecArray) => readonly [number, number, number] | undefined][] = [
  [new RegExp(`^${DAY}(\\d{4})${SIGN}(\\d{1,2})${SIGN}(\\d{1,2})${REST}$`, 'i'), (m) => [+(m[1] ?? 0), +(m[2] ?? 0), +(m[3] ?? 0)]],
  [new RegExp(`^${DAY}(\\d{1,2})${SIGN}(\\d{1,2})${SIGN}(\\d{4}|\\d{2})${REST}$`, 'i'), (m) => [year(m[3]), +(m[1] ?? 0), +(m[2] ?? 0)]],
  [new RegExp(`^${DAY}(\\d{1,2})[- ]${MONTH}[-, ]\\s*(\\d{4}|\\d{2})${REST}$`, 'i'), (m) => [year(m[3]), monthOf(m[2] ?? ''), +(m[1] ?? 0)]],
  [new RegExp(`^${DAY}${MONTH}[- ](\\d{1,2}),?\\s+(\\d{4})${REST}$`, 'i'), (m) => [+(m[3] ?? 0), monthOf(m[1] ?? ''), +(m[2] ?? 0)]],
  [new RegExp(`^(\\d{4})[- ]${MONTH}[- ](\\d{1,2})${REST}$`, 'i'), (m) => [+(m[1] ?? 0), monthOf(m[2] ?? ''), +(m[3] ?? 0)]],
];
const NUMERIC = forms[1]?.[0];
/** Names of months and days in the culture's language, as the forms above know them. */
function inEnglish(text: string, c: Culture): string {
  if (c === INVARIANT || !/\p{L}/u.test(text)) return text;
  return text.replace(/[\p{L}.]+/gu, (w) => {
    const same = (n: string): boolean => n.toLowerCase().replace(/\.$/, '') === w.toLowerCase().replace(/\.$/, ''), month = Math.max(c.months.findIndex(same), c.shortMonths.findIndex(same), c.genitiveMonths.findIndex(same), c.shortGenitiveMonths.findIndex(same)), day = Math.max(c.days.findIndex(same), c.shortDays.findIndex(same));
    return month >= 0 ? MONTHS[month] ?? w : day >= 0 ? DAYS[day] ?? w : w;
  });
}
const year = (t: string | undefined): number => { const n = Number(t ?? 0); return (t ?? '').length > 2 ? n : n < 50 ? 2000 + n : 1900 + n; };
const now = (): DateTime => { const { clock } = current().host, ticks = clock.utcTicks(), utc = new DateTime(ticks, 'Utc'); return new DateTime(ticks + BigInt(clock.offsetMinutes(utc.unixMs)) * TICKS_PER_MINUTE, 'Local'); };

/** Undefined where the text is no date. */
/** Day before month where the culture writes dates so. */
export function parseDate(raw: string, culture: Culture = INVARIANT): Parsed | undefined {
  const text = inEnglish(raw.trim(), culture);
  for (const [form, date] of forms) {
    const m = form.exec(text);
    const day = m === null ? undefined : date(m);
    if (m !== null && day !== undefined) return assemble(form === NUMERIC && /^'?d/.test(culture.patterns['d'] ?? '') ? [day[0], day[2], day[1]] : day, m.slice(4), /\dT\d/.test(text) ? undefined : culture);
  }
  const monthYear = new RegExp(`^${MONTH},?\\s+(\\d{4})$`, 'i').exec(text) ?? new RegExp(`^(\\d{4})\\s+${MONTH}$`, 'i').exec(text);
  if (monthYear !== null) { const month = monthOf(monthYear[1] ?? '') || monthOf(monthYear[2] ?? ''); return assemble([Number(/\d{4}/.exec(text)?.[0]), month, 1], [], culture); }
  const isoMonth = /^(\d{4})-(\d{2})$/.exec(text);
  if (isoMonth !== null) return assemble([Number(isoMonth[1]), Number(isoMonth[2]), 1], [], culture);
  const time = new RegExp(`^${TIME}${ZONE}$`, 'i').exec(text);
  if (time !== null && (time[2] !== undefined || time[5] !== undefined)) { const today = now(); return assemble([today.year, today.month, today.day], time.slice(1)); }
  const dayMonth = new RegExp(`^${MONTH}\\s+(\\d{1,2})$`, 'i').exec(text);
  return dayMonth === null ? asWritten(raw.trim(), culture) : assemble([now().year, monthOf(dayMonth[1] ?? ''), Number(dayMonth[2])], []);
}
/** What the culture itself writes for dates is read too, whatever words and signs stand in it. */
function asWritten(text: string, c: Culture): Parsed | undefined {
  if (c === INVARIANT) return undefined;
  for (const letter of ['D', 'f', 'F', 'Y', 'M']) { const found = parseExact(text, c.patterns[letter] ?? '', c); if (found !== undefined) return found; }
  return undefined;
}
/** `culture`: in whose calendar the day is counted; undefined for the Gregorian one, which ISO 8601 always means. */
function assemble(date: readonly [number, number, number], time: readonly (string | undefined)[], culture?: Culture): Parsed | undefined {
  const calendar = culture?.calendar, counted = calendar?.gregorian(...date);
  if (calendar !== undefined && counted === undefined) return undefined;
  const [y, mo, d] = counted === undefined ? date : [counted.year, counted.month, counted.day];
  const [h = '0', mi = '0', s = '0', fraction = '', half, own, alone] = time, zone = own ?? alone;
  let hour = Number(h);
  if (half !== undefined) { if (hour < 1 || hour > 12) return undefined; hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0); }
  if (y < 1 || y > 9999 || mo < 1 || mo > 12 || d < 1 || d > daysInMonth(y, mo) || hour > 23 || Number(mi) > 59 || Number(s) > 59) return undefined;
  const clock = DateTime.of(y, mo, d, hour, Number(mi), Number(s)).addTicks(BigInt(fraction.slice(0, 7).padEnd(7, '0') || '0'));
  return { clock, offset: zone === undefined ? undefined : zoneOffset(zone) };
}
export function zoneOffset(zone: string): TimeSpan {
  if (/^(z|gmt|utc)$/i.test(zone)) return TimeSpan.zero;
  const m = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  const t = TimeSpan.of(0, Number(m?.[2] ?? 0), Number(m?.[3] ?? 0), 0);
  return m?.[1] === '-' ? t.negate() : t;
}
/** As a DateTime: a text with a zone becomes local time. */
export function toDateTime(p: Parsed): DateTime {
  if (p.offset === undefined) return p.clock;
  const utc = new DateTime(p.clock.ticks - p.offset.ticks, 'Utc');
  return new DateTime(utc.ticks + localOffset(utc).ticks, 'Local');
}
/** As a DateTimeOffset: a text without a zone is local. */
export const toDateTimeOffset = (p: Parsed): DateTimeOffset => new DateTimeOffset(p.clock, p.offset ?? localOffset(p.clock));

/** By one exact format, with the names and signs of a culture; undefined where the text does not have it. */
export function parseExact(text: string, format: string, culture: Culture = INVARIANT): Parsed | undefined {
  const STANDARD: Readonly<Record<string, string>> = { ...culture.patterns, s: 'yyyy-MM-ddTHH:mm:ss', o: 'yyyy-MM-ddTHH:mm:ss.fffffffK', O: 'yyyy-MM-ddTHH:mm:ss.fffffffK', u: 'yyyy-MM-dd HH:mm:ssZ', r: 'ddd, dd MMM yyyy HH:mm:ss GMT', R: 'ddd, dd MMM yyyy HH:mm:ss GMT' };
  const f = format.length === 1 ? STANDARD[format] ?? format : format;
  let source = '^';
  const names: string[] = [];
  for (let i = 0; i < f.length;) {
    const c = f[i] ?? '';
    if (c === '\\') { source += escape(f[i + 1] ?? ''); i += 2; continue; }
    if (c === "'" || c === '"') { const end = f.indexOf(c, i + 1); source += escape(f.slice(i + 1, end < 0 ? undefined : end)); i = end < 0 ? f.length : end + 1; continue; }
    let n = 1;
    while (f[i + n] === c) n += 1;
    const piece = 'yMdHhmsfFtzK'.includes(c) ? exactPart(c, n, culture) : undefined;
    if (piece === undefined) source += escape((c === '/' ? culture.dateSeparator : c === ':' ? culture.timeSeparator : c).repeat(n)); else { source += piece; names.push(c + (c === 'd' && n > 2 ? 'd' : '')); }
    i += n;
  }
  const m = new RegExp(`${source}$`, 'i').exec(text);
  if (m === null) return undefined;
  const got = new Map(names.map((name, i) => [name, m[i + 1] ?? '']));
  const half = got.get('t');
  if (half !== undefined && culture !== INVARIANT) got.set('t', half !== '' && half.toLowerCase() === culture.pm.slice(0, half.length).toLowerCase() && culture.am !== culture.pm ? 'PM' : 'AM');
  const month = got.get('M') ?? '', today = now(), hasDate = got.has('y') || got.has('M') || got.has('d');
  return assemble([got.has('y') ? year(got.get('y')) : today.year, month === '' ? (hasDate ? 1 : today.month) : /^\d+$/.test(month) ? Number(month) : monthIn(month, culture), got.has('d') ? Number(got.get('d')) : hasDate ? 1 : today.day],
    [got.get('H') ?? got.get('h') ?? '0', got.get('m') ?? '0', got.get('s') ?? '0', got.get('f') ?? got.get('F') ?? '', got.get('t'), got.get('z') ?? (got.get('K') === '' ? undefined : got.get('K'))], got.has('y') && !INVARIANT_FORMS.has(format) ? culture : undefined);
}
/** Formats that mean the invariant culture, whichever is given (DateTimeFormat.ExpandPredefinedFormat). */
const INVARIANT_FORMS = new Set(['o', 'O', 'r', 'R', 's', 'u']);
const escape = (t: string): string => t.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
/** The number of a month by its name, long or short. */
function monthIn(name: string, c: Culture): number {
  const same = (t: string): boolean => t.toLowerCase() === name.toLowerCase();
  return Math.max(c.months.findIndex(same), c.shortMonths.findIndex(same), c.genitiveMonths.findIndex(same), c.shortGenitiveMonths.findIndex(same)) + 1;
}
/** Longer names first: one may begin another. */
const oneOf = (names: readonly string[]): string => `(${[...names].sort((a, b) => b.length - a.length).map(escape).join('|')})`;
function exactPart(c: string, n: number, culture: Culture): string | undefined {
  switch (c) {
    case 'y': return n <= 2 ? '(\\d{2})' : `(\\d{${n}})`;
    case 'M': return n === 1 ? '(\\d{1,2})' : n === 2 ? '(\\d{2})' : n === 3 ? oneOf([...culture.shortMonths, ...culture.shortGenitiveMonths]) : oneOf([...culture.months, ...culture.genitiveMonths]);
    case 'd': return n === 1 ? '(\\d{1,2})' : n === 2 ? '(\\d{2})' : n === 3 ? oneOf(culture.shortDays) : oneOf(culture.days);
    case 'H': case 'h': case 'm': case 's': return n === 1 ? '(\\d{1,2})' : '(\\d{2})';
    case 'f': return `(\\d{${n}})`;
    case 'F': return `(\\d{0,${n}})`;
    case 't': return oneOf(n === 1 ? [culture.am.slice(0, 1), culture.pm.slice(0, 1)] : [culture.am, culture.pm]);
    case 'z': return n > 2 ? '([+-]\\d{2}:\\d{2})' : '([+-]\\d{1,2})';
    default: return '(Z|[+-]\\d{2}:\\d{2})?';
  }
}
