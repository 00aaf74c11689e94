/** System.TimeSpan. */
import { castError } from '../../convert/castError.ts';
import { INVARIANT, currentCulture, providedCulture } from '../../convert/culture.ts';
import { formatProvider } from '../text/culture.ts';
import { formatTimeSpan } from '../../convert/formatTimeSpan.ts';
import { NetThrow, netThrow } from '../../errors/raise.ts';
import { attemptSpan, readAnySpan, readExactSpan, readTimeSpan } from '../../convert/readTimeSpan.ts';
import { Double } from '../../values/numbers.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_MS, TICKS_PER_SECOND, TimeSpan } from '../../values/timeSpan.ts';
import type { Value } from '../../values/value.ts';
import { roundHalfEven } from '../../convert/toNumber.ts';
import { isNumber, toNumber } from '../../values/numbers.ts';
import type { NumberValue } from '../../values/numbers.ts';
import { constant, from, func, laterType, method, refTo } from '../netType.ts';
import { T, arrayOf } from '../t.ts';
import { toText } from '../../convert/toText.ts';

const isNegative = (styles: unknown): boolean => (isNumber(styles as Value) ? toNumber(styles as NumberValue) === 1 : /^assumenegative$/i.test(toText(styles as Value)));
const exactly = (s: string, f: string, provider: unknown, styles?: unknown): TimeSpan => readExactSpan(s, f, providedCulture(provider), isNegative(styles ?? 0));
const anyExactly = (s: string, fs: readonly unknown[], provider: unknown, styles?: unknown): TimeSpan => readAnySpan(s, fs.map((f) => toText(f as Value)), providedCulture(provider), isNegative(styles ?? 0));
function tried(out: { value: Value }, read: () => TimeSpan): boolean {
  const found = attemptSpan(read);
  out.value = found ?? TimeSpan.zero;
  return found !== undefined;
}
/** A cast reads with no culture, and tells what the reading told. */
function cast(s: string): TimeSpan {
  try { return readTimeSpan(s, INVARIANT); } catch (e) {
    if (!(e instanceof NetThrow)) throw e;
    return castError(s, T.TimeSpan, 'InvalidCastParseTargetInvocationWithFormatProvider', e.exception.message, e.exception);
  }
}
const NOT_A_NUMBER = 'TimeSpan does not accept floating point Not-a-Number values.', TOO_LONG = 'TimeSpan overflowed because the duration is too long.';
/** So many ticks, where there are so many. */
function ticksOf(n: number, parameter: string): TimeSpan {
  if (Number.isNaN(n)) return netThrow('System.ArgumentException', `${NOT_A_NUMBER} (Parameter '${parameter}')`);
  return Math.abs(n) >= 2 ** 63 ? netThrow('System.OverflowException', TOO_LONG) : new TimeSpan(BigInt(roundHalfEven(n)));
}
const times = (t: TimeSpan, n: number): TimeSpan => ticksOf(Number(t.ticks) * n, 'factor');
const over = (t: TimeSpan, n: number): TimeSpan => (t.ticks === 0n && n === 0 ? netThrow('System.OverflowException', TOO_LONG) : ticksOf(Number(t.ticks) / n, 'divisor'));
/** TotalMilliseconds alone stays among whole ones at the ends (TimeSpan.TotalMilliseconds). */
const MOST_MS = 922337203685477;
laterType<TimeSpan>(T.TimeSpan, () => ({
  text: (t) => t.toString(), compare: (a, b) => a.compare(b), equals: (a, b) => a.ticks === b.ticks,
  create: [func([], () => TimeSpan.zero), func([T.Int64], (n) => new TimeSpan(n)), func([T.Int32, T.Int32, T.Int32], (h, m, s) => TimeSpan.of(0, h, m, s)), func([T.Int32, T.Int32, T.Int32, T.Int32], (d, h, m, s) => TimeSpan.of(d, h, m, s)), func([T.Int32, T.Int32, T.Int32, T.Int32, T.Int32], (d, h, m, s, ms) => TimeSpan.of(d, h, m, s, ms))],
  props: {
    Ticks: [T.Int64, (t) => t.ticks], Days: [T.Int32, (t) => t.days], Hours: [T.Int32, (t) => t.hours], Milliseconds: [T.Int32, (t) => t.milliseconds], Microseconds: [T.Int32, (t) => Number((t.ticks / 10n) % 1000n)], Nanoseconds: [T.Int32, (t) => Number(t.ticks % 10n) * 100], Minutes: [T.Int32, (t) => t.minutes], Seconds: [T.Int32, (t) => t.seconds],
    TotalDays: [T.Double, (t) => t.total(TICKS_PER_DAY)], TotalHours: [T.Double, (t) => t.total(TICKS_PER_HOUR)], TotalMilliseconds: [T.Double, (t) => Math.max(-MOST_MS, Math.min(MOST_MS, t.total(TICKS_PER_MS)))], TotalMicroseconds: [T.Double, (t) => t.total(10n)], TotalNanoseconds: [T.Double, (t) => Number(t.ticks) * 100], TotalMinutes: [T.Double, (t) => t.total(TICKS_PER_MINUTE)], TotalSeconds: [T.Double, (t) => t.total(TICKS_PER_SECOND)],
  },
  methods: {
    Add: [method([T.TimeSpan], (t, o) => t.add(o), T.TimeSpan)], Subtract: [method([T.TimeSpan], (t, o) => t.subtract(o), T.TimeSpan)], Negate: [method([], (t) => t.negate(), T.TimeSpan)], Duration: [method([], (t) => (t.ticks < 0n ? t.negate() : t), T.TimeSpan)],
    Multiply: [method([T.Double], times, T.TimeSpan)], Divide: [method([T.Double], over, T.TimeSpan), method([T.TimeSpan], (t, o) => new Double(Number(t.ticks) / Number(o.ticks)))],
    ToString: [method([], (t) => t.toString(), T.String), method([T.String], (t, f) => formatTimeSpan(t, f ?? '', currentCulture()), T.String), method([T.String, formatProvider], (t, f, p) => formatTimeSpan(t, f ?? '', providedCulture(p)), T.String)], CompareTo: [method([T.TimeSpan], (t, o) => t.compare(o), T.Int32), method([T.Object], (_, o) => (o == null ? 1 : netThrow('System.ArgumentException', 'Object must be of type TimeSpan.')), T.Int32)], Equals: [method([T.Object], (t, o) => o instanceof TimeSpan && o.ticks === t.ticks, T.Boolean)], GetHashCode: [method([], (t) => Number(BigInt.asIntN(32, t.ticks)), T.Int32)],
  },
  statics: {
    Zero: constant(TimeSpan.zero), MaxValue: constant(TimeSpan.max), MinValue: constant(TimeSpan.min), TicksPerDay: constant(TICKS_PER_DAY), TicksPerHour: constant(TICKS_PER_HOUR), TicksPerMinute: constant(TICKS_PER_MINUTE), TicksPerSecond: constant(TICKS_PER_SECOND), TicksPerMillisecond: constant(TICKS_PER_MS),
    FromDays: [func([T.Double], (n) => TimeSpan.from(n, TICKS_PER_DAY))], FromHours: [func([T.Double], (n) => TimeSpan.from(n, TICKS_PER_HOUR))], FromMinutes: [func([T.Double], (n) => TimeSpan.from(n, TICKS_PER_MINUTE))], FromSeconds: [func([T.Double], (n) => TimeSpan.from(n, TICKS_PER_SECOND))], FromMilliseconds: [func([T.Double], (n) => TimeSpan.from(n, TICKS_PER_MS))], FromTicks: [func([T.Int64], (n) => new TimeSpan(n))],
    Parse: [func([T.String], (s) => readTimeSpan(s, currentCulture())), func([T.String, T.Object], (s, provider) => readTimeSpan(s, providedCulture(provider)))],
    ParseExact: [func([T.String, T.String, T.Object], exactly), func([T.String, arrayOf(T.String), T.Object], anyExactly), func([T.String, T.String, T.Object, T.Object], exactly), func([T.String, arrayOf(T.String), T.Object, T.Object], anyExactly)],
    TryParse: [func([T.String, refTo(T.TimeSpan)], (s, r) => tried(r, () => readTimeSpan(s ?? '', currentCulture())), T.Boolean), func([T.String, T.Object, refTo(T.TimeSpan)], (s, provider, r) => tried(r, () => readTimeSpan(s ?? '', providedCulture(provider))), T.Boolean)],
    TryParseExact: [func([T.String, T.String, T.Object, refTo(T.TimeSpan)], (s, f, provider, r) => tried(r, () => exactly(s ?? '', f, provider)), T.Boolean), func([T.String, arrayOf(T.String), T.Object, refTo(T.TimeSpan)], (s, fs, provider, r) => tried(r, () => anyExactly(s ?? '', fs, provider)), T.Boolean), func([T.String, T.String, T.Object, T.Object, refTo(T.TimeSpan)], (s, f, provider, styles, r) => tried(r, () => exactly(s ?? '', f, provider, styles)), T.Boolean)],
    Compare: [func([T.TimeSpan, T.TimeSpan], (a, b) => a.compare(b), T.Int32)],
  },
  operators: {
    op_Addition: [func([T.TimeSpan, T.TimeSpan], (a, b) => a.add(b), T.TimeSpan)], op_Subtraction: [func([T.TimeSpan, T.TimeSpan], (a, b) => a.subtract(b), T.TimeSpan)],
    op_Multiply: [func([T.TimeSpan, T.Double], times, T.TimeSpan), func([T.Double, T.TimeSpan], (n, t) => times(t, n), T.TimeSpan)],
    op_Division: [func([T.TimeSpan, T.Double], over, T.TimeSpan), func([T.TimeSpan, T.TimeSpan], (a, b) => Number(a.ticks) / Number(b.ticks), T.Double)],
  },
  convert: [from(T.String, cast), from(T.Int32, (n: number) => new TimeSpan(BigInt(n))), from(T.Int64, (n: bigint) => new TimeSpan(n))],
  save: (t) => String(t.ticks), load: (s) => new TimeSpan(BigInt(s)),
}), TimeSpan);
