/** Widths and cutting of text as a console shows it: one cell a character, two for wide ones, none for marks and escapes. */

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

/** A text as lines of at most so many cells, cut where the width ends. */
export function wrapLines(text: string, cells: number): string[] {
  const lines: string[] = [];
  for (const line of splitLines(text)) {
    let left = line;
    while (displayLength(left) > cells) {
      const head = truncateTail(left, cells);
      if (head === '') break;
      lines.push(head);
      left = left.slice(head.length);
    }
    lines.push(left);
  }
  return lines;
}

/** A text up to its first line end, with the sign for what was left out. */
export function truncateAtNewLine(text: string): string {
  const at = text.search(/[\r\n]/);
  return at < 0 ? text : `${text.slice(0, at)}…`;
}
export const blanks = (count: number): string => ' '.repeat(Math.max(0, count));
