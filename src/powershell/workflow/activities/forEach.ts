import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import type { Source } from '../plan/planCompiler.ts';
import type { Fiber, Position, Thrown } from '../run/fiber.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';
import { ask, given } from './values.ts';

/** What foreach walks: nothing for null, the items of a collection, one turn for anything else. */
export const turnsOf = (v: Value): Value[] => (v == null ? [] : isEnumerable(v) ? [...enumerate(v)] : [v]);

/** foreach without -parallel. Its variable hides one of the same name while the loop runs (section 3). */
export class ForEach extends Activity {
  private readonly parts: { readonly slot: number; readonly source: Source; readonly body: Activity };
  constructor(place: ActivityPlace, parts: ForEach['parts']) { super(place); this.parts = parts; }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    const { slot, source, body } = this.parts;
    if (at.pc < 2) {
      const asked = at.pc === 0 ? ask(source, at, fiber) : { value: given(at) };
      at.pc = 1;
      if (asked === undefined) return;
      at.pc = 2;
      at.data['items'] = turnsOf(asked.value);
      at.data['next'] = 0;
      at.data['before'] = at.scope.slots[slot];
    }
    const items = at.data['items'] as Value[], next = at.data['next'] as number;
    if (next >= items.length) {
      this.restore(at);
      fiber.pop();
      return;
    }
    run.session.pay();
    at.data['next'] = next + 1;
    at.scope.slots[slot] = items[next] ?? null;
    fiber.push(body, at.scope, at.out);
  }
  override catches(at: Position, _fiber: Fiber, _run: WorkflowRun, _thrown: Thrown): boolean {
    if (at.pc === 2) this.restore(at);
    return false;
  }
  private restore(at: Position): void { at.scope.slots[this.parts.slot] = at.data['before'] as Value; }
}
