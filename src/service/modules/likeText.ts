/** `*` is any text, `?` any letter. Where the last `*` took too little it takes one more: never worse than the product of both lengths. */
export function isLike(text: string, pattern: string): boolean {
  let at = 0, index = 0, star = -1, taken = 0;
  while (at < text.length) {
    if (index < pattern.length && pattern[index] !== '*' && (pattern[index] === '?' || pattern[index] === text[at])) {
      at += 1;
      index += 1;
    } else if (pattern[index] === '*') {
      star = index;
      taken = at;
      index += 1;
    } else if (star >= 0) {
      taken += 1;
      at = taken;
      index = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(index));
}

/** Whether a name is one of the names, or is like one of the patterns, whatever their case. */
export function likeAny(patterns: readonly string[]): (name: string) => boolean {
  const names = new Set(patterns.map((pattern) => pattern.toLowerCase())), wild = [...names].filter((pattern) => /[*?]/.test(pattern));
  return (name) => names.has(name.toLowerCase()) || wild.some((pattern) => isLike(name.toLowerCase(), pattern));
}
