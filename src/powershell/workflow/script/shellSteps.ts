/** What a `[powershell]` object was told to run: scripts and commands in pipelines, one statement after another. */
import type { Argument } from '../../runtime/bind/argument.ts';
import type { Callee } from '../../runtime/compile/commands/command.ts';
import { CmdletStage } from '../../runtime/run/pipeline/cmdletStage.ts';
import { raise } from '../../runtime/errors/raise.ts';
import { FunctionRun } from '../../runtime/run/functionRun.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { resolveCommand } from '../../runtime/run/commands/lookup.ts';
import { NativeStage } from '../../runtime/run/pipeline/nativeStage.ts';
import type { Session } from '../../runtime/run/session.ts';
import { StopUpstreamSignal } from '../../runtime/run/pipeline/signals.ts';
import { Collector } from '../../runtime/run/pipeline/writers.ts';
import type { Writer } from '../../runtime/run/pipeline/writers.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import type { Value } from '../../runtime/values/value.ts';
import { parse } from '../../syntax/index.ts';
import { runAsText } from './blockRun.ts';

export interface ShellStep {
  readonly text: string;
  /** Where the text is from, for positions and breakpoints. */
  readonly file?: string;
  readonly isScript: boolean;
  /** A scope of its own; without one what a script sets and defines stays in the runspace. */
  readonly isLocal: boolean;
  /** The first one of a statement: nothing is piped into it. */
  readonly isFirst: boolean;
  readonly args: readonly Argument[];
}
/** Each step is fed with what the one before wrote; the last one of a statement writes to `out`. `f`: where commands and local scripts are called. */
export function runSteps(steps: readonly ShellStep[], given: readonly Value[] | undefined, session: Session, out: Writer, f: Frame = session.global): void {
  let input = given;
  steps.forEach((step, i) => {
    const isLast = steps[i + 1]?.isFirst !== false, made = new Collector(), to = isLast ? out : made;
    if (step.isFirst && i > 0) input = undefined;
    if (step.isScript) runScript(step, input, f, to);
    else runCommand(step, input, f, to);
    input = made.items;
  });
}
/** The block of a script; of one that only stops too early nothing but the first error is told (AutomationEngine.ParseScriptBlock). */
function blockOf(session: Session, text: string, file: string | undefined): ScriptBlock {
  try { return session.parseBlock(text, file); } catch (e) {
    const [first] = parse(text).errors;
    if (first?.incompleteInput !== true) throw e;
    return raise({ id: first.errorId, category: 'ParserError', exception: 'System.Management.Automation.IncompleteParseException', message: first.message });
  }
}
function runScript({ text, file, isLocal, args }: ShellStep, input: readonly Value[] | undefined, f: Frame, out: Writer): void {
  const { session } = f, block = blockOf(session, text, file), { ast, source, namespaces } = block.code, { global } = session;
  if (isLocal) { run({ entry: { kind: 'Script', name: '', block: block.code, module: block.module ?? f.module }, name: '', block }, args, input, f, out); return; }
  const before = global.out;
  global.out = out;
  try { runAsText({ ast, source, namespaces, args, input }, session); } finally { global.out = before; }
}
function runCommand({ text, args }: ShellStep, input: readonly Value[] | undefined, f: Frame, out: Writer): void {
  const entry = resolveCommand(f, text), { streams } = f;
  if (entry.kind !== 'Cmdlet' && entry.kind !== 'Application') { run({ entry, name: text }, args, input, f, out); return; }
  const expectingInput = input !== undefined;
  const stage = entry.kind === 'Cmdlet' ? new CmdletStage(f, entry, entry.name, args, { out, streams, expectingInput, position: undefined }) : new NativeStage(f, entry, args, out, streams, expectingInput);
  try {
    stage.begin();
    if (input === undefined) stage.alone();
    else for (const item of input) stage.write(item);
    stage.end();
  } catch (e) { if (!(e instanceof StopUpstreamSignal)) throw e; } finally { stage.dispose(); }
}
function run(callee: Callee, args: readonly Argument[], input: readonly Value[] | undefined, f: Frame, out: Writer): void {
  FunctionRun.open(f, callee, args, { out, streams: f.streams, expectingInput: input !== undefined, position: undefined }).all(input);
}
