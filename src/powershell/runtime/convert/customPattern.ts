import { netThrow } from '../errors/raise.ts';

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
/** The text of a custom format of dates and spans: quoted and escaped text stands for itself, `%` for nothing and what follows it alone, a run of one letter is for `part`. */
export function writePattern(format: string, part: (letter: string, count: number, before: string) => string): string {
  let out = '';
  for (let i = 0; i < format.length;) {
    const c = format.charAt(i), next = format.charAt(i + 1);
    if (c === "'" || c === '"') { const [text, end] = quoted(format, i); out += text; i = end; continue; }
    if (c === '\\') { out += next === '' ? badPattern() : next; i += 2; continue; }
    if (c === '%') { out = next === '' || next === '%' ? badPattern() : /['"\\]/.test(next) ? out + writePattern(next, part) : part(next, 1, out); i += 2; continue; }
    let n = 1;
    while (format.charAt(i + n) === c) n += 1;
    out = part(c, n, out);
    i += n;
  }
  return out;
}
