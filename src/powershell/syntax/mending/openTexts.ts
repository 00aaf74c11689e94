import type { ParseError, ParseResult } from '../parseResult.ts';
import type { Ending } from './ending.ts';
import { longNodes } from './parts.ts';

const quotes = /^['"\u2018-\u201f]/;

interface Text { readonly start: number; readonly end: number }

/** Whether an error says that a quote, a here-string or a comment has no end. */
export const isOpen = ({ errorId }: ParseError): boolean => errorId === 'TerminatorExpectedAtEndOfString' || errorId === 'MissingTerminatorMultiLineComment';

/** The first thing that makes no sense where it stands; what has no end is told at its beginning, far before. */
export const firstFault = (errors: readonly ParseError[]): number | undefined => errors.find((error) => !isOpen(error) && !error.errorId.startsWith('MissingEnd'))?.start;

/**
 * Texts over lines with where they begin, what is open last of all among them, and the words over lines: those have a quote in
 * them that belongs to something else. What stands in brackets inside a text is left out.
 */
export function longTexts({ ast, text }: ParseResult): { readonly texts: readonly Text[]; readonly words: number } {
  const found: Text[] = [];
  let words = 0;
  for (const node of longNodes.in(ast, text)) {
    if (quotes.test(text.charAt(node.start + (text.charAt(node.start) === '@' ? 1 : 0)))) found.push(node);
    else words++;
  }
  return { texts: found.sort((a, b) => a.start - b.start), words };
}

/** Before these a here-string or a comment that has no end is taken to be over: it is written over many lines. */
const goesOn = /\r?\n(?=[ \t]*(?:\r?\n|(?:function|workflow|filter|class|enum|param)\b|\}))/i;

/** The ends that a text which begins at a place may have: before brackets that close what is around it, and its line's end. */
function endingsOf(text: string, start: number): Ending[] {
  const line = /^[^\r\n]*/.exec(text.slice(start))![0].trimEnd(), at = start + line.length;
  if (line.startsWith('<#') || line.startsWith('@')) {
    const over = goesOn.exec(text.slice(at));
    return over === null ? [] : [{ at: at + over.index, written: line.startsWith('<#') ? '#>' : `\n${line.charAt(1)}@` }];
  }
  const [closing = ''] = /[\s)\]};|{]*$/.exec(line.slice(1)) ?? [], written = line.charAt(0);
  return closing === '' ? [{ at, written }] : [{ at: at - closing.length, written }, { at, written }];
}

/** Where what is not closed may have begun, the most likely first. */
function beginnings(result: ParseResult): readonly number[] {
  const { text, errors, comments } = result, comment = comments.at(-2);
  if (errors.some(({ errorId }) => errorId === 'MissingTerminatorMultiLineComment')) return comment === undefined ? [] : [comment];
  const { texts } = longTexts(result), first = firstFault(errors) ?? text.length;
  // Of the texts before the first thing that makes no sense the last is most likely the one.
  const before = texts.filter(({ start, end }) => start < first && end <= first).reverse(), [last] = before;
  if (errors.some(isOpen)) return [...(first < text.length ? before : []), ...texts.filter((one) => first === text.length || !before.includes(one))].map(({ start }) => start);
  // A text that ended where another was to begin leaves that one's letters behind its end.
  return last !== undefined && !/[\r\n]/.test(text.slice(last.end, first)) ? [last.start] : [];
}

/** A quote, here-string or comment that has no end yet: its ends, the most likely first. */
export const openTexts = (result: ParseResult): Ending[] => beginnings(result).flatMap((start) => endingsOf(result.text, start));
