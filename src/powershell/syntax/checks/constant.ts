import type { ExpressionAst, StatementAst } from '../ast.ts';
import { pureExpression } from './assignment.ts';

const foldable: ReadonlySet<string> = new Set(['Plus', 'Minus', 'Multiply', 'Divide', 'Rem', 'And', 'Or', 'Xor', 'Band', 'Bor', 'Bxor', 'Shl', 'Shr', 'Not', 'Exclaim', 'Bnot']);

/** Whether a value is known before anything runs, as an attribute's argument has to be (about_Functions_Advanced_Parameters). */
export function isConstant(node: ExpressionAst, allowBlocks: boolean): boolean {
  const inner = (child: ExpressionAst): boolean => isConstant(child, allowBlocks);
  const statement = (child: StatementAst | undefined): boolean => {
    const value = child?.kind === 'PipelineAst' ? pureExpression(child) : undefined;
    return value !== undefined && inner(value);
  };
  switch (node.kind) {
    case 'ConstantExpressionAst': case 'StringConstantExpressionAst': case 'TypeExpressionAst': return true;
    case 'VariableExpressionAst': return /^(true|false|null)$/i.test(node.variablePath);
    case 'ArrayLiteralAst': return node.elements.every(inner);
    case 'UnaryExpressionAst': return foldable.has(node.operator) && inner(node.child);
    case 'BinaryExpressionAst': return foldable.has(node.operator) && inner(node.left) && inner(node.right);
    case 'TernaryExpressionAst': return inner(node.condition) && inner(node.ifTrue) && inner(node.ifFalse);
    case 'ConvertExpressionAst': return inner(node.child);
    case 'ParenExpressionAst': return node.pipeline.kind === 'PipelineAst' && statement(node.pipeline);
    case 'SubExpressionAst': return node.subExpression.traps.length === 0 && node.subExpression.statements.length === 1 && statement(node.subExpression.statements[0]);
    case 'MemberExpressionAst': return node.isStatic && node.expression.kind === 'TypeExpressionAst' && node.member.kind === 'StringConstantExpressionAst';
    case 'UsingExpressionAst': return inner(node.subExpression);
    case 'ScriptBlockExpressionAst': return allowBlocks;
    default: return false;
  }
}
