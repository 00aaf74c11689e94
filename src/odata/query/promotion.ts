/** How types fit together (OData v2 overview, 4.1: numeric promotion for methods and binary operators). */
import type { PrimitiveType } from '../../sma/edm/vocabulary.ts';
import type { ExpressionType } from './expression.ts';

const INTEGERS: readonly ExpressionType[] = ['Edm.Byte', 'Edm.SByte', 'Edm.Int16', 'Edm.Int32'];
const REALS: readonly ExpressionType[] = ['Edm.Single', 'Edm.Double'];

export const isNumeric = (type: ExpressionType): boolean =>
  INTEGERS.includes(type) || REALS.includes(type) || type === 'Edm.Int64' || type === 'Edm.Decimal';

/** The type two numbers are brought to; undefined where there is none (a Decimal never meets a binary fraction). */
export function promoteNumbers(left: ExpressionType, right: ExpressionType): PrimitiveType | undefined {
  const has = (type: ExpressionType): boolean => left === type || right === type;
  const hasReal = REALS.includes(left) || REALS.includes(right);
  if (has('Edm.Decimal')) return hasReal ? undefined : 'Edm.Decimal';
  if (has('Edm.Double')) return 'Edm.Double';
  if (has('Edm.Single')) return 'Edm.Single';
  return has('Edm.Int64') ? 'Edm.Int64' : 'Edm.Int32';
}

/** The type two sides of a comparison are brought to, or undefined. The literal null takes the other side's. */
export function promoteComparison(left: ExpressionType, right: ExpressionType): ExpressionType | undefined {
  if (left === right) return left;
  if (left === 'null') return right;
  if (right === 'null') return left;
  return isNumeric(left) && isNumeric(right) ? promoteNumbers(left, right) : undefined;
}

/** Whether lt and gt apply: to bytes alone they do not. True is more than false, as WCF Data Services compares them. */
export const isOrdered = (type: ExpressionType): boolean => type !== 'Edm.Binary';

/** Whether a value may stand where a function takes `wanted`. */
export function fitsArgument(given: ExpressionType, wanted: PrimitiveType): boolean {
  if (given === wanted || given === 'null') return true;
  if (!isNumeric(given) || !isNumeric(wanted)) return false;
  return promoteNumbers(given, wanted) === wanted;
}
