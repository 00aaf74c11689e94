/**
 * `. block` as a stage of a pipeline: its parameters and its begin, process, end and clean run in the scope that calls, one by one as objects
 * come (about_Scopes). What the parameters take of an object is assigned there before each.
 */
import type { Argument } from '../../bind/argument.ts';
import { bind, settleSet } from '../../bind/binder.ts';
import type { Bound, BindOptions } from '../../bind/binder.ts';
import { bindObject } from '../../bind/objectBinding.ts';
import type { Parameter, ParameterTable } from '../../bind/parameters.ts';
import { PipelineBinder } from '../../bind/pipelineBinding.ts';
import type { Callee } from '../../compile/commands/command.ts';
import { asError, locate } from '../../errors/recover.ts';
import { reportError } from '../../errors/report.ts';
import { inputEnumerator } from '../../types/collections/enumerators.ts';
import { BoundParameters } from '../../values/dictionary.ts';
import { PowerShellError } from '../../values/errorRecord.ts';
import type { ScriptPosition } from '../../values/errorRecord.ts';
import { fold } from '../../values/folding.ts';
import { Enumerator } from '../../values/lists.ts';
import type { Value } from '../../values/value.ts';
import { evaluateIn, partIn, partsOf, placeFor } from '../blocks.ts';
import { called } from '../commands/called.ts';
import { Dotted } from '../dotSource.ts';
import type { Lent } from '../dotSource.ts';
import type { Frame } from '../frame.ts';
import { FunctionRun, guardOf, preferencesOf, reportUnbound, unboundValue } from '../functionRun.ts';
import { CommandRuntime } from './commandRuntime.ts';
import { NO_COMMON, commonValues } from './commonValues.ts';
import { gatheringStreams, outWriter } from './outVariable.ts';
import { isSignal } from './signals.ts';
import { Stage } from './stage.ts';
import type { Streams } from './streams.ts';
import { nullWriter } from './writers.ts';
import type { Writer } from './writers.ts';

interface Call { readonly out: Writer; readonly streams: Streams; readonly expectingInput: boolean; readonly position: ScriptPosition }

/** Gives nothing for what runs in no scope. */
export function dotStage(f: Frame, callee: Callee, args: readonly Argument[], call: Call): DotStage | undefined {
  const { entry } = callee;
  if (entry.kind === 'Cmdlet' || entry.kind === 'Application' || entry.kind === 'Workflow') return undefined;
  const dotted = Dotted.of(f, callee, args, call.position);
  return dotted === undefined ? undefined : new DotStage(f, callee, dotted, args, call);
}

