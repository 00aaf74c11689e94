/** parallel, sequence and foreach -parallel: branches that take turns at every activity, each a fiber of its own. */
import { toItems } from '../../runtime/convert/enumerate.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import type { Eval } from '../../runtime/compile/code.ts';
import { T } from '../../runtime/types/t.ts';
import { Frame } from '../../runtime/run/frame.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import type { Source } from '../plan/planCompiler.ts';
import { Fiber } from '../run/fiber.ts';
import type { Position, Thrown } from '../run/fiber.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';
import { turnsOf } from './iteration.ts';
import { ask, given } from './values.ts';

/** A scope inside another: assigning stays here, reading looks further out. */
export const innerScope = (f: Frame): Frame => new Frame(f.session, f.layout, f, f.module, f.out, f.streams, f.source);

/** What starts branches and goes on when they have all ended. */
export abstract class Branches extends Activity {
  /** The next branch to start, or undefined where there is none (now). */
  protected abstract next(at: Position, fiber: Fiber): Fiber | undefined;
  protected begin(at: Position, fiber: Fiber, run: WorkflowRun): void {
    at.data['active'] = new Set<Fiber>();
    fiber.wait = { kind: 'branches' };
    this.fill(at, fiber, run);
  }
  /** A branch has ended, by its last statement or by an error that was written. Gives what the block is left with where it ends early, when no branch is left. */
  ended(at: Position, fiber: Fiber, run: WorkflowRun, branch: Fiber): Thrown | undefined {
    const active = this.active(at);
    active.delete(branch);
    const thrown = at.data['leaving'] as Thrown | undefined;
    if (thrown === undefined) this.fill(at, fiber, run);
    else if (active.size === 0) return thrown;
    return undefined;
  }
  /** No further branch begins, and the block is left with `thrown` as soon as the last one has ended. Gives those that have not. */
  leave(at: Position, thrown: Thrown): readonly Fiber[] {
    at.data['leaving'] = thrown;
    return [...this.active(at)];
  }
  active(at: Position): Set<Fiber> { return at.data['active'] as Set<Fiber>; }
  private fill(at: Position, fiber: Fiber, run: WorkflowRun): void {
    const active = this.active(at);
    for (let made = this.next(at, fiber); made !== undefined; made = this.next(at, fiber)) {
      active.add(made);
      run.start(made);
    }
    if (active.size > 0) return;
    fiber.wait = undefined;
    at.pc = DONE;
  }
}
const DONE = 9;

/**
 * Each statement is a branch; all share the scope of the block. What a statement hides while it runs (the variable of a loop, `$_`) lies in a
 * scope around it alone, so that two loops over `$i` do not disturb each other; what it assigns goes to the block (plan/textScopes.ts).
 */
export class Parallel extends Branches {
  private readonly branches: readonly Activity[];
  constructor(place: ActivityPlace, branches: readonly Activity[]) { super(place); this.branches = branches; }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    if (at.pc === DONE) { fiber.pop(); return; }
    at.data['scope'] = innerScope(at.scope);
    at.data['started'] = 0;
    this.begin(at, fiber, run);
  }
  protected override next(at: Position, fiber: Fiber): Fiber | undefined {
    const started = at.data['started'] as number, body = this.branches[started];
    if (body === undefined) return undefined;
    at.data['started'] = started + 1;
    const made = new Fiber(fiber);
    made.push(body, innerScope(at.data['scope'] as Frame), at.out);
    return made;
  }
  /** In format 1 the statements ran in the scope of the block itself. */
  override upgrade(at: Position, format: number): void {
    if (format !== 1 || at.data['active'] === undefined) return;
    for (const branch of this.active(at)) {
      const own = innerScope(at.data['scope'] as Frame);
      for (const inside of branch.stack) if (inside.scope === own.parent) inside.scope = own;
    }
  }
}

/** Each item is a branch with a scope of its own; at most `ThrottleLimit` at once. */
export class ForEachParallel extends Branches {
  private readonly parts: { readonly slot: number; readonly source: Source; readonly throttle: Eval | undefined; readonly body: Activity };
  constructor(place: ActivityPlace, parts: ForEachParallel['parts']) { super(place); this.parts = parts; }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    if (at.pc === DONE) { fiber.pop(); return; }
    const asked = at.pc === 0 ? ask(this.parts.source, at, fiber) : { value: given(at) };
    at.pc = 1;
    if (asked === undefined) return;
    const limit = this.parts.throttle === undefined ? 0 : convertTo(toItems(this.parts.throttle(at.scope))[0] ?? 0, T.Int32);
    at.data['limit'] = typeof limit === 'number' && limit > 0 ? limit : 0;
    at.data['items'] = turnsOf(asked.value);
    at.data['started'] = 0;
    this.begin(at, fiber, run);
  }
  /** The item of a branch, by the scope of it. */
  itemOf(scope: Frame): Value { return scope.slots[this.parts.slot]; }
  protected override next(at: Position, fiber: Fiber): Fiber | undefined {
    const items = at.data['items'] as Value[], started = at.data['started'] as number, limit = at.data['limit'] as number;
    if (started >= items.length || (limit > 0 && this.active(at).size >= limit)) return undefined;
    at.data['started'] = started + 1;
    const made = new Fiber(fiber), scope = innerScope(at.scope);
    scope.slots[this.parts.slot] = items[started] ?? null;
    made.push(this.parts.body, scope, at.out);
    return made;
  }
}

/** sequence: statements in order in a scope of their own. */
export class Sequence extends Activity {
  private readonly body: Activity;
  constructor(place: ActivityPlace, body: Activity) { super(place); this.body = body; }
  step(at: Position, fiber: Fiber): void {
    fiber.pop();
    fiber.push(this.body, innerScope(at.scope), at.out);
  }
}
