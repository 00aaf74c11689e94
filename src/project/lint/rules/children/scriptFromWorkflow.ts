import type { Report, Rule } from '../../rule.ts';

export const scriptFromWorkflow: Rule = {
  id: 'SMA1003', name: 'script-from-workflow', category: 'children', severity: 'error', appliesTo: 'workflow',
  summary: 'A workflow calls a PowerShell script runbook by name.',
  documentation: 'Inline calls work only between runbooks of the same type. Start the script with Start-SmaRunbook, or turn the child into a workflow.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const child = site.place === 'workflow' ? context.child(site) : undefined;
      if (child?.type === 'PowerShellScript') yield { start: site.node.start, end: site.node.elements[0]!.end, message: `${child.name} is a PowerShell script runbook; a workflow can only call workflows by name. Use Start-SmaRunbook -Name '${child.name}'.` };
    }
  },
};
