/** `. block` and `. script`: runs in the scope that calls. */
import type { Argument } from '../bind/argument.ts';
import type { Callee } from '../compile/commands/command.ts';
import { NORMAL } from '../compile/code.ts';
import type { Completion } from '../compile/code.ts';
import type { ScriptPosition } from '../values/errorRecord.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import { unset } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { runIn } from './blocks.ts';
import { Invocation } from './commands/invocation.ts';
import type { Frame } from './frame.ts';
import { verifyRequirements } from './requirements.ts';
import { ExitSignal, ProcessExitSignal } from './pipeline/signals.ts';

export function dotSource(f: Frame, callee: Callee, args: readonly Argument[], position: ScriptPosition | undefined): Completion {
  const { entry } = callee;
  if (entry.kind === 'Cmdlet' || entry.kind === 'Application') return NORMAL;
  if (entry.kind === 'ExternalScript') verifyRequirements(f.session, entry.name, entry.block.ast.requirements);
  const block = callee.block ?? new ScriptBlock(entry.block, entry.module);
  const hasParameters = block.code.ast.paramBlock !== undefined || block.code.outerParameters !== undefined, values: Value[] = args.map((a) => a.value);
  const before = f.own('args'), around = f.invocation, invocation = new Invocation(entry, '.', position);
  // `$MyInvocation` tells of this call; the command around stays the one that writes.
  if (around !== null) { invocation.runtime = around.runtime; invocation.expectingInput = around.expectingInput; if (!hasParameters) invocation.bound = around.bound; }
  invocation.caller = around;
  f.invocation = invocation;
  if (!hasParameters && args.length > 0) f.assign('args', values);
  try { runIn(f, block, f.slots[0], f.out, f.streams, hasParameters ? [] : values, hasParameters ? args : []); } catch (e) {
    if (!(e instanceof ExitSignal) || e instanceof ProcessExitSignal || entry.kind !== 'ExternalScript') throw e;
    f.session.lastExitCode = e.code;
  } finally { f.invocation = around; if (!hasParameters && args.length > 0) { if (before === unset) f.forget('args'); else f.assign('args', before); } }
  return NORMAL;
}