export class DotStage extends Stage {
  private readonly f: Frame;
  private readonly callee: Callee;
  private readonly dotted: Dotted;
  private readonly call: Call;
  private readonly table: ParameterTable;
  private readonly bound: Bound;
  private readonly o: BindOptions;
  private readonly gathered: Value[] = [];
  private binder: PipelineBinder | undefined;
  private out: Writer;
  private streams: Streams;
  private lent: readonly Lent[] = [];
  private ran = false;
  private refused = false;
  constructor(f: Frame, callee: Callee, dotted: Dotted, args: readonly Argument[], call: Call) {
    super();
    this.f = f;
    this.callee = callee;
    this.dotted = dotted;
    this.call = call;
    this.out = call.out;
    this.streams = call.streams;
    this.o = { suffix: callee.entry.name, isFunction: true, expectingInput: call.expectingInput };
    this.table = FunctionRun.parametersFor(f, callee, args, call);
    this.bound = bind(this.table, args, this.o);
  }
  protected override onBegin(): void {
    this.dotted.within(() => { this.open(); });
    this.part('begin', null);
  }
  /** Assigns the parameters: what is bound, and what the others begin with. */
  private open(): void {
    const { f, table, bound, o, dotted } = this, place = placeFor(f, dotted.block), named = new BoundParameters();
    // Simple functions take what no parameter takes as the rest of their arguments: only the others choose among sets.
    if (table.hasPipeline && o.expectingInput) this.binder = new PipelineBinder(table, bound, o);
    else if (table.isAdvanced || table.hasMandatory) settleSet(table, bound, o);
    for (const [p, v] of bound.values) named.set(p.name, v);
    if (table.list.length > 0) dotted.invocation.bound = named;
    if (table.isAdvanced) this.become(place);
    for (const p of table.list) {
      if (p.isCommon) continue;
      this.put(p, bound.has(p) ? bound.values.get(p) ?? null : unboundValue(p, place, o.suffix));
      const guard = guardOf(p);
      if (guard !== undefined) place.guard(fold(p.name), guard);
    }
  }
  /** An advanced function has streams and preferences of its own while it runs. */
  private become(place: Frame): void {
    const { f, bound, o, call, dotted, table } = this, common = commonValues(bound, o.suffix, false);
    const runtime = new CommandRuntime(place, { commandName: o.suffix, suffix: o.suffix, invocation: dotted.invocation, expectingInput: o.expectingInput, streams: call.streams, out: call.out, common });
    runtime.parameterSet = this.binder?.sets.name ?? settleSet(table, bound, o);
    runtime.confirmImpact = table.confirmImpact;
    dotted.invocation.runtime = runtime;
    if (common === NO_COMMON) return;
    this.lent = preferencesOf(common);
    this.out = runtime.out = outWriter(f, common, call.out);
    this.streams = runtime.streams = gatheringStreams(f, common, call.streams);
  }
  private put(p: Parameter, v: Value): void { placeFor(this.f, this.dotted.block).assign(p.name, v); }
  override write(v: Value): void {
    if (this.pending) this.begin();
    if (this.binder !== undefined && !this.take(this.binder, v)) return;
    if (this.has('process')) this.part('process', v);
    else this.gathered.push(v);
  }
  private take(binder: PipelineBinder, item: Value): boolean {
    const { f, dotted, bound, o, streams } = this, named = dotted.invocation.bound;
    for (const p of binder.candidates) if (named?.delete(p.name) === true) this.put(p, unboundValue(p, f, o.suffix));
    try {
      bindObject({ binder, bound, o, takesAny: false }, item, (p, v) => { this.put(p, v); named?.set(p.name, v); }, (block) => evaluateIn(f, block, item, streams));
      return true;
    } catch (e) {
      if (!(e instanceof PowerShellError)) throw e;
      if (e.record.commandName === o.suffix) e.record.targetObject ??= item;
      this.refused = true;
      called(e, this.callee.entry, '.', this.call.position);
      reportUnbound(e, f, this.call.position);
      return false;
    }
  }
  /** First in the pipeline: nothing comes in. */
  alone(): void { this.part('process', this.f.slots[0]); }
  override end(): void { this.part('end', this.has('process') || this.call.expectingInput ? null : this.f.slots[0]); }
  override get failed(): boolean { return this.refused; }
  /** The clean block writes no output, and no error leaves it (CommandProcessorBase.DoCleanup). */
  override dispose(): void {
    if (!this.ran || !this.has('clean')) return;
    const { f } = this, { session } = f, { guarded } = session;
    this.out = nullWriter;
    session.guarded = 0;
    try { this.part('clean', null); } catch (e) {
      if (isSignal(e)) throw e;
      const error = asError(e, f);
      locate(error, f);
      if (!error.logged) session.logError(error.record);
      reportError(f, error.record);
      session.success = false;
    } finally { session.guarded = guarded; }
  }
  private has(part: 'process' | 'clean'): boolean { return partsOf(this.f, this.dotted.block)[part] !== undefined; }
  private part(part: 'begin' | 'process' | 'end' | 'clean', item: Value): void {
    const { f, dotted, call } = this, input = call.expectingInput ? new Enumerator(part === 'end' ? this.gathered : part === 'process' ? [item] : [], inputEnumerator) : undefined;
    this.ran = true;
    dotted.within(() => { partIn(f, dotted.block, part, item, this.out, this.streams); }, input, this.lent);
  }
}
