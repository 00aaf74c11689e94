import type { Rule } from '../../rule.ts';

export const switchParameter: Rule = {
  id: 'SMA2002', name: 'switch-parameter', category: 'workflow', severity: 'warning', appliesTo: 'both',
  summary: 'A runbook has a [switch] parameter.',
  documentation: 'Values reach a job as JSON, and the forms that start runbooks know no switches. Declare the parameter as [bool] with a default.',
  check: ({ facts }) => facts.parameters.filter(({ isSwitch }) => isSwitch).map(({ name, start, end }) => ({
    start, end, message: `The parameter ${name} is a [switch], which cannot be given well when a job is started. Declare it as [bool].`,
  })),
};
