import type { CommandAst, CommandBaseAst, FunctionDefinitionAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { argumentsOf, type Argument } from '../commands/arguments.ts';
import { checkArgument, checkExpression, checkIncrement, incrementOf } from './expressions.ts';
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
  // Its block is all that has a place of its own: what follows without a name belongs to nothing.
  const second = argumentsOf(node).filter(({ parameter }) => parameter === undefined)[1]?.value;
  if (second !== undefined && !(second.kind === 'VariableExpressionAst' && second.splatted)) errors.add(second, 'PositionalParameterNotFound', 'InlineScript');
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
  else if (args.length === 0 || args[0]!.value === undefined || (args[0]!.parameter !== undefined && !named(args, 'seconds', 'milliseconds'))) errors.add(node, 'StartSleepSyntaxSecondsMissing');
}

function checkNewObject(node: CommandAst, errors: WorkflowErrors, assigned: boolean): void {
  const args = argumentsOf(node);
  if (!assigned) errors.add(node, 'NewObjectMustBeAssigned');
  else if (args.length > 2) errors.add(node, 'NewObjectSyntaxTooManyParameters');
  else if (!named(args, 'typename') && !args.some(({ parameter }) => parameter === undefined)) errors.add(node, 'NewObjectSyntaxMissingTypeName');
  const type = args.find(({ parameter }) => parameter === undefined || (parameter !== '' && 'typename'.startsWith(parameter.toLowerCase())))?.value;
  if (type?.kind === 'StringConstantExpressionAst' && /^[\w.]+$/.test(type.value) && !errors.mayExist(type.value)) errors.add(node, 'NewObjectCouldNotFindType', type.value);
}

/** Commands that are no activities of their own in a pipeline: what runs as a whole, and what the workflow itself does. */
const alone: ReadonlySet<string> = new Set(['start-sleep', 'sleep', 'checkpoint-workflow', 'persist', 'suspend-workflow', 'get-psworkflowdata', 'set-psworkflowdata']);
/** ForEach-Object or Where-Object whose block is statements of the workflow. */
export const isSequence = (element: CommandAst): boolean =>
  /^(?:foreach-object|foreach|%|where-object|where|\?)$/i.test(commandNameOf(element) ?? '')
  && element.elements.some((part) => part.kind === 'CommandParameterAst' && /^seq/i.test(part.parameterName));

/** What stands behind such a command: blocks with statements, and nothing that the cmdlet alone could take. */
function checkSequence(element: CommandAst, index: number, errors: WorkflowErrors): void {
  const name = commandNameOf(element) ?? '', isWhere = /^(?:where|\?)/i.test(name);
  if (index === 0) {
    errors.add(element, isWhere ? 'InvalidWhereSequencePipelinePosition' : 'InvalidForeachSequencePipelinePosition', name);
    return;
  }
  for (const { parameter, value } of argumentsOf(element)) {
    const block = parameter === undefined ? undefined : (isWhere ? ['sequence'] : ['sequence', 'begin', 'end']).find((one) => one.startsWith(parameter.toLowerCase()));
    const taken = block !== undefined || (parameter !== undefined && (/^pv$|^pip/i.test(parameter) || (!isWhere && /^dis/i.test(parameter))));
    if (!taken) errors.add(element, isWhere ? 'InvalidWhereSequenceParameter' : 'InvalidForeachSequenceParameter', name);
    else if (block !== undefined && !(value?.kind === 'ScriptBlockExpressionAst' && (value.scriptBlock.endBlock?.statements.length ?? 0) > 0)) errors.add(value ?? element, 'MissingValueForParameter', block);
  }
}

/** Functions and workflows that are defined, by name in lower case. */
export interface Names {
  has(name: string): boolean;
  workflow(name: string): FunctionDefinitionAst | undefined;
}

