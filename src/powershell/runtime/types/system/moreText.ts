/** Overloads of String, Char, StringBuilder, Encoding and Convert that scripts call now and then. */
import { toText } from '../../convert/toText.ts';
import { convertTo } from '../../convert/convert.ts';
import { netThrow } from '../../errors/raise.ts';
import { composite } from '../../operators/format.ts';
import { compareText } from '../../operators/collation.ts';
import { providedCulture } from '../../convert/culture.ts';
import { Char } from '../../values/char.ts';
import { EnumValue } from '../../values/enumValue.ts';
import type { StringBuilder } from '../../values/misc.ts';
import { cultureType, formatProvider, lower, upper } from '../text/culture.ts';
import { construct } from '../../members/overloads.ts';
import { invokeStatic } from '../../members/invoke.ts';
import { Encoding, bytesValue, rawBytes } from '../text/text.ts';
import { addOverloads, func, method, rest } from '../netType.ts';
import type { AnyType, NetType } from '../netType.ts';
import { lookupType } from '../registry.ts';
import { stringComparison } from './enums.ts';
import { T, arrayOf } from '../t.ts';
import type { Value } from '../../values/value.ts';

const byteArray = arrayOf(T.Byte), charArray = arrayOf(T.Char);
/** Whether an option (StringComparison, CompareOptions, a Boolean) leaves letter case out. */
const said = (v: unknown, what: RegExp): boolean => (typeof v === 'string' || v instanceof EnumValue) && what.test(String(v));
const loose = (v: unknown): boolean => (typeof v === 'boolean' ? v : said(v, /IgnoreCase/i));
const ordinal = (v: unknown): boolean => said(v, /Ordinal/i);
function compare(a: string, i: number, b: string, j: number, n: number, how?: unknown): number {
  const x = (a ?? '').slice(i, i + n), y = (b ?? '').slice(j, j + n), [s, t] = loose(how) && ordinal(how) ? [x.toUpperCase(), y.toUpperCase()] : [x, y];
  return ordinal(how) ? (s < t ? -1 : s > t ? 1 : 0) : Math.sign(compareText(s, t, loose(how)));
}
const code = (s: string, i: number): number => s.charCodeAt(i);
/** The first, and the last, of some characters between two places. */
const firstOf = (s: string, cs: readonly Value[], from: number, end: number): number => { const wanted = cs.map(toText); for (let i = from; i < end; i++) if (wanted.includes(s.charAt(i))) return i; return -1; };
const lastOf = (s: string, cs: readonly Value[], from: number, end: number): number => { const wanted = cs.map(toText); for (let i = from; i >= end; i--) if (wanted.includes(s.charAt(i))) return i; return -1; };
const isHigh = (c: number): boolean => c >= 0xd800 && c <= 0xdbff, isLow = (c: number): boolean => c >= 0xdc00 && c <= 0xdfff;
addOverloads<string>(T.String, () => ({
  methods: {
    Replace: [method([T.String, T.String, T.Boolean, T.Object], (s, a, b, i) => (a === '' ? netThrow('System.ArgumentException', "String cannot be of zero length. (Parameter 'oldValue')") : s.replace(new RegExp(a.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), i ? 'gi' : 'g'), () => b ?? '')), T.String)],
    CopyTo: [method([T.Int32, charArray, T.Int32, T.Int32], (s, i, to, j, n) => { for (let k = 0; k < n; k++) (to as Value[])[j + k] = Char.of(code(s, i + k)); }, T.Void)],
    IndexOf: [method([T.String, T.Int32, T.Int32], (s, t, i, n) => { const at = s.slice(i, i + n).indexOf(t); return at < 0 ? -1 : at + i; }, T.Int32), method([T.Char, T.Int32, T.Int32], (s, c, i, n) => { const at = s.slice(i, i + n).indexOf(c.toString()); return at < 0 ? -1 : at + i; }, T.Int32)],
    IndexOfAny: [method([charArray, T.Int32], (s, cs, i) => firstOf(s, cs, i, s.length), T.Int32), method([charArray, T.Int32, T.Int32], (s, cs, i, n) => firstOf(s, cs, i, i + n), T.Int32)], LastIndexOfAny: [method([charArray, T.Int32], (s, cs, i) => lastOf(s, cs, i, 0), T.Int32), method([charArray, T.Int32, T.Int32], (s, cs, i, n) => lastOf(s, cs, i, i - n + 1), T.Int32)],
    LastIndexOf: [method([T.String, T.Int32, T.Int32], (s, t, i, n) => { const from = Math.max(0, i - n + 1), at = s.slice(from, i + 1).lastIndexOf(t); return at < 0 ? -1 : at + from; }, T.Int32), method([T.Char, T.Int32, T.Int32], (s, c, i, n) => lastOf(s, [c], i, i - n + 1), T.Int32), method([T.Char, T.Int32], (s, c, i) => s.lastIndexOf(c.toString(), i), T.Int32), method([T.String, T.Int32, stringComparison], (s, t, i, m) => (loose(m) ? s.toUpperCase().lastIndexOf(t.toUpperCase(), i) : s.lastIndexOf(t, i)), T.Int32)],
  },
  statics: {
    Compare: [
      func([T.String, T.Int32, T.String, T.Int32, T.Int32], (a, i, b, j, n) => compare(a, i, b, j, n), T.Int32), func([T.String, T.Int32, T.String, T.Int32, T.Int32, T.Boolean], compare, T.Int32), func([T.String, T.Int32, T.String, T.Int32, T.Int32, stringComparison], compare, T.Int32),
      func([T.String, T.String, cultureType, T.Object], (a, b, _, o) => compare(a, 0, b, 0, Infinity, o), T.Int32),
    ],
    CompareOrdinal: [func([T.String, T.Int32, T.String, T.Int32, T.Int32], (a, i, b, j, n) => { const x = a.slice(i, i + n), y = b.slice(j, j + n); return x < y ? -1 : x > y ? 1 : 0; }, T.Int32)],
  },
}));
addOverloads<Char>(T.Char, () => ({
  statics: {
    GetNumericValue: [func([T.String, T.Int32], (s, i) => invokeStatic(T.Char, 'GetNumericValue', [Char.of(code(s, i))]))], GetUnicodeCategory: [func([T.String, T.Int32], (s, i) => invokeStatic(T.Char, 'GetUnicodeCategory', [Char.of(code(s, i))]))],
    ConvertToUtf32: [func([T.Char, T.Char], (a, b) => ((code(a.toString(), 0) - 0xd800) << 10) + code(b.toString(), 0) - 0xdc00 + 0x10000, T.Int32)],
    IsHighSurrogate: [func([T.Char], (c) => isHigh(code(c.toString(), 0)), T.Boolean), func([T.String, T.Int32], (s, i) => isHigh(code(s, i)), T.Boolean)], IsLowSurrogate: [func([T.Char], (c) => isLow(code(c.toString(), 0)), T.Boolean), func([T.String, T.Int32], (s, i) => isLow(code(s, i)), T.Boolean)],
    IsSurrogatePair: [func([T.Char, T.Char], (a, b) => isHigh(code(a.toString(), 0)) && isLow(code(b.toString(), 0)), T.Boolean), func([T.String, T.Int32], (s, i) => isHigh(code(s, i)) && isLow(code(s, i + 1)), T.Boolean)],
    ToUpper: [func([T.Char, cultureType], (c, k) => Char.of(code(upper(c.toString(), providedCulture(k)), 0)), T.Char)], ToLower: [func([T.Char, cultureType], (c, k) => Char.of(code(lower(c.toString(), providedCulture(k)), 0)), T.Char)],
  },
}));
const edit = (b: StringBuilder, change: (s: string) => string): StringBuilder => { b.replaceAll(change(b.toString())); return b; };
const within = (from: number, count: number, change: (s: string) => string) => (s: string): string => s.slice(0, from) + change(s.slice(from, from + count)) + s.slice(from + count);
addOverloads<StringBuilder>(T.StringBuilder, () => ({
  create: [func([T.Int32, T.Int32], () => construct(T.StringBuilder, [])), func([T.String, T.Int32, T.Int32, T.Int32], (s, i, n) => construct(T.StringBuilder, [(s ?? '').slice(i, i + n)]))],
  methods: {
    Append: [method([charArray, T.Int32, T.Int32], (b, cs, i, n) => b.append((cs ?? []).slice(i, i + n).map(toText).join('')))], get_Chars: [method([T.Int32], (b, i) => Char.of(code(b.toString(), i)), T.Char)],
    AppendFormat: [method([formatProvider, T.String, rest(T.Object)], (b, p, f, args) => b.append(composite(f, args, providedCulture(p))))],
    Insert: [method([T.Int32, T.String, T.Int32], (b, i, t, n) => edit(b, (s) => s.slice(0, i) + t.repeat(n) + s.slice(i)))],
    Replace: [method([T.String, T.String, T.Int32, T.Int32], (b, x, y, i, n) => edit(b, within(i, n, (s) => s.replaceAll(x, () => y ?? '')))), method([T.Char, T.Char, T.Int32, T.Int32], (b, x, y, i, n) => edit(b, within(i, n, (s) => s.replaceAll(x.toString(), () => y.toString()))))],
  },
}));
addOverloads<Encoding>(lookupType('System.Text.Encoding') ?? T.Object, () => ({
  methods: {
    GetBytes: [method([T.String, T.Int32, T.Int32], (e, s, i, n) => bytesValue(e.encode(s.slice(i, i + n)))), method([charArray, T.Int32, T.Int32], (e, cs, i, n) => bytesValue(e.encode(cs.slice(i, i + n).map(toText).join('')))), method([T.String, T.Int32, T.Int32, byteArray, T.Int32], (e, s, i, n, to, j) => { const made = e.encode(s.slice(i, i + n)); made.forEach((b, k) => { (to as Value[])[j + k] = convertTo(b, T.Byte); }); return made.length; }, T.Int32)],
    GetByteCount: [method([T.String, T.Int32, T.Int32], (e, s, i, n) => e.encode(s.slice(i, i + n)).length, T.Int32)], GetCharCount: [method([byteArray, T.Int32, T.Int32], (e, b, i, n) => e.decode(rawBytes(b, i, n)).length, T.Int32)],
    GetMaxCharCount: [method([T.Int32], (e, n) => (e.encodingName.startsWith('utf-16') ? Math.ceil(n / 2) + 1 : e.encodingName === 'utf-8' ? n + 1 : n), T.Int32)], GetChars: [method([byteArray, T.Int32, T.Int32], (e, b, i, n) => convertTo(e.decode(rawBytes(b, i, n)), charArray))], Clone: [method([], (e) => e)],
  },
  statics: { Convert: [func([lookupType('System.Text.Encoding') as NetType, lookupType('System.Text.Encoding') as NetType, byteArray, T.Int32, T.Int32], (a, b, bytes, i, n) => (a instanceof Encoding && b instanceof Encoding ? bytesValue(b.encode(a.decode(rawBytes(bytes, i, n)))) : null))] },
}));
/** `[Convert]::ToDouble(text, provider)`: what is read with the invariant culture, or with the provider's. */
const withProvider = (type: AnyType) => [func([T.Object, formatProvider], (v, p) => { const text = typeof v === 'string' && p != null ? inInvariant(v, toText(p)) : v; return convertTo(text, type); })];
/** A number as a culture writes it, as the invariant one does: only marks and groups differ. */
function inInvariant(text: string, culture: string): string {
  if (!/^[a-z]{2}(-|$)/i.test(culture)) return text;
  const parts = new Intl.NumberFormat(culture, { useGrouping: true }).formatToParts(-12345.6), mark = parts.find((p) => p.type === 'decimal')?.value ?? '.', group = parts.find((p) => p.type === 'group')?.value ?? ',';
  return /^[\s\d+\-.,'\u00a0\u202f]+$/.test(text) ? text.replaceAll(group, '').replace(mark, '.') : text;
}
const wholeOf = (type: AnyType) => func([T.String, T.Int32], (s, base) => { const n = parseInt(s, base); return Number.isNaN(n) ? netThrow('System.FormatException', 'Could not find any recognizable digits.') : convertTo(n, type); });
addOverloads(lookupType('System.Convert') ?? T.Object, () => ({
  statics: {
    ...Object.fromEntries(['Boolean', 'Char', 'DateTime', 'Decimal', 'Double', 'Single', 'Byte', 'SByte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64'].map((name) => [`To${name}`, [...withProvider(lookupType(`System.${name}`) ?? T.Object), ...(/^(SByte|UInt\d+)$/.test(name) ? [wholeOf(lookupType(`System.${name}`) ?? T.Object)] : [])]])),
    ToBase64String: [func([byteArray, T.Int32, T.Int32], (b, i, n) => Buffer.from(rawBytes(b, i, n)).toString('base64'), T.String)],
    FromBase64CharArray: [func([charArray, T.Int32, T.Int32], (cs, i, n) => bytesValue(new Uint8Array(Buffer.from(cs.slice(i, i + n).map(toText).join(''), 'base64'))))],
  },
}));
