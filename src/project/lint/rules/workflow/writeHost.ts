import type { Report, Rule } from '../../rule.ts';

export const writeHost: Rule = {
  id: 'SMA2003', name: 'write-host', category: 'workflow', severity: 'warning', appliesTo: 'both',
  summary: 'Write-Host writes to a console that a job does not have.',
  documentation: 'What it writes is recorded nowhere, and a workflow that has it in its body does not compile. Use Write-Output for results and Write-Verbose for messages.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const [name] = site.node.elements;
      if (name === undefined || context.cmdlet(site.node) !== 'write-host' || context.functions.has('write-host')) continue;
      // As a statement of a workflow it is an error: excluded-cmdlet.
      yield { start: name.start, end: name.end, message: 'What Write-Host writes is lost in a job. Use Write-Output for results, Write-Verbose for messages.', unless: 'SMA2005' };
    }
  },
};
