/** The same pages as readEntities.ts, for questions of one statement: at once, and without putting together known SQL again. */
import type { RawBuilder } from 'kysely';
import type { EntityType, ServiceModel } from '../../../sma/edm/serviceModel.ts';
import type { PrimitiveValue } from '../../../sma/edm/values.ts';
import type { SkipToken } from '../../../odata/query/skipToken.ts';
import type { QuickReader, RowValues } from '../quickReader.ts';
import { isAscii } from '../text/letterCase.ts';
import type { SideReader, Statement } from '../sideReader.ts';
import { sqliteFailure } from '../sqliteFailure.ts';
import { RowDecoder, type StoredEntity } from './decodeRow.ts';
import { isWide, PAGE_CHARACTERS, type TakenRows } from './takeRows.ts';
import { EMPTY_PAGE, selectCount, selectEntities, selectScan, tokenValue, type EntityPage, type EntityQuery } from './readEntities.ts';
import type { Scan } from './scan.ts';
import { opensSealed } from './sealedColumn.ts';

/** One page; undefined where another program holds the database, for the caller to wait. */
export function readQuickly(quick: QuickReader, model: ServiceModel, query: EntityQuery): EntityPage | undefined {
  if (query.limit === 0) return EMPTY_PAGE;
  const { sql, parameters } = pageStatement(quick, model, query);
  const taken = rowsOf(quick, sql, parameters, isWide(query.path.targetSet.type));
  return taken === undefined ? undefined : toPage(model, query, taken);
}

/** A page, and how many there are in all where that is asked for, from a thread of its own. */
export async function readAside(side: SideReader, quick: QuickReader, model: ServiceModel, query: EntityQuery, counts: boolean): Promise<{ readonly page: EntityPage; readonly count: number | undefined }> {
  const [taken = NO_ROWS, counted] = await side.read([{ ...pageStatement(quick, model, { ...query, isWatched: true }), most: PAGE_CHARACTERS, scan: scanOf(quick, model, query), scanFirst: opensMany(query) }, ...(counts ? [countStatement(quick, model, query)] : [])]);
  return { page: query.limit === 0 ? EMPTY_PAGE : toPage(model, query, taken), count: counts ? Number(counted?.rows[0]?.[0] ?? 0) : undefined };
}

/** How many entities of a path pass a filter, from a thread of its own. */
export async function countAside(side: SideReader, quick: QuickReader, model: ServiceModel, query: Pick<EntityQuery, 'path' | 'filter'>): Promise<number> {
  const [counted] = await side.read([countStatement(quick, model, query)]);
  return Number(counted?.rows[0]?.[0] ?? 0);
}

const countStatement = (quick: QuickReader, model: ServiceModel, query: Pick<EntityQuery, 'path' | 'filter'>): Statement => {
  const { sql, parameters } = quick.compile(selectCount({ ...query, isWatched: true }));
  return { sql, parameters: parameters.map(toBound), scan: scanOf(quick, model, { path: query.path, filter: query.filter }), scanFirst: opensMany(query) };
};

/** Opened values are texts that the statement would hold, of each row more than once: there is no use in trying. */
const opensMany = ({ filter, orderBy = [] }: Pick<EntityQuery, 'filter' | 'orderBy'>): boolean => (filter !== undefined && opensSealed(filter)) || orderBy.some(({ expression }) => opensSealed(expression));

/** How the same is asked where a statement would hold too much; a `limit` makes it a page. */
function scanOf(quick: QuickReader, model: ServiceModel, query: Omit<EntityQuery, 'limit'> & { readonly limit?: number }): Scan {
  const { limit } = query, scan = selectScan(model, query, limit === undefined);
  const asked = (one: RawBuilder<unknown>): Scan['look'] => {
    const { sql, parameters } = quick.compile(one);
    return { sql, parameters: parameters.map(toBound) };
  };
  const look = asked(scan.look), row = asked(scan.row);
  return { look, page: limit === undefined ? undefined : { orders: scan.orders, skip: query.skip ?? 0, limit: limit + 1, row: { ...row, parameters: row.parameters.slice(0, -scan.places) }, places: scan.places } };
}
const toBound = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);

