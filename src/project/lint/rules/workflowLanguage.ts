import { workflowErrors } from '../../../powershell/index.ts';
import type { Report, Rule } from '../rule.ts';

export const workflowLanguage: Rule = {
  id: 'SMA2009', name: 'workflow-language', category: 'workflow', severity: 'error', appliesTo: 'workflow',
  summary: 'A workflow uses a part of the language that workflows do not have.',
  documentation: 'A workflow is compiled, and the compiler refuses break, continue, trap, call operators, assignments to properties and more. The message says what to write instead; often it is an InlineScript block.',
  *check({ result, sites }): Generator<Report> {
    // An attribute alone in a line belongs to the assignment below it; published runbooks have [OutputType()] there.
    const targets = new Set(sites.of('AssignmentStatementAst').map(({ node }) => node.left.start));
    for (const { errorId, start, end, message } of workflowErrors(result.ast)) {
      if (errorId !== 'AttributedExpressionNotSupported' || !targets.has(start)) yield { start, end, message };
    }
  },
};
