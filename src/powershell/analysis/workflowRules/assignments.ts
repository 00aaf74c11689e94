import type { AssignmentStatementAst, Ast, AttributeBaseAst, ExpressionAst, PipelineBaseAst, UnaryExpressionAst } from '../../syntax/ast.ts';
import { checkTypeOfObject } from './newObject.ts';
import { effectOf, isIncrement } from './sideEffects.ts';
import type { Extent, Validation } from './validation.ts';
import { runtimeVariableError } from './variables.ts';

/** `[OutputType()]` and `[CmdletBinding()]` are about the block, wherever a line end stands. */
const isForBlock = (attribute: AttributeBaseAst): boolean => attribute.kind === 'AttributeAst' && /^(System\.Management\.Automation\.)?(OutputType|CmdletBinding)(Attribute)?$/i.test(attribute.typeName.text);

/** A statement whose value goes to a variable, a condition included (GenerateAssignment). `at` is where errors of the variable are told. */
export function assign(v: Validation, path: string, at: Extent, value: Ast, isAdding = false): void {
  const { errors } = v, { name, isValid } = v.nameOf(path);
  if (/^env:/i.test(path)) errors.add(at, 'EnvironmentVariableAssignmentNotSupported');
  if (!isValid) errors.add(at, path.indexOf(':') > 0 ? 'WorkflowScopeOnlyValidInParallelOrSequenceBlock' : 'VariableNameNotValid', path);
  const ofRuntime = runtimeVariableError(name);
  if (ofRuntime !== undefined) errors.add(at, ofRuntime, path);
  const effect = effectOf(value, path);
  if (effect !== undefined && effect.unsupported === undefined) {
    errors.add(value, 'CannotStoreResultsInUnsupportedElement');
    return;
  }
  if (effect?.unsupported !== undefined) errors.add(value, 'VariableNotSupportedInWorkflow', effect.unsupported);
  const isMember = v.members.has(name.toLowerCase());
  if (!isMember && !v.isDefined(name)) for (const object of v.objectsOf(name)) checkTypeOfObject(v, object);
  if (!isMember && !v.isDefinedHere(path)) v.define(path, at);
  if (v.storage === undefined) {
    // 5.1 itself fails there: a stage of a pipeline that assigns.
    errors.add(at, 'CannotStoreResultsInUnsupportedElement');
    return;
  }
  if (v.stored?.isAggregating === false) {
    errors.add(at, 'CannotStoreResultsInVariable', path);
    return;
  }
  if (v.storage.some((each) => each.isAggregating && each.name.toLowerCase() === name.toLowerCase())) errors.add(at, 'CannotUseDataCollectingVariable', name);
  switch (value.kind) {
    case 'PipelineAst': v.storing(name, isAdding, () => { v.visit(value, v); }); break;
    case 'BlockStatementAst': case 'ForEachStatementAst': v.storing(name, true, () => { v.visit(value, v); }); break;
    case 'UnaryExpressionAst': case 'ErrorStatementAst': break;
    case 'CommandExpressionAst':
      if (value.expression.kind !== 'SubExpressionAst' && value.expression.kind !== 'AttributedExpressionAst') break;
      errors.add(value, 'CannotStoreResultsInUnsupportedElement');
      break;
    default: errors.add(value, 'CannotStoreResultsInUnsupportedElement');
  }
}

/** VisitAssignmentStatement. An attribute in the line above belongs to the assignment: published runbooks have [OutputType()] there. */
export function visitAssignment(v: Validation, node: AssignmentStatementAst): void {
  const { left } = node;
  let target: ExpressionAst = left;
  while (target.kind === 'AttributedExpressionAst' && isForBlock(target.attribute)) target = target.child;
  if (target.kind === 'ConvertExpressionAst' || target.kind === 'AttributedExpressionAst') {
    if (target.kind === 'ConvertExpressionAst' && v.errors.isDynamic(target.type.typeName)) v.errors.addLater(target.type, 'TypeFromDynamicAssembly', target.type.typeName.text);
    target = target.child;
  }
  if (target.kind !== 'VariableExpressionAst') {
    v.errors.add(left, 'AssignmentNotSupported');
    return;
  }
  const unsupported = effectOf(target)?.unsupported;
  if (unsupported !== undefined) v.errors.add(target, 'VariableNotSupportedInWorkflow', unsupported);
  v.checkPrefixes(node);
  assign(v, target.variablePath, target, node.right, node.operator === 'PlusEquals');
}

/** The condition of if, switch and foreach goes to a variable that the compiler makes. */
export function visitCondition(v: Validation, base: string, condition: PipelineBaseAst): void {
  v.checkPrefixes(condition);
  assign(v, v.unique(base), condition, condition);
}

/** VisitUnaryExpression: what stands in a statement of its own. */
export function visitUnary(v: Validation, node: UnaryExpressionAst): void {
  v.checkPrefixes(node);
  if (!isIncrement(node.operator)) return;
  if (node.child.kind === 'VariableExpressionAst') assign(v, node.child.variablePath, node, node);
  else v.errors.add(node, 'OperatorRequiresVariable', node.operator.endsWith('PlusPlus') ? '++' : '--');
}
