import { variableParts } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { bare } from '../../sites.ts';
import { automaticVariables } from '../../automaticVariables.ts';

const isPlaceholder = (text: string): boolean => /^(\$null|\$false|\$true|''|""|@\(\)|@\{\}|0|\[\w+(\[\])?\]\s*(\$null|''|""|@\(\)|0))$/i.test(text.trim());

export const inlineScriptVariable: Rule = {
  id: 'SMA2011', name: 'inlinescript-variable-lost', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: 'A variable set inside InlineScript is read in the workflow behind it.',
  documentation: 'Variables do not come out of an InlineScript block; only its output does. Let the block write the value and assign the block: $x = InlineScript { … }.',
  *check(context): Generator<Report> {
    const told = new Set<string>();
    for (const [key, { reads, writes }] of context.names) {
      if (automaticVariables.has(key)) continue;
      for (const write of writes) {
        const block = write.inlineScript;
        if (block === undefined || write.place !== 'inlineScript' || variableParts(write.node.variablePath).isDrive || told.has(`${key} ${block.start}`)) continue;
        const outer = writes.filter(({ place, definition }) => place === 'workflow' && definition === write.definition);
        // Set before to a placeholder, and nowhere else: the value of the block was meant.
        const placeholders = outer.length > 0 && outer.every(({ node, parent }) => parent?.node.kind === 'AssignmentStatementAst' && node.end < block.start && isPlaceholder(context.slice(bare(parent.node.right))));
        const isRead = reads.some(({ node, place, definition }) => place === 'workflow' && definition === write.definition && node.start > block.end);
        if (!placeholders || !isRead) continue;
        told.add(`${key} ${block.start}`);
        yield { start: write.node.start, end: write.node.end, message: `$${write.node.variablePath} is set in the InlineScript block only; the workflow does not see it. Write the value as output, and assign the block to the variable.` };
      }
    }
  },
};
