/** Match objects of .NET out of what matchers find. */
import { capturesAt } from '../regex/matchers.ts';
import { Capture, Group, Match, UNPLACED, readMatchesBy } from '../values/regex.ts';
import { List } from '../values/lists.ts';
import { savable } from '../values/savable.ts';
import type { Value } from '../values/value.ts';
import { checkBudgets } from '../run/budget.ts';
import { current } from '../run/current.ts';
import type { NetType } from '../types/netType.ts';
import type { Found, Regex } from '../values/regex.ts';

const indexed = new WeakMap<Regex, RegExp>();
/** Where the groups of a match stand: start and end of each capture; the last alone where JavaScript found it. */
function places(m: Match): NonNullable<Found['captures']> {
  const { plain } = m.regex;
  if (m.places !== undefined || plain === undefined) return m.places ?? [];
  let matcher = indexed.get(m.regex);
  if (matcher === undefined) indexed.set(m.regex, (matcher = new RegExp(plain.source, plain.ignoreCase ? 'diy' : 'dy')));
  matcher.lastIndex = m.index;
  const indices = matcher.exec(m.input)?.indices ?? [], out: (readonly number[])[] = [];
  for (const [i, slot] of plain.slots.entries()) out[slot] = indices[i] ?? [];
  return out;
}
/** The Match of a result; without the texts of its groups it finds them again when it is asked for them. */
export const matchOf = (regex: Regex, found: Found, withTexts = true): Match =>
  new Match(regex, found.input, true, found.index, found[0], found.captures, withTexts && found.captures === undefined && regex.plain !== undefined && found.length > 1 ? found : undefined);
/** The first group is the match itself. */
function groupsOf(m: Match): readonly Group[] {
  const { groupNames } = m.regex;
  if (!m.success || groupNames.length === 1) return [m];
  const { texts } = m;
  if (texts !== undefined) {
    m.texts = undefined;
    return groupNames.map((name, slot) => { const text = texts[slot]; return slot === 0 ? m : text === undefined ? new Group(name, false, 0, '') : new Group(name, true, UNPLACED, text, m); });
  }
  const captures = places(m);
  return groupNames.map((name, slot) => {
    const held = captures[slot] ?? [], last = held.length - 2;
    if (slot === 0) return m;
    return last < 0 ? new Group(name, false, 0, '') : new Group(name, true, held[last] ?? 0, m.input.slice(held[last], held[last + 1]), m);
  });
}
/** Gives all groups of a match their places. */
function locate(m: Match): void {
  const captures = places(m);
  for (const [slot, group] of m.groups.entries()) if (group.index === UNPLACED) group.index = captures[slot]?.at(-2) ?? 0;
}
function earlierCaptures(m: Match, name: string): Capture[] {
  const held = (m.places ?? capturesAt(m.regex.parsed, m.input, m.index))?.[m.regex.groupNames.indexOf(name)] ?? [];
  return Array.from({ length: Math.max(0, held.length / 2 - 1) }, (_, i) => new Capture(held[i * 2] ?? 0, m.input.slice(held[i * 2], held[i * 2 + 1])));
}
readMatchesBy({ groups: groupsOf, locate, earlier: earlierCaptures });
/** The match that says there is none. */
export const failedMatch = (regex: Regex, text: string): Match => new Match(regex, text, false, 0, '');
/** Where a search begins that was given no place. */
export const firstPlace = (regex: Regex, text: string): number => (regex.isRightToLeft ? text.length : 0);
/** What is found from a place on, and the place to go on from; a match without text is gone past by one. */
export function* foundFrom(regex: Regex, text: string, from = firstPlace(regex, text)): Generator<Found> {
  const { matcher, isRightToLeft } = regex;
  let at = from;
  while (at >= 0 && at <= text.length) {
    // The place is kept here: whoever is given a match may use the same expression meanwhile.
    matcher.lastIndex = at;
    const found = matcher.exec(text);
    if (found === null) return;
    const end = isRightToLeft ? found.index : found.index + found[0].length;
    yield found;
    at = found[0].length > 0 ? end : isRightToLeft ? end - 1 : end + 1;
  }
}
/** The first match from a position; a Match that says so where there is none. */
export function firstMatch(regex: Regex, text: string, from = firstPlace(regex, text)): Match {
  for (const found of foundFrom(regex, text, from)) return matchOf(regex, found);
  return failedMatch(regex, text);
}
export function allMatches(regex: Regex, text: string, from = firstPlace(regex, text)): Match[] {
  return Array.from(foundFrom(regex, text, from), (found) => matchOf(regex, found));
}
/** So many matches are kept as their places alone. */
const MANY = 50_000;
/** So many keep the texts of their groups, which the others find again. */
const FEW = 1000;
/** The stop flag is asked once in so many matches. */
const TOLL = 4096;
/**
 * All matches of a text as a collection. .NET finds them as they are asked for; here they are found at once, but where JavaScript's expression
 * finds very many only their places are kept, and a loop makes each Match as it comes to it. By index they are made for good.
 */
export class MatchList extends List {
  private spots: number[] | undefined = undefined;
  private readonly regex: Regex;
  private readonly text: string;
  constructor(type: NetType, matchType: NetType, regex: Regex, text: string, from: number) {
    super(type, matchType);
    this.regex = regex;
    this.text = text;
    const { list } = this;
    let spots: number[] | undefined, n = 0;
    for (const found of foundFrom(regex, text, from)) {
      if (++n % TOLL === 0) checkBudgets(current());
      if (spots === undefined && n > MANY && regex.plain !== undefined && found.captures === undefined) { spots = list.flatMap((m) => (m instanceof Match ? [m.index, m.text.length] : [])); list.length = 0; }
      if (spots === undefined) list.push(matchOf(regex, found, n <= FEW)); else spots.push(found.index, found[0].length);
    }
    this.spots = spots;
  }
  get count(): number { return this.spots === undefined ? this.list.length : this.spots.length / 2; }
  override get items(): Value[] {
    if (this.spots !== undefined) { this.list = [...this.made(this.spots)]; this.spots = undefined; }
    return this.list;
  }
  override set items(items: Value[]) { this.list = items; this.spots = undefined; }
  override walk(): Iterable<Value> { return this.spots === undefined ? super.walk() : this.made(this.spots); }
  private* made(spots: readonly number[]): Generator<Match> {
    for (let i = 0; i < spots.length; i += 2) { const at = spots[i] ?? 0; yield new Match(this.regex, this.text, true, at, this.text.slice(at, at + (spots[i + 1] ?? 0))); }
  }
}
savable('MatchList', MatchList);
/** The pieces between matches with what groups caught, at most `count` of them (0: all), as Regex.Split gives them. */
export function splitText(regex: Regex, text: string, count = 0, from = firstPlace(regex, text)): string[] {
  if (count === 1) return [text];
  const out: string[] = [], back = regex.isRightToLeft;
  let at = back ? text.length : 0, left = count - 1;
  for (const found of foundFrom(regex, text, from)) {
    const end = found.index + found[0].length;
    out.push(back ? text.slice(end, at) : text.slice(at, found.index));
    at = back ? found.index : end;
    for (let slot = 1; slot < found.length; slot++) { const held = found[slot]; if (held !== undefined) out.push(held); }
    left -= 1;
    if (left === 0) break;
  }
  if (out.length === 0) return [text];
  out.push(back ? text.slice(0, at) : text.slice(at));
  return back ? out.reverse() : out;
}
