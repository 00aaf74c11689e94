import { cmdletRefusal, spotOf } from '../../refusal.ts';
import type { Report, Rule } from '../../rule.ts';
import { commandKey } from '../../sites.ts';

export const misplacedActivity: Rule = {
  id: 'SMA2010', name: 'misplaced-workflow-activity', category: 'workflow', severity: 'error', appliesTo: 'both',
  summary: 'Checkpoint-Workflow or Suspend-Workflow stands where no workflow is.',
  documentation: 'They are parts of the workflow language, not commands: InlineScript blocks, functions and scripts do not have them.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      const [name] = site.node.elements;
      if (name !== undefined && site.place !== 'workflow' && cmdletRefusal(commandKey(site), spotOf(site)) === 'SMA2010' && !context.functions.has(commandKey(site))) yield { start: name.start, end: name.end, message: `${context.slice(name)} works only in the body of a workflow. Move it out of the ${site.place === 'inlineScript' ? 'InlineScript block' : site.place === 'script' ? 'script' : site.place === 'function' ? 'function' : 'script block'}.` };
    }
  },
};
