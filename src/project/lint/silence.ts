/** Comments that silence a finding, where they can be written without changing what the runbook does. */
import { LineMap, parse, walk, type ParseResult } from '../../powershell/index.ts';
import { applyFixes, type Finding } from './lint.ts';
import type { Edit } from './rule.ts';
import { suppressions } from './suppress.ts';

export type SilenceScope = 'line' | 'file';

/**
 * The edit that silences one finding's rule there, or in the whole file. Undefined where no comment can stand: inside a
 * here-string, or between lines that a backtick joins. Each place is tried: the text must mean the same, and be silent.
 */
export function silencingEdit(result: ParseResult, finding: Finding, scope: SilenceScope, lines = new LineMap(result.text)): Edit | undefined {
  const { text } = result;
  // Nothing can be open where the text begins.
  if (scope === 'file') return { start: 0, end: 0, text: `# sma-lint-disable ${finding.rule.id}${newlineOf(text)}` };
  return candidates(result, finding, lines).find((edit) => isGood(result, finding, edit));
}

const newlineOf = (text: string): string => /\r?\n/.exec(text)?.[0] ?? '\n';

function candidates(result: ParseResult, { rule: { id }, start }: Finding, lines: LineMap): Edit[] {
  const { text } = result;
  const line = lines.line(start), from = start - (lines.position(start).column - 1), found: Edit[] = [];
  // A comment that is there already takes one rule more.
  const comment = suppressions(result, lines).find((each) => each.scope === 'line' && each.line === line && each.words.length > 0), last = comment?.words.at(-1);
  if (last !== undefined) found.push({ start: last.end, end: last.end, text: `, ${id}` });
  const indent = /^[ \t]*/.exec(text.slice(from, start))?.[0] ?? '';
  found.push({ start: from, end: from, text: `${indent}# sma-lint-disable-next-line ${id}${newlineOf(text)}` });
  const rest = /\r?\n|\r/.exec(text.slice(start)), end = rest === null ? text.length : start + rest.index;
  found.push({ start: end, end, text: ` # sma-lint-disable-line ${id}` });
  return found;
}

function isGood(before: ParseResult, finding: Finding, edit: Edit): boolean {
  const after = parse(applyFixes(before.text, [{ title: '', edits: [edit] }]));
  if (after.errors.length > before.errors.length || known(before) !== shape(after)) return false;
  const lines = new LineMap(after.text), moved = finding.start + (edit.start <= finding.start ? edit.text.length : 0), line = lines.line(moved);
  return suppressions(after, lines).some((each) => each.rules?.has(finding.rule.id.toLowerCase()) === true && each.scope === 'line' && each.line === line);
}

const shapes = new WeakMap<ParseResult, string>();

/** A text is asked about many times while it stays as it is. */
function known(result: ParseResult): string {
  let found = shapes.get(result);
  if (found === undefined) shapes.set(result, (found = shape(result)));
  return found;
}

/** Kinds of all nodes, and the texts of constants: comments are none of it. */
function shape({ ast, text }: ParseResult): string {
  const parts: string[] = [];
  walk(ast, (node) => {
    parts.push(/Constant|Expandable|Variable/.test(node.kind) ? `${node.kind} ${text.slice(node.start, node.end)}` : node.kind);
  });
  return parts.join('\n');
}

