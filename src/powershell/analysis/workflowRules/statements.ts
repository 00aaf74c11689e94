import type { AttributeBaseAst, AssignmentStatementAst, ExpressionAst, InvokeMemberExpressionAst, PipelineAst, PipelineBaseAst, StatementAst, StatementBlockAst, SwitchStatementAst } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { checkPipelineElement, checkPipelineShape, checkWorkflowCall, isSequence, type Names } from './commands.ts';
import { checkLoopCondition, checkReason, headExpression } from './expressions.ts';
import { isExcluded } from './excluded.ts';
import type { WorkflowErrors } from './report.ts';
import { checkWrite, VariableScope } from './variables.ts';

/** Where statements stand. */
interface Place { readonly errors: WorkflowErrors; readonly scope: VariableScope; readonly inCatch: boolean; /** Functions and workflows of the script, in lower case. */ readonly defined: Names }

/** All statements of a block of a workflow. */
export function checkStatements(statements: readonly StatementAst[], errors: WorkflowErrors, scope: VariableScope, defined: Names): void {
  for (const statement of statements) checkStatement(statement, { errors, scope, inCatch: false, defined });
}

function checkBlock(block: StatementBlockAst | undefined, place: Place): void {
  for (const trap of block?.traps ?? []) place.errors.add(trap, 'TrapNotSupported');
  for (const statement of block?.statements ?? []) checkStatement(statement, place);
}

const isMethodCall = (expression: ExpressionAst | undefined): expression is InvokeMemberExpressionAst => expression?.kind === 'InvokeMemberExpressionAst';

/** A condition of if, switch and foreach: it may call commands, but not be a method call. */
function checkCondition(condition: PipelineBaseAst, place: Place): void {
  const head = condition.kind === 'PipelineAst' && condition.elements.length === 1 ? headExpression(condition) : undefined;
  if (isMethodCall(head)) place.errors.add(head, 'MethodInvocationNotSupported');
  else if (condition.kind === 'AssignmentStatementAst') place.errors.add(condition, 'CannotStoreResultsInUnsupportedElement');
  else checkPipeline(condition, place, true);
}

/** What a pipeline of several elements begins with is a statement of its own, wherever the pipeline stands (ICustomAstVisitor.VisitCommandExpression). */
function checkPipelineHead(pipeline: PipelineAst, { errors }: Place): void {
  let head = headExpression(pipeline);
  while (head?.kind === 'ParenExpressionAst') head = headExpression(head.pipeline);
  if (isMethodCall(head)) errors.add(head, 'MethodInvocationNotSupported');
  else if (head?.kind === 'SubExpressionAst') errors.add(head, 'SubExpressionNotSupported');
}

function checkPipeline(pipeline: PipelineBaseAst, place: Place, assigned: boolean): void {
  if (pipeline.kind !== 'PipelineAst') return;
  if (pipeline.elements.length > 1) checkPipelineHead(pipeline, place);
  checkPipelineShape(pipeline.elements, place.errors, place.defined);
  for (const element of pipeline.elements) {
    if (element.kind !== 'CommandAst' || element.invocationOperator !== 'Unknown') continue;
    const name = commandNameOf(element) ?? '', called = place.defined.workflow(name.toLowerCase());
    if (called !== undefined) { checkWorkflowCall(element, called, place.errors); continue; }
    // A loop by -Sequence is no activity, and its parameters are checked with it.
    if (!place.defined.has(name.toLowerCase()) && !isSequence(element)) place.errors.activities.push(element);
    if (isExcluded(name) && !place.defined.has(name.toLowerCase())) place.errors.exclude(element, name);
  }
  for (const element of pipeline.elements) {
    checkPipelineElement(element, place.errors, place.scope, assigned);
    // The blocks of -Sequence are statements of the workflow.
    for (const part of element.kind === 'CommandAst' && isSequence(element) ? element.elements : []) {
      if (part.kind === 'ScriptBlockExpressionAst') for (const statement of part.scriptBlock.endBlock?.statements ?? []) checkStatement(statement, place);
    }
  }
}

