import { childCalls } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';

export const workflowFromScript: Rule = {
  id: 'SMA1004', name: 'workflow-from-script', category: 'children', severity: 'error', appliesTo: 'script',
  summary: 'A script runbook calls a workflow runbook inline.',
  documentation: 'Inline calls work only between runbooks of the same type. Start the workflow with Start-SmaRunbook, or turn the child into a script.',
  *check(context): Generator<Report> {
    const message = (name: string): string => `${name} is a PowerShell Workflow runbook; a script can only call scripts, as .\\Name.ps1. Use Start-SmaRunbook -Name '${name}'.`;
    for (const site of context.commands()) {
      const child = context.called(site);
      if (child?.type === 'Script') yield { start: site.node.start, end: site.node.elements[0]!.end, message: message(child.name) };
    }
    for (const { form, name, start, end } of childCalls(context.facts.commands)) {
      const child = form === 'script' ? context.runbook(name) : undefined;
      if (child?.type === 'Script') yield { start, end, message: message(child.name) };
    }
  },
};
