/** System.Math, Random, Environment, Stopwatch and GC: static helpers. */
import { calculate } from '../../operators/arithmetic.ts';
import { compareNumbers } from '../../operators/compare.ts';
import { changeKind, roundHalfEven } from '../../convert/toNumber.ts';
import { toText } from '../../convert/toText.ts';
import { netThrow } from '../../errors/raise.ts';
import { current } from '../../run/current.ts';
import { ProcessExitSignal } from '../../run/pipeline/signals.ts';
import { Decimal } from '../../values/decimal.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { Double, Single, byte, kindOf, toNumber } from '../../values/numbers.ts';
import type { NumberValue } from '../../values/numbers.ts';
import { fixed, roundText } from '../../convert/formatNumber.ts';
import { enumType } from './enums.ts';
import { typedArray } from '../../values/arrays.ts';
import { SeededRandom } from '../../values/seededRandom.ts';
import { TICKS_PER_MS, TimeSpan } from '../../values/timeSpan.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { Version } from '../../values/version.ts';
import { Record } from '../../values/misc.ts';
import { midpointRounding } from './enums.ts';
import { constant, func, laterType, method } from '../netType.ts';
import type { AnyType, Overload } from '../netType.ts';
import { T, arrayOf, named } from '../t.ts';
import { lookupType } from '../registry.ts';
import { filled } from '../guards/refuse.ts';
import { enterFolder } from '../io/currentFolder.ts';
import { folderPath } from './folders.ts';
import { pair } from './tuple.ts';
import { Hashtable } from '../../values/dictionary.ts';

