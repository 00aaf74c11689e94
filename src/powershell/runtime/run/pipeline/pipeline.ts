/** Running a pipeline: begin in order, push every object through, end in order; stop where somebody has had enough. */
import type { Argument } from '../../bind/argument.ts';
import type { CommandSite } from '../../compile/commands/command.ts';
import type { StreamsOf } from '../../compile/commands/redirect.ts';
import { NORMAL } from '../../compile/code.ts';
import type { Completion, Eval } from '../../compile/code.ts';
import { writeEnumerated } from '../../convert/enumerate.ts';
import { PowerShellError } from '../../values/errorRecord.ts';
import type { Value } from '../../values/value.ts';
import { LazyRange } from '../../operators/range.ts';
import { called } from '../commands/called.ts';
import type { Invocation } from '../commands/invocation.ts';
import { CmdletStage } from './cmdletStage.ts';
import { DotStage, dotStage } from './dotStage.ts';
import { current } from '../current.ts';
import type { Frame } from '../frame.ts';
import { FunctionRun } from '../functionRun.ts';
import { NativeStage } from './nativeStage.ts';
import { StopUpstreamSignal } from './signals.ts';
import { Stage } from './stage.ts';
import type { Writer } from './writers.ts';

export interface StageMaker { readonly site: CommandSite; readonly streams: StreamsOf | undefined; readonly prepare: (f: Frame) => readonly Argument[] }

