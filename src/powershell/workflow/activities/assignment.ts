/** Assigning variables: the value of an expression as it is, what an activity wrote as the collection it is. */
import { isEnumerable, toItems } from '../../runtime/convert/enumerate.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { add, divide, multiply, remainder, subtract } from '../../runtime/operators/arithmetic.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { fold } from '../../runtime/values/folding.ts';
import { isNumber } from '../../runtime/values/numbers.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import type { Source } from '../plan/planCompiler.ts';
import type { Place } from '../plan/textScopes.ts';
import { Collection } from '../run/fiber.ts';
import type { Fiber, Position } from '../run/fiber.ts';
import { loopAround } from './iteration.ts';
import { ask, given, valueOf } from './values.ts';

/** A variable that is written, and its slot in the layout of the workflow. */
export interface VariableTarget { readonly name: string; readonly place: Place; readonly slot: number; readonly type: (() => AnyType) | undefined }

/** The scope of the workflow itself. */
export function workflowScope(f: Frame): Frame {
  let at = f;
  while (at.invocation === null && at.parent !== null) at = at.parent;
  return at;
}
/** The scope whose variable is written. */
function scopeOf({ ofWorkflow, ofBlock }: Place, f: Frame): Frame { return ofWorkflow ? workflowScope(f) : ofBlock ? f.parent ?? f : f; }
/** What reading the name gives: in a loop over it the item. */
function read({ name, place }: VariableTarget, f: Frame): Value {
  const v = (place.ofWorkflow ? workflowScope(f) : f).find(fold(name));
  return v === unset ? null : v;
}
/** What is in the variable that is written: another one than `read` gives where a loop variable hides it. */
function held({ target, at, fiber }: Write): Value {
  const { name, place, slot } = target, { behind } = place;
  if (behind === 'nothing') return null;
  const found = behind === undefined ? undefined : loopAround(fiber, behind, at.node.workflow);
  const v = found === undefined ? scopeOf(place, at.scope).find(fold(name)) : found.loop.hidden(found.at, slot);
  return v === unset ? null : v;
}
function write({ target, at, fiber }: Write, v: Value): void {
  const { name, place, slot, type } = target, { behind } = place, f = scopeOf(place, at.scope), value = type === undefined ? v ?? null : convertTo(v ?? null, type());
  f.session.spell(name);
  if (behind === undefined) { f.assign(name, value); return; }
  if (behind === 'nothing') return;
  const found = loopAround(fiber, behind, at.node.workflow), guard = f.guardOf(fold(name));
  found.loop.setHidden(found.at, slot, guard === undefined ? value : guard.check(value));
}
interface Write { readonly target: VariableTarget; readonly at: Position; readonly fiber: Fiber }

const OPERATORS = { PlusEquals: add, MinusEquals: subtract, MultiplyEquals: multiply, DivideEquals: divide, RemainderEquals: remainder } as const;
export type Combination = keyof typeof OPERATORS | 'QuestionQuestionEquals' | 'AppendOutput';

/**
 * A block whose outputs go into the variable as they are written (workflow-semantics.md 1.2 and 4). `empties`: foreach begins with an empty one,
 * parallel and sequence add to what is there. `isRead`: the block itself reads the variable, so that each output is put there at once.
 */
export interface Collecting { readonly empties: boolean; readonly isRead: boolean }

export class Assignment extends Activity {
  private readonly target: VariableTarget;
  private readonly source: Source;
  private readonly operator: Combination | undefined;
  /** The variable holds what activities wrote: `+=` of another's output joins it. */
  private readonly joins: boolean;
  private readonly collecting: Collecting | undefined;
  constructor(place: ActivityPlace, parts: { target: VariableTarget; source: Source; operator: Combination | undefined; joins: boolean; collecting?: Collecting | undefined }) {
    super(place);
    this.target = parts.target;
    this.source = parts.source;
    this.operator = parts.operator;
    this.joins = parts.joins;
    this.collecting = parts.collecting;
  }
  step(at: Position, fiber: Fiber): void {
    const { scope } = at, { target, source, operator } = this;
    scope.at = this.mark;
    const asked = at.pc === 0 ? ask(source, at, fiber) : { value: given(at) };
    at.pc = 1;
    if (asked === undefined) { this.begin(at, fiber); return; }
    scope.at = this.mark;
    const to = { target, at, fiber };
    if (operator === undefined) write(to, asked.value);
    else if (operator === 'AppendOutput') write(to, joined(held(to), asked.value));
    else if (operator === 'QuestionQuestionEquals') { if (read(target, scope) == null) write(to, asked.value); }
    // A command appends to the variable; an expression is worked out whole, and reads what the name gives (1.2).
    else if ('activity' in source && operator === 'PlusEquals') write(to, (target.type !== undefined ? combined : this.joins ? joined : append)(held(to), asked.value));
    else write(to, OPERATORS[operator](read(target, scope), asked.value));
    fiber.pop();
  }
  /** A block is left by what it threw: what it has written before is in the variable. */
  override catches(at: Position, fiber: Fiber): boolean {
    const made = at.data['given'], { operator } = this;
    if (this.collecting === undefined || (operator !== undefined && operator !== 'PlusEquals') || !(made instanceof Collection) || made.items.length === 0) return false;
    const to = { target: this.target, at, fiber }, value = valueOf(made);
    // What cannot be put there (a type that does not take a part) does not hide the error that is on its way.
    try { write(to, operator === undefined ? value : (this.target.type !== undefined ? combined : joined)(held(to), value)); } catch (e) { if (!(e instanceof PowerShellError)) throw e; }
    return false;
  }
  override resumed(at: Position, fiber: Fiber): void {
    const made = at.data['given'];
    if (this.collecting?.isRead !== true || this.operator !== undefined || !(made instanceof Collection)) return;
    // A copy: who has read the variable keeps what was in it then.
    made.follow((items) => { write({ target: this.target, at, fiber }, items.length === 1 ? items[0] : [...items]); });
  }
  private begin(at: Position, fiber: Fiber): void {
    const { target, collecting, operator } = this, made = at.data['given'];
    if (collecting === undefined || operator !== undefined || !(made instanceof Collection)) return;
    const to = { target, at, fiber };
    if (!collecting.empties) { const before = held(to); if (before != null) made.items.push(...toItems(before)); }
    else if (target.type === undefined) write(to, null);
    this.resumed(at, fiber);
  }
}
/**
 * `$v += command`: the output of an activity is added to what is there (AppendOutput). Where an expression has given the variable one
 * plain number or text (`$sum = 0`), `+` does what its author expects (workflow-semantics.md 18.1).
 */
function append(before: Value, value: Value): Value {
  if (before == null) return value;
  if (isNumber(before) || typeof before === 'string' || before instanceof Dictionary) return add(before, value);
  return joined(before, value);
}
/** A variable that keeps its type: a collection gets more items, and for everything else `+` is what its type makes of it. */
const combined = (before: Value, value: Value): Value => (isEnumerable(before) ? joined(before, value) : add(before ?? null, value));
const joined = (before: Value, value: Value): Value => (before == null ? value : [...toItems(before), ...(value == null ? [] : toItems(value))]);
