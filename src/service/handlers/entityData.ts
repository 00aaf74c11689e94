import { mediaEtag } from '../../sma/values/dateTime.ts';
import type { EntityData } from '../../odata/payload.ts';
import { entityPath } from '../../odata/payload.ts';
import { formatKey } from '../../odata/uri/key.ts';
import type { EntityKey } from '../../odata/uri/key.ts';
import type { ExpandedEntity, ExpandedPage } from '../store/query/expandEntities.ts';
import type { StoredEntity } from '../store/query/decodeRow.ts';

/** The ETag of a media link entry: of runbook text, which is what clients overwrite (sma-rest-api.md 1.7). */
export function etagOf(entity: StoredEntity): string | undefined {
  const modified = entity.values['LastModifiedTime'];
  return entity.type.name === 'RunbookVersion' && typeof modified === 'string' ? mediaEtag(modified) : undefined;
}

/** An entity as the writers take it. `root` is for the next links of expanded collections that are longer than a page. */
export function toEntityData(entity: StoredEntity | ExpandedEntity, root: string): EntityData {
  const etag = etagOf(entity);
  const data = { type: entity.type, values: entity.values, ...(etag === undefined ? {} : { mediaEtag: etag }) };
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
  const key = formatKey(last.values as EntityKey, last.type);
  // A token lists the values alone, a compound key in parentheses their names too.
  return last.type.key.length > 1 ? undefined : `${address}?$skiptoken=${key}`;
}
