/** Comments that silence a finding, where they can be written without changing what the runbook does or the help it has. */
import { helpTexts, LineMap, parse, walk, type ParseResult } from '../../powershell/index.ts';
import { applyFixes, lint, type Finding, type LintOptions } from './lint.ts';
import type { Edit } from './rule.ts';
import { suppressions } from './suppress.ts';

export type SilenceScope = 'line' | 'file';

/** What the finding was judged with. */
export type JudgedWith = Pick<LintOptions, 'fileName' | 'folder' | 'severities'>;

/**
 * The edit that silences one finding's rule there, or in the whole file. Undefined where no comment does: inside a
 * here-string, between lines that a backtick joins, and for what no comment silences. Each place is tried: the text must
 * mean the same, have the same help, and be silent when it is judged again.
 */
export function silencingEdit(result: ParseResult, finding: Finding, scope: SilenceScope, judged: JudgedWith, lines = new LineMap(result.text)): Edit | undefined {
  if (finding.rule.isFixed === true) return undefined;
  return (scope === 'file' ? inFile(result, finding, lines) : onLine(result, finding, lines)).find((edit) => isGood(result, finding, scope, judged, edit));
}

const newlineOf = (text: string): string => /\r?\n/.exec(text)?.[0] ?? '\n';

/** A comment that is there already takes one rule more. */
function joined(result: ParseResult, id: string, lines: LineMap, scope: SilenceScope, line: number): Edit[] {
  const last = suppressions(result, lines).find((each) => each.scope === scope && each.line <= line && line <= each.lastLine && each.words.length > 0)?.words.at(-1);
  return last === undefined ? [] : [{ start: last.end, end: last.end, text: `, ${id}` }];
}

function inFile(result: ParseResult, { rule: { id } }: Finding, lines: LineMap): Edit[] {
  const { text } = result, newline = newlineOf(text), comment = `# sma-lint-disable ${id}${newline}`;
  // The line that says what runs a script is its first.
  const first = /^#![^\r\n]*(?:\r\n?|\n)/.exec(text)?.[0].length ?? 0;
  // Nothing can be open where the text begins. A line between parts the comment from help.
  return [...joined(result, id, lines, 'file', 0), { start: first, end: first, text: comment }, { start: first, end: first, text: `${first === 0 ? '' : newline}${comment}${newline}` }];
}

function onLine(result: ParseResult, { rule: { id }, start }: Finding, lines: LineMap): Edit[] {
  const { text } = result, newline = newlineOf(text), line = lines.line(start), from = start - (lines.position(start).column - 1);
  const indent = /^[ \t]*/.exec(text.slice(from, start))?.[0] ?? '', rest = /\r?\n|\r/.exec(text.slice(start)), end = rest === null ? text.length : start + rest.index;
  return [
    ...joined(result, id, lines, 'line', line),
    { start: from, end: from, text: `${indent}# sma-lint-disable-next-line ${id}${newline}` },
    { start: end, end, text: ` # sma-lint-disable-line ${id}` },
    // What is said of the whole text stands at its first line, whatever that is.
    ...(start === 0 ? ['', newline].map((free): Edit => ({ start: 0, end: 0, text: `# sma-lint-disable-line ${id}${newline}${free}` })) : []),
  ];
}

function isGood(before: ParseResult, finding: Finding, scope: SilenceScope, judged: JudgedWith, edit: Edit): boolean {
  const after = parse(applyFixes(before.text, [{ title: '', edits: [edit] }]));
  if (after.errors.length > before.errors.length || known(before) !== shape(after)) return false;
  const lines = new LineMap(after.text), left = findingsOf(after, finding, judged);
  if (scope === 'file') return left.length === 0;
  // Of the same line all are gone; what is said of others stays.
  const moved = lines.line(finding.start + (edit.start <= finding.start ? edit.text.length : 0)), own = lines.line(finding.start);
  return left.length < findingsOf(before, finding, judged).length && !left.some(({ start, message }) => message === finding.message && (lines.line(start) === moved || (finding.start === 0 && lines.line(start) === own)));
}

const findingsOf = (result: ParseResult, { rule: { id } }: Finding, judged: JudgedWith): Finding[] => lint({ ...judged, result, only: new Set([id]) });

const shapes = new WeakMap<ParseResult, string>();

/** A text is asked about many times while it stays as it is. */
function known(result: ParseResult): string {
  let found = shapes.get(result);
  if (found === undefined) shapes.set(result, (found = shape(result)));
  return found;
}

/** Kinds of all nodes, the texts of constants, and what help says: other comments are none of it. */
function shape(result: ParseResult): string {
  const { ast, text } = result, parts: string[] = helpTexts(result).map((help) => (help === undefined ? '' : JSON.stringify({ ...help, start: 0, end: 0, parameters: [...help.parameters] })));
  walk(ast, (node) => {
    parts.push(/Constant|Expandable|Variable/.test(node.kind) ? `${node.kind} ${text.slice(node.start, node.end)}` : node.kind);
  });
  return parts.join('\n');
}
