import type { EntityType } from '../../sma/edm/serviceModel.ts';
import type { EdmValue, PropertyBag } from '../../sma/edm/values.ts';

/** A value that is known to be text or a number, as text. */
export const textOf = (value: EdmValue | undefined): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** The first key of an entity: for all but two sets the only one. */
export const idOf = (type: EntityType, values: PropertyBag): string => textOf(values[type.key[0]?.name ?? '']);
