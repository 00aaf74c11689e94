/** One call of a function, filter, workflow, script or block in a scope of its own: begin, process per object, end. */
import { convertOfAttribute, invalidValue, invalidVariable } from '../compile/attributes.ts';
import type { Argument } from '../bind/argument.ts';
import { bind, missingMandatory, settleSet } from '../bind/binder.ts';
import type { Bound, BindOptions } from '../bind/binder.ts';
import { defaultArguments } from '../bind/defaults.ts';
import { functionParameters } from '../bind/functionParameters.ts';
import { bindObject, notTaken } from '../bind/objectBinding.ts';
import { PipelineBinder } from '../bind/pipelineBinding.ts';
import { ALL_SETS } from '../bind/parameters.ts';
import type { Parameter, ParameterTable } from '../bind/parameters.ts';
import { ownCode } from '../compile/block.ts';
import { EXIT, NORMAL } from '../compile/code.ts';
import type { Completion, Exec } from '../compile/code.ts';
import type { BlockCode } from '../compile/compiledBlock.ts';
import type { Callee } from '../compile/commands/command.ts';
import { emptyOf } from '../members/constructed.ts';
import type { AnyType } from '../types/netType.ts';
import { carriedException, raiseRecord } from '../errors/raise.ts';
import { convertTo } from '../convert/convert.ts';
import { reportError } from '../errors/report.ts';
import { asError, locate } from '../errors/recover.ts';
import { BoundParameters, Hashtable } from '../values/dictionary.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import type { ErrorRecord, ScriptPosition } from '../values/errorRecord.ts';
import { ArrayList, Enumerator } from '../values/lists.ts';
import { inputEnumerator } from '../types/collections/enumerators.ts';
import { SwitchParameter } from '../values/misc.ts';
import type { Value } from '../values/value.ts';
import { T } from '../types/t.ts';
import { callDepthOverflow } from './budget.ts';
import { called } from './commands/called.ts';
import { CommandRuntime } from './pipeline/commandRuntime.ts';
import { boundValue, commonValues, NO_COMMON } from './pipeline/commonValues.ts';
import type { CommonValues } from './pipeline/commonValues.ts';
import { outWriter, startPipelineVariable } from './pipeline/outVariable.ts';
import type { FunctionEntry, ScriptEntry } from './commands/commands.ts';
import { verifyRequirements } from './requirements.ts';
import { Frame } from './frame.ts';
import type { Guard } from './frame.ts';
import { Invocation } from './commands/invocation.ts';
import { preferenceValue } from './standardVariables.ts';
import { ExitSignal, ProcessExitSignal, isSignal } from './pipeline/signals.ts';
import { plainStreams } from './pipeline/streams.ts';
import type { Streams } from './pipeline/streams.ts';
import { Collector, nullWriter } from './pipeline/writers.ts';
import type { Writer } from './pipeline/writers.ts';
import { withDynamic } from '../bind/dynamicParameters.ts';
import { evaluateIn, settle } from './blocks.ts';

/** The `dynamicparam` block runs in the scope of the function: what it sets is there for the other blocks (PSScriptCmdlet.GetDynamicParameters). */
function takeScope(frame: Frame, from: Frame): void {
  frame.layout = from.layout;
  frame.slots = from.slots;
  frame.extra = from.extra;
  frame.functions = from.functions;
  frame.aliases = from.aliases;
  frame.matches = from.matches;
}
export interface CallOptions { readonly out: Writer; readonly streams: Streams; readonly expectingInput: boolean; readonly position: ScriptPosition | undefined; /** `2>&1` stands behind the command. */ readonly mergesErrors?: boolean }

