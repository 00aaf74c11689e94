/** Percent-decoding done in the right order: cut first, decode after (RFC 3986, 2.4). */
import { odataError } from '../errors.ts';

/** Decodes one path segment or one piece of a query. @throws ODataError BadPercentEncoding */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw odataError('BadPercentEncoding', text.length > 60 ? `${text.slice(0, 60)}…` : text);
  }
}

/** In a query a plus sign is a space, as in forms; a real plus travels as `%2B`. */
export const decodeQuery = (text: string): string => decodePercent(text.replaceAll('+', ' '));

/**
 * Encodes a value for a path segment or query. Quotes, parentheses, commas and `$` of OData syntax are written around
 * it by the caller. Leaves `'` alone, as .NET does, which keeps `guid'…'` readable. A lone surrogate becomes U+FFFD.
 */
export const encodePercent = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Cuts a path at slashes outside single quotes, so that a key may hold a slash. Quotes may come as `%27`. */
export function splitPath(path: string): readonly string[] {
  const segments: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index < path.length; index += 1) {
    const character = path.charAt(index);
    if (character === "'" || (character === '%' && path.startsWith('%27', index))) quoted = !quoted;
    else if (character === '/' && !quoted) {
      segments.push(path.slice(start, index));
      start = index + 1;
    }
  }
  segments.push(path.slice(start));
  return segments;
}
