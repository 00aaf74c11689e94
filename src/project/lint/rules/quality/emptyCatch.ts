import type { StatementAst } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';

/** `$null`, and `$null = …` of a variable: a statement that stands there for nothing. */
function saysNothing(node: StatementAst): boolean {
  if (node.kind === 'AssignmentStatementAst') return node.left.kind === 'VariableExpressionAst' && isNull(node.left.variablePath) && saysNothingOf(node.right);
  return saysNothingOf(node, true);
}

const isNull = (name: string): boolean => name.toLowerCase() === 'null';

/** A variable alone; with `null` only that one. */
function saysNothingOf(node: StatementAst, onlyNull = false): boolean {
  if (node.kind === 'CommandExpressionAst') return node.expression.kind === 'VariableExpressionAst' && (!onlyNull || isNull(node.expression.variablePath));
  return node.kind === 'PipelineAst' && node.elements.length === 1 && saysNothingOf(node.elements[0] as StatementAst, onlyNull);
}

export const emptyCatch: Rule = {
  id: 'SMA6006', name: 'empty-catch', category: 'language', severity: 'warning', appliesTo: 'both',
  summary: 'A catch block is empty, or says nothing but $null.',
  documentation: 'Every error is lost there, also those nobody thought of, and the job looks well. Write the error to a stream; where it may really be ignored, say why in a comment.',
  *check({ sites, result }): Generator<Report> {
    for (const { node } of sites.of('CatchClauseAst')) {
      if (node.body.traps.length > 0 || !node.body.statements.every(saysNothing)) continue;
      const explained = result.comments.some((offset, i) => i % 2 === 0 && offset > node.body.start && offset < node.body.end);
      if (!explained) yield { start: node.start, end: node.end, message: 'This hides every error. Write it to a stream, or say in a comment why it may be ignored.' };
    }
  },
};
