/** System.Numerics.Complex, System.MathF, System.Buffer. */
import { formatValue } from '../../convert/formatValue.ts';
import { netThrow } from '../../errors/raise.ts';
import { double } from '../../values/numbers.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { addGuards, constant, from, func, laterType, method } from '../netType.ts';
import type { Overload, StaticMember } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { given, notNegative } from '../guards/refuse.ts';
import { T, named } from '../t.ts';
import { typeOf } from '../typeOf.ts';
import { bytesValue, rawBytes } from '../text/text.ts';

class Complex extends NetObject {
  readonly re: number;
  readonly im: number;
  constructor(re: number, im = 0) { super(); this.re = re; this.im = im; }
  get size(): number { return Math.hypot(this.re, this.im); }
  get angle(): number { return Math.atan2(this.im, this.re); }
  times(o: Complex): Complex { return new Complex(this.re * o.re - this.im * o.im, this.im * o.re + this.re * o.im); }
  over(o: Complex): Complex {
    if (Math.abs(o.im) < Math.abs(o.re)) { const q = o.im / o.re; return new Complex((this.re + this.im * q) / (o.re + o.im * q), (this.im - this.re * q) / (o.re + o.im * q)); }
    const q = o.re / o.im;
    return new Complex((this.im + this.re * q) / (o.im + o.re * q), (-this.re + this.im * q) / (o.im + o.re * q));
  }
  show(format = ''): string { return `<${formatValue(double(this.re), format)}; ${formatValue(double(this.im), format)}>`; }
}
const polar = (size: number, angle: number): Complex => new Complex(size * Math.cos(angle), size * Math.sin(angle));
function root(c: Complex): Complex {
  if (c.im === 0) return c.re < 0 ? new Complex(0, Math.sqrt(-c.re)) : new Complex(Math.sqrt(c.re));
  const a = Math.sqrt((c.size + Math.abs(c.re)) / 2), b = c.im / (2 * a);
  return c.re >= 0 ? new Complex(a, b) : new Complex(Math.abs(b), c.im < 0 ? -a : a);
}
const complex = named<Complex>('System.Numerics.Complex', [], { valueType: true, base: T.ValueType });
const two = (run: (a: Complex, b: Complex) => Complex): readonly Overload[] => [func([complex, complex], run, complex)];
const plus = (a: Complex, b: Complex): Complex => new Complex(a.re + b.re, a.im + b.im), minus = (a: Complex, b: Complex): Complex => new Complex(a.re - b.re, a.im - b.im);
const power = (a: Complex, b: Complex): Complex => {
  if (b.re === 0 && b.im === 0) return new Complex(1);
  if (a.re === 0 && a.im === 0) return new Complex(0);
  const turn = b.re * a.angle + b.im * Math.log(a.size), size = a.size ** b.re * Math.exp(-b.im * a.angle);
  return polar(size, turn);
};
const one = (run: (c: Complex) => unknown): StaticMember => [func([complex], run)];
laterType<Complex>(complex, () => ({
  create: [func([T.Double, T.Double], (re, im) => new Complex(re, im))], text: (c) => c.show(), equals: (a, b) => a.re === b.re && a.im === b.im,
  props: { Real: [T.Double, (c) => c.re], Imaginary: [T.Double, (c) => c.im], Magnitude: [T.Double, (c) => c.size], Phase: [T.Double, (c) => c.angle] },
  methods: { ToString: [method([], (c) => c.show(), T.String), method([T.String], (c, f) => c.show(f), T.String)], Equals: [method([T.Object], (c, o) => o instanceof Complex && o.re === c.re && o.im === c.im, T.Boolean)] },
  operators: { op_Addition: two(plus), op_Subtraction: two(minus), op_Multiply: two((a, b) => a.times(b)), op_Division: two((a, b) => a.over(b)) },
  convert: [from(T.Int32, (n: number) => new Complex(n)), from(T.Double, (n: number) => new Complex(n)), from(T.Int64, (n: bigint) => new Complex(Number(n)))],
  statics: {
    Zero: constant(new Complex(0)), One: constant(new Complex(1)), ImaginaryOne: constant(new Complex(0, 1)), Abs: [func([complex], (c) => c.size, T.Double)], Sqrt: one(root), Conjugate: one((c) => new Complex(c.re, -c.im)), Negate: one((c) => new Complex(-c.re, -c.im)),
    Reciprocal: one((c) => new Complex(1).over(c)), Exp: one((c) => polar(Math.exp(c.re), c.im)), Log: one((c) => new Complex(Math.log(c.size), c.angle)), FromPolarCoordinates: [func([T.Double, T.Double], polar)],
    Pow: [func([complex, complex], power)], Add: [func([complex, complex], plus)], Subtract: [func([complex, complex], minus)], Multiply: [func([complex, complex], (a, b) => a.times(b))], Divide: [func([complex, complex], (a, b) => a.over(b))],
  },
}), Complex);

