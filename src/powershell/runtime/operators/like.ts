/** `-like` and `-notlike`; collections are filtered. */
import { toText } from '../convert/toText.ts';
import type { Value } from '../values/value.ts';
import { filter, isMany } from './collections.ts';
import { wildcard } from './wildcard.ts';

export function likeOperator(a: Value, b: Value, ignoreCase: boolean, not: boolean): Value {
  const pattern = wildcard(toText(b), ignoreCase), test = (v: Value): boolean => pattern.test(toText(v)) !== not;
  return isMany(a) ? filter(a, test) : test(a);
}
