/** What the writers of both formats take: entities with their place in the service, independent of the format. */
import type { EntityType, Navigation, ServiceModel } from '../sma/edm/serviceModel.ts';
import type { PropertyBag } from '../sma/edm/values.ts';
import type { DataServiceVersion } from './negotiate/version.ts';
import { chosenActions, type Projection } from './query/selectExpand.ts';
import { formatKey } from './uri/key.ts';
import type { EntityKey } from './uri/key.ts';

export interface EntityData {
  /** The entity's own type: for a schedule one of the derived ones. */
  readonly type: EntityType;
  /** Every property that is written; the key always. */
  readonly values: PropertyBag;
  /** With its quotes, for media link entries that have one (sma-rest-api.md 1.7). */
  readonly mediaEtag?: string;
  /** Of the entity itself, for the header of a reply: no payload of SMA carries it (sma-rest-api.md 1.7). */
  readonly etag?: string;
  /** What stands inline, by navigation; null: there is no entity. Needed for every expanded navigation. */
  readonly expanded?: ReadonlyMap<string, EntityData | FeedData | null>;
}

export interface FeedData {
  /** `undefined` is a pause: the writers in pieces give out what they have, so that more can be read in the meantime. */
  readonly entities: Iterable<EntityData | undefined>;
  /** For `$inlinecount=allpages`. */
  readonly count?: number | undefined;
  /** Absolute URL of the next page. */
  readonly next?: string | undefined;
}

/** What a feed is called, and its URL relative to the service root: `Runbooks`, `Runbooks(guid'…')/Schedules`. */
export interface FeedAddress { readonly title: string; readonly path: string }

export interface WriteContext {
  /** Absolute URL of the service (of JobStreams for its entities), with a slash at the end. */
  readonly root: string;
  readonly model: ServiceModel;
  readonly projection: Projection;
  /** Version of the reply: below 3.0 no actions are written, and JSON dates are `/Date(…)/`. */
  readonly version: DataServiceVersion;
  /** Time of writing for Atom's `updated`: ISO text to the second, with `Z`. */
  readonly updated: string;
}

/** True when the value of an expanded navigation is a feed. */
export const isFeed = (value: EntityData | FeedData): value is FeedData => 'entities' in value;

/** Whether a feed, or one that is expanded in it or in an entity, goes on at another address. */
export function hasNextLink(value: EntityData | FeedData): boolean {
  if (!isFeed(value)) return [...value.expanded?.values() ?? []].some((inner) => inner !== null && hasNextLink(inner));
  return value.next !== undefined || [...value.entities].some((entity) => entity?.expanded !== undefined && hasNextLink(entity));
}

/** The path of an entity relative to its service: `Runbooks(guid'…')`. */
export function entityPath(entity: EntityData): string {
  return `${entity.type.set.name}(${formatKey(entity.values as EntityKey, entity.type)})`;
}

/** The properties of an entity that are to be written, in document order. */
export const writtenProperties = (type: EntityType, projection: Projection): EntityType['properties'] =>
  (projection.properties === undefined ? type.properties : type.properties.filter((property) => projection.properties?.has(property.name)));

/** The navigations that appear, as link or inline, in document order. */
export const writtenNavigations = (type: EntityType, projection: Projection): readonly Navigation[] =>
  type.navigations.filter((navigation) => projection.links === undefined || projection.links.has(navigation.name) || expansionOf(navigation, projection) !== undefined);

/** How an expanded navigation is written, or undefined where it is only linked. */
export const expansionOf = (navigation: Navigation, projection: Projection): Projection | undefined =>
  projection.expand.find((one) => one.navigation.name === navigation.name)?.projection;

/** The actions an entry advertises (sma-rest-api.md 3.1): from version 3.0, and not when single properties were chosen. */
export const writtenActions = (type: EntityType, context: WriteContext, projection: Projection): EntityType['actions'] =>
  (context.version === '3.0' ? chosenActions(type, projection) : []);