/** A pipeline that is a statement. */
function checkPipelineStatement(pipeline: PipelineBaseAst, place: Place): void {
  const head = headExpression(pipeline);
  if (isMethodCall(head)) place.errors.add(head, 'MethodInvocationNotSupported');
  // Parentheses alone are the pipeline inside them (1.2).
  else if (head?.kind === 'ParenExpressionAst' && pipeline.kind === 'PipelineAst' && pipeline.elements.length === 1 && head.pipeline.kind === 'PipelineAst' && pipeline.elements[0]?.redirections.length === 0) checkPipelineStatement(head.pipeline, place);
  else if (head?.kind === 'SubExpressionAst') place.errors.add(head, 'SubExpressionNotSupported');
  else checkPipeline(pipeline, place, false);
}

const storable: ReadonlySet<StatementAst['kind']> = new Set<StatementAst['kind']>(['PipelineAst', 'CommandExpressionAst', 'ForEachStatementAst', 'BlockStatementAst', 'ErrorStatementAst']);

/** `[OutputType()]` and `[CmdletBinding()]` are about the block, wherever a line end stands. */
const isForBlock = (attribute: AttributeBaseAst): boolean => attribute.kind === 'AttributeAst' && /^(System\.Management\.Automation\.)?(OutputType|CmdletBinding)(Attribute)?$/i.test(attribute.typeName.text);

function checkAssignment(node: AssignmentStatementAst, place: Place): void {
  const { errors, scope } = place, { right } = node;
  let target: ExpressionAst = node.left;
  // An attribute in the line above belongs to the assignment: published runbooks have [OutputType()] there.
  while (target.kind === 'ConvertExpressionAst' || target.kind === 'AttributedExpressionAst') {
    if (target.kind === 'AttributedExpressionAst' && !isForBlock(target.attribute)) errors.add(node, 'AssignmentNotSupported');
    if (target.kind === 'ConvertExpressionAst' && errors.isDynamic(target.type.typeName)) errors.add(target.type, 'TypeFromDynamicAssembly', target.type.typeName.text);
    target = target.child;
  }
  if (target.kind === 'VariableExpressionAst') checkWrite(target, errors, scope);
  else errors.add(node, 'AssignmentNotSupported');
  if (!storable.has(right.kind)) errors.add(right, 'CannotStoreResultsInUnsupportedElement');
  else if (right.kind === 'PipelineAst') checkPipeline(right, place, true);
  else if (right.kind !== 'CommandExpressionAst') {
    const name = target.kind === 'VariableExpressionAst' ? target.variablePath : '';
    scope.collect(name);
    checkStatement(right, place);
    scope.release(name);
  }
  else if (right.expression.kind === 'SubExpressionAst' || (right.expression.kind === 'UnaryExpressionAst' && /^(Postfix)?(PlusPlus|MinusMinus)$/.test(right.expression.operator))) {
    errors.add(right, 'CannotStoreResultsInUnsupportedElement');
  } else {
    checkPipelineElement(right, errors, scope, true, target.kind === 'VariableExpressionAst' ? target.variablePath : undefined);
  }
}

/** Whether the value of a switch is text, where its own type says so; undefined: the clauses decide. */
export function conditionIsText(condition: PipelineBaseAst): boolean | undefined {
  let head = condition.kind === 'PipelineAst' && condition.elements.length === 1 ? headExpression(condition) : undefined;
  while (head?.kind === 'ParenExpressionAst') head = headExpression(head.pipeline);
  switch (head?.kind) {
    case 'StringConstantExpressionAst': case 'ExpandableStringExpressionAst': return true;
    case 'ConstantExpressionAst': return false;
    case 'ConvertExpressionAst': return /^(System\.)?(string|char)$/i.test(head.type.typeName.text) ? true : /^(System\.)?(int(16|32|64)?|long|short|byte|double|single|float|decimal|bool(ean)?)$/i.test(head.type.typeName.text) ? false : undefined;
    default: return undefined;
  }
}

