/**
 * JSON light (OData v3 JSON format, 4 to 9): values as they are, and beside them only what a client cannot work out
 * from `$metadata`: nothing (`lightNone`), what departs from convention (`lightMinimal`), or all of it (`lightFull`).
 */
import type { EntityType, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { ComplexValue, EdmValue, PrimitiveValue, PropertyBag } from '../../sma/edm/values.ts';
import type { PrimitiveType, PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import { primitiveText } from '../edm/text.ts';
import type { ErrorPayload } from '../errorPayload.ts';
import type { LightFormat } from '../negotiate/format.ts';
import { entityPath, expansionOf, isFeed, writtenActions, writtenNavigations, writtenProperties } from '../payload.ts';
import type { EntityData, FeedData, WriteContext } from '../payload.ts';
import type { Projection } from '../query/selectExpand.ts';

const text = (value: string): string => JSON.stringify(value);

/** `odata.metadata` of a document; none in the form without metadata. */
const contextOf = (root: string, fragment: string, format: LightFormat): readonly string[] =>
  (format === 'lightNone' ? [] : [`"odata.metadata":${text(`${root}$metadata${fragment === '' ? '' : `#${fragment}`}`)}`]);

/** Chosen properties are part of what a document is said to hold. */
function chosen(projection: Projection): string {
  if (projection.properties === undefined) return '';
  return `&$select=${[...projection.properties, ...(projection.links ?? [])].join(',')}`;
}

/** One entity. */
export function writeLightEntry(entity: EntityData, context: WriteContext, format: LightFormat): string {
  const { type } = entity;
  const derived = type.base === undefined ? '' : `/${type.fullName}`;
  const head = contextOf(context.root, `${type.set.name}${derived}/@Element${chosen(context.projection)}`, format);
  return object([...head, ...members(entity, context, context.projection, format, false)]);
}

/** A feed in pieces; entities are taken as they are written. */
export function* lightFeedPieces(feed: FeedData, type: EntityType, context: WriteContext, format: LightFormat): Generator<string, void> {
  const head = contextOf(context.root, type.set.name + (type.base === undefined ? '' : `/${type.fullName}`) + chosen(context.projection), format);
  const count = feed.count === undefined ? [] : [`"odata.count":"${feed.count}"`];
  yield `{${[...head, ...count, '"value":['].join(',')}`;
  let separator = '';
  for (const entity of feed.entities) {
    if (entity === undefined) yield '';
    else yield separator + object(members(entity, context, context.projection, format, true));
    if (entity !== undefined) separator = ',';
  }
  yield `]${feed.next === undefined ? '' : `,"odata.nextLink":${text(feed.next)}`}}`;
}

const object = (parts: readonly string[]): string => `{${parts.join(',')}}`;

/** `inFeed`: the type of a derived entity is not said by the document, so the entity says it. */
function members(entity: EntityData, context: WriteContext, projection: Projection, format: LightFormat, inFeed: boolean): readonly string[] {
  const { type } = entity;
  const full = format === 'lightFull';
  const path = entityPath(entity);
  const uri = context.root + path;
  const parts: string[] = [];
  if (full || (format === 'lightMinimal' && inFeed && type.base !== undefined)) parts.push(`"odata.type":${text(type.fullName)}`);
  if (full) parts.push(`"odata.id":${text(uri)}`, `"odata.editLink":${text(path)}`);
  if (full && type.hasStream) {
    const media = text(`${path}/$value`);
    parts.push(`"odata.mediaEditLink":${media}`, `"odata.mediaReadLink":${media}`, '"odata.mediaContentType":"application/octet-stream"');
  }
  if (format !== 'lightNone' && entity.mediaEtag !== undefined) parts.push(`"odata.mediaETag":${text(entity.mediaEtag)}`);
  for (const navigation of writtenNavigations(type, projection)) {
    const inner = expansionOf(navigation, projection);
    if (full) parts.push(`"${navigation.name}@odata.navigationLinkUrl":${text(`${path}/${navigation.name}`)}`);
    if (inner !== undefined) parts.push(...inline(navigation.name, entity.expanded?.get(navigation.name) ?? null, context, inner, format));
  }
  parts.push(...lightProperties(writtenProperties(type, projection), entity.values, context.model, full));
  if (format === 'lightNone') return parts;
  for (const action of writtenActions(type, context, projection)) {
    // What is not always there has to be told by each entity that has it; where it is and what it is called follows by convention.
    if (full) parts.push(`"#${context.model.container}.${action.name}":{"title":"${action.name}","target":${text(`${uri}/${action.name}`)}}`);
    else if (!action.alwaysBindable) parts.push(`"#${context.model.container}.${action.name}":{}`);
  }
  return parts;
}

function inline(name: string, value: EntityData | FeedData | null, context: WriteContext, projection: Projection, format: LightFormat): readonly string[] {
  if (value === null) return [`"${name}":null`];
  if (!isFeed(value)) return [`"${name}":${object(members(value, context, projection, format, true))}`];
  const items = [...value.entities].flatMap((entity) => (entity === undefined ? [] : [object(members(entity, context, projection, format, true))]));
  const next = value.next === undefined ? [] : [`"${name}@odata.nextLink":${text(value.next)}`];
  return [...next, `"${name}":[${items.join(',')}]`];
}

/** Types that a JSON value shows by itself. */
const NATIVE: ReadonlySet<PrimitiveType> = new Set(['Edm.String', 'Edm.Boolean', 'Edm.Int32', 'Edm.Double']);

function lightProperties(properties: readonly PropertyDefinition[], values: PropertyBag, model: ServiceModel, full: boolean): readonly string[] {
  return properties.flatMap((property) => {
    const value = values[property.name] ?? null;
    const typed = full && value !== null && (property.kind === 'collection' || !NATIVE.has(property.type));
    const type = property.kind === 'collection' ? `Collection(${model.namespace}.${property.of})` : property.type;
    return [...(typed ? [`"${property.name}@odata.type":${text(type)}`] : []), `"${property.name}":${lightValue(property, value, model)}`];
  });
}

/** 64-bit integers and decimals travel as texts, as in the verbose form; dates as ISO texts. */
function lightValue(property: PropertyDefinition, value: EdmValue, model: ServiceModel): string {
  if (property.kind === 'collection') {
    const inner = model.complexType(property.of)?.properties ?? [];
    return `[${(Array.isArray(value) ? (value as readonly ComplexValue[]) : []).map((item) => object(lightProperties(inner, item, model, false))).join(',')}]`;
  }
  if (value === null || (typeof value === 'object' && !(value instanceof Uint8Array))) return 'null';
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : text(primitiveText(property.type, value));
}

/** `{"odata.metadata":"…$metadata","value":[{"name":"Jobs","url":"Jobs"},…]}`. */
export const writeLightServiceDocument = (model: ServiceModel, root: string, format: LightFormat): string =>
  object([...contextOf(root, '', format), `"value":[${model.entitySets.map((set) => `{"name":${text(set.name)},"url":${text(set.name)}}`).join(',')}]`]);

/** A property by itself: `{"odata.metadata":"…#Edm.String","value":…}`. */
export function writeLightProperty(property: PropertyDefinition, value: EdmValue, model: ServiceModel, root: string, format: LightFormat): string {
  const type = property.kind === 'collection' ? `Collection(${model.namespace}.${property.of})` : property.type;
  const head = contextOf(root, value === null ? 'Edm.Null' : type, format);
  return object([...head, value === null ? '"odata.null":true' : `"value":${lightValue(property, value, model)}`]);
}

/** The result of an action. */
export const writeLightActionResult = (type: PrimitiveType, value: PrimitiveValue, model: ServiceModel, root: string, format: LightFormat): string =>
  writeLightProperty({ kind: 'primitive', name: 'value', type, nullable: false }, value, model, root, format);

/** The one link of a to-one navigation. `source` is what the links are of: `Runbooks/$links/Schedules`. */
export const writeLightLink = (uri: string, source: string, root: string, format: LightFormat): string =>
  object([...contextOf(root, `${source}/@Element`, format), `"url":${text(uri)}`]);

export function writeLightLinks(uris: Iterable<string>, source: string, root: string, format: LightFormat, count?: number, next?: string): string {
  const items = [...uris].map((uri) => `{"url":${text(uri)}}`).join(',');
  return object([
    ...contextOf(root, source, format), ...(count === undefined ? [] : [`"odata.count":"${count}"`]), `"value":[${items}]`,
    ...(next === undefined ? [] : [`"odata.nextLink":${text(next)}`]),
  ]);
}

/** An error (sma-rest-api.md 5.5). */
export function writeLightError(error: ErrorPayload): string {
  const inner = error.inner === undefined ? '' : `,"innererror":{"message":${text(error.inner)}}`;
  return `{"odata.error":{"code":${text(error.code)},"message":{"lang":"en-US","value":${text(error.message)}}${inner}}}`;
}
