import type { Report, Rule } from '../../rule.ts';
import { commandKey } from '../../sites.ts';

export const writeHost: Rule = {
  id: 'SMA2003', name: 'write-host', category: 'workflow', severity: 'warning', appliesTo: 'both',
  summary: 'Write-Host writes to a console that a job does not have.',
  documentation: 'What it writes is recorded nowhere, and a workflow that has it in its body does not compile. Use Write-Output for results and Write-Verbose for messages.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const [name] = site.node.elements;
      if (name === undefined || commandKey(site) !== 'write-host' || context.functions.has('write-host')) continue;
      yield { start: name.start, end: name.end, message: site.place === 'workflow' ? 'Write-Host does not compile in a workflow. Use Write-Output for results, Write-Verbose for messages.' : 'What Write-Host writes is lost in a job. Use Write-Output for results, Write-Verbose for messages.' };
    }
  },
};
