/** An expression that is walked at once, by a foreach or as the beginning of a pipeline: a range is not made as an array. */
import type { ExpressionAst } from '../../../syntax/ast.ts';
import { lazyRange } from '../../operators/range.ts';
import type { Eval } from '../code.ts';
import type { Compiler } from '../compiler.ts';

/** Gives a LazyRange for a range of numbers, else the expression's value. */
export function rangeSource(n: ExpressionAst, c: Compiler): Eval {
  if (n.kind !== 'BinaryExpressionAst' || n.operator !== 'DotDot') return c.expression(n);
  const a = c.expression(n.left), b = c.expression(n.right);
  return (f) => { const from = a(f); return lazyRange(from, b(f)); };
}
