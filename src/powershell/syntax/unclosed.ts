import type { Ast } from './ast.ts';
import { childrenOf, walk } from './children.ts';
import { parse } from './parse.ts';
import type { ParseError, ParseResult } from './parseResult.ts';

/** So many places are tried, in texts up to this length: somebody is typing. */
const MOST_TRIES = 6, LONGEST = 512 * 1024;
const MEMBER = 'x';
const quotes = /^['"\u2018-\u201f]/;

interface Text { readonly start: number; readonly end: number }
/** Something to write into a text, which ends what was begun before it. */
interface Ending { readonly at: number; readonly written: string }

/**
 * Texts over lines with where they begin, what is open last of all among them, and the words over lines: those have a quote in
 * them that belongs to something else. What stands in brackets inside a text is left out.
 */
function longTexts({ ast, text }: ParseResult): { readonly texts: readonly Text[]; readonly words: number } {
  const found: Text[] = [], open: Ast[] = [ast];
  let words = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const isText = node.kind === 'StringConstantExpressionAst' || node.kind === 'ExpandableStringExpressionAst';
    if (isText && /[\r\n]/.test(text.slice(node.start, node.end))) {
      if (quotes.test(text.charAt(node.start + (text.charAt(node.start) === '@' ? 1 : 0)))) found.push(node);
      else words++;
    }
    if (node.kind !== 'ExpandableStringExpressionAst') open.push(...childrenOf(node));
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

/** Takes back what some more characters did to the places in a tree. */
function shift(root: Ast, at: number, length: number): void {
  const seen = new Set<object>(), open: object[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    const fields = value as Record<string, unknown>, { end } = fields;
    // What lies before stays where it is.
    if (typeof end === 'number' && end <= at) continue;
    for (const [name, field] of Object.entries(fields)) {
      if (typeof field === 'object' && field !== null) open.push(field);
      else if (typeof field === 'number' && field > at && /^(?:start|end|\w+(?:Start|End))$/.test(name)) fields[name] = Math.max(at, field - length);
    }
  }
}

const isOpen = ({ errorId }: ParseError): boolean => errorId === 'TerminatorExpectedAtEndOfString' || errorId === 'MissingTerminatorMultiLineComment';

/** The first thing that makes no sense where it stands; what has no end is told at its beginning, far before. */
const firstFault = (errors: readonly ParseError[]): number | undefined => errors.find((error) => !isOpen(error) && !error.errorId.startsWith('MissingEnd'))?.start;

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

/** A dot or colons at a line's end whose member is not written yet: what stands on a later line was taken for it. */
function openMember({ ast, text, errors }: ParseResult): Ending[] {
  const first = firstFault(errors) ?? text.length, found: Ending[] = [];
  walk(ast, (node) => {
    if ((node.kind !== 'MemberExpressionAst' && node.kind !== 'InvokeMemberExpressionAst') || node.member.start > first || node.member.end <= node.expression.end) return;
    const [operator] = /^(?:\?\.|\.|::)(?=[ \t]*\r?\n)/.exec(text.slice(node.expression.end, node.member.start)) ?? [];
    if (operator !== undefined) found.push({ at: node.expression.end + operator.length, written: MEMBER });
  });
  return found.slice(-1);
}

/**
 * The tree of a text in which a quote is not closed yet, with that ending on its line, or a here-string or block comment,
 * with that ending before the next blank line or definition, or a member is missing behind a dot at a line's end: what
 * follows keeps its meaning while somebody types. Errors and tokens stay those of the text as it is. Any other text
 * gives the result that came in.
 */
export function closingTexts(result: ParseResult): ParseResult {
  const { text, errors } = result;
  if (text.length > LONGEST || errors.length === 0) return result;
  const endings = beginnings(result).flatMap((start) => endingsOf(text, start)).slice(0, MOST_TRIES);
  if (endings.length === 0) endings.push(...openMember(result));
  // Where nothing is open at the end only what mends most of it is believed.
  const most = errors.some(isOpen) ? Infinity : endings[0]?.written === MEMBER ? errors.length : errors.length / 2;
  let best: (Ending & { readonly parsed: ParseResult; readonly faults: number }) | undefined;
  for (const ending of endings) {
    const parsed = parse(text.slice(0, ending.at) + ending.written + text.slice(ending.at));
    if (parsed.errors.some(isOpen)) continue;
    const faults = parsed.errors.length + longTexts(parsed).words;
    if (faults < (best?.faults ?? most)) best = { ...ending, parsed, faults };
    if (faults === 0) break;
  }
  if (best === undefined) return result;
  const { parsed: { ast, comments: shifted }, at, written: { length } } = best;
  shift(ast, at, length);
  // A member that nobody wrote has no letters.
  if (best.written === MEMBER) walk(ast, (node) => {
    if (node.kind === 'StringConstantExpressionAst' && node.start === at && node.end === at) Object.assign(node, { value: '' });
  });
  return { text, ast, errors, comments: shifted.map((place) => (place > at ? Math.max(at, place - length) : place)), get tokens() { return result.tokens; } };
}
