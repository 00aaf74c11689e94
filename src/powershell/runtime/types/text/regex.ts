/** Regex, Match, Group and the collections they come in. */
import { castError } from '../../convert/castError.ts';
import { toText } from '../../convert/toText.ts';
import { NetThrow, netThrow } from '../../errors/raise.ts';
import { MatchList, failedMatch, firstMatch, firstPlace, matchOf, splitText } from '../../operators/regexMatch.ts';
import { unescape } from '../../regex/unescape.ts';
import { timedRegex, translate } from '../../operators/regexTranslate.ts';
import { replaceAll, replacementPieces } from '../../operators/replace.ts';
import { current } from '../../run/current.ts';
import { typedArray } from '../../values/arrays.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { List } from '../../values/lists.ts';
import { Capture, Group, Match, Regex } from '../../values/regex.ts';
import { TimeSpan } from '../../values/timeSpan.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { regexOptions } from '../system/enums.ts';
import { constant, from, func, laterType, method, netType } from '../netType.ts';
import type { Overload } from '../netType.ts';
import { T, named } from '../t.ts';

const NAMES = 'System.Text.RegularExpressions.', LISTS = { interfaces: ['System.Collections.IList', 'System.Collections.ICollection', 'System.Collections.IEnumerable'] };
const matchCollection = named<List>(`${NAMES}MatchCollection`, [], LISTS), captureCollection = named<List>(`${NAMES}CaptureCollection`, [], LISTS);
/** The groups of a match: by number and by name. */
class GroupCollection extends NetObject { readonly match: Match; constructor(match: Match) { super(); this.match = match; } }
const groupCollection = named<GroupCollection>(`${NAMES}GroupCollection`, [], { interfaces: ['System.Collections.IEnumerable'] });
const missing = new Group('', false, 0, '');
const groupAt = (m: Match, key: Value): Group => m.groups[typeof key === 'string' ? m.regex.groupNames.indexOf(key) : m.regex.parsed.numbers.indexOf(typeof key === 'number' ? key : Number(toText(key)))] ?? missing;
for (const type of [matchCollection, captureCollection]) laterType<List>(type, () => ({ enumerate: (l) => l.items, props: { Count: [T.Int32, (l) => (l instanceof MatchList ? l.count : l.items.length)] }, methods: { Item: [method([T.Int32], (l, i) => l.items[i])] } }));
laterType(groupCollection, () => ({
  enumerate: (g) => g.match.groups, index: { get: (g, i) => groupAt(g.match, i) },
  props: { Count: [T.Int32, (g) => g.match.groups.length], Keys: [undefined, (g) => g.match.groups.map((x) => x.name)], Values: [undefined, (g) => g.match.groups] },
  methods: { ContainsKey: [method([T.String], (g, k) => g.match.regex.groupNames.includes(k), T.Boolean)], Item: [method([T.Object], (g, k) => groupAt(g.match, k))] },
}), GroupCollection);

