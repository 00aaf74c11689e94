import type { BreakStatementAst, ContinueStatementAst, ReturnStatementAst, TryStatementAst, TypeConstraintAst } from '../ast.ts';
import type { Parser } from '../parser.ts';
import { returnsNothing } from './classes.ts';
import type { Context } from './context.ts';
import { catchersOf, exceptionName } from './exceptions.ts';

/** A catch for everything comes last, and no type is caught twice. */
export function checkTry(p: Parser, node: TryStatementAst): void {
  const { catchClauses: clauses } = node, errors: { readonly caughtBy: number; readonly type: TypeConstraintAst }[] = [];
  /** The first clause that catches a type, by its key. */
  const first = new Map<string, number>();
  clauses.forEach(({ catchTypes }, index) => {
    for (const type of catchTypes) {
      const earlier = catchersOf(type.typeName).flatMap((key) => first.get(key) ?? []).filter((clause) => clause < index);
      if (earlier.length > 0) errors.push({ caughtBy: earlier.reduce((least, clause) => Math.min(least, clause)), type });
    }
    for (const { typeName } of catchTypes) {
      const [key] = catchersOf(typeName);
      if (key !== undefined && !first.has(key)) first.set(key, index);
    }
  });
  // In the order of the clauses that catch, as the official parser tells them.
  errors.sort((a, b) => a.caughtBy - b.caughtBy);
  let told = 0;
  clauses.forEach(({ catchTypes }, index) => {
    const next = clauses[index + 1];
    if (catchTypes.length === 0 && next !== undefined) {
      const before = Math.max(next.start - 1, 0);
      p.report(before, before, 'EmptyCatchNotLast');
    }
    for (let error = errors[told]; error?.caughtBy === index; error = errors[++told]) p.report(error.type.start, error.type.end, 'ExceptionTypeAlreadyCaught', exceptionName(error.type.typeName));
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
