/** All types by name. Names are found without regard to case, with or without `System.`, and by accelerator. */
import { fold } from '../values/folding.ts';
import type { AnyType } from './netType.ts';

const byName = new Map<string, AnyType>();
/** What describes types that are not described yet, by their names. */
const later = new Map<string, () => void>();
const accelerators = new Map<string, AnyType>();
/** The name to show for a type: `int` for System.Int32. */
const shortNames = new Map<AnyType, string>();

/** Adds a type under its full name and its accelerators; the first accelerator is the one shown. */
export function register(type: AnyType, aliases: readonly string[] = []): void {
  if (!byName.has(fold(type.name))) byName.set(fold(type.name), type);
  for (const alias of aliases) {
    if (!accelerators.has(alias)) accelerators.set(alias, type);
    if (!shortNames.has(type)) shortNames.set(type, alias);
  }
}
/** A type by plain name, or undefined. `namespaces` are those of `using namespace`. */
export function lookupType(name: string, namespaces: readonly string[] = []): AnyType | undefined {
  const folded = fold(name);
  const found = accelerators.get(folded) ?? byName.get(folded) ?? byName.get(`system.${folded}`);
  if (found !== undefined) return found;
  for (const space of namespaces) {
    const there = byName.get(`${fold(space)}.${folded}`);
    if (there !== undefined) return there;
  }
  for (const full of [folded, `system.${folded}`, ...namespaces.map((space) => `${fold(space)}.${folded}`)]) {
    const describe = later.get(full);
    if (describe === undefined) continue;
    later.delete(full);
    describe();
    // What has been read may itself leave it to another part.
    return lookupType(name, namespaces);
  }
  return undefined;
}
/**
 * Types that are described when a script first names one of them: what bundles leave out of the engine's start stands in by this.
 * @public
 */
export function laterTypes(names: readonly string[], describe: () => void): void {
  for (const name of names) later.set(name, describe);
}
const families: (() => void)[] = [];
/** Types in number that `describe` names one by one, each when it is first asked for: `names` are folded. */
export function laterFamily(names: readonly string[], describe: (name: string) => void): void {
  for (const name of names) later.set(name, () => describe(name));
  families.push(() => { for (const name of names) if (later.delete(name)) describe(name); });
}
/** Nobody asks for all types twice. */
function describeFamilies(): void { for (const all of families.splice(0)) all(); }
/** The names of generic types, folded: what is described later may be one of them. */
export const genericNames: Set<string> = new Set();
/**
 * The names and accelerators of all types, folded.
 * @public
 */
export const allNames = (): string[] => { describeFamilies(); return [...byName.keys(), ...accelerators.keys(), ...genericNames]; };
/** The accelerator of a type, or undefined. */
export const acceleratorOf = (type: AnyType): string | undefined => shortNames.get(type);
/** All accelerators that are the engine's own, with their types. */
export const builtInAccelerators = (): ReadonlyMap<string, AnyType> => accelerators;
export const allTypes = (): IterableIterator<AnyType> => { describeFamilies(); return byName.values(); };
