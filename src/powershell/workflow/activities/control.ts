/** Checkpoint-Workflow, Suspend-Workflow and Start-Sleep. */
import type { Eval } from '../../runtime/compile/code.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { T } from '../../runtime/types/t.ts';
import { toNumber } from '../../runtime/values/numbers.ts';
import type { NumberValue } from '../../runtime/values/numbers.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import type { Fiber, Position } from '../run/fiber.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';

export class Checkpoint extends Activity {
  override get commands(): readonly string[] { return ['Checkpoint-Workflow', 'Persist']; }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    at.scope.at = this.mark;
    fiber.pop();
    run.checkpoint(fiber, at.scope);
  }
}
/** A checkpoint behind which the run stops; it resumes at the statement after. */
export class Suspend extends Activity {
  private readonly label: string;
  override get commands(): readonly string[] { return ['Suspend-Workflow']; }
  constructor(place: ActivityPlace, label: string) { super(place); this.label = label; }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    at.scope.at = this.mark;
    run.checkSuspendable();
    fiber.pop();
    run.suspend(fiber, this.label, at.scope);
  }
}
/** A time by the clock, so that what passes while the workflow is suspended counts (section 8). */
export class Delay extends Activity {
  private readonly time: Eval;
  private readonly unit: 1 | 1000;
  override get commands(): readonly string[] { return ['Start-Sleep']; }
  constructor(place: ActivityPlace, time: Eval, unit: 1 | 1000) { super(place); this.time = time; this.unit = unit; }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    if (at.pc === 0) {
      at.scope.at = this.mark;
      const amount = toNumber(convertTo(this.time(at.scope), this.unit === 1 ? T.Int32 : T.Double) as NumberValue);
      at.pc = 1;
      if (amount > 0) { fiber.wait = { kind: 'time', until: run.now() + amount * this.unit }; return; }
    }
    fiber.pop();
    run.yieldFiber();
    run.persistAfter(fiber, at.scope, undefined);
  }
}
