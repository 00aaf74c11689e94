import { smaError } from '../../sma/errors.ts';
import type { PropertyBag } from '../../sma/edm/values.ts';
import type { PropertyDefinition } from '../../sma/edm/vocabulary.ts';

/**
 * Lengths as the metadata has them, for everything that clients give, by whichever way; `JobParameter.Value` is the one it has wrong
 * (sma-rest-api.md 5.6), and that is not written through here. Fails with PropertyTooLong and, for null where a value is needed, PropertyRequired.
 * @param of what of many it is; values are not repeated, which may be secrets
 */
export function checkValues(type: { readonly name: string; readonly properties: readonly PropertyDefinition[] }, values: PropertyBag, of?: string): void {
  for (const property of type.properties) {
    if (property.kind !== 'primitive') continue;
    const value = values[property.name];
    if (value === null && !property.nullable) throw smaError('PropertyRequired', type.name, property.name);
    if (typeof value === 'string' && typeof property.maxLength === 'number' && value.length > property.maxLength) {
      throw smaError('PropertyTooLong', type.name, property.name, property.maxLength, of);
    }
  }
}
