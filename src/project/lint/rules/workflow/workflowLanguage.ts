import { workflowErrors } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';

export const workflowLanguage: Rule = {
  id: 'SMA2009', name: 'workflow-language', category: 'workflow', severity: 'error', appliesTo: 'workflow', isFixed: true,
  summary: 'A workflow uses a part of the language that workflows do not have.',
  documentation: 'A workflow is compiled, and the compiler refuses break, continue, trap, call operators, assignments to properties and more. The message says what to write instead; often it is an InlineScript block.',
  *check({ result }): Generator<Report> {
    for (const { start, end, message, errorId } of workflowErrors(result)) yield { start, end, message: `${message} (${errorId})`, errorId };
  },
};
