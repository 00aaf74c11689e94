/** What unwinds without being an error: break out of a block a cmdlet runs, exit, stop, and the end of a pipeline. */

import type { Completion } from '../../compile/code.ts';

/** `break` and `continue` that must leave a command to reach their loop. */
export class FlowSignal {
  readonly completion: Completion;
  readonly label: string | undefined;
  constructor(completion: Completion, label: string | undefined) { this.completion = completion; this.label = label; }
}
/** `exit` on its way to the script it ends. */
export class ExitSignal { readonly code: number; constructor(code: number) { this.code = code; } }
/** `[Environment]::Exit`: the whole runbook ends, also from within a script that it called. */
export class ProcessExitSignal extends ExitSignal {}
/** The stop flag was seen. */
export class StopSignal {}
/** A debugger has ended the expression that it worked out; the run itself goes on. */
export class InterruptSignal extends StopSignal {}
/** A value is only looked at (`Session.looking`), and a script would run for it. */
export class NotLookedAtSignal extends InterruptSignal {}
/** Select-Object -First: the stages before `stage` end. */
export class StopUpstreamSignal { readonly stage: object; constructor(stage: object) { this.stage = stage; } }
/** A question to the world is under way; what asked it is done again when the answer is there (OverlapPort). */
export class PendingSignal { readonly ticket: number; constructor(ticket: number) { this.ticket = ticket; } }
/** Whether a thrown thing is one of these; `catch` in scripts never sees them. */
export const isSignal = (e: unknown): boolean =>
  e instanceof FlowSignal || e instanceof ExitSignal || e instanceof StopSignal || e instanceof StopUpstreamSignal || e instanceof PendingSignal;
