import type { EntityType, ServiceModel } from '../../../sma/edm/serviceModel.ts';
import type { PropertyDefinition } from '../../../sma/edm/vocabulary.ts';
import type { EdmValue, PropertyBag } from '../../../sma/edm/values.ts';
import type { RowValues } from '../quickReader.ts';
import { readerFor, type ReadStored } from './sensible.ts';

/** An entity as it is stored: its type (one of a set's kinds) and its properties as the wire knows them. */
export interface StoredEntity { readonly type: EntityType; readonly values: PropertyBag }

/** Where lists are stored, as JSON. */
const LIST_COLUMNS: Readonly<Record<string, string>> = { NameValues: 'name_values' };

const columnOf = (property: PropertyDefinition): string => (property.kind === 'collection' ? LIST_COLUMNS[property.name] ?? property.name : property.name);

const readers = new WeakMap<PropertyDefinition, ReadStored>();
function readOf(property: PropertyDefinition): ReadStored {
  let read = readers.get(property);
  if (read === undefined) readers.set(property, read = readerFor(property));
  return read;
}

/** The names of the columns an entity of a set is read from. */
export function columnsOf(set: EntityType, model: ServiceModel): readonly string[] {
  const kinds = model.entityTypes.filter((type) => type.isOrDerivesFrom(set));
  const names = new Set(kinds.flatMap((type) => type.properties.flatMap((property) => (property.kind === 'primitive' ? [property.name] : []))));
  const lists = kinds.flatMap((type) => type.properties.flatMap((property) => (property.kind === 'collection' ? [columnOf(property)] : [])));
  return [...names, ...lists, ...(kinds.length > 1 ? ['type_name'] : [])];
}

/** Where the properties of a set's kinds stand in a row of `columnsOf`. */
export class RowDecoder {
  readonly #set: EntityType;
  readonly #model: ServiceModel;
  readonly #kind: number;
  /** How many columns a row has of the set itself. */
  readonly width: number;
  readonly #columns: ReadonlyMap<EntityType, readonly { readonly name: string; readonly at: number; readonly read: ReadStored }[]>;
  readonly #names: readonly string[];

  constructor(set: EntityType, model: ServiceModel) {
    const names = columnsOf(set, model);
    this.#set = set;
    this.width = names.length;
    this.#model = model;
    this.#kind = names.indexOf('type_name');
    this.#names = names;
    this.#columns = new Map(model.entityTypes.filter((type) => type.isOrDerivesFrom(set)).map((type) => [type, type.properties.map((property) => (
      { name: property.name, at: names.indexOf(columnOf(property)), read: readerFor(property) }))]));
  }

  /** What a row has in the column of a property, as it is stored: what it is found by. */
  stored(row: RowValues, name: string): unknown {
    return row[this.#names.indexOf(name)];
  }

  decode(row: RowValues): StoredEntity {
    const named = this.#kind < 0 ? undefined : row[this.#kind];
    const type = (typeof named === 'string' ? this.#model.entityType(named) : undefined) ?? this.#set;
    const values: Record<string, EdmValue> = {};
    for (const { name, at, read } of this.#columns.get(type) ?? []) values[name] = read(row[at]);
    return { type, values };
  }
}

/** A row of SQLite as an entity. */
export function decodeRow(row: Readonly<Record<string, unknown>>, set: EntityType, model: ServiceModel): StoredEntity {
  const named = row['type_name'];
  const type = (typeof named === 'string' ? model.entityType(named) : undefined) ?? set;
  const values: Record<string, EdmValue> = {};
  for (const property of type.properties) values[property.name] = readOf(property)(row[columnOf(property)]);
  return { type, values };
}
