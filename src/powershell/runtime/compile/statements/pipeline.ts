/** Pipelines as statements: an expression that is written out, one command, several, and chains with `&&` and `||`. */
import type { AssignmentStatementAst, CommandExpressionAst, ExpressionAst, PipelineAst, PipelineBaseAst, PipelineChainAst, StatementAst } from '../../../syntax/ast.ts';
import { writeEnumerated } from '../../convert/enumerate.ts';
import { recover } from '../../errors/recover.ts';
import { isSignal } from '../../run/pipeline/signals.ts';
import { NORMAL } from '../code.ts';
import type { Eval, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { command } from '../commands/command.ts';
import { pipelineOf } from '../commands/pipeline.ts';
import { redirected } from '../commands/redirect.ts';
import { backgroundPipeline } from './background.ts';
import { onlyExpression } from './value.ts';

export function pipelineStatement(n: PipelineAst, c: Compiler): Exec {
  if (n.background) return backgroundPipeline(n, c);
  const mark = c.mark(n), [first] = n.elements;
  if (n.elements.length === 1 && first !== undefined) {
    if (first.kind === 'CommandExpressionAst') return expressionStatement(first, c, mark);
    const run = command(first, c);
    return (f) => { f.at = mark; return run(f); };
  }
  const run = pipelineOf(n, c);
  return (f) => { f.at = mark; return run(f); };
}
/** An expression that is written out, its streams redirected. */
export function expressionStatement(n: CommandExpressionAst, c: Compiler, mark: number): Exec {
  const value = c.expression(n.expression);
  const run = c.tracksSuccess && !endsInCommand(n.expression) ? succeeding(written(n, value, mark)) : written(n, value, mark);
  return n.redirections.length === 0 ? run : redirected(n, run, c, mark);
}
/** `$?` is true after it; a file that cannot be written is told of later. */
export const succeeding = (run: Exec): Exec => (f) => { const done = run(f); f.session.success = true; return done; };
/** Whether the last thing inside of parentheses is a command, which then says what `$?` is. */
function endsInCommand(n: ExpressionAst): boolean {
  if (n.kind === 'ParenExpressionAst') return isCommand(n.pipeline);
  if (n.kind !== 'SubExpressionAst' && n.kind !== 'ArrayExpressionAst') return false;
  const last = n.subExpression.statements.at(-1);
  return last !== undefined && isCommand(last);
}
function isCommand(n: PipelineBaseAst | StatementAst): boolean {
  if (n.kind === 'AssignmentStatementAst') return !setsSuccess(n);
  const inner = onlyExpression(n);
  return inner === undefined || endsInCommand(inner);
}
/** Whether `$?` is true after it: no command says so where the value is an expression (Compiler.ShouldSetExecutionStatusToSuccess). */
export function setsSuccess(n: AssignmentStatementAst): boolean {
  let { right } = n;
  while (right.kind === 'AssignmentStatementAst') ({ right } = right);
  return !isCommand(right);
}
function written(n: CommandExpressionAst, value: Eval, mark: number): Exec {
  const { expression } = n;
  if (expression.kind === 'UnaryExpressionAst' && /^(Postfix)?(PlusPlus|MinusMinus)$/.test(expression.operator)) return (f) => { f.at = mark; value(f); return NORMAL; };
  return (f) => {
    f.at = mark;
    const v = value(f);
    if (typeof v !== 'object' && v !== undefined) f.out.write(v);
    else writeEnumerated(f.out, v);
    return NORMAL;
  };
}
/** `a && b`, `a || b`: by whether the left side succeeded. What an error ends is that pipeline alone, traps included (Compiler.VisitPipelineChain). */
export function pipelineChain(n: PipelineChainAst, c: Compiler): Exec {
  if (n.background) return backgroundPipeline(n, c);
  const left = apart(c.statement(n.left)), right = apart(c.statement(n.right)), and = n.operator === 'AndAnd';
  return (f) => {
    f.session.success = true;
    const done = left(f);
    if (done !== NORMAL || f.session.success !== and) return done;
    f.session.success = true;
    return right(f);
  };
}
const apart = (run: Exec): Exec => (f) => {
  const { session, out } = f, { depth } = session;
  try { return run(f); } catch (e) {
    const { trapping } = f;
    if (trapping === null || trapping.guarded !== session.guarded || isSignal(e)) return recover(e, f);
    f.out = out;
    session.depth = depth;
    const done = trapping.handle(e);
    session.success = false;
    return done;
  }
};
