/** The text .NET's own ToString gives, where PowerShell does not join the items of a collection. */
import { clrName } from '../convert/toText.ts';
import { culturalText } from '../convert/culturalText.ts';
import { currentCulture } from '../convert/culture.ts';
import { point } from '../convert/formatNumber.ts';
import { numberToString } from '../convert/numberText.ts';
import { isEnumerable } from '../convert/enumerate.ts';
import { typeOf } from '../types/typeOf.ts';
import { Double, Single } from '../values/numbers.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';

/** `System.Object[]` for an array, all digits of a Double; everything else as usual. */
export function clrText(v: Value): string {
  const plain = unwrap(v);
  if (plain instanceof Double || plain instanceof Single) return point(numberToString(plain), currentCulture());
  return typeof plain !== 'string' && isEnumerable(plain) ? clrName(typeOf(plain).name) : culturalText(v);
}
