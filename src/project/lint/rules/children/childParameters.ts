import { isCommonParameter } from './commonParameters.ts';
import type { Report, Rule } from '../../rule.ts';

export const childParameters: Rule = {
  id: 'SMA1008', name: 'child-unknown-parameter', category: 'children', severity: 'error', appliesTo: 'workflow',
  summary: 'A child workflow is called with a parameter that it does not have.',
  documentation: 'The calling workflow does not compile. Correct the name; beginnings of names are allowed where only one parameter begins so.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const child = site.place === 'workflow' ? context.child(site) : undefined;
      if (child?.type !== 'Script' || child.parameters === undefined) continue;
      for (const element of site.node.elements) {
        if (element.kind !== 'CommandParameterAst' || element.parameterName === '') continue;
        const given = element.parameterName.toLowerCase();
        if (!child.parameters.some(({ name }) => name.toLowerCase().startsWith(given)) && !isCommonParameter(given)) {
          yield { start: element.start, end: element.start + element.parameterName.length + 1, message: `${child.name} has no parameter '${element.parameterName}'. It has: ${child.parameters.map(({ name }) => name).join(', ') || 'none'}.` };
        }
      }
    }
  },
};
