/** try, catch and finally. In a catch block `$_` is the exception, not an error record (section 9.1). */
import { caughtException } from '../run/caughtException.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { exceptionType } from '../../runtime/types/system/exceptions.ts';
import type { NetException } from '../../runtime/values/errorRecord.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';

import type { Fiber, Position, Thrown } from '../run/fiber.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';

export interface CatchClause { readonly types: readonly (() => AnyType | undefined)[]; readonly body: Activity }
const START = 0, BODY = 1, CATCHING = 2, FINALLY = 3;

export class Try extends Activity {
  private readonly parts: { readonly body: Activity; readonly clauses: readonly CatchClause[]; readonly last: Activity | undefined };
  constructor(place: ActivityPlace, parts: Try['parts']) { super(place); this.parts = parts; }
  /** Whether an error inside would be taken here. */
  mayCatch(at: Position, { record }: PowerShellError): boolean { return at.pc === BODY && choose(unfolded(record.exception), this.parts.clauses) !== undefined; }
  /** Whether its finally block runs: that is not cut short, and what is thrown then is thrown behind it. */
  postpones(at: Position, thrown: Thrown): boolean {
    if (at.pc !== FINALLY || this.parts.last === undefined) return false;
    at.data['pending'] = thrown;
    return true;
  }
  step(at: Position, fiber: Fiber): void {
    const { body, last } = this.parts;
    switch (at.pc) {
      case START:
        at.pc = BODY;
        fiber.push(body, at.scope, at.out);
        return;
      case BODY: case CATCHING:
        if (at.pc === CATCHING) this.leaveCatch(at);
        at.pc = FINALLY;
        if (last !== undefined) fiber.push(last, at.scope, at.out);
        return;
      default: {
        const pending = at.data['pending'];
        fiber.pop();
        // oxlint-disable-next-line typescript/only-throw-error -- how the engine's errors travel (runtime/errors/raise.ts)
        if (pending !== undefined) throw pending;
      }
    }
  }
  override catches(at: Position, fiber: Fiber, run: WorkflowRun, thrown: Thrown): boolean {
    const { clauses, last } = this.parts;
    if (at.pc === BODY && thrown instanceof PowerShellError) {
      const clause = choose(unfolded(thrown.record.exception), clauses);
      if (clause !== undefined) {
        if (!thrown.logged) { run.session.logError(thrown.record); thrown.logged = true; }
        at.pc = CATCHING;
        at.data['caught'] = thrown;
        at.data['before'] = at.scope.slots[0];
        at.scope.slots[0] = caughtException(thrown.record, unfolded(thrown.record.exception));
        fiber.push(clause.body, at.scope, at.out);
        return true;
      }
    }
    if (at.pc === CATCHING) this.leaveCatch(at);
    if (at.pc === FINALLY || last === undefined) return false;
    at.pc = FINALLY;
    at.data['pending'] = thrown;
    fiber.push(last, at.scope, at.out);
    return true;
  }
  private leaveCatch(at: Position): void {
    at.scope.slots[0] = at.data['before'] as Value;
    delete at.data['before'];
    delete at.data['caught'];
  }
}
/** What the nearest catch block around a fiber has caught: a bare `throw` throws it again. */
export function caughtBy(fiber: Fiber | undefined): PowerShellError | undefined {
  for (let f = fiber; f !== undefined; f = f.parent) for (const at of f.stack.toReversed()) if (at.data['caught'] instanceof PowerShellError) return at.data['caught'];
  return undefined;
}
/** A RuntimeException that holds another exception gives way to it before the clauses are tried. */
export function unfolded(e: NetException): NetException {
  const runtime = exceptionType('System.Management.Automation.RuntimeException');
  return e.inner !== undefined && derives(e.netType, runtime) < Infinity ? e.inner : e;
}
/** The clause of the most special type; one without types takes what no other does. */
function choose(e: NetException, clauses: readonly CatchClause[]): CatchClause | undefined {
  let best: CatchClause | undefined, nearest = Infinity;
  for (const clause of clauses) for (const type of clause.types) {
    const distance = derives(e.netType, type());
    if (distance < nearest) { nearest = distance; best = clause; }
  }
  return best ?? clauses.find((clause) => clause.types.length === 0);
}
function derives(from: AnyType, to: AnyType | undefined): number {
  if (to === undefined) return Infinity;
  let steps = 0;
  for (let t: AnyType | undefined = from; t !== undefined; t = t.base, steps++) if (t === to || t.name === to.name) return steps;
  return Infinity;
}
