/** Widths and cutting of text as a console shows it: one cell a character, two for wide ones, none for marks and escapes. */
import { broken, escapedLines, escapedWords, isEscaped, lettersOf, part, withEnd } from './escapedText.ts';
import { currentCulture } from '../runtime/convert/culture.ts';

// eslint-disable-next-line no-control-regex -- escape sequences are control characters by definition
const ESCAPE = /\u001b\[\d*(?:;\d+)*m|\u001b\[\?\d+[hl]|\u001b\]8;;.*?\u001b\\/g;
// The ranges of East Asian wide characters and emoji that occupy two cells.
const WIDE = /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3040-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

const isPlain = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 32 || c > 0x10ff) return false;
  }
  return true;
};
const cellsOf = (c: string): number => (WIDE.test(c) ? 2 : 1);

/** A text without its escape sequences. */
export const withoutEscapes = (text: string): string => text.replace(ESCAPE, '');
/** How many cells a text takes. */
export function displayLength(text: string): number {
  if (isPlain(text)) return text.length;
  const bare = text.includes('\u001b') ? text.replace(ESCAPE, '') : text;
  let cells = 0;
  for (let i = 0; i < bare.length; i++) cells += cellsOf(bare.charAt(i));
  return cells;
}

/** The longest beginning of a text that fits in so many cells, and a sign behind it. */
export function truncateTail(text: string, cells: number, sign = ''): string {
  if (isPlain(text)) return text.slice(0, Math.max(0, cells)) + sign;
  if (isEscaped(text)) return part(text, 0, truncateTail(withoutEscapes(text), cells).length, '', sign);
  let used = 0;
  for (let i = 0; i < text.length; i++) {
    used += cellsOf(text.charAt(i));
    if (used > cells) return text.slice(0, i) + sign;
  }
  return text + sign;
}

/** The longest end of a text that fits in so many cells, and a sign before it. */
export function truncateHead(text: string, cells: number, sign = ''): string {
  if (isEscaped(text)) { const bare = withoutEscapes(text), end = truncateHead(bare, cells); return part(text, bare.length - end.length, end.length, sign, ''); }
  let used = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    used += cellsOf(text.charAt(i));
    if (used > cells) return sign + text.slice(i + 1);
  }
  return sign + text;
}

/** Lines of a text, whatever ends them. */
export const splitLines = (text: string): string[] => (isEscaped(text) ? escapedLines(text) : text.split(/\r\n|\n|\r/));

/** Languages whose words PowerShell keeps whole (StringManipulationHelper); lines of others end where the width does. */
const KEEPS_WORDS = /^(?:en|fr|de|it|pt|es)(?:-|$)/;
const SOFT_HYPHEN = '\u00ad', TOGETHER = '\u2011\u00a0';

/** A text as lines of at most so many cells, the first ones of its lines perhaps of others. Words stay whole where the culture's language wants it. */
export function wrapLines(text: string, first: number, following: number = first): string[] {
  const keepsWords = KEEPS_WORDS.test(currentCulture().name);
  return splitLines(text).flatMap((line) => (displayLength(line) <= first ? [line] : keepsWords ? wrapWords(line, first, following) : wrapAnywhere(line, first, following)));
}
function wrapAnywhere(line: string, first: number, following: number): string[] {
  const lines: string[] = [];
  let left = line;
  for (;;) {
    const width = lines.length === 0 ? first : following;
    if (displayLength(left) <= width) break;
    const bare = withoutEscapes(left), head = truncateTail(bare, width);
    if (head === '') break;
    lines.push(truncateTail(left, width));
    left = isEscaped(left) ? part(left, head.length, bare.length, '', '') : left.slice(head.length);
  }
  lines.push(left);
  return lines;
}
/** What a character that ends a word leaves of itself; what stands for a blank or a hyphen that does not break leaves nothing. */
const endOf = (c: string): string | undefined => (c === ' ' || c === '\t' || c === SOFT_HYPHEN ? c : TOGETHER.includes(c) ? '' : undefined);
function wrapWords(line: string, first: number, following: number): string[] {
  const lines: string[] = [];
  let width = first, left = first, current = '';
  const next = (begin: string): void => { lines.push(current); current = begin; width = following; left = width - displayLength(begin); };
  for (const each of escapedWords(line, endOf)) {
    const { word, end } = each;
    // A hyphen that may be there is, where the line ends with it.
    const whole = withEnd(each, end === SOFT_HYPHEN ? (displayLength(word) + 1 === left ? '-' : '') : end), cells = displayLength(whole);
    if (width === 0) { width = following; left = width; if (width === 0) break; }
    if (cells <= width) {
      if (cells > left) next(whole); else { current += whole; left -= cells; }
      continue;
    }
    let sequences = '';
    for (const { text, isSequence } of lettersOf(whole)) {
      if (isSequence) { current += text; sequences += text; continue; }
      const own = displayLength(text);
      if (own > left) { current = broken(current, sequences); next(sequences + (own > width ? '?' : text)); } else { current += text; left -= own; }
    }
  }
  lines.push(current);
  return lines;
}

/** A text up to its first line end, with the sign for what was left out. */
export function truncateAtNewLine(text: string): string {
  const at = text.search(/[\r\n]/);
  return at < 0 ? text : `${text.slice(0, at)}…`;
}
export const blanks = (count: number): string => ' '.repeat(Math.max(0, count));
