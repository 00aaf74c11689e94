import { runbookRefusal, spotOf } from '../../refusal.ts';
import type { Report, Rule } from '../../rule.ts';
import { loadsMore } from './scriptByName.ts';

export const scriptFromWorkflow: Rule = {
  id: 'SMA1003', name: 'script-from-workflow', category: 'children', severity: 'error', appliesTo: 'workflow',
  summary: 'A workflow calls a PowerShell script runbook by name.',
  documentation: 'Inline calls work only between runbooks of the same type. Start the script with Start-SmaRunbook, or turn the child into a workflow.',
  *check(context): Generator<Report> {
    let loads: boolean | undefined;
    for (const site of context.commands()) {
      const isWorkflow = site.place === 'workflow', child = isWorkflow || site.place === 'function' ? context.child(site) : undefined;
      // A function may get the name from what it loads; the workflow itself is compiled before anything is loaded.
      if (child === undefined || runbookRefusal(child.type, spotOf(site), true) !== 'SMA1003' || (!isWorkflow && (loads ??= loadsMore(context)))) continue;
      yield { start: site.node.start, end: site.node.elements[0]!.end, message: `${child.name} is a PowerShell script runbook; ${isWorkflow ? 'a workflow can only call workflows by name' : 'its name alone is no command in a function'}. Use Start-SmaRunbook -Name '${child.name}'.` };
    }
  },
};
