/** What String, Char and StringBuilder refuse (String.Manipulation.cs, String.Searching.cs, StringBuilder.cs of .NET 10, in the order in which they look). */
import type { StringBuilder } from '../../values/misc.ts';
import type { Value } from '../../values/value.ts';
import { addGuards } from '../netType.ts';
import type { Guard } from '../netType.ts';
import { T } from '../t.ts';
import { POSITION, atMost, badArgument, counted, countedBack, filled, given, notNegative, outOfRange, outsideArray, place, position } from './refuse.ts';

const sizeOf = (t: unknown): number => (typeof t === 'string' ? t.length : 0);
const isNumber = (v: unknown): v is number => typeof v === 'number';
const WITHIN = 'Index and length must refer to a location within the string.', BEHIND = 'startIndex cannot be larger than length of string.';
function substring(size: number, i: number, n?: number): void {
  if (n === undefined) {
    notNegative(i, 'startIndex');
    if (i > size) outOfRange(BEHIND, 'startIndex');
    return;
  }
  if (i >= 0 && n >= 0 && i + n <= size) return;
  notNegative(i, 'startIndex');
  if (i > size) outOfRange(BEHIND, 'startIndex');
  notNegative(n, 'length');
  outOfRange(WITHIN, 'length');
}
const forward = (s: string, wanted: unknown, i: unknown, n: unknown): void => {
  // Nearly every call.
  if (i === undefined && typeof wanted === 'string') return;
  given(wanted, 'value');
  if (!isNumber(i)) return;
  position(i, s.length, 'startIndex');
  if (isNumber(n)) counted(n, s.length - i);
};
/** Where a search backwards begins may be the length itself for text, not for characters; empty text is never looked at. */
const backward = (s: string, wanted: unknown, i: unknown, n: unknown): void => {
  given(wanted, 'value');
  if (!isNumber(i)) return;
  const isText = typeof wanted === 'string';
  if (s.length === 0 && (!isText || i === -1 || i === 0)) return;
  if (i < 0 || i > s.length || (!isText && i === s.length)) place(i, 0, 'startIndex');
  const at = i === s.length ? i - 1 : i, many = i === s.length && isNumber(n) && n > 0 ? n - 1 : n;
  if (isNumber(many)) countedBack(at, many);
};
const any = (s: string, cs: unknown, i: unknown, n: unknown, last: boolean): void => {
  given(cs, 'anyOf');
  if (isNumber(i)) { if (last) { if (s.length > 0) place(i, s.length, 'startIndex'); } else position(i, s.length, 'startIndex'); if (isNumber(n)) { if (last) countedBack(i, n); else counted(n, s.length - i); } }
};
const value = (_: string, v: unknown): void => given(v, 'value');
const inText = (_: void, s: unknown, i: unknown): void => {
  if (!isNumber(i)) return;
  given(s, 's');
  if (i < 0 || i >= (s as string).length) outOfRange('Specified argument was out of the range of valid values.', 'index');
};
const format: Guard<unknown> = (_: unknown, first: Value, second?: Value) => given(typeof first === 'string' || first === null && second === undefined ? first : typeof second === 'string' ? second : first, 'format');

