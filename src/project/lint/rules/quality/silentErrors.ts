import { argumentFor, constantValue, textOf, typeFullName, variableParts, type Ast } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import type { Report, Rule } from '../../rule.ts';
import { around, bare } from '../../sites.ts';

/** Names of ActionPreference in the order of their numbers. */
const actions = ['silentlycontinue', 'stop', 'continue', 'inquire', 'ignore', 'suspend'];

/** Whether a value is the preference to say nothing: by its name or the beginning of it, by its number, or of its type. */
function isSilent(written: Ast): boolean {
  const value = bare(written);
  if (value.kind === 'MemberExpressionAst') return value.isStatic && value.expression.kind === 'TypeExpressionAst' && /(?:^|\.)ActionPreference$/i.test(typeFullName(value.expression.typeName)) && isAction(textOf(value.member) ?? '');
  const constant = value.kind === 'StringConstantExpressionAst' ? value.value : value.kind === 'ConstantExpressionAst' ? constantValue(value) : undefined;
  return constant !== undefined && isAction(String(constant));
}
function isAction(text: string): boolean {
  const key = text.trim().toLowerCase(), found = /^\d+$/.test(key) ? [actions[Number(key)]] : key === '' ? [] : actions.includes(key) ? [key] : actions.filter((action) => action.startsWith(key));
  return found.length === 1 && (found[0] === 'silentlycontinue' || found[0] === 'ignore');
}

const isPreference = (name: string): boolean => /^(?:(?:global|script):)?ErrorActionPreference$/i.test(name);

/** What says how errors are met everywhere behind it, and the place that says so. */
function* preferences(context: LintContext): Generator<{ readonly place: Ast; readonly value: Ast }> {
  for (const { node } of context.sites.of('AssignmentStatementAst')) {
    const target = bare(node.left);
    if (target.kind === 'VariableExpressionAst' ? isPreference(target.variablePath)
      : target.kind === 'IndexExpressionAst' && target.target.kind === 'VariableExpressionAst' && variableParts(target.target.variablePath).name.toLowerCase() === 'psdefaultparametervalues' && /^\*:(?:ErrorAction|EA)$/i.test(textOf(target.index) ?? '')) yield { place: node, value: node.right };
  }
  for (const { node } of context.commands()) {
    if (!/^(?:set|new)-variable$/.test(context.cmdlet(node)) || !isPreference(textOf(argumentFor(node, 'Name', 0)) ?? '')) continue;
    const value = argumentFor(node, 'Value', 1);
    if (value !== undefined) yield { place: node, value };
  }
}

/** Whether what stands at one place is run behind another: in its block, in one around it, or at the end of a `try` of such a block. */
function putsBack(context: LintContext, later: Ast, earlier: Ast): boolean {
  const site = context.sites.site(later), block = site && [...around(site)].find(({ node }) => /^(?:NamedBlock|StatementBlock)Ast$/.test(node.kind)), statement = block?.parent;
  const outer = statement?.node.kind === 'TryStatementAst' && statement.node.finally === block?.node ? [...around(statement)].find(({ node }) => /^(?:NamedBlock|StatementBlock)Ast$/.test(node.kind)) : block;
  return outer !== undefined && outer.node.start <= earlier.start && earlier.end <= outer.node.end && outer.definition === context.sites.site(earlier)?.definition;
}

export const silentErrors: Rule = {
  id: 'SMA6009', name: 'errors-silenced', category: 'language', severity: 'warning', appliesTo: 'both',
  summary: '$ErrorActionPreference silences every error of the runbook.',
  documentation: 'A job that fails in every step then looks well. Give -ErrorAction to the one command whose errors may be ignored.',
  *check(context): Generator<Report> {
    const all = [...preferences(context)];
    for (const { place, value } of all) {
      if (isSilent(value) && !all.some((other) => other.place.start > place.start && !isSilent(other.value) && putsBack(context, other.place, place))) yield { start: place.start, end: place.end, message: 'All errors behind this are lost. Give -ErrorAction to the one command whose errors may be ignored.' };
    }
  },
};
