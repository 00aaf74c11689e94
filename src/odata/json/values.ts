/** Values in verbose JSON (OData v2 JSON format, 4; v3 JSON verbose, 7.1). */
import type { ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { ComplexValue, EdmValue, PropertyBag } from '../../sma/edm/values.ts';
import type { PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import { toMicrosoftDateLiteral } from '../../sma/values/microsoftDate.ts';
import { primitiveText } from '../edm/text.ts';
import type { DataServiceVersion } from '../negotiate/version.ts';

/** `"Name":value` of every property, by commas. Names of the model need no escaping. */
export function jsonProperties(properties: readonly PropertyDefinition[], values: PropertyBag, model: ServiceModel, version: DataServiceVersion): string {
  let text = '';
  for (const property of properties) text += `${text === '' ? '' : ','}"${property.name}":${jsonValue(property, values[property.name] ?? null, model, version)}`;
  return text;
}

/** JSON text of one value. Numbers that JavaScript or .NET could not read back exactly travel as texts. */
export function jsonValue(property: PropertyDefinition, value: EdmValue, model: ServiceModel, version: DataServiceVersion): string {
  if (property.kind === 'collection') {
    const type = `${model.namespace}.${property.of}`;
    const members = model.complexType(property.of)?.properties ?? [];
    const items = (Array.isArray(value) ? (value as readonly ComplexValue[]) : []).map((item) =>
      `{"__metadata":{"type":${JSON.stringify(type)}},${jsonProperties(members, item, model, version)}}`);
    return `{"__metadata":{"type":${JSON.stringify(`Collection(${type})`)}},"results":[${items.join(',')}]}`;
  }
  if (value === null || typeof value === 'object' && !(value instanceof Uint8Array)) return 'null';
  switch (typeof value) {
    case 'boolean': return String(value);
    case 'number': return Number.isFinite(value) ? String(value) : JSON.stringify(primitiveText(property.type, value));
    case 'string':
      // Below 3.0 dates are /Date(ms)/ with escaped slashes, from 3.0 ISO text (sma-rest-api.md 1.8).
      return property.type === 'Edm.DateTime' && version !== '3.0' ? toMicrosoftDateLiteral(value) : JSON.stringify(value);
    default: return JSON.stringify(primitiveText(property.type, value));
  }
}
