/** How two texts differ, in the lines of Pester (Get-CompareStringMessage, Format-AsExcerpt): their lengths, and both around the first difference. */
import { equals } from '../../runtime/operators/compare.ts';

const MARK = '...', BEFORE = 'Expected: \''.length;
/** Characters nobody sees, as signs of the same width. */
const visible = (text: string): string => text.replace(/\p{Cc}/gu, (c) => (c === '\u007f' ? '\u2421' : c > '\u007f' ? c : String.fromCharCode(0x2400 + c.charCodeAt(0))));

/** `reason` stands behind what was expected; `width` is that of a line, of which `margin` is used before it begins. Undefined where no character tells them apart. */
export function stringDifference(expected: string, actual: string, { ignoreCase, reason, width, margin }: { readonly ignoreCase: boolean; readonly reason: string; readonly width: number; readonly margin: number }): string | undefined {
  let at = 0;
  const longest = Math.max(expected.length, actual.length);
  while (at < longest && equals(expected[at] ?? null, actual[at] ?? null, ignoreCase)) at += 1;
  if (at === longest) return undefined;
  const line = width - BEFORE - 1 - margin, context = Math.round(width / 7), { text: wanted } = excerpt(visible(expected), at, line, context), { text: got, at: shownAt } = excerpt(visible(actual), at, line, context);
  return [
    `Expected strings to be the same${reason}, but they were different.`,
    ...(expected.length === actual.length ? [`String lengths are both ${expected.length}.`] : [`Expected length: ${expected.length}`, `Actual length:   ${actual.length}`]),
    `Strings differ at index ${at}.`, `Expected: '${wanted}'`, `But was:  '${got}'`, `${' '.repeat(BEFORE)}${'-'.repeat(shownAt)}^`,
  ].join('\n');
}
/** A text that is too long for a line is cut, so that the difference and what stands around it can be seen. */
function excerpt(text: string, at: number, line: number, context: number): { readonly text: string; readonly at: number } {
  if (line < 2 * (context + MARK.length) + 1 || text.length <= line) return { text, at };
  // Pester passes over more than there is where the other text is much longer.
  const left = Math.min(Math.max(0, at - (line - 1 - context - MARK.length)), text.length);
  let out = left === 0 ? text : MARK + text.slice(left + MARK.length);
  if (out.length > line) out = out.slice(0, line - MARK.length) + MARK;
  return { text: out, at: at - left };
}
