import type { EntityType, ServiceModel } from '../../../sma/edm/serviceModel.ts';
import type { EdmValue, PropertyBag } from '../../../sma/edm/values.ts';

/** An entity as it is stored: its type (one of a set's kinds) and its properties as the wire knows them. */
export interface StoredEntity { readonly type: EntityType; readonly values: PropertyBag }

/** The names of the columns an entity of a set is read from. */
export function columnsOf(set: EntityType, model: ServiceModel): readonly string[] {
  const kinds = model.entityTypes.filter((type) => type.isOrDerivesFrom(set));
  const names = new Set(kinds.flatMap((type) => type.properties.flatMap((property) => (property.kind === 'primitive' ? [property.name] : []))));
  return kinds.length > 1 ? [...names, 'type_name'] : [...names];
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
