import type { Report, Rule } from '../../rule.ts';
import { missingOfSets } from '../../../../sma/parameterSets.ts';
import { callsWithNames, type ChildCallNames } from './givenNames.ts';

/** What a call has to give beside what it gives: of the sets that take all of that, the one from which least is missing. */
function neededOf({ parameters, sets }: ChildCallNames['child'], given: ReadonlySet<string>): ReadonlySet<string> {
  if (sets === undefined) return new Set(parameters.flatMap(({ name, isMandatory }) => (isMandatory ? [name.toLowerCase()] : [])));
  return new Set(missingOfSets(sets, given));
}

export const childMandatory: Rule = {
  id: 'SMA1009', name: 'child-mandatory-parameter', category: 'children', severity: 'error', appliesTo: 'both',
  summary: 'A child runbook is called or started without one of its mandatory parameters.',
  documentation: 'Nobody can be asked for a value in a job, so the call fails. Give the parameter, or make it optional in the child.',
  *check(context): Generator<Report> {
    for (const { child, form, names, isWhole, start, end } of callsWithNames(context)) {
      // What is given by position or in a table that is made elsewhere cannot be told apart here.
      if (!isWhole) continue;
      const isGiven = (parameter: string): boolean => names.some(({ name }) => name !== '' && (form === 'start' ? parameter.toLowerCase() === name.toLowerCase() : parameter.toLowerCase().startsWith(name.toLowerCase())));
      const given = new Set(child.parameters.filter(({ name, aliases }) => isGiven(name) || aliases?.some(isGiven) === true).map(({ name }) => name.toLowerCase()));
      const needed = neededOf(child, given), missing = child.parameters.filter(({ name }) => needed.has(name.toLowerCase()) && !given.has(name.toLowerCase()));
      if (missing.length > 0) yield { start, end, message: `${child.name} needs ${missing.map(({ name }) => (form === 'start' ? name : `-${name}`)).join(', ')}${form === 'start' ? ' in -Parameters' : ''}.` };
    }
  },
};
