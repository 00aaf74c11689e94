/** `-join`. */
import { isEnumerable, toItems } from '../convert/enumerate.ts';
import { toText, wrappedText } from '../convert/toText.ts';
import { guardString } from '../run/budget.ts';
import { current } from '../run/current.ts';
import { typeOf } from '../types/typeOf.ts';
import { Enumerator } from '../values/lists.ts';
import type { Value } from '../values/value.ts';

export function join(a: Value, separator: Value): string {
  const between = toText(separator);
  if (a == null) return '';
  if (a instanceof Enumerator) return toText(a);
  const items = toItems(a);
  if (items.length === 1 && !isEnumerable(a)) return toText(a);
  let text = '';
  if (items.length > 16) text = items.map(itemText).join(between);
  else for (let i = 0; i < items.length; i++) text = i === 0 ? itemText(items[i]) : text + between + itemText(items[i]);
  if (text.length > 1_048_576) guardString(current(), text.length);
  return text;
}
const itemText = (v: Value): string => (typeof v === 'string' ? v : Array.isArray(v) ? typeOf(v).name : wrappedText(v));
