import type { CommandAst, CommandBaseAst } from '../../syntax/ast.ts';
import { childrenOf, walk } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { argumentsOf, type Argument } from '../commands.ts';
import { checkExpression } from './expressions.ts';
import type { WorkflowErrors } from './report.ts';
import type { VariableScope } from './variables.ts';

const named = (args: readonly Argument[], ...names: readonly string[]): boolean =>
  args.some(({ parameter }) => parameter !== undefined && parameter !== '' && names.some((name) => name.startsWith(parameter.toLowerCase())));

function checkInlineScript(node: CommandAst, errors: WorkflowErrors): void {
  const [, block] = node.elements;
  if (block === undefined) errors.add(node, 'InlineScriptSyntaxTooFewParameters');
  else if (block.kind !== 'ScriptBlockExpressionAst') errors.add(node, 'InlineScriptMissingStatementBlock');
  for (const element of node.elements) {
    if (element.kind === 'CommandParameterAst' && /^(command|commandname|parameters)$/i.test(element.parameterName)) errors.add(element, 'InlineScriptParameterNotSupported', element.parameterName);
  }
  if (block !== undefined) {
    walk(block, (inner) => {
      if (inner.kind === 'VariableExpressionAst' && /^workflow:/i.test(inner.variablePath)) errors.add(inner, 'CannotUseWorkflowPrefixInInlineScript');
    });
  }
}

function checkSleep(node: CommandAst, errors: WorkflowErrors, assigned: boolean): void {
  const args = argumentsOf(node);
  if (assigned) errors.add(node, 'CannotAssignStartSleepToVariable');
  if (args.length > 1) errors.add(node, 'StartSleepSyntaxTooManyParameters');
  else if (args.length === 0 || (args[0]!.parameter !== undefined && !named(args, 'seconds', 'milliseconds'))) errors.add(node, 'StartSleepSyntaxSecondsMissing');
}

function checkNewObject(node: CommandAst, errors: WorkflowErrors, assigned: boolean): void {
  const args = argumentsOf(node);
  if (!assigned) errors.add(node, 'NewObjectMustBeAssigned');
  else if (args.length > 2) errors.add(node, 'NewObjectSyntaxTooManyParameters');
  else if (!named(args, 'typename') && !args.some(({ parameter }) => parameter === undefined)) errors.add(node, 'NewObjectSyntaxMissingTypeName');
}

function checkSuspend(node: CommandAst, errors: WorkflowErrors): void {
  const args = argumentsOf(node), [first] = args;
  if (first === undefined) return;
  if (args.length > 1 || !named(args, 'label') || first.value?.kind !== 'StringConstantExpressionAst') errors.add(node, 'SuspendWorkflowSyntax');
}

/** One element of a pipeline of a workflow. `assigned` says that its result goes to a variable. */
export function checkPipelineElement(element: CommandBaseAst, errors: WorkflowErrors, scope: VariableScope, assigned: boolean): void {
  for (const redirection of element.redirections) {
    if (redirection.kind !== 'MergingRedirectionAst' || redirection.fromStream !== 'Error') errors.add(redirection, 'OnlySupportErrorStreamRedirection');
  }
  if (element.kind === 'CommandExpressionAst') {
    checkExpression(element.expression, errors, scope);
    return;
  }
  if (element.invocationOperator !== 'Unknown') {
    errors.add(element, 'AlternateInvocationNotSupported');
    return;
  }
  switch (commandNameOf(element)?.toLowerCase()) {
    case 'inlinescript':
      checkInlineScript(element, errors);
      return;
    case 'checkpoint-workflow': case 'persist':
      if (element.elements.length > 1) errors.add(element, 'CheckpointWorkflowSyntax');
      return;
    case 'suspend-workflow':
      checkSuspend(element, errors);
      return;
    case 'start-sleep': case 'sleep':
      checkSleep(element, errors, assigned);
      return;
    case 'new-object':
      checkNewObject(element, errors, assigned);
      return;
    default:
      // Plain variables are handed on unseen; what is worked out for an argument is an expression.
      for (const child of element.elements) {
        const value = child.kind === 'CommandParameterAst' ? child.argument : child;
        if (value !== undefined && value.kind !== 'VariableExpressionAst' && value.kind !== 'ScriptBlockExpressionAst') for (const part of childrenOf(value)) checkExpression(part, errors, scope);
      }
  }
}
