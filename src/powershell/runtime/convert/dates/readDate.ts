/** Reading dates out of text as .NET does (DateTime.Parse): tokens, and states that say what may follow; each culture in its own order and words. */
import { INVARIANT } from '../culture.ts';
import type { Culture } from '../culture.ts';
import { finish, rawDate, setSuffixed } from './dateFields.ts';
import type { RawDate } from './dateFields.ts';
import { lex } from './dateLexer.ts';
import { DateResult } from './dateResult.ts';
import { after } from './dateStates.ts';
import type { Token } from './dateStates.ts';
import { DateText } from './dateText.ts';
import { dateWordsOf } from './dateWords.ts';
import { readPlain } from './plainForms.ts';

/** Throws NotADate. `withOffset`: as DateTimeOffset.Parse. */
export function readDate(text: string, culture: Culture = INVARIANT, styles = 0, withOffset = false): DateResult {
  const r = new DateResult(text, culture, styles, withOffset);
  return readPlain(text, r) ? r : readByStates(text, culture, styles, withOffset);
}
/** The same of any form. */
export function readByStates(text: string, culture: Culture, styles: number, withOffset: boolean): DateResult {
  const r = new DateResult(text, culture, styles, withOffset), raw = rawDate(), t = new DateText(text), { oneSign } = dateWordsOf(culture);
  if (text === '') r.fail();
  let state = 'start', finished = false, ended = false;
  t.next();
  while (!ended) {
    const lexed = lex(state, t, r, raw);
    if (lexed.token === 'none') continue;
    if (lexed.suffix !== undefined) setSuffixed(r, raw, lexed.suffix, lexed.value ?? 0);
    if (lexed.token === 'localTime') return state === 'ynd' || state === 'yn' ? isoTime(t, r, raw) : r.fail();
    let { token } = lexed;
    if (oneSign) [state, token] = asDate(state, token, t);
    state = after(state, token);
    if (state === '!') r.fail();
    if (state.startsWith('=')) { finish(state, r, raw); finished = true; state = 'start'; }
    ended = token === 'end' || token === 'numberEnd' || token === 'monthEnd';
  }
  if (!finished) r.fail();
  setHalf(r, raw);
  return r.complete(raw.fraction, raw.weekday);
}
/** Where dates and times have one sign, a year says that a date is read, and a sign may stand at its end (`4.3.2024.`). */
function asDate(state: string, token: Token, t: DateText): [string, Token] {
  const isYear = token === 'yearEnd' || token === 'yearSpace' || token === 'yearDate', from = isYear && state === 't' ? 'nd' : isYear && state === 'tt' ? 'nnd' : state, atEnd = t.at >= t.length;
  if (after(from, token) !== '!' && !atEnd) return [from, token];
  switch (token) {
    case 'yearDate': return [from, atEnd ? 'yearEnd' : 'yearSpace'];
    case 'numberDate': case 'numberTime': return [from, atEnd ? 'numberEnd' : 'numberSpace'];
    case 'monthDate': return [from, atEnd ? 'monthEnd' : 'monthSpace'];
    default: return [from, token];
  }
}
function setHalf(r: DateResult, raw: RawDate): void {
  const { am, pm } = r.culture, half = raw.half === 'none' && (am === '') !== (pm === '') ? (am === '' ? 'am' : 'pm') : raw.half;
  if (half === 'none') return;
  if (r.hour > (half === 'am' ? 12 : 23)) r.fail();
  if (half === 'am') r.hour %= 12;
  else if (r.hour < 12) r.hour += 12;
}
/** The time of ISO 8601, behind its `T`; always in the Gregorian calendar. */
function isoTime(t: DateText, r: DateResult, raw: RawDate): DateResult {
  const two = (): number => { t.skipSpaces(); const n = t.takeDigits(2, 2) ?? r.fail(); t.skipSpaces(); return n; };
  let fraction = 0;
  t.at -= 1;
  r.hour = two();
  if (!t.take(':')) r.fail();
  r.minute = two();
  if (t.take(':')) {
    t.skipSpaces();
    r.second = t.takeDigits(2, 2) ?? r.fail();
    if (t.take('.') || t.take(',')) { fraction = t.takeFraction() ?? r.fail(); t.at -= 1; }
    t.skipSpaces();
  }
  if (t.next()) {
    const c = t.charAt(t.at);
    if (c === '+' || c === '-') { r.setZone(t.takeOffset() ?? r.fail(), false); t.at -= 1; }
    else if (c === 'Z' || c === 'z') r.setZone(0, true);
    else t.at -= 1;
    t.skipSpaces();
    if (t.take('#')) { if (!t.takePunctuation()) r.fail(); t.skipSpaces(); }
    if (t.take('\0') && !t.takePunctuation()) r.fail();
    if (t.next()) r.fail();
  }
  r.year = raw.year; r.month = raw.numbers[0] ?? 0; r.day = raw.numbers[1] ?? 0;
  r.assemble(fraction, -1, null);
  r.adjust(false);
  return r;
}
