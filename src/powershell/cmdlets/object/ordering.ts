/** How Sort-Object, Group-Object, Compare-Object and Select-Object -Unique order two values: never an error. */
import { toText } from '../../runtime/convert/toText.ts';
import { compareText } from '../../runtime/operators/collation.ts';
import { compare } from '../../runtime/operators/compare.ts';
import { PowerShellError } from '../../runtime/values/errorRecord.ts';
import { PSObject, unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';

/** One key of an object; `exists` is false where the object has no such property. */
export interface SortKey { readonly value: Value; readonly exists: boolean }

/** Objects without the property come last, whatever the direction. */
export function compareKeys(a: SortKey, b: SortKey, ignoreCase: boolean, descending: boolean): number {
  if (!a.exists || !b.exists) return a.exists === b.exists ? 0 : a.exists ? -1 : 1;
  const c = compareLoosely(a.value, b.value, ignoreCase);
  return descending ? -c : c;
}
const isCustom = (v: Value): boolean => v instanceof PSObject && v.isCustom;
/** What has no order of its own is compared as text; custom objects have no text, so all of them are alike. */
export function compareLoosely(a: Value, b: Value, ignoreCase: boolean): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b, ignoreCase);
  if (isCustom(a) && isCustom(b)) return 0;
  try {
    return compare(a, b, ignoreCase);
  } catch (error) {
    if (!(error instanceof PowerShellError)) throw error;
    return compareText(textOf(a), textOf(b), ignoreCase);
  }
}
const textOf = (v: Value): string => (v == null || isCustom(v) ? '' : toText(unwrap(v)));
