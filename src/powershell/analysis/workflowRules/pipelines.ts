import type { CommandAst, CommandBaseAst, CommandElementAst, CommandExpressionAst, PipelineAst, ScriptBlockExpressionAst } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { assign, visitUnary } from './assignments.ts';
import { bindBySyntax, constantOf, type Bound } from './binding.ts';
import { visitCommand, visitRedirections } from './calls.ts';
import { isForEach, isWhere } from './sequence.ts';
import { effectOf } from './sideEffects.ts';
import type { Extent, Validation } from './validation.ts';
import { isValidName } from './variables.ts';

/** VisitPipeline. */
export function visitPipeline(v: Validation, node: PipelineAst): void {
  const [only, other] = node.elements;
  if (node === v.made && other !== undefined) visitStages(v, node.elements);
  else if (other !== undefined) visitElements(v, node.elements, node);
  else if (only !== undefined) visitElement(v, only);
}

function visitElement(v: Validation, element: CommandBaseAst): void {
  if (element.kind === 'CommandAst') visitCommand(v, element);
  else visitCommandExpression(v, element);
}

/** The stages of a pipeline: nothing of theirs is stored (GeneratePipelineCall). */
function visitStages(v: Validation, elements: readonly CommandBaseAst[]): void {
  const { storage } = v;
  v.storage = undefined;
  v.isInPipeline = true;
  for (const element of elements) visitElement(v, element);
  v.isInPipeline = false;
  v.storage = storage;
}

interface Loop { readonly isWhere: boolean; readonly blocks: readonly ScriptBlockExpressionAst[]; readonly variables: readonly string[] }

/** The variable that an element names for those behind it: by -PipelineVariable, or by a -DisplayName that could be one. `none`: an error, and the pipeline is given up. */
function pipelineVariable(v: Validation, bound: ReadonlyMap<string, Bound>): { readonly name: string | undefined } | 'none' {
  let name: string | undefined, at: CommandElementAst | undefined, parameter = '';
  for (const each of ['DisplayName', 'PV', 'PipelineVariable']) {
    const argument = bound.get(each.toLowerCase());
    if (argument === undefined) continue;
    at = argument.value;
    parameter = each;
    // What is no constant text is taken as it is written, which is no name.
    name = at.kind === 'CommandParameterAst' ? '' : at.kind === 'StringConstantExpressionAst' ? at.value : `$${constantOf(argument) ?? ''}`;
    if (each === 'DisplayName' && !isValidName(name)) name = undefined;
  }
  if (name === undefined || at === undefined) return { name: undefined };
  if (name === '') {
    v.errors.add(at, 'MissingValueForParameter', parameter);
    return 'none';
  }
  if (!v.nameOf(name).isValid) v.errors.add(at, name.indexOf(':') > 0 ? 'WorkflowScopeOnlyValidInParallelOrSequenceBlock' : 'VariableNameNotValid', name);
  return { name };
}

/** The blocks of a ForEach-Object or Where-Object with -Sequence; undefined where the pipeline is given up for an error. */
function loopOf(v: Validation, command: CommandAst, bound: ReadonlyMap<string, Bound>, isFirst: boolean, isFilter: boolean): readonly ScriptBlockExpressionAst[] | undefined {
  const { errors } = v, name = commandNameOf(command) ?? '';
  if (isFirst) {
    errors.add(command, isFilter ? 'InvalidWhereSequencePipelinePosition' : 'InvalidForeachSequencePipelinePosition', name);
    return undefined;
  }
  const taken = isFilter ? ['pipelinevariable', 'pv', 'sequence'] : ['pipelinevariable', 'pv', 'displayname', 'begin', 'sequence', 'end'];
  if ([...bound.keys()].some((parameter) => !taken.includes(parameter))) errors.add(command, isFilter ? 'InvalidWhereSequenceParameter' : 'InvalidForeachSequenceParameter', name);
  const blocks = new Map<string, ScriptBlockExpressionAst>();
  for (const parameter of isFilter ? ['Sequence'] : ['Sequence', 'Begin', 'End']) {
    const value = bound.get(parameter.toLowerCase())?.value;
    if (value === undefined) continue;
    if (value.kind !== 'ScriptBlockExpressionAst' || (value.scriptBlock.endBlock?.statements.length ?? 0) === 0) {
      errors.add(value, 'MissingValueForParameter', parameter);
      return undefined;
    }
    blocks.set(parameter, value);
  }
  return ['Begin', 'Sequence', 'End'].flatMap((parameter) => blocks.get(parameter) ?? []);
}

