/** Verbose JSON of everything (sma-rest-api.md 5.4; OData v3 JSON verbose). JSON light would stand beside this file. */
import type { ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { EdmValue, PrimitiveValue } from '../../sma/edm/values.ts';
import type { PrimitiveType, PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import type { ErrorPayload } from '../errorPayload.ts';
import type { DataServiceVersion } from '../negotiate/version.ts';
import { entityPath, expansionOf, isFeed, writtenActions, writtenNavigations, writtenProperties } from '../payload.ts';
import type { EntityData, FeedData, WriteContext } from '../payload.ts';
import type { Projection } from '../query/selectExpand.ts';
import { keptByType, memoryFor, PATH, pathTemplate } from '../templates.ts';
import { jsonValue } from './values.ts';

const text = (value: string): string => JSON.stringify(value);

/** `{"d":{…}}` of one entity. */
export const writeJsonEntry = (entity: EntityData, context: WriteContext): string => `{"d":${entry(entity, context, context.projection)}}`;

/** `{"d":{"results":[…]}}`, whole. */
export const writeJsonFeed = (feed: FeedData, context: WriteContext): string => [...jsonFeedPieces(feed, context)].join('');

/**
 * The same in pieces; entities are taken as they are written. A client that takes version 1.0 only gets the bare array
 * of that version (OData v2 JSON format, 5.1).
 */
export function* jsonFeedPieces(feed: FeedData, context: WriteContext): Generator<string, void> {
  const bare = context.version === '1.0';
  yield bare ? '{"d":[' : '{"d":{"results":[';
  let isFirst = true;
  for (const entity of feed.entities) {
    if (entity === undefined) yield '';
    else {
      if (!isFirst) yield ',';
      isFirst = false;
      yield entry(entity, context, context.projection);
    }
  }
  yield bare ? ']}' : `]${feedTail(feed)}}}`;
}

const feedTail = (feed: FeedData): string =>
  (feed.count === undefined ? '' : `,"__count":"${feed.count}"`) + (feed.next === undefined ? '' : `,"__next":${text(feed.next)}`);

/** Parts of an entry in their order: fixed texts with the entity's path in them, and what differs from entity to entity. */
type Part = (out: string[], entity: EntityData, path: string, context: WriteContext) => void;

interface Template { readonly parts: readonly Part[]; readonly memory: ReturnType<typeof memoryFor> }

const templateOf = keptByType((type, context, projection): Template => {
  const parts: Part[] = [];
  let fixed = '';
  const dynamic = (part?: Part): void => {
    const write = pathTemplate(fixed);
    if (fixed !== '') parts.push((out, _entity, path) => out.push(write(path)));
    fixed = '';
    if (part !== undefined) parts.push(part);
  };
  // Paths are percent-encoded, so that in JSON they stand as they are.
  const uri = text(context.root).slice(1, -1) + PATH;
  fixed += `{"__metadata":{"id":"${uri}","uri":"${uri}","type":${text(type.fullName)}`;
  if (type.hasStream) {
    fixed += `,"edit_media":"${uri}/$value","media_src":"${uri}/$value","content_type":"application/octet-stream"`;
    dynamic((out, entity) => { if (entity.mediaEtag !== undefined) out.push(`,"media_etag":${text(entity.mediaEtag)}`); });
  }
  const actionRoot = text(`${context.root}$metadata#${context.model.container}.`).slice(0, -1);
  const actions = writtenActions(type, context, projection).map((action) => `${actionRoot}${action.name}":[{"title":"${action.name}","target":"${uri}/${action.name}"}]`);
  fixed += actions.length > 0 ? `,"actions":{${actions.join(',')}}}` : '}';
  for (const navigation of writtenNavigations(type, projection)) {
    const inner = expansionOf(navigation, projection);
    fixed += `,"${navigation.name}":`;
    if (inner === undefined) fixed += `{"__deferred":{"uri":"${uri}/${navigation.name}"}}`;
    else dynamic((out, entity, _path, now) => out.push(inline(entity.expanded?.get(navigation.name) ?? null, now, inner)));
  }
  const properties = writtenProperties(type, projection);
  if (properties.length > 0) {
    const named = properties.map((property) => ({ property, name: `,"${property.name}":` }));
    dynamic((out, entity) => {
      for (const { property, name } of named) out.push(name, jsonValue(property, entity.values[property.name] ?? null, context.model, context.version));
    });
  }
  fixed += '}';
  dynamic();
  return { parts, memory: memoryFor(properties, projection) };
});

function entry(entity: EntityData, context: WriteContext, projection: Projection): string {
  const path = entityPath(entity);
  const { parts, memory } = templateOf(entity.type, context, projection);
  const make = (): readonly [string] => {
    // Joined once: a text that grows by small ones is a tree, which costs more to write than to make.
    const out: string[] = [];
    for (const part of parts) part(out, entity, path, context);
    return [out.join('')];
  };
  return (memory === undefined ? make() : memory.textsOf(entity, path, make))[0] ?? '';
}

function inline(value: EntityData | FeedData | null, context: WriteContext, projection: Projection): string {
  if (value === null) return 'null';
  if (!isFeed(value)) return entry(value, context, projection);
  const items = [...value.entities].flatMap((entity) => (entity === undefined ? [] : [entry(entity, context, projection)])).join(',');
  return context.version === '1.0' ? `[${items}]` : `{"results":[${items}]${feedTail(value)}}`;
}

/** `{"d":{"EntitySets":[…]}}`. */
export const writeJsonServiceDocument = (model: ServiceModel): string => `{"d":{"EntitySets":[${model.entitySets.map((set) => text(set.name)).join(',')}]}}`;

/** `{"d":{"Name":value}}`. */
export const writeJsonProperty = (property: PropertyDefinition, value: EdmValue, model: ServiceModel, version: DataServiceVersion): string =>
  `{"d":{${text(property.name)}:${jsonValue(property, value, model, version)}}}`;

/** `{"d":{"Start":"…"}}` (sma-rest-api.md 3.2). */
export const writeJsonActionResult = (name: string, type: PrimitiveType, value: PrimitiveValue, model: ServiceModel): string =>
  writeJsonProperty({ kind: 'primitive', name, type, nullable: false }, value, model, '3.0');

/** `{"d":{"uri":"…"}}`. */
export const writeJsonLink = (uri: string): string => `{"d":{"uri":${text(uri)}}}`;

export const writeJsonLinks = (uris: Iterable<string>, version: DataServiceVersion, count?: number, next?: string): string => {
  const items = [...uris].map((uri) => `{"uri":${text(uri)}}`).join(',');
  return version === '1.0' ? `{"d":[${items}]}` : `{"d":{"results":[${items}]${feedTail({ entities: [], count, next })}}}`;
};

/** An error (sma-rest-api.md 5.5). */
export function writeJsonError(error: ErrorPayload): string {
  const inner = error.inner === undefined ? '' : `,"innererror":{"message":${text(error.inner)}}`;
  return `{"error":{"code":${text(error.code)},"message":{"lang":"en-US","value":${text(error.message)}}${inner}}}`;
}
