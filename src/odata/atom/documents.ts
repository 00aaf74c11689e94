/** XML documents that are no entries: service document, single values, results of actions, links, errors. */
import type { ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { EdmValue, PrimitiveValue } from '../../sma/edm/values.ts';
import type { PrimitiveType, PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import { APP, ATOM, DATA, METADATA } from '../namespaces.ts';
import type { ErrorPayload } from '../errorPayload.ts';
import { XmlWriter } from '../xml/writer.ts';
import { writeProperty } from './properties.ts';

/** The AtomPub service document (RFC 5023, 8): every set a collection (sma-rest-api.md 1.1). */
export function writeServiceDocument(model: ServiceModel, root: string): string {
  const writer = new XmlWriter().declaration().start('service', { 'xml:base': root, xmlns: APP, 'xmlns:atom': ATOM });
  writer.start('workspace').element('atom:title', {}, 'Default');
  for (const set of model.entitySets) writer.start('collection', { href: set.name }).element('atom:title', {}, set.name).end();
  return writer.end().end().take();
}

const NAMESPACES = { 'xmlns:d': DATA, 'xmlns:m': METADATA } as const;

/** A property addressed by itself (OData v2 Atom format, 5). */
export function writePropertyDocument(property: PropertyDefinition, value: EdmValue, model: ServiceModel): string {
  const writer = new XmlWriter().declaration();
  writeProperty(writer, property, value, model, NAMESPACES);
  return writer.take();
}

/** The result of an action: an element named after it (sma-rest-api.md 3.2). */
export function writeActionResult(name: string, type: PrimitiveType, value: PrimitiveValue, model: ServiceModel): string {
  return writePropertyDocument({ kind: 'primitive', name, type, nullable: false }, value, model);
}

/** The one link of a to-one navigation (OData v2 Atom format, 6: `$links`). */
export const writeLink = (uri: string): string => new XmlWriter().declaration().element('uri', { xmlns: DATA }, uri).take();

/** The links of a to-many navigation. */
export function writeLinks(uris: Iterable<string>, count?: number, next?: string): string {
  const writer = new XmlWriter().declaration().start('links', { xmlns: DATA });
  if (count !== undefined) writer.element('m:count', { 'xmlns:m': METADATA }, String(count));
  for (const uri of uris) writer.element('uri', {}, uri);
  if (next !== undefined) writer.element('next', {}, next);
  return writer.end().take();
}

/** An error (sma-rest-api.md 5.5): children `code` and `message` first, in this order. */
export function writeErrorDocument(error: ErrorPayload): string {
  const writer = new XmlWriter().declaration().start('m:error', { 'xmlns:m': METADATA });
  writer.element('m:code', {}, error.code).element('m:message', { 'xml:lang': 'en-US' }, error.message);
  if (error.inner !== undefined) writer.start('m:innererror').element('m:message', {}, error.inner).end();
  return writer.end().take();
}
