/** Assigning variables: the value of an expression as it is, what an activity wrote as the collection it is. */
import type { Eval } from '../../runtime/compile/code.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { add, divide, multiply, remainder, subtract } from '../../runtime/operators/arithmetic.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { Dictionary } from '../../runtime/values/dictionary.ts';
import { fold } from '../../runtime/values/folding.ts';
import { isNumber } from '../../runtime/values/numbers.ts';
import { unset } from '../../runtime/values/value.ts';
import type { Value } from '../../runtime/values/value.ts';
import { Activity } from '../plan/activity.ts';
import type { ActivityPlace } from '../plan/activity.ts';
import type { Source } from '../plan/planCompiler.ts';
import type { Fiber, Position } from '../run/fiber.ts';
import { ask, given } from './values.ts';

/** A variable that is written: in the scope it stands in, or in the workflow's own (`$WORKFLOW:x`, parameters). */
export interface VariableTarget { readonly name: string; readonly ofWorkflow: boolean; readonly type: (() => AnyType) | undefined }

/** The scope of the workflow itself. */
export function workflowScope(f: Frame): Frame {
  let at = f;
  while (at.invocation === null && at.parent !== null) at = at.parent;
  return at;
}
export function readVariable(target: VariableTarget, f: Frame): Value {
  const v = (target.ofWorkflow ? workflowScope(f) : f).find(fold(target.name));
  return v === unset ? null : v;
}
export function writeVariable(target: VariableTarget, f: Frame, v: Value): void {
  f.session.spell(target.name);
  (target.ofWorkflow ? workflowScope(f) : f).assign(target.name, target.type === undefined ? v ?? null : convertTo(v ?? null, target.type()));
}

const OPERATORS = { PlusEquals: add, MinusEquals: subtract, MultiplyEquals: multiply, DivideEquals: divide, RemainderEquals: remainder } as const;
export type Combination = keyof typeof OPERATORS | 'QuestionQuestionEquals' | 'AppendOutput';

export class Assignment extends Activity {
  private readonly target: VariableTarget;
  private readonly source: Source;
  private readonly operator: Combination | undefined;
  constructor(place: ActivityPlace, parts: { target: VariableTarget; source: Source; operator: Combination | undefined }) {
    super(place);
    this.target = parts.target;
    this.source = parts.source;
    this.operator = parts.operator;
  }
  step(at: Position, fiber: Fiber): void {
    const { scope } = at, { target, source, operator } = this;
    scope.at = this.mark;
    const asked = at.pc === 0 ? ask(source, at, fiber) : { value: given(at) };
    at.pc = 1;
    if (asked === undefined) return;
    scope.at = this.mark;
    if (operator === undefined) writeVariable(target, scope, asked.value);
    else if (operator === 'AppendOutput') writeVariable(target, scope, joined(readVariable(target, scope), asked.value));
    else if (operator === 'QuestionQuestionEquals') { if (readVariable(target, scope) == null) writeVariable(target, scope, asked.value); } else {
      const before = readVariable(target, scope), combine = 'activity' in source && operator === 'PlusEquals' ? append : OPERATORS[operator];
      writeVariable(target, scope, combine(before, asked.value));
    }
    fiber.pop();
  }
}
/**
 * `$v += command`: the output of an activity is added to what is there (AppendOutput). Where the variable holds one plain
 * number or text, `+` does what its author expects (workflow-semantics.md 18.1).
 */
function append(before: Value, value: Value): Value {
  if (before == null) return value;
  if (isNumber(before) || typeof before === 'string' || before instanceof Dictionary) return add(before, value);
  return joined(before, value);
}
const joined = (before: Value, value: Value): Value => (before == null ? value : [...toItems(before), ...(value == null ? [] : toItems(value))]);
/** `$i++` as a statement. */
export const increment = (target: VariableTarget, by: 1 | -1): Eval => (f) => {
  writeVariable(target, f, add(readVariable(target, f) ?? 0, by));
  return undefined;
};
