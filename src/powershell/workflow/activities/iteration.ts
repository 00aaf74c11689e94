/** Pipelines that go item by item: -Sequence and -PipelineVariable (workflow-semantics.md, "Other points" of section 2). */
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import type { Source } from '../plan/planCompiler.ts';
import type { Fiber, Position, Thrown } from '../run/fiber.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';
import { turnsOf } from './forEach.ts';
import { ask, given } from './values.ts';

/** Runs its body once for each record of its source, with the record in `$_` and in the pipeline variable; both are as before when it has ended. */
export class Iteration extends Activity {
  private readonly source: Source;
  private readonly slots: readonly number[];
  private readonly body: Activity;
  constructor(place: ActivityPlace, parts: { readonly source: Source; readonly slots: readonly number[]; readonly body: Activity }) {
    super(place);
    this.source = parts.source;
    this.slots = parts.slots;
    this.body = parts.body;
  }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    if (at.pc < 2) {
      const asked = at.pc === 0 ? ask(this.source, at, fiber) : { value: given(at) };
      at.pc = 1;
      if (asked === undefined) return;
      at.pc = 2;
      at.data['items'] = turnsOf(asked.value);
      at.data['next'] = 0;
      at.data['before'] = this.slots.map((slot) => at.scope.slots[slot]);
    }
    const items = at.data['items'] as Value[], next = at.data['next'] as number;
    if (next >= items.length) {
      this.restore(at);
      fiber.pop();
      return;
    }
    run.session.pay();
    at.data['next'] = next + 1;
    for (const slot of this.slots) at.scope.slots[slot] = items[next] ?? null;
    fiber.push(this.body, at.scope, at.out);
  }
  override catches(at: Position, _fiber: Fiber, _run: WorkflowRun, _thrown: Thrown): boolean {
    if (at.pc === 2) this.restore(at);
    return false;
  }
  private restore(at: Position): void {
    const before = at.data['before'] as Value[];
    this.slots.forEach((slot, i) => { at.scope.slots[slot] = before[i]; });
  }
}

/** `Where-Object -Sequence`: hands on `$_` where its statements give something true. */
export class Sieve extends Activity {
  private readonly condition: Activity;
  constructor(place: ActivityPlace, condition: Activity) { super(place); this.condition = condition; }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    const asked = at.pc === 0 ? ask({ activity: this.condition }, at, fiber) : { value: given(at) };
    at.pc = 1;
    if (asked === undefined) return;
    fiber.pop();
    if (toBoolean(asked.value)) run.write(at.scope.slots[0] ?? null, at.out);
  }
}
