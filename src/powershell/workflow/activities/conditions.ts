/** if, switch, while, do and for. */
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import { isEnumerable, toItems } from '../../runtime/convert/enumerate.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { raise } from '../../runtime/errors/raise.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { isNumber, toNumber } from '../../runtime/values/numbers.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { Eval } from '../../runtime/compile/code.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import type { Source } from '../plan/planCompiler.ts';
import type { Fiber, Position } from '../run/fiber.ts';
import type { WorkflowRun } from '../run/workflowRun.ts';
import { ask, given } from './values.ts';

/** Even steps ask a condition, odd ones have its answer; a chosen block replaces the statement. */
export class If extends Activity {
  private readonly clauses: readonly { readonly condition: Source; readonly body: Activity }[];
  private readonly otherwise: Activity | undefined;
  constructor(place: ActivityPlace, clauses: If['clauses'], otherwise: Activity | undefined) { super(place); this.clauses = clauses; this.otherwise = otherwise; }
  step(at: Position, fiber: Fiber): void {
    for (;;) {
      const clause = this.clauses[at.pc >> 1];
      if (clause === undefined) return replace(fiber, at, this.otherwise);
      const asked = at.pc % 2 === 0 ? ask(clause.condition, at, fiber) : { value: given(at) };
      if (asked === undefined) { at.pc += 1; return; }
      if (toBoolean(asked.value)) return replace(fiber, at, clause.body);
      at.pc = (at.pc | 1) + 1;
    }
  }
}
function replace(fiber: Fiber, at: Position, body: Activity | undefined): void {
  fiber.pop();
  if (body !== undefined) fiber.push(body, at.scope, at.out);
}

/** A switch has one value and constant clauses; the first that is equal is taken, no other (section 2). */
export class Switch extends Activity {
  private readonly source: Source;
  private readonly type: AnyType | undefined;
  private readonly clauses: readonly { readonly test: Eval; readonly body: Activity }[];
  private readonly otherwise: Activity | undefined;
  constructor(place: ActivityPlace, parts: { source: Source; type: AnyType | undefined; clauses: Switch['clauses']; otherwise: Activity | undefined }) {
    super(place);
    this.source = parts.source;
    this.type = parts.type;
    this.clauses = parts.clauses;
    this.otherwise = parts.otherwise;
  }
  step(at: Position, fiber: Fiber): void {
    const asked = at.pc === 0 ? ask(this.source, at, fiber) : { value: given(at) };
    at.pc = 1;
    if (asked === undefined) return;
    const one = single(asked.value);
    at.scope.at = this.mark;
    const value = this.type === undefined || one === undefined ? one : convertTo(one, this.type);
    const chosen = this.clauses.find(({ test }) => equal(value, test(at.scope)));
    replace(fiber, at, chosen?.body ?? this.otherwise);
  }
}
/** The one value of a switch; undefined for none. */
function single(v: Value): Value {
  if (!isEnumerable(v)) return v ?? null;
  const items = toItems(v);
  if (items.length === 0) return undefined;
  if (items.length === 1) return items[0] ?? null;
  return raise({ id: 'SwitchEnumerationNotSupported', category: 'InvalidOperation', message: 'A switch in a workflow supports only a single element; the value given to it has several. Use foreach around it.' });
}
function equal(a: Value, b: Value): boolean {
  const left = unwrap(a), right = unwrap(b);
  return isNumber(left) && isNumber(right) ? toNumber(left) === toNumber(right) : toText(left) === toText(right);
}

/** while and for: the condition is asked before each turn; `do` begins with the body. */
export class Loop extends Activity {
  private readonly parts: { readonly first: Activity | undefined; readonly condition: Eval | undefined; readonly until: boolean; readonly body: Activity; readonly iterator: Activity | undefined; readonly bodyFirst: boolean };
  constructor(place: ActivityPlace, parts: Loop['parts']) { super(place); this.parts = parts; }
  step(at: Position, fiber: Fiber, run: WorkflowRun): void {
    const { first, condition, until, body, iterator, bodyFirst } = this.parts;
    switch (at.pc) {
      case 0:
        at.pc = bodyFirst ? 2 : 1;
        if (first !== undefined) fiber.push(first, at.scope, at.out);
        return;
      case 1:
        run.session.pay();
        if (condition !== undefined && toBoolean(condition(at.scope)) === until) { fiber.pop(); return; }
        at.pc = 2;
        return;
      case 2:
        at.pc = iterator === undefined ? 1 : 3;
        fiber.push(body, at.scope, at.out);
        return;
      default:
        at.pc = 1;
        if (iterator !== undefined) fiber.push(iterator, at.scope, at.out);
    }
  }
}
