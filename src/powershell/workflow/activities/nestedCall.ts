import { makeArguments } from '../../runtime/compile/commands/arguments.ts';
import type { ArgumentMaker } from '../../runtime/compile/commands/arguments.ts';
import { FunctionRun } from '../../runtime/run/functionRun.ts';
import type { FunctionEntry } from '../../runtime/run/commands/commands.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import type { Plan } from '../plan/plan.ts';
import { ReturnSignal } from '../run/fiber.ts';
import type { Fiber, Position, Thrown } from '../run/fiber.ts';
import { prepareNested } from '../run/workflowScope.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';

/** A workflow called by another: the same job and the same streams, a scope of its own (section 12). */
export class NestedCall extends Activity {
  private readonly parts: { readonly plan: () => Plan; readonly entry: FunctionEntry; readonly makers: readonly ArgumentMaker[] };
  constructor(place: ActivityPlace, parts: NestedCall['parts']) { super(place); this.parts = parts; }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    if (at.pc === 1) {
      fiber.pop();
      run.yieldFiber();
      return;
    }
    const { entry, makers, plan } = this.parts, { scope } = at;
    scope.at = this.mark;
    const args = makeArguments(makers, scope);
    const { frame } = FunctionRun.open(scope, { entry, name: entry.name }, args, { out: scope.out, streams: scope.streams, expectingInput: false, position: scope.source.extent(this.mark) });
    prepareNested(frame, entry.name, scope);
    at.pc = 1;
    fiber.push(plan().body, frame, at.out);
  }
  /** Its return ends only itself. */
  override catches(_at: Position, _fiber: Fiber, _run: WorkflowRun, thrown: Thrown): boolean { return thrown instanceof ReturnSignal; }
}
