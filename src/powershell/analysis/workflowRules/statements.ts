import type { PipelineBaseAst, StatementAst, StatementBlockAst, SwitchStatementAst, TryStatementAst } from '../../syntax/ast.ts';
import { visitAssignment, visitCondition } from './assignments.ts';
import { visitCommandExpression, visitPipeline } from './pipelines.ts';
import { callsCommand, effectOf, isPrimitive, pureExpression, staticType } from './sideEffects.ts';
import type { Validation } from './validation.ts';

/** VisitStatementBlock: traps of such a block are passed over. */
function visitBlock(v: Validation, block: StatementBlockAst | undefined): void {
  for (const statement of block?.statements ?? []) visitStatement(statement, v);
}

/** GenerateLoop: the condition of while, do and for is an expression that is worked out again and again. */
function visitLoop(v: Validation, condition: PipelineBaseAst | undefined, body: StatementBlockAst, iterator?: PipelineBaseAst): void {
  if (condition !== undefined) {
    const effect = effectOf(condition);
    if (effect !== undefined) v.errors.add(condition, effect.unsupported === undefined ? 'ConditionsCannotHaveSideEffects' : 'VariableNotSupportedInWorkflow', effect.unsupported);
    if (callsCommand(condition)) v.errors.add(condition, 'ConditionsCannotInvokeActivities');
    v.checkPrefixes(condition);
  }
  visitBlock(v, body);
  if (iterator !== undefined) visitStatement(iterator, v);
}

/** The type that the value of a switch has by itself, where the compiler goes by it; undefined: the clauses decide. */
function typeOfCondition(condition: PipelineBaseAst): string | undefined {
  const expression = pureExpression(condition), type = expression === undefined ? undefined : staticType(expression);
  return type !== undefined && (isPrimitive(type) || type === 'System.String') ? type : undefined;
}
const isText = (type: string): boolean => type === 'System.String' || type === 'System.Char';

/** Whether the value of a switch is text, where its own type says so; undefined: the clauses decide. */
export function conditionIsText(condition: PipelineBaseAst): boolean | undefined {
  const type = typeOfCondition(condition);
  return type === undefined ? undefined : isText(type);
}

/** VisitSwitchStatement. */
function visitSwitch(v: Validation, node: SwitchStatementAst): void {
  const { errors } = v;
  let type = typeOfCondition(node.condition);
  if (type === undefined) {
    for (const { test } of node.clauses) {
      if (test.kind !== 'StringConstantExpressionAst' && test.kind !== 'ConstantExpressionAst') {
        errors.add(test, 'SwitchOnlySupportsConstantExpression');
        return;
      }
      const own = staticType(test);
      type ??= own;
      if (own !== type) errors.add(test, 'SwitchClauseMustBeOfSameType');
    }
  }
  const flag = node.flags.find((each) => each !== 'CaseSensitive' && each !== 'Exact');
  if (flag !== undefined) errors.add(node, 'SwitchFlagNotSupported', flag);
  if (type !== undefined && isText(type) && !node.flags.includes('CaseSensitive')) errors.add(node, 'SwitchCaseSensitive');
  visitCondition(v, 'SwitchCondition', node.condition);
  visitBlock(v, node.default);
  for (const { test, body } of node.clauses) {
    if (test.kind !== 'StringConstantExpressionAst' && test.kind !== 'ConstantExpressionAst') {
      errors.add(test, 'SwitchOnlySupportsConstantExpression');
      return;
    }
    visitBlock(v, body);
  }
}

/** VisitTryStatement: a catch is looked at once for each of its types that there is. */
function visitTry(v: Validation, node: TryStatementAst): void {
  const { isInCatch } = v;
  visitBlock(v, node.body);
  for (const { catchTypes, body } of node.catchClauses) {
    const missing = catchTypes.filter(({ typeName }) => typeName.form !== 'simple' || (typeName.assembly === undefined && !v.errors.mayBeException(typeName.name)));
    for (const { typeName } of missing) v.errors.add(node, 'ExceptionTypeNotFound', typeName.text);
    if (missing.length === catchTypes.length && missing.length > 0) continue;
    v.isInCatch = true;
    visitBlock(v, body);
    v.isInCatch = isInCatch;
  }
  visitBlock(v, node.finally);
}

/** Commands that a reason may call. */
const makesReason: ReadonlySet<string> = new Set(['new-object', 'new']);

/** One statement of a workflow, as the validation pass of 5.1's compiler visits it. */
export function visitStatement(node: StatementAst, v: Validation): void {
  const { errors } = v;
  switch (node.kind) {
    case 'PipelineAst': visitPipeline(v, node); break;
    case 'CommandExpressionAst': visitCommandExpression(v, node); break;
    case 'AssignmentStatementAst': visitAssignment(v, node); break;
    case 'IfStatementAst':
      for (const { condition, body } of node.clauses) {
        visitCondition(v, 'IfCondition', condition);
        visitBlock(v, body);
      }
      visitBlock(v, node.elseClause);
      break;
    case 'WhileStatementAst': case 'DoWhileStatementAst': case 'DoUntilStatementAst':
      if (node.label !== undefined) errors.add(node, 'LoopLabelNotSupported');
      visitLoop(v, node.condition, node.body);
      break;
    case 'ForStatementAst':
      if (node.label !== undefined) errors.add(node, 'LoopLabelNotSupported');
      if (node.initializer !== undefined) visitStatement(node.initializer, v);
      visitLoop(v, node.condition, node.body, node.iterator);
      break;
    case 'ForEachStatementAst':
      if (node.label !== undefined) errors.add(node, 'LoopLabelNotSupported');
      visitCondition(v, 'ForeachCondition', node.condition);
      if (node.parallel) v.inScope(() => { visitBlock(v, node.body); });
      else visitBlock(v, node.body);
      break;
    case 'BlockStatementAst': v.inScope(() => { visitBlock(v, node.body); }); break;
    case 'SwitchStatementAst': visitSwitch(v, node); break;
    case 'TryStatementAst': visitTry(v, node); break;
    case 'ReturnStatementAst':
      if (node.pipeline !== undefined) visitStatement(node.pipeline, v);
      break;
    case 'ThrowStatementAst':
      if (node.pipeline === undefined) {
        if (!v.isInCatch) errors.add(node, 'ReasonRequiredInThrowStatement');
        break;
      }
      if (callsCommand(node.pipeline, makesReason)) errors.add(node.pipeline, 'ThrowStatementCannotInvokeActivities');
      v.checkPrefixes(node.pipeline);
      break;
    case 'BreakStatementAst': case 'ContinueStatementAst': errors.add(node, 'BreakContinueNotSupported'); break;
    case 'TrapStatementAst': errors.add(node, 'TrapNotSupported'); break;
    case 'DataStatementAst': errors.add(node, 'DataSectionNotSupported'); break;
    case 'TypeDefinitionAst': errors.add({ start: node.start, end: node.nameEnd }, 'UnexpectedKeyword', node.name); break;
    // What exit is given, and functions, the pass leaves alone.
    case 'ExitStatementAst': case 'FunctionDefinitionAst': case 'UsingStatementAst': case 'ErrorStatementAst': case 'PipelineChainAst': break;
  }
}
