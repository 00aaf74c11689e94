/** `. block` and `. script`: runs in the scope that calls. */
import type { Argument } from '../bind/argument.ts';
import type { Callee } from '../compile/commands/command.ts';
import { NORMAL } from '../compile/code.ts';
import type { Completion } from '../compile/code.ts';
import type { ScriptPosition } from '../values/errorRecord.ts';
import { inputEnumerator } from '../types/collections/enumerators.ts';
import { BoundParameters } from '../values/dictionary.ts';
import { Enumerator } from '../values/lists.ts';
import { fold } from '../values/folding.ts';
import { blockOf } from '../values/scriptBlock.ts';
import type { ScriptBlock } from '../values/scriptBlock.ts';
import { unset } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { runIn } from './blocks.ts';
import { Invocation } from './commands/invocation.ts';
import type { Frame } from './frame.ts';
import { verifyRequirements } from './requirements.ts';
import { ExitSignal, ProcessExitSignal } from './pipeline/signals.ts';

export function dotSource(f: Frame, callee: Callee, args: readonly Argument[], position: ScriptPosition | undefined): Completion {
  const dotted = Dotted.of(f, callee, args, position);
  if (dotted === undefined) return NORMAL;
  const { block } = dotted, hasParameters = block.code.ast.paramBlock !== undefined || block.code.outerParameters !== undefined;
  dotted.within(() => { runIn(f, block, f.slots[0], f.out, f.streams, hasParameters ? [] : dotted.values, hasParameters ? args : []); });
  return NORMAL;
}

/** A variable that has another value for a while. */
export type Lent = readonly [name: string, value: Value];
/** A block, function or script that runs in the scope of a frame: `$MyInvocation` and `$args` are its own while it does. */
export class Dotted {
  readonly block: ScriptBlock;
  readonly values: readonly Value[];
  private readonly f: Frame;
  readonly invocation: Invocation;
  private readonly hasParameters: boolean;
  private readonly isScript: boolean;
  private constructor(f: Frame, callee: Callee, entry: Exclude<Callee['entry'], { kind: 'Cmdlet' | 'Application' }>, args: readonly Argument[], position: ScriptPosition | undefined) {
    this.f = f;
    this.block = callee.block ?? blockOf(entry);
    this.values = args.map((a) => a.value);
    this.hasParameters = this.block.code.ast.paramBlock !== undefined || this.block.code.outerParameters !== undefined;
    this.isScript = entry.kind === 'ExternalScript';
    const around = f.invocation, invocation = new Invocation(entry, '.', position);
    // `$MyInvocation` tells of this call; the command around stays the one that writes.
    if (around !== null) { invocation.runtime = around.runtime; invocation.expectingInput = around.expectingInput; }
    // Empty until its parameters are bound: never those of the call around.
    invocation.bound = new BoundParameters();
    invocation.caller = around;
    this.invocation = invocation;
  }
  /** Nothing for what has no scope: cmdlets and programs. */
  static of(f: Frame, callee: Callee, args: readonly Argument[], position: ScriptPosition | undefined): Dotted | undefined {
    const { entry } = callee;
    if (entry.kind === 'Cmdlet' || entry.kind === 'Application') return undefined;
    if (entry.kind === 'ExternalScript') verifyRequirements(f.session, entry.name, entry.block.ast.requirements);
    return new Dotted(f, callee, entry, args, position);
  }
  /** Runs it or one of its blocks; `exit` ends a script and no more. `input`: what `$input` gives meanwhile; `also`: other variables that are its own. */
  within(run: () => void, input?: Value, also: readonly Lent[] = []): void {
    const { f } = this, around = f.invocation, own: (readonly [string, Value])[] = [];
    const lend = (name: string, value: Value): void => { own.push([name, f.own(fold(name))]); f.assign(name, value); };
    f.invocation = this.invocation;
    this.invocation.enteredAt = f.around;
    if (!this.hasParameters && this.values.length > 0) lend('args', [...this.values]);
    // Its own, empty where nothing comes: never that of what it runs in.
    if (input !== undefined || f.layout.index.has('input')) lend('input', input ?? new Enumerator([], inputEnumerator));
    for (const [name, value] of also) lend(name, value);
    try { run(); } catch (e) {
      if (!(e instanceof ExitSignal) || e instanceof ProcessExitSignal || !this.isScript) throw e;
      f.session.lastExitCode = e.code;
    } finally {
      f.invocation = around;
      for (const [name, before] of own) { if (before === unset) f.forget(fold(name)); else f.assign(name, before); }
    }
  }
}
