/** What the numbers of a date mean once it is known how many there are and beside what: in the order that the culture's patterns have (DateTimeParse.ProcessTerminalState). */
import type { DateResult } from './dateResult.ts';
import { SIGN } from './dateWords.ts';

/** What was read of a text so far. */
export interface RawDate { readonly numbers: number[]; month: number; year: number; weekday: number; half: 'none' | 'am' | 'pm'; fraction: number }
export const rawDate = (): RawDate => ({ numbers: [], month: -1, year: -1, weekday: -1, half: 'none', fraction: -1 });

const orders = new Map<string, string>();
/** The order of years, months and days in a pattern; the name of a weekday is no day. */
function orderIn(pattern: string, places: string): string {
  const key = places + pattern;
  let known = orders.get(key);
  if (known === undefined) { if (orders.size > 500) orders.clear(); orders.set(key, (known = findOrder(pattern, places))); }
  return known;
}
function findOrder(pattern: string, places: string): string {
  let order = '';
  for (const [part] of pattern.replace(/\\.|'[^']*'|"[^"]*"/g, '').matchAll(/y+|M+|d+/g)) if (places.includes(part.charAt(0)) && !(part.startsWith('d') && part.length > 2)) order += part.charAt(0);
  return order.slice(0, places.length);
}
const ORDERS = { d: ['yMd', 'Mdy', 'dMy', 'ydM'], m: ['Md', 'dM'], y: ['yM', 'My'] } as const;
/** The order in one of the culture's patterns; a pattern without one is told of. */
function order(r: DateResult, letter: 'd' | 'm' | 'y'): string {
  const pattern = r.culture.patterns[letter] ?? '', found = orderIn(pattern, { d: 'yMd', m: 'Md', y: 'yM' }[letter]);
  return ORDERS[letter].some((each) => each === found) ? found : r.fail(`Could not determine the order of year, month, and date from '${pattern}'.`);
}
const put = (r: DateResult, year: number, month: number, day: number): boolean => r.setDate(year, month, day);
/** The state's own name is that of .NET: `n` a number, `m` a month by its name, `y` a year, `t` a time, `ds` numbers with suffixes. */
export function finish(state: string, r: DateResult, raw: RawDate): void {
  const { numbers: [a = 0, b = 0, c = 0] } = raw;
  if (state.startsWith('=t') && state !== '=ts') setTime(state, r, raw, [a, b, c]);
  else if (state === '=dsn') { if (raw.numbers.length !== 1 || r.day !== -1) r.fail(); r.day = a; }
  else if (state === '=nds') { if (r.month === -1 || r.year !== -1) r.fail(); r.year = r.fullYear(a); r.day = 1; }
  else if (state === '=nnds') suffixed(r, raw, a, b);
  else if (state !== '=ds' && state !== '=ts') {
    if (r.haveDate) r.fail();
    if (!setDay(state, r, raw, [a, b, c])) r.fail();
    if (state !== '=mn' && state !== '=nm') r.haveDate = true;
  }
  raw.numbers.length = 0;
}
function setTime(state: string, r: DateResult, raw: RawDate, [h, m, s]: readonly [number, number, number]): void {
  if (r.haveTime || (state === '=t1' && raw.half === 'none')) r.fail();
  r.hour = h;
  if (state !== '=t1') r.minute = m;
  if (state === '=t3') r.second = s;
  r.haveTime = true;
}
function setDay(state: string, r: DateResult, { month, year }: RawDate, [a, b, c]: readonly [number, number, number]): boolean {
  switch (state) {
    case '=nn': defaultYear(r); return order(r, 'm') === 'Md' ? put(r, r.year, a, b) : put(r, r.year, b, a);
    case '=nnn': {
      const by = order(r, 'd');
      return by === 'yMd' ? put(r, r.fullYear(a), b, c) : by === 'Mdy' ? put(r, r.fullYear(c), a, b) : by === 'dMy' ? put(r, r.fullYear(c), b, a) : put(r, r.fullYear(a), c, b);
    }
    // A day beside a month, unless the culture writes years where the number stands.
    case '=mn': case '=nm': {
      const isDay = order(r, 'm') === (state === '=mn' ? 'Md' : 'dM') || order(r, 'y') !== (state === '=mn' ? 'My' : 'yM');
      if (!isDay) return put(r, r.fullYear(a), month, 1);
      defaultYear(r);
      return put(r, r.year, month, a);
    }
    case '=mnn': {
      const by = order(r, 'd');
      return by === 'yMd' ? put(r, r.fullYear(a), month, b) || put(r, r.fullYear(b), month, a) : by !== 'ydM' && (put(r, r.fullYear(b), month, a) || put(r, r.fullYear(a), month, b));
    }
    case '=ynn': return orderIn(r.culture.patterns['d'] ?? '', 'yMd') === 'ydM' ? put(r, year, b, a) : put(r, year, a, b);
    case '=nny': return order(r, 'd') === 'Mdy' || order(r, 'd') === 'yMd' ? put(r, year, a, b) : put(r, year, b, a);
    case '=ymn': return put(r, year, month, a);
    case '=yn': return put(r, year, a, 1);
    case '=ym': return put(r, year, month, 1);
    default: return true;
  }
}
function defaultYear(r: DateResult): void { r.year = r.today().year; r.yearDefault = true; }
/** Two numbers beside ones with suffixes: `2024年1 2`. */
function suffixed(r: DateResult, raw: RawDate, a: number, b: number): void {
  const has = (sign: number): boolean => (r.suffixed & (1 << sign)) !== 0;
  if (has(SIGN.day) || has(SIGN.year) === has(SIGN.month)) r.fail();
  const done = has(SIGN.year) ? put(r, r.fullYear(raw.year), a, b) : order(r, 'd') === 'yMd' ? put(r, r.fullYear(a), r.month, b) : put(r, r.fullYear(b), r.month, a);
  if (!done) r.fail();
}
/** A number with a suffix is what the suffix says; each once. */
export function setSuffixed(r: DateResult, raw: RawDate, sign: number, value: number): void {
  if ((r.suffixed & (1 << sign)) !== 0) r.fail();
  r.suffixed |= 1 << sign;
  if (sign === SIGN.year) r.year = raw.year = value;
  else if (sign === SIGN.month) r.month = raw.month = value;
  else if (sign === SIGN.day) r.day = value;
  else if (sign === SIGN.hour) r.hour = value;
  else if (sign === SIGN.minute) r.minute = value;
  else r.second = value;
}
