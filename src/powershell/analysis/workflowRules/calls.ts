import type { CommandAst, FunctionDefinitionAst, RedirectionAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { argumentsOf } from '../commands/arguments.ts';
import { bindByCmdlet, bindBySyntax, constantOf, START_SLEEP } from './binding.ts';
import { isExcluded } from './excluded.ts';
import { checkNewObject } from './newObject.ts';
import { isSequence, isWhere } from './sequence.ts';
import type { WorkflowErrors } from './report.ts';
import type { Validation } from './validation.ts';

/** VisitFileRedirection, VisitMergingRedirection. */
export function visitRedirections(v: Validation, redirections: readonly RedirectionAst[]): void {
  for (const one of redirections) if (one.kind !== 'MergingRedirectionAst' || one.fromStream !== 'Error' || one.toStream !== 'Output') v.errors.add(one, 'OnlySupportErrorStreamRedirection');
}

/** ProcessInlineScriptAst. */
function checkInlineScript(v: Validation, node: CommandAst): void {
  const { errors } = v, [, block] = node.elements;
  if (block?.kind !== 'ScriptBlockExpressionAst') {
    errors.add(node, block === undefined ? 'InlineScriptSyntaxTooFewParameters' : 'InlineScriptMissingStatementBlock');
    return;
  }
  let isTold = false;
  walk(block, (inner) => {
    if (!isTold && inner.kind === 'VariableExpressionAst' && /^workflow:/i.test(inner.variablePath)) {
      errors.add(inner, 'CannotUseWorkflowPrefixInInlineScript');
      isTold = true;
    }
    return !isTold;
  });
  const bound = bindBySyntax(node), refused = ['Command', 'CommandName', 'Parameters'].find((name) => bound.has(name.toLowerCase()));
  if (refused !== undefined) errors.add(bound.get(refused.toLowerCase())!.value, 'InlineScriptParameterNotSupported', refused);
  // Its block is all that has a place of its own: what follows without a name belongs to nothing. The full compile tells it.
  const second = argumentsOf(node).filter(({ parameter }) => parameter === undefined)[1]?.value;
  if (second !== undefined && !(second.kind === 'VariableExpressionAst' && second.splatted)) errors.addLater(second, 'PositionalParameterNotFound', 'InlineScript');
}

/** GenerateSuspend. */
function isSuspend(node: CommandAst): boolean {
  const bound = bindBySyntax(node), label = bound.get('label');
  return bound.size === 0 || (bound.size === 1 && label !== undefined && constantOf(label) !== undefined);
}

/** GenerateStartSleep; true where its activity is made. */
function checkSleep(v: Validation, node: CommandAst): boolean {
  const bound = bindByCmdlet(node, START_SLEEP);
  if (bound.size !== 1) v.errors.add(node, 'StartSleepSyntaxTooManyParameters');
  else if (!bound.has('seconds') && !bound.has('milliseconds')) v.errors.add(node, 'StartSleepSyntaxSecondsMissing');
  else return true;
  return false;
}

/** GenerateInvokeExpression: with -Language it takes XAML, both as constants. */
function checkXaml(v: Validation, node: CommandAst): void {
  const { errors } = v, bound = bindBySyntax(node), language = bound.get('language'), command = bound.get('command');
  if (bound.size !== 2) errors.add(node, 'InvokeExpressionSyntaxTooManyParameters');
  else if (language === undefined) errors.add(node, 'InvokeExpressionSyntaxLanguageMissing');
  else if (constantOf(language) === undefined) errors.add(node, 'InvokeExpressionSyntaxLanguageNotConstant');
  else {
    if (constantOf(language)?.toLowerCase() !== 'xaml') errors.add(language.value, 'MustUseXamlLanguage');
    if (command === undefined) errors.add(node, 'InvokeExpressionSyntaxCommandMissing');
    else if (constantOf(command) === undefined) errors.add(node, 'InvokeExpressionSyntaxCommandNotConstant');
  }
}

/** VisitCommand, by the kind of the activity that the name stands for (ResolveActivityKindBasedOnCommandName). */
export function visitCommand(v: Validation, node: CommandAst): void {
  const { errors } = v, name = commandNameOf(node)?.toLowerCase() ?? '', [redirection] = node.redirections;
  if (node.invocationOperator !== 'Unknown') errors.add(node, 'AlternateInvocationNotSupported');
  visitRedirections(v, node.redirections);
  /** What is no stage of a pipeline. */
  const checkStage = (): void => { if (v.isInPipeline) errors.add(node, 'ActivityNotSupportedInPipeline', commandNameOf(node) ?? ''); };
  if (name === 'inlinescript') checkInlineScript(v, node);
  else if (name === 'checkpoint-workflow' || name === 'persist') {
    if (node.elements.length > 1) errors.add(node, 'CheckpointWorkflowSyntax');
    checkStage();
  } else if (name === 'suspend-workflow') {
    if (isSuspend(node)) checkStage();
    else errors.add(node, 'SuspendWorkflowSyntax');
  } else if (name === 'start-sleep' || name === 'sleep') {
    if (redirection !== undefined) errors.add(redirection, 'CannotRedirectErrorStreamForStartSleep');
    if (checkSleep(v, node)) {
      checkStage();
      if (v.stored?.isAggregating === false) errors.add(node, 'CannotAssignStartSleepToVariable');
    }
  } else if (name === 'new-object') {
    if (redirection !== undefined) errors.add(redirection, 'CannotRedirectErrorStreamForNewObject');
    checkNewObject(v, node);
  } else if (/^(?:invoke-expression|iex)$/.test(name) && node.elements.some((each) => each.kind === 'CommandParameterAst' && 'language'.startsWith(each.parameterName.toLowerCase())) && bindBySyntax(node).has('language')) checkXaml(v, node);
  else checkLater(v, node, name);
  if (node.invocationOperator === 'Unknown') collect(v, node, name);
}

/** Commands that become activities, and those that cannot. */
function collect(v: Validation, node: CommandAst, name: string): void {
  if (v.defined.has(name)) return;
  // A loop by -Sequence is no activity, and its parameters are checked with it.
  if (!isSequence(node)) v.errors.activities.push(node);
  if (isExcluded(name)) v.errors.exclude(node, commandNameOf(node) ?? '');
}

/** Commands of the workflow itself, which 5.1 tells when it knows them: they are no stages of a pipeline. */
const ofWorkflow: ReadonlySet<string> = new Set(['get-psworkflowdata', 'set-psworkflowdata']);

/** What the full compile refuses of a command that the text defines, or that belongs to the workflow. */
function checkLater(v: Validation, node: CommandAst, name: string): void {
  if (node.invocationOperator !== 'Unknown') return;
  const called = v.defined.workflow(name);
  if (called !== undefined) checkWorkflowCall(node, called, v.errors);
  // The types of Get-PSWorkflowData[string] are no part of its name.
  // Alone it is no loop, and no activity either.
  if (!v.isInPipeline && isSequence(node)) v.errors.addLater(node, isWhere(name) ? 'InvalidWhereSequencePipelinePosition' : 'InvalidForeachSequencePipelinePosition', commandNameOf(node) ?? '');
  if (v.isInPipeline && (v.defined.has(name) || ofWorkflow.has(name.replace(/\s*\[.*\]$/s, '')))) v.errors.addLater(node, 'ActivityNotSupportedInPipeline', commandNameOf(node) ?? '');
  for (const child of node.elements) {
    const value = child.kind === 'CommandParameterAst' ? child.argument : child;
    if (value === undefined || value.kind === 'VariableExpressionAst' || value.kind === 'ScriptBlockExpressionAst') continue;
    // What is worked out for an argument goes to the activity as a text: an assignment there would be lost.
    walk(value, (inner) => {
      if (inner.kind === 'AssignmentStatementAst') v.errors.addLater(inner, 'CannotStoreResultsInUnsupportedElement');
      return inner.kind !== 'ScriptBlockExpressionAst' && inner.kind !== 'CommandAst';
    });
  }
}

/** Common parameters that a called workflow takes. */
const common: ReadonlySet<string> = new Set(['verbose', 'debug', 'erroraction', 'warningaction', 'informationaction']);
const checksValues = /^(?:System\.Management\.Automation\.)?(?:Validate\w+|Alias)(?:Attribute)?$/i;

/** A workflow of the same script that is called: arguments by name only, and nothing on its parameters that checks values (section 12). */
function checkWorkflowCall(node: CommandAst, called: FunctionDefinitionAst, errors: WorkflowErrors): void {
  const parameters = called.parameters ?? called.body.paramBlock?.parameters ?? [];
  if (parameters.some(({ attributes }) => attributes.some((one) => one.kind === 'AttributeAst' && checksValues.test(one.typeName.text)))) {
    errors.addLater(node, 'ParameterValidationNotSupportedOnNestedWorkflows', called.name);
  }
  const names = parameters.map(({ name }) => name.variablePath.toLowerCase());
  let takesValue = false;
  for (const element of node.elements.slice(1)) {
    if (element.kind !== 'CommandParameterAst') {
      if (!takesValue && !(element.kind === 'VariableExpressionAst' && element.splatted)) errors.addLater(element, 'CouldNotFindParameterName', called.name);
      takesValue = false;
      continue;
    }
    const name = element.parameterName.toLowerCase();
    takesValue = element.argument === undefined;
    if (names.includes(name) || names.filter((one) => one.startsWith(name)).length === 1 || common.has(name)) continue;
    if (names.some((one) => one.startsWith(name))) errors.addLater(element, 'AmbiguousParameter', called.name);
    else errors.addLater(element, /^ps|^asjob$|^jobname$/.test(name) ? 'CouldNotFindWorkflowCommonParameterNameNested' : 'CouldNotFindParameterName', called.name);
  }
}
