import { cmdletRefusal, spotOf } from '../../refusal.ts';
import type { Report, Rule } from '../../rule.ts';

export const assetInInlineScript: Rule = {
  id: 'SMA1104', name: 'asset-in-inlinescript', category: 'assets', severity: 'error', appliesTo: 'workflow',
  summary: 'An asset activity is called inside InlineScript.',
  documentation: 'The activities for assets exist in the workflow only. Read the asset before the block and hand it in with $using:.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      if (site.place !== 'inlineScript' || cmdletRefusal(context.cmdlet(site.node), spotOf(site)) !== 'SMA1104') continue;
      const [name] = site.node.elements;
      yield { start: name!.start, end: name!.end, message: `${context.slice(name!)} is not available inside InlineScript. Call it in the workflow before the block, and use its result with $using:.` };
    }
  },
};
