import { runbookRefusal, spotOf } from '../../refusal.ts';
import type { Report, Rule } from '../../rule.ts';

export const childInInlineScript: Rule = {
  id: 'SMA1002', name: 'child-in-inlinescript', category: 'children', severity: 'error', appliesTo: 'workflow',
  summary: 'A runbook is called by name, or as a file, inside an InlineScript block.',
  documentation: 'An InlineScript block runs in a session of its own that knows no runbooks. Call the child from the workflow and hand its result in with $using:, or start it as a job with Start-SmaRunbook.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const child = site.place === 'inlineScript' ? context.calledInside(site) : undefined;
      if (child !== undefined && runbookRefusal(child.type, spotOf(site), true) === 'SMA1002') yield { start: site.node.start, end: site.node.elements[0]!.end, message: `The runbook ${child.name} is called inside InlineScript, where no runbooks are known. Call it from the workflow, or use Start-SmaRunbook.` };
    }
  },
};
