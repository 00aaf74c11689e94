/** TimeSpans out of texts, by .NET's tokens and states (TimeSpanParse): numbers and what stands between them, matched with the patterns of no culture and of one. */
import { NetThrow, netThrow } from '../errors/raise.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_MS, TICKS_PER_SECOND, TimeSpan } from '../values/timeSpan.ts';
import type { Culture } from './culture.ts';

interface Num { readonly n: number; readonly zeroes: number }
type Field = 'd' | 'h' | 'm' | 's' | 'f';
const ZERO: Num = { n: 0, zeroes: 0 };
const MOST: Readonly<Record<Field, number>> = { d: 10_675_199, h: 23, m: 59, s: 59, f: 9_999_999 };

const bad = (text: string): never => netThrow('System.FormatException', `String '${text}' was not recognized as a valid TimeSpan.`);
const tooLarge = (text: string): never => netThrow('System.OverflowException', `The TimeSpan string '${text}' could not be parsed because at least one of the numeric components is out of range or contains too many digits.`);
const wrongFormat = (): never => netThrow('System.FormatException', 'Input string was not in a correct format.');
const noSpecifier = (c: string): never => netThrow('System.FormatException', `Format specifier '${c}' was invalid.`);

/** The digits behind the point as ticks; undefined where they are too many. */
function fraction({ n, zeroes }: Num): number | undefined {
  if (n === 0) return 0;
  if (zeroes === 0 && n > MOST.f) return undefined;
  const digits = String(n).length + zeroes;
  return digits <= 7 ? n * 10 ** (7 - digits) : Math.round(n / 10 ** (digits - 7));
}
/** The parts together, as a 64-bit number that may run over; undefined where a part is out of its range. */
function ticksOf(isPositive: boolean, parts: Partial<Record<Field, Num>>): bigint | undefined {
  const at = (field: Field): number => (parts[field] ?? ZERO).n, rest = fraction(parts.f ?? ZERO);
  if ((['d', 'h', 'm', 's'] as const).some((field) => at(field) > MOST[field]) || rest === undefined) return undefined;
  const ms = BigInt(at('d') * 86_400 + at('h') * 3600 + at('m') * 60 + at('s')) * 1000n;
  if (ms > (2n ** 63n - 1n) / TICKS_PER_MS) return undefined;
  const ticks = BigInt.asIntN(64, ms * TICKS_PER_MS + BigInt(rest));
  return isPositive && ticks < 0n ? undefined : ticks;
}
/** Fields by how many numbers there are; a point right behind the minutes' colon leaves the seconds out. */
const FORMS: readonly (readonly (readonly Field[])[])[] = [[], [['d']], [['h', 'm']], [['h', 'm', 's'], ['d', 'h', 'm'], ['h', 'm', 'f']], [['h', 'm', 's', 'f'], ['d', 'h', 'm', 's'], ['d', 'h', 'm', 'f']], [['d', 'h', 'm', 's', 'f']]];
interface Pattern { readonly isPositive: boolean; readonly dayHour: string; readonly point: string }
const between = (a: Field, b: Field, { dayHour, point }: Pattern): string => (a === 'd' ? dayHour : b === 'f' ? (a === 'm' ? `:${point}` : point) : ':');

