/** Types that variables of a workflow keep because all of its text says so (workflow-semantics.md 1.4). */
import { argumentFor, textOf } from '../../analysis/commands/arguments.ts';
import { netTypeName } from '../../analysis/runbook/netTypes.ts';
import type { AssignmentStatementAst, Ast, StatementAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { raise } from '../../runtime/errors/raise.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { resolveTypeName } from '../../runtime/types/resolve.ts';
import { fold } from '../../runtime/values/folding.ts';
import { inner } from './planCompiler.ts';
import type { PlanCompiler } from './planCompiler.ts';

export type TypeOf = () => AnyType;
/** A type by its name in .NET, folded. */
interface Found { readonly name: string; readonly type: TypeOf }
/** Every value has these: nothing is converted to them. */
const ANY: ReadonlySet<string> = new Set(['system.object', 'object', 'system.management.automation.psobject', 'psobject']);

/**
 * By folded name: variables that every plain assignment gives one and the same type, by a cast or by New-Object. Later values
 * (`+=`, `++`) are converted to it. Nested blocks count, functions and script blocks do not.
 */
export function variableTypes(c: PlanCompiler): ReadonlyMap<string, TypeOf> {
  const found = new Map<string, Found | null>();
  for (const statement of c.block.ast.endBlock?.statements ?? []) {
    walk(statement, (n) => {
      if (n.kind === 'FunctionDefinitionAst' || n.kind === 'ScriptBlockExpressionAst') return false;
      if (n.kind === 'AssignmentStatementAst' && n.operator === 'Equals') note(n, c, found);
      return true;
    });
  }
  const types = new Map<string, TypeOf>();
  for (const [name, one] of found) if (one !== null && !ANY.has(one.name)) types.set(name, one.type);
  return types;
}
function note(n: AssignmentStatementAst, c: PlanCompiler, found: Map<string, Found | null>): void {
  let target: Ast = n.left, cast: Found | undefined;
  while (target.kind === 'ConvertExpressionAst' || target.kind === 'AttributedExpressionAst') {
    if (target.kind === 'ConvertExpressionAst') cast ??= { name: netTypeName(target.type.typeName).toLowerCase(), type: c.expressions.type(target.type.typeName) };
    target = target.child;
  }
  if (target.kind !== 'VariableExpressionAst') return;
  const name = fold(target.variablePath.replace(/^[a-z]+:/i, '')), here = cast ?? madeBy(n.right), before = found.get(name);
  // A parameter has its own type.
  if (!c.parameters.has(name)) found.set(name, here === undefined || (before !== undefined && before?.name !== here.name) ? null : here);
}
/** What New-Object makes, where it is all of the value and its type stands there. */
function madeBy(n: StatementAst): Found | undefined {
  const plain = inner(n), [only] = plain.kind === 'PipelineAst' && plain.elements.length === 1 ? plain.elements : [];
  if (only?.kind !== 'CommandAst' || fold(commandNameOf(only) ?? '') !== 'new-object') return undefined;
  const text = textOf(argumentFor(only, 'TypeName', 0));
  if (text === undefined) return undefined;
  const type = (): AnyType => resolveTypeName(text) ?? raise({ id: 'TypeNotFound', category: 'InvalidType', target: text, message: `Cannot find type [${text}]: verify that the assembly containing this type is loaded.` });
  return { name: text.toLowerCase().replace(/^(?!system\.)(?=(?:collections|text|io|net|xml|management)\.)/, 'system.'), type };
}
