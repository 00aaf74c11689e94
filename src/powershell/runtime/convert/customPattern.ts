import { NetThrow, netThrow } from '../errors/raise.ts';

export const badPattern = (): never => netThrow('System.FormatException', 'Input string was not in a correct format.');
/** The text between quotes and the place behind it; a backslash takes the next character as it is (DateTimeFormat.ParseQuoteString). */
function quoted(format: string, start: number): readonly [text: string, end: number] {
  const quote = format.charAt(start);
  let text = '';
  for (let i = start + 1; i < format.length; i++) {
    const c = format.charAt(i);
    if (c === quote) return [text, i + 1];
    if (c === '\\') { i += 1; if (i >= format.length) badPattern(); }
    text += format.charAt(i);
  }
  return netThrow('System.FormatException', `Cannot find a matching quote character for the character '${quote}'.`);
}
/** A run of one letter; or what a format that ends wrongly is refused with, once everything before is written. */
export interface Piece { readonly letter: string; readonly count: number; readonly refuse: (() => never) | undefined }
const patterns = new Map<string, readonly (string | Piece)[]>();
/** A custom format of dates and spans, taken apart once. */
export function piecesOf(format: string): readonly (string | Piece)[] {
  let known = patterns.get(format);
  if (known === undefined) {
    if (patterns.size > 1000) patterns.clear();
    patterns.set(format, (known = taken(format)));
  }
  return known;
}
/** Quoted and escaped text stands for itself, `%` for nothing and what follows it alone. */
function taken(format: string): readonly (string | Piece)[] {
  const out: (string | Piece)[] = [], letters = (letter: string, count: number): void => { out.push({ letter, count, refuse: undefined }); };
  for (let i = 0; i < format.length;) {
    const c = format.charAt(i), next = format.charAt(i + 1);
    let text = '', size = 2;
    try {
      if (c === "'" || c === '"') { const [inner, end] = quoted(format, i); text = inner; size = end - i; }
      else if (c === '\\') text = next === '' ? badPattern() : next;
      else if (c === '%') {
        if (next === '' || next === '%' || next === '\\') badPattern();
        if (next === "'" || next === '"') quoted(next, 0);
        letters(next, 1);
      } else {
        size = 1;
        while (format.charAt(i + size) === c) size += 1;
        letters(c, size);
      }
    } catch (e) {
      if (!(e instanceof NetThrow)) throw e;
      // Each use has an exception of its own.
      const place = i;
      out.push({ letter: '', count: 0, refuse: () => { if (c === "'" || c === '"') quoted(format, place); if (c === '%' && next !== '' && next !== '%' && next !== '\\') quoted(next, 0); return badPattern(); } });
      return out;
    }
    if (text !== '') out.push(text);
    i += size;
  }
  return out;
}
/** The text of a custom format of dates and spans; a run of one letter is for `part`. */
export function writePattern(format: string, part: (letter: string, count: number, before: string) => string): string {
  let out = '';
  for (const piece of piecesOf(format)) out = typeof piece === 'string' ? out + piece : piece.refuse === undefined ? part(piece.letter, piece.count, out) : piece.refuse();
  return out;
}
