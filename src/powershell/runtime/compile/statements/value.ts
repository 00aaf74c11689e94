/** Statements asked for their value: `$x = …`, `( … )`, `$( … )`, conditions. */
import type { CommandExpressionAst, ExpressionAst, PipelineBaseAst, StatementAst, StatementBlockAst } from '../../../syntax/ast.ts';
import { Collector } from '../../run/pipeline/writers.ts';
import { FlowSignal, ExitSignal } from '../../run/pipeline/signals.ts';
import { BREAK, CONTINUE, EXIT, NORMAL, RETURN } from '../code.ts';
import type { Completion, Eval, Exec } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import type { Frame } from '../../run/frame.ts';
import { redirected, writesToFile } from '../commands/redirect.ts';
import { assignedValue } from './assignment.ts';
import { expressionStatement } from './pipeline.ts';

/** The value of a pipeline (an expression directly) or of any statement's output. */
export function compileValue(n: PipelineBaseAst | StatementAst, c: Compiler): Eval {
  const only = onlyExpression(n);
  if (only !== undefined) return at(n, c, c.expression(only));
  if (n.kind === 'AssignmentStatementAst') return assignedValue(n, c);
  const [first, more] = n.kind === 'PipelineAst' && !n.background ? n.elements : [n];
  if (first?.kind === 'CommandExpressionAst' && more === undefined) return redirectedValue(first, c);
  return gathered(c.statement(n));
}
/**
 * The value of an expression with redirections. What is merged joins what parentheses gather; of anything else it goes to where the statement
 * around writes, since the value itself is no output (Compiler.GetRedirectedExpression, captureForInput).
 */
export function redirectedValue(n: CommandExpressionAst, c: Compiler): Eval {
  const { expression, redirections } = n;
  if (expression.kind === 'ParenExpressionAst' || expression.kind === 'SubExpressionAst' || writesToFile(redirections)) {
    const run = expressionStatement(n, c, c.mark(n));
    return expression.kind === 'ParenExpressionAst' || expression.kind === 'SubExpressionAst' ? gathered(run) : (f) => { run(f); return undefined; };
  }
  return redirected(n, c.expression(expression), c, c.mark(n));
}
/** The expression of a pipeline that is nothing else. */
export function onlyExpression(n: PipelineBaseAst | StatementAst): ExpressionAst | undefined {
  const only = n.kind === 'PipelineAst' && n.elements.length === 1 && !n.background ? n.elements[0] : n;
  return only?.kind === 'CommandExpressionAst' && only.redirections.length === 0 ? only.expression : undefined;
}
/** Sets the position before the value is worked out. */
function at(n: { readonly start: number; readonly end: number }, c: Compiler, run: Eval): Eval {
  const mark = c.mark(n);
  return (f) => { f.at = mark; return run(f); };
}
/** Runs a statement with its output taken aside. */
function collected(run: Exec): (f: Frame) => Collector {
  return (f) => {
    const before = f.out, made = new Collector();
    f.out = made;
    let done: Completion;
    try { done = run(f); } catch (e) { f.out = before; throw passedOn(e, f, made); } finally { f.out = before; }
    if (done !== NORMAL) leave(done, f, made);
    return made;
  };
}
/** Runs a statement with its output gathered: nothing, one thing or an array. */
export function gathered(run: Exec): Eval {
  const collect = collected(run);
  return (f) => collect(f).value();
}
/** The items of a block's output: `@( … )`. */
export const gatheredItems = (n: StatementBlockAst, c: Compiler): ((f: Frame) => Collector) => collected(c.block(n));
/** A break, return or exit inside of a value: what `return` gives goes to where the statement around writes. */
function leave(done: Completion, f: Frame, made: Collector): void {
  if (done === RETURN) for (const item of made.items) f.out.write(item);
  if (done === RETURN || done === BREAK || done === CONTINUE) throw new FlowSignal(done, f.label);
  if (done === EXIT) throw new ExitSignal(Number(f.session.lastExitCode ?? 0));
}
function passedOn(e: unknown, f: Frame, made: Collector): unknown {
  if (e instanceof FlowSignal && e.completion === RETURN) for (const item of made.items) f.out.write(item);
  return e;
}
