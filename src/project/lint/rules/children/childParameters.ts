import type { Report, Rule } from '../../rule.ts';
import { isCommonParameter } from './commonParameters.ts';
import { callsWithNames } from './givenNames.ts';

export const childParameters: Rule = {
  id: 'SMA1008', name: 'child-unknown-parameter', category: 'children', severity: 'error', appliesTo: 'both',
  summary: 'A child runbook is given a parameter that it does not have.',
  documentation: 'The calling workflow does not compile, a script cannot make the call, and a job that Start-SmaRunbook starts fails. Correct the name; beginnings of names are allowed where only one parameter begins so, in a table for Start-SmaRunbook not.',
  *check(context): Generator<Report> {
    for (const { child, form, names, isStrict } of callsWithNames(context)) {
      if (!isStrict) continue;
      for (const { name, start, end, isKey } of names) {
        const given = name.toLowerCase(), isMeant = (parameter: string): boolean => (form === 'start' ? parameter.toLowerCase() === given : parameter.toLowerCase().startsWith(given));
        if (child.parameters.some((parameter) => isMeant(parameter.name) || parameter.aliases?.some(isMeant) === true) || isCommonParameter(given)) continue;
        yield { start, end, message: `${child.name} has no parameter ${isKey ? `'${name}', which this table gives it` : `'${name}'`}. It has: ${child.parameters.map((parameter) => parameter.name).join(', ') || 'none'}.` };
      }
    }
  },
};
