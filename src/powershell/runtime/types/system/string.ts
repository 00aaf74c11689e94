/** System.String. */
import { textHash } from '../../values/identity.ts';
import { toText } from '../../convert/toText.ts';
import { toItems } from '../../convert/enumerate.ts';
import { netThrow } from '../../errors/raise.ts';
import { composite } from '../../operators/format.ts';
import { compareText, inOrderOf } from '../../operators/collation.ts';
import { charArray, typedArray } from '../../values/arrays.ts';
import { Char } from '../../values/char.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { Enumerator } from '../../values/lists.ts';
import type { Value } from '../../values/value.ts';
import { currentCulture, providedCulture } from '../../convert/culture.ts';
import { replaceUnit } from '../text/bytes.ts';
import { cultureType, formatProvider, lower, upper } from '../text/culture.ts';
import { constant, from, func, laterType, method, rest } from '../netType.ts';
import { codeOf, enumType, stringComparison, stringSplitOptions } from './enums.ts';
import { T, arrayOf } from '../t.ts';
import type { NetType } from '../netType.ts';

const normalizationForm = enumType('System.Text.NormalizationForm', [['FormC', 1], ['FormD', 2], ['FormKC', 5], ['FormKD', 6]]) as unknown as NetType<EnumValue>;
const FORMS: Readonly<Record<number, string>> = { 1: 'NFC', 2: 'NFD', 5: 'NFKC', 6: 'NFKD' };
const chars = arrayOf(T.Char), strings = arrayOf(T.String);
const mode = (v: Value): { ignoreCase: boolean; ordinal: boolean } => { const n = v instanceof EnumValue ? v.value : 4; return { ignoreCase: n % 2 === 1, ordinal: n >= 4 }; };
const folded = (s: string, ignoreCase: boolean): string => (ignoreCase ? s.toUpperCase() : s);
/** Whether two texts are the same; letters of ASCII are compared where they stand. */
function sameFolded(s: string, t: string, ignoreCase: boolean): boolean {
  if (!ignoreCase || s === t || t == null) return s === t;
  if (s.length === t.length) for (let i = 0; ; i++) {
    if (i === s.length) return true;
    const a = s.charCodeAt(i), b = t.charCodeAt(i);
    if (a > 127 || b > 127) break;
    if (a !== b && ((a ^ b) !== 32 || (a | 32) < 97 || (a | 32) > 122)) return false;
  }
  return folded(s, true) === folded(t, true);
}
const set = (cs: readonly Value[]): Set<string> => new Set(cs.map((c) => toText(c)));
function range(s: string, from: number, count: number): void {
  if (from > s.length) netThrow('System.ArgumentOutOfRangeException', "startIndex cannot be larger than length of string. (Parameter 'startIndex')", [['ParamName', 'startIndex']]);
  if (from < 0) netThrow('System.ArgumentOutOfRangeException', "StartIndex cannot be less than zero. (Parameter 'startIndex')", [['ParamName', 'startIndex']]);
  if (count < 0) netThrow('System.ArgumentOutOfRangeException', "Length cannot be less than zero. (Parameter 'length')", [['ParamName', 'length']]);
  if (from + count > s.length) netThrow('System.ArgumentOutOfRangeException', "Index and length must refer to a location within the string. (Parameter 'length')", [['ParamName', 'length']]);
}
function trim(s: string, cs: readonly Char[], start: boolean, end: boolean): string {
  if (cs.length === 0) return start && end ? s.trim() : start ? s.trimStart() : s.trimEnd();
  const is = (unit: number): boolean => { for (const c of cs) if (c.code === unit) return true; return false; };
  let a = 0, b = s.length;
  if (start) while (a < b && is(s.charCodeAt(a))) a += 1;
  if (end) while (b > a && is(s.charCodeAt(b - 1))) b -= 1;
  return s.slice(a, b);
}
function split(s: string, by: readonly string[], options: Value = null, count = 0x7fffffff): Value {
  const flags = options instanceof EnumValue ? options.value : 0, out: string[] = [], separators = by.filter((x) => x !== '');
  let at = 0;
  if (by.length === 1 && separators[0] !== undefined && flags === 0) {
    const [only] = separators;
    for (let next = s.indexOf(only); next >= 0 && out.length < count - 1; next = s.indexOf(only, at)) { out.push(s.slice(at, next)); at = next + only.length; }
    out.push(s.slice(at));
    return typedArray(T.String, out);
  }
  for (let i = 0; i < s.length && out.length < count - 1;) {
    const hit = separators.length === 0 && by.length === 0 ? (/\s/.test(s[i] ?? '') ? s[i] : undefined) : separators.find((x) => s.startsWith(x, i));
    if (hit === undefined) { i += 1; continue; }
    const piece = s.slice(at, i), kept = (flags & 2) !== 0 ? piece.trim() : piece;
    if (kept !== '' || (flags & 1) === 0) out.push(kept);
    i += hit.length;
    at = i;
  }
  const last = (flags & 2) !== 0 ? s.slice(at).trim() : s.slice(at);
  if (last !== '' || (flags & 1) === 0) out.push(last);
  return typedArray(T.String, out);
}
const indexOf = (s: string, t: string, i = 0, ignoreCase = false): number => folded(s, ignoreCase).indexOf(folded(t, ignoreCase), i);
const anyOf = (s: string, cs: readonly Value[], last: boolean): number => { const wanted = set(cs); const all = Array.from(s); return last ? all.findLastIndex((c) => wanted.has(c)) : all.findIndex((c) => wanted.has(c)); };
const replace = (s: string, a: string, b: string, ignoreCase = false): string => {
  if (a === '') return netThrow('System.ArgumentException', "String cannot be of zero length. (Parameter 'oldValue')");
  if (!ignoreCase && a.length === 1 && (b == null || b.length < 2)) return replaceUnit(s, a, b ?? '');
  return ignoreCase ? s.replace(new RegExp(a.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi'), () => b ?? '') : b == null || b === '' ? s.replaceAll(a, '') : b.includes('$') ? s.replaceAll(a, () => b) : s.replaceAll(a, b);
};
const join = (separator: string, items: readonly Value[]): string => items.map(toText).join(separator ?? '');

laterType<string>(T.String, () => ({
  text: (s) => s, compare: (a, b) => compareText(a, b, false),
  create: [func([T.Char, T.Int32], (c, n) => (n < 0 ? netThrow('System.ArgumentOutOfRangeException', "'count' must be non-negative. (Parameter 'count')", [['ParamName', 'count']]) : c.toString().repeat(n))), func([chars], (cs) => cs.map(toText).join('')), func([chars, T.Int32, T.Int32], (cs, i, n) => cs.slice(i, i + n).map(toText).join(''))],
  convert: [from(T.Object, (v) => toText(v))],
  props: { Length: [T.Int32, (s) => s.length] },
  index: { get: (s, i) => Char.of(s.charCodeAt(Number(i))) },
  methods: {
    ToString: [method([], (s) => s, T.String), method([T.Object], (s) => s, T.String)],
    ToUpper: [method([], (s) => upper(s, currentCulture()), T.String), method([cultureType], (s, c) => upper(s, providedCulture(c)), T.String)], ToLower: [method([], (s) => lower(s, currentCulture()), T.String), method([cultureType], (s, c) => lower(s, providedCulture(c)), T.String)],
    ToUpperInvariant: [method([], (s) => upper(s), T.String)], ToLowerInvariant: [method([], (s) => lower(s), T.String)],
    Trim: [method([], (s) => s.trim(), T.String), method([rest(T.Char)], (s, cs) => trim(s, cs, true, true), T.String)],
    TrimStart: [method([], (s) => s.trimStart()), method([rest(T.Char)], (s, cs) => trim(s, cs, true, false))],
    TrimEnd: [method([], (s) => s.trimEnd()), method([rest(T.Char)], (s, cs) => trim(s, cs, false, true))],
    Substring: [method([T.Int32], (s, i) => { range(s, i, 0); return s.slice(i); }, T.String), method([T.Int32, T.Int32], (s, i, n) => { range(s, i, n); return s.slice(i, i + n); }, T.String)],
    Split: [
      method([rest(T.Char)], (s, cs) => split(s, cs.map(toText))), method([T.String], (s, t) => split(s, t == null ? [] : [t])),
      method([T.Char, stringSplitOptions], (s, c, o) => split(s, [c.toString()], o)), method([T.String, stringSplitOptions], (s, t, o) => split(s, t == null ? [] : [t], o)),
      method([chars, stringSplitOptions], (s, cs, o) => split(s, cs.map(toText), o)), method([strings, stringSplitOptions], (s, ts, o) => split(s, ts.map(toText), o)),
      method([T.Char, T.Int32], (s, c, n) => split(s, [c.toString()], null, n)), method([T.String, T.Int32], (s, t, n) => split(s, [t], null, n)), method([chars, T.Int32], (s, cs, n) => split(s, cs.map(toText), null, n)),
      method([T.String, T.Int32, stringSplitOptions], (s, t, n, o) => split(s, [t], o, n)), method([T.Char, T.Int32, stringSplitOptions], (s, c, n, o) => split(s, [c.toString()], o, n)), method([strings, T.Int32, stringSplitOptions], (s, ts, n, o) => split(s, ts.map(toText), o, n)),
    ],
    Replace: [method([T.String, T.String], (s, a, b) => replace(s, a, b), T.String), method([T.Char, T.Char], (s, a, b) => s.replaceAll(a.toString(), b.toString()), T.String), method([T.String, T.String, stringComparison], (s, a, b, m) => replace(s, a, b, mode(m).ignoreCase), T.String)],
    Contains: [method([T.String], (s, t) => s.includes(t), T.Boolean), method([T.Char], (s, c) => s.includes(c.toString()), T.Boolean), method([T.String, stringComparison], (s, t, m) => indexOf(s, t, 0, mode(m).ignoreCase) >= 0, T.Boolean)],
    StartsWith: [method([T.String], (s, t) => s.startsWith(t), T.Boolean), method([T.Char], (s, t) => s.startsWith(t.toString())), method([T.String, stringComparison], (s, t, m) => folded(s, mode(m).ignoreCase).startsWith(folded(t, mode(m).ignoreCase)), T.Boolean), method([T.String, T.Boolean, T.Object], (s, t, i) => folded(s, i).startsWith(folded(t, i)))],
    EndsWith: [method([T.String], (s, t) => s.endsWith(t), T.Boolean), method([T.Char], (s, t) => s.endsWith(t.toString())), method([T.String, stringComparison], (s, t, m) => folded(s, mode(m).ignoreCase).endsWith(folded(t, mode(m).ignoreCase)), T.Boolean), method([T.String, T.Boolean, T.Object], (s, t, i) => folded(s, i).endsWith(folded(t, i)))],
    IndexOf: [
      method([T.String], (s, t) => s.indexOf(t), T.Int32), method([T.Char], (s, c) => s.indexOf(c.toString()), T.Int32), method([T.String, T.Int32], (s, t, i) => s.indexOf(t, i), T.Int32), method([T.Char, T.Int32], (s, c, i) => s.indexOf(c.toString(), i), T.Int32),
      method([T.String, stringComparison], (s, t, m) => indexOf(s, t, 0, mode(m).ignoreCase), T.Int32), method([T.String, T.Int32, stringComparison], (s, t, i, m) => indexOf(s, t, i, mode(m).ignoreCase), T.Int32),
    ],
    LastIndexOf: [method([T.String], (s, t) => s.lastIndexOf(t), T.Int32), method([T.Char], (s, c) => s.lastIndexOf(c.toString()), T.Int32), method([T.String, T.Int32], (s, t, i) => s.lastIndexOf(t, i), T.Int32), method([T.String, stringComparison], (s, t, m) => folded(s, mode(m).ignoreCase).lastIndexOf(folded(t, mode(m).ignoreCase)), T.Int32)],
    IndexOfAny: [method([chars], (s, cs) => anyOf(s, cs, false), T.Int32)], LastIndexOfAny: [method([chars], (s, cs) => anyOf(s, cs, true), T.Int32)],
    PadLeft: [method([T.Int32], (s, n) => s.padStart(n), T.String), method([T.Int32, T.Char], (s, n, c) => s.padStart(n, c.toString()), T.String)],
    PadRight: [method([T.Int32], (s, n) => s.padEnd(n), T.String), method([T.Int32, T.Char], (s, n, c) => s.padEnd(n, c.toString()), T.String)],
    Insert: [method([T.Int32, T.String], (s, i, t) => { range(s, i, 0); return s.slice(0, i) + t + s.slice(i); }, T.String)],
    Remove: [method([T.Int32], (s, i) => { range(s, i, 0); return s.slice(0, i); }, T.String), method([T.Int32, T.Int32], (s, i, n) => { range(s, i, n); return s.slice(0, i) + s.slice(i + n); }, T.String)],
    ToCharArray: [method([], (s) => charArray(T.Char, s), chars), method([T.Int32, T.Int32], (s, i, n) => charArray(T.Char, s, i, n))],
    CompareTo: [method([T.String], (s, t) => Math.sign(compareText(s, t, false)), T.Int32), method([T.Object], (_, o) => (o == null ? 1 : netThrow('System.ArgumentException', 'Object must be of type String.')), T.Int32)],
    Equals: [method([T.String], (s, t) => s === t, T.Boolean), method([T.Object], (s, t) => s === t, T.Boolean), method([T.String, stringComparison], (s, t, m) => sameFolded(s, t, mode(m).ignoreCase), T.Boolean)],
    GetHashCode: [method([], textHash, T.Int32)],
    GetEnumerator: [method([], (s) => new Enumerator(Array.from({ length: s.length }, (_, i) => Char.of(s.charCodeAt(i)))))],
    Clone: [method([], (s) => s)], Normalize: [method([], (s) => s.normalize(), T.String), method([normalizationForm], (s, f) => s.normalize(FORMS[f.value]), T.String)], IsNormalized: [method([], (s) => s.normalize() === s)],
    Chars: [method([T.Int32], (s, i) => (i < 0 || i >= s.length ? netThrow('System.IndexOutOfRangeException', 'Index was outside the bounds of the array.') : Char.of(s.charCodeAt(i))), T.Char)],
    EnumerateRunes: [method([], (s) => new Enumerator(Array.from(s)))],
    get_Chars: [method([T.Int32], (s, i) => (i < 0 || i >= s.length ? netThrow('System.IndexOutOfRangeException', 'Index was outside the bounds of the array.') : Char.of(s.charCodeAt(i))), T.Char)],
    get_Length: [method([], (s) => s.length, T.Int32)], ReplaceLineEndings: [method([], (s) => s.replace(/\r\n|\r|\f|\u0085|\u2028|\u2029/g, '\n')), method([T.String], (s, t) => s.replace(/\r\n|\n|\r|\f|\u0085|\u2028|\u2029/g, t))],
    GetTypeCode: [method([], () => codeOf('String'))],
  },
  statics: {
    Intern: [func([T.String], (s) => s)], IsInterned: [func([T.String], (s) => s)], Empty: constant(''),
    Format: [func([T.String, rest(T.Object)], (f, args) => composite(f, args, currentCulture()), T.String), func([formatProvider, T.String, rest(T.Object)], (p, f, args) => composite(f, args, providedCulture(p)), T.String)],
    Join: [func([T.String, rest(T.Object)], (s, items) => join(s, items), T.String), func([T.String, strings], (s, items) => join(s, items), T.String), func([T.String, T.IEnumerable], (s, items) => join(s, toItems(items)), T.String), func([T.Char, rest(T.Object)], (s, items) => join(s.toString(), items)),
      func([T.String, strings, T.Int32, T.Int32], (s, items, i, n) => (i + n > items.length ? netThrow('System.ArgumentOutOfRangeException', `startIndex ('${i}') must be less than or equal to '${items.length - n}'. (Parameter 'startIndex')\nActual value was ${i}.`) : join(s, items.slice(i, i + n))))],
    Concat: [func([rest(T.Object)], (items) => join('', items), T.String), func([T.String, T.String], (a, b) => (a ?? '') + (b ?? ''))],
    IsNullOrEmpty: [func([T.String], (s) => s == null || s === '', T.Boolean)], IsNullOrWhiteSpace: [func([T.String], (s) => s == null || s.trim() === '', T.Boolean)],
    Compare: [func([T.String, T.String, T.Boolean, cultureType], (a, b, i, c) => inOrderOf(c.cultureName, () => Math.sign(compareText(a, b, i))), T.Int32), func([T.String, T.String, cultureType, T.Object], (a, b, c, o) => inOrderOf(c.cultureName, () => Math.sign(compareText(a, b, /IgnoreCase/.test(toText(o))))), T.Int32), func([T.String, T.String], (a, b) => Math.sign(compareText(a, b, false)), T.Int32), func([T.String, T.String, T.Boolean], (a, b, i) => Math.sign(compareText(a, b, i)), T.Int32), func([T.String, T.String, stringComparison], (a, b, m) => { const { ignoreCase, ordinal } = mode(m); const x = folded(a, ignoreCase), y = folded(b, ignoreCase); return ordinal ? (x < y ? -1 : x > y ? 1 : 0) : Math.sign(compareText(a, b, ignoreCase)); }, T.Int32)],
    CompareOrdinal: [func([T.String, T.String], (a, b) => { for (let i = 0; i < Math.min(a.length, b.length); i++) if (a.charCodeAt(i) !== b.charCodeAt(i)) return a.charCodeAt(i) - b.charCodeAt(i); return a.length - b.length; }, T.Int32)],
    Equals: [func([T.String, T.String], (a, b) => a === b, T.Boolean), func([T.String, T.String, stringComparison], (a, b, m) => folded(a ?? '', mode(m).ignoreCase) === folded(b ?? '', mode(m).ignoreCase), T.Boolean)],
    Copy: [func([T.String], (s) => s)], new: [func([T.Char, T.Int32], (c, n) => (n < 0 ? netThrow('System.ArgumentOutOfRangeException', "'count' must be non-negative. (Parameter 'count')", [['ParamName', 'count']]) : c.toString().repeat(n)))],
  },
}));
