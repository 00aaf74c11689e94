/** Atom entries and feeds, byte for byte as sma-rest-api.md 5.1 to 5.3 describes them. */
import { ATOM, DATA, METADATA, RELATED, SCHEME } from '../namespaces.ts';
import { entityPath, expansionOf, isFeed, writtenActions, writtenNavigations, writtenProperties } from '../payload.ts';
import type { EntityData, FeedAddress, FeedData, WriteContext } from '../payload.ts';
import type { Projection } from '../query/selectExpand.ts';
import { XmlWriter } from '../xml/writer.ts';
import type { Attributes } from '../xml/writer.ts';
import { writeProperties } from './properties.ts';

/** How many characters a piece of a long feed has at least. */
const PIECE = 65_536;
const MEDIA_TYPE = 'application/octet-stream';

const namespaces = (context: WriteContext): Attributes => ({ 'xml:base': context.root, xmlns: ATOM, 'xmlns:d': DATA, 'xmlns:m': METADATA });

/** A document with one entry. */
export function writeAtomEntry(entity: EntityData, context: WriteContext): string {
  const writer = new XmlWriter().declaration();
  entry(writer, entity, context, context.projection, namespaces(context));
  return writer.take();
}

/** A document with a feed, whole. */
export const writeAtomFeed = (data: FeedData, address: FeedAddress, context: WriteContext): string => [...atomFeedPieces(data, address, context)].join('');

/** The same in pieces, so that a feed of any length takes little memory; entities are taken as they are written. */
export function* atomFeedPieces(data: FeedData, address: FeedAddress, context: WriteContext): Generator<string, void> {
  const writer = new XmlWriter().declaration();
  let pending = '';
  for (const isPause of feed(writer, data, address, context, context.projection, namespaces(context))) {
    pending += writer.take();
    if (pending.length < PIECE && !isPause) continue;
    yield pending;
    pending = '';
  }
  yield pending + writer.take();
}

/** Stops after every entity, for the caller to take what was written; true at a pause of the entities. */
function* feed(writer: XmlWriter, data: FeedData, address: FeedAddress, context: WriteContext, projection: Projection, attributes: Attributes): Generator<boolean, void> {
  writer.start('feed', attributes);
  if (data.count !== undefined) writer.element('m:count', {}, String(data.count));
  writer.element('id', {}, context.root + address.path);
  writer.element('title', { type: 'text' }, address.title);
  writer.element('updated', {}, context.updated);
  writer.element('link', { rel: 'self', title: address.title, href: address.path });
  let isEmpty = true;
  for (const entity of data.entities) {
    if (entity !== undefined) {
      isEmpty = false;
      entry(writer, entity, context, projection, {});
    }
    yield entity === undefined;
  }
  // A feed without entries needs an author of its own (RFC 4287, 4.1.1).
  if (isEmpty) writer.start('author').element('name').end();
  if (data.next !== undefined) writer.element('link', { rel: 'next', href: data.next });
  writer.end();
}

function entry(writer: XmlWriter, entity: EntityData, context: WriteContext, projection: Projection, attributes: Attributes): void {
  const { type } = entity;
  const path = entityPath(entity);
  writer.start('entry', attributes);
  writer.element('id', {}, context.root + path);
  writer.element('category', { term: type.fullName, scheme: SCHEME });
  writer.element('link', { rel: 'edit', title: type.name, href: path });
  links(writer, entity, path, context, projection);
  writer.element('title').element('updated', {}, context.updated).start('author').element('name').end();
  for (const action of writtenActions(type, context, projection)) {
    writer.element('m:action', { metadata: `${context.root}$metadata#${context.model.container}.${action.name}`, title: action.name, target: `${context.root}${path}/${action.name}` });
  }
  const properties = writtenProperties(type, projection);
  if (type.hasStream) {
    const source = `${path}/$value`;
    writer.element('link', { rel: 'edit-media', title: type.name, href: source, 'm:etag': entity.mediaEtag });
    writer.element('content', { type: MEDIA_TYPE, src: source });
    writer.start('m:properties');
    writeProperties(writer, properties, entity.values, context.model);
    writer.end();
  } else {
    writer.start('content', { type: 'application/xml' }).start('m:properties');
    writeProperties(writer, properties, entity.values, context.model);
    writer.end().end();
  }
  writer.end();
}

function links(writer: XmlWriter, entity: EntityData, path: string, context: WriteContext, projection: Projection): void {
  for (const navigation of writtenNavigations(entity.type, projection)) {
    const href = `${path}/${navigation.name}`;
    writer.start('link', { rel: RELATED + navigation.name, type: `application/atom+xml;type=${navigation.many ? 'feed' : 'entry'}`, title: navigation.name, href });
    const inner = expansionOf(navigation, projection);
    if (inner !== undefined) {
      const value = entity.expanded?.get(navigation.name) ?? null;
      writer.start('m:inline');
      if (value !== null && isFeed(value)) {
        for (const _ of feed(writer, value, { title: navigation.name, path: href }, context, inner, {})) continue;
      } else if (value !== null) entry(writer, value, context, inner, {});
      writer.end();
    }
    writer.end();
  }
}
