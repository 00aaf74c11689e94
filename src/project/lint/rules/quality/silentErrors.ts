import { textOf } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { bare } from '../../sites.ts';

export const silentErrors: Rule = {
  id: 'SMA6009', name: 'errors-silenced', category: 'language', severity: 'warning', appliesTo: 'both',
  summary: '$ErrorActionPreference silences every error of the runbook.',
  documentation: 'A job that fails in every step then looks well. Give -ErrorAction to the one command whose errors may be ignored.',
  *check({ sites }): Generator<Report> {
    for (const { node } of sites.of('AssignmentStatementAst')) {
      const target = bare(node.left), value = bare(node.right);
      if (target.kind !== 'VariableExpressionAst' || !/^(global:|script:)?ErrorActionPreference$/i.test(target.variablePath) || value.kind !== 'StringConstantExpressionAst') continue;
      if (/^(SilentlyContinue|Ignore)$/i.test(textOf(value) ?? '')) yield { start: node.start, end: node.end, message: 'All errors behind this are lost. Give -ErrorAction to the one command whose errors may be ignored.' };
    }
  },
};