/** A function as a stage. */
class FunctionStage extends Stage {
  readonly run: FunctionRun;
  constructor(run: FunctionRun) { super(); this.run = run; }
  protected override onBegin(): void { try { this.run.begin(); } catch (e) { throw noticed(e); } }
  override write(v: Value): void { if (this.pending) this.begin(); try { this.run.process(v); } catch (e) { throw noticed(e); } }
  /** First in the pipeline: nothing comes in. */
  alone(): void { this.run.all(undefined, true); }
  /** Its process block once, without input. */
  step(): void { this.run.step(); }
  override end(): void { try { this.run.end(); } catch (e) { throw noticed(e); } }
  override get failed(): boolean { return this.run.failed; }
  override dispose(): void { this.run.close(); }
}
/** The stages before this one only see the pipeline end. */
function noticed(e: unknown): unknown { if (e instanceof PowerShellError) e.noticed = true; return e; }
/** An error that has left its pipeline is news again to what is around. */
export function news(e: unknown): unknown { if (e instanceof PowerShellError) e.noticed = false; return e; }
/** Stages that somebody drives step by step. */
export interface OpenStages { begin(): void; process(input: Value | undefined): void; end(): void; dispose(): void }
export function openStages(f: Frame, makers: readonly StageMaker[], to: Writer, expectingInput: boolean): OpenStages {
  const stages: Stage[] = [], closers: (() => void)[] = [];
  const line = Array.from<Invocation | undefined>({ length: makers.length });
  let out = to;
  for (let i = makers.length - 1; i >= 0; i--) { const stage = makeStage(f, makers, out, i > 0 || expectingInput, closers, line, i + 1); stages.unshift(stage); out = stage; }
  let stopped = 0, disposed = false;
  const dispose = (): void => { if (disposed) return; disposed = true; for (const stage of stages) stage.dispose(); for (const close of closers) close(); };
  const stop = (e: unknown): number => { try { return stoppedAt(e, stages); } catch (error) { dispose(); throw news(error); } };
  const guarded = (run: () => void): void => { try { run(); } catch (e) { stopped = stop(e); } };
  return {
    begin: () => guarded(() => { for (const stage of stages) stage.begin(); }),
    process: (input) => { const [first] = stages; if (stopped > 0) return; guarded(() => { if (input !== undefined) first?.write(input); else if (first instanceof CmdletStage || first instanceof NativeStage || first instanceof DotStage) first.alone(); else if (first instanceof FunctionStage) first.step(); }); },
    end: () => { for (let from = stopped; from < stages.length;) { try { for (; from < stages.length; from++) (stages[from] as Stage).end(); } catch (e) { from = stop(e); } } dispose(); },
    dispose,
  };
}
/** Runs the stages; `source` is an expression that feeds the first one. */
export function runPipeline(f: Frame, source: Eval | undefined, makers: readonly StageMaker[]): Completion {
  const stages: Stage[] = [], closers: (() => void)[] = [];
  const { session } = f;
  const input = source?.(f);
  session.success = true;
  try {
    const line = Array.from<Invocation | undefined>({ length: makers.length });
    let out: Writer = f.out;
    for (let i = makers.length - 1; i >= 0; i--) {
      const stage = makeStage(f, makers, out, i > 0 || source !== undefined, closers, line, i + 1);
      stages.unshift(stage);
      out = stage;
    }
    feed(stages, input, source !== undefined);
    session.success = !stages.some((s) => s.failed);
  } catch (e) { throw news(e); } finally {
    for (const stage of stages) stage.dispose();
    for (const close of closers) close();
  }
  return NORMAL;
}
/** What a stage calls. Arguments are worked out before any name is looked up, and names from the first command on (PipelineOps.InvokePipeline). */
function found(f: Frame, makers: readonly StageMaker[], at: number): ReturnType<CommandSite['find']> {
  const { site } = makers[at] as StageMaker;
  try { return site.find(f); } catch (e) {
    if (!(e instanceof PowerShellError) || e.record.invocationName === '') throw e;
    const before = makers.slice(0, at);
    for (const each of [...before, makers[at] as StageMaker]) each.prepare(f);
    for (const each of before) try { each.site.find(f); } catch (first) {
      if (first instanceof PowerShellError) first.record.position ??= f.source.extent(each.site.mark);
      throw first;
    }
    throw e;
  }
}
function makeStage(f: Frame, makers: readonly StageMaker[], next: Writer, expectingInput: boolean, closers: (() => void)[], line: (Invocation | undefined)[], place: number): Stage {
  const maker = makers[place - 1] as StageMaker, { site } = maker, position = f.source.extent(site.mark);
  let callee: ReturnType<CommandSite['find']> | undefined;
  try {
    callee = found(f, makers, place - 1);
    // Files are opened when there is a command that writes to them (PipelineOps.AddCommand).
    const { entry } = callee, args = maker.prepare(f), redirected = maker.streams?.(f, next);
    if (redirected !== undefined) closers.push(redirected.close);
    const streams = redirected?.streams ?? f.streams;
    // What the variables of the functions around gather is told by the last command of a pipeline alone (Pipe.AppendVariableList).
    const call = { out: redirected?.out ?? next, streams: place === line.length ? streams : streams.ungathered(), expectingInput, position, mergesErrors: redirected?.mergesErrors === true };
    if (entry.kind === 'Cmdlet') return placed(new CmdletStage(f, entry, callee.name, args, call), line, place);
    if (entry.kind === 'Application') return new NativeStage(f, entry, args, call.out, call.streams, expectingInput);
    const dotted = site.isDot ? dotStage(f, callee, args, call) : undefined;
    if (dotted !== undefined) return dotted;
    return placed(new FunctionStage(FunctionRun.open(f, callee, args, call)), line, place);
  } catch (e) {
    if (callee !== undefined) called(e, callee.entry, callee.name, position);
    if (e instanceof PowerShellError) e.record.position ??= position;
    throw e;
  }
}
/** Tells the command which stage of how many it is (`$MyInvocation`). */
function placed(stage: FunctionStage | CmdletStage, line: (Invocation | undefined)[], place: number): Stage {
  const invocation = stage instanceof CmdletStage ? stage.runtime.invocation : stage.run.frame.invocation;
  if (invocation !== null) { invocation.pipelineLength = line.length; invocation.pipelinePosition = place; line[place - 1] = invocation; invocation.line = line; }
  return stage;
}
function feed(stages: readonly Stage[], input: Value, hasSource: boolean): void {
  const [first] = stages;
  let from = 0;
  try {
    for (const stage of stages) stage.begin();
    if (first === undefined) return;
    if (input instanceof LazyRange) { const { from: start, step, count } = input, session = current(); for (let i = 0; i < count; i++) { session.pay(); first.write(start + i * step); } } else if (hasSource) writeEnumerated(first, input);
    else if (first instanceof FunctionStage) { first.alone(); from = 1; } else if (first instanceof CmdletStage || first instanceof NativeStage || first instanceof DotStage) first.alone();
  } catch (e) { from = stoppedAt(e, stages); }
  while (from < stages.length) {
    try { for (; from < stages.length; from++) (stages[from] as Stage).end(); } catch (e) { from = stoppedAt(e, stages); }
  }
}
/** Where to go on ending after `Select-Object -First` had enough: behind the stage that asked. */
function stoppedAt(e: unknown, stages: readonly Stage[]): number {
  if (!(e instanceof StopUpstreamSignal)) throw e;
  const at = stages.indexOf(e.stage as Stage);
  if (at < 0) throw e;
  return at + 1;
}
