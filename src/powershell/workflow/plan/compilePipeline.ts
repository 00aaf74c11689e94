/** Commands of a workflow: which activity each name stands for (workflow-semantics.md 1.2, 13.1). */
import type { CommandAst, CommandElementAst, ExpressionAst, FunctionDefinitionAst, PipelineAst } from '../../syntax/ast.ts';
import { walk } from '../../syntax/children.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import { argumentsOf } from '../../analysis/commands/arguments.ts';
import { isExcluded } from '../../analysis/workflowRules/excluded.ts';
import { workflowMessage } from '../../analysis/workflowRules/messages.ts';
import { COMMON_PARAMETERS, SHOULD_PROCESS_PARAMETERS } from '../../runtime/bind/common.ts';
import { cmdletParameters } from '../../runtime/bind/cmdletParameters.ts';
import type { Parameter, ParameterTable } from '../../runtime/bind/parameters.ts';
import { argumentMakers } from '../../runtime/compile/commands/arguments.ts';
import { isWritten, takingArguments } from './pipedInput.ts';
import type { Callee } from '../../runtime/compile/commands/command.ts';
import type { Eval } from '../../runtime/compile/code.ts';
import type { CommandEntry, FunctionEntry } from '../../runtime/run/commands/commands.ts';
import { findCommand } from '../../runtime/run/commands/lookup.ts';
import { resolveTypeName } from '../../runtime/types/resolve.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { fold } from '../../runtime/values/folding.ts';
import { CommandStage } from '../activities/cmdletStage.ts';
import { CommandActivity } from '../activities/commandActivity.ts';
import type { StreamVariable } from '../activities/commandActivity.ts';
import { Checkpoint, Delay, Suspend } from '../activities/control.ts';
import { ExpressionStatement } from '../activities/expression.ts';
import { NestedCall } from '../activities/nestedCall.ts';
import { ScriptStage } from '../activities/scriptStage.ts';
import type { Stage } from '../activities/stage.ts';
import { GetWorkflowData, SETTABLE, SetWorkflowData } from '../activities/workflowData.ts';
import type { Activity } from './activity.ts';
import { waits } from './waits.ts';
import { insteadOf, isLocal, needsConsole, overlaps, waitsOutside } from './catalogue.ts';
import { activityParameter, checkActivity, checkInlineScriptParameters, isOfActivities, streamOfCommon, streamVariable } from '../../analysis/workflowRules/activityArguments.ts';
import { checkBinding } from '../../analysis/workflowRules/activityBinding.ts';
import { checkWorkflowCall } from './checkArguments.ts';
import { compileIteration, iterates } from './compileIteration.ts';
import type { KnownParameter } from '../../analysis/workflowRules/activityArguments.ts';
import { PREFERENCES } from './planCompiler.ts';
import type { PlanCompiler } from './planCompiler.ts';

export function compilePipeline(n: PipelineAst, c: PlanCompiler): Activity {
  const [first] = n.elements;
  if (n.elements.length === 1 && first?.kind === 'CommandAst') { const own = special(first, n, c); if (own !== undefined) return own; }
  if (iterates(n)) return compileIteration(n, c, (command) => compileItem(command, c));
  const place = c.place(n), source = first?.kind === 'CommandExpressionAst' ? isWritten(first) ? c.expressions.expression(first.expression) : c.expression(first.expression) : undefined;
  const variables = new Map<Stage, readonly StreamVariable[]>();
  const stages = n.elements.flatMap((element): Stage[] => {
    if (element.kind !== 'CommandAst') return [];
    if (n.elements.length > 1) refuseInPipeline(element, c);
    const { stage, streams } = compileStage(element, c);
    if (streams.length > 0) variables.set(stage, streams);
    return [stage];
  });
  return c.keep(new CommandActivity(place, { source, stages, variables }));
}

/** A command of a pipeline that goes item by item: it is given one. */
function compileItem(n: CommandAst, c: PlanCompiler): Activity {
  refuseInPipeline(n, c);
  const place = c.place(n), { stage, streams } = compileStage(n, c);
  return c.keep(new CommandActivity(place, { source: (f) => [f.slots[0] ?? null], stages: [stage], variables: new Map([[stage, streams]]) }));
}

