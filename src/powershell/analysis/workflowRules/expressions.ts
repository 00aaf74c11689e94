import type { Ast, ExpressionAst, PipelineBaseAst } from '../../syntax/ast.ts';
import { childrenOf } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import type { WorkflowErrors } from './report.ts';
import { checkRead, checkWrite, type VariableScope } from './variables.ts';

const increments: Readonly<Record<string, string>> = { PlusPlus: '++', PostfixPlusPlus: '++', MinusMinus: '--', PostfixMinusMinus: '--' };

/** Everything in an expression: variables, attributes, side effects. Script blocks are handed on as they are. */
export function checkExpression(node: Ast, errors: WorkflowErrors, scope: VariableScope): void {
  switch (node.kind) {
    case 'ScriptBlockExpressionAst': case 'CommandAst': case 'UsingExpressionAst': return;
    case 'VariableExpressionAst':
      checkRead(node, errors);
      return;
    case 'AttributedExpressionAst':
      errors.add(node, 'AttributedExpressionNotSupported');
      return;
    case 'AssignmentStatementAst':
      errors.add(node, 'CannotStoreResultsInUnsupportedElement'); // an assignment in an expression is a side effect
      return;
    case 'UnaryExpressionAst': {
      const text = increments[node.operator];
      if (text === undefined) break;
      if (node.child.kind === 'VariableExpressionAst') checkWrite(node.child, errors, scope);
      else errors.add(node, 'OperatorRequiresVariable', text);
      return;
    }
    default:
  }
  for (const child of childrenOf(node)) checkExpression(child, errors, scope);
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
export function checkLoopCondition(condition: PipelineBaseAst, errors: WorkflowErrors, scope: VariableScope): void {
  const { calls, changes } = effects(condition);
  if (changes !== undefined) errors.add(changes, 'ConditionsCannotHaveSideEffects');
  else if (calls !== undefined) errors.add(calls, 'ConditionsCannotInvokeActivities');
  else checkExpression(condition, errors, scope);
}

/** What throw is given may make an object and call nothing else. */
export function checkReason(reason: PipelineBaseAst, errors: WorkflowErrors, scope: VariableScope): void {
  const { calls } = effects(reason);
  if (calls?.kind === 'CommandAst' && commandNameOf(calls)?.toLowerCase() !== 'new-object') errors.add(calls, 'ThrowStatementCannotInvokeActivities');
  else checkExpression(reason, errors, scope);
}

/** The expression that a pipeline is or begins with. */
export function headExpression(pipeline: PipelineBaseAst): ExpressionAst | undefined {
  const head = pipeline.kind === 'PipelineAst' ? pipeline.elements[0] : undefined;
  return head?.kind === 'CommandExpressionAst' ? head.expression : undefined;
}
