/**
 * What becomes of an error at the end of a statement (ExceptionHandlingOps.CheckActionPreference): it goes on outward
 * where somebody may take it, ends the script where it must, else is written to the error stream and the next
 * statement runs.
 */
import { NORMAL } from '../compile/code.ts';
import type { Completion } from '../compile/code.ts';
import { unanswered } from '../run/pipeline/commandRuntime.ts';
import { callDepthOverflow, outOfMemory } from '../run/budget.ts';
import type { Invocation } from '../run/commands/invocation.ts';
import type { Frame } from '../run/frame.ts';
import type { SourceText } from '../run/source.ts';
import { FlowSignal, isSignal } from '../run/pipeline/signals.ts';
import { FileTooLargeError } from '../host.ts';
import { ErrorRecord, PowerShellError } from '../values/errorRecord.ts';
import { TimeSpanError } from '../values/timeSpan.ts';
import { NetThrow, WalkThrow, errorRecord, exception } from './raise.ts';
import { reportError } from './report.ts';
import { reported } from './specError.ts';

/** Gives NORMAL to go on with the next statement, BREAK or CONTINUE on their way to a loop; else throws on. */
export function recover(e: unknown, f: Frame): Completion {
  if (e instanceof FlowSignal) { f.label = e.label; return e.completion; }
  if (isSignal(e)) throw e;
  const error = asError(e, f);
  if (error.ends !== undefined) throw error;
  locate(error, f);
  const { session } = f;
  session.success = false;
  session.debug?.error(f, error);
  if (session.guarded > 0 || error.suppressed) throw error;
  const preference = session.preference(f, 'ErrorActionPreference').toLowerCase();
  // Ignore is about what commands write; what an expression raises is kept all the same (ExceptionHandlingOps.SetErrorVariables).
  if (!error.logged) { session.logError(error.record); error.logged = true; }
  if (preference === 'silentlycontinue' || preference === 'ignore') return NORMAL;
  if (preference === 'inquire') unanswered(error.record.message);
  if (preference === 'stop') error.suppressed = true;
  if (preference === 'stop' || error.isThrow) throw error;
  reportError(f, error.record);
  session.success = false;
  return NORMAL;
}
/** Whether an error that nothing in a script takes ends it; else the next statement runs. */
export const endsScript = (error: PowerShellError, f: Frame): boolean => error.isThrow || error.suppressed || f.session.preference(f, 'ErrorActionPreference').toLowerCase() === 'stop';
/** Any thrown thing as a PowerShell error: exceptions of .NET, stack overflow, and faults of the engine itself. */
export function asError(e: unknown, f: Frame): PowerShellError {
  if (e instanceof PowerShellError) return e.record.exception.netType.name === CAST && !e.isThrow && e.record.invocation === null ? wrapped(e) : e;
  if (e instanceof WalkThrow) return new PowerShellError(errorRecord({ id: 'BadEnumeration', category: 'InvalidOperation', message: `An error occurred while enumerating through a collection: ${e.exception.message}.`, inner: e.exception }));
  if (e instanceof NetThrow) return new PowerShellError(e.exception.errorRecord ?? new ErrorRecord(e.exception, e.exception.netType.name, 'OperationStopped', null));
  if (isStackOverflow(e)) {
    f.session.depth = Math.min(f.session.depth, f.session.budgets.callDepth);
    try { return callDepthOverflow(); } catch (overflow) {
      if (overflow instanceof PowerShellError) return overflow;
      // No room even for making the error: a frame further out, where there is, does it.
      throw e;
    }
  }
  if (e instanceof FileTooLargeError || (e instanceof RangeError && e.message.startsWith('Invalid ') && e.message.endsWith(' length'))) { try { return outOfMemory(); } catch (full) { if (full instanceof PowerShellError) return full; throw e; } }
  if (e instanceof TimeSpanError) return new PowerShellError(new ErrorRecord(exception(e.type, e.message), e.type, 'OperationStopped', null));
  if (e instanceof SyntaxError && /(?:Regular expression too large|Too many captures)$/.test(e.message)) {
    return new PowerShellError(errorRecord({ id: 'InvalidRegularExpression', category: 'InvalidOperation', message: 'The regular expression pattern is too large for this engine. Compare texts with -eq or .Contains() where no pattern is meant.' }));
  }
  const told = reported(e);
  if (told instanceof PowerShellError) return told;
  const message = e instanceof Error ? `${e.name}: ${e.message}` : String(e);
  const fault = exception('System.InvalidOperationException', `The engine failed here, which is its fault and not the script's. ${message}`);
  if (e instanceof Error && e.stack !== undefined) fault.extra.set('EngineStack', e.stack);
  return new PowerShellError(new ErrorRecord(fault, 'EngineFault', 'NotSpecified', null));
}
/** V8 says it in two ways: calling too deep, and compiling a regular expression where little room is left. No pattern is used here for that reason. */
const isStackOverflow = (e: unknown): boolean =>
  (e instanceof RangeError && e.message.includes('call stack')) || (e instanceof SyntaxError && e.message.endsWith('Stack overflow'));