const single = (run: (...n: number[]) => number, count = 1): StaticMember => [func(Array.from({ length: count }, () => T.Single), (...n) => Math.fround(run(...n)), T.Single)];
const evenly = (n: number): number => { const r = Math.round(n); return Math.abs(n % 1) === 0.5 && r % 2 !== 0 ? r - 1 : r; };
laterType(named('System.MathF'), () => ({
  statics: {
    ...Object.fromEntries((['Sqrt', 'Cbrt', 'Sin', 'Cos', 'Tan', 'Asin', 'Acos', 'Atan', 'Sinh', 'Cosh', 'Tanh', 'Exp', 'Abs', 'Floor', 'Log10', 'Log2'] as const).map((name) => [name, single(Math[name.toLowerCase() as 'sqrt'])])),
    Ceiling: single(Math.ceil), Truncate: single(Math.trunc), Log: [...single(Math.log) as never[], ...single((x, b) => Math.log(x ?? 0) / Math.log(b ?? 0), 2) as never[]], Pow: single((a, b) => (a ?? 0) ** (b ?? 0), 2), Atan2: single((a, b) => Math.atan2(a ?? 0, b ?? 0), 2),
    Max: single(Math.max, 2), Min: single(Math.min, 2), Round: [...single(evenly) as never[], func([T.Single, T.Int32], (n, digits) => Math.fround(evenly(n * 10 ** digits) / 10 ** digits), T.Single)], Sign: [func([T.Single], Math.sign, T.Int32)],
    PI: { type: T.Single, get: () => Math.fround(Math.PI) }, E: { type: T.Single, get: () => Math.fround(Math.E) }, Tau: { type: T.Single, get: () => Math.fround(Math.PI * 2) },
  },
}));
/** How many bytes an item has in memory. */
const SIZES: Readonly<Record<string, number>> = { Int16: 2, UInt16: 2, Char: 2, Int32: 4, UInt32: 4, Single: 4, Int64: 8, UInt64: 8, Double: 8 };
const elements = (v: unknown): Value[] => (Array.isArray(v) ? v as Value[] : netThrow('System.ArgumentException', "Object must be an array of primitives. (Parameter 'array')"));
laterType(named('System.Buffer'), () => ({
  statics: {
    BlockCopy: [func([T.Array, T.Int32, T.Array, T.Int32, T.Int32], (a, i, b, k, n) => {
      const source = elements(a), target = elements(b);
      if (i < 0 || k < 0 || n < 0 || i + n > source.length || k + n > target.length) netThrow('System.ArgumentException', 'Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.');
      const part = toItemsOf(bytesValue(rawBytes(source, i, n)));
      part.forEach((v, at) => { target[k + at] = v; });
    }, T.Void)], ByteLength: [func([T.Array], (a) => elements(a).length * (SIZES[typeOf(a).elementType?.shortName ?? ''] ?? 1), T.Int32)], GetByte: [func([T.Array, T.Int32], (a, i) => elements(a)[i], T.Byte)], SetByte: [func([T.Array, T.Int32, T.Byte], (a, i, v) => { elements(a)[i] = toItemsOf(bytesValue(Uint8Array.of(v)))[0]; }, T.Void)],
  },
}));
addGuards(lookupType('System.Buffer') ?? T.Object, { statics: {
  BlockCopy: (_, from: unknown, i: number, to: unknown, k: number, n: number) => { given(from, 'src'); given(to, 'dst'); notNegative(i, 'srcOffset'); notNegative(k, 'dstOffset'); notNegative(n, 'count'); }, ByteLength: (_, a: unknown) => given(a, 'array'),
} });
const toItemsOf = (v: Value): Value[] => v as unknown as Value[];
