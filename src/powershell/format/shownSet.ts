/** The properties that an object shows where nobody asks for certain ones: what it says itself, what scripts said of its types, what PowerShell says of them. */
import { current } from '../runtime/run/current.ts';
import { ownDisplaySet } from '../runtime/types/automation/memberSets.ts';
import { typeNames } from '../runtime/types/typeOf.ts';
import { nameTable } from '../runtime/values/nameTable.ts';
import type { Value } from '../runtime/values/value.ts';
import { displaySets } from './displaySets.ts';

/** The default property sets of PowerShell's own types (types.ps1xml). */
const DEFAULT_PROPERTIES: Readonly<Record<string, readonly string[]>> = nameTable({
  'System.Management.Automation.ErrorCategoryInfo': ['Category', 'Activity', 'Reason', 'TargetName', 'TargetType'],
});

export const shownSet = (value: Value): readonly string[] => ownDisplaySet(value) ?? givenSet(typeNames(value)) ?? DEFAULT_PROPERTIES[typeNames(value)[0] ?? ''] ?? [];
/** What the script said the type shows. */
function givenSet(names: readonly string[]): readonly string[] | undefined {
  const sets = displaySets(current());
  if (sets.size === 0) return undefined;
  for (const name of names) { const found = sets.get(name); if (found !== undefined) return found; }
  return undefined;
}
