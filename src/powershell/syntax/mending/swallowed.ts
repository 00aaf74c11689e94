import type { ParseResult } from '../parseResult.ts';
import { closingLine, closingsAbove, lineAt } from './openLine.ts';
import { beginOf, type Ending } from './ending.ts';
import { lineHolders } from './parts.ts';
import { firstFrom, plainLines } from './plainLines.ts';

/** What a line begins with that begins a statement and nothing else: as an argument, a key or a name of a command it would make no sense. */
const head = /(?:(?:function|filter|workflow)[ \t]+(?=[\w:-]+\s*[({])|(?:class|enum)[ \t]+(?=\w+\s*[:{])|param(?=[ \t]*\()|(?:if|switch|while|for)(?=[ \t]*\()|foreach(?=[ \t]*(?:-parallel\b[^(\r\n]*)?\([ \t]*\$\w+[ \t]+in\b)|(?:try|do|parallel|sequence)(?=[ \t]*\{))/iy;
/** What goes on behind a line's end: only there a text without errors can have taken a statement for a part of another. */
const continued = /(?:[|,&`]|\b(?:function|filter|workflow))[ \t]*(?:#[^\r\n]*)?\s*$/i;

/** Whether what stands before a line goes on in it. Mostly the last letter tells that it does not. */
function goesOn(text: string, line: number): boolean {
  let at = line - 1;
  while (at >= 0 && text.charCodeAt(at) <= 32) at--;
  return ('|,&`nrw'.includes(text.charAt(at).toLowerCase()) || text.slice(text.lastIndexOf('\n', at) + 1, at).includes('#')) && continued.test(text.slice(Math.max(0, line - 200), line));
}

/** Where lines begin statements that the tree does not have: they were taken for parts of what is not finished before them. */
export function swallowedHeads(result: ParseResult): readonly number[] {
  const asked = headsOf(result);
  if (asked.size > 0) forgetTaken(result, asked);
  return [...asked.values()];
}

/** The same, and plain lines among them. */
export function swallowed(result: ParseResult): readonly number[] {
  return [...new Set([...swallowedHeads(result), ...plainLines(result)])].toSorted((a, b) => a - b);
}

/** What lines begin with a statement's head: where the statement begins, by where its head ends. */
function headsOf({ text, errors, comments }: ParseResult): Map<number, number> {
  const found = new Map<number, number>();
  let comment = 0;
  for (let line = 0; ; line++) {
    const at = beginOf(text, line);
    // Most lines begin with something else: a look at one letter is enough.
    if ('cdefipstw'.includes(text.charAt(at).toLowerCase()) && (errors.length > 0 || goesOn(text, line))) {
      while (comments[comment + 1]! <= at) comment += 2;
      head.lastIndex = at;
      if (!(comments[comment]! <= at) && head.test(text)) found.set(head.lastIndex, at);
    }
    line = text.indexOf('\n', at);
    if (line === -1) return found;
  }
}

/** Takes those out that are statements of the tree, or lines of a text. */
function forgetTaken({ text, ast }: ParseResult, asked: Map<number, number>): void {
  const starts = new Map([...asked].map(([end, start]) => [start, end])), all = [...starts.keys()];
  const within = (from: number, to: number): void => {
    for (let i = firstFrom(all, from); i < all.length && all[i]! < to; i++) asked.delete(starts.get(all[i]!)!);
  };
  for (const node of lineHolders.in(ast, text)) {
    switch (node.kind) {
      case 'StringConstantExpressionAst': case 'ExpandableStringExpressionAst':
        if (node.end - node.start > 3 && text.indexOf('\n', node.start) < node.end) within(node.start + 1, node.end);
        break;
      case 'TypeDefinitionAst': asked.delete(node.nameStart); break;
      // Its attributes belong to it.
      case 'ParamBlockAst': within(node.start, node.parameters[0]?.start ?? node.end); break;
      case 'FunctionDefinitionAst': case 'IfStatementAst': case 'SwitchStatementAst': case 'WhileStatementAst': case 'ForStatementAst': case 'ForEachStatementAst':
      case 'TryStatementAst': case 'DoWhileStatementAst': case 'DoUntilStatementAst': case 'BlockStatementAst': case 'ErrorStatementAst':
        asked.delete(starts.get(node.start) ?? -1);
        break;
      default:
    }
  }
}

/** Ends for what is not finished before the first such statements. */
export function beforeSwallowed({ text }: ParseResult, places: readonly number[]): Ending[] {
  return places.slice(0, 2).flatMap((place) => {
    // Attributes stay with what they stand before.
    const end = /^param/i.test(text.slice(place, place + 5)) ? '' : ';';
    return closingsAbove(text, place).map(({ at, written }) => ({ at, written: `${written}${end}` }));
  }).filter(({ written }) => written !== '');
}

/** Errors of a list of parameters or of a type that something is missing in. */
const broken = /^(?:MissingEndParenthesisInFunctionParameterList|InvalidFunctionParameter|UnexpectedAttribute|MissingTypename|EndSquareBracketExpectedAtEnd\w+)$/;

/** Ends for a parameter or a type that is not finished, on the line of the first thing that makes no sense, or of what is told first, or the one before. */
export function openParameter({ text, errors }: ParseResult): Ending[] {
  if (!errors.some(({ errorId }) => broken.test(errorId))) return [];
  const faults = errors.filter(({ errorId }) => errorId !== 'MissingEndCurlyBrace').map(({ start }) => start), lines = new Set<number>();
  for (const fault of [faults.reduce((least, fault) => Math.min(least, fault)), faults[0]!]) {
    const { start } = lineAt(text, fault);
    lines.add(start).add(lineAt(text, Math.max(start - 1, 0)).start);
  }
  return [...lines].flatMap((line) => {
    const ending = closingLine(text, line);
    return ending === undefined ? [] : [ending, { at: ending.at, written: `${ending.written},` }];
  }).filter(({ written }) => written !== '');
}
