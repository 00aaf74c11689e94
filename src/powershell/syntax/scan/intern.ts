/** Names that were read lately. Runbooks repeat a few hundred of them, and a tree holds each as often as it is written. */
const known: string[] = Array.from<string>({ length: 2048 }).fill('');
/** A longer slice of a text keeps the whole text alive; it is not remembered. */
const longest = 12;

/** A part of a text, the same string where the same was read before. */
export function intern(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > longest || length <= 0) return text.slice(start, end);
  let hash = length;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  const place = (hash ^ (hash >>> 11)) & 2047, found = known[place]!;
  if (found.length === length) {
    let i = 0;
    while (i < length && found.charCodeAt(i) === text.charCodeAt(start + i)) i++;
    if (i === length) return found;
  }
  return (known[place] = text.slice(start, end));
}
