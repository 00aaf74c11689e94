import type { FileFacts, IndexedCall, IndexedFunction, IndexedType } from './fileFacts.ts';

/** What a file holds by its names in lower case: a text with thousands of them is asked for each. */
export interface FactNames {
  readonly functions: ReadonlyMap<string, readonly IndexedFunction[]>;
  /** Names that functions give themselves. */
  readonly aliases: ReadonlyMap<string, readonly IndexedFunction[]>;
  readonly calls: ReadonlyMap<string, readonly IndexedCall[]>;
  readonly types: ReadonlyMap<string, readonly IndexedType[]>;
}

function byName<T>(all: readonly T[], namesOf: (one: T) => readonly string[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) for (const name of namesOf(one)) {
    const key = name.toLowerCase(), known = found.get(key);
    if (known === undefined) found.set(key, [one]);
    else if (known.at(-1) !== one) known.push(one);
  }
  return found;
}

const known = new WeakMap<FileFacts, FactNames>();

/** The names of a file, worked out when they are first asked for. */
export function namesIn(facts: FileFacts): FactNames {
  let found = known.get(facts);
  if (found === undefined) {
    known.set(facts, (found = {
      functions: byName(facts.functions, ({ name }) => [name]), aliases: byName(facts.functions, (one) => one.facts?.aliases ?? []), calls: byName(facts.calls, ({ name }) => [name]), types: byName(facts.types, ({ name }) => [name]),
    }));
  }
  return found;
}

const nothing: readonly never[] = [];
/** What goes by a name. */
export const named = <T>(names: ReadonlyMap<string, readonly T[]>, name: string): readonly T[] => names.get(name.toLowerCase()) ?? nothing;
