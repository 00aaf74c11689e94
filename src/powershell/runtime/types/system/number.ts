/** The numeric types, Boolean, Char: Parse, TryParse, ToString, limits. */
import { hashOf } from '../../values/identity.ts';
import { convertTo } from '../../convert/convert.ts';
import { formatValue } from '../../convert/formatValue.ts';
import { point } from '../../convert/formatNumber.ts';
import { numberToString } from '../../convert/numberText.ts';
import { parsePlain, plainDigits } from '../../convert/readNumber.ts';
import { changeKind, overflowMessage } from '../../convert/toNumber.ts';
import { NetThrow, netThrow } from '../../errors/raise.ts';
import { currentCulture, delocalized, providedCulture } from '../../convert/culture.ts';
import type { Culture } from '../../convert/culture.ts';
import { formatProvider } from '../text/culture.ts';
import { compareNumbers } from '../../operators/compare.ts';
import { Char } from '../../values/char.ts';
import { Decimal } from '../../values/decimal.ts';
import type { PSReference } from '../../values/misc.ts';
import { BigInteger, Byte, Double, Int16, SByte, Single, UInt16, UInt32, UInt64, double, isNumber, makeInteger, rangeOf, toLong, toNumber } from '../../values/numbers.ts';
import type { NumberKind, NumberValue } from '../../values/numbers.ts';
import type { Value } from '../../values/value.ts';
import { constant, func, laterType, method, refTo } from '../netType.ts';
import { codeOf } from './enums.ts';
import type { StaticMember } from '../netType.ts';
import { T } from '../t.ts';
import { midpointRounding, numberStyles } from './enums.ts';
import { EnumValue } from '../../values/enumValue.ts';

