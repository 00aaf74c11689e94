import type { Report, Rule } from '../../rule.ts';

export const missingSynopsis: Rule = {
  id: 'SMA5006', name: 'missing-synopsis', category: 'file', severity: 'hint', appliesTo: 'both',
  summary: 'The runbook has no help comment with a synopsis.',
  documentation: 'The synopsis is shown in lists and hovers, and tells people what a runbook does before they start it. Write <# .SYNOPSIS … #> at the top.',
  *check({ facts, isRunbook }): Generator<Report> {
    const workflow = facts.workflows.find(({ name }) => name === facts.name);
    if (isRunbook && (facts.synopsis ?? '').trim() === '' && (facts.help?.description ?? '').trim() === '') yield { start: workflow?.nameStart ?? 0, end: workflow?.nameEnd ?? 0, message: 'No help comment says what this runbook does. Write one with .SYNOPSIS.' };
  },
};
