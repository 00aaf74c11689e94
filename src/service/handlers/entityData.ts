import { hash } from 'node:crypto';
import { entityEtag, mediaEtag } from '../../sma/values/dateTime.ts';
import type { EntityData, FeedData } from '../../odata/payload.ts';
import { entityPath } from '../../odata/payload.ts';
import { projectionOptions } from '../../odata/query/projectionText.ts';
import { FULL_PROJECTION } from '../../odata/query/selectExpand.ts';
import { formatSkipToken } from '../../odata/query/skipToken.ts';
import { encodePercent } from '../../odata/uri/percent.ts';
import type { EntityType } from '../../sma/edm/serviceModel.ts';
import type { PrimitiveValue } from '../../sma/edm/values.ts';
import type { ExpandedEntity, ExpandedPage } from '../store/query/expandEntities.ts';
import type { StoredEntity } from '../store/query/decodeRow.ts';
import type { RequestContext } from './context.ts';

/** The ETag of a media link entry: of runbook text, which is what clients overwrite (sma-rest-api.md 1.7). */
export function etagOf(entity: StoredEntity): string | undefined {
  const modified = entity.values['LastModifiedTime'];
  return entity.type.name === 'RunbookVersion' && typeof modified === 'string' ? mediaEtag(modified) : undefined;
}

/**
 * The tag of an entity: of its last change, and of all that is answered of itself, some of which moves without a change by anybody
 * (the next run of a schedule, the counts of a job, names that are repeated). Only sets whose rows say when they were changed have one.
 */
export function entityEtagOf({ values }: StoredEntity): string | undefined {
  const modified = values['LastModifiedTime'];
  return typeof modified === 'string' ? entityEtag(modified, hash('sha256', JSON.stringify(values), 'base64url').slice(0, DIGEST_CHARACTERS)) : undefined;
}
/** 96 bits. */
const DIGEST_CHARACTERS = 16;

/** An entity as the writers take it; with what was expanded by a projection, and next links of collections that are longer than a page. */
export function toEntityData(entity: StoredEntity | ExpandedEntity, { root, model }: Pick<RequestContext, 'root' | 'model'>, projection = FULL_PROJECTION): EntityData {
  const etag = etagOf(entity);
  const data: EntityData = etag === undefined ? { type: entity.type, values: entity.values } : { type: entity.type, values: entity.values, mediaEtag: etag };
  if (!('expanded' in entity) || entity.expanded.size === 0) return data;
  const path = entityPath(data);
  return {
    ...data,
    expanded: new Map([...entity.expanded].map(([name, value]): readonly [string, EntityData | FeedData | null] => {
      if (value === null) return [name, null];
      const inner = projection.expand.find(({ navigation }) => navigation.name === name)?.projection;
      if (!isPage(value)) return [name, toEntityData(value, { root, model }, inner)];
      return [name, { entities: value.entities.map((one) => toEntityData(one, { root, model }, inner)), next: nextOf(value, `${root}${path}/${name}`, (type) => projectionOptions(inner ?? FULL_PROJECTION, type, model)) }];
    })),
  };
}

const isPage = (value: ExpandedEntity | ExpandedPage): value is ExpandedPage => 'entities' in value;

function nextOf(page: ExpandedPage, address: string, options: (type: EntityType) => readonly string[]): string | undefined {
  const last = page.entities.at(-1);
  if (!page.isPartial || last === undefined) return undefined;
  const token = formatSkipToken(last.type.place.map((property) => last.values[property.name] as PrimitiveValue), [], last.type);
  return `${address}?${[...options(last.type.set.type), `$skiptoken=${encodePercent(token)}`].join('&')}`;
}
