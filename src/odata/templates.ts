/**
 * What a writer has worked out of an entity type, kept for the entities to come: everything of an entry but the values is
 * the same for all entities of a type, a projection, a version and a root.
 */
import type { EntityType } from '../sma/edm/serviceModel.ts';
import type { EdmValue } from '../sma/edm/values.ts';
import type { PropertyDefinition } from '../sma/edm/vocabulary.ts';
import type { EntityData, WriteContext } from './payload.ts';
import type { Projection } from './query/selectExpand.ts';

/** The root depends on what clients call the host. */
const MOST_KEPT = 16;

/** Makes a function of a type that is asked once for the same things. Projections that no request names again go by themselves. */
export function keptByType<T>(make: (type: EntityType, context: WriteContext, projection: Projection) => T): typeof make {
  const all = new WeakMap<Projection, WeakMap<EntityType, Map<string, T>>>();
  return (type, context, projection) => {
    let ofProjection = all.get(projection);
    if (ofProjection === undefined) all.set(projection, ofProjection = new WeakMap());
    let ofType = ofProjection.get(type);
    if (ofType === undefined) ofProjection.set(type, ofType = new Map());
    const key = context.version + context.root;
    const known = ofType.get(key);
    if (known !== undefined) return known;
    if (ofType.size >= MOST_KEPT) ofType.clear();
    const made = make(type, context, projection);
    ofType.set(key, made);
    return made;
  };
}

/** Stands for an entity's path in a text that is to be cut: no address and no name has it, and XML may. */
export const PATH = '\x7F';

/** A text with the path put in wherever `PATH` stands. */
export function pathTemplate(text: string): (path: string) => string {
  const pieces = text.split(PATH);
  return (path) => pieces.join(path);
}

/** Of all entries that are kept, in characters. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
const LONGEST_ENTRY = 16_384;
const kept = { characters: 0, memories: new Set<EntryMemory>() };

interface Entry { readonly values: readonly EdmValue[]; readonly tag: string | undefined; readonly texts: readonly string[] }

/** None where other entities stand inside, and where a value is a list, which is another one with each reading. */
export const memoryFor = (properties: readonly PropertyDefinition[], projection: Projection): EntryMemory | undefined =>
  (projection.expand.length > 0 || properties.some(({ kind }) => kind === 'collection') ? undefined : new EntryMemory(properties));

/** Entries as they were written last: whoever polls a list gets the same ones but for a few, and they are only compared. */
class EntryMemory {
  readonly #names: readonly string[];
  readonly #entries = new Map<string, Entry>();

  /** `properties`: those that are written. What else makes up an entry is the path, a media tag, and the template that this belongs to. */
  constructor(properties: readonly PropertyDefinition[]) {
    this.#names = properties.map(({ name }) => name);
  }

  /** The texts of an entry, made anew where anything of it has changed. */
  textsOf(entity: EntityData, path: string, make: () => readonly string[]): readonly string[] {
    const known = this.#entries.get(path);
    if (known !== undefined && known.tag === entity.mediaEtag && this.#names.every((name, index) => entity.values[name] === known.values[index])) return known.texts;
    const texts = make();
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    if (length > LONGEST_ENTRY) return texts;
    if (kept.characters + length > MOST_CHARACTERS) forgetAll();
    // What stood here before counts on until all are forgotten.
    kept.characters += length;
    kept.memories.add(this);
    this.#entries.set(path, { values: this.#names.map((name) => entity.values[name] ?? null), tag: entity.mediaEtag, texts });
    return texts;
  }

  forget(): void {
    this.#entries.clear();
  }
}

function forgetAll(): void {
  for (const memory of kept.memories) memory.forget();
  kept.memories.clear();
  kept.characters = 0;
}
