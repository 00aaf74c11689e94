import type { ParseResult } from '../../syntax/parseResult.ts';
import { nodesAt } from '../nodesAt.ts';
import { scopeAround, type Scope, type VariableSymbol } from './symbols.ts';

/** Whether a block reads a variable before it sets its own: until then the name means the one around it (about_Scopes). */
function readsFirst({ ast }: ParseResult, { isParameter, occurrences: [first, ...others], written }: VariableSymbol): boolean {
  if (isParameter || first === undefined || written.some(({ access, start }) => access === 'write' && start < first.start)) return false;
  if (first.access !== 'write') return first.access === 'read';
  // `$x = $x + 1` reads first.
  const statement = nodesAt(ast, first.start).findLast((node) => node.kind === 'AssignmentStatementAst');
  return statement?.kind === 'AssignmentStatementAst' && first.end <= statement.left.end && others.some(({ start, access }) => access === 'read' && statement.right.start <= start && start < statement.right.end);
}

/** The variable of the name around a function or a block; what a workflow or a method holds is not seen in there. */
function around(scope: Scope, key: string): VariableSymbol | undefined {
  if (scope.kind !== 'function' && scope.kind !== 'scriptBlock') return undefined;
  for (let outer = scopeAround(scope); outer !== undefined && outer.kind !== 'workflow'; outer = outer.parent) {
    const found = outer.variables.get(key);
    if (found !== undefined || outer.kind === 'inlineScript' || outer.kind === 'method') return found;
  }
  return undefined;
}

/** Why a variable cannot have its name changed: in some function it is first the one around it, and then another of the same name. */
export function mixedProblem(result: ParseResult, variable: VariableSymbol, scope: Scope): string | undefined {
  const key = variable.name.toLowerCase(), all = (one: Scope): Scope[] => [one, ...one.children.flatMap(all)];
  const mixed = all(scope).find((one) => {
    const own = one.variables.get(key), outer = own && around(one, key);
    return own !== undefined && outer !== undefined && (own === variable || outer === variable) && readsFirst(result, own);
  });
  return mixed && `In ${mixed.name ?? 'a block'}, $${variable.name} is first the one around it and then its own: give the inner one a name of its own there first.`;
}