const NO_PIPELINE: ReadonlySet<string> = new Set(['start-sleep', 'sleep', 'checkpoint-workflow', 'persist', 'suspend-workflow', 'get-psworkflowdata', 'set-psworkflowdata']);
function refuseInPipeline(n: CommandAst, c: PlanCompiler): void {
  const name = commandNameOf(n) ?? '', entry = entryOf(name, c);
  const isScript = entry !== undefined && (entry.kind === 'Workflow' || isOwnFunction(entry));
  if (isScript || NO_PIPELINE.has(fold(name))) c.refuse(n, 'ActivityNotSupportedInPipeline', `'${name}' cannot stand in a pipeline of a workflow. Assign its output to a variable and pipe that.`);
}
/** Functions and workflows of the runbook come first, then what the session knows. */
function entryOf(name: string, c: PlanCompiler): CommandEntry | undefined {
  const { definitions, session, entry: { around } } = c.parts;
  const own = definitions.get(fold(name)), mock = session.mocks?.find(name, own ?? c.parts.childOf(name));
  return mock ?? own ?? findCommand(around ?? session.global, name) ?? c.parts.childOf(name);
}
const isOwnFunction = (entry: CommandEntry): entry is FunctionEntry => (entry.kind === 'Function' || entry.kind === 'Filter') && (entry.moduleName ?? '') === '';

/** Commands that are activities of their own kind, alone in their pipeline. */
function special(n: CommandAst, whole: PipelineAst, c: PlanCompiler): Activity | undefined {
  const name = commandNameOf(n) ?? '', typed = /^(get-psworkflowdata)\[(.+)\]$/i.exec(name);
  // What stands in for a command stands in for its activity too.
  if (c.parts.session.mocks?.find(name) !== undefined) return undefined;
  switch (fold(typed?.[1] ?? name)) {
    case 'checkpoint-workflow': case 'persist': return c.keep(new Checkpoint(c.place(n)));
    case 'suspend-workflow': { const label = argumentsOf(n)[0]?.value; return c.keep(new Suspend(c.place(n), label?.kind === 'StringConstantExpressionAst' ? label.value : '')); }
    case 'start-sleep': case 'sleep': return delay(n, c);
    case 'new-object': return c.keep(new ExpressionStatement(c.place(n), c.expressions.value(whole), false));
    case 'get-psworkflowdata': return workflowData(n, typed?.[2], c);
    case 'set-psworkflowdata':
      checkWorkflowData(n, SETTABLE, false, c);
      return c.keep(new SetWorkflowData(c.place(n), argumentsOf(n).map(({ parameter, value }) => ({ name: parameter ?? '', value: value === undefined ? undefined : c.expression(value) }))));
    default:
  }
  const entry = entryOf(name, c);
  return entry?.kind === 'Workflow' ? nested(n, entry, c) : undefined;
}
function delay(n: CommandAst, c: PlanCompiler): Activity {
  const [only] = argumentsOf(n), value = only?.value, place = c.place(n);
  const isMs = only?.parameter !== undefined && /^(m|ms$)/i.test(only.parameter);
  return c.keep(new Delay(place, value === undefined ? () => 0 : c.expression(value), isMs ? 1 : 1000));
}
/** Parameters that neither activity of the workflow's own variables takes (section 2). `mayBeBegun`: a beginning of a name is enough. */
function checkWorkflowData(n: CommandAst, names: readonly string[], mayBeBegun: boolean, c: PlanCompiler): void {
  for (const e of n.elements) {
    if (e.kind !== 'CommandParameterAst') continue;
    const folded = fold(e.parameterName);
    if (names.some((name) => (mayBeBegun ? fold(name).startsWith(folded) : fold(name) === folded)) || /^(?:displayname|appendoutput|result|ps(?:error|progress|verbose|debug|warning|information)|erroraction|ea|warningaction|wa|verbose|vb|debug|db)$/.test(folded)) continue;
    c.refuse(e, 'CouldNotFindParameterName', `'${commandNameOf(n) ?? ''}' has no parameter '${e.parameterName}'. It has: ${names.join(', ')}.`);
  }
}
function workflowData(n: CommandAst, type: string | undefined, c: PlanCompiler): Activity {
  checkWorkflowData(n, ['VariableToRetrieve', 'OtherVariableName'], true, c);
  const argument = (name: string, position?: number): Eval | undefined => {
    const all = argumentsOf(n), found = all.find((a) => a.parameter !== undefined && a.parameter !== '' && name.startsWith(fold(a.parameter))) ?? (position === undefined ? undefined : all.filter((a) => a.parameter === undefined)[position]);
    return found?.value === undefined ? undefined : c.expression(found.value);
  };
  const place = c.place(n), resolved: AnyType | undefined = type === undefined ? undefined : resolveTypeName(type);
  return c.keep(new GetWorkflowData(place, { variable: argument('variabletoretrieve', 0), other: argument('othervariablename'), type: resolved === undefined ? undefined : () => resolved }));
}
function nested(n: CommandAst, entry: FunctionEntry, c: PlanCompiler): Activity {
  const plan = c.parts.planOf(entry), place = c.place(n);
  const nodes = entry.block.outerParameters ?? entry.block.ast.paramBlock?.parameters ?? [];
  checkWorkflowCall(n, entry.name, nodes.map((p) => ({ name: p.name.variablePath, aliases: [] })), c);
  const checked = nodes.flatMap((p) => p.attributes).find((a) => a.kind === 'AttributeAst' && /^(System\.Management\.Automation\.)?(Validate\w+|Alias)(Attribute)?$/i.test(a.typeName.text));
  if (checked !== undefined) c.refuse(n, 'ParameterValidationNotSupportedOnNestedWorkflows', `The workflow '${entry.name}' cannot be called by another: validation and alias attributes on its parameters are not supported then.`);
  if (plan !== undefined) c.nested.add(plan);
  return c.keep(new NestedCall(place, { plan: () => plan ?? c.parts.planOf(entry) as NonNullable<typeof plan>, entry, makers: takingArguments(n.elements.slice(1), argumentMakers(n.elements.slice(1), c.expressions)) }));
}

