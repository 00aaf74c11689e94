import type { ExpressionAst } from '../../../syntax/ast.ts';

/** `[object] 5` between the brackets of an index: it asks for the indexer that takes objects (Compiler.VisitIndexExpression, GetInvocationConstraints). */
export const isObjectKey = (n: ExpressionAst): boolean => n.kind === 'ConvertExpressionAst' && /^(?:system\.)?object$/i.test(n.type.typeName.text);
