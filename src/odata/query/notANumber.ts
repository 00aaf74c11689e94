/**
 * Arithmetic and comparisons of literals that are no finite numbers. A database has no NaN and takes one for null, which compares otherwise:
 * by IEEE 754 (5.11) and .NET, NaN is other than everything, itself included. No property of a service is a NaN, so what can be
 * one is known from the literals alone: NaN itself, and what arithmetic makes of an infinity.
 */
import type { PrimitiveType } from '../../sma/edm/vocabulary.ts';
import { primitiveText } from '../edm/text.ts';
import type { Expression } from './expression.ts';

type Arithmetic = Extract<Expression, { kind: 'arithmetic' }>['operator'];
type Comparison = Extract<Expression, { kind: 'comparison' }>['operator'];

const isReal = (type: Expression['type']): boolean => type === 'Edm.Double' || type === 'Edm.Single';
const isNaNLiteral = (one: Expression): boolean => one.kind === 'literal' && isReal(one.type) && Number.isNaN(one.value);
const isNumber = (one: Expression): one is Extract<Expression, { kind: 'literal' }> & { readonly value: number } => one.kind === 'literal' && typeof one.value === 'number';

/** What two operands give where one is NaN, or both are literals that give one; undefined where the database works it out. */
export function foldArithmetic(operator: Arithmetic, type: Expression['type'], left: Expression, right: Expression): Expression | undefined {
  if (!isReal(type)) return undefined;
  const isNull = (one: Expression): boolean => one.kind === 'literal' && one.value === null;
  const isNone = isNaNLiteral(left) || isNaNLiteral(right) || (isNumber(left) && isNumber(right) && Number.isNaN(compute(operator, left.value, right.value)));
  return isNone && !isNull(left) && !isNull(right) ? { kind: 'literal', type, value: Number.NaN } : undefined;
}

function compute(operator: Arithmetic, a: number, b: number): number {
  switch (operator) {
    case 'add': return a + b;
    case 'sub': return a - b;
    case 'mul': return a * b;
    case 'div': return a / b;
    case 'mod': return a % b;
  }
}

/** Minus NaN, its floor and the like. */
export const foldOne = (operand: Expression): Expression | undefined => (isNaNLiteral(operand) ? operand : undefined);

/** What a comparison with NaN gives; undefined where neither is. */
export function foldComparison(operator: Comparison, left: Expression, right: Expression): Expression | undefined {
  return isNaNLiteral(left) || isNaNLiteral(right) ? { kind: 'literal', type: 'Edm.Boolean', value: operator === 'ne' } : undefined;
}

/** What a literal that is no finite number becomes by a cast: the same as another real, its name as a text; undefined where the database works it out. */
export function foldCast(operand: Expression, type: PrimitiveType): Expression | undefined {
  if (!isNumber(operand) || !isReal(operand.type) || Number.isFinite(operand.value)) return undefined;
  if (isReal(type)) return { kind: 'literal', type, value: operand.value };
  return type === 'Edm.String' ? { kind: 'literal', type, value: primitiveText('Edm.Double', operand.value) } : undefined;
}

/** Whether arithmetic with an infinity may give NaN, which is known with the values of an entity only (`INF mul VersionNumber`, where that is 0). */
export function mayBeNaN(one: Expression): boolean {
  return isReal(one.type) && one.kind !== 'literal' && partsOf(one).some((part) => isInfinity(part) || mayBeNaN(part));
}
const isInfinity = (one: Expression): boolean => isNumber(one) && !Number.isFinite(one.value);

/** The values that such an expression is made of, but for literals: it is null where one of them is, and NaN where it is nothing else. */
export function valuesOf(one: Expression): readonly Expression[] {
  const parts = partsOf(one);
  return one.kind === 'literal' ? [] : parts.length === 0 ? [one] : parts.flatMap(valuesOf);
}

function partsOf(one: Expression): readonly Expression[] {
  switch (one.kind) {
    case 'arithmetic': return [one.left, one.right];
    case 'negate': case 'cast': return [one.operand];
    case 'call': return one.arguments;
    default: return [];
  }
}
