import type { EntityType, ServiceModel } from '../../../sma/edm/serviceModel.ts';
import type { EdmValue, PropertyBag } from '../../../sma/edm/values.ts';
import type { RowValues } from '../quickReader.ts';

/** An entity as it is stored: its type (one of a set's kinds) and its properties as the wire knows them. */
export interface StoredEntity { readonly type: EntityType; readonly values: PropertyBag }

/** The names of the columns an entity of a set is read from. */
export function columnsOf(set: EntityType, model: ServiceModel): readonly string[] {
  const kinds = model.entityTypes.filter((type) => type.isOrDerivesFrom(set));
  const names = new Set(kinds.flatMap((type) => type.properties.flatMap((property) => (property.kind === 'primitive' ? [property.name] : []))));
  return kinds.length > 1 ? [...names, 'type_name'] : [...names];
}

/** Where the properties of a set's kinds stand in a row of `columnsOf`. */
export class RowDecoder {
  readonly #set: EntityType;
  readonly #model: ServiceModel;
  readonly #kind: number;
  /** How many columns a row has of the set itself. */
  readonly width: number;
  readonly #columns: ReadonlyMap<EntityType, readonly { readonly name: string; readonly at: number; readonly flag: boolean }[]>;

  constructor(set: EntityType, model: ServiceModel) {
    const names = columnsOf(set, model);
    this.#set = set;
    this.width = names.length;
    this.#model = model;
    this.#kind = names.indexOf('type_name');
    this.#columns = new Map(model.entityTypes.filter((type) => type.isOrDerivesFrom(set)).map((type) => [type, type.properties.flatMap((property) =>
      (property.kind === 'primitive' ? [{ name: property.name, at: names.indexOf(property.name), flag: property.type === 'Edm.Boolean' }] : []))]));
  }

  decode(row: RowValues): StoredEntity {
    const named = this.#kind < 0 ? undefined : row[this.#kind];
    const type = (typeof named === 'string' ? this.#model.entityType(named) : undefined) ?? this.#set;
    const values: Record<string, EdmValue> = {};
    for (const { name, at, flag } of this.#columns.get(type) ?? []) {
      const value = row[at] as EdmValue;
      values[name] = flag && value !== null ? (value as unknown) === 1 : value;
    }
    return { type, values };
  }
}

/** A row of SQLite as an entity. */
export function decodeRow(row: Readonly<Record<string, unknown>>, set: EntityType, model: ServiceModel): StoredEntity {
  const named = row['type_name'];
  const type = (typeof named === 'string' ? model.entityType(named) : undefined) ?? set;
  const values: Record<string, EdmValue> = {};
  for (const property of type.properties) {
    if (property.kind !== 'primitive') continue;
    const value = row[property.name];
    values[property.name] = value === undefined || value === null ? null : property.type === 'Edm.Boolean' ? value === 1 : value as EdmValue;
  }
  return { type, values };
}
