/** The next token of a date: a number with what stands behind it, a name, a zone (DateTimeParse.Lex). */
import { finish } from './dateFields.ts';
import type { RawDate } from './dateFields.ts';
import type { DateResult } from './dateResult.ts';
import { after } from './dateStates.ts';
import type { Token } from './dateStates.ts';
import type { DateText } from './dateText.ts';
import { SIGN, WORD, dateWordsOf } from './dateWords.ts';

/** `T` behind a number begins the time of ISO 8601. */
export interface Lexed { readonly token: Token | 'none' | 'localTime'; readonly suffix?: number; readonly value?: number }
const NOTHING: Lexed = { token: 'none' };
const isDateSuffix = (sign: number): boolean => sign >= SIGN.year && sign <= SIGN.day, isTimeSuffix = (sign: number): boolean => sign >= SIGN.hour && sign <= SIGN.second;

export function lex(state: string, t: DateText, r: DateResult, raw: RawDate): Lexed {
  while (t.at < t.length && t.onSpace()) if (!t.next()) break;
  if (t.at >= t.length) return { token: 'end' };
  if (t.onDigit()) return number(state, t, r, raw);
  const found = t.takeWord(dateWordsOf(r.culture), 'word'), value = found?.value ?? 0;
  switch (found?.kind) {
    case undefined: return unknown(t, r);
    case WORD.weekday: if (raw.weekday !== -1) r.fail(); raw.weekday = value; return { token: 'weekday' };
    case WORD.month: return month(state, t, r, raw, value);
    case WORD.era: return { token: 'era' };
    case WORD.zone: if (r.zoned) r.fail(); r.setZone(0, true); return { token: 'zone' };
    case WORD.am: case WORD.pm: if (raw.half !== 'none') r.fail(); raw.half = found?.kind === WORD.am ? 'am' : 'pm'; return NOTHING;
    default: return NOTHING;
  }
}
/** What stands behind a number or a month. Where the hyphen would be no sign of a date the reader goes back before it: it may begin an offset. */
function sign(t: DateText, r: DateResult): { readonly kind: number; readonly at: number; readonly current: string } {
  const { at, current } = t;
  if (!t.skipSpacesHere()) return { kind: SIGN.end, at, current };
  return { kind: t.onDigit() ? SIGN.space : t.takeWord(dateWordsOf(r.culture), 'sign')?.kind ?? SIGN.space, at, current };
}
function dateOrOffset(state: string, t: DateText, back: { readonly at: number; readonly current: string }, asDate: Token, asSpace: Token): Token {
  if (after(state, asDate) !== '!' || !after(state, asSpace).startsWith('=')) return asDate;
  t.at = back.at;
  t.current = back.current;
  return asSpace;
}
function number(state: string, t: DateText, r: DateResult, raw: RawDate): Lexed {
  const start = t.at;
  while (t.next() && t.onDigit());
  const digits = t.text.slice(start, t.at), value = Number(digits);
  if (raw.numbers.length === 3 || digits.length > 8) r.fail();
  if (state === 'tt' && t.at < t.length - 1 && /[.,]/.test(t.charAt(t.at))) raw.fraction = t.takeFraction() ?? 0;
  if ((state === 'tt' || state === 't') && t.at < t.length - 1) offsetBehind(t, r);
  return digits.length > 2 ? year(state, t, r, raw, value) : small(state, t, r, raw, value);
}
/** Three digits or more are a year. */
function year(state: string, t: DateText, r: DateResult, raw: RawDate, value: number): Lexed {
  if (raw.year !== -1) r.fail();
  raw.year = value;
  const found = sign(t, r), { kind } = found;
  if (kind === SIGN.end) return { token: 'yearEnd' };
  if (kind === SIGN.space) return { token: 'yearSpace' };
  if (kind === SIGN.date || (kind === SIGN.time && dateWordsOf(r.culture).oneSign)) return { token: 'yearDate' };
  if (kind === SIGN.dateOrOffset) return { token: dateOrOffset(state, t, found, 'yearDate', 'yearSpace') };
  // A second half of the day is refused once the parts are put together, not here.
  if (kind === SIGN.am || kind === SIGN.pm) { if (raw.half !== 'none') return NOTHING; raw.half = kind === SIGN.am ? 'am' : 'pm'; return { token: 'yearSpace' }; }
  if (isDateSuffix(kind)) return { token: 'dateSuffix', suffix: kind, value };
  return isTimeSuffix(kind) ? { token: 'timeSuffix', suffix: kind, value } : r.fail();
}
const DATE_STATES = new Set(['y', 'yn', 'ynd', 'ym', 'ymd']);
function small(state: string, t: DateText, r: DateResult, raw: RawDate, value: number): Lexed {
  const found = sign(t, r), { kind } = found, add = (token: Lexed['token']): Lexed => { raw.numbers.push(value); return { token }; };
  if (kind === SIGN.end) return add('numberEnd');
  if (kind === SIGN.space) return add('numberSpace');
  if (kind === SIGN.date) return add('numberDate');
  if (kind === SIGN.dateOrOffset) return add(dateOrOffset(state, t, found, 'numberDate', 'numberSpace'));
  if (kind === SIGN.time) return add(dateWordsOf(r.culture).oneSign && DATE_STATES.has(state) ? 'numberDate' : 'numberTime');
  if (kind === SIGN.localTime) return add('localTime');
  if (isDateSuffix(kind)) return { token: 'dateSuffix', suffix: kind, value: kind === SIGN.year ? r.fullYear(value) : value };
  if (isTimeSuffix(kind)) return { token: 'timeSuffix', suffix: kind, value };
  if (kind !== SIGN.am && kind !== SIGN.pm) r.fail();
  if (raw.half !== 'none') return NOTHING;
  raw.half = kind === SIGN.am ? 'am' : 'pm';
  // `1/10 5 AM`: the numbers before are a date of their own.
  if (state === 'dnn') finish('=nn', r, raw);
  raw.numbers.push(value);
  if (state === 'tt' || state === 't') offsetBehind(t, r);
  return { token: 'numberHalf' };
}
function month(state: string, t: DateText, r: DateResult, raw: RawDate, value: number): Lexed {
  if (raw.month !== -1) r.fail();
  const found = sign(t, r), { kind } = found;
  raw.month = value;
  if (kind === SIGN.end) return { token: 'monthEnd' };
  if (kind === SIGN.space) return { token: 'monthSpace' };
  if (kind === SIGN.date || (kind === SIGN.time && dateWordsOf(r.culture).oneSign)) return { token: 'monthDate' };
  return kind === SIGN.dateOrOffset ? { token: dateOrOffset(state, t, found, 'monthDate', 'monthSpace') } : r.fail();
}
/** An offset directly behind a time, with or without blanks. */
function offsetBehind(t: DateText, r: DateResult): void {
  if (t.at >= t.length - 1) return;
  const blanks = /^\s*/.exec(t.text.slice(t.at, -1))?.[0].length ?? 0, next = t.charAt(t.at + blanks);
  if (next !== '+' && next !== '-') return;
  if (r.zoned) r.fail();
  t.goTo(t.at + blanks);
  r.setZone(t.takeOffset() ?? r.fail(), false);
}
function unknown(t: DateText, r: DateResult): Lexed {
  if (t.onLetter()) r.fail(`The string '${r.text}' was not recognized as a valid DateTime. There is an unknown word starting at index '${t.at}'.`);
  if ((t.current === '-' || t.current === '+') && !r.zoned) {
    const minutes = t.takeOffset();
    if (minutes !== undefined) { r.setZone(minutes, false); return NOTHING; }
  }
  return t.takePunctuation() ? NOTHING : r.fail();
}
