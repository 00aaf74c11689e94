/** A cmdlet at work: one stage of a pipeline. */
import { NetThrow, WalkThrow, carriedException } from '../../errors/raise.ts';
import { reported } from '../../errors/specError.ts';
import { T } from '../../types/t.ts';
import type { Argument } from '../../bind/argument.ts';
import { bind, settleSet } from '../../bind/binder.ts';
import type { BindOptions , Bound} from '../../bind/binder.ts';
import { bindValue } from '../../bind/bindValue.ts';
import { bindError } from '../../bind/bindError.ts';
import { cmdletParameters } from '../../bind/cmdletParameters.ts';
import { ONLY_COMMON, commonApart } from '../../bind/commonApart.ts';
import { PipelineBinder } from '../../bind/pipelineBinding.ts';
import type { Parameter, ParameterTable } from '../../bind/parameters.ts';
import type { Cmdlet, CmdletSteps } from '../../cmdlet.ts';
import { Hashtable } from '../../values/dictionary.ts';
import { asError, locate } from '../../errors/recover.ts';
import { ErrorRecord, PowerShellError } from '../../values/errorRecord.ts';
import { isSignal } from './signals.ts';
import type { Value } from '../../values/value.ts';
import { CommandRuntime, appendVariable } from './commandRuntime.ts';
import { boundValue, commonValues, NO_COMMON } from './commonValues.ts';
import type { Frame } from '../frame.ts';
import type { CallOptions } from '../functionRun.ts';
import { Invocation } from '../commands/invocation.ts';
import { gatheringStreams, outWriter, startPipelineVariable } from './outVariable.ts';
import { Stage } from './stage.ts';
import { nullWriter } from './writers.ts';

