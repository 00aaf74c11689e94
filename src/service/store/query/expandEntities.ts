/** $expand: the related entities of a whole page by one statement a navigation, however many entities the page has. */
import { sql } from 'kysely';
import type { EntityType, Navigation, ServiceModel } from '../../../sma/edm/serviceModel.ts';
import { odataError } from '../../../odata/errors.ts';
import type { Projection } from '../../../odata/query/selectExpand.ts';
import { linkTableName } from '../schema/schema.ts';
import type { Reader } from '../store.ts';
import { executeUpTo } from './executeUpTo.ts';
import { isWide, PAGE_CHARACTERS, sizeOf } from './takeRows.ts';
import { columnsOf, decodeRow, type StoredEntity } from './decodeRow.ts';
import { column, keyName } from './scope.ts';

/** An entity with what was expanded of it: one, none, or a page of many. */
export interface ExpandedEntity extends StoredEntity {
  readonly expanded: ReadonlyMap<string, ExpandedEntity | null | ExpandedPage>;
}
export interface ExpandedPage { readonly entities: readonly ExpandedEntity[]; /** There are more than a page holds. */ readonly isPartial: boolean }

/** Of one answer: what leads back and forth between two sets grows with every level, whatever the page. */
const MOST_EXPANDED = 10_000;
/** Characters that one entity may expand to. */
export const MOST_OF_ONE = 64 * 1024 * 1024;

/** Reads what a projection expands, level by level. Fails with TooComplex where that is beyond reason. */
export const expandEntities = (db: Reader, model: ServiceModel, entities: readonly StoredEntity[], projection: Projection, pageSize: number): Promise<readonly ExpandedEntity[]> =>
  expand(db, model, entities, projection, pageSize, { count: 0, left: entities.length > 1 ? PAGE_CHARACTERS : MOST_OF_ONE });

/** What the entities of a page expand to is too much for one answer: fewer of them may do. */
export class ExpandedTooMuchError extends Error {
  override readonly name = 'ExpandedTooMuchError';
  readonly code = 'ExpandedTooMuch';
}

interface Made { count: number; /** Characters that may still be read. */ left: number }

async function expand(db: Reader, model: ServiceModel, entities: readonly StoredEntity[], projection: Projection, pageSize: number, made: Made): Promise<readonly ExpandedEntity[]> {
  const expanded = entities.map((entity) => ({ ...entity, expanded: new Map<string, ExpandedEntity | null | ExpandedPage>() }));
  for (const { navigation, projection: below } of projection.expand) {
    const groups = await readRelated(db, model, entities, navigation, pageSize, made);
    for (const group of groups) made.count += Math.min(group.length, pageSize);
    if (made.count > MOST_EXPANDED) throw odataError('TooComplex', 'expanded entities in one answer', MOST_EXPANDED);
    const all = await expand(db, model, groups.flatMap((group) => group.slice(0, pageSize)), below, pageSize, made);
    let at = 0;
    for (const [index, group] of groups.entries()) {
      const size = Math.min(group.length, pageSize);
      const own = all.slice(at, at + size);
      at += size;
      expanded[index]?.expanded.set(navigation.name, navigation.many ? { entities: own, isPartial: group.length > pageSize } : own[0] ?? null);
    }
  }
  return expanded;
}

/** For each entity the related ones in the order of their key, one more than a page where there are more. */
async function readRelated(db: Reader, model: ServiceModel, entities: readonly StoredEntity[], navigation: Navigation, pageSize: number, made: Made): Promise<readonly (readonly StoredEntity[])[]> {
  const own = navigation.join?.own ?? keyName(navigation.from);
  const wanted = entities.map((entity) => entity.values[own] ?? null);
  const values = [...new Set(wanted.filter((value) => value !== null))];
  if (values.length === 0) return entities.map(() => []);
  const target = navigation.target;
  const columns = columnsOf(target, model).map((name) => column('t', name));
  const { join } = navigation;
  const from = join === undefined ? sql`${sql.table(linkTableName(navigation.association))} as l join ${table(target)} as t on ${column('t', keyName(target))} = ${column('l', keyName(target))}` : sql`${table(target)} as t`;
  const owner = join === undefined ? column('l', own) : column('t', join.other);
  const { rows, isCut } = await executeUpTo(db, sql<Readonly<Record<string, unknown>>>`select * from (
      select ${sql.join(columns)}, ${owner} as expand_owner, row_number() over (partition by ${owner} order by ${sql.join(target.key.map((property) => column('t', property.name)))}) as expand_rank
      from ${from} where ${owner} in (${sql.join(values)})
    ) where expand_rank <= ${pageSize + 1} order by expand_owner, expand_rank`, isWide(target) ? made.left : undefined);
  if (isCut) throw new ExpandedTooMuchError('What is expanded is too much for one answer.');
  if (isWide(target)) for (const row of rows) made.left -= sizeOf(row);
  const groups = Map.groupBy(rows, (row) => row['expand_owner']);
  return wanted.map((value) => (groups.get(value) ?? []).map((row) => decodeRow(row, target, model)));
}

const table = (type: EntityType) => sql.table(type.set.name);
