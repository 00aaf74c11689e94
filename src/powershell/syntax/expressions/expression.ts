import type { ExpressionAst } from '../ast.ts';
import { Kind } from '../kinds.ts';
import { Mode, type Parser } from '../parser.ts';
import { errorExpression } from '../recovery.ts';
import { binaryExpression } from './binary.ts';

/**
 * expression: binary-expression
 *   | binary-expression '?' new-lines:opt expression new-lines:opt ':' new-lines:opt expression
 *
 * Undefined where no expression begins. `ternary` is true where `?` and `:` end a number.
 */
export function expression(p: Parser, ternary = false): ExpressionAst | undefined {
  p.enter();
  const mode = p.mode;
  p.setMode(Mode.Expression);
  let result = binaryExpression(p, ternary);
  if (result !== undefined && p.peek() === Kind.QuestionMark) result = ternaryExpression(p, result);
  p.setMode(mode);
  p.depth--;
  return result;
}

function branch(p: Parser): ExpressionAst {
  const after = p.end, operator = p.slice(p.start, p.end);
  p.skipNewlines();
  const result = expression(p, true);
  if (result !== undefined) return result;
  p.reportIncomplete(after, after, 'ExpectedValueExpression', operator);
  return errorExpression(after, after);
}

/** What follows a condition; `?` is looked at. */
function ternaryExpression(p: Parser, condition: ExpressionAst): ExpressionAst {
  p.skip();
  const ifTrue = branch(p);
  p.skipNewlines();
  if (p.next() !== Kind.Colon) {
    p.unget();
    const missing = ifTrue.kind === 'ErrorExpressionAst';
    if (!missing) p.reportIncomplete(p.start, p.end, 'MissingColonInTernaryExpression');
    return errorExpression(condition.start, Math.max(p.start - 1, 0), [condition, missing ? undefined : ifTrue]);
  }
  const ifFalse = branch(p);
  return { kind: 'TernaryExpressionAst', start: condition.start, end: ifFalse.end, condition, ifTrue, ifFalse };
}
