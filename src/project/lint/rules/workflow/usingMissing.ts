import { type Scope, variableParts } from '../../../../powershell/index.ts';
import type { Report, Rule } from '../../rule.ts';
import { around } from '../../sites.ts';
import { automaticVariables } from '../../automaticVariables.ts';

function* scopes(scope: Scope): Generator<Scope> {
  yield scope;
  for (const child of scope.children) yield* scopes(child);
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
          const at = start + (context.text[start + 1] === '{' ? 2 : 1);
          yield { start, end, message: `$${node.variablePath} is empty inside InlineScript. Write $using:${node.variablePath}.`, fix: { title: `Write $using:${node.variablePath}`, edits: [{ start: at, end: at, text: 'using:' }] } };
        }
      }
    }
  },
};
