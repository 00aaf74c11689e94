import type { BreakStatementAst, ContinueStatementAst, ReturnStatementAst, TryStatementAst } from '../ast.ts';
import type { Parser } from '../parser.ts';
import { returnsNothing } from './classes.ts';
import type { Context } from './context.ts';
import { exceptionName, isCaughtBy } from './exceptions.ts';

/** A catch for everything comes last, and no type is caught twice. */
export function checkTry(p: Parser, node: TryStatementAst): void {
  node.catchClauses.forEach((clause, index) => {
    const later = node.catchClauses.slice(index + 1), [next] = later;
    if (clause.catchTypes.length === 0) {
      if (next !== undefined) {
        const before = Math.max(next.start - 1, 0);
        p.report(before, before, 'EmptyCatchNotLast');
      }
      return;
    }
    for (const type of clause.catchTypes) {
      for (const other of later) {
        for (const { start, end, typeName } of other.catchTypes) if (isCaughtBy(typeName, type.typeName)) p.report(start, end, 'ExceptionTypeAlreadyCaught', exceptionName(typeName));
      }
    }
  });
}

const sameLabel = (label: string, loop: string | undefined): boolean => label === '' || label.toLowerCase() === (loop ?? '').toLowerCase();

/** `break` and `continue` may not leave a finally block, and in a method their loop has to be there. */
export function checkJump(p: Parser, node: BreakStatementAst | ContinueStatementAst, context: Context): void {
  const { start, end, label } = node;
  const name = label === undefined ? '' : label.kind === 'StringConstantExpressionAst' ? label.value : undefined;
  if (context.finallyLoops !== undefined && (name === undefined || !context.finallyLoops.some((loop) => sameLabel(name, loop)))) p.report(start, end, 'ControlLeavingFinally');
  if (context.method !== undefined && name !== undefined && name !== '' && !context.loops.some((loop) => sameLabel(name, loop))) p.report(start, end, 'LabelNotFound', name);
}

/** `return` may not leave a finally block; a method gives a value exactly where it says so. */
export function checkReturn(p: Parser, node: ReturnStatementAst, context: Context): void {
  const { start, end, pipeline } = node, { member } = context;
  if (context.finallyLoops !== undefined) p.report(start, end, 'ControlLeavingFinally');
  if (member?.kind !== 'FunctionMemberAst') return;
  const isVoid = returnsNothing(member);
  if (isVoid && pipeline !== undefined) p.report(start, end, 'VoidMethodHasReturn');
  else if (!isVoid && pipeline === undefined) p.report(start, end, 'NonVoidMethodMissingReturnValue');
}
