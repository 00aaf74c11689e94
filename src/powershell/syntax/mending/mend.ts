import type { Ast } from '../ast.ts';
import { parse } from '../parse.ts';
import type { ParseResult } from '../parseResult.ts';
import { takeBack, type Ending } from './ending.ts';
import { openMember } from './openMember.ts';
import { isOpen, longTexts, openTexts } from './openTexts.ts';
import { beforeSwallowed, openParameter, swallowed, swallowedHeads } from './swallowed.ts';

/** So many places are tried each way, in texts up to this length, and so many letters are parsed anew altogether: somebody is typing. */
const MOST_TRIES = 8, LONGEST = 512 * 1024, MOST_LETTERS = 3 * LONGEST;

/** What may mend a text: its endings, how wrong a text with one must no longer be, and may be without looking for a better one. */
interface Way { readonly endings: readonly Ending[]; readonly most: number; readonly enough?: number; faults(parsed: ParseResult, ending: Ending): number }

const textFaults = (parsed: ParseResult): number => (parsed.errors.some(isOpen) ? Infinity : parsed.errors.length + longTexts(parsed).words);

/** A quote or a comment that is not closed. Where nothing is open at the end only what mends most of it is believed. */
const closedText = (result: ParseResult): Way => ({ endings: openTexts(result), most: result.errors.some(isOpen) ? Infinity : result.errors.length / 2, faults: textFaults });

const closedMember = (result: ParseResult): Way => ({ endings: openMember(result), most: Math.max(result.errors.length, 1), faults: textFaults });

/** A bracket too many, which is not the ending's own, tells that what it closes has an end already. */
const surplus = ({ errors }: ParseResult, { at, written }: Ending = { at: -1, written: '' }): number => errors.filter(({ errorId, start }) => errorId === 'UnexpectedToken' && (start < at || start >= at + written.length)).length;

/** A statement taken for a part of another counts more than any error: the official parser may see none. */
const swallowedFaults = (parsed: ParseResult): number => swallowed(parsed).length * 1000 + parsed.errors.length;

function finishedStatement(result: ParseResult): Way {
  const places = swallowed(result), endings = beforeSwallowed(result, places);
  const [head] = swallowedHeads(result), most = result.errors.length, closed = surplus(result);
  // A line that is plainly a statement may all the same be a key or an argument: brackets that have an end are left as they are.
  const isWrong = (parsed: ParseResult, ending: Ending): boolean => head !== places[0] && surplus(parsed, ending) > closed;
  // What is a statement again may have errors of its own: that its name is there twice, say.
  return { endings, most: (places.length - 1) * 1000 + most + 4, enough: most + 1, faults: (parsed, ending) => (isWrong(parsed, ending) ? Infinity : swallowedFaults(parsed)) };
}

const finishedParameter = (result: ParseResult): Way => ({ endings: openParameter(result), most: swallowedFaults(result), faults: swallowedFaults });

/** In this order: the first that mends anything is the one. */
const ways = [closedText, closedMember, finishedStatement, finishedParameter];

/**
 * The tree of a text in which something is not finished yet, as if it were:
 * - a quote, with its end on its line; a here-string or block comment, with its end before the next blank line or definition;
 * - a member behind a dot at a line's end;
 * - a statement directly before another, or before a plain line, that was taken for a part of it (`foo |`, `if (`, `[`, `@{`);
 * - a parameter of a list.
 *
 * What follows keeps its meaning while somebody types. Errors and tokens stay those of the text as it is. Any other text gives the
 * result that came in.
 */
export function mended(result: ParseResult): ParseResult {
  const best = mend(result);
  return best === undefined ? result : withEnding(result, best);
}

/** How texts with endings are parsed. `settle` makes the places of an earlier result right again, where what is parsed shares nodes. */
export interface Again { parse(text: string): ParseResult; settle?(result: ParseResult): void }

/** What mends a text, with the parse of it; undefined where there is nothing to mend. */
export function mend(result: ParseResult, again: Again = { parse }): Mended | undefined {
  if (result.text.length > LONGEST) return undefined;
  let letters = 0;
  const attempt = (text: string): ParseResult | undefined => {
    letters += text.length;
    return letters > MOST_LETTERS ? undefined : again.parse(text);
  };
  // Where there is no error a statement can have been taken for a part of another and no more.
  for (const way of result.errors.length === 0 ? [closedMember, finishedStatement] : ways) {
    again.settle?.(result);
    const best = bestOf(result.text, way(result), attempt);
    if (best !== undefined) return best;
  }
  return undefined;
}

export interface Mended { readonly ending: Ending; readonly parsed: ParseResult }

function bestOf(text: string, { endings, most, enough = 0, ...way }: Way, attempt: (text: string) => ParseResult | undefined): Mended | undefined {
  let best: Mended | undefined, fewest = most;
  for (const ending of endings.slice(0, MOST_TRIES)) {
    const parsed = attempt(text.slice(0, ending.at) + ending.written + text.slice(ending.at));
    if (parsed === undefined) break;
    const faults = way.faults(parsed, ending);
    if (faults < fewest) {
      fewest = faults;
      best = { ending, parsed };
    }
    if (fewest <= enough) break;
  }
  return best;
}

/** The mended tree in the places of the text itself. */
export function withEnding(result: ParseResult, { ending, parsed: { ast, comments } }: Mended, holdsAll?: (node: Ast) => boolean): ParseResult {
  const { text, errors } = result, { at, written: { length } } = ending;
  takeBack(ast, ending, holdsAll);
  return { text, ast, errors, comments: comments.map((place) => (place > at ? Math.max(at, place - length) : place)), get tokens() { return result.tokens; } };
}
