/** Values for people: in the culture of the script, which texts of the language are not. */
import { DateTime, DateTimeOffset } from '../values/dateTime.ts';
import { isNumber } from '../values/numbers.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';
import { INVARIANT, currentCulture } from './culture.ts';
import { point } from './formatNumber.ts';
import { formatValue } from './formatValue.ts';
import { toText } from './toText.ts';

/** A value alone as `ToString()` of .NET writes it: numbers and dates in the culture of the script. */
export function culturalText(v: Value): string {
  const culture = currentCulture();
  if (culture === INVARIANT) return toText(v);
  const plain = unwrap(v);
  if (isNumber(plain)) return point(toText(v), culture);
  return plain instanceof DateTime || plain instanceof DateTimeOffset ? formatValue(plain, '', culture) : toText(v);
}