function checkSwitch(node: SwitchStatementAst, place: Place): void {
  const { errors } = place;
  for (const flag of node.flags) if (flag !== 'CaseSensitive' && flag !== 'Exact') errors.add(node, 'SwitchFlagNotSupported', flag);
  checkCondition(node.condition, place);
  const constants = node.clauses.filter(({ test }) => test.kind === 'StringConstantExpressionAst' || test.kind === 'ConstantExpressionAst');
  for (const { test } of node.clauses) if (test.kind !== 'StringConstantExpressionAst' && test.kind !== 'ConstantExpressionAst') errors.add(test, 'SwitchOnlySupportsConstantExpression');
  const texts = constants.filter(({ test }) => test.kind === 'StringConstantExpressionAst').length, known = conditionIsText(node.condition);
  const types = new Set(constants.map(({ test }) => (test.kind === 'ConstantExpressionAst' ? test.type : 'text'))), [first] = types;
  if (known === undefined && types.size > 1) errors.add(node, 'SwitchClauseMustBeOfSameType');
  if ((known ?? (types.size > 1 ? first === 'text' : texts > 0)) && !node.flags.includes('CaseSensitive')) errors.add(node, 'SwitchCaseSensitive');
  for (const { body } of node.clauses) checkBlock(body, place);
  checkBlock(node.default, place);
}

function checkStatement(node: StatementAst, place: Place): void {
  const { errors, scope } = place;
  if ('label' in node && typeof node.label === 'string') errors.add(node, 'LoopLabelNotSupported');
  switch (node.kind) {
    case 'PipelineAst': checkPipelineStatement(node, place); break;
    case 'CommandExpressionAst': checkPipelineElement(node, errors, scope, false); break;
    case 'AssignmentStatementAst': checkAssignment(node, place); break;
    case 'IfStatementAst':
      for (const { condition, body } of node.clauses) {
        checkCondition(condition, place);
        checkBlock(body, place);
      }
      checkBlock(node.elseClause, place);
      break;
    case 'WhileStatementAst': case 'DoWhileStatementAst': case 'DoUntilStatementAst':
      checkLoopCondition(node.condition, errors);
      checkBlock(node.body, place);
      break;
    case 'ForStatementAst':
      if (node.initializer !== undefined) checkStatement(node.initializer, place);
      if (node.condition !== undefined) checkLoopCondition(node.condition, errors);
      if (node.iterator !== undefined) checkStatement(node.iterator, place);
      checkBlock(node.body, place);
      break;
    case 'ForEachStatementAst':
      checkCondition(node.condition, place);
      checkBlock(node.body, node.parallel ? { ...place, scope: new VariableScope(scope) } : place);
      break;
    case 'BlockStatementAst': checkBlock(node.body, { ...place, scope: new VariableScope(scope) }); break;
    case 'SwitchStatementAst': checkSwitch(node, place); break;
    case 'TryStatementAst':
      checkBlock(node.body, place);
      for (const clause of node.catchClauses) {
        for (const { start, end, typeName } of clause.catchTypes) {
          if (typeName.form !== 'simple' || (typeName.assembly === undefined && !errors.mayBeException(typeName.name))) errors.add({ start, end }, 'ExceptionTypeNotFound', typeName.text);
        }
        checkBlock(clause.body, { ...place, inCatch: true });
      }
      checkBlock(node.finally, place);
      break;
    case 'ReturnStatementAst': case 'ExitStatementAst':
      if (node.pipeline !== undefined) checkPipelineStatement(node.pipeline, place);
      break;
    case 'ThrowStatementAst':
      if (node.pipeline !== undefined) checkReason(node.pipeline, errors);
      else if (!place.inCatch) errors.add(node, 'ReasonRequiredInThrowStatement');
      break;
    case 'BreakStatementAst': case 'ContinueStatementAst': errors.add(node, 'BreakContinueNotSupported'); break;
    case 'TrapStatementAst': errors.add(node, 'TrapNotSupported'); break;
    case 'DataStatementAst': errors.add(node, 'DataSectionNotSupported'); break;
    case 'TypeDefinitionAst': errors.add({ start: node.start, end: node.nameEnd }, 'UnexpectedKeyword', node.name); break;
    case 'FunctionDefinitionAst': case 'UsingStatementAst': case 'ErrorStatementAst': case 'PipelineChainAst': break;
  }
}
