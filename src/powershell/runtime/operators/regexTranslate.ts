/** .NET's regular expressions, read once each. */
import { matcherOf } from '../regex/matchers.ts';
import { EXPLICIT, IGNORE_CASE, MULTILINE, RIGHT_TO_LEFT, SINGLELINE, WHITESPACE } from '../regex/node.ts';
import { parseRegex } from '../regex/parse.ts';
import { Regex } from '../values/regex.ts';

export { EXPLICIT, IGNORE_CASE, MULTILINE, RIGHT_TO_LEFT, SINGLELINE, WHITESPACE };
const cache: Map<string, Regex>[] = [];

/** The compiled expression; throws RegexParseException. `options` are RegexOptions. */
export function translate(pattern: string, options: number): Regex {
  const known = (cache[options] ??= new Map());
  let made = known.get(pattern);
  if (made === undefined) {
    if (known.size > 1000) known.clear();
    known.set(pattern, (made = compile(pattern, options)));
  }
  return made;
}
function compile(pattern: string, options: number): Regex {
  const parsed = parseRegex(pattern, options);
  return new Regex(pattern, options, matcherOf(parsed), parsed);
}
/** The same with a time limit in milliseconds for each match. */
export function timedRegex(pattern: string, options: number, limit: number): Regex {
  const parsed = parseRegex(pattern, options);
  return new Regex(pattern, options, matcherOf(parsed, limit), parsed, limit);
}
