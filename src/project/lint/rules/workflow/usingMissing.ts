import { type Scope, variableParts } from '../../../../powershell/index.ts';
import { isWritten } from '../../context.ts';
import type { Fix, Report, Rule } from '../../rule.ts';
import { around, type NodeOf, type Site } from '../../sites.ts';
import { automaticVariables } from '../../automaticVariables.ts';

function* scopes(scope: Scope): Generator<Scope> {
  yield scope;
  for (const child of scope.children) yield* scopes(child);
}

/** Whether an expression goes on from another as one behind `$using:` may: by members and indexes that are written out. */
function goesOn({ node }: Site): boolean {
  if (node.kind === 'MemberExpressionAst') return !node.isStatic && !node.nullConditional && node.member.kind === 'StringConstantExpressionAst';
  return node.kind === 'IndexExpressionAst' && !node.nullConditional && (node.index.kind === 'StringConstantExpressionAst' || node.index.kind === 'ConstantExpressionAst');
}

/** `$using:name`, in parentheses where more follows than it allows; none for what is set, which $using: cannot be. */
function repair(text: string, site: Site<NodeOf<'VariableExpressionAst'>>): Fix | undefined {
  const { node: { start, end, variablePath } } = site;
  let whole: Site = site, isAlone = true;
  for (let up = site.parent; up !== undefined; up = up.parent) {
    const { node } = up, of = node.kind === 'MemberExpressionAst' || node.kind === 'InvokeMemberExpressionAst' ? node.expression : node.kind === 'IndexExpressionAst' ? node.target : undefined;
    if (of !== whole.node) break;
    isAlone &&= goesOn(up);
    whole = up;
  }
  if (isWritten(whole) !== 'no') return undefined;
  const at = start + (text[start + 1] === '{' ? 2 : 1), using = { start: at, end: at, text: 'using:' };
  return { title: `Write $using:${variablePath}`, edits: isAlone ? [using] : [{ start, end: start, text: '(' }, using, { start: end, end, text: ')' }], changes: true };
}

export const usingMissing: Rule = {
  id: 'SMA2007', name: 'using-missing', category: 'workflow', severity: 'error', appliesTo: 'workflow',
  summary: 'A variable of the workflow is read inside InlineScript without $using:.',
  documentation: 'An InlineScript block has variables of its own; one of the workflow is empty there, without an error. Write $using:name.',
  *check(context): Generator<Report> {
    for (const scope of scopes(context.scope)) {
      if (scope.kind !== 'workflow' && scope.kind !== 'parallel') continue;
      for (const [key, { occurrences }] of scope.variables) {
        if (automaticVariables.has(key) || !occurrences.some(({ access }) => access !== 'read')) continue;
        for (const { node, access, start, end } of occurrences) {
          const site = context.sites.site(node);
          if (access !== 'read' || site?.inlineScript === undefined || [...around(site)].some(({ node: outer }) => outer.kind === 'UsingExpressionAst')) continue;
          // One with a scope is not the workflow's; of a drive's there is no $using:.
          const { isDrive, scope: named } = variableParts(node.variablePath);
          if (isDrive || named !== undefined || [...around(site)].some(({ node: outer }) => outer.kind === 'FunctionDefinitionAst' && outer.start > site.inlineScript!.start)) continue;
          // What the block itself sets by name, as with -OutVariable, is its own.
          if (context.slice(site.inlineScript).toLowerCase().match(new RegExp(`(variable|-name|-ov|-ev)\\s+['"]?\\+?${key.replace(/[^\w]/g, '\\$&')}\\b`)) !== null) continue;
          yield { start, end, message: `$${node.variablePath} is empty inside InlineScript. Write $using:${node.variablePath}.`, fix: repair(context.text, { ...site, node }) };
        }
      }
    }
  },
};