/** What TimeSpan.Parse reads. `only`: the general patterns of the culture alone, short (`g`) or with all parts (`G`). */
export function readTimeSpan(given: string, culture: Culture, only?: 'short' | 'full'): TimeSpan {
  const text = given.trim(), numbers: Num[] = [], literals: string[] = [];
  if (text === '') return bad(given);
  for (const [token] of text.matchAll(/\d+|\D+/g)) {
    const isNumber = /^\d/.test(token);
    if (!isNumber) { if (literals.length === 6) bad(given); literals.push(token); continue; }
    if (literals.length === 0) literals.push('');
    const digits = token.replace(/^0+/, '');
    if (digits.length > 9 || Number(digits) > 0xf_ff_ff_ff) tooLarge(given);
    if (numbers.length === 5) bad(given);
    numbers.push({ n: Number(digits), zeroes: token.length - digits.length });
  }
  if (literals.length === numbers.length) literals.push('');
  if (literals.length !== numbers.length + 1 || (only === 'full' && numbers.length < 5)) return bad(given);
  let isMatch = false;
  const both = (dayHour: string, point: string): Pattern[] => [true, false].map((isPositive) => ({ isPositive, dayHour, point }));
  for (const pattern of [...(only === undefined ? both('.', '.') : []), ...both(':', culture.decimal)]) {
    for (const fields of FORMS[numbers.length] ?? []) {
      if (!literals.every((literal, i) => literal === (i === 0 ? (pattern.isPositive ? '' : '-') : i === fields.length ? '' : between(fields[i - 1] ?? 'd', fields[i] ?? 'd', pattern)))) continue;
      const ticks = ticksOf(pattern.isPositive, Object.fromEntries(fields.map((field, i) => [field, numbers[i] ?? ZERO])));
      isMatch = true;
      if (ticks !== undefined) return pattern.isPositive ? new TimeSpan(ticks) : negative(ticks, given);
    }
  }
  return isMatch ? tooLarge(given) : bad(given);
}
function negative(ticks: bigint, given: string): TimeSpan {
  const turned = BigInt.asIntN(64, -ticks);
  return turned > 0n ? tooLarge(given) : new TimeSpan(turned);
}
/** The constant format, read as .NET did before there were cultures in it: `[-][d.]h:m[:s][.f]`. */
function readConstant(given: string): TimeSpan {
  let at = 0;
  const skip = (): void => { while (given[at] === ' ' || given[at] === '\t') at++; };
  const number = (most: number): bigint => {
    const digits = /^\d*/.exec(given.slice(at))?.[0] ?? '';
    at += digits.length;
    if (Number(digits) > 0x7fff_ffff) tooLarge(given);
    return digits === '' ? bad(given) : Number(digits) > most ? tooLarge(given) : BigInt(digits);
  };
  const time = (): bigint => {
    let ticks = number(23) * TICKS_PER_HOUR;
    if (given[at++] !== ':') bad(given);
    ticks += number(59) * TICKS_PER_MINUTE;
    if (given[at] !== ':') return ticks;
    at++;
    if (given[at] !== '.') ticks += number(59) * TICKS_PER_SECOND;
    if (given[at] !== '.') return ticks;
    const digits = /^\d{0,7}/.exec(given.slice(at + 1))?.[0] ?? '';
    at += 1 + digits.length;
    return ticks + BigInt(digits.padEnd(7, '0'));
  };
  skip();
  const isNegative = given[at] === '-';
  if (isNegative) at++;
  let ticks: bigint;
  if (/^\d*:/.test(given.slice(at))) ticks = time();
  else {
    ticks = number(MOST.d) * TICKS_PER_DAY;
    if (given[at] === '.') { at++; ticks += time(); }
  }
  ticks = BigInt.asIntN(64, ticks);
  const signed = isNegative ? BigInt.asIntN(64, -ticks) : ticks;
  if (isNegative ? signed > 0n : signed < 0n) tooLarge(given);
  skip();
  return at < given.length ? bad(given) : new TimeSpan(signed);
}
const COUNTS: Readonly<Record<string, number>> = { h: 2, m: 2, s: 2, f: 7, F: 7, d: 8 };
/** By a format of the caller's: letters of the parts, texts in quotes and characters behind a backslash. */
function byFormat(text: string, format: string, isNegative: boolean): TimeSpan {
  const parts: Partial<Record<Field, Num>> = {};
  let at = 0, i = 0;
  while (i < format.length) {
    const c = format.charAt(i), most = COUNTS[c];
    if (most !== undefined) {
      const n = /^(.)\1*/s.exec(format.slice(i))?.[0].length ?? 1, field = c.toLowerCase() as Field, isFraction = field === 'f';
      if (n > most || parts[field] !== undefined) return wrongFormat();
      const [from, to] = isFraction ? [n, n] : field === 'd' ? [n < 2 ? 1 : n, n < 2 ? 8 : n] : [n, n === 1 ? 2 : n], digits = new RegExp(`^\\d{0,${to}}`).exec(text.slice(at))?.[0] ?? '';
      if (digits.length < from && c !== 'F') return wrongFormat();
      at += digits.length;
      parts[field] = { n: Number(digits), zeroes: isFraction ? (/^0*/.exec(digits)?.[0].length ?? 0) : 0 };
      i += n;
    } else if (c === "'" || c === '"') {
      const quoted = new RegExp(`^${c}((?:\\\\[^]|[^\\\\${c}])*)${c}`).exec(format.slice(i));
      if (quoted === null) return netThrow('System.FormatException', `Cannot find a matching quote character for the character '${c}'.`);
      const literal = (quoted[1] ?? '').replace(/\\([^])/g, '$1');
      if (!text.startsWith(literal, at)) return wrongFormat();
      at += literal.length;
      i += quoted[0].length;
    } else if (c === '%') {
      if (i + 1 >= format.length || format[i + 1] === '%') return wrongFormat();
      i++;
    } else if (c === '\\' && i + 1 < format.length && text[at] === format[i + 1]) { at++; i += 2; } else return wrongFormat();
  }
  if (at < text.length) return bad(text);
  const ticks = ticksOf(!isNegative, parts);
  return ticks === undefined ? tooLarge(text) : new TimeSpan(isNegative ? BigInt.asIntN(64, -ticks) : ticks);
}
/** What TimeSpan.ParseExact reads. */
export function readExactSpan(text: string, format: string, culture: Culture, isNegative = false): TimeSpan {
  if (format.length > 1) return byFormat(text, format, isNegative);
  switch (format) {
    case 'c': case 't': case 'T': return readConstant(text);
    case 'g': return readTimeSpan(text, culture, 'short');
    case 'G': return readTimeSpan(text, culture, 'full');
    default: return noSpecifier(format);
  }
}
/** The first of several formats that fits. */
export function readAnySpan(text: string, formats: readonly string[], culture: Culture, isNegative = false): TimeSpan {
  if (text === '') return bad(text);
  if (formats.length === 0) return netThrow('System.FormatException', 'No format specifiers were provided.');
  for (const format of formats) {
    if (format === '') noSpecifier('');
    const found = attemptSpan(() => readExactSpan(text, format, culture, isNegative));
    if (found !== undefined) return found;
  }
  return bad(text);
}
/** For the Try methods: undefined where it is refused. */
export function attemptSpan(read: () => TimeSpan): TimeSpan | undefined {
  try { return read(); } catch (e) { if (e instanceof NetThrow) return undefined; throw e; }
}
