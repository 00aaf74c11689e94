/**
 * What an expression means against an entity type: names resolved, types checked. This is what a store translates (README.md
 * has the semantics of each node). No node holds client text other than literal values.
 */
import type { EntityType, Navigation } from '../../sma/edm/serviceModel.ts';
import type { PrimitiveType, PrimitiveProperty } from '../../sma/edm/vocabulary.ts';
import type { PrimitiveValue } from '../../sma/edm/values.ts';
import type { ArithmeticOperator, EqualityOperator, RelationalOperator } from './syntax.ts';
import type { FunctionName } from './functions.ts';

/** Where a value is found: from the entity asked for (`$it`) or a lambda variable, over to-one navigations. */
export interface Source {
  /** `$it`, or the name of the lambda variable. */
  readonly root: string;
  readonly steps: readonly Navigation[];
  /** The entity reached. */
  readonly type: EntityType;
  /** The path named a derived type: null where the entity is of another kind. */
  readonly cast: boolean;
}

/** `null`: the literal null, which fits everywhere. */
export type ExpressionType = PrimitiveType | 'null';

export type Expression =
  | { readonly kind: 'literal'; readonly type: ExpressionType; readonly value: PrimitiveValue | null }
  | { readonly kind: 'property'; readonly type: PrimitiveType; readonly source: Source; readonly property: PrimitiveProperty }
  /** At least two operands, all Boolean. */
  | { readonly kind: 'logical'; readonly type: 'Edm.Boolean'; readonly operator: 'and' | 'or'; readonly operands: readonly Expression[] }
  | { readonly kind: 'not'; readonly type: 'Edm.Boolean'; readonly operand: Expression }
  /** `comparedAs`: the type both sides are promoted to; `null` when both are the literal null. */
  | { readonly kind: 'comparison'; readonly type: 'Edm.Boolean'; readonly operator: EqualityOperator | RelationalOperator; readonly left: Expression; readonly right: Expression; readonly comparedAs: ExpressionType }
  /** `Navigation eq null`: whether there is an entity at the end of the path. */
  | { readonly kind: 'entityIsNull'; readonly type: 'Edm.Boolean'; readonly source: Source; readonly isNull: boolean }
  | { readonly kind: 'isOf'; readonly type: 'Edm.Boolean'; readonly source: Source; readonly entityType: EntityType }
  | { readonly kind: 'arithmetic'; readonly type: PrimitiveType; readonly operator: ArithmeticOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'negate'; readonly type: PrimitiveType; readonly operand: Expression }
  | { readonly kind: 'call'; readonly type: PrimitiveType; readonly function: FunctionName; readonly arguments: readonly Expression[] }
  | { readonly kind: 'cast'; readonly type: PrimitiveType; readonly operand: Expression }
  /** Over the entities of a to-many navigation of `source`; without predicate: whether there is one. */
  | { readonly kind: 'any' | 'all'; readonly type: 'Edm.Boolean'; readonly source: Source; readonly navigation: Navigation; readonly variable: string; readonly predicate: Expression | undefined };

export interface OrderByItem { readonly expression: Expression; readonly descending: boolean }
