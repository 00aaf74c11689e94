/** Names are compared without regard to letter case. */
import { nameKey } from '../../syntax/nameKey.ts';

const cache = new Map<string, string>();
const LIMIT = 20_000;
/** Keys that a script makes by the hundred thousand are asked for once each: kept, they would only push out the names that are asked for again. */
let misses = 0;

/** The folded form of a name. Most have no capital, which is seen sooner than anything is looked up. */
export function fold(text: string): string {
  if (text.length > 64) return nameKey(text);
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c > 127 || (c > 64 && c < 91)) return remembered(text);
  }
  return text;
}
/** The folded form of a key: tables are asked as the culture compares, by which signs are the letters they stand for (Hashtable with CurrentCultureIgnoreCase). */
export const foldKey = (text: string): string => (notAscii.test(text) ? text.toLowerCase() : fold(text));
const notAscii = /[^\0-\x7F]/;
/** Folding is cached, because `toLowerCase` costs seven times a look-up. */
function remembered(text: string): string {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const folded = nameKey(text);
  if (cache.size < LIMIT) cache.set(text, folded);
  else if (++misses === LIMIT) { misses = 0; cache.clear(); }
  return folded;
}
