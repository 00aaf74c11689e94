/**
 * Where a workflow is. A fiber is one line of work (the workflow itself, or a branch); its stack says in plain data what
 * runs and how far it is. Nothing of it lives on JavaScript's own stack between two steps, so all of it can be saved.
 */
import type { Frame } from '../../runtime/run/frame.ts';
import type { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { Activity } from '../plan/activity.ts';

/** Records on their way to a variable or to a pipeline. */
export class Collection {
  readonly items: Value[] = [];
  add(v: Value): void {
    this.items.push(v);
    followers.get(this)?.(this.items);
  }
  /** Tells of every further record. It is no part of what is saved: a run that goes on follows anew (`Activity.resumed`). */
  follow(told: (items: readonly Value[]) => void): void { followers.set(this, told); }
}
const followers = new WeakMap<Collection, (items: readonly Value[]) => void>();

/** One activity at work: which one, how far, in which scope, and where its records go. */
export class Position {
  readonly node: Activity;
  /** The step it is at; what the numbers mean is the activity's own matter. */
  pc = 0;
  scope: Frame;
  /** Undefined: the output of the workflow. */
  readonly out: Collection | undefined;
  /** What the activity keeps between its steps. Values, collections, fibers and plain data only. */
  data: Record<string, unknown> = {};
  /** A debugger was asked before it began. */
  asked = false;
  constructor(node: Activity, scope: Frame, out: Collection | undefined) {
    this.node = node;
    this.scope = scope;
    this.out = out;
  }
}

/** What a fiber waits for: its branches, a time (milliseconds since 1970), an answer from outside, or a checkpoint of the whole run. */
export type Wait =
  | { readonly kind: 'branches' }
  | { readonly kind: 'time'; readonly until: number }
  | { readonly kind: 'answer'; readonly ticket: number; readonly deadline: number }
  | { readonly kind: 'checkpoint' };

/** `return` and `exit` on their way to the end of the workflow. */
export class ReturnSignal {
  readonly isExit: boolean;
  constructor(isExit: boolean) { this.isExit = isExit; }
}
/** A branch that another one's `throw` ends, or all of a workflow that is stopped: on its way only finally blocks run. */
export class CancelSignal {}
export type Thrown = PowerShellError | ReturnSignal | CancelSignal;

export class Fiber {
  readonly stack: Position[] = [];
  /** The fiber whose branch this is. */
  readonly parent: Fiber | undefined;
  wait: Wait | undefined = undefined;
  isDone = false;
  /** An activity of it is being done outside: no checkpoint can be taken until it has ended. */
  inFlight = false;
  /** How it ended, where that was not the end of its last statement. */
  failure: Thrown | undefined = undefined;
  constructor(parent?: Fiber) { this.parent = parent; }
  get top(): Position | undefined { return this.stack.at(-1); }
  push(node: Activity, scope: Frame, out: Collection | undefined): Position {
    const made = new Position(node, scope, out);
    this.stack.push(made);
    return made;
  }
  pop(): void { this.stack.pop(); }
}
