import type { EntityType, ServiceModel } from '../../../sma/edm/serviceModel.ts';
import type { ComplexValue, EdmValue, PropertyBag } from '../../../sma/edm/values.ts';
import type { RowValues } from '../quickReader.ts';

/** An entity as it is stored: its type (one of a set's kinds) and its properties as the wire knows them. */
export interface StoredEntity { readonly type: EntityType; readonly values: PropertyBag }

/** Where lists are stored, as JSON. */
const LIST_COLUMNS: Readonly<Record<string, string>> = { NameValues: 'name_values' };

/** Stored as `[{"name","value"},…]`; on the wire each record has one list of pairs (sma-rest-api.md 2.6). */
export function toNameValues(json: string): readonly ComplexValue[] {
  const pairs = JSON.parse(json) as readonly { readonly name: string; readonly value: string }[];
  return [{ NameValueInner: pairs.map((pair) => ({ Name: pair.name, Value: pair.value })) }];
}
const listOf = (value: unknown): readonly ComplexValue[] => (typeof value === 'string' ? toNameValues(value) : []);

/** The names of the columns an entity of a set is read from. */
export function columnsOf(set: EntityType, model: ServiceModel): readonly string[] {
  const kinds = model.entityTypes.filter((type) => type.isOrDerivesFrom(set));
  const names = new Set(kinds.flatMap((type) => type.properties.flatMap((property) => (property.kind === 'primitive' ? [property.name] : []))));
  const lists = kinds.flatMap((type) => type.properties.flatMap((property) => (property.kind === 'collection' ? [LIST_COLUMNS[property.name] ?? property.name] : [])));
  return [...names, ...lists, ...(kinds.length > 1 ? ['type_name'] : [])];
}

/** Where the properties of a set's kinds stand in a row of `columnsOf`. */
export class RowDecoder {
  readonly #set: EntityType;
  readonly #model: ServiceModel;
  readonly #kind: number;
  /** How many columns a row has of the set itself. */
  readonly width: number;
  readonly #columns: ReadonlyMap<EntityType, readonly { readonly name: string; readonly at: number; readonly kind: 'plain' | 'flag' | 'list' }[]>;

  constructor(set: EntityType, model: ServiceModel) {
    const names = columnsOf(set, model);
    this.#set = set;
    this.width = names.length;
    this.#model = model;
    this.#kind = names.indexOf('type_name');
    this.#columns = new Map(model.entityTypes.filter((type) => type.isOrDerivesFrom(set)).map((type) => [type, type.properties.map((property) => (property.kind === 'collection'
      ? { name: property.name, at: names.indexOf(LIST_COLUMNS[property.name] ?? property.name), kind: 'list' }
      : { name: property.name, at: names.indexOf(property.name), kind: property.type === 'Edm.Boolean' ? 'flag' : 'plain' }))]));
  }

  decode(row: RowValues): StoredEntity {
    const named = this.#kind < 0 ? undefined : row[this.#kind];
    const type = (typeof named === 'string' ? this.#model.entityType(named) : undefined) ?? this.#set;
    const values: Record<string, EdmValue> = {};
    for (const { name, at, kind } of this.#columns.get(type) ?? []) {
      const value = row[at] as EdmValue;
      values[name] = kind === 'plain' ? value : kind === 'list' ? listOf(value) : value === null ? null : (value as unknown) === 1;
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
    if (property.kind !== 'primitive') {
      values[property.name] = listOf(row[LIST_COLUMNS[property.name] ?? property.name]);
      continue;
    }
    const value = row[property.name];
    values[property.name] = value === undefined || value === null ? null : property.type === 'Edm.Boolean' ? value === 1 : value as EdmValue;
  }
  return { type, values };
}