const CAST = 'System.Management.Automation.PSInvalidCastException';
/** A failed conversion reaches the script inside a RuntimeException. */
function wrapped(e: PowerShellError): PowerShellError {
  const inner = e.record.exception, outer = exception('System.Management.Automation.RuntimeException', inner.message, inner);
  const record = new ErrorRecord(outer, e.record.errorId, e.record.category, e.record.targetObject);
  record.position = e.record.position;
  outer.errorRecord = record;
  const made = new PowerShellError(record, e.isThrow);
  made.suppressed = e.suppressed;
  made.isFatal = e.isFatal;
  made.isShown = e.isShown;
  return made;
}
/** Fills in where the error arose, where nobody did yet. */
export function locate(error: PowerShellError, f: Frame): void {
  const { record } = error;
  if (record.position === undefined && record.invocation === null) record.position = f.source.extent(f.at);
  if (record.stackTrace === '') record.stackTrace = stackTrace(f);
}
/** A function's name, or what stands for a script, with the named block or the trap that runs. */
export function nameOf(f: Frame, invocation: Invocation | null): string {
  const command = invocation?.command, name = command == null || command.kind === 'Script' || command.kind === 'ExternalScript' ? '<ScriptBlock>' : command.name;
  if (f.part === undefined || command == null || !('block' in command) || invocation?.isMethod === true) return name + f.trap;
  const { processBlock, endBlock } = command.block.ast, named = f.part === 'Process' ? processBlock?.unnamed === false : f.part === 'End' ? endBlock?.unnamed === false : true;
  return (named ? `${name}<${f.part}>` : name) + f.trap;
}
/** The calls that led to a frame, innermost first: where each stands, and what it is called. A block in place is a call, and so is what is dot-sourced: `invocation` is the level's own. */
export function* calls(f: Frame): Generator<{ readonly frame: Frame; readonly source: SourceText; readonly at: number; readonly isBlock: boolean; readonly invocation: Invocation | null }> {
  // A scope inside a call, as a branch of a workflow has, is no call: where it is, the call is.
  let inside: { readonly source: SourceText; readonly at: number } | undefined;
  // Where a frame goes on that runs a block for another one: it is met again as that one's caller.
  const left = new Map<Frame, { readonly above: NonNullable<Frame['around']>; readonly invocation: Invocation | null }>();
  for (let frame: Frame | null = f; frame !== null;) {
    const rest = left.get(frame);
    left.delete(frame);
    let { source, at, around }: { source: SourceText; at: number; around: Frame['around'] } = rest?.above ?? (inside !== undefined && inside.source === frame.source ? { ...inside, around: frame.around } : frame), from: Frame | null = null, invocation: Invocation | null = rest === undefined ? frame.invocation : rest.invocation;
    inside = frame.invocation === null ? { source, at } : undefined;
    while (around !== null && from === null) {
      const isDotted = invocation?.isDottedAt(around) === true;
      yield { frame, source, at, isBlock: !isDotted || invocation?.command?.kind === 'Script', invocation };
      if (isDotted) invocation = invocation?.caller ?? null;
      if (around.from !== null) left.set(frame, { above: around, invocation });
      ({ from } = around);
      ({ source, at, around } = around);
    }
    if (from === null && (invocation !== null || frame.parent === null)) yield { frame, source, at, isBlock: false, invocation: invocation?.owner ?? null };
    frame = from ?? frame.caller ?? frame.parent;
  }
}
/** `at f, file: line 3` for every call, innermost first. */
export function stackTrace(f: Frame): string {
  return [...calls(f)].map(({ frame, source, at, isBlock, invocation }) => `at ${isBlock ? '<ScriptBlock>' : nameOf(frame, invocation)}, ${source.file === '' ? '<No file>' : source.file}: line ${source.place(source.extent(at).start).line}`).join('\n');
}
/** Notes the calls on an error that is about to leave one of them, where nobody did yet. */
export function traced(error: PowerShellError, f: Frame): void {
  if (error.record.stackTrace === '') error.record.stackTrace = stackTrace(f);
}
