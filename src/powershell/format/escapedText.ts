/** Parts, lines and words of texts with escape sequences: each keeps the sequences that hold where it begins, and ends with a reset (StringUtil.VtSubstring, StringManipulationHelper). */
// eslint-disable-next-line no-control-regex -- escape sequences are control characters by definition
const SEQUENCE = /(\u001b\[\d*(?:;\d+)*m|\u001b\[\?\d+[hl]|\u001b\]8;;.*?\u001b\\)/;
const RESET = '\u001b[0m';

export const isEscaped = (text: string): boolean => text.includes('\u001b');
/** Texts and sequences in turn: every second one is a sequence. */
const pieces = (text: string): string[] => text.split(SEQUENCE);
const ended = (text: string): string => (text.endsWith(RESET) ? text : text + RESET);

/** So many characters from one on, sequences not counted; what is put before and behind them stands within the sequences. */
export function part(text: string, start: number, length: number, before: string, after: string): string {
  let out = '', seen = 0, taken = 0, any = false;
  const all = pieces(text);
  for (let i = 0; i < all.length && taken < length; i++) {
    const piece = all[i] ?? '';
    if (i % 2 === 1) { out += piece; any = true; continue; }
    const from = Math.max(0, Math.min(piece.length, start - seen)), to = Math.min(piece.length, from + length - taken);
    seen += from;
    if (to > from) {
      if (taken === 0) out += before;
      out += piece.slice(from, to);
      taken += to - from;
      seen = start;
    }
  }
  if (!any) return out + after;
  return out.endsWith(RESET) ? out.slice(0, -RESET.length) + after + RESET : out + after + RESET;
}
/** What holds of the sequences so far: a reset ends them all. */
class Held {
  text = '';
  take(sequence: string): void { this.text = sequence === RESET ? '' : this.text + sequence; }
}
/** The lines of a text. */
export function escapedLines(text: string): string[] {
  if (!text.includes('\n')) return [text.replaceAll('\r', '')];
  const lines: string[] = [], held = new Held();
  let line = '';
  pieces(text).forEach((piece, i) => {
    if (i % 2 === 1) { line += piece; held.take(piece); return; }
    piece.replaceAll('\r', '').split('\n').forEach((rest, k) => {
      if (k > 0) { lines.push(held.text === '' ? line : ended(line)); line = held.text; }
      line += rest;
    });
  });
  lines.push(held.text === '' ? line : line === held.text ? '' : ended(line));
  return lines;
}
/** A word with what ends it. */
export interface Word { readonly word: string; readonly end: string; /** The reset at its end is not the text's own. */ readonly isClosed: boolean }
/** The words of a line; `endOf` gives what a character that ends a word leaves, undefined for all others. */
export function escapedWords(line: string, endOf: (c: string) => string | undefined): Word[] {
  const words: Word[] = [], held = new Held();
  let word = '';
  pieces(line).forEach((piece, i) => {
    if (i % 2 === 1) { word += piece; held.take(piece); return; }
    for (const c of piece) {
      const end = endOf(c);
      if (end === undefined) { word += c; continue; }
      const isClosed = held.text !== '' && !word.endsWith(RESET);
      words.push({ word: isClosed ? word + RESET : word, end, isClosed });
      word = held.text;
    }
  });
  words.push({ word: held.text === '' ? word : word === held.text ? '' : ended(word), end: '', isClosed: false });
  return words;
}
/** A word with the character that ended it, which stands before the reset. */
export const withEnd = ({ word, isClosed }: Word, end: string): string => (isClosed ? word.slice(0, -RESET.length) + end + RESET : word + end);
/** The characters of a word that is too long for a line, and its sequences: `isSequence` tells which is which. */
export function* lettersOf(word: string): Iterable<{ readonly text: string; readonly isSequence: boolean }> {
  for (const [i, piece] of pieces(word).entries()) {
    if (i % 2 === 1) yield { text: piece, isSequence: true };
    else for (const c of piece) yield { text: c, isSequence: false };
  }
}
/** A line that is broken within a word. */
export const broken = (line: string, sequences: string): string => (sequences === '' ? line : ended(line));