addGuards<string>(T.String, {
  create: (_: void, what: unknown, i: unknown, n: unknown) => {
    if (Array.isArray(what) && isNumber(i) && isNumber(n)) {
      notNegative(i, 'startIndex');
      notNegative(n, 'length');
      atMost(i, what.length - n, 'startIndex');
    } else if (isNumber(i)) notNegative(i, 'count');
  },
  methods: {
    PadLeft: (_, n: number) => notNegative(n, 'totalWidth'), PadRight: (_, n: number) => notNegative(n, 'totalWidth'),
    IndexOf: forward, LastIndexOf: backward, IndexOfAny: (s, cs: unknown, i: unknown, n: unknown) => any(s, cs, i, n, false), LastIndexOfAny: (s, cs: unknown, i: unknown, n: unknown) => any(s, cs, i, n, true),
    Split: (_, __: unknown, n: unknown) => { if (isNumber(n)) notNegative(n, 'count'); }, Replace: (_, old: unknown) => filled(old, 'oldValue'),
    Contains: value, StartsWith: value, EndsWith: value,
    ToCharArray: (s, i?: number, n?: number) => {
      if (i === undefined || n === undefined || (i >= 0 && n >= 0 && i + n <= s.length)) return;
      notNegative(n, 'length');
      const wide = i >>> 0;
      atMost(wide, wide > s.length ? s.length : s.length - n, 'startIndex');
    },
    Substring: (s, i: number, n?: number) => substring(s.length, i, n),
    Remove: (s, i: number, n?: number) => {
      if (n === undefined) {
        if (i < 0) outOfRange('StartIndex cannot be less than zero.', 'startIndex');
        if (i > s.length) outOfRange(BEHIND, 'startIndex');
        return;
      }
      notNegative(i, 'startIndex');
      notNegative(n, 'count');
      atMost(n, s.length - i, 'count');
    },
    Insert: (s, i: number, t: unknown) => { given(t, 'value'); atMost(i >>> 0, s.length, 'startIndex'); },
    CopyTo: (s, i: number, to: readonly Value[], j: number, n: number) => {
      given(to, 'destination');
      notNegative(n, 'count');
      notNegative(i, 'sourceIndex');
      atMost(n, s.length - i, 'sourceIndex');
      notNegative(j, 'destinationIndex');
      atMost(j, to.length - n, 'destinationIndex');
    },
  },
  statics: {
    Join: (_, __: unknown, items: unknown, i: unknown, n: unknown) => {
      given(items, isNumber(i) ? 'value' : 'values');
      if (isNumber(i) && isNumber(n)) { notNegative(i, 'startIndex'); notNegative(n, 'count'); atMost(i, (items as readonly Value[]).length - n, 'startIndex'); }
    },
    Format: format, Intern: (_, s: unknown) => given(s, 'str'), IsInterned: (_, s: unknown) => given(s, 'str'),
    Compare: (_, a: unknown, i: unknown, b: unknown, j: unknown, n: unknown) => {
      if (!isNumber(i) || !isNumber(j) || !isNumber(n)) return;
      const lengths = [a, b].map((t, k) => Math.min(n, sizeOf(t) - (k === 0 ? i : j))) as [number, number];
      notNegative(lengths[0], 'length1');
      notNegative(lengths[1], 'length2');
      notNegative(i, 'offset1');
      notNegative(j, 'offset2');
    },
    CompareOrdinal: (_, a: unknown, i: unknown, b: unknown, j: unknown, n: unknown) => {
      if (!isNumber(i) || !isNumber(j) || !isNumber(n)) return;
      notNegative(n, 'length');
      if (i < 0) outOfRange(POSITION, 'indexA');
      if (j < 0) outOfRange(POSITION, 'indexB');
      position(i, sizeOf(a), 'indexA');
      position(j, sizeOf(b), 'indexB');
    },
  },
});
const ofChar = ['IsDigit', 'IsLetter', 'IsLetterOrDigit', 'IsUpper', 'IsLower', 'IsWhiteSpace', 'IsControl', 'IsPunctuation', 'IsSeparator', 'IsSymbol', 'IsNumber', 'IsSurrogate', 'IsHighSurrogate', 'IsLowSurrogate', 'IsSurrogatePair', 'GetNumericValue', 'GetUnicodeCategory'];
addGuards(T.Char, { statics: {
  ...Object.fromEntries(ofChar.map((name) => [name, inText])),
  ConvertToUtf32: (_, s: unknown, i: unknown) => {
    if (isNumber(i)) { given(s, 's'); place(i, (s as string).length, 'index'); return; }
    const [high, low] = [s, i].map((c) => String(c).charCodeAt(0)) as [number, number];
    if (high < 0xd800 || high > 0xdbff) outOfRange('A valid high surrogate character is between 0xd800 and 0xdbff, inclusive.', 'highSurrogate');
    if (low < 0xdc00 || low > 0xdfff) outOfRange('A valid low surrogate character is between 0xdc00 and 0xdfff, inclusive.', 'lowSurrogate');
  },
} });

const char = (b: StringBuilder, i: number): void => { if (i < 0 || i >= b.length) outsideArray(); };
const sized = (_: unknown, value_: Value): void => notNegative(Number(value_), 'value');
addGuards<StringBuilder>(T.StringBuilder, {
  create: (_: void, first: unknown, second: unknown) => {
    const capacity = isNumber(first) ? first : second;
    if (isNumber(first) && isNumber(second)) {
      if (first > second) outOfRange('Capacity exceeds maximum capacity.', 'capacity');
      if (second < 1) outOfRange(`maxCapacity ('${second}') must be a non-negative and non-zero value.`, 'maxCapacity', second);
    }
    if (isNumber(capacity)) notNegative(capacity, 'capacity');
  },
  props: { Length: sized, Capacity: (b, n: Value) => { sized(b, n); if (Number(n) < b.length) outOfRange('capacity was less than the current size.', 'value'); } },
  methods: {
    Remove: (b, i: number, n: number) => { notNegative(n, 'length'); notNegative(i, 'startIndex'); if (n > b.length - i) outOfRange(POSITION, 'length'); },
    Insert: (b, i: number, _: unknown, n?: unknown) => { if (isNumber(n)) notNegative(n, 'count'); position(i, b.length, 'index'); },
    Chars: char, get_Chars: char, EnsureCapacity: (_, n: number) => notNegative(n, 'capacity'),
    ToString: (b, i?: number, n?: number) => { if (n !== undefined && i !== undefined) substring(b.length, i, n); },
    Append: (_, v: unknown, i: unknown, n: unknown) => {
      if (!isNumber(i)) return;
      if (!isNumber(n)) { notNegative(i, 'repeatCount'); return; }
      if (v === null) { if (i !== 0 || n !== 0) given(v, 'value'); return; }
      notNegative(n, Array.isArray(v) ? 'charCount' : 'count');
      notNegative(i, 'startIndex');
      if (i > (v as string).length - n) outOfRange(POSITION, Array.isArray(v) ? 'charCount' : 'startIndex');
    },
    AppendFormat: format, AppendJoin: (_, __: unknown, items: unknown) => given(items, 'values'),
    Replace: (b, old: unknown, _: unknown, i: unknown, n: unknown) => {
      if (isNumber(i) && isNumber(n)) { position(i, b.length, 'startIndex'); if (n < 0 || i > b.length - n) outOfRange(POSITION, 'count'); }
      filled(old, 'oldValue');
    },
    CopyTo: (b, i: number, to: readonly Value[], j: number, n: number) => {
      given(to, 'destination');
      notNegative(n, 'count');
      notNegative(j, 'destinationIndex');
      if (j > to.length - n) badArgument('Either offset did not refer to a position in the string, or there is an insufficient length of destination character array.');
      position(i, b.length, 'sourceIndex');
      if (i > b.length - n) badArgument('Source string was not long enough. Check sourceIndex and count.');
    },
  },
});
