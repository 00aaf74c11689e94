import type { BreakStatementAst, ContinueStatementAst, ReturnStatementAst, TryStatementAst } from '../ast.ts';
import type { Parser } from '../parser.ts';
import { typeFullName } from '../types/fullName.ts';
import type { Context } from './context.ts';

/** A catch for everything comes last, and no type is caught twice. */
export function checkTry(p: Parser, node: TryStatementAst): void {
  const caught = new Set<string>();
  let catchAll = false;
  for (const clause of node.catchClauses) {
    if (catchAll) {
      const before = Math.max(clause.start - 1, 0);
      p.report(before, before, 'EmptyCatchNotLast');
      return;
    }
    catchAll = clause.catchTypes.length === 0;
    const names = clause.catchTypes.map((type) => ({ type, name: typeFullName(type.typeName) }));
    for (const { type, name } of names) if (caught.has(name.toLowerCase())) p.report(type.start, type.end, 'ExceptionTypeAlreadyCaught', name);
    for (const { name } of names) caught.add(name.toLowerCase());
  }
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
  const { start, end, pipeline } = node, { method } = context;
  if (context.finallyLoops !== undefined) p.report(start, end, 'ControlLeavingFinally');
  if (method === undefined) return;
  const isVoid = method.returnType === undefined || /^(system\.)?void$/i.test(typeFullName(method.returnType.typeName));
  if (isVoid && pipeline !== undefined) p.report(start, end, 'VoidMethodHasReturn');
  else if (!isVoid && pipeline === undefined) p.report(start, end, 'NonVoidMethodMissingReturnValue');
}
