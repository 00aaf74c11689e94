/** A number given as an argument of any type: text becomes the number it spells. */
import { toText } from '../../runtime/convert/toText.ts';
import { convertTo } from '../../runtime/convert/convert.ts';
import { T } from '../../runtime/types/t.ts';
import { isNumber } from '../../runtime/values/numbers.ts';
import type { NumberValue } from '../../runtime/values/numbers.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';

export function toNumberValue(v: Value): NumberValue {
  const plain = unwrap(v);
  if (isNumber(plain)) return plain;
  const text = toText(plain);
  return convertTo(plain, /[.eE]/.test(text) ? T.Double : Math.abs(Number(text)) > 2147483647 ? T.Int64 : T.Int32) as NumberValue;
}
