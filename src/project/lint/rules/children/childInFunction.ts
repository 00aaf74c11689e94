import { runbookRefusal, spotOf } from '../../refusal.ts';
import type { Report, Rule } from '../../rule.ts';

export const childInFunction: Rule = {
  id: 'SMA1001', name: 'child-in-function', category: 'children', severity: 'error', appliesTo: 'workflow',
  summary: 'A workflow runbook is called by name, or as a file, inside a function.',
  documentation: 'A function runs outside the workflow engine, so a child runbook cannot be compiled into it: the job fails with "Root element is missing". Call the child from the workflow itself, or start it as a job with Start-SmaRunbook.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const child = site.place === 'function' ? context.calledInside(site) : undefined;
      if (child !== undefined && runbookRefusal(child.type, spotOf(site), true) === 'SMA1001') yield { start: site.node.start, end: site.node.elements[0]!.end, message: `The child runbook ${child.name} is called inside a function, where it cannot run ("Root element is missing"). Call it from the workflow itself, or use Start-SmaRunbook.` };
    }
  },
};
