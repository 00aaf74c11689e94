/** System.Text.StringBuilder. */
import { convertTo } from '../../convert/convert.ts';
import { currentCulture } from '../../convert/culture.ts';
import { netThrow } from '../../errors/raise.ts';
import { formatValue } from '../../convert/formatValue.ts';
import { guardString } from '../../run/budget.ts';
import { current } from '../../run/current.ts';
import { composite } from '../../operators/format.ts';
import { StringBuilder } from '../../values/misc.ts';
import type { Value } from '../../values/value.ts';
import { Char } from '../../values/char.ts';
import { toItems } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import { func, laterType, method, rest } from '../netType.ts';
import { place } from '../guards/refuse.ts';
import { T } from '../t.ts';

const text = (v: unknown): string => (Array.isArray(v) ? v.map((x) => toText(x as Value)).join('') : formatValue(v as Value, ''));
const add = (b: StringBuilder, t: string): StringBuilder => { const before = b.length; b.append(t); if (before >> 20 !== b.length >> 20) guardString(current(), b.length); return b; };
const edit = (b: StringBuilder, change: (s: string) => string): StringBuilder => { b.replaceAll(change(b.toString())); return b; };
/** One with room for so many characters; none asked for is room for 16. */
function sized(text: string, capacity: number): StringBuilder {
  const made = new StringBuilder().append(text);
  made.capacity = capacity === 0 ? 16 : capacity;
  return made;
}
laterType<StringBuilder>(T.StringBuilder, () => ({
  text: (b) => b.toString(), index: {
    // What is read where nothing is, is null: an indexer's error ends in that (PSGetIndexBinder.SafeIndexResult). What is written there, is refused.
    get: (b, i) => { const n = convertTo(i, T.Int32) as number; return n < 0 || n >= b.length ? null : Char.of(b.toString().charCodeAt(n)); },
    set: (b, i, v) => { const n = convertTo(i, T.Int32) as number, c = toText(convertTo(v, T.Char)); place(n, b.length, 'index'); edit(b, (s) => s.slice(0, n) + c + s.slice(n + 1)); },
  },
  create: [func([], () => new StringBuilder()), func([T.Int32], (n) => sized('', n)), func([T.Int32, T.Int32], (n, most) => { const made = sized('', n === 0 ? Math.min(16, most) : n); made.maxCapacity = most; return made; }), func([T.String], (s) => new StringBuilder().append(s ?? '')), func([T.String, T.Int32], (s, n) => sized(s ?? '', n))],
  props: { Capacity: [T.Int32, (b) => Math.max(b.capacity, b.length), (b, v) => { b.capacity = Number(v); }], MaxCapacity: [T.Int32, (b) => b.maxCapacity], Length: [T.Int32, (b) => b.length, (b, v) => { const n = Number(v); edit(b, (s) => s.slice(0, n).padEnd(n, '\0')); }] },
  methods: {
    Append: [method([T.String], (b, s) => add(b, s ?? '')), method([T.Char], (b, c) => add(b, c.toString())), method([T.Object], (b, v) => add(b, text(v))), method([T.Char, T.Int32], (b, c, n) => (n < 0 ? netThrow('System.ArgumentOutOfRangeException', "repeatCount ('-1') must be a non-negative value. (Parameter 'repeatCount')".replace('-1', String(n)), [['ParamName', 'repeatCount']]) : add(b, c.toString().repeat(n)))), method([T.String, T.Int32, T.Int32], (b, s, i, n) => add(b, s.slice(i, i + n)))],
    AppendLine: [method([], (b) => add(b, '\n')), method([T.String], (b, s) => add(b, `${s ?? ''}\n`))], AppendFormat: [method([T.String, rest(T.Object)], (b, f, args) => add(b, composite(f, args, currentCulture())))], AppendJoin: [method([T.String, rest(T.Object)], (b, s, items) => add(b, toItems(items as Value).map(toText).join(s)))],
    Insert: [method([T.Int32, T.Object], (b, i, v) => edit(b, (s) => s.slice(0, i) + text(v) + s.slice(i)))], Remove: [method([T.Int32, T.Int32], (b, i, n) => edit(b, (s) => s.slice(0, i) + s.slice(i + n)))], Replace: [method([T.String, T.String], (b, x, y) => edit(b, (s) => s.replaceAll(x, () => y ?? ''))), method([T.Char, T.Char], (b, x, y) => edit(b, (s) => s.replaceAll(x.toString(), y.toString())))],
    Chars: [method([T.Int32], (b, i) => Char.of(b.toString().charCodeAt(i)))], CopyTo: [method([T.Int32, T.Array, T.Int32, T.Int32], (b, at, to, i, n) => { for (let k = 0; k < n; k++) to[i + k] = Char.of(b.toString().charCodeAt(at + k)); }, T.Void)], Clear: [method([], (b) => edit(b, () => ''))], ToString: [method([], (b) => b.toString(), T.String), method([T.Int32, T.Int32], (b, i, n) => b.toString().slice(i, i + n), T.String)], EnsureCapacity: [method([T.Int32], (b, n) => (b.capacity = Math.max(b.capacity, n)))], Equals: [method([T.Object], (b, o) => o instanceof StringBuilder && o.toString() === b.toString())],
  },
}), StringBuilder);
