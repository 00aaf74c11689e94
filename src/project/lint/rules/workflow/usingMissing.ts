import { type Ast, type Scope, variableParts } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { around, type Site } from '../../sites.ts';
import { automaticVariables } from '../../automaticVariables.ts';

function* scopes(scope: Scope): Generator<Scope> {
  yield scope;
  for (const child of scope.children) yield* scopes(child);
}

/** Whether `$using:` can stand there: with a method behind it in parentheses only, and where something is written not at all (about_Remote_Variables). */
function usable(site: Site): 'as it is' | 'in parentheses' | 'no' {
  let inner: Ast = site.node, isCalled = false;
  for (const { node } of around(site)) {
    if ((node.kind === 'MemberExpressionAst' || node.kind === 'InvokeMemberExpressionAst') && node.expression === inner) isCalled ||= node.kind === 'InvokeMemberExpressionAst';
    else if (!(node.kind === 'IndexExpressionAst' && node.target === inner)) {
      const isWritten = node.kind === 'AssignmentStatementAst' ? node.left === inner : node.kind === 'UnaryExpressionAst' ? /PlusPlus|MinusMinus/.test(node.operator) : /^(?:Convert|Attributed)Expression/.test(node.kind);
      if (isWritten && !(node.kind === 'ConvertExpressionAst' && !/^ref$/i.test(node.type.typeName.text) && !isTarget(site))) return 'no';
      break;
    }
    inner = node;
  }
  return isCalled ? 'in parentheses' : 'as it is';
}

/** Whether an assignment writes what a place is part of. */
function isTarget(site: Site): boolean {
  let inner: Ast = site.node;
  for (const { node } of around(site)) {
    if (node.kind === 'AssignmentStatementAst') return node.left === inner;
    inner = node;
  }
  return false;
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
          const how = usable(site), at = start + (context.text[start + 1] === '{' ? 2 : 1);
          yield { start, end, message: `$${node.variablePath} is empty inside InlineScript. Write $using:${node.variablePath}.`, fix: how === 'no' ? undefined : {
            title: `Write $using:${node.variablePath}`, edits: [...(how === 'as it is' ? [] : [{ start, end: start, text: '(' }]), { start: at, end: at, text: 'using:' }, ...(how === 'as it is' ? [] : [{ start: end, end, text: ')' }])],
          } };
        }
      }
    }
  },
};