const byZero = (): never => netThrow('System.DivideByZeroException', 'Attempted to divide by zero.');
const quotient = (a: number, b: number): number => (b === 0 ? byZero() : Math.trunc(a / b));
/** The next number a double can hold. */
function neighbour(x: number, way: 1 | -1): number {
  if (!Number.isFinite(x)) return x;
  if (x === 0) return way * Number.MIN_VALUE;
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) + BigInt(x > 0 ? way : -way));
  return bits.getFloat64(0);
}
const MathType = named('System.Math', ['math']);
/** Functions of a Double. */
const d = (f: (n: number) => number): readonly Overload[] => [{ ...func([T.Double], f, T.Double), real: f }];
/** Functions of two Doubles. */
const d2 = (f: (a: number, b: number) => number): Overload => ({ ...func([T.Double, T.Double], f, T.Double), reals: f });
/** Functions of a Decimal or a Double. */
const either = (decimal: (x: Decimal) => Decimal, double: (n: number) => number): readonly Overload[] => [func([T.Decimal], decimal, T.Decimal), { ...func([T.Double], double, T.Double), real: double }];
/** The kinds with overloads of their own. */
const KINDS = ['Int32', 'Int64', 'Double', 'Decimal', 'Single', 'Byte', 'SByte', 'Int16', 'UInt16', 'UInt32', 'UInt64'] as const;
const boxOf = (type: AnyType, native: unknown): NumberValue => (type.box === undefined ? native : type.box(native as never)) as NumberValue;
/** An overload for each kind, of `count` arguments of that kind, which gives one of them. */
const ofKind = (count: number, pick: (values: readonly NumberValue[]) => Value, whole?: Overload['whole'], reals?: Overload['reals']): readonly Overload[] => KINDS.map((kind) => {
  const type: AnyType = T[kind];
  return { ...(kind === 'Int32' ? { whole } : kind === 'Double' ? { reals } : {}),  params: Array.from({ length: count }, () => type), returns: undefined, invoke: (_self: void, args: readonly unknown[]) => pick(count === 1 ? [boxOf(type, args[0])] : count === 2 ? [boxOf(type, args[0]), boxOf(type, args[1])] : args.map((a) => boxOf(type, a))) };
});
const pick = (sign: number): readonly Overload[] => ofKind(2, ([a = 0, b = 0]) => { const order = compareNumbers(a, b); return Number.isNaN(order) ? new Double(NaN) : order * sign >= 0 ? a : b; }, (a, b) => (a * sign >= b * sign ? a : b), (a, b) => (a * sign >= b * sign ? a : b * sign > a * sign ? b : NaN));
/** What rounds to nothing keeps its sign, as a Double does. */
const toEven = (n: number): number => (n < 0 || Object.is(n, -0) ? -roundHalfEven(-n) : roundHalfEven(n));
function round(v: NumberValue, digits: number, mode: Value): NumberValue {
  const away = mode instanceof EnumValue && mode.value === 1, name = mode instanceof EnumValue ? mode.toString() : '';
  if (digits < 0 || digits > (v instanceof Decimal ? 28 : 15)) return netThrow('System.ArgumentOutOfRangeException', `Rounding digits must be between 0 and ${v instanceof Decimal ? 28 : 15}, inclusive. (Parameter 'digits')`);
  if (v instanceof Decimal) return v.round(digits, away);
  const n = toNumber(v);
  if (!Number.isFinite(n)) return new Double(n);
  if (name === 'ToZero') return new Double(Math.trunc(n * 10 ** digits) / 10 ** digits);
  if (name === 'ToNegativeInfinity') return new Double(Math.floor(n * 10 ** digits) / 10 ** digits);
  if (name === 'ToPositiveInfinity') return new Double(Math.ceil(n * 10 ** digits) / 10 ** digits);
  if (away) return new Double(digits === 0 ? Number(roundText(fixed(new Double(n), 15), 0)) : Math.sign(n) * Math.floor(Math.abs(n) * 10 ** digits + 0.5) / 10 ** digits);
  return new Double(digits === 0 ? toEven(n) : toEven(n * 10 ** digits) / 10 ** digits);
}
function absolute(v: NumberValue): NumberValue {
  if (typeof v === 'number' && v > -(2 ** 31)) return v < 0 ? -v : v;
  if (v instanceof Double) return new Double(Math.abs(v.value));
  if (v instanceof Single) return new Single(Math.abs(v.value));
  if (v instanceof Decimal) return v.mantissa < 0n ? v.negate() : v;
  if (compareNumbers(v, 0) >= 0) return v;
  return changeKind(calculate('subtract', 0, v) as NumberValue, kindOf(v) ?? 'Int32') ?? overflow();
}
const overflow = (): never => netThrow('System.OverflowException', 'Negating the minimum value of a twos complement number is invalid.');
laterType(MathType, () => ({
  statics: {
    PI: constant(new Double(Math.PI)), E: constant(new Double(Math.E)), Tau: constant(new Double(Math.PI * 2)),
    Abs: ofKind(1, ([v = 0]) => absolute(v), (a) => (a > -(2 ** 31) ? Math.abs(a) : undefined)).map((o) => (o.params[0] === T.Double ? { ...o, real: Math.abs } : o)), Floor: either((x) => x.floor(), Math.floor), Ceiling: either((x) => x.ceiling(), Math.ceil), Truncate: either((x) => Decimal.fromBigInt(x.truncate()), Math.trunc),
    Sign: ofKind(1, ([v = 0]) => (Number.isNaN(toNumber(v)) ? netThrow('System.ArithmeticException', 'Function does not accept floating point Not-a-Number values.') : Math.sign(compareNumbers(v, 0)))), Max: pick(1), Min: pick(-1),
    Round: [{ ...func([T.Double], (v) => round(new Double(v), 0, null)), real: (v) => (Number.isFinite(v) ? toEven(v) : v) }, func([T.Decimal], (v) => round(v, 0, null)), { ...func([T.Double, T.Int32], (v, n) => round(new Double(v), n, null)), names: ['value', 'digits'] }, { ...func([T.Decimal, T.Int32], (v, n) => round(v, n, null)), names: ['d', 'decimals'] }, func([T.Double, midpointRounding], (v, m) => round(new Double(v), 0, m)), func([T.Decimal, midpointRounding], (v, m) => round(v, 0, m)), func([T.Double, T.Int32, midpointRounding], (v, n, m) => round(new Double(v), n, m)), func([T.Decimal, T.Int32, midpointRounding], (v, n, m) => round(v, n, m))],
    Pow: [d2((a, b) => a ** b)], Sqrt: d(Math.sqrt), Cbrt: d(Math.cbrt), Sin: d(Math.sin), Cos: d(Math.cos), Tan: d(Math.tan), Asin: d(Math.asin), Acos: d(Math.acos), Atan: d(Math.atan), Sinh: d(Math.sinh), Cosh: d(Math.cosh), Tanh: d(Math.tanh), Exp: d(Math.exp), Log10: d(Math.log10), Log2: d(Math.log2),
    Log: [func([T.Double], Math.log, T.Double), func([T.Double, T.Double], (a, b) => Math.log(a) / Math.log(b), T.Double)], Atan2: [d2(Math.atan2)], IEEERemainder: [func([T.Double, T.Double], (a, b) => a - b * roundHalfEven(a / b), T.Double)], BigMul: [func([T.Int32, T.Int32], (a, b) => BigInt(a) * BigInt(b), T.Int64)],
    DivRem: [func([T.Int32, T.Int32], (a, b) => pair(quotient(a, b), a % b)), func([T.Int64, T.Int64], (a, b) => (b === 0n ? byZero() : pair(a / b, a % b))), func([T.Int32, T.Int32, T.Ref], (a, b, r) => { const q = quotient(a, b); r.value = a % b; return q; })], Clamp: ofKind(3, ([n = 0, low = 0, high = 0]) => (compareNumbers(low, high) > 0 ? netThrow('System.ArgumentException', `'${toText(low)}' cannot be greater than ${toText(high)}.`) : compareNumbers(n, low) < 0 ? low : compareNumbers(n, high) > 0 ? high : n)),
    BitIncrement: d((x) => neighbour(x, 1)), BitDecrement: d((x) => neighbour(x, -1)), ILogB: [func([T.Double], (x) => Math.floor(Math.log2(Math.abs(x))), T.Int32)], ReciprocalEstimate: d((x) => 1 / x), ReciprocalSqrtEstimate: d((x) => 1 / Math.sqrt(x)), Asinh: d(Math.asinh), Acosh: d(Math.acosh), Atanh: d(Math.atanh), MaxMagnitude: [func([T.Double, T.Double], (a, b) => (Math.abs(a) > Math.abs(b) ? a : b), T.Double)], MinMagnitude: [func([T.Double, T.Double], (a, b) => (Math.abs(a) < Math.abs(b) ? a : b), T.Double)], SinCos: [func([T.Double], (x) => pair(new Double(Math.sin(x)), new Double(Math.cos(x))))],
    CopySign: [func([T.Double, T.Double], (a, b) => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a)), T.Double)], ScaleB: [func([T.Double, T.Int32], (a, n) => a * 2 ** n, T.Double)], FusedMultiplyAdd: [func([T.Double, T.Double, T.Double], (a, b, c) => a * b + c, T.Double)],
  },
}));
/** System.Random: seeded ones give .NET's own sequence. */
class Random extends NetObject {
  private readonly numbers: SeededRandom;
  constructor(seed: number) { super(); this.numbers = new SeededRandom(seed | 0); }
  whole(): number { return this.numbers.next(); }
  next(): number { return this.numbers.nextDouble(); }
  between(low: number, high: number): number { return low > high ? netThrow('System.ArgumentOutOfRangeException', `'minValue' cannot be greater than ${high}. (Parameter 'minValue')`) : low + Math.floor(this.next() * (high - low)); }
}
const randomType = named<Random>('System.Random');
const fresh = (): number => { const b = current().host.random.bytes(4); return ((b[0] ?? 0) | ((b[1] ?? 0) << 8) | ((b[2] ?? 0) << 16) | ((b[3] ?? 0) << 24)) >>> 0; };
laterType(randomType, () => ({ create: [func([], () => new Random(fresh())), func([T.Int32], (n) => new Random(n))], methods: { Next: [method([], (r) => r.whole(), T.Int32), method([T.Int32], (r, n) => (n < 0 ? netThrow('System.ArgumentOutOfRangeException', `maxValue ('${n}') must be a non-negative value. (Parameter 'maxValue')\nActual value was ${n}.`) : r.between(0, n)), T.Int32), method([T.Int32, T.Int32], (r, a, b) => r.between(a, b), T.Int32)], NextInt64: [method([T.Int64], (r, n) => BigInt(Math.floor(r.next() * Number(n))), T.Int64), method([T.Int64, T.Int64], (r, a, b) => a + BigInt(Math.floor(r.next() * Number(b - a))), T.Int64)], NextSingle: [method([], (r) => r.next(), T.Single)], NextBytes: [method([arrayOf(T.Byte)], (r, b) => { for (let i = 0; i < b.length; i++) (b as unknown as Value[])[i] = byte(r.whole() & 255); }, T.Void)], NextDouble: [method([], (r) => r.next(), T.Double)] }, statics: { Shared: { type: randomType, get: () => new Random(fresh()) } } }), Random);
/** System.Diagnostics.Stopwatch. */
class Stopwatch extends NetObject { started = 0; gathered = 0; running = false; elapsed(): number { return this.gathered + (this.running ? current().host.clock.monotonic() - this.started : 0); } start(): void { if (!this.running) { this.running = true; this.started = current().host.clock.monotonic(); } } stop(): void { this.gathered = this.elapsed(); this.running = false; } }
const stopwatchType = named<Stopwatch>('System.Diagnostics.Stopwatch');
laterType(stopwatchType, () => ({
  create: [func([], () => new Stopwatch())], props: { IsRunning: [T.Boolean, (s) => s.running], Elapsed: [T.TimeSpan, (s) => TimeSpan.from(s.elapsed(), TICKS_PER_MS)], ElapsedMilliseconds: [T.Int64, (s) => BigInt(Math.floor(s.elapsed()))], ElapsedTicks: [T.Int64, (s) => BigInt(Math.floor(s.elapsed() * 1e6))] },
  methods: { Start: [method([], (s) => s.start())], Stop: [method([], (s) => s.stop())], Reset: [method([], (s) => { s.gathered = 0; s.running = false; })], Restart: [method([], (s) => { s.gathered = 0; s.running = false; s.start(); })] }, statics: { StartNew: [func([], () => { const s = new Stopwatch(); s.start(); return s; })], GetTimestamp: [func([], () => BigInt(Math.floor(current().host.clock.monotonic() * 1e6)), T.Int64)], GetElapsedTime: [func([T.Int64], (t) => TimeSpan.from(current().host.clock.monotonic() - Number(t) / 1e6, TICKS_PER_MS))], Frequency: constant(1_000_000_000n), IsHighResolution: constant(true) },
}), Stopwatch);
const platformId = enumType('System.PlatformID', ['Win32S', 'Win32Windows', 'Win32NT', 'WinCE', 'Unix', 'Xbox', 'MacOSX', 'Other']);
const kindOfFolder = (more: string): AnyType => lookupType(`System.Environment+SpecialFolder${more}`) ?? T.Object;
const environment = named('System.Environment', []), osType = named('System.OperatingSystem');
const env = () => current().host.environment;
laterType(environment, () => ({
  statics: {
    NewLine: constant('\n'), MachineName: { type: T.String, get: () => env().computerName }, UserName: { type: T.String, get: () => env().userName }, UserDomainName: { type: T.String, get: () => env().computerName }, CurrentDirectory: { type: T.String, get: () => current().workingDirectory.path, set: (_, v) => { const path = toText(v); filled(path, 'value'); enterFolder(path); } }, ProcessorCount: constant(2), TickCount: { type: T.Int32, get: () => Math.floor(current().host.clock.monotonic()) | 0 }, TickCount64: { type: T.Int64, get: () => BigInt(Math.floor(current().host.clock.monotonic())) }, Is64BitOperatingSystem: constant(true), Is64BitProcess: constant(true), ProcessId: { type: T.Int32, get: () => current().host.process?.id ?? 1 }, Version: constant(new Version([10, 0, 0])), UserInteractive: constant(false), ExitCode: constant(0), HasShutdownStarted: constant(false),
    OSVersion: { type: undefined, get: () => new Record(osType, [['Platform', new EnumValue(platformId, env().platform === 'win32' ? 2 : 4)], ['ServicePack', ''], ['Version', new Version([10, 0, 0, 0])], ['VersionString', env().osDescription]]) },
    GetCommandLineArgs: [func([], () => typedArray(T.String as never, ['pwsh']))], GetLogicalDrives: [func([], () => typedArray(T.String as never, [env().platform === 'win32' ? 'C:\\' : '/']))], SystemDirectory: { type: T.String, get: () => (env().platform === 'win32' ? 'C:\\Windows\\system32' : '') }, WorkingSet: { type: T.Int64, get: () => 100_000_000n }, StackTrace: constant('   at System.Environment.get_StackTrace()'), SystemPageSize: constant(4096), CommandLine: constant('pwsh'), CurrentManagedThreadId: constant(1),
    Exit: [func([T.Int32], (code) => { throw new ProcessExitSignal(code); })],
    GetEnvironmentVariable: [func([T.String], (n) => env().get(n) ?? null), func([T.String, T.Object], (n) => env().get(n) ?? null)], SetEnvironmentVariable: [func([T.String, T.String], (n, v) => { env().set(n, v == null || v === '' ? undefined : v); }), func([T.String, T.String, T.Object], (n, v) => { env().set(n, v == null || v === '' ? undefined : v); })], GetEnvironmentVariables: [func([], () => { const h = new Hashtable(false); for (const n of env().names()) h.set(n, env().get(n) ?? null); return h; })], ExpandEnvironmentVariables: [func([T.String], (s) => s.replace(/%([^%]+)%/g, (m, n: string) => env().get(n) ?? m))], GetFolderPath: [func([kindOfFolder('')], (f) => folderPath(f as Value)), func([kindOfFolder(''), kindOfFolder('Option')], (f, option) => folderPath(f as Value, option as Value))],
  },
}));
laterType(named('System.GC'), () => ({ statics: { Collect: [func([], () => undefined)], GetTotalMemory: [func([T.Boolean], () => 0n, T.Int64)], WaitForPendingFinalizers: [func([], () => undefined)] } }));
