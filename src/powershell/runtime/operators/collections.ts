/** Comparisons with a collection on the left filter it; `-contains` and `-in` search. */
import { enumerate, isEnumerable } from '../convert/enumerate.ts';
import { NetObject } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import { compare, equals } from './compare.ts';

export type Comparison = (a: Value, b: Value) => boolean;
/** Whether the left side of a comparison is a collection. */
export const isMany = (v: Value): boolean => Array.isArray(v) || (v instanceof NetObject && isEnumerable(v));

/** The items that fit. */
export function filter(many: Value, test: (item: Value) => boolean): Value[] {
  const out: Value[] = [];
  for (const item of enumerate(many)) if (test(item)) out.push(item);
  return out;
}
export const contains = (many: Value, item: Value, ignoreCase: boolean): boolean => {
  if (!isMany(many)) return equals(many, item, ignoreCase);
  for (const each of enumerate(many)) if (equals(each, item, ignoreCase)) return true;
  return false;
};
/** The comparison operators by name. */
export const COMPARISONS: Readonly<Record<'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge', (ignoreCase: boolean) => Comparison>> = {
  eq: (i) => (a, b) => equals(a, b, i),
  ne: (i) => (a, b) => !equals(a, b, i),
  lt: (i) => (a, b) => compare(a, b, i) < 0,
  le: (i) => (a, b) => compare(a, b, i) <= 0,
  gt: (i) => (a, b) => compare(a, b, i) > 0,
  ge: (i) => (a, b) => compare(a, b, i) >= 0,
};
