/** Atom entries and feeds, byte for byte as sma-rest-api.md 5.1 to 5.3 describes them. */
import { ATOM, DATA, METADATA, RELATED, SCHEME } from '../namespaces.ts';
import { entityPath, expansionOf, isFeed, writtenActions, writtenNavigations, writtenProperties } from '../payload.ts';
import type { EntityData, FeedAddress, FeedData, WriteContext } from '../payload.ts';
import type { Projection } from '../query/selectExpand.ts';
import { keptByType, memoryFor, PATH, pathTemplate } from '../templates.ts';
import { XmlWriter } from '../xml/writer.ts';
import type { Attributes } from '../xml/writer.ts';
import { propertiesWriter } from './properties.ts';

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
  for (const isPause of feed(writer, data, address, context, context.projection, namespaces(context))) {
    yield writer.take();
    if (isPause) yield '';
  }
  yield writer.take();
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
  const path = entityPath(entity);
  const { before, after, memory } = templateOf(entity.type, context, projection);
  const write = (parts: readonly Part[]): string => parts.map((part) => part(entity, path, context)).join('');
  const make = (): readonly string[] => [write(before), write(after)];
  const texts = memory === undefined ? make() : memory.textsOf(entity, path, make);
  writer.start('entry', attributes).raw(texts.join(context.updated)).end();
}

/** Parts of an entry in their order: fixed texts with the entity's path in them, and what differs from entity to entity. */
type Part = (entity: EntityData, path: string, context: WriteContext) => string;

/** What stands before and after the time of writing. */
interface Template { readonly before: readonly Part[]; readonly after: readonly Part[]; readonly memory: ReturnType<typeof memoryFor> }

const templateOf = keptByType((type, context, projection): Template => {
  let parts: Part[] = [];
  const writer = new XmlWriter();
  const dynamic = (part?: Part): void => {
    const write = pathTemplate(writer.take());
    parts.push((_entity, path) => write(path));
    if (part !== undefined) parts.push(part);
  };
  writer.element('id', {}, context.root + PATH);
  writer.element('category', { term: type.fullName, scheme: SCHEME });
  writer.element('link', { rel: 'edit', title: type.name, href: PATH });
  for (const navigation of writtenNavigations(type, projection)) {
    const inner = expansionOf(navigation, projection);
    writer.start('link', { rel: RELATED + navigation.name, type: `application/atom+xml;type=${navigation.many ? 'feed' : 'entry'}`, title: navigation.name, href: `${PATH}/${navigation.name}` });
    if (inner !== undefined) dynamic((entity, path, now) => inline(entity.expanded?.get(navigation.name) ?? null, { title: navigation.name, path: `${path}/${navigation.name}` }, now, inner));
    writer.end();
  }
  writer.element('title').start('updated');
  dynamic();
  const before = parts;
  parts = [];
  writer.end().start('author').element('name').end();
  for (const action of writtenActions(type, context, projection)) {
    writer.element('m:action', { metadata: `${context.root}$metadata#${context.model.container}.${action.name}`, title: action.name, target: `${context.root}${PATH}/${action.name}` });
  }
  if (type.hasStream) {
    dynamic((entity, path) => new XmlWriter().element('link', { rel: 'edit-media', title: type.name, href: `${path}/$value`, 'm:etag': entity.mediaEtag }).take());
    writer.element('content', { type: MEDIA_TYPE, src: `${PATH}/$value` });
  } else writer.start('content', { type: 'application/xml' });
  const properties = writtenProperties(type, projection);
  const write = propertiesWriter(properties, context.model);
  dynamic((entity) => {
    const text = write(entity.values);
    return text === '' ? '<m:properties />' : `<m:properties>${text}</m:properties>`;
  });
  if (!type.hasStream) writer.end();
  dynamic();
  return { before, after: parts, memory: memoryFor(properties, projection) };
});

function inline(value: EntityData | FeedData | null, address: FeedAddress, context: WriteContext, projection: Projection): string {
  const writer = new XmlWriter().start('m:inline');
  if (value !== null && isFeed(value)) {
    for (const _ of feed(writer, value, address, context, projection, {})) continue;
  } else if (value !== null) entry(writer, value, context, projection, {});
  return writer.end().take();
}