const NO_ROWS: TakenRows = { rows: [], isCut: false };

function pageStatement(quick: QuickReader, model: ServiceModel, query: EntityQuery): Statement {
  const known = shapesOf(model);
  const shape = shapeOf(query);
  const given = shape === undefined ? [] : parametersOf(query);
  const kept = shape === undefined ? undefined : known.statements.get(shape);
  if (kept !== undefined) return { sql: kept, parameters: given };
  const { sql, parameters } = quick.compile(selectEntities(model, query));
  // Only where the values stand in the order in which they are given next time.
  if (shape !== undefined && given.length === parameters.length && given.every((value, index) => value === parameters[index])) known.statements.set(shape, sql);
  return { sql, parameters: parameters.map(toBound) };
}

function toPage(model: ServiceModel, { path, limit, orderBy }: EntityQuery, { rows, isCut }: TakenRows): EntityPage {
  const { type } = path.targetSet;
  const { decoders } = shapesOf(model);
  let decoder = decoders.get(type);
  if (decoder === undefined) decoders.set(type, decoder = new RowDecoder(type, model));
  const page = rows.length > limit ? rows.slice(0, limit) : rows;
  const entities: StoredEntity[] = [];
  for (const row of page) entities.push(decoder.decode(row));
  const known = decoder, { width } = known, stored = (row: RowValues, name: string): PrimitiveValue => known.stored(row, name) as PrimitiveValue;
  const placeAfter = (count: number): SkipToken | undefined => {
    const row = page[count - 1];
    if (row === undefined) return undefined;
    return [...(orderBy ?? []).map((item, index) => tokenValue(row[width + index], item)), ...path.targetType.place.map((property) => stored(row, property.name))];
  };
  return { entities, more: rows.length <= limit && !isCut ? undefined : placeAfter(page.length), placeAfter };
}

function rowsOf(quick: QuickReader, sql: string, parameters: readonly unknown[], isLarge: boolean): TakenRows | undefined {
  try {
    return isLarge ? quick.take(sql, parameters, PAGE_CHARACTERS) : { rows: quick.rows(sql, parameters), isCut: false };
  } catch (error) {
    if (sqliteFailure(error) === 'Locked') return undefined;
    throw error;
  }
}

interface Shapes { readonly statements: Map<string, string>; readonly decoders: Map<EntityType, RowDecoder> }
const shapes = new WeakMap<ServiceModel, Shapes>();

function shapesOf(model: ServiceModel): Shapes {
  let found = shapes.get(model);
  if (found === undefined) shapes.set(model, found = { statements: new Map(), decoders: new Map() });
  return found;
}

/** A name for statements that differ in their values only; there are a few for each set. Others are put together each time. */
function shapeOf({ path, filter, orderBy, skip, after, isWatched }: EntityQuery): string | undefined {
  const isSimple = isWatched !== true && path.steps.length === 0 && filter === undefined && (orderBy?.length ?? 0) === 0 && (skip ?? 0) === 0 && (after === undefined || after.length === 1);
  if (!isSimple || Object.values(path.key ?? {}).some((value) => typeof value === 'string' && !isAscii(value))) return undefined;
  return `${path.targetType.fullName} ${path.isTypeFiltered ? 'typed' : ''} ${path.key === undefined ? '' : 'key'} ${after === undefined ? '' : 'after'}`;
}

/** The values of such a statement. */
const parametersOf = ({ path, after, limit }: EntityQuery): readonly unknown[] => [
  ...(path.key === undefined ? [] : Object.values(path.key)),
  ...(path.isTypeFiltered && path.targetType.base !== undefined ? [path.targetType.name] : []),
  ...(after ?? []), limit + 1,
];
