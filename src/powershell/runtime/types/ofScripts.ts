/** Types that a script has defined: no other process, and no other thread, knows them. */
import type { AnyType } from './netType.ts';
import { lookupType } from './registry.ts';
import { exceptionType } from './system/exceptions.ts';

export function isKnownEverywhere(type: AnyType): boolean {
  if (lookupType(type.name) === type) return true;
  if (type.genericArguments.length > 0) return type.genericArguments.every(isKnownEverywhere);
  if (type.elementType !== undefined) return isKnownEverywhere(type.elementType);
  return type.name.endsWith('Exception') && exceptionType(type.name) === type;
}
