import { parse } from '../../syntax/parse.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';
import { casingEdits, type KnownCommand } from './casing.ts';
import { formatFacts, type FormatFacts, type TextEdit } from './facts.ts';
import { Indenter, widthOf, type IndentOptions } from './indentation.ts';
import { propertyEdits } from './resources.ts';
import { sameMeaning } from './sameMeaning.ts';
import { spacingEdits } from './spacing.ts';

export interface FormatOptions extends IndentOptions {
  /** Commands that are known, in their best case; what is none of them may be a program. */
  readonly known?: KnownCommand | undefined;
  /** Whether the case of keywords and known commands is changed too. */
  readonly casing?: boolean | undefined;
  /** Only what lies in this stretch is changed. */
  readonly within?: { readonly start: number; readonly end: number } | undefined;
}

/** What a text becomes by edits that stand in order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '', at = 0;
  for (const { start, end, text: written } of edits) {
    result += text.slice(at, start) + written;
    at = end;
  }
  return result + text.slice(at);
}

/** Of edits in order those that lie in none of some stretches, in order too. */
function outside(edits: readonly TextEdit[], stretches: FormatFacts['asText']): TextEdit[] {
  let at = 0, until = -1;
  return edits.filter(({ start, end }) => {
    for (let next = stretches[at]; next !== undefined && next.start < end; next = stretches[++at]) until = Math.max(until, next.end);
    return start >= until;
  });
}

/** How far a formatting went: all rules, indentation alone where another rule would have changed the meaning, or nothing. */
export type FormatResult = { readonly edits: readonly TextEdit[]; readonly level: 'whole' | 'indentation' | 'nothing' };

/**
 * Formats a text: indentation, blanks between tokens and at the ends of lines, and the case of keywords and known commands.
 * Lines are neither joined nor parted; strings, here-strings, comments and what follows `--%` stay as they are. The
 * meaning stays the same, which is proved by parsing the result. A broken text is left alone; one whose errors are of meaning alone is not broken.
 */
export function formatText(result: ParseResult, options: FormatOptions): FormatResult {
  if (result.errors.length > 0 && result.isWhole !== true) return { edits: [], level: 'nothing' };
  const facts = formatFacts(result, options.known), { within } = options;
  const isChosen = (start: number, end: number): boolean => within === undefined || (start <= within.end && end >= within.start);
  // Two rules may want the same blank.
  const chosen = (edits: readonly TextEdit[]): TextEdit[] => outside(edits.filter(({ start, end }) => isChosen(start, end)).sort((a, b) => a.start - b.start), facts.asText).filter(({ start, end }, index, all) => start < end || all[index - 1]?.start !== start || all[index - 1]?.end !== end);
  const indentation = new Indenter(facts, options, (start, end) => !isChosen(start, end)).run().edits;
  const parted = chosen(propertyEdits(facts)), base = parted.length === 0 ? result : parse(applyEdits(result.text, parted)), isParted = parted.length > 0 && base.errors.length === result.errors.length;
  const levels = [
    { level: 'whole' as const, edits: chosen([...indentation, ...(isParted ? parted : []), ...spacingEdits(facts), ...(options.known === undefined || options.casing === false ? [] : casingEdits(facts, options.known))]) },
    { level: 'indentation' as const, edits: chosen(indentation) },
  ];
  for (const { level, edits } of levels) {
    if (edits.length === 0 || sameMeaning(level === 'whole' && isParted ? base : result, parse(applyEdits(result.text, edits)), options.known)) return { edits, level };
  }
  return { edits: [], level: 'nothing' };
}

/**
 * Columns that the line at an offset is indented by, the offset standing at its beginning or in its first blanks. Works in
 * broken texts too, beside lines as they stand. Undefined inside a string or a comment.
 */
export function lineIndent(result: ParseResult, offset: number, options: IndentOptions): number | undefined {
  const { text, tokens } = result;
  if (tokens.some(({ kind, start, end }) => start < offset && (offset < end || (offset === end && kind === 'Comment')) && kind !== 'NewLine' && kind !== 'LineContinuation')) return undefined;
  const rest = text.slice(offset, offset + 400), [, blank] = /^[ \t]*(?:\r\n|\n|\r)([ \t]+)[-\u2013-\u2015]\p{L}/u.exec(rest) ?? [];
  return new Indenter(formatFacts(result), options, () => true).run(offset).next(/^[ \t]*[)}\]]/.test(rest), blank === undefined ? 0 : widthOf(blank, options.tabSize));
}
