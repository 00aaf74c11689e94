/** Regex, Match, Group and the collections they come in. */
import { toText } from '../../convert/toText.ts';
import { allMatches, firstMatch, matchOf } from '../../operators/regexMatch.ts';
import { translate } from '../../operators/regexTranslate.ts';
import { replaceAll, replacementPieces } from '../../operators/replace.ts';
import { current } from '../../run/current.ts';
import { typedArray } from '../../values/arrays.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { List } from '../../values/lists.ts';
import { Group, Match, Regex } from '../../values/regex.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { regexOptions } from '../system/enums.ts';
import { castError } from '../../convert/castError.ts';
import { NetThrow } from '../../errors/raise.ts';
import { constant, from, func, laterType, method, netType } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { TimeSpan } from '../../values/timeSpan.ts';
import { T, named } from '../t.ts';

const flags = (v: unknown): number => (v instanceof EnumValue ? v.value & ~8 & ~512 : typeof v === 'number' ? v : 0);
const matchCollection = named<List>('System.Text.RegularExpressions.MatchCollection', [], { interfaces: ['System.Collections.IList', 'System.Collections.ICollection', 'System.Collections.IEnumerable'] });
/** The groups of a match: by number and by name. */
class GroupCollection extends NetObject { readonly match: Match; constructor(match: Match) { super(); this.match = match; } }
const groupCollection = named<GroupCollection>('System.Text.RegularExpressions.GroupCollection', [], { interfaces: ['System.Collections.IEnumerable'] });
const namesInOrder = (r: Regex): string[] => [...r.groupNames].sort((a, b) => Number(/^\d/.test(b)) - Number(/^\d/.test(a)));
const missing = (): Group => new Group('', false, 0, '');
laterType(matchCollection, () => ({ props: { Count: [T.Int32, (l) => l.items.length] }, methods: { Item: [method([T.Int32], (l, i) => l.items[i])] } }));
const ordered = (m: Match): Group[] => [...m.groups].sort((a, b) => Number(/^\d+$/.test(b.name)) - Number(/^\d+$/.test(a.name)));
laterType(groupCollection, () => ({
  enumerate: (g) => ordered(g.match), index: { get: (g, i) => g.match.groups.find((x) => x.name === toText(i)) ?? missing() }, props: { Count: [T.Int32, (g) => g.match.groups.length], Keys: [undefined, (g) => ordered(g.match).map((x) => x.name)], Values: [undefined, (g) => ordered(g.match)] },
  methods: { ContainsKey: [method([T.String], (g, k) => g.match.groups.some((x) => x.name === k), T.Boolean)], Item: [method([T.Object], (g, k) => g.match.groups.find((x) => x.name === toText(k)) ?? missing())] },
}), GroupCollection);
const many = (regex: Regex, text: string): List => new List(matchCollection, T.Match, allMatches(regex, text));
function replacer(by: unknown, regex: Regex): Parameters<typeof replaceAll>[2] {
  if (typeof by === 'string') return replacementPieces(by, regex);
  return (found) => toText(current().runBlock(by as never, { args: [matchOf(regex, found)], item: matchOf(regex, found) })[0]);
}
const cut = (regex: Regex, text: string, count = 0): Value => {
  const out: string[] = [];
  let at = 0;
  for (const m of allMatches(regex, text)) { if (count > 0 && out.length >= count - 1) break; out.push(text.slice(at, m.index), ...ordered(m).slice(1).filter((g) => g.success).map((g) => g.text)); at = m.index + m.text.length; }
  out.push(text.slice(at));
  return typedArray(T.String, out);
};
// A span cannot be boxed: PowerShell lists it and gives null.
const groupProps = { Success: [T.Boolean, (g: Group) => g.success], Name: [T.String, (g: Group) => g.name], Captures: [undefined, (g: Group) => [g]], Index: [T.Int32, (g: Group) => g.index], Length: [T.Int32, (g: Group) => g.text.length], Value: [T.String, (g: Group) => g.text], ValueSpan: [undefined, () => null] } as const;
laterType<Group>(T.Group, () => ({ text: (g) => g.text, props: groupProps, methods: { ToString: [method([], (g) => g.text, T.String)] } }), Group);
netType<Match>(T.Match, {
  class: Match, base: T.Group, text: (m) => m.text, props: { Groups: [undefined, (m) => new GroupCollection(m)], ...groupProps },
  methods: { ToString: [method([], (m) => m.text, T.String)], NextMatch: [method([], (m) => firstMatch(m.regex, m.input, m.index + Math.max(1, m.text.length)))], Result: [method([T.String], (m, t) => replaceAll(m.text, m.regex, replacementPieces(t, m.regex)))] },
});
const block = T.ScriptBlock;
laterType<Regex>(T.Regex, () => ({
  text: (r) => r.pattern, create: [func([T.String], (p) => translate(p, 0)), func([T.String, regexOptions], (p, o) => translate(p, flags(o))), func([T.String, regexOptions, T.TimeSpan], (p, o) => translate(p, flags(o)))],
  props: { Options: [regexOptions, (r) => new EnumValue(regexOptions, r.options)], RightToLeft: [T.Boolean, () => false], MatchTimeout: [T.TimeSpan, () => new TimeSpan(-10_000n)] },
  methods: {
    ToString: [method([], (r) => r.pattern, T.String)], IsMatch: [method([T.String], (r, s) => firstMatch(r, s).success, T.Boolean), method([T.String, T.Int32], (r, s, i) => firstMatch(r, s, i).success, T.Boolean)], Match: [method([T.String], (r, s) => firstMatch(r, s), T.Match), method([T.String, T.Int32], (r, s, i) => firstMatch(r, s, i), T.Match)], Matches: [method([T.String], many)],
    Replace: [method([T.String, T.String], (r, s, by) => replaceAll(s, r, replacer(by, r)), T.String), method([T.String, block], (r, s, by) => replaceAll(s, r, replacer(by, r)), T.String), method([T.String, T.String, T.Int32], (r, s, by, n) => replaceAll(s, r, replacer(by, r), n), T.String), method([T.String, block, T.Int32], (r, s, by, n) => replaceAll(s, r, replacer(by, r), n), T.String)],
    Split: [method([T.String], (r, s) => cut(r, s)), method([T.String, T.Int32], (r, s, n) => cut(r, s, n))], GetGroupNames: [method([], (r) => typedArray(T.String as unknown as NetType, namesInOrder(r)))], GroupNumberFromName: [method([T.String], (r, n) => namesInOrder(r).indexOf(n), T.Int32)], GroupNameFromNumber: [method([T.Int32], (r, n) => namesInOrder(r)[n] ?? '', T.String)], Count: [method([T.String], (r, s) => many(r, s).items.length, T.Int32)], GetGroupNumbers: [method([], (r) => r.groupNames.map((_, i) => i))],
  },
  statics: {
    IsMatch: [func([T.String, T.String], (s, p) => firstMatch(translate(p, 0), s).success, T.Boolean), func([T.String, T.String, regexOptions], (s, p, o) => firstMatch(translate(p, flags(o)), s).success, T.Boolean)], Match: [func([T.String, T.String], (s, p) => firstMatch(translate(p, 0), s)), func([T.String, T.String, regexOptions], (s, p, o) => firstMatch(translate(p, flags(o)), s))], Matches: [func([T.String, T.String], (s, p) => many(translate(p, 0), s)), func([T.String, T.String, regexOptions], (s, p, o) => many(translate(p, flags(o)), s))],
    Replace: [func([T.String, T.String, T.String], (s, p, by) => { const r = translate(p, 0); return replaceAll(s, r, replacer(by, r)); }, T.String), func([T.String, T.String, block], (s, p, by) => { const r = translate(p, 0); return replaceAll(s, r, replacer(by, r)); }, T.String), func([T.String, T.String, T.String, regexOptions], (s, p, by, o) => { const r = translate(p, flags(o)); return replaceAll(s, r, replacer(by, r)); }, T.String), func([T.String, T.String, block, regexOptions], (s, p, by, o) => { const r = translate(p, flags(o)); return replaceAll(s, r, replacer(by, r)); }, T.String)],
    Count: [func([T.String, T.String], (s, p) => many(translate(p, 0), s).items.length, T.Int32), func([T.String, T.String, regexOptions], (s, p, o) => many(translate(p, flags(o)), s).items.length, T.Int32)], CacheSize: constant(15), InfiniteMatchTimeout: constant(new TimeSpan(-10_000n)),
    Split: [func([T.String, T.String], (s, p) => cut(translate(p, 0), s)), func([T.String, T.String, regexOptions], (s, p, o) => cut(translate(p, flags(o)), s))], Escape: [func([T.String], (s) => s.replace(/[\\*+?|{[()^$.#]/g, '\\$&').replace(/ /g, '\\ ').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r'), T.String)], Unescape: [func([T.String], (s) => s.replace(/\\t/g, '\t').replace(/\\n/g, '\n').replace(/\\r/g, '\r').replace(/\\(.)/g, '$1'), T.String)],
  },
  convert: [from(T.String, (s: string) => { try { return translate(s, 0); } catch (e) { if (!(e instanceof NetThrow)) throw e; return castError(s, T.Regex, 'InvalidCastFromStringToRegex', e.exception.message, e.exception.netType.name); } })],
}), Regex);