/** A pipeline of several elements. */
function visitElements(v: Validation, elements: readonly CommandBaseAst[], at: Extent, depth = 0): void {
  const before: CommandBaseAst[] = [], after: CommandBaseAst[] = [], loops: Loop[] = [], variables: string[] = [];
  let variable: string | undefined, isPassed = false;
  for (const element of elements) {
    if (element.kind === 'CommandAst') {
      const bound = bindBySyntax(element), found = pipelineVariable(v, bound), name = commandNameOf(element) ?? '';
      if (found === 'none') return;
      const isFilter = isWhere(name);
      if ((isFilter || isForEach(name)) && bound.has('sequence')) {
        const blocks = loopOf(v, element, bound, before.length === 0, isFilter);
        if (blocks === undefined) return;
        if (variable !== undefined && !variables.includes(variable)) variables.push(variable);
        loops.push({ isWhere: isFilter, blocks, variables: [...variables] });
        if (found.name !== undefined) variables.push(found.name);
      } else if (loops.length > 0) {
        v.errors.add(element, 'EntirePipelineMustUseForeachSequence');
        return;
      }
      if (found.name !== undefined && !isPassed) variable = found.name;
    }
    if (loops.length > 0) continue;
    (isPassed ? after : before).push(element);
    if (variable !== undefined) isPassed = true;
  }
  if (loops.length > 0) visitLoops(v, before, loops, at);
  else if (isPassed && variable !== undefined) visitNamed(v, before, after, variable, at, depth);
  else visitStages(v, before);
}

const pipelineOf = (elements: readonly CommandBaseAst[]): PipelineAst =>
  ({ kind: 'PipelineAst', start: elements[0]?.start ?? 0, end: elements.at(-1)?.end ?? 0, elements, background: false });

/** Loops in each other that are followed: what is deeper 5.1 itself could not compile. */
const MOST_LOOPS = 100;

/** Behind a -PipelineVariable the pipeline is the body of a loop (GeneratePipelineVariablePipeline). */
function visitNamed(v: Validation, before: readonly CommandBaseAst[], after: readonly CommandBaseAst[], variable: string, at: Extent, depth: number): void {
  if (v.stored !== undefined) v.stored.isAggregating = true;
  const condition = pipelineOf(before), { made } = v;
  v.checkPrefixes(condition);
  v.made = condition;
  assign(v, v.unique('ForeachCondition'), condition, condition);
  v.made = made;
  const item: CommandExpressionAst = { kind: 'CommandExpressionAst', start: at.start, end: at.end, redirections: [], expression: { kind: 'VariableExpressionAst', start: at.start, end: at.end, variablePath: variable, splatted: false } };
  if (after.length > 0 && depth < MOST_LOOPS) visitElements(v, [item, ...after], at, depth + 1);
  else if (after.length > 0) visitStages(v, after);
}

/**
 * Loops by -Sequence, which 5.1 writes as statements with variables of its own and visits then (GenerateIterativePipeline): a ForEach-Object's
 * block is a sequence block there, a Where-Object's stays an argument. What it says of its own statements is told at the pipeline, what it
 * says of the blocks where they are written.
 */
function visitLoops(v: Validation, before: readonly CommandBaseAst[], loops: readonly Loop[], at: Extent): void {
  if (v.isInIteration) {
    v.errors.add(at, 'CannotNestIterativePipeline');
    return;
  }
  const define = (...names: readonly string[]): void => { for (const name of names) if (!v.isDefinedHere(name)) v.define(name, at); };
  v.isInIteration = true;
  define('PSPipelineVariableContext');
  if (v.stored?.isAggregating === false) v.errors.add(at, 'CannotStoreResultsInVariable', v.stored.name);
  else {
    const source = pipelineOf(before);
    v.checkPrefixes(source);
    assign(v, 'PSSequenceOutput', at, source);
    for (const { isWhere: isFilter, blocks, variables } of loops) {
      define('PSPipelineLength', 'PSItem', ...(isFilter ? [] : ['PSPipelineIteration']), ...variables.filter(isValidName));
      for (const block of blocks) {
        v.checkPrefixes(block);
        if (isFilter) continue;
        v.storing('PSPipelineVariableContext', true, () => {
          v.storing('PSSequenceOutput', true, () => {
            v.inScope(() => { for (const statement of block.scriptBlock.endBlock?.statements ?? []) v.visit(statement, v); });
          });
        });
      }
    }
  }
  v.isInIteration = false;
}

/** VisitCommandExpression. */
export function visitCommandExpression(v: Validation, node: CommandExpressionAst): void {
  const { expression } = node, { errors } = v;
  if (expression.kind === 'UnaryExpressionAst') { visitUnary(v, expression); return; }
  if (expression.kind === 'ParenExpressionAst') { v.visit(expression.pipeline, v); return; }
  if (expression.kind === 'InvokeMemberExpressionAst') errors.add(expression, 'MethodInvocationNotSupported');
  if (expression.kind === 'SubExpressionAst') errors.add(expression, 'SubExpressionNotSupported');
  if (expression.kind === 'AttributedExpressionAst') errors.add(expression, 'AttributedExpressionNotSupported');
  visitRedirections(v, node.redirections);
  const effect = effectOf(node);
  if (effect !== undefined) errors.add(expression, effect.unsupported === undefined ? 'CannotStoreResultsInUnsupportedElement' : 'VariableNotSupportedInWorkflow', effect.unsupported);
  if (expression.kind !== 'VariableExpressionAst' || expression.variablePath.toLowerCase() !== 'input') v.checkPrefixes(expression);
}
