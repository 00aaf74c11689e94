import type { Report, Rule } from '../../rule.ts';

export const childMandatory: Rule = {
  id: 'SMA1009', name: 'child-mandatory-parameter', category: 'children', severity: 'error', appliesTo: 'workflow',
  summary: 'A child workflow is called without one of its mandatory parameters.',
  documentation: 'Nobody can be asked for a value in a job, so the call fails. Give the parameter, or make it optional in the child.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const child = site.place === 'workflow' ? context.child(site) : undefined, [head, ...rest] = site.node.elements;
      if (child?.type !== 'Script' || child.parameters === undefined || head === undefined) continue;
      // What is given by position or splatted cannot be told apart here.
      const named = rest.flatMap((element) => (element.kind === 'CommandParameterAst' ? [element.parameterName.toLowerCase()] : []));
      if (rest.some((element, i) => element.kind !== 'CommandParameterAst' && rest[i - 1]?.kind !== 'CommandParameterAst')) continue;
      const missing = child.parameters.filter(({ name, isMandatory }) => isMandatory && !named.some((given) => given !== '' && name.toLowerCase().startsWith(given)));
      if (missing.length > 0) yield { start: head.start, end: head.end, message: `${child.name} needs ${missing.map(({ name }) => `-${name}`).join(', ')}.` };
    }
  },
};
