/** The nodes of a workflow's plan. A node holds what the text says; what happens at run time is in positions (run/fiber.ts). */
import type { Site } from '../../runtime/debug/sites.ts';
import type { Fiber, Position, Thrown } from '../run/fiber.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';

const NONE: readonly string[] = [];
export abstract class Activity {
  /** Its number in its plan: the same whenever the same text is compiled, so that a checkpoint can name it. */
  readonly id: number;
  /** The extent of the statement, in the source's table. */
  readonly mark: number;
  /** The workflow it belongs to, by the key of its plan. */
  readonly workflow: string;
  /** A statement: a debugger may stop before it. */
  isStatement = false;
  /** The commands that it does itself, without a call: what breakpoints on them stop at. */
  get commands(): readonly string[] { return NONE; }
  /** Made when a debugger comes by. */
  site: Site | undefined = undefined;
  constructor(place: ActivityPlace) {
    this.id = place.id;
    this.mark = place.mark;
    this.workflow = place.workflow;
  }
  /** Does the next piece of work: pushes what is to run inside, waits, or pops itself when it is done. */
  abstract step(at: Position, fiber: Fiber, run: WorkflowRun): void;
  /** Something was thrown inside; true where this activity takes it and goes on by its next step. */
  catches(_at: Position, _fiber: Fiber, _run: WorkflowRun, _thrown: Thrown): boolean { return false; }
  /** A run that goes on has it again: ties what is no part of the saved state. */
  resumed(_at: Position, _fiber: Fiber): void { /* Most have nothing of that kind. */ }
  /** Makes of what an older state format kept in a position what the activity keeps now (state/savedState.ts). */
  upgrade(_at: Position, _format: number): void { /* Most have kept the same in every format. */ }
}
export interface ActivityPlace { readonly id: number; readonly mark: number; readonly workflow: string }