/** The commands of a pipeline together. `defined` are the functions and workflows of the script. */
export function checkPipelineShape(elements: readonly CommandBaseAst[], errors: WorkflowErrors, defined: Names): void {
  let sequence = false;
  elements.forEach((element, index) => {
    if (element.kind === 'CommandAst' && isSequence(element)) {
      checkSequence(element, index, errors);
      sequence = true;
      const inner = element.elements.flatMap((part) => (part.kind === 'ScriptBlockExpressionAst' ? [part] : []));
      for (const block of inner) walk(block, (node) => {
        if (node.kind === 'PipelineAst') for (const nested of node.elements) if (nested.kind === 'CommandAst' && isSequence(nested)) errors.add(nested, 'CannotNestIterativePipeline');
      });
      return;
    }
    if (sequence) errors.add(element, 'EntirePipelineMustUseForeachSequence');
    if (elements.length < 2 || element.kind !== 'CommandAst') return;
    const name = commandNameOf(element) ?? '';
    // The types of Get-PSWorkflowData[string] are no part of its name.
    if (alone.has(name.toLowerCase().replace(/\s*\[.*\]$/s, '')) || defined.has(name.toLowerCase())) errors.add(element, 'ActivityNotSupportedInPipeline', name);
  });
}

function checkSuspend(node: CommandAst, errors: WorkflowErrors): void {
  const args = argumentsOf(node), [first] = args;
  if (first === undefined) return;
  if (args.length > 1 || !named(args, 'label') || first.value?.kind !== 'StringConstantExpressionAst') errors.add(node, 'SuspendWorkflowSyntax');
}

/** Common parameters that a called workflow takes. */
const common: ReadonlySet<string> = new Set(['verbose', 'debug', 'erroraction', 'warningaction', 'informationaction']);
const checksValues = /^(?:System\.Management\.Automation\.)?(?:Validate\w+|Alias)(?:Attribute)?$/i;

/** A workflow of the same script that is called: arguments by name only, and nothing on its parameters that checks values (section 12). */
export function checkWorkflowCall(node: CommandAst, called: FunctionDefinitionAst, errors: WorkflowErrors): void {
  const parameters = called.parameters ?? called.body.paramBlock?.parameters ?? [];
  if (parameters.some(({ attributes }) => attributes.some((one) => one.kind === 'AttributeAst' && checksValues.test(one.typeName.text)))) {
    errors.add(node, 'ParameterValidationNotSupportedOnNestedWorkflows', called.name);
  }
  const names = parameters.map(({ name }) => name.variablePath.toLowerCase());
  let takesValue = false;
  for (const element of node.elements.slice(1)) {
    if (element.kind !== 'CommandParameterAst') {
      if (!takesValue && !(element.kind === 'VariableExpressionAst' && element.splatted)) errors.add(element, 'CouldNotFindParameterName', called.name);
      takesValue = false;
      continue;
    }
    const name = element.parameterName.toLowerCase();
    takesValue = element.argument === undefined;
    if (names.includes(name) || names.filter((one) => one.startsWith(name)).length === 1 || common.has(name)) continue;
    if (names.some((one) => one.startsWith(name))) errors.add(element, 'AmbiguousParameter', called.name);
    else errors.add(element, /^ps|^asjob$|^jobname$/.test(name) ? 'CouldNotFindWorkflowCommonParameterNameNested' : 'CouldNotFindParameterName', called.name);
  }
}

/** One element of a pipeline of a workflow. `assigned` says that its result goes to a variable; `target` which, where the text names it. */
export function checkPipelineElement(element: CommandBaseAst, errors: WorkflowErrors, scope: VariableScope, assigned: boolean, target?: string): void {
  const name = element.kind === 'CommandAst' ? commandNameOf(element)?.toLowerCase() : undefined;
  for (const redirection of element.redirections) {
    if (redirection.kind !== 'MergingRedirectionAst' || redirection.fromStream !== 'Error') errors.add(redirection, 'OnlySupportErrorStreamRedirection');
    else if (name === 'start-sleep' || name === 'sleep') errors.add(redirection, 'CannotRedirectErrorStreamForStartSleep');
    else if (name === 'new-object') errors.add(redirection, 'CannotRedirectErrorStreamForNewObject');
  }
  if (element.kind === 'CommandExpressionAst') {
    const increment = assigned ? undefined : incrementOf(element.expression);
    if (increment === undefined) checkExpression(element.expression, errors, target);
    else checkIncrement(increment, errors, scope);
    return;
  }
  if (element.invocationOperator !== 'Unknown') {
    errors.add(element, 'AlternateInvocationNotSupported');
    return;
  }
  switch (name) {
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
      for (const child of element.elements) {
        const value = child.kind === 'CommandParameterAst' ? child.argument : child;
        if (value !== undefined && value.kind !== 'VariableExpressionAst' && value.kind !== 'ScriptBlockExpressionAst') checkArgument(value, errors);
      }
  }
}
