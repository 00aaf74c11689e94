import { automaticVariables, variableParts, type Ast } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { bare, type Site } from '../../sites.ts';
import type { LintContext } from '../../context.ts';
import { writtenWords } from '../quality/nameUse.ts';

const isPlaceholder = (text: string): boolean => /^(\$null|\$false|\$true|''|""|@\(\)|@\{\}|0|\[\w+(\[\])?\]\s*(\$null|''|""|@\(\)|0))$/i.test(text.trim());

/** Whether a place reads what the workflow's variable holds, in the workflow or handed into a block. */
const isOfWorkflow = ({ node, place, parent }: Site): boolean => place === 'workflow' || place === 'workflowBlock' || parent?.node.kind === 'UsingExpressionAst' || (node.kind === 'VariableExpressionAst' && variableParts(node.variablePath).drive === 'using');

/** What a variable is set to, or the parameter that it is. */
function valueOf({ parent }: Site): Ast | undefined {
  if (parent?.node.kind === 'ConvertExpressionAst') return valueOf(parent);
  return parent?.node.kind === 'AssignmentStatementAst' && parent.node.operator === 'Equals' ? bare(parent.node.right) : parent?.node.kind === 'ParameterAst' ? parent.node : undefined;
}

/** What a workflow sets a name to outside of InlineScript: how often, whether each has a value in the text, where the last of those ends, whether all are placeholders. */
interface Outer { readonly count: number; readonly isPlaced: boolean; readonly end: number; readonly areEmpty: boolean }
const NONE: Outer = { count: 0, isPlaced: true, end: 0, areEmpty: true };
/** The uses of one name, gone through once: there may be as many blocks as uses. */
interface Uses { readonly lastRead: ReadonlyMap<Site['definition'], number>; readonly outer: ReadonlyMap<Site['definition'], Outer>; readonly readIn: ReadonlySet<Ast> }

function usesOf(context: LintContext, reads: readonly Site[], writes: readonly Site[]): Uses {
  const lastRead = new Map<Site['definition'], number>(), outer = new Map<Site['definition'], Outer>(), readIn = new Set<Ast>();
  for (const read of reads) {
    if (read.inlineScript !== undefined) readIn.add(read.inlineScript);
    if (isOfWorkflow(read)) lastRead.set(read.definition, Math.max(lastRead.get(read.definition) ?? -1, read.node.start));
  }
  for (const write of writes) {
    if (write.inlineScript !== undefined) continue;
    const { count, isPlaced, end, areEmpty } = outer.get(write.definition) ?? NONE, value = valueOf(write);
    outer.set(write.definition, { count: count + 1, isPlaced: isPlaced && value !== undefined, end: Math.max(end, value?.end ?? 0), areEmpty: areEmpty && value !== undefined && isPlaceholder(context.slice(value)) });
  }
  return { lastRead, outer, readIn };
}

export const inlineScriptVariable: Rule = {
  id: 'SMA2011', name: 'inlinescript-variable-lost', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: 'A variable set inside InlineScript is read in the workflow behind it.',
  documentation: 'Variables do not come out of an InlineScript block; only its output does. Let the block write the value and assign the block: $x = InlineScript { … }.',
  *check(context): Generator<Report> {
    const told = new Set<string>(), words = writtenWords(context);
    for (const [key, { reads, writes }] of context.names) {
      if (automaticVariables.has(key)) continue;
      let uses: Uses | undefined;
      for (const write of writes) {
        const block = write.inlineScript;
        if (block === undefined || write.place !== 'inlineScript' || variableParts(write.node.variablePath).isDrive || told.has(`${key} ${block.start}`)) continue;
        uses ??= usesOf(context, reads, writes);
        const { lastRead, outer, readIn } = uses, { count, isPlaced, end, areEmpty } = outer.get(write.definition) ?? NONE;
        const isRead = (lastRead.get(write.definition) ?? -1) > block.end;
        // Set before to a placeholder or not at all, or never used in the block: its value was meant.
        const isMeant = count === 0 ? !words.has(key) : isPlaced && end <= block.start && (areEmpty || !readIn.has(block));
        if (!isMeant || !isRead) continue;
        told.add(`${key} ${block.start}`);
        yield { start: write.node.start, end: write.node.end, message: `$${write.node.variablePath} is set in the InlineScript block only; the workflow does not see it. Write the value as output, and assign the block to the variable.` };
      }
    }
  },
};
