import { isInlineScript, type Ast } from '../../../../powershell/index.ts';
import type { LintContext } from '../../context.ts';
import type { Report, Rule } from '../../rule.ts';
import { knowsCmdletsOnly, spotOf } from '../../refusal.ts';
import { commandKey, type NodeOf, type Site } from '../../sites.ts';

/** What only the compiler of the workflow knows: another runbook, a function or workflow of the text, InlineScript. */
function meant(context: LintContext, site: Site<NodeOf<'CommandAst'>>): string | undefined {
  if (isInlineScript(site.node)) return 'InlineScript';
  const key = commandKey(site), child = context.called(site);
  if (child?.type === 'Script') return `the runbook ${child.name}`;
  if (!context.functions.has(key)) return undefined;
  const isDefined = ({ node, place }: Site<NodeOf<'FunctionDefinitionAst'>>): boolean => node.name.toLowerCase() === key && (place === 'workflow' || place === 'script');
  return context.sites.of('FunctionDefinitionAst').some(isDefined) ? `the ${nameOf(context, key)}` : undefined;
}

function nameOf(context: LintContext, key: string): string {
  const node: Ast | undefined = context.sites.of('FunctionDefinitionAst').find((one) => one.node.name.toLowerCase() === key)?.node;
  return node?.kind === 'FunctionDefinitionAst' ? `${node.isWorkflow ? 'workflow' : 'function'} ${node.name}` : key;
}

export const childInExpression: Rule = {
  id: 'SMA1012', name: 'child-in-expression', category: 'children', severity: 'warning', appliesTo: 'workflow',
  summary: 'A runbook, or a function of the workflow, is called inside an expression, or in a block that an activity gets.',
  documentation: 'Commands in an expression, and those in a block of ForEach-Object or Where-Object, are run by a session that knows cmdlets only, so the name is not found when the job gets there. Assign the call to a variable first, and use the variable in the expression; in the place of ForEach-Object write a loop.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      if (!site.place.startsWith('workflow')) continue;
      const [name] = site.node.elements, spot = spotOf(site), isBlock = spot.isInBlock, what = knowsCmdletsOnly(spot) ? meant(context, site) : undefined;
      if (name === undefined || what === undefined) continue;
      yield { start: name.start, end: name.end, message: isBlock ? `In a block of an activity ${what} is not found. Use a foreach loop of the workflow: foreach ($item in $items) { ${context.slice(name)} … }` : `In an expression ${what} is not found. Assign the call to a variable first: $x = ${context.slice(name)} …` };
    }
  },
};