export class FunctionRun {
  readonly frame: Frame;
  private readonly code: BlockCode;
  private readonly table: ParameterTable;
  private readonly bound: Bound;
  private readonly o: BindOptions;
  private readonly expectingInput: boolean;
  private binder: PipelineBinder | undefined;
  private readonly gathered: Value[] = [];
  private readonly isScriptFile: boolean;
  private refused = false;
  /** One of begin, process and end has begun: only then is there something to clean up. */
  private ran = false;
  private closed = false;
  private ended: (() => void) | undefined = undefined;
  private constructor(frame: Frame, code: BlockCode, table: ParameterTable, bound: Bound, o: BindOptions, isScriptFile: boolean) {
    this.frame = frame;
    this.code = code;
    this.table = table;
    this.bound = bound;
    this.o = o;
    this.expectingInput = o.expectingInput;
    this.isScriptFile = isScriptFile;
  }
  /** Binds the arguments and makes the frame; nothing has run yet. */
  static open(caller: Frame, callee: Callee, args: readonly Argument[], call: CallOptions): FunctionRun {
    const { entry } = callee, { session } = caller;
    if (entry.kind === 'Cmdlet' || entry.kind === 'Application') throw new Error('Only functions and blocks run in a frame.');
    if (session.depth >= session.budgets.callDepth) callDepthOverflow();
    session.pay();
    if (entry.kind === 'ExternalScript') verifyRequirements(session, entry.name, entry.block.ast.requirements);
    const { block } = entry, code = ownCode(block), declared = block.parameters ?? declaredIn(entry, caller);
    const home = entry.kind === 'Workflow' ? session.workflowCalls.home(entry.module, caller) : entry.module === caller.module ? caller : entry.module.active ?? entry.module.frame;
    const o: BindOptions = { suffix: entry.name, isFunction: true, expectingInput: call.expectingInput };
    // A function without attributes has no dynamic parameters: its block never runs (DlrScriptCommandProcessor).
    const more = code.dynamicParam === undefined || !declared.isAdvanced ? undefined : FunctionRun.extended(caller, callee, declared, args, call, o), table = more?.table ?? declared;
    const defaults = table.isAdvanced ? caller.find('psdefaultparametervalues') : undefined;
    // The common parameters of workflows are not the workflow's own.
    const common = entry.kind === 'Workflow' ? session.workflowCalls.take(args, table, entry.name) : undefined, own = common?.own ?? args;
    const bound = bind(table, own, defaults instanceof Hashtable && defaults.count > 0 ? { ...o, defaults: defaultArguments(defaults, entry, table) } : o);
    const frame = new Frame(session, block.layout as NonNullable<typeof block.layout>, home, entry.module, call.out, call.streams, block.source);
    if (more !== undefined) takeScope(frame, more.frame);
    const captured = callee.block?.closure;
    if (captured !== undefined) frame.extra = new Map([...captured, ...frame.extra ?? []]);
    const given = callee.block?.functions;
    if (given !== undefined) {
      frame.functions = given;
      session.commandVersion += 1;
    }
    const invocation = new Invocation(entry, callee.name, call.position);
    invocation.expectingInput = call.expectingInput;
    frame.invocation = invocation;
    frame.at = block.startMark;
    frame.caller = caller;
    if (entry.kind === 'ExternalScript') frame.isScript = true;
    const run = new FunctionRun(frame, code, table, bound, o, entry.kind === 'ExternalScript');
    run.prepare(call);
    common?.tell(frame);
    return run;
  }
  /** The parameters of one call: what is declared, together with what the `dynamicparam` block gives for these arguments. */
  static parametersFor(caller: Frame, callee: Callee, args: readonly Argument[], call: CallOptions): ParameterTable {
    const { entry } = callee;
    if (entry.kind === 'Cmdlet' || entry.kind === 'Application') throw new Error('Only functions and blocks declare parameters in a text.');
    const code = ownCode(entry.block), declared = entry.block.parameters ?? declaredIn(entry, caller);
    return code.dynamicParam === undefined || !declared.isAdvanced ? declared : FunctionRun.extended(caller, callee, declared, args, call, { suffix: entry.name, isFunction: true, expectingInput: call.expectingInput }).table;
  }
  private static extended(caller: Frame, callee: Callee, table: ParameterTable, args: readonly Argument[], call: CallOptions, o: BindOptions): { readonly table: ParameterTable; readonly frame: Frame } {
    const { entry } = callee, { session } = caller, made = new Collector();
    if (entry.kind === 'Cmdlet' || entry.kind === 'Application') throw new Error('Only functions and blocks have a dynamicparam block.');
    const { block } = entry, home = entry.module === caller.module ? caller : entry.module.active ?? entry.module.frame, code = ownCode(block);
    const bound = bind(table, args, { ...o, beforeDynamic: true }), frame = new Frame(session, block.layout as NonNullable<typeof block.layout>, home, entry.module, made, call.streams, block.source);
    frame.invocation = new Invocation(entry, callee.name, call.position);
    const run = new FunctionRun(frame, code, table, bound, o, false);
    run.prepare({ ...call, out: made }, false);
    run.part(code.dynamicParam, 'DynamicParam');
    return { table: withDynamic(table, made.items), frame };
  }
  /** Puts what was bound into the slots, then the defaults. */
  private prepare(call: CallOptions, complete = true): void {
    this.outerStreams = call.streams;
    const { frame, table, bound } = this, invocation = frame.invocation as Invocation;
    let common = NO_COMMON;
    if (table.isAdvanced) {
      // A pipeline's set is chosen as its objects come; what no parameter of an object can bring must be there now.
      if (complete && this.expectingInput) this.binder = new PipelineBinder(table, bound, this.o);
      const set = this.binder?.sets.name ?? (complete ? settleSet(table, bound, this.o) : bound.sets?.name ?? table.defaultSet ?? ALL_SETS);
      common = commonValues(bound, this.o.suffix, invocation.command?.kind === 'Workflow');
      const runtime = new CommandRuntime(frame, { commandName: this.o.suffix, suffix: this.o.suffix, invocation, expectingInput: call.expectingInput, streams: call.streams, out: call.out, common });
      runtime.parameterSet = set;
      runtime.confirmImpact = table.confirmImpact;
      for (const text of bound.warnings) runtime.warning(text);
      invocation.runtime = runtime;
      if (common !== NO_COMMON) this.applyCommon(common, runtime);
    } else if (table.hasMandatory) settleSet(table, bound, this.o);
    const named = new BoundParameters();
    invocation.bound = named;
    for (const [p, v] of bound.values) { this.put(p, v); named.set(p.name, boundValue(p, v, common)); }
    const { index } = frame.layout, args = index.get('args');
    if (args !== undefined) frame.slots[args] = bound.unbound;
    if (!this.expectingInput && index.has('input') && !this.isWorkflow) this.setInput([], 'Begin');
    invocation.unbound = bound.unbound;
    const session = frame.session, before = session.current;
    session.current = frame;
    // In the call already, for whoever steps over it.
    session.depth += 1;
    try {
      for (const p of table.list) {
        if (bound.has(p) || p.slot < 0) continue;
        frame.slots[p.slot] = this.isWorkflow && p.defaultValue === undefined ? absentArgument(p) : unboundValue(p, frame, this.o.suffix);
      }
    } finally { session.depth -= 1; session.current = before; }
    const guards = guardsOf(table);
    if (guards !== null) frame.guards = guards;
    if (!table.hasPipeline) this.binder = undefined;
    else if (this.expectingInput) this.binder ??= new PipelineBinder(table, bound, this.o);
  }
  private put(p: Parameter, v: Value): void {
    if (p.slot >= 0) this.frame.slots[p.slot] = v;
    p.onBound?.(v);
  }
  private applyCommon(common: CommonValues, runtime: CommandRuntime): void {
    const { frame } = this;
    const set = (name: string, v: Value): void => { frame.session.spell(name); frame.assign(name, v); };
    for (const [name, value] of preferencesOf(common)) set(name, value);
    // The variables belong to who calls: what lies around a workflow (workflow-semantics.md 7.1) or a module's function is its own.
    const outer = frame.caller ?? frame.parent ?? frame;
    if (common.pipelineVariable !== undefined) this.ended = startPipelineVariable(outer, common);
    const out = outWriter(outer, runtime.common, frame.out);
    frame.out = out;
    runtime.out = out;
    const errors = gatheringStreams(outer, common, frame.streams);
    frame.streams = errors;
    runtime.streams = errors;
    runtime.common = { ...common, ...NOT_TWICE };
  }
  /**
   * What variables hear of an error that leaves the call: the record of the statement it leaves (ExceptionHandlingOps.SetErrorVariables), and those of
   * the functions around also the exception that an advanced function ends with (MshCommandRuntime.ManageException). With ThrowTerminatingError there is only the latter.
   */
  private tellVariables(e: PowerShellError, inner: ErrorRecord | undefined, endsItself: boolean): void {
    if (this.isOfCommand) { e.hasLeftBlock = true; return; }
    const { frame } = this, { gather } = frame.streams;
    if (gather.Error === undefined || e.ends !== undefined) return;
    locate(e, frame);
    if (endsItself) { gather.Error(carriedException(e)); return; }
    gather.Error(inner ?? e.record);
    if (this.table.isAdvanced) this.outerStreams.gather.Error?.(carriedException(e));
  }
  /** A cmdlet runs it, and tells what leaves it. */
  isOfCommand = false;
  /** Its streams without what its own variables gather. */
  private outerStreams: Streams = plainStreams;
  setSelf(self: Value): void {
    const slot = this.frame.layout.index.get('this');
    if (slot !== undefined) this.frame.slots[slot] = self;
    else (this.frame.extra ??= new Map()).set('this', { name: 'this', value: self, guard: undefined });
  }
  /** Runs one of the parts as the current frame, one call deeper. */
  private part(run: Exec | undefined, part: Frame['part']): void {
    if (run === undefined) return;
    const { frame } = this, { session, module } = frame, before = session.current, active = module.active;
    session.current = frame;
    frame.part = part;
    module.active = frame;
    session.depth += 1;
    let done: Completion = NORMAL;
    try { done = run(frame); } catch (e) {
      const endsItself = e instanceof PowerShellError && e.ends === frame;
      if (endsItself) e.ends = undefined;
      const inner = e instanceof PowerShellError && this.table.isAdvanced && !e.isThrow ? this.claim(e) : undefined;
      if (e instanceof PowerShellError) this.tellVariables(e, inner, endsItself);
      if (e instanceof ExitSignal && !(e instanceof ProcessExitSignal) && this.isScriptFile) { session.lastExitCode = e.code; return; }
      throw e;
    } finally { session.depth -= 1; session.current = before; module.active = active; }
    if (done === EXIT && this.isScriptFile) { session.lastExitCode = session.exitCode; return; }
    settle(done, frame);
  }
  begin(): void {
    if (this.code.begin === undefined) return;
    this.ran = true;
    if (this.expectingInput) this.setInput([], 'Begin');
    this.part(this.code.begin, 'Begin');
  }
  process(item: Value): void {
    const { frame } = this;
    if (frame.invocation !== null) frame.invocation.processed += 1;
    if (this.binder === undefined && this.table.isAdvanced && !this.isWorkflow) { this.refuse(item); return; }
    if (this.code.process === undefined && this.binder === undefined) { this.gathered.push(item); return; }
    // The end block still has the last item; without a process block no item comes to be `$_` (ScriptCommandProcessor.RunClause).
    if (this.code.process !== undefined) frame.slots[0] = item;
    if (this.binder !== undefined && !this.bindItem(this.binder, item)) return;
    if (this.code.process === undefined) { this.gathered.push(item); return; }
    this.ran = true;
    this.setInput([item], 'Process');
    this.part(this.code.process, 'Process');
  }
  private bindItem(binder: PipelineBinder, item: Value): boolean {
    const { frame, bound } = this, { invocation } = frame;
    // What an earlier object bound has its default again, and stays in `$PSBoundParameters` (RestoreDefaultParameterValues).
    for (const p of binder.candidates) if (frame.invocation?.bound?.has(p.name) === true) frame.slots[p.slot] = p.defaultValue === undefined ? emptyParameter(p) : convertDefault(p, p.defaultValue(frame), this.o.suffix);
    try {
      const take = (p: Parameter, v: Value): void => { this.put(p, v); frame.invocation?.bound?.set(p.name, v); };
      // Every workflow has -InputObject, which takes anything.
      bindObject({ binder, bound, o: this.o, takesAny: this.isWorkflow }, item, take, (block) => evaluateIn(frame.parent ?? frame, block, item, frame.streams));
      if (invocation?.runtime !== undefined) invocation.runtime.parameterSet = binder.sets.name;
      return true;
    } catch (e) {
      if (!(e instanceof PowerShellError)) throw e;
      if (e.record.commandName === this.o.suffix) e.record.targetObject ??= item;
      this.report(e);
    }
    return false;
  }
  /** An object that no parameter takes is an error, and the next one goes on. */
  private refuse(item: Value): void {
    try { notTaken(this.o, item); } catch (e) {
      if (!(e instanceof PowerShellError)) throw e;
      this.report(e);
    }
  }
  private calledBy(e: unknown): void {
    const { invocation } = this.frame;
    if (invocation?.command != null && invocation.position !== undefined) called(e, invocation.command, invocation.name, invocation.position);
  }
  private report(e: PowerShellError): void {
    this.refused = true;
    this.calledBy(e);
    reportUnbound(e, this.frame, this.frame.invocation?.position);
  }
  /** The process block once without input: a pipeline that is driven by hand. */
  step(): void { this.ran = true; this.frame.slots[0] = null; this.part(this.code.process, 'Process'); }
  /** An error that leaves an advanced function becomes one of the function, told where it was called; `$Error` and -ErrorVariable hold what it was, which this gives (CommandProcessorBase.ManageInvocationException). */
  private claim(e: PowerShellError): ErrorRecord | undefined {
    const { record } = e, { frame } = this, { invocation, session } = frame, { suffix } = this.o, isNew = !e.isOfFunction;
    e.isOfFunction = true;
    if (!isNew || e.isPreferenceStop || e.isOfCmdlet || record.isOfNoCommand || record.exception.netType.shortName === 'ScriptCallDepthException') return undefined;
    // The wrapper is asked about anew: a preference that said Stop inside says nothing to the caller.
    e.suppressed = e.isFatal;
    if (invocation?.position === undefined || suffix === '' || this.isWorkflow) return undefined;
    locate(e, frame);
    const inner = record.copy();
    if (!e.logged) session.logError(inner);
    else session.relog(record, inner);
    e.logged = true;
    record.belongsTo(invocation, suffix);
    record.position = invocation.position;
    return inner;
  }
  private get isWorkflow(): boolean { return this.frame.invocation?.command?.kind === 'Workflow'; }
  /** `$input`: an enumerator; in an advanced function a list while objects come, and an array at the end (PSScriptCmdlet). */
  private setInput(items: readonly Value[], part: 'Begin' | 'Process' | 'End'): void {
    const { frame } = this;
    // A list: a checkpoint keeps it, and activities may ask for it too (-UseDefaultInput).
    if (this.isWorkflow) { if (part !== 'Process') frame.assign('input', [...items]); return; }
    const input = frame.layout.index.get('input');
    if (input !== undefined) frame.slots[input] = !this.table.isAdvanced ? new Enumerator(items, inputEnumerator) : part === 'End' ? [...items] : new ArrayList([...items]);
  }
  end(): void {
    // What no object has brought is missing when the workflow is to begin.
    const missing = this.isWorkflow ? this.binder?.sets.stillMissing() ?? [] : [];
    if (missing.length > 0) missingMandatory(missing, this.o);
    if (this.expectingInput && this.code.process === undefined) this.setInput(this.gathered, 'End');
    else if (this.expectingInput) this.setInput([], 'End');
    else if (this.table.isAdvanced && !this.isWorkflow) this.setInput([], 'End');
    if (this.code.end !== undefined) this.ran = true;
    this.part(this.code.end, 'End');
  }
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.ended?.();
    if (this.code.clean !== undefined && this.ran) this.clean(this.code.clean);
    if (this.frame.functions !== null || this.frame.aliases !== null) this.frame.session.commandVersion += 1;
  }
  /** The clean block writes no output, and no error leaves it: what ends it is only told (CommandProcessorBase.DoCleanup). */
  private clean(run: Exec): void {
    const { frame } = this, { session, streams } = frame, { guarded } = session, before = frame.out;
    frame.out = nullWriter;
    if (frame.invocation?.runtime !== undefined) frame.invocation.runtime.out = nullWriter;
    session.guarded = 0;
    try {
      this.part(run, 'Clean');
      if (this.failed) session.success = false;
    } catch (e) {
      if (isSignal(e)) throw e;
      const error = asError(e, frame);
      locate(error, frame);
      if (!error.logged) session.logError(error.record);
      // What a command ended itself with has been gathered on its way out of the block; a throw is gathered twice.
      if (!error.isThrow) frame.streams = streams.ungathered();
      reportError(frame, error.record);
      session.success = false;
    } finally { session.guarded = guarded; frame.out = before; frame.streams = streams; }
  }
  /** Whether the function itself (not a command in it) wrote an error. */
  get failed(): boolean { return this.refused || this.frame.invocation?.runtime?.failed === true; }
  /** The whole call; without input `process` runs once. */
  all(input?: readonly Value[], hasBegun = false): void {
    try {
      if (this.table.isAdvanced && input === undefined && this.frame.invocation !== null) this.frame.invocation.processed = 1;
      if (!hasBegun && this.code.begin !== undefined) this.begin();
      if (input !== undefined) for (const item of input) this.process(item);
      else if (this.code.process !== undefined) this.step();
      if (this.code.end !== undefined) { if (this.expectingInput || this.table.isAdvanced) this.end(); else { this.ran = true; this.part(this.code.end, 'End'); } }
      this.frame.session.success = !this.failed;
    } finally { if (this.code.clean !== undefined || this.ended !== undefined || this.frame.functions !== null || this.frame.aliases !== null) this.close(); }
  }
}
/** What a parameter that got no argument holds: its default, converted to its type, or that type's empty value. */
export function unboundValue(p: Parameter, f: Frame, suffix: string): Value {
  if (p.defaultValue === undefined) return emptyParameter(p);
  const v = p.defaultValue(f);
  return p.type === undefined || v === undefined ? v ?? null : convertDefault(p, v, suffix);
}
/** The parameters on the first call: what their attributes name is what the function's own module knows. */
function declaredIn({ block, module }: FunctionEntry | ScriptEntry, caller: Frame): ParameterTable {
  if (module === caller.module) return functionParameters(block, caller);
  const { session } = caller, before = session.current;
  session.current = module.frame;
  try { return functionParameters(block, module.frame); } finally { session.current = before; }
}
/** The preferences that common parameters set while a command runs. */
export function preferencesOf(common: CommonValues): (readonly [name: string, value: Value])[] {
  const chosen: (readonly [string, Value | undefined])[] = [
    ['ErrorActionPreference', common.errorAction], ['WarningPreference', common.warningAction], ['InformationPreference', common.informationAction], ['ProgressPreference', common.progressAction],
    ['VerbosePreference', common.verbose === undefined ? undefined : common.verbose ? 'Continue' : 'SilentlyContinue'], ['DebugPreference', common.debug === undefined ? undefined : common.debug ? 'Continue' : 'SilentlyContinue'],
    ['WhatIfPreference', common.whatIf === undefined ? undefined : new SwitchParameter(common.whatIf)], ['ConfirmPreference', common.confirm === undefined ? undefined : common.confirm ? 'Low' : 'None'],
  ];
  return chosen.flatMap(([name, v]) => (v === undefined ? [] : [[name, typeof v === 'string' ? preferenceValue(name, v) : v] as const]));
}
/** An object of the pipeline that could not be bound: told as an error of the call, which goes on with the next one. */
export function reportUnbound(e: PowerShellError, frame: Frame, position: ScriptPosition | undefined): void {
  const { session } = frame, action = session.preference(frame, 'ErrorActionPreference').toLowerCase();
  e.record.position ??= position;
  locate(e, frame);
  if (session.guarded > 0 && action === 'stop') throw e;
  session.logError(e.record);
  session.success = false;
  if (action === 'stop') throw e;
  if (action !== 'silentlycontinue') reportError(frame, e.record);
}
const NOT_TWICE = { errorVariable: undefined, warningVariable: undefined, informationVariable: undefined } as unknown as CommonValues;
import { bindValue } from '../bind/bindValue.ts';
/** A default is bound as an argument is, but for what validates it. */
const convertDefault = (p: Parameter, v: Value, suffix: string): Value => (p.type === undefined ? v : bindValue({ ...p, validations: [] }, v, false, suffix, true));
/** Texts, truth values, switches and numbers start empty; a date, Guid or enum without a value is `$null` (Compiler.TryGetDefaultParameterValue). */
export function emptyParameter(p: Parameter): Value {
  if (p.type === undefined) return null;
  if (p.isSwitch) return new SwitchParameter(false);
  if (p.type === T.String) return '';
  return STARTS_AT_ZERO.has(p.type) ? emptyOf(p.type) : null;
}
/** An argument that a workflow does not get holds what its type begins with, as an InArgument does: null for a text, the first of January of the year 1 for a date (workflow-semantics.md section 11). */
const absentArgument = ({ isSwitch, type }: Parameter): Value => (isSwitch ? new SwitchParameter(false) : type === undefined ? null : emptyOf(type));
const STARTS_AT_ZERO: ReadonlySet<AnyType> = new Set<AnyType>([T.Boolean, T.SByte, T.Byte, T.Int16, T.UInt16, T.Int32, T.UInt32, T.Int64, T.UInt64, T.Single, T.Double, T.Decimal]);
export const guardOf = (p: Parameter): Guard | undefined =>
  (p.type === undefined && p.validations.length === 0 ? undefined : { check: (v) => {
    if (p.type !== undefined && p.hasOwnSlot === true) v = convertTo(v === undefined ? null : v, p.type);
    try { return bindValue({ ...p, leniency: 'assigned' }, v === undefined ? null : v, false, '', true); } catch (e) {
      if (!(e instanceof PowerShellError)) throw e;
      if (e.record.errorId === 'ParameterArgumentValidationError') return invalidVariable(invalidValue(p.name, v));
      return e.record.errorId === 'ParameterArgumentTransformationError' && p.type !== undefined ? convertOfAttribute(v === undefined ? null : v, p.type) : raiseRecord(e.record);
    }
  } });
const guardCache = new WeakMap<ParameterTable, (Guard | undefined)[] | null>();
/** A typed or validated parameter stays so when the body assigns to it. */
export function guardsOf(table: ParameterTable): (Guard | undefined)[] | null {
  let made = guardCache.get(table);
  if (made !== undefined) return made;
  made = null;
  for (const p of table.list) {
    const guard = p.slot < 0 ? undefined : guardOf(p);
    if (guard !== undefined) (made ??= [])[p.slot] = guard;
  }
  guardCache.set(table, made);
  return made;
}
import { gatheringStreams } from './pipeline/outVariable.ts';
