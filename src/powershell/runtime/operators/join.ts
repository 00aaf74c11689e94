/** `-join`. */
import { toItems } from '../convert/enumerate.ts';
import { toText } from '../convert/toText.ts';
import { guardString } from '../run/budget.ts';
import { current } from '../run/current.ts';
import { typeOf } from '../types/typeOf.ts';
import { Enumerator } from '../values/lists.ts';
import type { Value } from '../values/value.ts';

export function join(a: Value, separator: Value): string {
  const between = toText(separator);
  if (a == null) return '';
  if (a instanceof Enumerator) return toText(a);
  const text = toItems(a).map((v) => (Array.isArray(v) ? typeOf(v).name : toText(v))).join(between);
  if (text.length > 1_048_576) guardString(current(), text.length);
  return text;
}
