import { raise } from '../errors/raise.ts';

/** Wildcard patterns (`* ? [a-z]`, backtick escapes) as regular expressions. */
const cache = new Map<string, RegExp>();

/** The pattern as a regular expression that must match the whole text. */
export function wildcard(pattern: string, ignoreCase = true): RegExp {
  const key = (ignoreCase ? 'i' : 'c') + pattern;
  let made = cache.get(key);
  if (made === undefined) {
    if (cache.size > 500) cache.clear();
    cache.set(key, (made = compiled(pattern, ignoreCase ? 'isu' : 'su')));
  }
  return made;
}
function compiled(pattern: string, flags: string): RegExp {
  const text = source(pattern);
  try { return new RegExp(`^${text}$`, flags); } catch { return invalid(pattern); }
}
function invalid(pattern: string): never {
  return raise({ id: 'RuntimeException', category: 'NotSpecified', message: `The specified wildcard character pattern is not valid: ${pattern}`, exception: 'System.Management.Automation.WildcardPatternException' });
}
export const hasWildcard = (text: string): boolean => /[*?[\]]/.test(text.replace(/`./g, ''));
function source(pattern: string): string {
  const parts: string[] = [];
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? '';
    if (c === '`' && i + 1 < pattern.length) out += literal(pattern[++i] ?? '');
    else if (c === '*') {
      parts.push(out);
      out = '';
    }
    else if (c === '?') out += '.';
    else if (c === '[') {
      let set = '', end = i + 1;
      // A bracket right after the first is one of the set; a backtick makes the next character one.
      for (; end < pattern.length && (pattern[end] !== ']' || end === i + 1); end++) {
        const escaped = pattern[end] === '`' && end + 1 < pattern.length;
        if (escaped) end += 1;
        const one = pattern[end] ?? '';
        set += one === '-' && !escaped ? '-' : /[\\^[\]-]/.test(one) ? `\\${one}` : one;
      }
      if (end >= pattern.length) return invalid(pattern);
      out += `[${set}]`;
      i = end;
    } else out += literal(c);
  }
  parts.push(out);
  return joined(parts);
}
/**
 * The parts between stars. What lies between two stars is taken where it comes first and never tried again further on, which cannot find
 * less: a look-ahead is not entered again. Plain `.*` for each star would try every way to share the text among them.
 */
function joined(parts: readonly string[]): string {
  if (parts.length <= 3) return parts.join('.*');
  const middle = parts.slice(1, -1).filter((part) => part !== '').map((part, i) => `(?=(.*?${part}))\\${i + 1}`);
  return `${parts[0] ?? ''}${middle.join('')}.*${parts.at(-1) ?? ''}`;
}
const literal = (c: string): string => (/[\\^$.*+?()[\]{}|/]/.test(c) ? `\\${c}` : c);
/** `-like`. */
export const like = (text: string, pattern: string, ignoreCase = true): boolean => wildcard(pattern, ignoreCase).test(text);
