import type { Report, Rule } from '../../rule.ts';

export const writeProgress: Rule = {
  id: 'SMA2004', name: 'write-progress', category: 'workflow', severity: 'information', appliesTo: 'both',
  summary: 'Write-Progress is not shown while a job runs.',
  documentation: 'Progress records are kept only where the runbook logs progress, and then fill the database. Use Write-Verbose.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const [name] = site.node.elements;
      if (name !== undefined && context.cmdlet(site.node) === 'write-progress') yield { start: name.start, end: name.end, message: 'Nobody sees progress while a job runs. Use Write-Verbose.' };
    }
  },
};
