import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import type { Fiber, Position } from '../run/fiber.ts';

/** Statements in order. */
export class Statements extends Activity {
  private readonly list: readonly Activity[];
  constructor(place: ActivityPlace, list: readonly Activity[]) { super(place); this.list = list; }
  step(at: Position, fiber: Fiber): void {
    const next = this.list[at.pc];
    if (next === undefined) { fiber.pop(); return; }
    at.pc += 1;
    fiber.push(next, at.scope, at.out);
  }
}
