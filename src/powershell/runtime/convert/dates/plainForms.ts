/**
 * The forms in which programs write dates, read by their places: `2026-03-04`, `2026-03-04T05:06:07.89+01:00`, `2026-03-04 05:06`, `3/4/2026 5:06 PM`.
 * What is read is what the states of readDate.ts make of the same text; all that is not just so is left to them, errors too.
 */
import type { Culture } from '../culture.ts';
import type { DateResult } from './dateResult.ts';

const ZERO = 48, NINE = 57, SPACE = 32, DASH = 45, SLASH = 47, COLON = 58, POINT = 46, PLUS = 43, T = 84, Z = 90;

const plain = new WeakMap<Culture, boolean>();
/** Whether a culture has the signs, the order and the halves of the day of these forms. */
function isPlain(c: Culture): boolean {
  let known = plain.get(c);
  if (known === undefined) plain.set(c, (known = (c.name === '' || c.name === 'en-US') && c.calendar === undefined && c.dateSeparator === '/' && c.timeSeparator === ':' && c.am === 'AM' && c.pm === 'PM' && /^M+\/d+\/y+$/.test(c.patterns['d'] ?? '')));
  return known;
}
/** So many digits from a place on; -1 where other things stand there. */
function digits(text: string, at: number, count: number): number {
  let n = 0;
  for (let i = at; i < at + count; i++) {
    const c = text.charCodeAt(i);
    if (!(c >= ZERO && c <= NINE)) return -1;
    n = n * 10 + c - ZERO;
  }
  return n;
}
/** How many digits stand at a place, of as many as count there. */
function run(text: string, at: number, most: number): number {
  let n = 0;
  while (n < most) { const c = text.charCodeAt(at + n); if (!(c >= ZERO && c <= NINE)) break; n++; }
  return n;
}

/** Reads the text into `r`, whose date is then whole; false where it is none of the forms. */
export function readPlain(text: string, r: DateResult): boolean {
  const { length } = text;
  if (length < 8 || length > 35 || !isPlain(r.culture)) return false;
  if (text.charCodeAt(4) === DASH) {
    const year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (year < 0 || month < 0 || day < 0 || text.charCodeAt(7) !== DASH) return false;
    if (length > 10 && text.charCodeAt(10) === T) return isoTime(text, r, year, month, day);
    return r.setDate(year, month, day) && timeBehind(text, r, 10);
  }
  const monthSize = run(text, 0, 2), dayAt = monthSize + 1, daySize = run(text, dayAt, 2), yearAt = dayAt + daySize + 1;
  if (monthSize === 0 || daySize === 0 || text.charCodeAt(monthSize) !== SLASH || text.charCodeAt(yearAt - 1) !== SLASH) return false;
  const year = digits(text, yearAt, 4);
  return year >= 0 && r.setDate(year, digits(text, 0, monthSize), digits(text, dayAt, daySize)) && timeBehind(text, r, yearAt + 4);
}
/** Nothing more, or a blank and a time without a zone. */
function timeBehind(text: string, r: DateResult, at: number): boolean {
  r.haveDate = true;
  if (at === text.length) { r.complete(-1, -1); return true; }
  if (text.charCodeAt(at) !== SPACE) return false;
  const hourAt = at + 1, hourSize = run(text, hourAt, 2), minuteAt = hourAt + hourSize + 1, minute = digits(text, minuteAt, 2);
  if (hourSize === 0 || minute < 0 || text.charCodeAt(minuteAt - 1) !== COLON) return false;
  let hour = digits(text, hourAt, hourSize), second = 0, part = -1, end = minuteAt + 2;
  if (text.charCodeAt(end) === COLON) {
    second = digits(text, end + 1, 2);
    if (second < 0) return false;
    end += 3;
    if (text.charCodeAt(end) === POINT) {
      const size = run(text, end + 1, 9);
      if (size === 0) return false;
      part = fraction(text, end + 1, size);
      end += 1 + size;
    }
  }
  if (end !== text.length) {
    const isPm = text.startsWith(' PM', end);
    if ((!isPm && !text.startsWith(' AM', end)) || end + 3 !== text.length || hour > (isPm ? 23 : 12)) return false;
    hour = isPm ? (hour < 12 ? hour + 12 : hour) : hour % 12;
  }
  r.hour = hour; r.minute = minute; r.second = second;
  r.haveTime = true;
  r.complete(part, -1);
  return true;
}
/** The time of ISO 8601 behind its `T`, with a zone or without. */
function isoTime(text: string, r: DateResult, year: number, month: number, day: number): boolean {
  const hour = digits(text, 11, 2), minute = digits(text, 14, 2);
  if (hour < 0 || minute < 0 || text.charCodeAt(13) !== COLON) return false;
  let second = 0, part = 0, end = 16;
  if (text.charCodeAt(16) === COLON) {
    second = digits(text, 17, 2);
    if (second < 0) return false;
    end = 19;
    if (text.charCodeAt(19) === POINT) {
      const size = run(text, 20, 9);
      if (size === 0) return false;
      part = fraction(text, 20, size);
      end = 20 + size;
    }
  }
  if (end !== text.length) {
    const c = text.charCodeAt(end);
    if (c === Z && end + 1 === text.length) r.setZone(0, true);
    else if ((c === PLUS || c === DASH) && end + 6 === text.length && text.charCodeAt(end + 3) === COLON) {
      const hours = digits(text, end + 1, 2), minutes = digits(text, end + 4, 2);
      if (hours < 0 || minutes < 0 || minutes > 59) return false;
      r.setZone((c === DASH ? -1 : 1) * (hours * 60 + minutes), false);
    } else return false;
  }
  r.year = year; r.month = month; r.day = day; r.hour = hour; r.minute = minute; r.second = second;
  r.assemble(part, -1, null);
  r.adjust(false);
  return true;
}
/** As .NET adds the digits up (DateText.takeFraction). */
function fraction(text: string, at: number, count: number): number {
  let sum = 0, base = 0.1;
  for (let i = at; i < at + count; i++) { sum += (text.charCodeAt(i) - ZERO) * base; base *= 0.1; }
  return sum;
}
