/** DateTime and DateTimeOffset in .NET's standard and custom formats, invariant culture. */
import { INVARIANT } from './culture.ts';
import type { Culture } from './culture.ts';
import { badPattern, piecesOf } from './customPattern.ts';
import { netThrow } from '../errors/raise.ts';
import { current } from '../run/current.ts';
import { DateTime, dateOf } from '../values/dateTime.ts';
import type { DateTimeOffset } from '../values/dateTime.ts';
import { TICKS_PER_HOUR, TICKS_PER_MINUTE, TimeSpan } from '../values/timeSpan.ts';

export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
export const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;
const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

const DAY_MS = 86_400_000;
/** The minutes from UTC of a local time: one that the clocks leave out or have twice is standard time (TimeZoneInfo.GetUtcOffset). */
export function offsetOfLocal(clock: { offsetMinutes(unixMs: number): number }, ms: number): number {
  const before = clock.offsetMinutes(ms - DAY_MS), behind = clock.offsetMinutes(ms + DAY_MS);
  if (before === behind) return before;
  const valid = [before, behind].filter((minutes) => clock.offsetMinutes(ms - minutes * 60_000) === minutes);
  return Math.min(...(valid.length === 0 ? [before, behind] : valid));
}
/** The offset of a clock time, as a span. */
export function localOffset(d: DateTime): TimeSpan {
  const { clock } = current().host;
  return TimeSpan.from(d.kind === 'Utc' ? clock.offsetMinutes(d.unixMs) : offsetOfLocal(clock, d.unixMs), TICKS_PER_MINUTE);
}
const offsetOf = (d: DateTime): TimeSpan => (d.kind === 'Utc' ? TimeSpan.zero : localOffset(d));
export const offsetText = (o: TimeSpan, withMinutes = true): string => {
  const t = o.ticks < 0n ? -o.ticks : o.ticks, h = Number(t / TICKS_PER_HOUR), m = Number((t / TICKS_PER_MINUTE) % 60n);
  return `${o.ticks < 0n ? '-' : '+'}${two(h)}${withMinutes ? `:${two(m)}` : ''}`;
};
/** A date in a format; throws FormatException. */
export function formatDate(d: DateTime, format: string, c: Culture = INVARIANT): string {
  if (format.length === 1) {
    if (format === 'U') return custom(d.kind === 'Utc' ? d : new DateTime(d.ticks - localOffset(d).ticks, 'Utc'), c.patterns['F'] ?? '', offsetOf(d), c);
    const known = c.patterns[format];
    if (known === undefined) return netThrow('System.FormatException', 'Input string was not in a correct format.');
    return custom(d, known, undefined, 'orsuOR'.includes(format) ? INVARIANT : c);
  }
  return custom(d, format, undefined, c);
}
export function formatOffset(d: DateTimeOffset, format: string, c: Culture = INVARIANT): string {
  if (format === '') return `${custom(d.clock, c.patterns['G'] ?? '', d.offset, c)} ${offsetText(d.offset)}`;
  if (format === 'r' || format === 'R' || format === 'u') return custom(d.utc, INVARIANT.patterns[format] ?? '', d.offset, INVARIANT);
  if (format.length === 1) { const known = c.patterns[format]; return known === undefined ? netThrow('System.FormatException', 'Input string was not in a correct format.') : custom(d.clock, known, d.offset, c); }
  return custom(d.clock, format, d.offset, c);
}
function custom(d: DateTime, format: string, given: TimeSpan | undefined, culture: Culture): string {
  const genitive = culture.genitiveMonths !== culture.months && format.includes('MMM') && hasDay(format), own = culture.calendar !== undefined && /[dMy]/.test(format) ? culture.calendar.day(d.year, d.month, d.day) : undefined;
  const [year, month, day] = own === undefined ? dateOf(d.dayNumber) : [own.year, own.month, own.day], clock = d.clockTicks;
  let out = '';
  for (const piece of piecesOf(format)) {
    if (typeof piece === 'string') { out += piece; continue; }
    if (piece.refuse !== undefined) return piece.refuse();
    const { letter: c, count: n } = piece, text = c === 'd' || c === 'M' || c === 'y' ? dayPart(d, c, n, culture, genitive, year, month, day) : part(d, clock, c, n, given, culture);
    if (text === undefined) out += c.repeat(n);
    else out = c === 'F' && text === '' && out.endsWith('.') ? out.slice(0, -1) : out + text;
  }
  return out;
}
/** Whether a day in digits stands in the pattern, outside of quoted text. */
const hasDay = (format: string): boolean => /(?<!d)d{1,2}(?!d)/.test(format.replace(/'[^']*'?|"[^"]*"?|\\./g, ''));
function dayPart(d: DateTime, c: string, n: number, culture: Culture, genitive: boolean, year: number, month: number, day: number): string | undefined {
  switch (c) {
    case 'd': return n === 1 ? String(day) : n === 2 ? two(day) : n === 3 ? culture.shortDays[d.dayOfWeek] : culture.days[d.dayOfWeek];
    case 'M': return n === 1 ? String(month) : n === 2 ? two(month) : n === 3 ? (genitive ? culture.shortGenitiveMonths : culture.shortMonths)[month - 1] : (genitive ? culture.genitiveMonths : culture.months)[month - 1];
    default: return n === 1 ? String(year % 100) : n === 2 ? two(year % 100) : n === 4 && year > 999 ? String(year) : String(year).padStart(n, '0');
  }
}
/** `clock`: the ticks since midnight. */
function part(d: DateTime, clock: number, c: string, n: number, given: TimeSpan | undefined, culture: Culture): string | undefined {
  const hour = Math.floor(clock / 36e9);
  switch (c) {
    case 'H': return n === 1 ? String(hour) : two(hour);
    case 'h': { const h = hour % 12 === 0 ? 12 : hour % 12; return n === 1 ? String(h) : two(h); }
    case 'm': { const minute = Math.floor(clock / 6e8) % 60; return n === 1 ? String(minute) : two(minute); }
    case 's': { const second = Math.floor(clock / 1e7) % 60; return n === 1 ? String(second) : two(second); }
    case 'f': return n > 7 ? badPattern() : String(clock % 1e7).padStart(7, '0').slice(0, n);
    case 'F': return n > 7 ? badPattern() : String(clock % 1e7).padStart(7, '0').slice(0, n).replace(/0+$/, '');
    case 't': { const half = hour < 12 ? culture.am : culture.pm; return n === 1 ? half.slice(0, 1) : half; }
    case 'z': { const o = given ?? offsetOf(d); return n === 1 ? offsetText(o, false).replace(/^([+-])0/, '$1') : offsetText(o, n > 2); }
    case 'K': return (given !== undefined ? offsetText(given) : d.kind === 'Utc' ? 'Z' : d.kind === 'Local' ? offsetText(localOffset(d)) : '').repeat(n);
    case 'g': return culture.era;
    case ':': return culture.timeSeparator.repeat(n);
    case '/': return culture.dateSeparator.repeat(n);
    default: return undefined;
  }
}
