import { variableParts, type Ast } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { bare, type Site } from '../../sites.ts';
import { automaticVariables } from '../../automaticVariables.ts';
import { writtenWords } from '../quality/nameUse.ts';

const isPlaceholder = (text: string): boolean => /^(\$null|\$false|\$true|''|""|@\(\)|@\{\}|0|\[\w+(\[\])?\]\s*(\$null|''|""|@\(\)|0))$/i.test(text.trim());

/** Whether a place reads what the workflow's variable holds, in the workflow or handed into a block. */
const isOfWorkflow = ({ node, place, parent }: Site): boolean => place === 'workflow' || place === 'workflowBlock' || parent?.node.kind === 'UsingExpressionAst' || (node.kind === 'VariableExpressionAst' && variableParts(node.variablePath).drive === 'using');

/** What a variable is set to, or the parameter that it is. */
function valueOf({ parent }: Site): Ast | undefined {
  if (parent?.node.kind === 'ConvertExpressionAst') return valueOf(parent);
  return parent?.node.kind === 'AssignmentStatementAst' && parent.node.operator === 'Equals' ? bare(parent.node.right) : parent?.node.kind === 'ParameterAst' ? parent.node : undefined;
}

export const inlineScriptVariable: Rule = {
  id: 'SMA2011', name: 'inlinescript-variable-lost', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: 'A variable set inside InlineScript is read in the workflow behind it.',
  documentation: 'Variables do not come out of an InlineScript block; only its output does. Let the block write the value and assign the block: $x = InlineScript { … }.',
  *check(context): Generator<Report> {
    const told = new Set<string>(), words = writtenWords(context);
    for (const [key, { reads, writes }] of context.names) {
      if (automaticVariables.has(key)) continue;
      for (const write of writes) {
        const block = write.inlineScript;
        if (block === undefined || write.place !== 'inlineScript' || variableParts(write.node.variablePath).isDrive || told.has(`${key} ${block.start}`)) continue;
        const outer = writes.filter(({ inlineScript, definition }) => inlineScript === undefined && definition === write.definition);
        const isRead = reads.some((read) => isOfWorkflow(read) && read.definition === write.definition && read.node.start > block.end);
        // Set before to a placeholder or not at all, or never used in the block: its value was meant.
        const values = outer.map(valueOf), isBefore = values.every((value) => value !== undefined && value.end <= block.start);
        const isMeant = outer.length === 0 ? !words.has(key)
          : isBefore && (values.every((value) => value !== undefined && isPlaceholder(context.slice(value))) || !reads.some(({ inlineScript }) => inlineScript === block));
        if (!isMeant || !isRead) continue;
        told.add(`${key} ${block.start}`);
        yield { start: write.node.start, end: write.node.end, message: `$${write.node.variablePath} is set in the InlineScript block only; the workflow does not see it. Write the value as output, and assign the block to the variable.` };
      }
    }
  },
};