interface Split { readonly rest: readonly CommandElementAst[]; readonly parameters: Map<string, Eval | true>; readonly streams: StreamVariable[] }
const STREAMS: Readonly<Record<string, StreamVariable['stream']>> = nameTable({ psprogress: 'Progress', pserror: 'Error', pswarning: 'Warning', psverbose: 'Verbose', psdebug: 'Debug', psinformation: 'Information' });
const isSwitch = (name: string): boolean => name === 'psusessl' || name === 'psallowredirection';

/** Takes the common activity parameters out of a command's elements. */
function split(n: CommandAst, own: readonly KnownParameter[], c: PlanCompiler): Split {
  const parameters = new Map<string, Eval | true>(), streams: StreamVariable[] = [], rest: CommandElementAst[] = [], all = n.elements.slice(1);
  for (let i = 0; i < all.length; i++) {
    const element = all[i] as CommandElementAst;
    const byName = element.kind === 'CommandParameterAst' ? streamOfCommon(element.parameterName) : undefined;
    const name = element.kind === 'CommandParameterAst' ? byName ?? activityParameter(element.parameterName, own) : undefined;
    if (element.kind !== 'CommandParameterAst' || name === undefined) {
      if (element.kind === 'CommandParameterAst' && replacedByPreference(element.parameterName, c)) { if (element.argument === undefined && !/^(verbose|debug)$/i.test(element.parameterName)) i += 1; continue; }
      rest.push(element);
      continue;
    }
    const following = all[i + 1], takes = element.argument === undefined && following !== undefined && following.kind !== 'CommandParameterAst' && !isSwitch(fold(name));
    const value: ExpressionAst | undefined = element.argument ?? (takes ? following : undefined);
    if (takes) i += 1;
    const stream = STREAMS[fold(name)], variable = stream === undefined ? undefined : streamVariable(value, byName !== undefined);
    // What is none has been refused.
    if (stream !== undefined && value !== undefined) { if (variable !== undefined) streams.push({ stream, name: variable, ofBlock: c.scopes.placeOf(variable, false).ofBlock }); }
    else if (value === undefined && !isSwitch(fold(name))) c.refuse(element, 'MissingValueForParameter', `The activity parameter '${name}' needs a value.`);
    else parameters.set(fold(name), value === undefined ? true : c.expression(value));
  }
  return { rest, parameters, streams };
}
/** A preference assigned before in the text is the argument of every later activity, and replaces its own (section 9). */
function replacedByPreference(parameter: string, c: PlanCompiler): boolean {
  const folded = fold(parameter);
  return folded.length > 2 && Object.entries(PREFERENCES).some(([preference, name]) => c.assignedPreferences.has(preference) && (folded === name || ({ ea: 'erroraction', wa: 'warningaction', infa: 'informationaction', vb: 'verbose', db: 'debug' })[folded] === name));
}
const mergesErrors = (n: CommandAst): boolean => n.redirections.some((r) => r.kind === 'MergingRedirectionAst' && r.fromStream === 'Error');

