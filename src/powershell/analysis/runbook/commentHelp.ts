/** Comment-based help, read as PowerShell does (about_Comment_Based_Help; HelpCommentsParser: GetHelpCommentTokens, AnalyzeCommentBlock, GetSection). */
import type { FunctionDefinitionAst, ParameterAst } from '../../syntax/ast.ts';
import type { ParseResult } from '../../syntax/parseResult.ts';

/** What a help comment says. Texts are trimmed; parameters are found by their name in lower case. */
export interface CommentHelp {
  readonly synopsis: string | undefined;
  readonly description: string | undefined;
  readonly notes: string | undefined;
  readonly parameters: ReadonlyMap<string, string>;
  readonly examples: readonly string[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly links: readonly string[];
  readonly component: string | undefined;
  readonly role: string | undefined;
  readonly functionality: string | undefined;
  /** The command whose help is meant in place of this (`.FORWARDHELPTARGETNAME`). */
  readonly forwardsTo: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** Why comments that look like help are none: a line that has no keyword of help, text before the first keyword, a keyword with or without what belongs behind it, or the function that follows takes them. */
export interface UnreadHelp { readonly reason: 'unknown' | 'text' | 'behind' | 'nothing' | 'function'; readonly word: string; readonly start: number; readonly end: number }

type Source = Pick<ParseResult, 'text' | 'comments' | 'ast'>;
/** What help is asked of: a function or workflow, or a block that became one, which has no keyword before it. */
export type HelpOwner = Pick<FunctionDefinitionAst, 'body' | 'parameters'> & { readonly start: number | undefined };
interface Line { readonly text: string; readonly start: number }
interface Section { readonly name: string; readonly argument: string; readonly text: string }
/** Comments that read as one, by their places in the list. */
interface Block { readonly first: number; readonly last: number }

const directive = /^\s*\.([\p{L}\p{Mn}\p{Nd}\p{Pc}]+)(?:\s+(\S.*))?\s*$/u;
const withText: ReadonlySet<string> = new Set(['synopsis', 'description', 'notes', 'link', 'example', 'inputs', 'outputs', 'component', 'role', 'functionality']);
const withArgument: ReadonlySet<string> = new Set(['parameter', 'forwardhelptargetname', 'forwardhelpcategory', 'remotehelprunspace', 'externalhelp']);
const blank = /^\s*$/;
/** Behind a function's keyword help may stand this many lines away. */
const PROXIMITY = 2;

const lineEnds = (text: string): number => text.match(/\r\n?|\n/g)?.length ?? 0;

/** Lines of a comment without its marks; line comments may begin with several. */
function linesOf(text: string, start: number, end: number): Line[] {
  const comment = text.slice(start, end);
  if (!comment.startsWith('<')) {
    const marks = /^#*/.exec(comment)?.[0].length ?? 0;
    return [{ text: comment.slice(marks), start: start + marks }];
  }
  const lines: Line[] = [], inner = comment.endsWith('#>') ? comment.slice(2, -2) : comment.slice(2);
  let from = 0;
  for (const found of inner.matchAll(/\r\n?|\n/g)) {
    lines.push({ text: inner.slice(from, found.index), start: start + 2 + from });
    from = found.index + found[0].length;
  }
  lines.push({ text: inner.slice(from), start: start + 2 + from });
  return lines;
}

const linesIn = ({ text, comments }: Source, { first, last }: Block): Line[] => {
  const lines: Line[] = [];
  for (let i = first; i <= last; i++) for (const one of linesOf(text, comments[2 * i]!, comments[2 * i + 1]!)) lines.push(one);
  return lines;
};

/** Lines up to the next that begins like a keyword, whichever; of each as many blanks are left out as the first has. */
function sectionText(lines: readonly Line[], from: number): { readonly text: string; readonly next: number } {
  const taken: string[] = [];
  let width = 0, at = from;
  for (; at < lines.length; at++) {
    const { text } = lines[at]!;
    if (taken.length === 0 && blank.test(text)) continue;
    if (directive.test(text)) break;
    if (taken.length === 0) width = /^[ \t\u00A0]*/.exec(text)?.[0].length ?? 0;
    taken.push(text.slice(Math.min(width, /^[ \t\u00A0]*/.exec(text)?.[0].length ?? 0)));
  }
  return { text: taken.join('\n'), next: at };
}

/** The sections of a block, or the line that makes it no help. */
function sectionsOf(lines: readonly Line[]): Section[] | UnreadHelp {
  const sections: Section[] = [];
  for (let at = 0; at < lines.length;) {
    const { text, start } = lines[at]!, found = directive.exec(text);
    if (found === null) {
      if (!blank.test(text)) return { reason: 'text', word: text.trim(), start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length };
      at++;
      continue;
    }
    const [, word = '', argument] = found, name = word.toLowerCase(), dot = start + text.indexOf('.');
    if (!(argument === undefined ? withText : withArgument).has(name)) {
      return { reason: withText.has(name) ? 'behind' : withArgument.has(name) ? 'nothing' : 'unknown', word, start: dot, end: dot + 1 + word.length };
    }
    // Only these have lines of their own below.
    const section = argument === undefined || name === 'parameter' ? sectionText(lines, at + 1) : { text: '', next: at + 1 };
    sections.push({ name, argument: argument?.trim() ?? '', text: section.text });
    at = section.next;
  }
  return sections;
}

const isUnread = (found: Section[] | UnreadHelp): found is UnreadHelp => !Array.isArray(found);

function readBlock(source: Source, block: Block, parameters: readonly ParameterAst[]): CommentHelp | undefined {
  const sections = sectionsOf(linesIn(source, block));
  if (isUnread(sections) || sections.length === 0) return undefined;
  // A file of help that nobody has: what the declaration says is shown instead.
  if (block.first === block.last && sections.some(({ name }) => name === 'externalhelp')) return undefined;
  const last = (name: string): string | undefined => sections.findLast((section) => section.name === name)?.text.trim();
  const all = (name: string): string[] => sections.filter((section) => section.name === name).map(({ text }) => text.trim());
  const described = new Map<string, string>();
  for (const { name, argument, text } of sections) if (name === 'parameter' && !described.has(argument.toLowerCase())) described.set(argument.toLowerCase(), text.trim());
  for (const parameter of parameters) {
    const key = parameter.name.variablePath.toLowerCase(), beside = described.has(key) ? '' : besideParameter(source, parameter);
    if (beside !== '') described.set(key, beside);
  }
  return {
    synopsis: last('synopsis'), description: last('description'), notes: last('notes'), start: source.comments[2 * block.first]!, end: source.comments[2 * block.last + 1]!, parameters: described,
    examples: all('example'), inputs: all('inputs'), outputs: all('outputs'), links: all('link'), component: last('component'), role: last('role'), functionality: last('functionality'),
    forwardsTo: sections.findLast(({ name }) => name === 'forwardhelptargetname')?.argument,
  };
}

/** What comments at a parameter say: those before it, in it and behind it (GetParameterComments). */
function besideParameter(source: Source, { start, end }: ParameterAst): string {
  const before = blockBefore(source, start, PROXIMITY), behind = blocksFrom(source, end).next().value, lines: Line[] = before === undefined ? [] : linesIn(source, before);
  for (let i = firstFrom(source.comments, start); (source.comments[2 * i] ?? end) < end; i++) for (const one of linesOf(source.text, source.comments[2 * i]!, source.comments[2 * i + 1]!)) lines.push(one);
  if (behind !== undefined) for (const one of linesIn(source, behind)) lines.push(one);
  return sectionText(lines, 0).text.trim();
}

/** The comments before a function that may be its help, with what stands between them and it. */
export function textOfHelpBefore(source: Source, { start }: FunctionDefinitionAst): string {
  const block = blockBefore(source, start, PROXIMITY);
  return block === undefined ? '' : source.text.slice(source.comments[2 * block.first], start);
}

/** The first comment that begins at an offset or behind it, by its place in the list. */
function firstFrom(comments: readonly number[], offset: number): number {
  let low = 0, high = comments.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comments[2 * middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Blocks of comments from an offset on, up to what is neither comment nor blank. A line between parts them. */
function* blocksFrom({ text, comments }: Source, from: number): Generator<Block, undefined> {
  let first = firstFrom(comments, from), place = from;
  for (let i = first; 2 * i < comments.length; i++) {
    const gap = text.slice(place, comments[2 * i]);
    if (!blank.test(gap)) break;
    if (i > first && lineEnds(gap) > 1) {
      yield { first, last: i - 1 };
      first = i;
    }
    place = comments[2 * i + 1]!;
    const next = comments[2 * i + 2];
    if (next === undefined || !blank.test(text.slice(place, next))) {
      yield { first, last: i };
      break;
    }
  }
  return undefined;
}

/** The block of comments before an offset, at most so many lines away; what stands before it in its first line does not matter. */
function blockBefore({ text, comments }: Source, offset: number, lines: number): Block | undefined {
  const last = firstFrom(comments, offset) - 1;
  let first = last + 1, place = offset, most = lines;
  for (let i = last; i >= 0; i--) {
    const gap = text.slice(comments[2 * i + 1], place);
    if (!blank.test(gap) || lineEnds(gap) > most) break;
    first = i;
    place = comments[2 * i]!;
    most = 1;
  }
  return first > last ? undefined : { first, last };
}

/** Where help may stand, in PowerShell's order; `isTaken` where the function that follows at once has it. */
function* candidates(source: Source, owner: HelpOwner | undefined): Generator<{ readonly block: Block; readonly isTaken?: boolean }> {
  const { text, comments, ast } = source;
  if (owner === undefined) {
    const first = ast.endBlock?.unnamed === true ? ast.endBlock.statements[0] : undefined;
    for (const block of blocksFrom(source, 0)) {
      const isTaken = first?.kind === 'FunctionDefinitionAst' && lineEnds(text.slice(comments[2 * block.last + 1], first.start)) <= PROXIMITY;
      yield { block, isTaken };
    }
    const end = blockBefore(source, text.length, Infinity);
    if (end !== undefined) yield { block: end };
    return;
  }
  const before = owner.start === undefined ? undefined : blockBefore(source, owner.start, PROXIMITY);
  if (before !== undefined) yield { block: before };
  for (const block of blocksFrom(source, owner.body.start + 1)) yield { block };
  const close = owner.body.end - (text.charAt(owner.body.end - 1) === '}' ? 1 : 0), end = blockBefore(source, close, Infinity);
  if (end !== undefined && comments[2 * end.first]! > owner.body.start) yield { block: end };
}

/**
 * Help of a script (`owner` undefined), or of a function or workflow: before its keyword with at most one blank line
 * between, at the beginning of its body, or at its end. A script's stands at its beginning, nothing but comments before
 * it and not directly before a function, or at its end. Comments on lines that follow each other are one, whatever
 * their form, and a line in them that no keyword of help begins makes them none.
 */
export function findHelp(source: Source, owner: HelpOwner | undefined): CommentHelp | undefined {
  const parameters = owner?.parameters ?? (owner?.body ?? source.ast).paramBlock?.parameters ?? [];
  let isOver = false;
  for (const { block, isTaken } of candidates(source, owner)) {
    if (isOver && isTaken !== undefined) continue;
    const sections = sectionsOf(linesIn(source, block));
    if (isUnread(sections) || sections.length === 0) continue;
    // What the first function has ends the search at the beginning.
    if (isTaken === true) isOver = true;
    else return readBlock(source, block, parameters);
  }
  return undefined;
}

/** Comments that somebody wrote as help of a script, function or workflow, and PowerShell does not read; asked where there is no help. */
export function unreadHelp(source: Source, owner: HelpOwner | undefined): UnreadHelp | undefined {
  for (const { block, isTaken } of candidates(source, owner)) {
    const lines = linesIn(source, block), known = lines.find(({ text }) => withText.has(directive.exec(text)?.[1]?.toLowerCase() ?? ''));
    if (known === undefined) continue;
    const sections = sectionsOf(lines);
    if (isUnread(sections)) return sections;
    if (isTaken === true) {
      const word = directive.exec(known.text)?.[1] ?? '', dot = known.start + known.text.indexOf('.');
      return { reason: 'function', word, start: dot, end: dot + 1 + word.length };
    }
  }
  return undefined;
}
