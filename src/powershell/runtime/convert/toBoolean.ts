/** PowerShell's truth (LanguagePrimitives.IsTrue). */
import { Char } from '../values/char.ts';
import { Decimal } from '../values/decimal.ts';
import { EnumValue } from '../values/enumValue.ts';
import { ItemCollection } from '../values/lists.ts';
import { SwitchParameter } from '../values/misc.ts';
import { Double, Single, SmallInteger, WideInteger } from '../values/numbers.ts';
import { PSObject } from '../values/psObject.ts';
import type { NetObject, Value } from '../values/value.ts';

export function toBoolean(v: Value): boolean {
  if (typeof v === 'boolean') return v;
  if (v == null) return false;
  if (typeof v === 'number') return v !== 0;
  if (typeof v === 'string') return v.length > 0;
  if (typeof v === 'bigint') return v !== 0n;
  return Array.isArray(v) ? itemsTruth(v) : objectTruth(v);
}
function objectTruth(v: NetObject): boolean {
  if (v instanceof Double || v instanceof Single || v instanceof SmallInteger) return v.value !== 0;
  if (v instanceof PSObject) return v.base === undefined ? true : toBoolean(v.base);
  if (v instanceof SwitchParameter) return v.isPresent;
  if (v instanceof ItemCollection) return itemsTruth(v.items);
  if (v instanceof WideInteger) return v.value !== 0n;
  if (v instanceof Decimal) return !v.isZero();
  if (v instanceof Char) return v.code !== 0;
  return v instanceof EnumValue ? v.value !== 0 : true;
}
/** An empty list is false, a list of one is as true as its item, longer ones are true. */
function itemsTruth(items: readonly Value[]): boolean {
  if (items.length !== 1) return items.length > 1;
  const only = items[0];
  if (Array.isArray(only)) return only.length > 0;
  return only instanceof ItemCollection ? only.items.length > 0 : toBoolean(only);
}
