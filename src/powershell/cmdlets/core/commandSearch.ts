/** How Get-Command looks for names that are nearly right, short forms of names, and parameters (FuzzyMatch.cs, ModuleUtils.AbbreviateName). */
import { toText } from '../../runtime/convert/toText.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import type { CommandEntry } from '../../runtime/run/commands/commands.ts';
import { NetType } from '../../runtime/types/netType.ts';
import type { AnyType } from '../../runtime/types/netType.ts';
import { lookupType } from '../../runtime/types/registry.ts';
import { T } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { unwrap } from '../../runtime/values/psObject.ts';
import type { Value } from '../../runtime/values/value.ts';
import { allParameters, parametersOf } from './commandObject.ts';

/** How many letters may differ where nothing else is said. */
export const FAR = 5;
/** Capitals and hyphens: `Import-PowerShellDataFile` is `i-psdf`. */
export const abbreviation = (name: string): string => name.replace(/[^\p{Lu}-]/gu, '');
/** How many letters must be put in, taken out, changed or swapped to make one name of the other, whatever the case. */
export function distance(one: string, other: string): number {
  const a = one.toUpperCase(), b = other.toUpperCase(), rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)));
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(i, j - 1) + 1, at(i - 1, j) + 1, at(i - 1, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + cost);
      (rows[i] as number[])[j] = best;
    }
  }
  return at(a.length, b.length);
}
/** A type, or the pattern of a type's name. */
export function typeAsked(given: Value): AnyType | string {
  const plain = unwrap(given);
  return plain instanceof NetType ? plain : lookupType(toText(plain)) ?? toText(plain);
}
/** Whether one parameter of a command has one of the names (or aliases) and one of the types; the names that fit are gathered. */
export function parameterFits(entry: CommandEntry, names: readonly string[] | undefined, types: readonly (AnyType | string)[] | undefined, seen: Set<string>): boolean {
  if (names == null && types == null) return true;
  const table = parametersOf(entry), patterns = names?.map((name) => wildcard(name));
  if (table === undefined) return false;
  let found = false;
  for (const p of allParameters(table)) {
    const fitting = patterns === undefined ? [p.name] : [p.name, ...p.aliases].filter((name) => patterns.some((x) => x.test(name)));
    if (fitting.length === 0) continue;
    for (const name of [p.name, ...fitting]) seen.add(fold(name));
    const type = p.type ?? T.Object;
    if (types === undefined || types.some((asked) => (typeof asked === 'string' ? wildcard(asked).test(type.name) || wildcard(asked).test(type.shortName) : asked === type || asked.name === type.name))) found = true;
  }
  return found;
}
