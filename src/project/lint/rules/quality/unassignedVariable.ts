import type { Report, Rule } from '../../rule.ts';
import { automaticVariables, variableParts } from '../../../../powershell/index.ts';
import { testVariables } from '../../testVariables.ts';
import { mayAssignAny } from './workedOutName.ts';
import { isElsewhere, isOpaque, writtenWords } from './nameUse.ts';

export const unassignedVariable: Rule = {
  id: 'SMA6003', name: 'unassigned-variable', category: 'language', severity: 'warning', appliesTo: 'both',
  summary: 'A variable is read and never assigned.',
  documentation: 'It is always empty, without an error: mostly its name is misspelt. Text that is meant for a script elsewhere belongs into single quotes.',
  *check(context): Generator<Report> {
    if (isOpaque(context) || mayAssignAny(context)) return;
    const isTest = /\.tests$/i.test(context.fileName ?? '');
    const texts = writtenWords(context), data = new Set(context.sites.of('DataStatementAst').map(({ node }) => node.variable?.toLowerCase()));
    for (const [key, { reads, writes }] of context.names) {
      if (writes.length > 0 || automaticVariables.has(key) || (isTest && testVariables.has(key)) || texts.has(key) || data.has(key) || !/^\p{L}\w*$/u.test(key)) continue;
      const read = reads.find((site) => !/^(global|script)$/.test(variableParts(site.node.variablePath).scope ?? '') && !isElsewhere(site));
      if (read !== undefined) yield { start: read.node.start, end: read.node.end, message: `$${read.node.variablePath} is never assigned, so it is always empty. Correct its name, or assign it.` };
    }
  },
};
