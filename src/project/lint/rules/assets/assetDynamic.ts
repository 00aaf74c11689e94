import { variableParts } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import type { Report, Rule } from '../../rule.ts';
import { bare, type Site } from '../../sites.ts';

export const assetDynamic: Rule = {
  id: 'SMA1103', name: 'asset-dynamic-name', category: 'assets', severity: 'hint', appliesTo: 'both',
  summary: 'The name of an asset is worked out at run time.',
  documentation: 'Nothing can tell beforehand whether such an asset exists, and a search for where an asset is used does not find the place. Where only a few names are possible, write them out.',
  *check(context): Generator<Report> {
    for (const { name, start, end } of context.facts.assets) {
      if (name !== undefined || isConstant(context, start, end)) continue;
      yield { start, end, message: 'The name of this asset is worked out at run time, so nobody can check that it exists. Write it as a constant where possible.' };
    }
  },
};

/** True for a variable that is only ever given constant texts: the name can be read in the runbook. */
function isConstant(context: LintContext, start: number, end: number): boolean {
  for (const { node } of context.sites.of('VariableExpressionAst')) {
    if (node.start < start || node.end > end || context.text.slice(start, end).trim().replace(/^"|"$/g, '') !== context.slice(node)) continue;
    const writes = context.names.get(variableParts(node.variablePath).name.toLowerCase())?.writes ?? [];
    return writes.length > 0 && writes.every((write) => isTextWritten(write));
  }
  return false;
}

function isTextWritten({ node, parent }: Site): boolean {
  // A type before the name is part of the target.
  if (parent?.node.kind === 'ConvertExpressionAst' || parent?.node.kind === 'AttributedExpressionAst') return isTextWritten(parent);
  return parent?.node.kind === 'AssignmentStatementAst' && parent.node.left === node && parent.node.operator === 'Equals' && bare(parent.node.right).kind === 'StringConstantExpressionAst';
}
