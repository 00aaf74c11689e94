/** System.TimeSpan. */
import { castError } from '../../convert/castError.ts';
import { currentCulture, providedCulture } from '../../convert/culture.ts';
import { formatProvider } from '../text/culture.ts';
import { formatTimeSpan } from '../../convert/formatTimeSpan.ts';
import { netThrow } from '../../errors/raise.ts';
import { DateTime } from '../../values/dateTime.ts';
import { Double } from '../../values/numbers.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_MS, TICKS_PER_SECOND, TimeSpan } from '../../values/timeSpan.ts';
import type { Value } from '../../values/value.ts';
import { convertTo } from '../../convert/convert.ts';
import { isNumber, toNumber } from '../../values/numbers.ts';
import { constant, from, func, laterType, method, refTo } from '../netType.ts';
import { T, arrayOf } from '../t.ts';
import { toText } from '../../convert/toText.ts';

/** Why a text is no span: a part out of its range, or no span at all. */
const isTooLarge = (s: string): boolean => /^\s*-?(\d+|(\d+\.)?\d+:\d+(:\d+(\.\d+)?)?|\d+(:\d+){3}(\.\d+)?)\s*$/.test(s);
const why = (s: string): string => (isTooLarge(s) ? `The TimeSpan string '${s}' could not be parsed because at least one of the numeric components is out of range or contains too many digits.` : `String '${s}' was not recognized as a valid TimeSpan.`);
const kind = (s: string): string => (isTooLarge(s) ? 'System.OverflowException' : 'System.FormatException');
const parse = (s: string): TimeSpan => TimeSpan.parse(s) ?? netThrow(kind(s), why(s));
/** Reads a span by a format of its own (`hh\\:mm`), or by one of the standard letters. */
function byFormat(s: string, format: string): TimeSpan | undefined {
  if (/^[cgGtT]$/.test(format)) return TimeSpan.parse(s);
  const units: string[] = [];
  const source = format.replace(/\\(.)|'([^']*)'|"([^"]*)"|%?(d+|h+|m+|s+|f+|F+)|[\s\S]/g, (all: string, escaped?: string, single?: string, double?: string, unit?: string) => {
    if (unit === undefined) return (escaped ?? single ?? double ?? all).replace(/[^\w\s]/g, '\\$&');
    units.push(unit[0] ?? '');
    return unit.startsWith('F') ? `(\\d{0,${unit.length}})` : unit.startsWith('f') ? `(\\d{${unit.length}})` : unit.length === 1 ? (unit === 'd' ? '(\\d{1,8})' : '(\\d{1,2})') : `(\\d{${unit.length}})`;
  });
  const found = new RegExp(`^${source}$`).exec(s), part = (u: string): string => found?.[units.indexOf(u) + 1] ?? '';
  if (found === null) return undefined;
  const number = (u: string): number => (units.includes(u) ? Number(part(u)) : 0), fraction = units.includes('f') ? part('f') : units.includes('F') ? part('F') : '';
  if (number('h') > 23 || number('m') > 59 || number('s') > 59) return undefined;
  return TimeSpan.of(number('d'), number('h'), number('m'), number('s')).add(new TimeSpan(BigInt(fraction.padEnd(7, '0').slice(0, 7))));
}
const exact = (s: string, formats: readonly string[]): TimeSpan | undefined => formats.map((f) => byFormat(s, f)).find((t) => t !== undefined);
const parseExact = (s: string, formats: readonly string[]): TimeSpan => exact(s, formats) ?? netThrow('System.FormatException', `Input string was not in a correct format.`);
const tryExact = (s: string, formats: readonly string[], r: { value: Value }): boolean => { const t = exact(s ?? '', formats); r.value = t ?? TimeSpan.zero; return t !== undefined; };
const span = (v: Value): TimeSpan => (v instanceof TimeSpan ? v : (convertTo(v, T.TimeSpan) as TimeSpan));
laterType<TimeSpan>(T.TimeSpan, () => ({
  text: (t) => t.toString(), compare: (a, b) => a.compare(b), equals: (a, b) => a.ticks === b.ticks,
  create: [func([], () => TimeSpan.zero), func([T.Int64], (n) => new TimeSpan(n)), func([T.Int32, T.Int32, T.Int32], (h, m, s) => TimeSpan.of(0, h, m, s)), func([T.Int32, T.Int32, T.Int32, T.Int32], (d, h, m, s) => TimeSpan.of(d, h, m, s)), func([T.Int32, T.Int32, T.Int32, T.Int32, T.Int32], (d, h, m, s, ms) => TimeSpan.of(d, h, m, s, ms))],
  props: {
    Ticks: [T.Int64, (t) => t.ticks], Days: [T.Int32, (t) => t.days], Hours: [T.Int32, (t) => t.hours], Milliseconds: [T.Int32, (t) => t.milliseconds], Microseconds: [T.Int32, (t) => Number((t.ticks / 10n) % 1000n)], Nanoseconds: [T.Int32, (t) => Number(t.ticks % 10n) * 100], Minutes: [T.Int32, (t) => t.minutes], Seconds: [T.Int32, (t) => t.seconds],
    TotalDays: [T.Double, (t) => t.total(TICKS_PER_DAY)], TotalHours: [T.Double, (t) => t.total(TICKS_PER_HOUR)], TotalMilliseconds: [T.Double, (t) => t.total(TICKS_PER_MS)], TotalMicroseconds: [T.Double, (t) => t.total(10n)], TotalNanoseconds: [T.Double, (t) => Number(t.ticks) * 100], TotalMinutes: [T.Double, (t) => t.total(TICKS_PER_MINUTE)], TotalSeconds: [T.Double, (t) => t.total(TICKS_PER_SECOND)],
  },
  methods: {
    Add: [method([T.TimeSpan], (t, o) => t.add(o), T.TimeSpan)], Subtract: [method([T.TimeSpan], (t, o) => t.subtract(o), T.TimeSpan)], Negate: [method([], (t) => t.negate(), T.TimeSpan)], Duration: [method([], (t) => (t.ticks < 0n ? t.negate() : t), T.TimeSpan)],
    Multiply: [method([T.Double], (t, n) => TimeSpan.from(n, t.ticks), T.TimeSpan)], Divide: [method([T.Double], (t, n) => (n === 0 || Number.isNaN(n) ? netThrow(Number.isNaN(n) ? 'System.ArgumentException' : 'System.OverflowException', Number.isNaN(n) ? 'TimeSpan does not accept floating point Not-a-Number values.' : 'TimeSpan overflowed because the duration is too long.') : TimeSpan.from(1 / n, t.ticks)), T.TimeSpan), method([T.TimeSpan], (t, o) => new Double(Number(t.ticks) / Number(o.ticks)))],
    ToString: [method([], (t) => t.toString(), T.String), method([T.String], (t, f) => formatTimeSpan(t, f ?? '', currentCulture()), T.String), method([T.String, formatProvider], (t, f, p) => formatTimeSpan(t, f ?? '', providedCulture(p)), T.String)], CompareTo: [method([T.TimeSpan], (t, o) => t.compare(o), T.Int32)], Equals: [method([T.Object], (t, o) => o instanceof TimeSpan && o.ticks === t.ticks, T.Boolean)], GetHashCode: [method([], (t) => Number(BigInt.asIntN(32, t.ticks)), T.Int32)],
  },
  statics: {
    Zero: constant(TimeSpan.zero), MaxValue: constant(TimeSpan.max), MinValue: constant(TimeSpan.min), TicksPerDay: constant(TICKS_PER_DAY), TicksPerHour: constant(TICKS_PER_HOUR), TicksPerMinute: constant(TICKS_PER_MINUTE), TicksPerSecond: constant(TICKS_PER_SECOND), TicksPerMillisecond: constant(TICKS_PER_MS),
    FromDays: [func([T.Double], (n) => TimeSpan.from(n, TICKS_PER_DAY))], FromHours: [func([T.Double], (n) => TimeSpan.from(n, TICKS_PER_HOUR))], FromMinutes: [func([T.Double], (n) => TimeSpan.from(n, TICKS_PER_MINUTE))], FromSeconds: [func([T.Double], (n) => TimeSpan.from(n, TICKS_PER_SECOND))], FromMilliseconds: [func([T.Double], (n) => TimeSpan.from(n, TICKS_PER_MS))], FromTicks: [func([T.Int64], (n) => new TimeSpan(n))],
    Parse: [func([T.String], parse), func([T.String, T.Object], parse)], ParseExact: [func([T.String, T.String, T.Object], (s, f) => parseExact(s, [f])), func([T.String, arrayOf(T.String), T.Object], (s, fs) => parseExact(s, fs.map(toText)))], TryParseExact: [func([T.String, T.String, T.Object, refTo(T.TimeSpan)], (s, f, _, r) => tryExact(s, [f], r), T.Boolean)], TryParse: [func([T.String, refTo(T.TimeSpan)], (s, r) => { const t = s == null ? undefined : TimeSpan.parse(s); r.value = t ?? TimeSpan.zero; return t !== undefined; })], Compare: [func([T.TimeSpan, T.TimeSpan], (a, b) => a.compare(b), T.Int32)],
  },
  operators: {
    add: (a, b) => (a instanceof TimeSpan ? (b instanceof DateTime ? b.addTicks(a.ticks) : a.add(span(b))) : undefined), subtract: (a, b) => (a instanceof TimeSpan ? a.subtract(span(b)) : undefined),
    multiply: (a, b) => (a instanceof TimeSpan && isNumber(b) ? new TimeSpan(BigInt(Math.round(Number(a.ticks) * toNumber(b)))) : b instanceof TimeSpan && isNumber(a) ? new TimeSpan(BigInt(Math.round(Number(b.ticks) * toNumber(a)))) : undefined),
    divide: (a, b) => (a instanceof TimeSpan && b instanceof TimeSpan ? new Double(Number(a.ticks) / Number(b.ticks)) : a instanceof TimeSpan && isNumber(b) ? new TimeSpan(BigInt(Math.round(Number(a.ticks) / toNumber(b)))) : undefined),
  },
  convert: [from(T.String, (s: string) => TimeSpan.parse(s) ?? castError(s, T.TimeSpan, 'InvalidCastParseTargetInvocationWithFormatProvider', why(s), kind(s))), from(T.Int32, (n: number) => new TimeSpan(BigInt(n))), from(T.Int64, (n: bigint) => new TimeSpan(n)), from(T.Double, (n: number) => (Math.abs(n) < 2 ** 63 ? new TimeSpan(BigInt(Math.round(n))) : castError(n, T.TimeSpan, 'InvalidCastIConvertible', 'Value was either too large or too small for an Int64.', 'System.OverflowException')))],
  save: (t) => String(t.ticks), load: (s) => new TimeSpan(BigInt(s)),
}), TimeSpan);
