import type { Report, Rule } from '../rule.ts';

export const childMissing: Rule = {
  id: 'SMA1005', name: 'child-missing', category: 'children', severity: 'warning', appliesTo: 'both',
  summary: 'A runbook is called or started that is not in the folder.',
  documentation: 'The call fails at run time when no published runbook has that name. Correct the name, or add the runbook to the folder.',
  *check({ facts, folder }): Generator<Report> {
    if (folder?.runbooks === undefined || folder.isComplete === false) return;
    for (const { name, form, start, end, command } of facts.children) {
      // Start commands of other products name runbooks of other accounts.
      if (form === 'start' && command.name?.toLowerCase() !== 'start-smarunbook') continue;
      if (form === 'script' && command.place === 'inlineScript') continue;
      if (!folder.runbooks.has(name.toLowerCase())) yield { start, end, message: `There is no runbook '${name}' here. Correct the name, or add the runbook to the folder.` };
    }
  },
};
