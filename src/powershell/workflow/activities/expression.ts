import type { Eval } from '../../runtime/compile/code.ts';
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import type { Fiber, Position } from '../run/fiber.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';

/** An expression as a statement: each element of its value is one record. Nothing is written for null (18.6). */
export class ExpressionStatement extends Activity {
  private readonly value: Eval;
  /** `$i++` and the like change a variable and write nothing. */
  private readonly isQuiet: boolean;
  constructor(place: ActivityPlace, value: Eval, isQuiet: boolean) { super(place); this.value = value; this.isQuiet = isQuiet; }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    const v = this.value(at.scope);
    fiber.pop();
    if (this.isQuiet || v === undefined || v === null) return;
    if (!isEnumerable(v)) run.write(v, at.out);
    else for (const item of enumerate(v)) run.write(item ?? null, at.out);
    run.yieldFiber();
  }
}
