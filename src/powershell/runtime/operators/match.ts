/** `-match`: sets `$Matches` where it succeeds on one value; filters where the left side is a collection. */
import { enumerate } from '../convert/enumerate.ts';
import { toText } from '../convert/toText.ts';
import { NetThrow, raise } from '../errors/raise.ts';
import type { Frame } from '../run/frame.ts';
import { Hashtable } from '../values/dictionary.ts';
import { Regex } from '../values/regex.ts';
import type { Found } from '../values/regex.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import { isMany } from './collections.ts';
import { firstPlace } from './regexMatch.ts';
import { IGNORE_CASE, translate } from './regexTranslate.ts';

/** The regular expression of an operator's right side. */
export function regexFor(v: Value, ignoreCase: boolean): Regex {
  const plain = unwrap(v);
  if (plain instanceof Regex) return plain;
  return compiled(typeof plain === 'string' ? plain : toText(plain), ignoreCase);
}
function compiled(pattern: string, ignoreCase: boolean): Regex {
  try { return translate(pattern, ignoreCase ? IGNORE_CASE : 0); } catch (e) {
    if (!(e instanceof NetThrow)) throw e;
    return raise({ id: 'InvalidRegularExpression', category: 'InvalidArgument', message: `The regular expression pattern ${pattern} is not valid.`, target: pattern, inner: e.exception });
  }
}
/** Tries a match; what was found is kept for `$Matches`. */
export function matchInto(f: Frame, text: string, pattern: Regex | string, ignoreCase: boolean): boolean {
  const regex = typeof pattern === 'string' ? compiled(pattern, ignoreCase) : pattern, { matcher } = regex;
  matcher.lastIndex = regex.isRightToLeft ? text.length : 0;
  const found = matcher.exec(text);
  if (found === null) return false;
  f.matches = new LazyMatches(regex, found) as never;
  return true;
}
export function matchOperator(f: Frame, a: Value, b: Value, ignoreCase: boolean, not: boolean): Value {
  // A pattern that is none is told as .NET tells it, as nothing here catches it (ParserOps.MatchOperator).
  const by = unwrap(b), regex = by instanceof Regex ? by : translate(typeof by === 'string' ? by : toText(by), ignoreCase ? IGNORE_CASE : 0);
  if (isMany(a)) {
    const out: Value[] = [];
    for (const item of enumerate(a)) { const text = toText(item); regex.matcher.lastIndex = firstPlace(regex, text); if (regex.matcher.test(text) !== not) out.push(item); }
    return out;
  }
  return matchInto(f, typeof a === 'string' ? a : toText(a), regex, ignoreCase) !== not;
}
/** What a match found, before somebody asks for the table. */
class LazyMatches {
  private readonly regex: Regex;
  private readonly found: Found;
  constructor(regex: Regex, found: Found) { this.regex = regex; this.found = found; }
  group(name: string): string | undefined {
    const { groupNames } = this.regex, at = groupNames.indexOf(name);
    return at < 0 ? undefined : this.found[at];
  }
  table(): Hashtable {
    const made = new Hashtable();
    const { groupNames } = this.regex;
    for (let i = groupNames.length - 1; i > 0; i--) { const text = this.found[i]; if (text !== undefined) made.set(keyOf(groupNames[i] ?? ''), text); }
    made.set(0, this.found[0]);
    return made;
  }
}
/** `-match` with a pattern that is always the same text: it is looked up once. */
export function matchConstant(pattern: string, ignoreCase: boolean, not: boolean): (a: Value, f: Frame) => Value {
  let regex: Regex | undefined;
  return (a, f) => {
    regex ??= translate(pattern, ignoreCase ? IGNORE_CASE : 0);
    return typeof a === 'string' ? matchInto(f, a, regex, ignoreCase) !== not : matchOperator(f, a, regex, ignoreCase, not);
  };
}
/** `$Matches.name` and `$Matches[1]` without making the table; undefined where that has to be done after all. */
export function matchedGroup(f: Frame, name: string): string | undefined {
  for (let at: Frame | null = f; at !== null; at = at.parent) {
    const held: unknown = at.matches;
    if (held !== null) return held instanceof LazyMatches ? held.group(name) : undefined;
  }
  return undefined;
}
const keyOf = (name: string): Value => (/^\d+$/.test(name) ? Number(name) : name);
/** `$Matches` as a script sees it. */
export function matchesTable(f: Frame): Value {
  for (let at: Frame | null = f; at !== null; at = at.parent) if (at.matches !== null) return ownMatches(at);
  return null;
}
/** What a match in this very scope has found; null where there was none. */
export function ownMatches(f: Frame): Value {
  const held: unknown = f.matches;
  return held instanceof LazyMatches ? (f.matches = held.table()) : held as Value;
}
