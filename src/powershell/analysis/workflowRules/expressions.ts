import type { Ast, ExpressionAst, PipelineBaseAst, UnaryExpressionAst } from '../../syntax/ast.ts';
import { childrenOf, walk } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import type { WorkflowErrors } from './report.ts';
import { checkPrefix, checkRead, checkWrite, type VariableScope } from './variables.ts';

const increments: Readonly<Record<string, string>> = { PlusPlus: '++', PostfixPlusPlus: '++', MinusMinus: '--', PostfixMinusMinus: '--' };

const isIncrement = (operator: string): boolean => increments[operator] !== undefined;

/**
 * Everything in an expression that 5.1's compiler looks at (ExpressionHasUnsupportedVariableOrSideEffectsVisitor): variables, attributes and
 * side effects. It does not look into commands, nor behind operators of one operand for names; script blocks are handed on as they are.
 * `target` is the variable that the value goes to: changing it on the way is no side effect.
 */
export function checkExpression(node: Ast, errors: WorkflowErrors, target?: string, underOperator = false): void {
  let under = underOperator;
  switch (node.kind) {
    case 'ScriptBlockExpressionAst': case 'CommandAst': case 'UsingExpressionAst': return;
    case 'VariableExpressionAst':
      if (under) checkPrefix(node, errors); else checkRead(node, errors);
      return;
    case 'AttributedExpressionAst':
      errors.add(node, 'AttributedExpressionNotSupported');
      return;
    case 'AssignmentStatementAst':
      errors.add(node, 'CannotStoreResultsInUnsupportedElement'); // an assignment in an expression is a side effect
      return;
    case 'UnaryExpressionAst':
      if (isIncrement(node.operator)) {
        if (node.child.kind === 'VariableExpressionAst') {
          const name = node.child.variablePath.toLowerCase();
          if (name !== target?.toLowerCase()) errors.add(node, 'CannotStoreResultsInUnsupportedElement');
          return;
        }
        break;
      }
      under = true;
      break;
    default:
  }
  for (const child of childrenOf(node)) checkExpression(child, errors, target, under);
}

/** `$i++` as a statement of its own; undefined: the expression is none. */
export function incrementOf(expression: Ast): UnaryExpressionAst | undefined {
  return expression.kind === 'UnaryExpressionAst' && isIncrement(expression.operator) ? expression : undefined;
}
/** A variable that a statement counts up or down is assigned. */
export function checkIncrement(node: UnaryExpressionAst, errors: WorkflowErrors, scope: VariableScope): void {
  if (node.child.kind === 'VariableExpressionAst') checkWrite(node.child, errors, scope);
  else errors.add(node, 'OperatorRequiresVariable', increments[node.operator] ?? '');
}

/** Whether an expression calls a command, and whether it changes a variable. */
function effects(node: Ast): { calls: Ast | undefined; changes: Ast | undefined } {
  let calls: Ast | undefined, changes: Ast | undefined;
  const visit = (inner: Ast): void => {
    if (inner.kind === 'ScriptBlockExpressionAst') return;
    if (inner.kind === 'CommandAst') calls ??= inner;
    if (inner.kind === 'AssignmentStatementAst' || (inner.kind === 'UnaryExpressionAst' && increments[inner.operator] !== undefined)) changes ??= inner;
    for (const child of childrenOf(inner)) visit(child);
  };
  visit(node);
  return { calls, changes };
}

/** The condition of while, do and for is a pure expression. */
export function checkLoopCondition(condition: PipelineBaseAst, errors: WorkflowErrors): void {
  const { calls, changes } = effects(condition);
  if (changes !== undefined) errors.add(changes, 'ConditionsCannotHaveSideEffects');
  if (calls !== undefined) errors.add(calls, 'ConditionsCannotInvokeActivities');
  if (changes === undefined && calls === undefined) checkExpression(condition, errors);
}

/** What throw is given may make an object and call nothing else. Which variables it names the compiler does not ask. */
export function checkReason(reason: PipelineBaseAst, errors: WorkflowErrors): void {
  const { calls } = effects(reason);
  if (calls?.kind === 'CommandAst' && commandNameOf(calls)?.toLowerCase() !== 'new-object') errors.add(calls, 'ThrowStatementCannotInvokeActivities');
  else checkPrefixes(reason, errors);
}

/** Scopes are not asked for in what is handed on as it is. */
function checkPrefixes(node: Ast, errors: WorkflowErrors): void {
  walk(node, (inner) => {
    if (inner.kind === 'VariableExpressionAst') checkPrefix(inner, errors);
    return inner.kind !== 'ScriptBlockExpressionAst' && inner.kind !== 'UsingExpressionAst';
  });
}

/**
 * What is worked out for an argument of a command reaches the compiler as a text (ResolveParameters), so that no variable in it is looked at.
 * An assignment there would be lost in 5.1: it is refused, as in other expressions.
 */
export function checkArgument(value: Ast, errors: WorkflowErrors): void {
  walk(value, (inner) => {
    if (inner.kind === 'AssignmentStatementAst') errors.add(inner, 'CannotStoreResultsInUnsupportedElement');
    return inner.kind !== 'ScriptBlockExpressionAst' && inner.kind !== 'CommandAst';
  });
}

/** The expression that a pipeline is or begins with. */
export function headExpression(pipeline: PipelineBaseAst): ExpressionAst | undefined {
  const head = pipeline.kind === 'PipelineAst' ? pipeline.elements[0] : undefined;
  return head?.kind === 'CommandExpressionAst' ? head.expression : undefined;
}
