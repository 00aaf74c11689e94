/** Verbose JSON of everything (sma-rest-api.md 5.4; OData v3 JSON verbose). JSON light would stand beside this file. */
import type { ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { EdmValue, PrimitiveValue } from '../../sma/edm/values.ts';
import type { PrimitiveType, PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import type { ErrorPayload } from '../errorPayload.ts';
import type { DataServiceVersion } from '../negotiate/version.ts';
import { entityPath, expansionOf, isFeed, writtenActions, writtenNavigations, writtenProperties } from '../payload.ts';
import type { EntityData, FeedData, WriteContext } from '../payload.ts';
import type { Projection } from '../query/selectExpand.ts';
import { jsonProperties, jsonValue } from './values.ts';

const PIECE = 65_536;
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
  let pending = bare ? '{"d":[' : '{"d":{"results":[';
  let separator = '';
  for (const entity of feed.entities) {
    if (entity !== undefined) {
      pending += separator + entry(entity, context, context.projection);
      separator = ',';
      if (pending.length < PIECE) continue;
    }
    yield pending;
    pending = '';
  }
  yield pending + (bare ? ']}' : `]${feedTail(feed)}}}`);
}

const feedTail = (feed: FeedData): string =>
  (feed.count === undefined ? '' : `,"__count":"${feed.count}"`) + (feed.next === undefined ? '' : `,"__next":${text(feed.next)}`);

function entry(entity: EntityData, context: WriteContext, projection: Projection): string {
  const { type } = entity;
  const path = entityPath(entity);
  const uri = context.root + path;
  let metadata = `"id":${text(uri)},"uri":${text(uri)},"type":${text(type.fullName)}`;
  if (type.hasStream) {
    const media = text(`${uri}/$value`);
    metadata += `,"edit_media":${media},"media_src":${media},"content_type":"application/octet-stream"`;
    if (entity.mediaEtag !== undefined) metadata += `,"media_etag":${text(entity.mediaEtag)}`;
  }
  const quoted = text(uri).slice(0, -1);
  const actionRoot = text(`${context.root}$metadata#${context.model.container}.`).slice(0, -1);
  const actions = writtenActions(type, context, projection).map((action) => `${actionRoot}${action.name}":[{"title":"${action.name}","target":${quoted}/${action.name}"}]`);
  if (actions.length > 0) metadata += `,"actions":{${actions.join(',')}}`;
  const parts = [`"__metadata":{${metadata}}`];
  for (const navigation of writtenNavigations(type, projection)) {
    const inner = expansionOf(navigation, projection);
    const value = inner === undefined ? `{"__deferred":{"uri":${quoted}/${navigation.name}"}}` : inline(entity.expanded?.get(navigation.name) ?? null, context, inner);
    parts.push(`"${navigation.name}":${value}`);
  }
  const properties = writtenProperties(type, projection);
  if (properties.length > 0) parts.push(jsonProperties(properties, entity.values, context.model, context.version));
  return `{${parts.join(',')}}`;
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
