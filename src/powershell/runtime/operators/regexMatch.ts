/** Match objects of .NET out of JavaScript's results. */
import { Group, Match } from '../values/regex.ts';
import type { Regex } from '../values/regex.ts';

const indexed = new WeakMap<Regex, RegExp>();
/** The Match of a result; positions of the groups are found by matching once more with indices. */
export function matchOf(regex: Regex, found: RegExpExecArray): Match {
  let matcher = indexed.get(regex);
  if (matcher === undefined) indexed.set(regex, (matcher = new RegExp(regex.matcher.source, `${regex.matcher.flags.replace(/[gd]/g, '')}dy`)));
  matcher.lastIndex = found.index;
  const again = regex.groupNames.length > 1 ? matcher.exec(found.input) : null;
  const groups = regex.groupNames.map((name, i) => {
    const text = found[i], at = i === 0 ? found.index : again?.indices?.[i]?.[0];
    return new Group(name, text !== undefined, at ?? 0, text ?? '');
  });
  return new Match(regex, found.input, groups);
}
const FAILED_INDEX = 0;
/** The first match from a position; a Match that says so where there is none. */
export function firstMatch(regex: Regex, text: string, from = 0): Match {
  regex.matcher.lastIndex = from;
  const found = regex.matcher.exec(text);
  return found === null ? new Match(regex, text, [new Group('0', false, FAILED_INDEX, '')]) : matchOf(regex, found);
}
export function allMatches(regex: Regex, text: string): Match[] {
  const out: Match[] = [];
  let at = 0;
  while (at <= text.length) {
    regex.matcher.lastIndex = at;
    const found = regex.matcher.exec(text);
    if (found === null) break;
    out.push(matchOf(regex, found));
    at = found.index + (found[0].length === 0 ? 1 : found[0].length);
  }
  return out;
}
