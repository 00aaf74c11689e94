/** The column whose values are sealed at rest, where they are secret: each that a question looks at is opened by a function of ours (sealedValues.ts). */
import type { Expression } from '../../../odata/query/expression.ts';

const SEALED = { set: 'JobParameters', property: 'Value' } as const;

export const isSealed = (expression: Expression): boolean =>
  expression.kind === 'property' && expression.property.name === SEALED.property && expression.source.type.set.name === SEALED.set;

/** Whether an expression looks at such values. */
export function opensSealed(expression: Expression): boolean {
  switch (expression.kind) {
    case 'property': return isSealed(expression);
    case 'literal': case 'entityIsNull': case 'isOf': return false;
    case 'logical': return expression.operands.some(opensSealed);
    case 'not': case 'negate': case 'cast': return opensSealed(expression.operand);
    case 'comparison': case 'arithmetic': return opensSealed(expression.left) || opensSealed(expression.right);
    case 'call': return expression.arguments.some(opensSealed);
    case 'any': case 'all': return expression.predicate !== undefined && opensSealed(expression.predicate);
  }
}
