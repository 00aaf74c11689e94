/** Calling a command alone, or by name from the engine. */
import type { Argument } from '../../bind/argument.ts';
import type { Callee, CommandSite } from '../../compile/commands/command.ts';
import { NORMAL } from '../../compile/code.ts';
import type { Completion } from '../../compile/code.ts';
import { fold } from '../../values/folding.ts';
import { ScriptBlock } from '../../values/scriptBlock.ts';
import type { ScriptPosition } from '../../values/errorRecord.ts';
import type { Value } from '../../values/value.ts';
import { called } from './called.ts';
import { CmdletStage } from '../pipeline/cmdletStage.ts';
import type { Frame } from '../frame.ts';
import { FunctionRun } from '../functionRun.ts';
import { resolveCommand } from './lookup.ts';
import { NativeStage } from '../pipeline/nativeStage.ts';
import { dotSource } from '../dotSource.ts';
import { PowerShellError } from '../../values/errorRecord.ts';
import { news } from '../pipeline/pipeline.ts';
import { StopUpstreamSignal } from '../pipeline/signals.ts';
import { Collector } from '../pipeline/writers.ts';
import type { Writer } from '../pipeline/writers.ts';

/** A command that is a whole pipeline by itself. */
export function callAlone(f: Frame, callee: Callee, args: readonly Argument[], site: CommandSite): Completion {
  const { entry } = callee, { session } = f, position = f.source.extent(site.mark);
  session.success = true;
  if (entry.kind === 'Cmdlet' || entry.kind === 'Application') {
    const stage = made(() => (entry.kind === 'Cmdlet' ? new CmdletStage(f, entry, callee.name, args, { out: f.out, streams: f.streams, expectingInput: false, position })
      : new NativeStage(f, entry, args, f.out, f.streams, false)), callee, position);
    try { stage.begin(); stage.alone(); stage.end(); } catch (e) {
      called(e, entry, callee.name, position);
      if (!(e instanceof StopUpstreamSignal)) throw news(e);
    } finally { stage.dispose(); }
    // What failed in blocks that it ran is their own business (PipelineProcessor.ExecutionFailed).
    session.success = !stage.failed;
    return NORMAL;
  }
  if (site.isDot) {
    const done = dotSource(f, callee, args, position);
    session.success = true;
    return done;
  }
  try { FunctionRun.open(f, callee, args, { out: f.out, streams: f.streams, expectingInput: false, position }).all(); } catch (e) {
    if (e instanceof PowerShellError && (e.record.commandName !== '' || e.record.element !== undefined)) called(e, entry, callee.name, position);
    throw e;
  }
  return NORMAL;
}
/** Makes a stage; what its parameters do not take is an error of the call. */
function made<S>(make: () => S, callee: Callee, position: ScriptPosition): S {
  try { return make(); } catch (e) { called(e, callee.entry, callee.name, position); throw e; }
}
/** A command that takes objects as they come. */
export interface OpenCommand { write(v: Value): void; close(): void }
const named = (parameters: Readonly<Record<string, Value>>): Argument[] => Object.entries(parameters).map(([name, value]) => ({ name, folded: fold(name), value, hasValue: true, splatted: true }));
/** A cmdlet by name that takes objects as they come; undefined where the name means something else. */
export function openByName(f: Frame, command: string, parameters: Readonly<Record<string, Value>>, position?: ScriptPosition): OpenCommand | undefined {
  const entry = resolveCommand(f, command);
  if (entry?.kind !== 'Cmdlet') return undefined;
  const stage = new CmdletStage(f, entry, entry.name, named(parameters), { out: new Collector(), streams: f.streams, expectingInput: true, position });
  stage.begin();
  return { write: (v) => { stage.write(v); }, close: () => { try { stage.end(); } finally { stage.dispose(); } } };
}
/** `command` with named parameters, called by the engine or a cmdlet; what it wrote, or nothing where that goes to `to` at once. */
export function callByName(f: Frame, command: string | ScriptBlock, parameters: Readonly<Record<string, Value>>, input?: readonly Value[], to?: Writer, position?: ScriptPosition): Value[] {
  const args = named(parameters);
  const made = new Collector(), out = to ?? made, entry = command instanceof ScriptBlock ? undefined : resolveCommand(f, command);
  if (entry?.kind === 'Cmdlet') {
    const stage = new CmdletStage(f, entry, entry.name, args, { out, streams: f.streams, expectingInput: input !== undefined, position });
    try { stage.begin(); if (input === undefined) stage.alone(); else for (const item of input) stage.write(item); stage.end(); } catch (e) { if (!(e instanceof StopUpstreamSignal)) throw news(e); } finally { stage.dispose(); }
    return made.items;
  }
  const callee: Callee = command instanceof ScriptBlock ? { entry: { kind: 'Script', name: '', block: command.code, module: command.module ?? f.module, script: command }, name: '', block: command }
    : { entry: entry as NonNullable<typeof entry>, name: command };
  FunctionRun.open(f, callee, args, { out, streams: f.streams, expectingInput: input !== undefined, position: undefined }).all(input);
  return made.items;
}
