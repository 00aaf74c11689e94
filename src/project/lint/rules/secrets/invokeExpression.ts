import type { Report, Rule } from '../../rule.ts';

export const invokeExpression: Rule = {
  id: 'SMA4004', name: 'invoke-expression', category: 'security', severity: 'information', appliesTo: 'both',
  summary: 'Invoke-Expression runs text as code.',
  documentation: 'What comes into the text from a parameter or an asset runs with the rights of the runbook worker. Call the command itself, with splatting where its parameters vary.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const [name] = site.node.elements;
      if (name !== undefined && context.cmdlet(site.node) === 'invoke-expression') yield { start: name.start, end: name.end, message: 'Invoke-Expression runs whatever its text says, with the rights of the worker. Call the command itself, with splatting where parameters vary.' };
    }
  },
};
