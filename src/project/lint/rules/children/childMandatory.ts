import type { Report, Rule } from '../../rule.ts';
import { callsWithNames } from './givenNames.ts';

export const childMandatory: Rule = {
  id: 'SMA1009', name: 'child-mandatory-parameter', category: 'children', severity: 'error', appliesTo: 'both',
  summary: 'A child runbook is called or started without one of its mandatory parameters.',
  documentation: 'Nobody can be asked for a value in a job, so the call fails. Give the parameter, or make it optional in the child.',
  *check(context): Generator<Report> {
    for (const { child, form, names, isWhole, start, end } of callsWithNames(context)) {
      // What is given by position or in a table that is made elsewhere cannot be told apart here.
      if (!isWhole) continue;
      const isGiven = (parameter: string): boolean => names.some(({ name }) => name !== '' && (form === 'start' ? parameter.toLowerCase() === name.toLowerCase() : parameter.toLowerCase().startsWith(name.toLowerCase())));
      const missing = child.parameters.filter(({ name, aliases, isMandatory }) => isMandatory && !isGiven(name) && aliases?.some(isGiven) !== true);
      if (missing.length > 0) yield { start, end, message: `${child.name} needs ${missing.map(({ name }) => (form === 'start' ? name : `-${name}`)).join(', ')}${form === 'start' ? ' in -Parameters' : ''}.` };
    }
  },
};
