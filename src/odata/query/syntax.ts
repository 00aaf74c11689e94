/** What an expression says, before anybody looked whether its names exist: the result of parser.ts. */
import type { Literal } from '../edm/literal.ts';

export type EqualityOperator = 'eq' | 'ne';
export type RelationalOperator = 'lt' | 'le' | 'gt' | 'ge';
export type ArithmeticOperator = 'add' | 'sub' | 'mul' | 'div' | 'mod';
export type BinaryOperator = EqualityOperator | RelationalOperator | ArithmeticOperator;

/** `position` is that of the first character (for binary nodes: of the operator) in the text of the option. */
export type Syntax =
  | { readonly kind: 'literal'; readonly literal: Literal; readonly position: number }
  | { readonly kind: 'path'; readonly segments: readonly string[]; readonly position: number }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Syntax[]; readonly position: number }
  /** `a and b and c` is one node; parentheses make nodes of their own. */
  | { readonly kind: 'logical'; readonly operator: 'and' | 'or'; readonly operands: readonly Syntax[]; readonly position: number }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Syntax; readonly right: Syntax; readonly position: number }
  | { readonly kind: 'not' | 'negate'; readonly operand: Syntax; readonly position: number }
  /** `path/any(x: predicate)`; `any()` has neither variable nor predicate. */
  | { readonly kind: 'lambda'; readonly quantifier: 'any' | 'all'; readonly path: readonly string[]; readonly variable: string | undefined; readonly predicate: Syntax | undefined; readonly position: number };

export interface OrderBySyntax { readonly expression: Syntax; readonly descending: boolean }

/** Whether there is an `any` or `all` in it, which came with version 3.0. */
export function hasLambda(node: Syntax): boolean {
  switch (node.kind) {
    case 'lambda': return true;
    case 'call': return node.arguments.some(hasLambda);
    case 'logical': return node.operands.some(hasLambda);
    case 'binary': return hasLambda(node.left) || hasLambda(node.right);
    case 'not': case 'negate': return hasLambda(node.operand);
    case 'literal': case 'path': return false;
  }
}
