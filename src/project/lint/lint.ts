import { atOnce, type Steps } from '../turns.ts';
import { LintContext, type LintInput } from './context.ts';
import { SEVERITIES, type Edit, type Fix, type Rule, type Severity, type SeveritySetting } from './rule.ts';
import { RULES } from './rules/index.ts';
import { suppressions } from './suppress.ts';

/** One finding. Offsets count as the tree's: UTF-16 units behind a byte order mark. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly fix: Fix | undefined;
  /** Windows PowerShell's id, where it refuses the text too. */
  readonly errorId: string | undefined;
}

export interface LintOptions extends LintInput {
  /** By id; what is not named keeps its rule's own. */
  readonly severities?: Readonly<Record<string, SeveritySetting>> | undefined;
  /** Only these, by id. */
  readonly only?: ReadonlySet<string> | undefined;
}

/** The rule of an id or name, whatever its case. */
export function findRule(word: string): Rule | undefined {
  const key = word.toLowerCase();
  return RULES.find((rule) => rule.id.toLowerCase() === key || rule.name === key);
}

/** True where a finding is at least as grave as asked for. */
export const isAtLeast = (severity: Severity, level: Severity): boolean => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(level);

/**
 * What is to be said about a runbook, in the order of the text. A text that does not parse gets its syntax errors only,
 * since everything else would be a consequence of them. Pure.
 */
export const lint = (options: LintOptions): Finding[] => atOnce(lintSteps(options));

/** The same in pieces, for a thread that somebody waits for. */
export function* lintSteps(options: LintOptions): Steps<Finding[]> {
  const { severities = {}, only, result } = options;
  const context = new LintContext(options, (word) => findRule(word) !== undefined), silenced = suppressions(result, context.lines);
  yield;
  const type = context.facts.type === 'Script' ? 'workflow' : 'script', broken = result.errors.length > 0;
  if (!broken && only === undefined) yield* context.prepared();
  const findings: Finding[] = [], lesser: { readonly finding: Finding; readonly unless: string }[] = [];
  for (const rule of RULES) {
    const severity = severities[rule.id] ?? rule.severity;
    if (severity === 'off' || (only !== undefined && !only.has(rule.id)) || (rule.appliesTo !== 'both' && rule.appliesTo !== type)) continue;
    if (broken && rule.onBroken !== true) continue;
    const off = rule.isFixed === true ? [] : silenced.filter(({ rules }) => rules === undefined || rules.has(rule.id.toLowerCase()) || rules.has(rule.name));
    if (off.some(({ scope }) => scope === 'file')) continue;
    yield;
    for (const report of rule.check(context)) {
      yield;
      if (report === undefined) continue;
      const { start, end, message, fix, errorId, unless } = report;
      if (off.length > 0) {
        const at = context.lines.line(start);
        if (off.some(({ line, lastLine }) => line <= at && at <= lastLine)) continue;
      }
      const finding = { rule, severity, message, start, end, fix, errorId };
      if (unless === undefined) findings.push(finding);
      else lesser.push({ finding, unless });
    }
  }
  const said = new Set(findings.map(({ rule, start }) => `${rule.id} ${start}`));
  for (const { finding, unless } of lesser) if (!said.has(`${unless} ${finding.start}`)) findings.push(finding);
  return findings.sort((a, b) => a.start - b.start || a.end - b.end || (a.rule.id < b.rule.id ? -1 : 1));
}

/** Whether two edits write the same letters, or insert at the same place. */
const clash = (a: Edit, b: Edit): boolean => (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);

/** Where an edit belongs among those that are taken, which do not overlap; undefined where it overlaps one of them. */
function placeAmong(taken: readonly Edit[], edit: Edit): number | undefined {
  let from = 0, to = taken.length;
  while (from < to) {
    const middle = (from + to) >> 1, other = taken[middle]!;
    if (other.start < edit.start || (other.start === edit.start && other.end < edit.end)) from = middle + 1;
    else to = middle;
  }
  for (let i = Math.max(0, from - 1); i < taken.length && (i < from || taken[i]!.start <= edit.start || taken[i]!.start < edit.end); i++) if (clash(edit, taken[i]!)) return undefined;
  return from;
}

/** The edits of fixes in the order of the text; of two fixes that overlap the first is taken, and none by halves. */
export function editsOf(fixes: readonly Fix[]): Edit[] {
  const taken: Edit[] = [];
  for (const { edits } of [...fixes].sort((a, b) => (a.edits[0]?.start ?? 0) - (b.edits[0]?.start ?? 0))) {
    if (edits.some((edit) => placeAmong(taken, edit) === undefined)) continue;
    // What one fix writes is taken as it is.
    for (const edit of edits) taken.splice(placeAmong(taken, edit) ?? taken.length, 0, edit);
  }
  return taken.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The fixes that keep what a runbook does, for making them all unasked. */
export const keepingFixes = (findings: readonly Finding[]): Fix[] => findings.flatMap(({ fix }) => (fix === undefined || fix.changes === true ? [] : [fix]));

/** A text with fixes made, as far as they do not overlap. */
export function applyFixes(text: string, fixes: readonly Fix[]): string {
  let out = '', at = 0;
  for (const edit of editsOf(fixes)) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}
