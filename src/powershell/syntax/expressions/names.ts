import type { ExpressionAst, StringConstantExpressionAst } from '../ast.ts';
import { Flag } from '../flags.ts';
import { Kind } from '../kinds.ts';
import type { Parser } from '../parser.ts';
import { intern } from '../scan/intern.ts';
import { unaryExpression } from './unary.ts';

export const bareWord = (start: number, end: number, value: string): StringConstantExpressionAst =>
  ({ kind: 'StringConstantExpressionAst', start, end, stringConstantType: 'BareWord', value });

/** simple-name: letters, digits and `_`, read as no keyword. Undefined where none follows. */
export function simpleName(p: Parser): StringConstantExpressionAst | undefined {
  p.wantSimpleName = true;
  const kind = p.peek();
  p.wantSimpleName = false;
  if (kind !== Kind.Identifier) return undefined;
  p.flag(Flag.MemberName);
  p.skip();
  return bareWord(p.start, p.end, intern(p.source, p.start, p.end));
}

/** label-expression, key-expression: simple-name | unary-expression */
export function labelOrKey(p: Parser): ExpressionAst | undefined {
  const name = simpleName(p);
  if (name !== undefined) return name;
  const kind = p.peek();
  if (kind === Kind.NewLine || kind === Kind.Semi) return undefined;
  const disabled = p.disableComma;
  p.disableComma = true;
  const result = unaryExpression(p, false);
  p.disableComma = disabled;
  return result;
}
