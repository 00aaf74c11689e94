/** Replies in verbose JSON (sma-rest-api.md 5.4), read leniently: `d` an array or `results`, counts as text or number. */
import type { EntityType, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { ComplexValue, EdmValue } from '../../sma/edm/values.ts';
import type { PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import { parseJsonPrimitive } from '../edm/json.ts';
import { ReplyError } from './received.ts';
import type { ReceivedEntity, ReceivedFeed } from './received.ts';

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOr = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What stands under `d`. @throws ReplyError */
export function readJsonReply(text: string): unknown {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new ReplyError('it is not JSON');
  }
  if (!isObject(document) || !('d' in document)) throw new ReplyError("it is JSON without 'd'");
  return document['d'];
}

/** @throws ReplyError */
export function readJsonEntity(text: string, model: ServiceModel): ReceivedEntity {
  const value = readJsonReply(text);
  if (!isObject(value)) throw new ReplyError('it holds no entity');
  return entity(value, model);
}

/** @throws ReplyError */
export function readJsonFeed(text: string, model: ServiceModel): ReceivedFeed {
  const result = feed(readJsonReply(text), model);
  if (result === undefined) throw new ReplyError('it holds no list of entities');
  return result;
}

/** The value of an action or property: `{"d":{"Start":"…"}}`. */
export function readJsonValue(text: string, name: string): unknown {
  const value = readJsonReply(text);
  return isObject(value) ? value[name] : undefined;
}

/** Names of the sets. @throws ReplyError */
export function readJsonServiceDocument(text: string): readonly string[] {
  const value = readJsonReply(text);
  const sets = isObject(value) ? value['EntitySets'] : undefined;
  if (!Array.isArray(sets)) throw new ReplyError('it is no service document');
  return (sets as readonly unknown[]).filter((name) => typeof name === 'string');
}

function feed(value: unknown, model: ServiceModel): ReceivedFeed | undefined {
  const list = isObject(value) ? value['results'] : value;
  if (!Array.isArray(list)) return undefined;
  const entities = (list as readonly unknown[]).filter(isObject).map((item) => entity(item, model));
  const count = isObject(value) ? Number(value['__count'] ?? Number.NaN) : Number.NaN;
  return { entities, count: Number.isSafeInteger(count) ? count : undefined, next: isObject(value) ? textOr(value['__next']) : undefined };
}

function entity(object: JsonObject, model: ServiceModel): ReceivedEntity {
  const metadata = isObject(object['__metadata']) ? object['__metadata'] : {};
  const typeName = textOr(metadata['type']);
  const type: EntityType | undefined = typeName === undefined ? undefined : model.entityType(typeName);
  const values: Record<string, EdmValue> = {};
  const inline = new Map<string, ReceivedEntity | ReceivedFeed | null>();
  for (const [name, value] of Object.entries(object)) {
    if (name === '__metadata' || (isObject(value) && '__deferred' in value)) continue;
    const property = type?.property(name);
    const isNavigation = type === undefined ? isObject(value) && ('__metadata' in value || 'results' in value) : type.navigation(name) !== undefined;
    if (isNavigation) inline.set(name, value === null ? null : (feed(value, model) ?? (isObject(value) ? entity(value, model) : null)));
    else values[name] = property === undefined ? untyped(value) : typed(property, value, model);
  }
  return { type: typeName, uri: textOr(metadata['uri']) ?? textOr(metadata['edit']), mediaEtag: textOr(metadata['media_etag']), values, inline };
}

function typed(property: PropertyDefinition, value: unknown, model: ServiceModel): EdmValue {
  if (value === null) return null;
  if (property.kind === 'primitive') return parseJsonPrimitive(property.type, value) ?? untyped(value);
  const list: unknown = isObject(value) ? value['results'] : value;
  const members = model.complexType(property.of)?.properties ?? [];
  return (Array.isArray(list) ? (list as readonly unknown[]) : []).filter(isObject).map((item): ComplexValue =>
    Object.fromEntries(members.map((member) => [member.name, typed(member, item[member.name] ?? null, model)])));
}

const untyped = (value: unknown): EdmValue =>
  (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value) ?? null);
