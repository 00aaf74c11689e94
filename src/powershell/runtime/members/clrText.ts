/** The text .NET's own ToString gives, where PowerShell does not join the items of a collection. */
import { clrName } from '../convert/toText.ts';
import { culturalText } from '../convert/culturalText.ts';
import { isEnumerable } from '../convert/enumerate.ts';
import { typeOf } from '../types/typeOf.ts';
import { unwrap } from '../values/psObject.ts';
import type { Value } from '../values/value.ts';

/** `System.Object[]` for an array; everything else as usual. */
export function clrText(v: Value): string {
  const plain = unwrap(v);
  return typeof plain !== 'string' && isEnumerable(plain) ? clrName(typeOf(plain).name) : culturalText(v);
}
