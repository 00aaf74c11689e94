import { variableParts } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { automaticVariables } from '../../automaticVariables.ts';
import { isOpaque, writtenWords } from './nameUse.ts';

export const unusedVariable: Rule = {
  id: 'SMA6002', name: 'unused-variable', category: 'language', severity: 'information', appliesTo: 'both',
  summary: 'A variable is assigned and never read.',
  documentation: 'It is left over, or its name is misspelt where it should be read. To throw a result away, assign it to $null.',
  *check(context): Generator<Report> {
    if (isOpaque(context)) return;
    const texts = writtenWords(context);
    for (const [key, { reads, writes }] of context.names) {
      const [first] = writes;
      if (first === undefined || reads.length > 0 || automaticVariables.has(key) || texts.has(key)) continue;
      // Loop variables count turns, parameters belong to a contract, and of a list of targets some are not wanted.
      if (!writes.every(({ parent, node }) => parent?.node.kind === 'AssignmentStatementAst' && parent.node.left === node && !/^(global|script)$/.test(variableParts(node.variablePath).scope ?? ''))) continue;
      // What is set to $null only is let go of.
      if (writes.every(({ parent }) => parent?.node.kind === 'AssignmentStatementAst' && /^\$null$/i.test(context.slice(parent.node.right).trim()))) continue;
      yield { start: first.node.start, end: first.node.end, message: `$${first.node.variablePath} is never read. Remove it; to throw a result away assign it to $null.` };
    }
  },
};