const CLASSES = { Double, Single, Byte, SByte, Int16, UInt16, UInt32, UInt64, BigInteger, Decimal } as const;
function parse(text: string, kind: NumberKind): NumberValue {
  if (text == null) return netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 's')");
  const plain = parsePlain(text, kind);
  if (plain === undefined) return netThrow('System.FormatException', `The input string '${text}' was not in a correct format.`);
  return changeKind(plain, kind) ?? netThrow('System.OverflowException', overflowMessage(kind));
}
/** Parse with styles (hexadecimal, thousands, decimal point …) in a culture. */
function parseHex(text: string, styles: Value, kind: NumberKind, culture: Culture): NumberValue {
  if (text == null) return parse(text, kind);
  const flags = styles instanceof EnumValue ? styles.value : undefined, digits = flags === undefined && (kind === 'Int32' || kind === 'Int64' || kind === 'Double') ? plainDigits(text) : -1;
  // A few digits alone mean the same in every culture.
  if (digits >= 0) return kind === 'Int32' ? digits : kind === 'Int64' ? toLong(digits) : double(digits);
  if (flags !== undefined && (flags & 512) !== 0) {
    if (!/^\s*[0-9a-fA-F]+\s*$/.test(text)) return wrongFormat(text);
    const n = BigInt(`0x${text.trim()}`), bits = kind === 'Int64' || kind === 'UInt64' ? 64 : kind === 'Int16' || kind === 'UInt16' ? 16 : kind === 'Byte' || kind === 'SByte' ? 8 : 32;
    if (kind === 'BigInteger') return makeInteger(kind, n);
    if (n >> BigInt(bits) > 0n) return netThrow('System.OverflowException', overflowMessage(kind));
    return makeInteger(kind, kind.startsWith('U') || kind === 'Byte' ? n : BigInt.asIntN(bits, n));
  }
  const plain = stylish(delocalized(text, culture), flags);
  return plain === undefined ? wrongFormat(text) : parse(plain, kind);
}
const wrongFormat = (text: string): never => netThrow('System.FormatException', `The input string '${text}' was not in a correct format.`);
/** The text with what the styles allow taken away; undefined where it has something they do not. */
function stylish(text: string, flags: number | undefined): string | undefined {
  if (flags === undefined) return text;
  let t = text;
  if (/^\s*[-+]/.test(t) && (flags & 4) === 0) return undefined;
  if ((flags & 3) === 0 && t !== t.trim()) return undefined;
  if ((flags & 16) !== 0 && /^\s*\(.*\)\s*$/.test(t)) t = `-${t.replace(/[()]/g, '').trim()}`;
  if ((flags & 256) !== 0) t = t.replace(/[¤$€£¥]/, '');
  if (t.includes(',')) { if ((flags & 64) === 0) return undefined; t = t.replaceAll(',', ''); }
  if ((flags & 8) !== 0) t = t.replace(/^\s*([\d.]+)([-+])\s*$/, '$2$1');
  if (/\d\.|\.\d/.test(t)) { if ((flags & 32) === 0) return undefined; t = t.replace(/\.0*(?=\s*$)/, ''); }
  return /e/i.test(t) && (flags & 128) === 0 ? undefined : t;
}
function tryParse(text: string, kind: NumberKind, out: PSReference, styles: Value = null, culture: Culture = currentCulture()): boolean {
  let made: NumberValue | undefined;
  if (text != null) { try { made = parseHex(text, styles, kind, culture); } catch (e) { if (!(e instanceof NetThrow)) throw e; } }
  out.value = made ?? convertTo(0, T[kind]);
  return made !== undefined;
}
function limits(kind: NumberKind): Record<string, StaticMember> {
  if (kind === 'Double') return { MaxValue: constant(double(Number.MAX_VALUE)), MinValue: constant(double(-Number.MAX_VALUE)), Epsilon: constant(double(Number.MIN_VALUE)), NaN: constant(double(NaN)), PositiveInfinity: constant(double(Infinity)), NegativeInfinity: constant(double(-Infinity)), IsNaN: [func([T.Double], (n) => Number.isNaN(n))], IsInfinity: [func([T.Double], (n) => Math.abs(n) === Infinity)], IsPositiveInfinity: [func([T.Double], (n) => n === Infinity)], IsNegativeInfinity: [func([T.Double], (n) => n === -Infinity)] };
  if (kind === 'Single') return { MaxValue: constant(new Single(3.4028234663852886e38)), MinValue: constant(new Single(-3.4028234663852886e38)), Epsilon: constant(new Single(1.401298464324817e-45)), NaN: constant(new Single(NaN)), PositiveInfinity: constant(new Single(Infinity)), NegativeInfinity: constant(new Single(-Infinity)), IsNaN: [func([T.Single], (n) => Number.isNaN(n))], IsInfinity: [func([T.Single], (n) => Math.abs(n) === Infinity)] };
  if (kind === 'Decimal') return { MaxValue: constant(Decimal.maxValue), MinValue: constant(Decimal.minValue), Zero: constant(Decimal.zero), One: constant(Decimal.fromBigInt(1n)),
    Round: [func([T.Decimal], (d) => d.round()), { ...func([T.Decimal, T.Int32], (d, n) => d.round(n)), names: ['d', 'decimals'] }, func([T.Decimal, T.Int32, midpointRounding], (d, n, m) => d.round(n, m instanceof EnumValue && m.value === 1))], Floor: [func([T.Decimal], (d) => d.floor())], Ceiling: [func([T.Decimal], (d) => d.ceiling())], Truncate: [func([T.Decimal], (d) => Decimal.fromBigInt(d.truncate()))], ToInt32: [func([T.Decimal], (d) => Number(d.truncate()))] };
  if (kind === 'BigInteger') return { Zero: constant(new BigInteger(0n)), One: constant(new BigInteger(1n)), Pow: [func([T.BigInteger, T.Int32], (b, n) => (n < 0 ? netThrow('System.ArgumentOutOfRangeException', `exponent ('${n}') must be a non-negative value. (Parameter 'exponent')\nActual value was ${n}.`, [['ParamName', 'exponent']]) : b ** BigInt(n)), T.BigInteger)], Abs: [func([T.BigInteger], (b) => (b < 0n ? -b : b), T.BigInteger)], ModPow: [func([T.BigInteger, T.BigInteger, T.BigInteger], (b, e, m) => { if (m === 0n) netThrow('System.DivideByZeroException', 'Attempted to divide by zero.'); let r = 1n, x = b % m; for (let k = e; k > 0n; k >>= 1n) { if ((k & 1n) === 1n) r = (r * x) % m; x = (x * x) % m; } return r; }, T.BigInteger)], GreatestCommonDivisor: [func([T.BigInteger, T.BigInteger], (a, b) => { let [x, y] = [a, b]; while (y !== 0n) [x, y] = [y, x % y]; return x; }, T.BigInteger)] };
  const [low, high] = rangeOf(kind);
  return { MaxValue: constant(makeInteger(kind, high)), MinValue: constant(makeInteger(kind, low)) };
}
for (const kind of ['Int32', 'Int64', ...Object.keys(CLASSES)] as NumberKind[]) {
  const type = T[kind];
  laterType<NumberValue>(type, () => ({
    text: numberToString, compare: compareNumbers, interfaces: ['System.IComparable', 'System.IFormattable', 'System.IConvertible'],
    methods: {
      ToString: [method([], (n) => (typeof n === 'number' && n >= 0 ? String(n) : point(numberToString(n), currentCulture())), T.String), method([T.String], (n, f) => formatValue(n, f ?? '', currentCulture()), T.String), method([T.String, formatProvider], (n, f, p) => formatValue(n, f ?? '', providedCulture(p)), T.String), method([formatProvider], (n, p) => formatValue(n, '', providedCulture(p)), T.String)],
      CompareTo: [method([T.Object], (n, o) => (isNumber(o) ? Math.sign(compareNumbers(n, o)) : 1), T.Int32)],
      // Not-a-number is the same as itself here, unlike in comparisons.
      Equals: [method([T.Object], (n, o) => isNumber(o) && typeof n === typeof o && (compareNumbers(n, o) === 0 || (Number.isNaN(toNumber(n)) && Number.isNaN(toNumber(o)))), T.Boolean)],
      GetHashCode: [method([], hashOf, T.Int32)], GetTypeCode: [method([], () => codeOf(kind))],
    },
    statics: {
      ...limits(kind),
      Parse: [func([T.String], (s) => parseHex(s, null, kind, currentCulture())), func([T.String, numberStyles], (s, o) => parseHex(s, o, kind, currentCulture())), func([T.String, formatProvider], (s, p) => parseHex(s, null, kind, providedCulture(p))), func([T.String, numberStyles, formatProvider], (s, o, p) => parseHex(s, o, kind, providedCulture(p)))],
      TryParse: [func([T.String, refTo(type)], (s, r) => tryParse(s, kind, r)), func([T.String, formatProvider, refTo(type)], (s, p, r) => tryParse(s, kind, r, null, providedCulture(p))), func([T.String, numberStyles, formatProvider, refTo(type)], (s, o, p, r) => tryParse(s, kind, r, o, providedCulture(p)))],
    },
  }), (CLASSES as Readonly<Record<string, (typeof CLASSES)[keyof typeof CLASSES]>>)[kind] as never);
}
laterType<boolean>(T.Boolean, () => ({
  text: (b) => (b ? 'True' : 'False'), compare: (a, b) => Number(a) - Number(b),
  methods: { ToString: [method([], (b) => (b ? 'True' : 'False'), T.String)], CompareTo: [method([T.Boolean], (a, b) => Number(a) - Number(b), T.Int32)], Equals: [method([T.Object], (a, b) => a === b, T.Boolean)] },
  statics: { TrueString: constant('True'), FalseString: constant('False'), Parse: [func([T.String], (s) => (/^\s*true\s*$/i.test(s) ? true : /^\s*false\s*$/i.test(s) ? false : netThrow('System.FormatException', `String '${s}' was not recognized as a valid Boolean.`)))],
    TryParse: [func([T.String, T.Ref], (s, r) => { const ok = /^\s*(true|false)\s*$/i.test(s ?? ''); r.value = ok && /true/i.test(s); return ok; })] },
}));
const test = (name: string, re: RegExp): Record<string, StaticMember> => ({ [name]: [func([T.Char], (c) => re.test(c.toString()), T.Boolean), func([T.String, T.Int32], (s, i) => re.test(s[i] ?? ''), T.Boolean)] });
laterType<Char>(T.Char, () => ({
  text: (c) => c.toString(), compare: (a, b) => a.code - b.code, equals: (a, b) => a.code === b.code,
  methods: { ToString: [method([], (c) => c.toString(), T.String)], CompareTo: [method([T.Char], (a, b) => a.code - b.code, T.Int32)], Equals: [method([T.Object], (a, b) => a === b, T.Boolean)], GetHashCode: [method([], (c) => c.code | (c.code << 16))] },
  statics: {
    MaxValue: constant(Char.of(65535)), MinValue: constant(Char.of(0)), ...test('IsDigit', /\p{Nd}/u), ...test('IsNumber', /\p{N}/u), ...test('IsLetter', /\p{L}/u), ...test('IsLetterOrDigit', /[\p{L}\p{Nd}]/u), ...test('IsUpper', /\p{Lu}/u), ...test('IsLower', /\p{Ll}/u),
    ...test('IsWhiteSpace', /\s/), ...test('IsPunctuation', /\p{P}/u), ...test('IsSymbol', /\p{S}/u), ...test('IsControl', /\p{Cc}/u), ...test('IsSeparator', /\p{Z}/u), ...test('IsSurrogate', /[\ud800-\udfff]/),
    ToUpper: [func([T.Char], (c) => Char.of(c.toString().toUpperCase().charCodeAt(0)), T.Char)], ToLower: [func([T.Char], (c) => Char.of(c.toString().toLowerCase().charCodeAt(0)), T.Char)],
    ToUpperInvariant: [func([T.Char], (c) => Char.of(c.toString().toUpperCase().charCodeAt(0)))], ToLowerInvariant: [func([T.Char], (c) => Char.of(c.toString().toLowerCase().charCodeAt(0)))],
    ToString: [func([T.Char], (c) => c.toString())], GetNumericValue: [func([T.Char], (c) => (/\d/.test(c.toString()) ? Number(c.toString()) : -1), T.Double)], ConvertFromUtf32: [func([T.Int32], (n) => (n < 0 || n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff) ? netThrow('System.ArgumentOutOfRangeException', "A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and should not include surrogate codepoint values (0x00d800 ~ 0x00dfff). (Parameter 'utf32')", [['ParamName', 'utf32']]) : String.fromCodePoint(n)))], ConvertToUtf32: [func([T.String, T.Int32], (s, i) => s.codePointAt(i) ?? 0)],
    Parse: [func([T.String], (s) => (s.length === 1 ? Char.of(s.charCodeAt(0)) : netThrow('System.FormatException', 'String must be exactly one character long.')))],
  },
  convert: [{ from: T.String, convert: (s: string) => (s.length === 1 ? Char.of(s.charCodeAt(0)) : charError(s)) }, { from: T.Int32, convert: (n: number) => (n >= 0 && n <= 65535 ? Char.of(n) : undefined) }, { from: T.Int64, convert: (n: bigint) => Char.of(Number(n)) }, { from: T.Byte, convert: (n: number) => Char.of(n) }],
}), Char as never);
import { castError } from '../../convert/castError.ts';
const charError = (s: string): never => castError(s, T.Char, 'InvalidCastParseTargetInvocation', 'String must be exactly one character long.', 'System.FormatException');