function optionsOf(v: unknown): number {
  const options = v instanceof EnumValue ? v.value : typeof v === 'number' ? v : 0;
  const known = options >= 0 && options < 2048 && (options & 128) === 0, ecma = (options & 256) === 0 || (options & ~(256 | 1 | 2 | 8 | 512)) === 0;
  return known && ecma ? options : netThrow('System.ArgumentOutOfRangeException', 'Specified argument was out of the range of valid values. (Parameter \'options\')', [['ParamName', 'options']]);
}
const isNull = (name: string): never => netThrow('System.ArgumentNullException', `Value cannot be null. (Parameter '${name}')`, [['ParamName', name]]);
const made = (pattern: string, options?: unknown, limit?: TimeSpan): Regex => {
  if (pattern == null) isNull('pattern');
  if (limit === undefined) return translate(pattern, optionsOf(options));
  const ms = Number(limit.ticks / 10_000n);
  if (ms !== -1 && ms <= 0) netThrow('System.ArgumentOutOfRangeException', "Specified argument was out of the range of valid values. (Parameter 'matchTimeout')", [['ParamName', 'matchTimeout']]);
  return ms === -1 ? translate(pattern, optionsOf(options)) : timedRegex(pattern, optionsOf(options), ms);
};
function placed(text: string, at: number, name: string): number {
  return at >= 0 && at <= text.length ? at : netThrow('System.ArgumentOutOfRangeException', `Start index cannot be less than 0 or greater than input length. (Parameter '${name}')`, [['ParamName', name]]);
}
const many = (regex: Regex, text: string, start = firstPlace(regex, text)): MatchList => new MatchList(matchCollection, T.Match, regex, text, placed(text, start, 'startat'));
/** A match in a part of the text: places are the part's. */
const inPart = (r: Regex, text: string, at: number, length: number): Match => firstMatch(r, text.slice(placed(text, at, 'beginning'), at + length));
function replaced(r: Regex, text: string, by: unknown, count = -1, start = firstPlace(r, text)): string {
  if (count < -1) netThrow('System.ArgumentOutOfRangeException', "Count cannot be less than -1. (Parameter 'count')", [['ParamName', 'count']]);
  const how: Parameters<typeof replaceAll>[2] = typeof by === 'string' ? replacementPieces(by, r) : (found) => { const m = matchOf(r, found); return toText(current().runBlock(by as never, { args: [m], item: m })[0]); };
  return replaceAll(text, r, how, count, placed(text, start, 'startat'));
}
const cut = (r: Regex, text: string, count = 0, start?: number): Value => {
  if (count < 0) netThrow('System.ArgumentOutOfRangeException', "Count cannot be less than -1. (Parameter 'count')", [['ParamName', 'count']]);
  return typedArray(T.String, splitText(r, text, count, start === undefined ? undefined : placed(text, start, 'startat')));
};
const captures = (g: Group): List => new List(captureCollection, T.Capture, [...g.captures]);
// A span cannot be boxed: PowerShell lists it and gives null.
const captureProps = { Index: [T.Int32, (g: Capture) => (g instanceof Group ? g.located() : g.index)], Length: [T.Int32, (g: Capture) => g.text.length], Value: [T.String, (g: Capture) => g.text], ValueSpan: [undefined, () => null] } as const;
const groupProps = { Success: [T.Boolean, (g: Group) => g.success], Name: [T.String, (g: Group) => g.name], Captures: [undefined, captures], ...captureProps } as const;
laterType<Capture>(T.Capture, () => ({ text: (c) => c.text, props: captureProps, methods: { ToString: [method([], (c) => c.text, T.String)] } }), Capture);
netType<Group>(T.Group, { class: Group, base: T.Capture, text: (g) => g.text, props: groupProps, methods: { ToString: [method([], (g) => g.text, T.String)] } });
/** What a replacement text makes of one match alone. */
const result = (m: Match, text: string): string => {
  const pieces = replacementPieces(text, m.regex), found = m.groups.map((g) => g.text);
  return pieces.map((p) => (typeof p === 'string' ? p : 'group' in p ? found[p.group] ?? '' : p.special === '&' ? m.text : p.special === '`' ? m.input.slice(0, m.index) : p.special === "'" ? m.input.slice(m.index + m.text.length) : p.special === '_' ? m.input : found.at(-1) ?? '')).join('');
};
const after = (m: Match): Match => {
  const back = m.regex.isRightToLeft, end = back ? m.index : m.index + m.text.length, next = m.text.length > 0 ? end : back ? end - 1 : end + 1;
  return m.success && next >= 0 && next <= m.input.length ? firstMatch(m.regex, m.input, next) : failedMatch(m.regex, m.input);
};
netType<Match>(T.Match, {
  class: Match, base: T.Group, text: (m) => m.text, props: { Groups: [undefined, (m) => new GroupCollection(m)], ...groupProps },
  methods: { ToString: [method([], (m) => m.text, T.String)], NextMatch: [method([], after)], Result: [method([T.String], (m, t) => (m.success ? result(m, t) : netThrow('System.NotSupportedException', 'Result cannot be called on a failed Match.')))] },
});
/** Static methods: (input, pattern, …), then with options, then with a time limit. */
const asked = (more: readonly (typeof T.String | typeof T.ScriptBlock)[], run: (r: Regex, text: string, by: unknown) => unknown, returns?: typeof T.String | typeof T.Boolean | typeof T.Int32): Overload[] => [
  func([T.String, T.String, ...more], (s, p, by) => run(made(p), s, by), returns),
  func([T.String, T.String, ...more, regexOptions], (s, p, ...rest: unknown[]) => run(made(p, rest.at(-1)), s, rest[0]), returns),
  func([T.String, T.String, ...more, regexOptions, T.TimeSpan], (s, p, ...rest: unknown[]) => run(made(p, rest.at(-2), rest.at(-1) as TimeSpan), s, rest[0]), returns),
];
const block = T.ScriptBlock;
laterType<Regex>(T.Regex, () => ({
  text: (r) => r.pattern, create: [func([T.String], (p) => made(p)), func([T.String, regexOptions], (p, o) => made(p, o)), func([T.String, regexOptions, T.TimeSpan], (p, o, t) => made(p, o, t))],
  props: { Options: [regexOptions, (r) => new EnumValue(regexOptions, r.options)], RightToLeft: [T.Boolean, (r) => r.isRightToLeft], MatchTimeout: [T.TimeSpan, (r) => new TimeSpan(BigInt(r.limit) * 10_000n)] },
  methods: {
    ToString: [method([], (r) => r.pattern, T.String)],
    IsMatch: [method([T.String], (r, s) => firstMatch(r, s).success, T.Boolean), method([T.String, T.Int32], (r, s, i) => firstMatch(r, s, placed(s, i, 'startat')).success, T.Boolean)],
    Match: [method([T.String], (r, s) => firstMatch(r, s), T.Match), method([T.String, T.Int32], (r, s, i) => firstMatch(r, s, placed(s, i, 'startat')), T.Match), method([T.String, T.Int32, T.Int32], inPart, T.Match)],
    Matches: [method([T.String], (r, s) => many(r, s)), method([T.String, T.Int32], (r, s, i) => many(r, s, i))],
    Replace: [T.String, block].flatMap((by) => [
      method([T.String, by], (r: Regex, s, how) => replaced(r, s, how), T.String), method([T.String, by, T.Int32], (r: Regex, s, how, n) => replaced(r, s, how, n), T.String),
      method([T.String, by, T.Int32, T.Int32], (r: Regex, s, how, n, i) => replaced(r, s, how, n, i), T.String),
    ]),
    Split: [method([T.String], (r, s) => cut(r, s)), method([T.String, T.Int32], cut), method([T.String, T.Int32, T.Int32], cut)],
    GetGroupNames: [method([], (r) => typedArray(T.String, [...r.groupNames]))], GetGroupNumbers: [method([], (r) => typedArray(T.Int32, [...r.parsed.numbers]))],
    GroupNumberFromName: [method([T.String], (r, n) => r.parsed.numbers[r.groupNames.indexOf(n)] ?? -1, T.Int32)], GroupNameFromNumber: [method([T.Int32], (r, n) => r.groupNames[r.parsed.numbers.indexOf(n)] ?? '', T.String)],
    Count: [method([T.String], (r, s) => many(r, s).count, T.Int32)],
  },
  statics: {
    IsMatch: asked([], (r, s) => firstMatch(r, s).success, T.Boolean), Match: asked([], (r, s) => firstMatch(r, s)), Matches: asked([], (r, s) => many(r, s)), Count: asked([], (r, s) => many(r, s).count, T.Int32),
    Replace: [...asked([T.String], (r, s, by) => replaced(r, s, by), T.String), ...asked([block], (r, s, by) => replaced(r, s, by), T.String)], Split: asked([], (r, s) => cut(r, s)),
    CacheSize: constant(15), InfiniteMatchTimeout: constant(new TimeSpan(-10_000n)),
    Escape: [func([T.String], (s) => s.replace(/[\\*+?|{[()^$.# ]/g, '\\$&').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\f/g, '\\f'), T.String)],
    Unescape: [func([T.String], unescape, T.String)],
  },
  convert: [from(T.String, (s: string) => { try { return translate(s, 0); } catch (e) { if (!(e instanceof NetThrow)) throw e; return castError(s, T.Regex, 'InvalidCastFromStringToRegex', e.exception.message, e.exception.netType.name); } })],
}), Regex);
