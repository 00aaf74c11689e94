/** ScriptBlock, CommandInfo, InvocationInfo and `$PSCmdlet`. */
import { current } from '../../run/current.ts';
import { CommandRuntime, unanswered } from '../../run/pipeline/commandRuntime.ts';
import { CommandInfo, infoOf } from '../../run/commands/commandInfo.ts';
import { Invocation } from '../../run/commands/invocation.ts';
import { blockAttributes } from '../../compile/attributes.ts';
import { attributeObject } from './attributes.ts';
import { SessionStateView, moduleValue, sessionPart } from './context.ts';
import { invokeMember } from '../../members/invoke.ts';
import { psCmdlet } from './cmdletTypes.ts';
import type { ExtraVariable } from '../../run/frame.ts';
import { toItems } from '../../convert/enumerate.ts';
import { toText } from '../../convert/toText.ts';
import { NetThrow, netThrow } from '../../errors/raise.ts';
import { PowerShellError } from '../../values/errorRecord.ts';
import { placeOf, SourceText } from '../../run/source.ts';
import { List } from '../../values/lists.ts';
import { Hashtable } from '../../values/dictionary.ts';
import type { Delegate } from '../../values/delegate.ts';
import { MANY_CLAUSES, ScriptBlock, blockOf } from '../../values/scriptBlock.ts';
import { NetObject, unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { genericType } from '../generic.ts';
import { SteppablePipeline } from './steppable.ts';
import { invokeWithContext } from './withContext.ts';
import { Frame } from '../../run/frame.ts';
import { Layout } from '../../run/layout.ts';
import { ModuleState } from '../../run/session.ts';
import { plainStreams } from '../../run/pipeline/streams.ts';
import { nullWriter } from '../../run/pipeline/writers.ts';
import { astObject, placeToken } from '../language/parserClass.ts';
import { from, func, laterType, method, netType, rest } from '../netType.ts';
import type { NetType, Overload, TypeTable } from '../netType.ts';
import { newGuid } from '../system/simple.ts';
import { T, named } from '../t.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { enumType } from '../system/enums.ts';

/** Collections that `Invoke` gives. */
const collection = (items: Value[]): Value => new List(genericType('System.Collections.ObjectModel.Collection', [T.PSObject]) as NetType, T.PSObject, items);
let closures = 0;
/** A block with the variables of the scope it is made in, in a module of its own: `$script:` in it is that module's. */
function closureOf(block: ScriptBlock): ScriptBlock {
  const session = current(), kept = new Map<string, ExtraVariable>(block.closure ?? []), f = session.current;
  f.giveAll();
  f.layout.names.forEach((name, i) => { const v = f.slots[i]; if (v !== unset && name !== '_' && !kept.has(name)) kept.set(name, { name: session.displayName(name), value: v, guard: undefined }); });
  // Of the global scope's own variables the guarded ones (constants, preferences) stay where they are.
  for (const [name, held] of f.extra ?? []) if (!kept.has(name) && name !== '_' && (f !== session.global || held.guard === undefined)) kept.set(name, { ...held, guard: undefined });
  const before = block.module?.frame;
  before?.giveAll();
  if (before !== undefined && before !== session.global) for (const [name, held] of before.extra ?? []) if (!kept.has(name)) kept.set(name, { ...held, guard: undefined });
  const module = new ModuleState(`__DynamicModule_${++closures}`);
  module.frame = new Frame(session, new Layout(), session.global, module, nullWriter, plainStreams, block.code.source);
  module.frame.isScript = true;
  module.frame.extra = kept;
  // Functions the block could see where it was made stay visible.
  module.frame.functions = before === undefined || before === session.global ? null : before.functions;
  return new ScriptBlock(block.code, module, block.home);
}
/** A block with a begin, or with both process and end, cannot be invoked as one (CompiledScriptBlockData.GetCodeToInvoke). */
function single(b: ScriptBlock): ScriptBlock {
  return b.hasManyClauses ? netThrow('System.Management.Automation.PSInvalidOperationException', MANY_CLAUSES) : b;
}
const invokeReturn = (b: ScriptBlock, args: readonly Value[]): Value => { const r = current().runBlock(b, { args }); return r.length === 1 ? r[0] : r.length === 0 ? undefined : r; };
/** Each block has one of its own, which nobody asks for mostly. */
const ids = new WeakMap<ScriptBlock, Value>();
function idOf(b: ScriptBlock): Value {
  let id = ids.get(b);
  if (id === undefined) ids.set(b, (id = newGuid()));
  return id;
}
netType<ScriptBlock>(T.ScriptBlock, {
  convert: [from(named<Delegate>('System.Delegate'), (d: Delegate) => d.block)],
  class: ScriptBlock, text: (b) => b.text,
  props: { Attributes: [undefined, (b) => blockAttributes(b.code).flatMap((a) => attributeObject(a) ?? [])], File: [T.String, (b) => b.code.source.path || null], IsFilter: [T.Boolean, (b) => b.code.isFilter], IsConfiguration: [T.Boolean, () => false], Module: [undefined, (b) => (b.module === undefined ? null : moduleValue(b.module))], DebuggerHidden: [T.Boolean, () => false], Id: [T.Guid, idOf], Ast: [undefined, (b) => astObject(b.code.definition ?? b.code.ast, b.code.source)], StartPosition: [undefined, (b) => placeToken(b.code.source, b.code.definition ?? b.code.ast)] },
  methods: {
    Invoke: [method([rest(T.Object)], (b, args) => collection(current().runBlock(single(b), { args: args })))], InvokeReturnAsIs: [method([rest(T.Object)], (b, args) => invokeReturn(single(b), args))], InvokeWithContext: [method([T.Object, T.Object], (b, f, v) => collection(invokeWithContext(b, f, v, []))), method([T.Object, T.Object, rest(T.Object)], (b, f, v, args) => collection(invokeWithContext(b, f, v, args)))],
    GetNewClosure: [method([], closureOf)], GetSteppablePipeline: [method([], (b) => new SteppablePipeline(b, [])), method([T.Object], (b) => new SteppablePipeline(b, [])), method([T.Object, T.Object], (b, _origin, args) => new SteppablePipeline(b, args == null ? [] : toItems(args)))], CheckRestrictedLanguage: [method([T.Object, T.Object, T.Boolean], () => undefined, T.Void)], ToString: [method([], (b) => b.text, T.String)], Equals: [method([T.Object], (a, b) => (a as Value) === b)],
  },
  statics: { Create: [func([T.String], created)] },
});
/** A block out of text; what the parser says is the method's own exception. */
function created(text: string): ScriptBlock {
  try { return current().parseBlock(text); } catch (e) {
    if (e instanceof PowerShellError) throw new NetThrow(e.record.exception);
    throw e;
  }
}
const commandInfo = named<CommandInfo>('System.Management.Automation.FunctionInfo');
laterType<CommandInfo>(commandInfo, () => ({
  text: (c) => c.name,
  props: { CommandType: [undefined, (c) => c.commandType], Name: [T.String, (c) => c.name], Definition: [T.String, (c) => ('block' in c.entry ? c.entry.block.text : c.name)], ScriptBlock: [undefined, (c) => ('block' in c.entry ? blockOf(c.entry) : null)], ModuleName: [T.String, (c) => (c.entry.kind === 'Cmdlet' ? c.entry.module : '')], Source: [T.String, (c) => (c.entry.kind === 'Cmdlet' ? c.entry.module : '')], Version: [undefined, () => null] },
}), CommandInfo);
const line = (i: Invocation): number => (i.position === undefined ? 0 : placeOf(i.position).line);
const textAt = (i: Invocation): SourceText | undefined => (i.position?.source instanceof SourceText ? i.position.source : undefined);
/** With the end of the line, as PowerShell's positions have it. */
const lineText = (i: Invocation): string => textAt(i)?.wholeLine(line(i)) ?? '';
const commandOrigin = enumType('System.Management.Automation.CommandOrigin', ['Runspace', 'Internal']);
/** What runs by itself is asked for from outside; everything else is called by it. */
const originOf = (i: Invocation): EnumValue => new EnumValue(commandOrigin, i.position === undefined && i.command?.kind === 'Script' ? 0 : 1);
const unnamed = (i: Invocation): string => (i.command === null ? '' : i.command.name);
laterType<Invocation>(T.InvocationInfo, () => ({
  props: {
    MyCommand: [undefined, (i) => (i.command === null || i.ofEngine ? null : infoOf(i.command))], BoundParameters: [undefined, (i) => i.bound ?? new Hashtable()], UnboundArguments: [undefined, (i) => i.unbound], ScriptLineNumber: [T.Int32, line], OffsetInLine: [T.Int32, (i) => (i.position === undefined ? 0 : placeOf(i.position).column)], HistoryId: [T.Int64, () => 1n], ScriptName: [T.String, (i) => i.position?.source.file ?? ''], Line: [T.String, lineText], Statement: [T.String, (i) => i.position?.source.text.slice(i.position.start, i.position.end) ?? ''],
    PositionMessage: [T.String, (i) => positionMessage(i)], PSScriptRoot: [T.String, (i) => textAt(i)?.folder ?? ''], PSCommandPath: [T.String, (i) => textAt(i)?.path || null], InvocationName: [T.String, (i) => (i.name === '' && i.command !== null && i.caller !== null ? (i.command.kind === 'Script' ? i.position === undefined ? '' : '&' : unnamed(i)) : i.name)], PipelineLength: [T.Int32, (i) => i.pipelineLength], PipelinePosition: [T.Int32, (i) => i.pipelinePosition], ExpectingInput: [T.Boolean, (i) => i.expectingInput], CommandOrigin: [commandOrigin, originOf], DisplayScriptPosition: [undefined, () => null],
  },
}), Invocation);
const LONGEST_LINE = 69;
/** `At line:3 char:5` with the line and the marks below it; a long line shows what is around the marks. */
export function positionMessage(i: Pick<Invocation, 'position'>): string {
  const p = i.position;
  if (p === undefined) return '';
  const { line: n, column } = placeOf(p), full = p.source instanceof SourceText ? p.source.lineText(n).trimEnd() : '', tab = (t: string): string => t.replaceAll('\t', '    ');
  const ends = p.source instanceof SourceText ? p.source.place(p.end) : { line: n, column: column + 1 };
  const marked = ends.line === n && ends.column <= full.length + 1 ? ends.column - column : full.length - column + 1;
  let before = tab(full.slice(0, column - 1)).length, width = tab(full.slice(column - 1, column - 1 + marked)).length, text = tab(full), dots = '', more = '';
  if (text.length > LONGEST_LINE) {
    const suffixes = text.length - width - before;
    let prefix = Math.min(before, 12), suffix = Math.min(suffixes, 8), length = prefix + width + suffix;
    if (length >= LONGEST_LINE) {
      if (prefix + width >= LONGEST_LINE) width = LONGEST_LINE - prefix;
      more = ' …';
    } else {
      if (before > prefix) { prefix += Math.min(before - prefix, LONGEST_LINE - length); length = prefix + width + suffix; }
      if (length < LONGEST_LINE && suffixes > 0) suffix += Math.min(suffixes, LONGEST_LINE - length);
      more = suffix < suffixes ? ' …' : '';
    }
    dots = prefix < before ? '… ' : '';
    const start = Math.max(before - prefix, 0);
    text = text.slice(start, start + LONGEST_LINE);
    before = Math.min(before, prefix);
    width = Math.min(width, LONGEST_LINE - before);
  }
  return `At ${p.source.file === '' ? 'line' : p.source.file}:${n} char:${column}\n+ ${dots}${text}${more}\n+ ${' '.repeat(before + dots.length)}${'~'.repeat(Math.max(1, width))}`;
}
const cmdlet = named<CommandRuntime>('System.Management.Automation.PSScriptCmdlet', [], { base: psCmdlet });
laterType<CommandRuntime>(cmdlet, () => ({
  text: () => 'System.Management.Automation.PSScriptCmdlet',
  props: { ParameterSetName: [T.String, (r) => r.parameterSet], MyInvocation: [undefined, (r) => r.invocation], CommandRuntime: [undefined, (r) => new RuntimeView(r)], Stopping: [T.Boolean, () => false], Host: [undefined, (r) => r.session.variable('Host')],
    // The session state of who calls: a module's function sees its caller's variables (InternalCommand.Context).
    SessionState: [undefined, (r) => new SessionStateView((r.frame.caller ?? r.frame).module)], InvokeCommand: [undefined, () => sessionPart((p) => p.commands())], InvokeProvider: [undefined, () => sessionPart((p) => p.items())], PagingParameters: [undefined, (r) => sessionPart((p) => p.paging(r))],
    CommandOrigin: [commandOrigin, (r) => originOf(r.invocation)], Events: [undefined, () => null], JobRepository: [undefined, () => null], CurrentPSTransaction: [undefined, () => null],
  },
  methods: {
    WriteObject: [method([T.Object], (r, v) => r.write(v), T.Void), method([T.Object, T.Boolean], (r, v, all) => (all ? r.writeAll(v) : r.write(v)), T.Void)], WriteError: [method([T.ErrorRecord], (r, e) => r.writeGiven(e), T.Void)], WriteVerbose: [method([T.String], (r, t) => r.verbose(t), T.Void)], WriteWarning: [method([T.String], (r, t) => r.warning(t), T.Void)], WriteDebug: [method([T.String], (r, t) => r.debug(t), T.Void)], WriteInformation: [method([T.Object, T.Object], (r, v, tags) => r.information(v, toItems(tags).map(toText)), T.Void)],
    ThrowTerminatingError: [method([T.ErrorRecord], (r, e) => r.terminate(e))], ShouldProcess: [method([T.String], (r, t) => r.shouldProcess(t), T.Boolean), method([T.String, T.String], (r, t, a) => r.shouldProcess(t, a), T.Boolean), method([T.String, T.String, T.String], (r, d) => r.shouldProcess(d, undefined, d), T.Boolean)], ShouldContinue: [method([T.String, T.String], (_, question) => unanswered(question), T.Boolean)], GetVariableValue: [method([T.String], (r, n) => r.session.variable(n) ?? null), method([T.String, T.Object], (r, n, otherwise) => { const found = r.session.variable(n); return found === undefined ? otherwise : found; })],
    GetUnresolvedProviderPathFromPSPath: [method([T.String], (_, path) => sessionPart((p) => p.unresolved(path)), T.String)], GetResolvedProviderPathFromPSPath: [method([T.String, T.Ref], (_, path, provider) => invokeMember(sessionPart((p) => p.paths()), 'GetResolvedProviderPathFromPSPath', [path, provider]))],
    CurrentProviderLocation: [method([T.String], (_, name) => invokeMember(sessionPart((p) => p.paths()), 'CurrentProviderLocation', [name]))], GetResourceString: [method([T.String, T.String], () => null, T.String)], ToString: [method([], () => 'System.Management.Automation.PSScriptCmdlet')],
  },
}), CommandRuntime);
/** `$PSCmdlet.CommandRuntime`: writes as the cmdlet does; its text is the command's (MshCommandRuntime.ToString). */
class RuntimeView extends NetObject { readonly of: CommandRuntime; constructor(of: CommandRuntime) { super(); this.of = of; } }
laterType<RuntimeView>(named<RuntimeView>('System.Management.Automation.MshCommandRuntime'), () => ({
  text: (v) => v.of.commandName,
  props: { Host: [undefined, (v) => v.of.session.variable('Host')], CurrentPSTransaction: [undefined, () => null] },
  methods: Object.fromEntries(Object.entries((cmdlet.table as TypeTable<CommandRuntime>).methods ?? {}).filter(([name]) => /^(Write|Should|Throw)/.test(name))
    .map(([name, overloads]) => [name, overloads.map((o): Overload<RuntimeView> => ({ ...o, invoke: (v, args) => o.invoke(v.of, args) }))])),
}), RuntimeView);
