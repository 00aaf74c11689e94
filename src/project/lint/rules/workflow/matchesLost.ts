import { walk, type Ast } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { around, type Site } from '../../sites.ts';

/** What a workflow is made of; each expression among it is evaluated by itself (workflow-semantics.md 1.3). */
const statements: ReadonlySet<Ast['kind']> = new Set<Ast['kind']>([
  'ScriptBlockAst', 'NamedBlockAst', 'StatementBlockAst', 'BlockStatementAst', 'FunctionDefinitionAst', 'IfStatementAst', 'WhileStatementAst', 'DoWhileStatementAst', 'DoUntilStatementAst', 'ForStatementAst',
  'ForEachStatementAst', 'SwitchStatementAst', 'TryStatementAst', 'CatchClauseAst',
]);

/** The whole expression that a place belongs to: the outermost one below the statements of the workflow. */
function expressionOf(site: Site): Ast {
  let found: Ast = site.node;
  for (const { node } of around(site)) {
    if (node.kind === 'FunctionDefinitionAst') break;
    if (!statements.has(node.kind)) found = node;
  }
  return found;
}

function matchesIn(root: Ast): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= (node.kind === 'BinaryExpressionAst' && /^[IC](?:not)?match$/i.test(node.operator)) || (node.kind === 'SwitchStatementAst' && node.flags.includes('Regex'));
    return !found;
  });
  return found;
}

export const matchesLost: Rule = {
  id: 'SMA2017', name: 'matches-lost', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: '$Matches is read in a workflow outside of the expression that sets it.',
  documentation: 'Each expression of a workflow is evaluated by itself, in a runspace whose variables are reset behind it: what `-match` puts into $Matches in a condition is gone in the block behind it. Match in InlineScript, or take the value in one expression, as with [regex]::Match. The service of this extension keeps $Matches for the workflow, so such a runbook runs here and fails there.',
  *check({ sites, names }): Generator<Report> {
    if ((names.get('matches')?.writes.length ?? 0) > 0) return;
    const judged = new Map<Ast, boolean>();
    for (const site of sites.of('VariableExpressionAst')) {
      if (site.place !== 'workflow' || site.node.variablePath.toLowerCase() !== 'matches') continue;
      const root = expressionOf(site), isSet = judged.get(root) ?? matchesIn(root);
      judged.set(root, isSet);
      if (!isSet) yield { start: site.node.start, end: site.node.end, message: '$Matches is empty here in Windows PowerShell: -match sets it in an expression that is evaluated by itself. Match in InlineScript, or take the value in one expression, as with [regex]::Match.' };
    }
  },
};
