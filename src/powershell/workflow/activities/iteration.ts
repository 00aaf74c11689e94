/** foreach, and pipelines that go item by item: -Sequence and -PipelineVariable (workflow-semantics.md, "Other points" of section 2). */
import { enumerate, isEnumerable } from '../../runtime/convert/enumerate.ts';
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import type { Source } from '../plan/planCompiler.ts';
import type { Fiber, Position, Thrown } from '../run/fiber.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';
import { ask, given } from './values.ts';

/** What foreach walks: nothing for null, the items of a collection, one turn for anything else. */
export const turnsOf = (v: Value): Value[] => (v == null ? [] : isEnumerable(v) ? [...enumerate(v)] : [v]);

/**
 * Runs its body once for each item of its source, with the item in its variables: the one of foreach, or `$_` and the pipeline
 * variable. They hide variables of the same names while the loop runs (section 3); what the body assigns to such a name is
 * kept in `before`, and is the variable again when the loop has ended.
 */
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
  /** Whether its body is a block that runs now: a step over the pipeline does not enter it, as it does the body of a loop. */
  isInBlock(at: Position): boolean { return at.pc === 2 && this.slots[0] === 0; }
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
  /** Format 1 kept the one variable of foreach as it is; `$_`, the slot 0, is a pipeline's. */
  override upgrade(at: Position, format: number): void {
    if (format === 1 && at.pc === 2 && this.slots[0] !== 0) at.data['before'] = [at.data['before']];
  }
  /** The variable that a loop variable hides; `unset` where there is none. */
  hidden(at: Position, slot: number): Value { return beforeOf(at)[this.slots.indexOf(slot)]; }
  setHidden(at: Position, slot: number, v: Value): void { beforeOf(at)[this.slots.indexOf(slot)] = v; }
  private restore(at: Position): void {
    const before = beforeOf(at);
    this.slots.forEach((slot, i) => { at.scope.slots[slot] = before[i]; });
  }
}
const beforeOf = (at: Position): Value[] => at.data['before'] as Value[];

/** The loop of that number that a fiber, or one it is a branch of, is in. */
export function loopAround(fiber: Fiber, id: number, workflow: string): { readonly loop: Iteration; readonly at: Position } {
  for (let f: Fiber | undefined = fiber; f !== undefined; f = f.parent) for (const at of f.stack) if (at.node.id === id && at.node.workflow === workflow && at.node instanceof Iteration) return { loop: at.node, at };
  throw new Error(`The loop ${id} of ${workflow} is not running.`);
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
