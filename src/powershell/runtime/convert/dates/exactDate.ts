/** Reading a date by one exact format (DateTime.ParseExact): each letter of the format takes what it stands for. */
import { INVARIANT } from '../culture.ts';
import type { Culture } from '../culture.ts';
import { netThrow } from '../../errors/raise.ts';
import { DateResult, NotADate, STYLE } from './dateResult.ts';
import { readO, readR } from './exactForms.ts';
import { DateText } from './dateText.ts';
import { erasOf } from './dateWords.ts';

/** What the format asked for beside the parts of the date. */
interface Asked { weekday: number; half: 'none' | 'am' | 'pm'; hour12: boolean; twoDigitYear: boolean; fixed: '' | 'GMT' | 'Z' }
const badFormat = (format: string): string => `Format specifier '${format}' was invalid.`;

/** By the first of the formats that fits; throws NotADate. */
export function readExact(text: string, formats: string | readonly string[], culture: Culture = INVARIANT, styles = 0, withOffset = false): DateResult {
  const r = new DateResult(text, culture, styles, withOffset);
  if (typeof formats === 'string') return text === '' ? r.fail() : byFormat(r, formats);
  if (text === '') r.fail();
  if (formats.length === 0) r.fail('No format specifiers were provided.');
  for (const format of formats) {
    if (format === '') r.fail(badFormat(''));
    try { return byFormat(new DateResult(text, culture, styles, withOffset), format); } catch (e) { if (!(e instanceof NotADate)) throw e; }
  }
  return r.fail();
}
function byFormat(r: DateResult, given: string): DateResult {
  const has = (style: number): boolean => (r.styles & style) !== 0;
  if (given === '') r.fail(badFormat(''));
  if (given.length === 1 && r.styles === 0 && /[rRoO]/.test(given)) { r.culture = INVARIANT; return given.toLowerCase() === 'r' ? readR(r) : readO(r); }
  const asked: Asked = { weekday: -1, half: 'none', hour12: false, twoDigitYear: false, fixed: '' }, format = new DateText(given.length === 1 ? expanded(given, r, asked) : given), t = new DateText(r.text);
  r.hour = r.minute = r.second = -1;
  if (has(STYLE.trailing)) { format.text = format.text.trimEnd().replace(/\s+(['"])$/, (all: string, quote: string) => (format.text.trimEnd().length > 2 ? quote : all)); t.text = t.text.trimEnd(); }
  if (has(STYLE.leading)) { format.text = format.text.trimStart().replace(/^(['"])\s+/, '$1'); t.skipSpaces(); }
  while (format.next()) {
    if (has(STYLE.inner)) t.skipSpaces();
    letter(format, t, r, asked);
  }
  if (t.at < t.length - 1) r.fail();
  if (asked.twoDigitYear) { if (r.year >= 100) r.fail(); r.year = r.fullYear(r.year); }
  setHour(r, asked);
  return r.complete(r.fraction, asked.weekday);
}
/** The format that one letter stands for; some mean the invariant culture, whichever is given. */
function expanded(format: string, r: DateResult, asked: Asked): string {
  if (r.withOffset && format === 'U') r.fail(badFormat(format));
  if ('soOrRu'.includes(format)) r.culture = INVARIANT;
  if (r.withOffset && 'rRu'.includes(format)) asked.fixed = format === 'u' ? 'Z' : 'GMT';
  if (format === 'U') { r.setZone(0, true); if (r.culture.calendar !== undefined) r.culture = { ...r.culture, calendar: undefined }; }
  return (format === 'U' ? r.culture.patterns['F'] : r.culture.patterns[format]) ?? netThrow('System.FormatException', 'Input string was not in a correct format.');
}
function setHour(r: DateResult, { half, hour12 }: Asked): void {
  if (!hour12) { if ((half === 'am' && r.hour >= 12) || (half === 'pm' && r.hour < 12)) r.fail(); return; }
  if (r.hour > 12) r.fail();
  if (half === 'pm') r.hour = r.hour === 12 ? 12 : r.hour + 12;
  else if (r.hour === 12) r.hour = 0;
}
/** How often the letter under the reader stands there; the reader goes to the last one. */
function count(format: DateText): number {
  const start = format.at, c = format.charAt(start);
  while (format.charAt(format.at + 1) === c) format.at += 1;
  return format.at - start + 1;
}
const twice = (r: DateResult, c: string): never => r.fail(`DateTime pattern '${c}' appears more than once with different values.`);
const same = (r: DateResult, c: string, before: number, now: number): number => (before === -1 || before === now ? now : twice(r, c));
const digits = (t: DateText, r: DateResult, n: number): number => (n === 1 ? t.takeDigits(1, 2) : t.takeDigits(n, n)) ?? r.fail();

function letter(format: DateText, t: DateText, r: DateResult, asked: Asked): void {
  const c = format.charAt(format.at), { culture } = r;
  switch (c) {
    case 'y': { const n = count(format); if (n <= 2) asked.twoDigitYear = true; r.year = same(r, c, r.year, digits(t, r, n)); return; }
    case 'M': { const n = count(format); r.month = same(r, c, r.month, n <= 2 ? digits(t, r, n) : month(t, r, n === 3) + 1); if (n > 2) r.monthByName = true; return; }
    case 'd': {
      const n = count(format);
      if (n <= 2) r.day = same(r, c, r.day, digits(t, r, n));
      else { t.next(); asked.weekday = same(r, c, asked.weekday, longest(t, [n === 3 ? culture.shortDays : culture.days]) ?? r.fail()); }
      return;
    }
    case 'g': count(format); era(t, r); return;
    case 'h': case 'H': asked.hour12 ||= c === 'h'; r.hour = same(r, c, r.hour, digits(t, r, Math.min(count(format), 2))); return;
    case 'm': r.minute = same(r, c, r.minute, digits(t, r, Math.min(count(format), 2))); return;
    case 's': r.second = same(r, c, r.second, digits(t, r, Math.min(count(format), 2))); return;
    case 'f': case 'F': fraction(t, r, c, count(format)); return;
    case 't': { const found = half(t, r, count(format) === 1); if (asked.half !== 'none' && asked.half !== found) twice(r, c); asked.half = found; return; }
    case 'z': zone(r, c, offset(t, r, count(format))); return;
    case 'Z': { if (r.zoned && r.offset !== 0) twice(r, c); r.setZone(0, true); t.at += 1; const name = ['GMT', 'Z'].find((each) => t.has(each) && !/^\p{L}$/u.test(t.charAt(t.at + each.length))); if (name === undefined) r.fail(); t.at += (name ?? '').length - 1; return; }
    case 'K': roundTrip(t, r); return;
    case ':': separator(t, r, c, culture.timeSeparator); return;
    case '/': separator(t, r, c, culture.dateSeparator); return;
    case "'": case '"': quoted(format, t, r, asked, c); return;
    case '%': if (format.at >= format.length - 1 || format.charAt(format.at + 1) === '%') r.fail(badFormat(format.text)); return;
    case '\\': if (!format.next()) r.fail(badFormat(format.text)); if (!t.take(format.charAt(format.at))) r.fail(); return;
    // The point may be missing where the fraction behind it may be.
    case '.': if (t.take(c)) return; if (!format.next() || !format.take('F')) r.fail(); count(format); return;
    case ' ': space(format, t, r, asked); return;
    default:
      if (format.has('GMT')) { format.at += 2; r.setZone(0, false); if (!t.takeText('GMT')) r.fail(); } else if (!t.take(c)) r.fail();
  }
}
/** The longest of the names that stands here, by its place; the reader goes to its last letter. */
function longest(t: DateText, lists: readonly (readonly string[])[]): number | undefined {
  let best = 0, found: number | undefined;
  for (const names of lists) names.forEach((name, i) => { const length = t.hasWords(name, false) ?? 0; if (length > best) { best = length; found = i; } });
  if (found !== undefined) t.at += best - 1;
  return found;
}
function month(t: DateText, r: DateResult, short: boolean): number {
  const { culture: c } = r;
  t.next();
  return longest(t, short ? [c.shortMonths, c.shortGenitiveMonths] : [c.months, c.genitiveMonths]) ?? r.fail();
}
function era(t: DateText, r: DateResult): void {
  t.next();
  const name = erasOf(r.culture).find((each) => t.has(each)) ?? r.fail();
  t.at += name.length - 1;
}
function fraction(t: DateText, r: DateResult, c: string, n: number): void {
  if (n > 7) r.fail();
  const from = t.at, found = t.takeDigits(1, n), taken = t.at - from;
  if (c === 'f' && taken !== n) r.fail();
  const value = found === undefined ? 0 : found / 10 ** taken;
  if (r.fraction >= 0 && r.fraction !== value) twice(r, c);
  r.fraction = value;
}
function half(t: DateText, r: DateResult, short: boolean): 'am' | 'pm' {
  const { am, pm } = r.culture;
  if (short) {
    const c = t.next() ? t.charAt(t.at) : '';
    return am !== '' && c === am.charAt(0) ? 'am' : pm !== '' && c === pm.charAt(0) ? 'pm' : r.fail();
  }
  if (t.next()) {
    for (const [each, name] of [['am', am], ['pm', pm]] as const) if (name !== '' && t.has(name)) { t.at += name.length - 1; return each; }
    t.at -= 1;
  }
  return pm === '' ? 'pm' : am === '' ? 'am' : r.fail();
}
/** `+8`, `+08`, `+08:00` by the count of the letters; minutes. */
function offset(t: DateText, r: DateResult, n: number): number {
  const plus = t.take('+');
  if (!plus && !t.take('-')) r.fail();
  const hours = digits(t, r, n > 2 ? 1 : n);
  let minutes = 0;
  if (n > 2) { t.take(':'); minutes = digits(t, r, 2); }
  if (minutes > 59) r.fail();
  return (plus ? 1 : -1) * (hours * 60 + minutes);
}
function zone(r: DateResult, c: string, minutes: number): void {
  if (r.zoned && r.offset !== minutes) twice(r, c);
  r.setZone(minutes, false);
}
function roundTrip(t: DateText, r: DateResult): void {
  const next = t.charAt(t.at + 1);
  if (next === 'Z') { t.next(); if (r.zoned && r.offset !== 0) twice(r, 'K'); r.setZone(0, true); } else if (next === '+' || next === '-') zone(r, 'K', offset(t, r, 3));
}
function separator(t: DateText, r: DateResult, plain: string, own: string): void {
  if (!(own.length > 1 && own.startsWith(plain)) && t.take(plain)) return;
  if (!t.takeText(own)) r.fail();
}
function quoted(format: DateText, t: DateText, r: DateResult, asked: Asked, quote: string): void {
  let text = '', ended = false;
  while (!ended && format.next()) {
    const c = format.charAt(format.at);
    if (c === quote) ended = true;
    else if (c !== '\\') text += c;
    else if (format.next()) text += format.charAt(format.at);
  }
  if (!ended) r.fail(`Cannot find a matching quote character for the character '${quote}'.`);
  for (const c of text.split('')) { if (c === ' ' && (r.styles & STYLE.inner) !== 0) t.skipSpaces(); else if (!t.take(c)) r.fail(); }
  if (asked.fixed !== '' && text === asked.fixed) { r.zoned = true; r.offset = 0; }
}
/** A blank of the format; where blanks at the end do not count it may be missing, if what follows needs no text. */
function space(format: DateText, t: DateText, r: DateResult, asked: Asked): void {
  if ((r.styles & STYLE.inner) !== 0 || t.take(' ')) return;
  if ((r.styles & STYLE.trailing) === 0 || !format.next()) r.fail();
  try { letter(format, t, r, asked); } catch (e) { if (e instanceof NotADate) r.fail(); throw e; }
}
