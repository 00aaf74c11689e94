import { runbookNameProblem } from '../../../../sma/runbookName.ts';
import type { Report, Rule } from '../../rule.ts';

export const runbookName: Rule = {
  id: 'SMA5003', name: 'runbook-name', category: 'file', severity: 'error', appliesTo: 'both',
  summary: 'SMA refuses the name of the runbook.',
  documentation: 'A name begins with a letter, goes on with letters, digits, dashes and underscores, and has at most 64 characters.',
  *check({ facts, name, isRunbook }): Generator<Report> {
    const problem = name === undefined || !isRunbook ? undefined : runbookNameProblem(name), workflow = facts.workflows.find((each) => each.name === facts.name);
    if (problem !== undefined) yield { start: workflow?.nameStart ?? 0, end: workflow?.nameEnd ?? 0, message: `${problem.message} Rename the ${workflow === undefined ? 'file' : 'workflow'}.` };
  },
};
