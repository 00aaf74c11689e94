/** Running script blocks: in place of the text around them (ForEach-Object, Where-Object), or in a scope of their own (`&`). */
import { codeFor } from '../compile/block.ts';
import type { BlockCode } from '../compile/compiledBlock.ts';
import { BREAK, CONTINUE, EXIT, NORMAL } from '../compile/code.ts';
import type { Completion } from '../compile/code.ts';
import type { Argument } from '../bind/argument.ts';
import type { Bound } from '../bind/binder.ts';
import { BoundParameters } from '../values/dictionary.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import { recover, traced } from '../errors/recover.ts';
import type { ScriptBlock } from '../values/scriptBlock.ts';
import { unset } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { FunctionRun } from './functionRun.ts';
import { Frame } from './frame.ts';
import { ExitSignal, FlowSignal, isSignal } from './pipeline/signals.ts';
import { Layout } from './layout.ts';
import type { Streams } from './pipeline/streams.ts';
import { Collector } from './pipeline/writers.ts';
import type { Writer } from './pipeline/writers.ts';
import { assignParameters } from './inPlaceParameters.ts';

/** A completion that leaves the block becomes a signal for the loop or script it is meant for. */
export function settle(done: Completion, f: Frame): void {
  if (done === NORMAL) return;
  if (done === BREAK || done === CONTINUE) { const { label } = f; f.label = undefined; throw new FlowSignal(done, label); }
  if (done === EXIT) throw new ExitSignal(f.session.exitCode);
}
/** The frame a block runs in when it runs in place: the caller's, or the one its own module is in. */
export function placeFor(f: Frame, block: ScriptBlock): Frame {
  if (block.module === undefined || block.module === f.module) return f;
  const { frame, active } = block.module;
  return active ?? new Frame(f.session, new Layout(), frame, block.module, f.out, f.streams, block.code.source);
}
/** Runs a block where the frame is, with `$_` (where there is an item: none leaves the one that is there); `param` of the block are filled from `args`. */
export function runIn(at: Frame, block: ScriptBlock, item: Value, out: Writer, streams: Streams, args?: readonly Value[], named: readonly Argument[] = [], byEngine = false): void {
  inPlace(at, block, item, out, streams, args, named, allParts, true, byEngine);
}
/** The same with `$input` of its own (ScriptBlock.InvokeUsingCmdlet). */
export function runWithInput(at: Frame, block: ScriptBlock, item: Value, input: readonly Value[], out: Writer, streams: Streams): void {
  inPlace(at, block, item, out, streams, undefined, [], (code, f) => {
    const before = f.own('input');
    f.assign('input', [...input]);
    try { allParts(code, f); } finally { if (before === unset) f.forget('input'); else f.assign('input', before); }
  });
}
function allParts({ begin, process, end }: BlockCode, f: Frame): void {
  if (begin !== undefined) settle(begin(f), f);
  if (process !== undefined) settle(process(f), f);
  if (end !== undefined) settle(end(f), f);
}
/** One of its parts alone; its parameters have their values. */
export function partIn(at: Frame, block: ScriptBlock, part: 'begin' | 'process' | 'end' | 'clean', item: Value, out: Writer, streams: Streams): void {
  inPlace(at, block, item, out, streams, [], [], (code, f) => { const run = code[part]; if (run !== undefined) settle(run(f), f); }, false);
}
export const partsOf = (at: Frame, block: ScriptBlock): BlockCode => codeFor(block.code, placeFor(at, block).layout);
/** The same for many items: begin and end run once. */
export function eachIn(at: Frame, block: ScriptBlock, items: readonly Value[], out: Writer, streams: Streams, args: readonly Value[]): void {
  const usesArgs = block.code.ast.paramBlock === undefined && args.length > 0;
  inPlace(at, block, null, out, streams, args, [], (code, f) => {
    const before = usesArgs ? f.own('args') : unset;
    if (usesArgs) f.assign('args', [...args]);
    try {
      const each = code.process ?? code.end;
      if (code.begin !== undefined) settle(code.begin(f), f);
      for (const item of items) { f.slots[0] = item; if (each !== undefined) settle(each(f), f); }
      if (code.process !== undefined && code.end !== undefined) settle(code.end(f), f);
    } finally { if (usesArgs) { if (before === unset) f.forget('args'); else f.assign('args', before); } }
  }, true, true);
}
function inPlace(at: Frame, block: ScriptBlock, item: Value, out: Writer, streams: Streams, args: readonly Value[] | undefined, named: readonly Argument[], parts: (code: BlockCode, f: Frame) => void, binds = true, byEngine = false): void {
  const f = placeFor(at, block), { code: compiled } = block, code = codeFor(compiled, f.layout), { session } = f;
  const beforeOut = f.out, beforeItem = f.slots[0], beforeSource = f.source, beforeStreams = f.streams, beforeAt = f.at, beforeCurrent = session.current, { around } = f;
  f.around = { source: beforeSource, at: beforeAt, around, from: at === f ? null : at, byEngine };
  f.out = out;
  f.streams = streams;
  f.source = compiled.source;
  if (item !== undefined) f.slots[0] = item;
  session.current = f;
  if (session.debug !== undefined) session.debug.nesting += 1;
  try {
    if (binds && (compiled.ast.paramBlock !== undefined || compiled.outerParameters !== undefined)) tellBound(at, block, assignParameters(f, block, args ?? [], named).bound);
    parts(code, f);
  } catch (e) {
    if (e instanceof PowerShellError) left(e, f);
    throw e;
  } finally {
    if (session.debug !== undefined) session.debug.nesting -= 1;
    f.around = around;
    f.out = beforeOut;
    f.streams = beforeStreams;
    f.source = beforeSource;
    f.at = beforeAt;
    f.slots[0] = beforeItem;
    session.current = beforeCurrent;
  }
}
/** An error leaves a block: the command that runs it tells the variables of the functions around. */
function left(e: PowerShellError, f: Frame): void {
  e.hasLeftBlock = true;
  traced(e, f);
}
/** `$PSBoundParameters` of what is dot-sourced: what its own call has bound (ScriptCommandProcessorBase). */
function tellBound({ invocation }: Frame, block: ScriptBlock, { values }: Bound): void {
  if (invocation?.caller === undefined || invocation.command === null || !('block' in invocation.command) || invocation.command.block !== block.code) return;
  invocation.bound = new BoundParameters();
  for (const [p, v] of values) invocation.bound.set(p.name, v);
}
/** The same for the value: an expression alone is evaluated, anything else gathered. Where the block goes on after an error (`goesOn`), as its statements do, there is no value. */
export function evaluateIn(at: Frame, block: ScriptBlock, item: Value, streams: Streams, goesOn = false): Value {
  const f = placeFor(at, block), code = codeFor(block.code, f.layout);
  if (code.value === undefined) {
    const made = new Collector();
    runIn(at, block, item, made, streams, undefined, [], true);
    return made.value();
  }
  const beforeItem = f.slots[0], beforeSource = f.source, beforeAt = f.at, { session, around } = f, beforeCurrent = session.current;
  f.around = { source: beforeSource, at: beforeAt, around, from: at === f ? null : at, byEngine: true };
  f.slots[0] = item;
  f.source = block.code.source;
  session.current = f;
  if (session.debug !== undefined) session.debug.nesting += 1;
  try { return code.value(f); } catch (e) {
    if (goesOn && !isSignal(e) && goneOn(e, f, streams)) return undefined;
    if (e instanceof PowerShellError) left(e, f);
    throw e;
  } finally { if (session.debug !== undefined) session.debug.nesting -= 1; f.around = around; f.slots[0] = beforeItem; f.source = beforeSource; f.at = beforeAt; session.current = beforeCurrent; }
}
/** Whether an error is told, where the command's errors go, and the block goes on. */
function goneOn(e: unknown, f: Frame, streams: Streams): boolean {
  const before = f.streams;
  f.streams = streams;
  try { return recover(e, f) === NORMAL; } finally { f.streams = before; }
}
export interface BlockCall {
  readonly args?: readonly Value[];
  readonly item?: Value;
  readonly self?: Value;
  readonly input?: readonly Value[];
  readonly out: Writer;
  /** The other streams, where they are not the caller's. */
  readonly streams?: Streams;
  /** See Invocation.ofEngine. */
  readonly byEngine?: boolean;
  /** See FunctionRun.isOfCommand. */
  readonly isOfCommand?: boolean;
}
/** `& block args` in a scope of its own. */
export function invokeBlock(caller: Frame, block: ScriptBlock, call: BlockCall): void {
  const run = FunctionRun.open(caller, { entry: { kind: 'Script', name: '', block: block.code, module: block.module ?? caller.module, script: block }, name: '', block },
    (call.args ?? []).map((value) => ({ name: undefined, folded: '', value, hasValue: true })), { out: call.out, streams: call.streams ?? caller.streams, expectingInput: call.input !== undefined, position: undefined });
  if (call.byEngine === true && run.frame.invocation !== null) run.frame.invocation.ofEngine = true;
  if (call.isOfCommand === true) run.isOfCommand = true;
  if (call.item !== undefined) run.frame.slots[0] = call.item;
  if (call.self !== undefined) run.setSelf(call.self);
  run.all(call.input);
}
