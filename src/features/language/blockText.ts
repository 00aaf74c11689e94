import type { Ast } from '../../powershell/index.ts';

const fence = (text: string): string => `\`\`\`powershell\n${text}\n\`\`\``;

/** What the blocks are for that only workflows have (about_Parallel, about_Sequence, about_Foreach-Parallel). */
const said = {
  parallel: `${fence('parallel { … }')}\n\nThe statements of the block run beside each other, in no fixed order; the workflow goes on when all have ended. Variables of the workflow are set with \`$workflow:name\`.`,
  sequence: `${fence('sequence { … }')}\n\nThe statements of the block run one behind the other; in a \`parallel\` block they are one branch.`,
  foreach: `${fence('foreach -parallel ($item in $items) { … }')}\n\nThe body runs for the items beside each other, at most \`-throttlelimit\` at a time; within one turn its statements run one behind the other.`,
};

/** The help of the block whose word stands at a place, with the word's extent. */
export function blockTextAt(node: Ast, text: string, offset: number): { readonly text: string; readonly start: number; readonly end: number } | undefined {
  if (node.kind === 'BlockStatementAst') {
    const kind = node.blockKind === 'Parallel' ? 'parallel' : 'sequence', end = node.start + kind.length;
    return node.start <= offset && offset <= end ? { text: said[kind], start: node.start, end } : undefined;
  }
  if (node.kind !== 'ForEachStatementAst' || !node.parallel) return undefined;
  for (const { 0: { length }, index } of text.slice(node.start, node.variable.start).matchAll(/^foreach|-parallel/gi)) {
    const start = node.start + index, end = start + length;
    if (start <= offset && offset <= end) return { text: said.foreach, start, end };
  }
  return undefined;
}
