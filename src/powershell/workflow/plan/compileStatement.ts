/** Which activity a statement becomes (workflow-semantics.md 1.2). */
import type { AssignmentStatementAst, ExpressionAst, ForEachStatementAst, StatementAst, SwitchStatementAst, TryStatementAst, VariableExpressionAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { argumentsOf } from '../../analysis/commands/arguments.ts';
import { conditionIsText } from '../../analysis/workflowRules/statements.ts';
import { raise } from '../../runtime/errors/raise.ts';
import { placeAt } from '../../runtime/compile/watch.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { resolveType } from '../../runtime/types/resolve.ts';
import { current } from '../../runtime/run/current.ts';
import { fold } from '../../runtime/values/folding.ts';
import { Assignment } from '../activities/assignment.ts';
import type { Collecting, Combination, VariableTarget } from '../activities/assignment.ts';
import { ForEachParallel, Parallel, Sequence } from '../activities/branches.ts';
import { If, Loop, Switch } from '../activities/conditions.ts';
import { ExpressionStatement } from '../activities/expression.ts';
import { Iteration } from '../activities/iteration.ts';
import { Return, Throw } from '../activities/leaving.ts';
import { Try } from '../activities/tryCatch.ts';
import type { Activity } from './activity.ts';
import { compilePipeline } from './compilePipeline.ts';
import { PREFERENCES, expressionOf, inner } from './planCompiler.ts';
import type { PlanCompiler } from './planCompiler.ts';

export function compileStatement(n: StatementAst, c: PlanCompiler): Activity {
  switch (n.kind) {
    case 'PipelineAst': case 'CommandExpressionAst': return pipeline(n, c);
    case 'AssignmentStatementAst': return assignment(n, c);
    case 'IfStatementAst': return c.keep(new If(c.place(n), n.clauses.map(({ condition, body }, i) => ({ condition: i === 0 ? c.source(condition) : { ...c.source(condition), place: placeAt(condition, c.expressions) }, body: c.body(body) })), n.elseClause === undefined ? undefined : c.body(n.elseClause)));
    case 'SwitchStatementAst': return switchStatement(n, c);
    case 'WhileStatementAst': return c.keep(new Loop(c.place(n), { ...LOOP, condition: c.condition(n.condition), body: c.body(n.body) }));
    case 'DoWhileStatementAst': case 'DoUntilStatementAst':
      return c.keep(new Loop(c.place(n), { ...LOOP, condition: c.condition(n.condition), until: n.kind === 'DoUntilStatementAst', body: c.body(n.body), bodyFirst: true }));
    case 'ForStatementAst':
      return c.keep(new Loop(c.place(n), {
        ...LOOP, first: n.initializer === undefined ? undefined : c.stopping(n.initializer), condition: n.condition === undefined ? undefined : c.condition(n.condition),
        body: c.body(n.body), iterator: n.iterator === undefined ? undefined : c.stopping(n.iterator),
      }));
    case 'ForEachStatementAst': return forEach(n, c);
    case 'TryStatementAst': return tryStatement(n, c);
    case 'ThrowStatementAst': return c.keep(new Throw(c.place(n), n.pipeline === undefined ? undefined : c.value(n.pipeline)));
    case 'ReturnStatementAst': return c.keep(new Return(c.place(n), { body: n.pipeline === undefined ? undefined : c.statement(n.pipeline), code: undefined, isExit: false }));
    case 'ExitStatementAst': return c.keep(new Return(c.place(n), { body: undefined, code: n.pipeline === undefined ? undefined : c.value(n.pipeline), isExit: true }));
    case 'BlockStatementAst':
      if (n.blockKind === 'Sequence') return c.keep(new Sequence(c.place(n), c.scopes.own(undefined, () => c.body(n.body))));
      return c.keep(new Parallel(c.place(n), c.scopes.block(() => c.list(n.body.statements))));
    default: return c.keep(new ExpressionStatement(c.place(n), () => raise({ id: 'NotSupported', category: 'NotImplemented', message: `The statement '${n.kind}' cannot be run in a workflow.` }), true));
  }
}
const LOOP = { first: undefined, until: false, iterator: undefined, bodyFirst: false } as const;

function pipeline(n: StatementAst, c: PlanCompiler): Activity {
  const expression = expressionOf(n);
  if (expression === undefined) { const plain = inner(n); return plain.kind === 'PipelineAst' ? compilePipeline(plain, c) : compileStatement(plain, c); }
  const change = changed(expression.expression);
  if (change !== undefined) return c.keep(new Assignment(c.place(n), { target: variableTarget(change.variable, undefined, c), source: { value: () => change.by }, operator: 'PlusEquals', joins: false }));
  return c.keep(new ExpressionStatement(c.place(n), c.written(expression), false));
}
function changed(n: ExpressionAst): { readonly variable: VariableExpressionAst; readonly by: 1 | -1 } | undefined {
  if (n.kind !== 'UnaryExpressionAst' || n.child.kind !== 'VariableExpressionAst' || !/^(Postfix)?(PlusPlus|MinusMinus)$/.test(n.operator)) return undefined;
  return { variable: n.child, by: n.operator.endsWith('PlusPlus') ? 1 : -1 };
}
function variableTarget(n: VariableExpressionAst, type: VariableTarget['type'], c: PlanCompiler): VariableTarget {
  const prefixed = /^workflow:/i.test(n.variablePath), name = n.variablePath.replace(/^[a-z]+:/i, '');
  const place = c.scopes.placeOf(name, prefixed || c.parameters.has(fold(name)));
  return { name, type: type ?? c.typeOf(fold(name)), place, slot: c.expressions.slot(fold(name)) };
}
function assignment(n: AssignmentStatementAst, c: PlanCompiler): Activity {
  let { left } = n, type: VariableTarget['type'];
  while (left.kind === 'ConvertExpressionAst') { type ??= c.expressions.type(left.type.typeName); left = left.child; }
  const place = c.place(n);
  if (left.kind !== 'VariableExpressionAst') return c.keep(new ExpressionStatement(place, c.value(n), true));
  const preference = fold(left.variablePath);
  if (PREFERENCES[preference] !== undefined) c.assignedPreferences.add(preference);
  const operator: Combination | undefined = n.operator !== 'Equals' ? n.operator : appends(n.right) ? 'AppendOutput' : undefined;
  const source = c.source(n.right), key = fold(left.variablePath.replace(/^[a-z]+:/i, ''));
  if (n.operator === 'Equals') c.ofActivity.set(key, 'activity' in source);
  return c.keep(new Assignment(place, { target: variableTarget(left, type, c), source, operator, joins: c.ofActivity.get(key) ?? !c.parameters.has(key), collecting: collecting(n.right, key, c) }));
}
/** Whether the right side is a block that writes into the variable; one with a type, or a parameter with rules, gets its value whole. */
function collecting(right: StatementAst, key: string, c: PlanCompiler): Collecting | undefined {
  if (right.kind !== 'ForEachStatementAst' && right.kind !== 'BlockStatementAst') return undefined;
  let isRead = false;
  if (c.typeOf(key) === undefined && !c.parameters.has(key)) walk(right, (x) => { isRead ||= x.kind === 'VariableExpressionAst' && fold(x.variablePath.replace(/^[a-z]+:/i, '')) === key; return !isRead; });
  return { empties: right.kind === 'ForEachStatementAst', isRead };
}
/** `-AppendOutput $true`: what the command writes is added to what is there (section 7.2). */
const appends = (n: StatementAst): boolean => n.kind === 'PipelineAst' && n.elements.some((e) => e.kind === 'CommandAst' && argumentsOf(e).some(({ parameter, value }) =>
  parameter !== undefined && /^appendoutput$/i.test(parameter) && value?.kind === 'VariableExpressionAst' && /^true$/i.test(value.variablePath)));
function switchStatement(n: SwitchStatementAst, c: PlanCompiler): Activity {
  // Where the value's own text does not say its type, it is made what the clauses are (GeneratePowerShellValue with the type of the switch).
  const first = n.clauses[0]?.test;
  return c.keep(new Switch(c.place(n), {
    type: conditionIsText(n.condition) === undefined && first?.kind === 'ConstantExpressionAst' ? lookupType(first.type) : undefined,
    source: c.source(n.condition), clauses: n.clauses.map(({ test, body }) => ({ test: c.expression(test), body: c.body(body) })), otherwise: n.default === undefined ? undefined : c.body(n.default),
  }));
}
function forEach(n: ForEachStatementAst, c: PlanCompiler): Activity {
  const place = c.place(n), name = n.variable.variablePath, slot = c.expressions.slot(fold(name)), source = c.source(n.condition, true);
  if (!n.parallel) return c.keep(new Iteration(place, { slots: [slot], source, body: c.scopes.loop(place.id, [name], () => c.body(n.body)) }));
  const body = c.scopes.own(name, () => c.body(n.body));
  return c.keep(new ForEachParallel(place, { slot, source, throttle: n.throttleLimit === undefined ? undefined : c.expression(n.throttleLimit), body }));
}
function tryStatement(n: TryStatementAst, c: PlanCompiler): Activity {
  const place = c.place(n);
  return c.keep(new Try(place, {
    body: c.body(n.body),
    clauses: n.catchClauses.map((clause) => ({
      types: clause.catchTypes.map((t) => () => resolveType(t.typeName, c.block.namespaces, (x) => current().scriptType(x))), body: c.body(clause.body),
    })),
    last: n.finally === undefined ? undefined : c.body(n.finally),
  }));
}
