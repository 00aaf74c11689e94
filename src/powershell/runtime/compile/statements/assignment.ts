/** assignment: target operator value. */
import type { AssignmentStatementAst, ExpressionAst, IndexExpressionAst, MemberExpressionAst } from '../../../syntax/ast.ts';
import { isObjectKey } from '../expressions/objectKey.ts';
import { add, divide, multiply, remainder, subtract } from '../../operators/arithmetic.ts';
import type { Frame } from '../../run/frame.ts';
import { getIndex, setIndex } from '../../members/index.ts';
import { begin, grow, growNamed, mayGrow } from '../../run/growing.ts';
import { growWatched, takeEntry, takeMember, watchEntry, watchMember } from '../../run/growingMembers.ts';
import { fold } from '../../values/folding.ts';
import { unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { NORMAL } from '../code.ts';
import type { Eval, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { named } from '../expressions/members.ts';
import { namedSetter, target } from '../expressions/target.ts';
import type { Target } from '../expressions/target.ts';
import { setsSuccess, succeeding } from './pipeline.ts';
import { isAutomatic, plainVariable, splitPath } from '../expressions/variables.ts';

const OPERATORS = { PlusEquals: add, MinusEquals: subtract, MultiplyEquals: multiply, DivideEquals: divide, RemainderEquals: remainder } as const;

export function assignment(n: AssignmentStatementAst, c: Compiler): Exec {
  const run = growing(n, c) ?? assignmentValue(n, c), done: Exec = (f) => { run(f); return NORMAL; };
  return c.tracksSuccess && setsSuccess(n) ? succeeding(done) : done;
}
/** `$a += …` whose value nobody asks for: an array grows in place where it may (run/growing.ts). */
function growing(n: AssignmentStatementAst, c: Compiler): Eval | undefined {
  if (n.operator !== 'PlusEquals') return undefined;
  if (n.left.kind === 'MemberExpressionAst') return growingMember(n, n.left, c);
  if (n.left.kind === 'IndexExpressionAst' && !isObjectKey(n.left.index)) return growingItem(n, n.left, c);
  if (n.left.kind !== 'VariableExpressionAst') return undefined;
  const slot = slotOf(n.left, c), mark = c.mark(n);
  if (slot >= 0) return c.layout?.growing.has(slot) === true ? combineSlot(slot, add, c.inner(n.right), mark, c.ownsScope, true) : undefined;
  const { scope, name } = splitPath(n.left.variablePath), folded = fold(name), holder = HOLDERS.get(scope), to = target(n.left, c), value = c.inner(n.right);
  if (holder === undefined || isAutomatic(folded) || SPECIAL.has(folded)) return undefined;
  return (f) => {
    f.at = mark;
    const more = growNamed(holder(f), folded);
    if (more !== undefined) { more(value(f)); return null; }
    const place = to.prepare(f), left = place.get(), v = add(left, value(f));
    f.at = mark;
    place.set(v);
    return null;
  };
}
/** The same for `$o.P += …` (run/growingMembers.ts). */
function growingMember(n: AssignmentStatementAst, { expression, member, isStatic }: MemberExpressionAst, c: Compiler): Eval | undefined {
  if (isStatic || member.kind !== 'StringConstantExpressionAst') return undefined;
  const of = c.expression(expression), folded = fold(member.value), get = named(member.value), set = namedSetter(member.value), value = c.inner(n.right), mark = c.mark(n);
  return (f) => {
    f.at = mark;
    const o = of(f), watch = takeMember(o, folded), left = watch === undefined ? get(o, f) : watch.array, more = value(f);
    if (watch !== undefined && growWatched(watch, more)) return null;
    const sum = add(left, more);
    f.at = mark;
    set(o, sum);
    watchMember(o, folded, sum);
    return null;
  };
}
/** The same for `$table[key] += …`. */
function growingItem(n: AssignmentStatementAst, left: IndexExpressionAst, c: Compiler): Eval {
  const of = c.expression(left.target), at = c.expression(left.index), value = c.inner(n.right), mark = c.mark(n);
  return (f) => {
    f.at = mark;
    const o = of(f), key = at(f), watch = takeEntry(o, key), old = watch === undefined ? getIndex(o, key) : watch.array, more = value(f);
    if (watch !== undefined && growWatched(watch, more)) return null;
    const sum = add(old, more);
    f.at = mark;
    setIndex(o, key, sum);
    watchEntry(o, key, sum);
    return null;
  };
}
/** Where a variable that is looked up by name is added to. */
const HOLDERS: ReadonlyMap<string | undefined, (f: Frame) => Frame> = new Map<string | undefined, (f: Frame) => Frame>([[undefined, (f) => f], ['local', (f) => f], ['script', (f) => f.scriptFrame()], ['global', (f) => f.session.global]]);
/** Names that are more than a variable. */
const SPECIAL = new Set(['null', 'matches', 'lastexitcode', '_', 'psitem', 'true', 'false']);
/** The assignment as a value: what the variable holds then, which a type before it may have changed. */
export function assignedValue(n: AssignmentStatementAst, c: Compiler): Eval {
  const run = assignmentValue(n, c);
  if (n.left.kind !== 'ConvertExpressionAst' && n.left.kind !== 'AttributedExpressionAst') return run;
  const to = target(n.left, c);
  return (f) => { run(f); return to.prepare(f).get(); };
}
/** The assignment as an expression: gives the value assigned. */
export function assignmentValue(n: AssignmentStatementAst, c: Compiler): Eval {
  const mark = c.mark(n), { operator } = n;
  if (operator === 'Equals') return simple(n, c, mark);
  if (operator === 'QuestionQuestionEquals') {
    const to = target(n.left, c), value = c.inner(n.right), own = c.ownsScope ? slotOf(n.left, c) : -1;
    return (f) => {
      f.at = mark;
      if (own >= 0 && f.slots[own] === unset) { const v = value(f); if (f.guards === null) f.slots[own] = v; else f.assignGuarded(own, v); return v; }
      const place = to.prepare(f), old = place.get();
      if (old != null) return old;
      const v = value(f);
      place.set(v);
      return v;
    };
  }
  const combine = OPERATORS[operator], value = c.inner(n.right), slot = slotOf(n.left, c);
  if (slot >= 0) return combineSlot(slot, combine, value, mark, c.ownsScope);
  const to: Target = target(n.left, c);
  return (f) => {
    f.at = mark;
    const place = to.prepare(f), left = place.get();
    const v = combine(left, value(f));
    f.at = mark;
    place.set(v);
    return v;
  };
}
const slotOf = (left: ExpressionAst, c: Compiler): number => (left.kind === 'VariableExpressionAst' ? plainVariable(left.variablePath, c) : -1);
function combineSlot(slot: number, combine: (a: Value, b: Value) => Value, value: Eval, mark: number, isOwn: boolean, isGrowing = false): Eval {
  return (f) => {
    f.at = mark;
    // The variable is read first, whatever happens to it while the right side is worked out (Compiler.ReduceAssignment).
    let left = f.slots[slot];
    if (isGrowing && Array.isArray(left) && mayGrow(f, slot)) {
      const token = begin(f, slot, left);
      grow(f, slot, left, value(f), token);
      return null;
    }
    if (left === unset) left = isOwn && f.parent !== null ? null : f.inherited(slot);
    const right = value(f), v = combine(left, right);
    if (f.guards === null) f.slots[slot] = v;
    else f.assignGuarded(slot, v);
    return v;
  };
}
function simple(n: AssignmentStatementAst, c: Compiler, mark: number): Eval {
  const value = c.inner(n.right), slot = slotOf(n.left, c);
  if (slot >= 0 && c.layout?.begun.has(slot) === false) c.layout.begun.set(slot, 'plain');
  if (slot >= 0) return (f) => {
    f.at = mark;
    const v = value(f);
    if (f.guards === null) f.slots[slot] = v;
    else { f.at = mark; f.assignGuarded(slot, v); }
    return v;
  };
  const to = target(n.left, c);
  return (f: Frame) => {
    f.at = mark;
    const v = value(f);
    f.at = mark;
    to.assign(f, v);
    return v;
  };
}
