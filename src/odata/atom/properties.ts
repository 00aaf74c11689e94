/** `m:properties` and single values in Atom (sma-rest-api.md 5.1). */
import type { ComplexValue, EdmValue, PropertyBag } from '../../sma/edm/values.ts';
import type { PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import type { ServiceModel } from '../../sma/edm/serviceModel.ts';
import { primitiveText } from '../edm/text.ts';
import { escapeText, XmlWriter, type Attributes } from '../xml/writer.ts';

const OUTER_SPACE = /^\s|\s$/;

/** Writes `d:Name` elements in the order given. */
export function writeProperties(writer: XmlWriter, properties: readonly PropertyDefinition[], values: PropertyBag, model: ServiceModel): void {
  for (const property of properties) writeProperty(writer, property, values[property.name] ?? null, model);
}

/** Writes the same elements, again and again: what of them does not change is put together once. */
export function propertiesWriter(properties: readonly PropertyDefinition[], model: ServiceModel): (values: PropertyBag) => string {
  const writers = properties.map((property) => ({ name: property.name, write: elementWriter(property, model) }));
  return (values) => {
    let text = '';
    for (const { name, write } of writers) text += write(values[name] ?? null);
    return text;
  };
}

function elementWriter(property: PropertyDefinition, model: ServiceModel): (value: EdmValue) => string {
  const whole = (value: EdmValue): string => {
    const writer = new XmlWriter();
    writeProperty(writer, property, value, model);
    return writer.take();
  };
  if (property.kind === 'collection') return whole;
  const missing = whole(null);
  const isText = property.type === 'Edm.String';
  const keeps = property.keepsSpace === true;
  const [opening, closing] = [`<d:${property.name}${isText ? (keeps ? ' xml:space="preserve"' : '') : ` m:type="${property.type}"`}>`, `</d:${property.name}>`];
  return (value) => {
    if (value === null) return missing;
    if (typeof value === 'string' && value !== '' && !(isText && !keeps && OUTER_SPACE.test(value))) return opening + escapeText(value) + closing;
    return typeof value === 'boolean' ? `${opening}${value}${closing}` : whole(value);
  };
}

/** One element; `extra` attributes come first (namespaces of a document of its own). */
export function writeProperty(writer: XmlWriter, property: PropertyDefinition, value: EdmValue, model: ServiceModel, extra: Attributes = {}): void {
  const name = `d:${property.name}`;
  if (property.kind === 'collection') {
    writer.start(name, { ...extra, 'm:type': `Collection(${model.namespace}.${property.of})` });
    const members = model.complexType(property.of)?.properties ?? [];
    for (const item of Array.isArray(value) ? (value as readonly ComplexValue[]) : []) {
      writer.start('d:element');
      writeProperties(writer, members, item, model);
      writer.end();
    }
    writer.end();
    return;
  }
  // m:type stands on everything but strings, on nulls too.
  const type = property.type === 'Edm.String' ? undefined : property.type;
  if (value === null || typeof value === 'object' && !(value instanceof Uint8Array)) {
    writer.element(name, { ...extra, 'm:type': type, 'm:null': 'true' });
    return;
  }
  const text = primitiveText(property.type, value);
  const space = property.keepsSpace === true || (property.type === 'Edm.String' && OUTER_SPACE.test(text)) ? 'preserve' : undefined;
  writer.element(name, { ...extra, 'm:type': type, 'xml:space': space }, text);
}
