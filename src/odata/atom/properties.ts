/** `m:properties` and single values in Atom (sma-rest-api.md 5.1). */
import type { ComplexValue, EdmValue, PropertyBag } from '../../sma/edm/values.ts';
import type { PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import type { ServiceModel } from '../../sma/edm/serviceModel.ts';
import { primitiveText } from '../edm/text.ts';
import type { Attributes, XmlWriter } from '../xml/writer.ts';

const OUTER_SPACE = /^\s|\s$/;

/** Writes `d:Name` elements in the order given. */
export function writeProperties(writer: XmlWriter, properties: readonly PropertyDefinition[], values: PropertyBag, model: ServiceModel): void {
  for (const property of properties) writeProperty(writer, property, values[property.name] ?? null, model);
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
  const space = property.type === 'Edm.String' && OUTER_SPACE.test(text) ? 'preserve' : undefined;
  writer.element(name, { ...extra, 'm:type': type, 'xml:space': space }, text);
}
