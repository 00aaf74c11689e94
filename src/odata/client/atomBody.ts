/** The Atom entry of a POST, PUT or MERGE: only the given properties (sma-rest-api.md 3.4). */
import type { EntityType, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { PropertyBag } from '../../sma/edm/values.ts';
import { writeProperties } from '../atom/properties.ts';
import { ATOM, DATA, METADATA, SCHEME } from '../namespaces.ts';
import { XmlWriter } from '../xml/writer.ts';

export function writeAtomBody(type: EntityType, values: PropertyBag, model: ServiceModel, updated: string): string {
  const writer = new XmlWriter().declaration().start('entry', { xmlns: ATOM, 'xmlns:d': DATA, 'xmlns:m': METADATA });
  writer.element('category', { term: type.fullName, scheme: SCHEME });
  writer.element('title').element('updated', {}, updated).start('author').element('name').end().element('id');
  const properties = type.properties.filter((property) => Object.hasOwn(values, property.name));
  if (type.hasStream) {
    writer.element('content').start('m:properties');
    writeProperties(writer, properties, values, model);
  } else {
    writer.start('content', { type: 'application/xml' }).start('m:properties');
    writeProperties(writer, properties, values, model);
    writer.end();
  }
  return writer.end().end().take();
}
