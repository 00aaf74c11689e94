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
  try { return new RegExp(`^${source(pattern)}$`, flags); } catch {
    return raise({ id: 'WildcardPattern_Invalid', category: 'InvalidArgument', message: `The specified wildcard character pattern is not valid: ${pattern}`, exception: 'System.Management.Automation.WildcardPatternException' });
  }
}
export const hasWildcard = (text: string): boolean => /[*?[]/.test(text.replace(/`./g, ''));
function source(pattern: string): string {
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? '';
    if (c === '`' && i + 1 < pattern.length) out += literal(pattern[++i] ?? '');
    else if (c === '*') out += '.*';
    else if (c === '?') out += '.';
    else if (c === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end < 0) { out += '\\['; continue; }
      out += `[${pattern.slice(i + 1, end).replace(/[\\^[\]&]/g, '\\$&')}]`;
      i = end;
    } else out += literal(c);
  }
  return out;
}
const literal = (c: string): string => (/[\\^$.*+?()[\]{}|/]/.test(c) ? `\\${c}` : c);
/** `-like`. */
export const like = (text: string, pattern: string, ignoreCase = true): boolean => wildcard(pattern, ignoreCase).test(text);