export class CmdletStage extends Stage {
  private readonly table: ParameterTable;
  private readonly bound: Bound;
  private readonly o: BindOptions;
  private readonly p: Record<string, unknown> = {};
  readonly runtime: CommandRuntime;
  private readonly steps: CmdletSteps;
  private readonly ended: (() => void) | undefined;
  private readonly binder: PipelineBinder | undefined;
  private readonly plain: Parameter | undefined;
  private readonly isRaw: boolean;
  constructor(f: Frame, cmdlet: Cmdlet, calledAs: string, rawArgs: readonly Argument[], call: CallOptions) {
    super();
    const suffix = cmdlet.className, declared = cmdlet.parametersFor?.(f, rawArgs, call) ?? cmdletParameters(cmdlet), defaults = f.find('psdefaultparametervalues');
    const apart = cmdlet.raw === true ? commonApart(rawArgs) : undefined, args = apart?.common ?? rawArgs;
    this.isRaw = apart !== undefined;
    this.table = apart === undefined ? declared : ONLY_COMMON;
    if (apart !== undefined) this.p['Arguments'] = apart.own;
    this.o = { suffix, isFunction: false, expectingInput: call.expectingInput };
    this.bound = bind(this.table, args, defaults instanceof Hashtable && defaults.count > 0 ? { ...this.o, defaults: defaultArguments(defaults, cmdlet, declared) } : this.o);
    const binder = call.expectingInput ? new PipelineBinder(this.table, this.bound, this.o) : undefined, set = binder?.sets.name ?? settleSet(this.table, this.bound, this.o);
    const common = commonValues(this.bound, suffix), invocation = new Invocation(cmdlet, calledAs, call.position);
    invocation.expectingInput = call.expectingInput;
    this.ended = common.pipelineVariable === undefined ? undefined : startPipelineVariable(f, common);
    const out = common === NO_COMMON ? call.out : outWriter(f, common, call.out);
    this.runtime = new CommandRuntime(f, { commandName: cmdlet.name, suffix, invocation, expectingInput: call.expectingInput, streams: call.streams, out, common });
    this.runtime.parameterSet = set;
    if (common !== NO_COMMON) this.runtime.blockStreams = gatheringStreams(f, common, call.streams);
    // What it writes itself is merged; the blocks that it runs write to its error pipe, which then leads nowhere (MshCommandRuntime.ErrorMergeTo).
    if (call.mergesErrors === true) {
      this.runtime.blockStreams = this.runtime.blockStreams.with({ Error: nullWriter });
      this.runtime.valueStreams = this.runtime.valueStreams.with({ Error: nullWriter });
    }
    for (const text of this.bound.warnings) this.runtime.warning(text);
    this.runtime.stage = this;
    this.runtime.parameters = this.table;
    for (const { folded } of this.bound.named) this.runtime.named.add(folded);
    const named = new Hashtable();
    invocation.bound = named;
    invocation.unbound = this.bound.unbound;
    for (const [p, v] of this.bound.values) { this.put(p, v); named.set(p.name, boundValue(p, v, common)); }
    this.binder = binder?.any === true ? binder : undefined;
    this.plain = this.binder?.plainTaker;
    if (this.plain !== undefined) this.runtime.bound.add(this.plain.folded);
    this.steps = cmdlet.run(this.p, this.runtime);
  }
  private put(p: Parameter, v: Value): void {
    // Null for what takes no null is nothing to a cmdlet, as it is to .NET's; only objects of any kind may be null themselves.
    if (!p.isCommon) this.p[p.name] = v == null ? (p.type === T.Object ? v : undefined) : p.type?.unbox === undefined ? v : p.type.unbox(v);
    this.runtime.bound.add(p.folded);
  }
  protected override onBegin(): void { try { this.steps.begin?.(); } catch (e) { throw this.noticed(e); } }
  /** Without input `process` runs once. */
  alone(): void { this.runtime.invocation.processed = 1; try { this.steps.process?.(); } catch (e) { throw this.noticed(e); } }
  override write(item: Value): void { if (this.pending) this.begin(); try { this.take(item); } catch (e) { throw this.noticed(e); } }
  private take(item: Value): void {
    this.runtime.invocation.processed += 1;
    this.runtime.item = item;
    if (this.isRaw) { this.p['InputObject'] = item; this.steps.process?.(); return; }
    if (this.bound.delayed.size > 0) for (const [p, block] of this.bound.delayed) this.put(p, bindValue(p, this.runtime.evaluate(block, item), false, this.o.suffix, false));
    if (this.plain !== undefined) { this.p[this.plain.name] = item; this.steps.process?.(); return; }
    try {
      if (this.binder === undefined && this.bound.delayed.size > 0) { this.steps.process?.(); return; }
      if (this.binder !== undefined) {
        for (const p of this.binder.candidates) { delete this.p[p.name]; this.runtime.bound.delete(p.folded); }
        const taken = this.binder.take(item, (p, v) => this.put(p, v)) || this.bound.delayed.size > 0;
        this.runtime.parameterSet = this.binder.sets.name;
        if (taken) { this.checkMandatory(item, this.binder.sets.stillMissing()); this.steps.process?.(); return; }
      }
      bindError(this.o.suffix, 'InputObjectNotBound', 'InvalidArgument', 'The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.', { target: item });
    } catch (e) {
      if (!(e instanceof PowerShellError) || e.record.commandName !== this.o.suffix || e.suppressed || !/^(InputObject|AmbiguousParameterSet|ParameterArgument|CannotConvertArgument)/.test(e.record.errorId)) throw e;
      this.runtime.writeError(e.record);
    }
  }
  private checkMandatory(item: Value, missing: readonly Parameter[]): void {
    if (missing.length > 0) bindError(this.o.suffix, 'InputObjectMissingMandatory', 'InvalidArgument', `The input object cannot be bound because it did not contain the information required to bind all mandatory parameters:  ${missing.map((p) => p.name).join(' ')}`, { target: item });
  }
  /** What the command before it would do, where both are done elsewhere: `p.Upstream` then stands in the place of its input. */
  takeUpstream(upstream: unknown): boolean {
    if (this.isRaw) this.p['Upstream'] = upstream;
    return this.isRaw;
  }
  private isAtEnd = false;
  override end(): void { this.isAtEnd = true; try { this.steps.end?.(); } catch (e) { throw this.noticed(e); } }
  /** An error of script code that the cmdlet runs becomes one of the cmdlet, except what `throw` and Stop say (CommandProcessorBase.ManageInvocationException). */
  private noticed(thrown: unknown): unknown {
    if (isSignal(thrown) || (thrown instanceof PowerShellError && thrown.noticed)) return thrown;
    const { frame, common } = this.runtime, e = thrown instanceof PowerShellError || thrown instanceof NetThrow ? asError(ownError(thrown), frame) : reported(thrown);
    if (!(e instanceof PowerShellError)) return e;
    e.noticed = true;
    const { gather } = this.runtime.streams;
    if (e.hasLeftBlock) { locate(e, frame); gather.Error?.(e.record); }
    e.hasLeftBlock = false;
    this.claim(e);
    // What stops at a preference has been put there where it was written (MshCommandRuntime.ManageException).
    if (common.errorVariable !== undefined && !e.isPreferenceStop) appendVariable(frame, common.errorVariable, carriedException(e));
    // A throw passes on through the processing of objects as it is, and leaves begin and end as the exception of the command (CommandProcessor.ProcessRecord).
    if (!e.isPreferenceStop && (!e.isThrow || this.isAtEnd)) gather.Error?.(carriedException(e));
    return e;
  }
  private claim(e: PowerShellError): void {
    const { record } = e, { frame, invocation, suffix, commandName } = this.runtime;
    if (e.isThrow || e.isPreferenceStop || e.isOfCmdlet || record.commandName === suffix || record.exception.netType.shortName === 'ScriptCallDepthException') return;
    e.suppressed = e.isFatal;
    locate(e, frame);
    record.belongsTo(invocation, suffix, commandName);
    e.isOfCmdlet = true;
  }
  override get failed(): boolean { return this.runtime.failed; }
  override dispose(): void { this.steps.dispose?.(); this.ended?.(); }
}
import { defaultArguments } from '../../bind/defaults.ts';
/** An exception of .NET that the cmdlet itself throws is of no category (CmdletInvocationException). */
function ownError(thrown: PowerShellError | NetThrow): PowerShellError | NetThrow {
  if (thrown instanceof PowerShellError || thrown instanceof WalkThrow || thrown.exception.errorRecord !== undefined) return thrown;
  return new PowerShellError(new ErrorRecord(thrown.exception, thrown.exception.netType.name, 'NotSpecified', null));
}
