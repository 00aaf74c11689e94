import type { Report, Rule } from '../../rule.ts';

export const childUnpublished: Rule = {
  id: 'SMA1010', name: 'child-unpublished', category: 'children', severity: 'warning', appliesTo: 'workflow',
  summary: 'A child runbook has no published version on the connection.',
  documentation: 'A workflow that calls an unpublished child can be published, and then fails when it is started. Publish the child first.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const child = site.place === 'workflow' ? context.child(site) : undefined;
      if (child?.isPublished === false) yield { start: site.node.start, end: site.node.elements[0]!.end, message: `${child.name} has never been published. Publish it before this runbook, or the job fails.` };
    }
  },
};
