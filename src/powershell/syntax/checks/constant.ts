import type { BinaryExpressionAst, ExpressionAst, StatementAst, TypeName } from '../ast.ts';
import { pureExpression } from './assignment.ts';
import { isSimpleType, plainTypeName } from './knownTypes.ts';

/** `$null` and `$false` divide nothing. */
const isZeroDivisor = ({ operator, right }: BinaryExpressionAst): boolean =>
  (operator === 'Divide' || operator === 'Rem') && right.kind === 'VariableExpressionAst' && /^(?:null|false)$/i.test(right.variablePath);

/** Constants of a type; fields of types that are not simple are taken for constants, as those of enumerations are. */
function isLiteralField(type: TypeName, name: string): boolean {
  if (isSimpleType(type)) return /^(?:MaxValue|MinValue|Epsilon|NaN|PositiveInfinity|NegativeInfinity|Pi|E|Tau)$/i.test(name);
  return !/^(?:string|decimal|datetime|guid|timespan|version|uri|environment)$/.test(plainTypeName(type));
}

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
    case 'BinaryExpressionAst': return foldable.has(node.operator) && inner(node.left) && inner(node.right) && !isZeroDivisor(node);
    case 'TernaryExpressionAst': return inner(node.condition) && inner(node.ifTrue) && inner(node.ifFalse);
    case 'ConvertExpressionAst': return isSimpleType(node.type.typeName) && inner(node.child);
    case 'ParenExpressionAst': return node.pipeline.kind === 'PipelineAst' && statement(node.pipeline);
    case 'SubExpressionAst': return node.subExpression.traps.length === 0 && node.subExpression.statements.length === 1 && statement(node.subExpression.statements[0]);
    case 'MemberExpressionAst': return node.isStatic && node.expression.kind === 'TypeExpressionAst' && node.member.kind === 'StringConstantExpressionAst' && isLiteralField(node.expression.typeName, node.member.value);
    case 'UsingExpressionAst': return inner(node.subExpression);
    case 'ScriptBlockExpressionAst': return allowBlocks;
    default: return false;
  }
}
