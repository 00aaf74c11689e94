/** Match objects of .NET out of what matchers find. */
import { capturesAt } from '../regex/matchers.ts';
import { Capture, Group, Match } from '../values/regex.ts';
import type { Found, Regex } from '../values/regex.ts';

const indexed = new WeakMap<Regex, RegExp>();
/** Where the groups of a result stand: start and end of each capture; the last alone where JavaScript found it. */
function places(regex: Regex, found: Found): NonNullable<Found['captures']> {
  const { plain } = regex;
  if (found.captures !== undefined || plain === undefined) return found.captures ?? [];
  let matcher = indexed.get(regex);
  if (matcher === undefined) indexed.set(regex, (matcher = new RegExp(plain.source, plain.ignoreCase ? 'diy' : 'dy')));
  matcher.lastIndex = found.index;
  const indices = matcher.exec(found.input)?.indices ?? [], out: (readonly number[])[] = [];
  for (const [i, slot] of plain.slots.entries()) out[slot] = indices[i] ?? [];
  return out;
}
/** The Match of a result. */
export function matchOf(regex: Regex, found: Found): Match {
  const { groupNames } = regex, { index, input } = found;
  if (groupNames.length === 1) return new Match(regex, input, [new Group('0', true, index, found[0])]);
  const captures = places(regex, found);
  const groups = groupNames.map((name, slot) => {
    const held = captures[slot] ?? [], last = held.length - 2;
    if (slot === 0) return new Group(name, true, index, found[0]);
    if (last < 0) return new Group(name, false, 0, '');
    const earlier = (): Capture[] => earlierCaptures((found.captures ?? capturesAt(regex.parsed, input, index))?.[slot] ?? [], input);
    return new Group(name, true, held[last] ?? 0, input.slice(held[last], held[last + 1]), earlier);
  });
  return new Match(regex, input, groups);
}
const earlierCaptures = (held: readonly number[], input: string): Capture[] =>
  Array.from({ length: Math.max(0, held.length / 2 - 1) }, (_, i) => new Capture(held[i * 2] ?? 0, input.slice(held[i * 2], held[i * 2 + 1])));
const FAILED_INDEX = 0;
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
  return new Match(regex, text, [new Group('0', false, FAILED_INDEX, '')]);
}
export function allMatches(regex: Regex, text: string, from = firstPlace(regex, text)): Match[] {
  return Array.from(foundFrom(regex, text, from), (found) => matchOf(regex, found));
}
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
