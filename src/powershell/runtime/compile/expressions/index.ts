/** Which function compiles which expression. */
import type { ExpressionAst } from '../../../syntax/ast.ts';
import { raise } from '../../errors/raise.ts';
import type { Eval } from '../code.ts';
import type { Compiler } from '../compiler.ts';
import { binary } from './binary.ts';
import { arrayExpression, arrayLiteral, hashtable, paren, scriptBlock, subExpression, ternary } from './composite.ts';
import { convertExpression, typeExpression } from './convert.ts';
import { constant, expandable, text } from './literals.ts';
import { index, invokeMember, member } from './members.ts';
import { unary } from './unary.ts';
import { usingExpression, variable } from './variables.ts';

export function compileExpression(n: ExpressionAst, c: Compiler): Eval {
  switch (n.kind) {
    case 'ConstantExpressionAst': return constant(n);
    case 'StringConstantExpressionAst': return text(n);
    case 'ExpandableStringExpressionAst': return expandable(n, c);
    case 'VariableExpressionAst': return variable(n, c);
    case 'BinaryExpressionAst': return binary(n, c);
    case 'UnaryExpressionAst': return unary(n, c);
    case 'ParenExpressionAst': return paren(n, c);
    case 'SubExpressionAst': return subExpression(n, c);
    case 'ArrayExpressionAst': return arrayExpression(n, c);
    case 'ArrayLiteralAst': return arrayLiteral(n, c);
    case 'HashtableAst': return hashtable(n, c, false);
    case 'ConvertExpressionAst': return convertExpression(n, c);
    case 'TypeExpressionAst': return typeExpression(n, c);
    case 'MemberExpressionAst': return member(n, c);
    case 'InvokeMemberExpressionAst': return invokeMember(n, c);
    case 'IndexExpressionAst': return index(n, c);
    case 'ScriptBlockExpressionAst': return scriptBlock(n, c);
    case 'TernaryExpressionAst': return ternary(n, c);
    case 'UsingExpressionAst': return usingExpression(n, c);
    case 'AttributedExpressionAst': return c.expression(n.child);
    default: return () => raise({ id: 'NotSupported', category: 'NotImplemented', message: `The expression '${n.kind}' cannot be evaluated here.` });
  }
}