function compileStage(n: CommandAst, c: PlanCompiler): { readonly stage: Stage; readonly streams: readonly StreamVariable[] } {
  const name = commandNameOf(n) ?? '';
  if (fold(name) === 'inlinescript') return inlineScript(n, c);
  const entry = entryOf(name, c), mark = c.expressions.mark(n);
  // A function of that name, the runbook's own or a module's, is none of those commands.
  if ((entry === undefined || entry.kind === 'Cmdlet') && isExcluded(entry?.name ?? name)) c.refuse(n, 'CommandActivityExcluded', workflowMessage('CommandActivityExcluded', name));
  else if (entry === undefined && name !== '') {
    const instead = insteadOf(name);
    if (instead !== undefined) c.refuse(n, 'CommandNotFound', `'${name}' is an activity of Windows Workflow Foundation, and those cannot be called by name here. Write ${instead} instead.`);
    else c.refuse(n, 'CommandNotFound', `The command '${name}' cannot be found: this engine has none of that name, nor does an imported module or another runbook. Import the module that has it as an integration module, or define it as a function in the runbook.`);
  }
  if (entry !== undefined && isOwnFunction(entry)) return functionCall(n, entry, c);
  const language = entry?.name === 'Invoke-Expression' ? n.elements.find((e) => e.kind === 'CommandParameterAst' && /^lang/i.test(e.parameterName)) : undefined;
  if (language !== undefined) c.refuse(language, 'XamlNotSupported', 'Workflows written as XAML cannot be run here. Write the statements themselves.');
  const own = entry?.kind === 'Cmdlet' ? knownParameters(cmdletParameters(entry)) : [];
  // What stands in for a command that the engine does not have takes any parameter.
  if (language === undefined && entry?.kind === 'Cmdlet' && cmdletParameters(entry).isAdvanced) checkActivity(n, entry.name, own, (node, errorId, message) => c.refuse(node, errorId, message));
  // Commands that are no activities take every parameter themselves.
  const { rest, parameters, streams } = entry === undefined || entry.kind === 'Cmdlet' ? split(n, own, c) : { rest: n.elements.slice(1), parameters: new Map<string, Eval | true>(), streams: [] };
  if (language === undefined && entry?.kind === 'Cmdlet' && entry.raw !== true && cmdletParameters(entry).isAdvanced) checkBinding(n, entry.name, rest, own, (node, errorId, message) => c.refuse(node, errorId, message));
  const makers = takingArguments(rest, argumentMakers(rest, c.expressions)), hasBlocks = rest.some(holdsBlock);
  const find = findOf(n, name, c);
  return { stage: new CommandStage({ name: entry?.kind === 'Cmdlet' ? entry.name : name, site: { makers, mark, isDot: false, find }, parameters, mergesErrors: mergesErrors(n), waiting: hasBlocks && entry?.kind === 'Cmdlet' && /^(?:(?:ForEach|Where)-Object|Measure-Command)$/.test(entry.name) && waits(n.elements.slice(1), (x) => entryOf(x, c)) ? { start: n.start, text: [n.elements[0] as CommandElementAst, ...rest].map((e) => c.block.source.text.slice(e.start, e.end)).join(' ') } : undefined, runsText: entry?.kind === 'Cmdlet' && entry.name === 'Invoke-Expression', overlaps: entry?.kind === 'Cmdlet' && overlaps(entry.name) && !hasBlocks, foreign: entry?.kind === 'Application' ? name : entry?.kind === 'Cmdlet' && (entry.raw === true || waitsOutside(entry.name)) && !hasBlocks ? (name.includes('\\') ? name : entry.name) : undefined, isLocal: entry?.kind !== 'Cmdlet' || isLocal(entry.name) }), streams };
}
const known = new WeakMap<ParameterTable, readonly Parameter[]>();
/** The parameters of a command, its own and the common ones that activities know: the same list for each call of it. */
function knownParameters(table: ParameterTable): readonly Parameter[] {
  let list = known.get(table);
  if (list === undefined) known.set(table, (list = [...table.list, ...COMMON_PARAMETERS, ...(table.supportsShouldProcess ? SHOULD_PROCESS_PARAMETERS : [])].filter(isOfActivities)));
  return list;
}
function holdsBlock(n: CommandElementAst): boolean {
  let found = false;
  walk(n, (x) => { if (x.kind === 'ScriptBlockExpressionAst') found = true; return !found; });
  return found;
}
function findOf(n: CommandAst, name: string, c: PlanCompiler): (f: Parameters<ReturnType<typeof commandSite>['find']>[0]) => Callee {
  const own = c.parts.session.mocks?.find(name) === undefined ? c.parts.definitions.get(fold(name)) : undefined;
  if (own !== undefined) return () => ({ entry: own, name });
  const { entry: { around }, session } = c.parts, near = around === undefined || around === session.global ? undefined : findCommand(around, name);
  // What only the scope of the definition knows, an alias too, the scope of the call would not find.
  return near === undefined || near === findCommand(session.global, name) ? commandSite(n, c.expressions).find : () => ({ entry: near, name });
}
function functionCall(n: CommandAst, entry: FunctionEntry, c: PlanCompiler): ReturnType<typeof compileStage> {
  const { block } = entry, makers = takingArguments(n.elements.slice(1), argumentMakers(n.elements.slice(1), c.expressions));
  const definition = definitionOf(entry);
  return { stage: new ScriptStage({ name: entry.name, mark: c.expressions.mark(n), parameters: new Map(), mergesErrors: mergesErrors(n), source: block.source, namespaces: block.namespaces, what: { definition, makers }, using: new Map() }), streams: [] };
}
/** The definition a function was made from; its name and parameters are what a new session needs of it. */
function definitionOf({ block, name }: FunctionEntry): FunctionDefinitionAst {
  const { ast } = block;
  return { kind: 'FunctionDefinitionAst', start: ast.start, end: ast.end, name, nameStart: ast.start, nameEnd: ast.start, isFilter: block.isFilter, isWorkflow: false, parameters: block.outerParameters, body: ast };
}
function inlineScript(n: CommandAst, c: PlanCompiler): ReturnType<typeof compileStage> {
  checkInlineScriptParameters(n, (node, errorId, message) => c.refuse(node, errorId, message));
  const { rest, parameters, streams } = split(n, [], c);
  const block = rest.find((e) => e.kind === 'ScriptBlockExpressionAst');
  const using = new Map<string, Eval>();
  const whole = block === undefined ? '' : c.block.source.text.slice(block.start + 1, block.end - 1);
  if (needsConsole(whole)) c.refuse(n, 'InteractiveConsoleApplication', `An InlineScript cannot start the interactive console application '${whole.trim()}'. Give it what it is to do as arguments.`);
  if (block !== undefined) walk(block, (x) => {
    if (x.kind === 'VariableExpressionAst' && /^using:/i.test(x.variablePath)) addUsing(x.variablePath, using, c);
    if (x.kind === 'UsingExpressionAst') { const root = rootOf(x.subExpression); if (root !== undefined) addUsing(root, using, c); }
    return true;
  });
  // The word parameters that a script takes of its activity.
  for (const e of argumentsOf({ ...n, elements: [n.elements[0] as ExpressionAst, ...rest] })) {
    const key = e.parameter === undefined ? '' : fold(e.parameter);
    if (/^(erroraction|warningaction|informationaction|verbose|debug)$/.test(key)) parameters.set(key, e.value === undefined ? true : c.expression(e.value));
  }
  const empty = { kind: 'ScriptBlockAst', start: n.start, end: n.end } as never;
  return { stage: new ScriptStage({ name: 'InlineScript', mark: c.expressions.mark(n), parameters, mergesErrors: mergesErrors(n), source: c.block.source, namespaces: c.block.namespaces, what: { block: block?.scriptBlock ?? empty }, using }), streams };
}
/** The variable at the root of `x.P[0].M()`. */
function rootOf(n: ExpressionAst): string | undefined {
  switch (n.kind) {
    case 'VariableExpressionAst': return n.variablePath;
    case 'MemberExpressionAst': case 'InvokeMemberExpressionAst': return rootOf(n.expression);
    case 'IndexExpressionAst': return rootOf(n.target);
    default: return undefined;
  }
}
function addUsing(path: string, using: Map<string, Eval>, c: PlanCompiler): void {
  const name = path.replace(/^using:/i, '');
  if (name.includes(':')) return;
  using.set(fold(name), c.expression({ kind: 'VariableExpressionAst', start: 0, end: 0, variablePath: name, splatted: false }));
}
import { commandSite } from '../../runtime/compile/commands/command.ts';
import { nameTable } from '../../syntax/nameTable.ts';
