/** Widths and cutting of text as a console shows it: one cell a character, two for wide ones, none for marks and escapes. */
import { currentCulture } from '../runtime/convert/culture.ts';

// eslint-disable-next-line no-control-regex -- escape sequences are control characters by definition
const ESCAPE = /\u001b\[\d*(?:;\d+)*m|\u001b\[\?\d+[hl]|\u001b\]8;;.*?\u001b\\/g;
// eslint-disable-next-line no-control-regex -- as above
const ESCAPES = /(\u001b\[\d*(?:;\d+)*m)/;
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

/** The longest beginning of a text that fits in so many cells. */
export function truncateTail(text: string, cells: number): string {
  if (isPlain(text)) return text.slice(0, Math.max(0, cells));
  let used = 0;
  for (let i = 0; i < text.length; i++) {
    used += cellsOf(text.charAt(i));
    if (used > cells) return text.slice(0, i);
  }
  return text;
}

/** The longest end of a text that fits in so many cells. */
export function truncateHead(text: string, cells: number): string {
  let used = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    used += cellsOf(text.charAt(i));
    if (used > cells) return text.slice(i + 1);
  }
  return text;
}

/** Lines of a text, whatever ends them. */
export const splitLines = (text: string): string[] => text.split(/\r\n|\n|\r/);

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
    const head = truncateTail(left, width);
    if (head === '') break;
    lines.push(head);
    left = left.slice(head.length);
  }
  lines.push(left);
  return lines;
}
/** The words of a line with what ends them; what stands for a blank or a hyphen that does not break is left out. */
function wordsOf(line: string): { readonly word: string; readonly end: string }[] {
  const words: { word: string; end: string }[] = [];
  let word = '';
  for (const c of line) {
    if (c === ' ' || c === '\t' || c === SOFT_HYPHEN || TOGETHER.includes(c)) { words.push({ word, end: TOGETHER.includes(c) ? '' : c }); word = ''; } else word += c;
  }
  words.push({ word, end: '' });
  return words;
}
function wrapWords(line: string, first: number, following: number): string[] {
  const lines: string[] = [];
  let width = first, left = first, current = '';
  const next = (begin: string): void => { lines.push(current); current = begin; width = following; left = width - displayLength(begin); };
  for (const { word, end } of wordsOf(line)) {
    // A hyphen that may be there is, where the line ends with it.
    const whole = end === SOFT_HYPHEN ? (displayLength(word) + 1 === left ? `${word}-` : word) : word + end, cells = displayLength(whole);
    if (width === 0) { width = following; left = width; if (width === 0) break; }
    if (cells <= width) {
      if (cells > left) next(whole); else { current += whole; left -= cells; }
      continue;
    }
    for (const part of whole.split(ESCAPES)) {
      if (displayLength(part) === 0) { current += part; continue; }
      for (const c of part) {
        const own = displayLength(c);
        if (own > left) next(own > width ? '?' : c); else { current += c; left -= own; }
      }
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
