import { entityEtag, mediaEtag } from '../../sma/values/dateTime.ts';
import type { EntityData } from '../../odata/payload.ts';
import { entityPath } from '../../odata/payload.ts';
import { formatSkipToken } from '../../odata/query/skipToken.ts';
import { encodePercent } from '../../odata/uri/percent.ts';
import type { PrimitiveValue } from '../../sma/edm/values.ts';
import type { ExpandedEntity, ExpandedPage } from '../store/query/expandEntities.ts';
import type { StoredEntity } from '../store/query/decodeRow.ts';

/** The ETag of a media link entry: of runbook text, which is what clients overwrite (sma-rest-api.md 1.7). */
export function etagOf(entity: StoredEntity): string | undefined {
  const modified = entity.values['LastModifiedTime'];
  return entity.type.name === 'RunbookVersion' && typeof modified === 'string' ? mediaEtag(modified) : undefined;
}

/** The tag of an entity: of its last change. Only sets whose rows say when that was have one. */
export function entityEtagOf(entity: StoredEntity): string | undefined {
  const modified = entity.values['LastModifiedTime'];
  return typeof modified === 'string' ? entityEtag(modified) : undefined;
}

/** An entity as the writers take it. `root` is for the next links of expanded collections that are longer than a page. */
export function toEntityData(entity: StoredEntity | ExpandedEntity, root: string): EntityData {
  const etag = etagOf(entity);
  const data: EntityData = etag === undefined ? { type: entity.type, values: entity.values } : { type: entity.type, values: entity.values, mediaEtag: etag };
  if (!('expanded' in entity) || entity.expanded.size === 0) return data;
  const path = entityPath(data);
  return {
    ...data,
    expanded: new Map([...entity.expanded].map(([name, value]) => {
      if (value === null) return [name, null];
      return [name, isPage(value) ? { entities: value.entities.map((one) => toEntityData(one, root)), next: nextOf(value, `${root}${path}/${name}`) } : toEntityData(value, root)];
    })),
  };
}

const isPage = (value: ExpandedEntity | ExpandedPage): value is ExpandedPage => 'entities' in value;

function nextOf(page: ExpandedPage, address: string): string | undefined {
  const last = page.entities.at(-1);
  if (!page.isPartial || last === undefined) return undefined;
  const token = formatSkipToken(last.type.place.map((property) => last.values[property.name] as PrimitiveValue), [], last.type);
  return `${address}?$skiptoken=${encodePercent(token)}`;
}
