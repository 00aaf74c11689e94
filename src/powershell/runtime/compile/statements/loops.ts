/** while, do-while, do-until and for. Every turn pays the toll; break and continue are completion codes. */
import type { DoUntilStatementAst, DoWhileStatementAst, ForStatementAst, PipelineBaseAst, WhileStatementAst } from '../../../syntax/ast.ts';
import { BREAK, CONTINUE, NORMAL } from '../code.ts';
import type { Completion, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { Gear } from '../generate/gears.ts';
import { generateLoop } from '../generate/blocks.ts';
import { later, watchedAt } from '../watch.ts';
import { condition } from './condition.ts';
import { watched } from './list.ts';
import { mine } from './label.ts';
import { onlyExpression } from './value.ts';
import { nullWriter } from '../../run/pipeline/writers.ts';

export function whileStatement(n: WhileStatementAst, c: Compiler): Exec {
  const test = watchedAt(n.condition, c, condition(n.condition, c)), body = c.block(n.body), { label } = n, gear = new Gear(c, () => generateLoop(n, c)), late = later(c, (by) => whileStatement(n, by));
  return (f) => {
    const { session } = f;
    for (;;) {
      if (session.late && late !== undefined) return late()(f);
      const hot = gear.next();
      if (hot !== undefined) return hot(f);
      if (!test(f)) break;
      session.pay();
      const done = body(f);
      if (done === NORMAL) continue;
      if (done === BREAK && mine(f, label)) break;
      if (done === CONTINUE && mine(f, label)) continue;
      return done;
    }
    return NORMAL;
  };
}
function doLoop(n: DoWhileStatementAst | DoUntilStatementAst, until: boolean, c: Compiler): Exec {
  const test = watchedAt(n.condition, c, condition(n.condition, c)), body = c.block(n.body), { label } = n, gear = new Gear(c, () => generateLoop(n, c)), late = later(c, (by) => doLoop(n, until, by));
  return (f) => {
    const { session } = f;
    do {
      if (session.late && late !== undefined) return late()(f);
      const hot = gear.next();
      if (hot !== undefined) return hot(f);
      session.pay();
      const done: Completion = body(f);
      if (done === NORMAL) continue;
      if (done === BREAK && mine(f, label)) break;
      if (done === CONTINUE && mine(f, label)) continue;
      return done;
    } while (test(f) !== until);
    return NORMAL;
  };
}
export const doWhileStatement = (n: DoWhileStatementAst, c: Compiler): Exec => doLoop(n, false, c);
export const doUntilStatement = (n: DoUntilStatementAst, c: Compiler): Exec => doLoop(n, true, c);

export function forStatement(n: ForStatementAst, c: Compiler): Exec {
  const first = n.initializer === undefined ? undefined : watched(n.initializer, c, dropped(n.initializer, c));
  const test = n.condition === undefined ? () => true : watchedAt(n.condition, c, condition(n.condition, c));
  const step = n.iterator === undefined ? undefined : watched(n.iterator, c, dropped(n.iterator, c));
  const body = c.block(n.body), { label } = n, gear = new Gear(c, () => generateLoop(n, c)), late = later(c, (by) => loopRest(n, by));
  return (f) => {
    const { session } = f;
    if (first !== undefined) first(f);
    for (;;) {
      if (session.late && late !== undefined) return late()(f);
      const hot = gear.next();
      if (hot !== undefined) return hot(f);
      if (!test(f)) break;
      session.pay();
      const done = body(f);
      if (done !== NORMAL) {
        if (done === BREAK && mine(f, label)) break;
        if (!(done === CONTINUE && mine(f, label))) return done;
      }
      if (step !== undefined) step(f);
    }
    return NORMAL;
  };
}
/** What `for` does before and between its turns gives no output (Compiler.VisitForStatement): `for (($i = 0), ($j = 9); …)`. */
export function dropped(n: PipelineBaseAst, c: Compiler): Exec {
  const run = c.statement(n);
  if (givesNothing(n)) return run;
  return (f) => {
    const { out } = f;
    f.out = nullWriter;
    try { return run(f); } finally { f.out = out; }
  };
}
/** Whether a part of `for` writes nothing anyway: an assignment, `$i++`. */
export function givesNothing(n: PipelineBaseAst): boolean {
  const only = onlyExpression(n);
  return n.kind === 'AssignmentStatementAst' || (only?.kind === 'UnaryExpressionAst' && /PlusPlus|MinusMinus/.test(only.operator));
}
/** What is left of a loop before any of its turns. */
export function loopRest(n: WhileStatementAst | DoWhileStatementAst | DoUntilStatementAst | ForStatementAst, c: Compiler): Exec {
  switch (n.kind) {
    case 'WhileStatementAst': return whileStatement(n, c);
    case 'ForStatementAst': return forStatement({ ...n, initializer: undefined }, c);
    default: return doLoop(n, n.kind === 'DoUntilStatementAst', c);
  }
}
