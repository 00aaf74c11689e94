/**
 * Reads entities of any set: the path, $filter, $orderby, $skip, $top, $skiptoken and $inlinecount become one or two
 * statements. A page continues after the values of the last entity (keyset), so that the thousandth page costs what
 * the first does.
 */
import { sql, type RawBuilder } from 'kysely';
import type { EntityType, ServiceModel } from '../../../sma/edm/serviceModel.ts';
import type { PrimitiveValue } from '../../../sma/edm/values.ts';
import type { Expression, OrderByItem } from '../../../odata/query/expression.ts';
import type { SkipToken } from '../../../odata/query/skipToken.ts';
import type { EntityPath } from '../../../odata/uri/resource.ts';
import { atMost } from '../atMost.ts';
import type { Reader, Writer } from '../store.ts';
import { columnsOf, decodeRow, type StoredEntity } from './decodeRow.ts';
import { expressionSql, typeCondition } from './expressionSql.ts';
import { afterToken } from './keyset.ts';
import { RECORD_SET, RECORD_TEXT, shortRecordText } from './longText.ts';
import { executeUpTo } from './executeUpTo.ts';
import { isSealed } from './sealedColumn.ts';
import { PAUSE, type ScanOrder } from './scan.ts';
import { isWide, PAGE_CHARACTERS } from './takeRows.ts';
import { isAscii } from '../text/letterCase.ts';
import { isText } from '../text/sameText.ts';
import { IN_TIME } from '../workTime.ts';
import { Aliases, column, keyName, related, Scope } from './scope.ts';

type Sql = RawBuilder<unknown>;

export interface EntityQuery {
  readonly path: EntityPath;
  readonly filter?: Expression | undefined;
  readonly orderBy?: readonly OrderByItem[];
  readonly skip?: number | undefined;
  readonly after?: SkipToken | undefined;
  /** What may take long looks at the clock with every row (workTime.ts). */
  readonly isWatched?: boolean;
  /** At most so many; `more` tells whether there are others. */
  readonly limit: number;
}
export interface EntityPage {
  readonly entities: readonly StoredEntity[];
  /** Where the next page begins; undefined when this is the last. */
  readonly more: SkipToken | undefined;
  /** Where a page begins that follows the first so many of these. */
  placeAfter(count: number): SkipToken | undefined;
}

/** The first so many entities of a page, at least one. */
export const firstOf = (page: EntityPage, count: number): EntityPage =>
  (count >= page.entities.length ? page : { ...page, entities: page.entities.slice(0, count), more: page.placeAfter(count) });

export const EMPTY_PAGE: EntityPage = { entities: [], more: undefined, placeAfter: () => undefined };

/** One page of the entities at the end of a path. An empty page where the path leads nowhere. */
export async function readEntities(db: Reader | Writer, model: ServiceModel, query: EntityQuery): Promise<EntityPage> {
  const { path, limit } = query;
  if (limit === 0) return EMPTY_PAGE;
  const { rows, isCut } = await executeUpTo(db, selectEntities(model, query), isWide(path.targetSet.type) ? PAGE_CHARACTERS : undefined);
  const page = rows.slice(0, limit);
  const placeAfter = (count: number): SkipToken | undefined => tokenOf(query, page[count - 1]);
  const more = rows.length <= limit && !isCut ? undefined : placeAfter(page.length);
  return { entities: page.map((row) => decodeRow(row, path.targetSet.type, model)), more, placeAfter };
}

function tokenOf(query: EntityQuery, last: Readonly<Record<string, unknown>> | undefined): SkipToken | undefined {
  return last === undefined ? undefined : [
    ...(query.orderBy ?? []).map((item, index) => tokenValue(last[`order_${index}`], item)),
    ...query.path.targetType.place.map((property) => last[property.name] as PrimitiveValue),
  ];
}

/** Where a page begins whose token is the key alone: with what that entity is ordered by now. Undefined where it is gone. */
export async function wholeToken(db: Reader | Writer, { path, orderBy = [] }: Pick<EntityQuery, 'path' | 'orderBy'>, key: SkipToken): Promise<SkipToken | undefined> {
  const source = new Source(path);
  const orders = orderBy.map((item, index) => sql`${orderSql(item.expression, source.scope)} as ${sql.id(`order_${index}`)}`);
  const place = path.targetType.place.map(({ name }, index) => { const value = key[index] ?? null; return typeof value === 'string' ? isText(column(source.alias, name), value) : sql`${column(source.alias, name)} = ${value}`; });
  const { rows: [row] } = await sql<Readonly<Record<string, unknown>>>`select ${sql.join(orders)} from ${source.tables} ${where(place)} limit 1`.execute(db);
  return row === undefined ? undefined : [...orderBy.map((item, index) => tokenValue(row[`order_${index}`], item)), ...key];
}

/** The statement of a page, with one row more than the page where there are more. */
export function selectEntities(model: ServiceModel, query: EntityQuery): RawBuilder<Readonly<Record<string, unknown>>> {
  const { path, limit } = query;
  const source = new Source(path);
  const order = (query.orderBy ?? []).map((item) => ({ sql: orderSql(item.expression, source.scope), descending: item.descending, mayBeNull: !isSure(item.expression) }));
  const keys = path.targetType.place.map((property) => ({ sql: column(source.alias, property.name), descending: false, mayBeNull: false }));
  const ordered = [...order, ...keys];
  const conditions = source.conditions(query);
  if (query.after !== undefined) conditions.push(afterToken(ordered, query.after));
  const columns = columnsOf(path.targetSet.type, model);
  const selected = [...columns.map((name) => selectedColumn(path.targetSet.type, source.alias, name, order.length === 0)), ...order.map((item, index) => sql`${item.sql} as ${sql.id(`order_${index}`)}`)];
  const offset = query.skip === undefined || query.skip === 0 ? sql`` : sql` offset ${query.skip}`;
  return sql`select ${sql.join(selected)} from ${source.tables} ${where(conditions)}
    order by ${sql.join(ordered.map((item) => (item.descending ? sql`${item.sql} desc` : item.sql)))} limit ${atMost(limit + 1)}${offset}`;
}

/** The parts of a page, or of a count, that is asked row by row (scan.ts). */
export interface ScanStatements {
  readonly look: RawBuilder<unknown>;
  readonly orders: readonly ScanOrder[];
  /** One row by the values of its place, which come as the last parameters. */
  readonly row: RawBuilder<unknown>;
  readonly places: number;
}

/** The page of `selectEntities` or, where it `counts`, the rows of `selectCount`. */
export function selectScan(model: ServiceModel, query: Omit<EntityQuery, 'limit'>, counts: boolean): ScanStatements {
  const { path } = query;
  const source = new Source(path), { type } = path.targetSet;
  const order = counts ? [] : (query.orderBy ?? []).map((item) => ({ sql: orderSql(item.expression, source.scope), descending: item.descending, mayBeNull: !isSure(item.expression), ignoresCase: item.expression.type === 'Edm.String' }));
  const keys = path.targetType.place.map((property) => ({ sql: column(source.alias, property.name), descending: false, mayBeNull: false, ignoresCase: property.type === 'Edm.String' }));
  const ordered = [...order, ...keys];
  const parts = operandsOf(query.filter), isFound = parts.map(isByColumn);
  // What an index may find is asked first. The rest is asked of each row that is left, and gives way when much is held.
  const conditions = source.conditions({ filter: undefined });
  const tested = parts.flatMap((part, index) => {
    const condition = expressionSql(part, source.scope);
    if (isFound[index] !== true) return [condition];
    conditions.push(condition);
    return [];
  });
  if (query.after !== undefined && !counts) (isAllColumns(query.orderBy) ? conditions : tested).push(afterToken(ordered, query.after));
  const pause = sql`${sql.raw(PAUSE)}(${column(source.alias, keyName(type))})`;
  if (tested.length > 0) conditions.push(sql`case when ${sql.join(tested, sql` and `)} then 1 else ${pause} end`);
  const whole = new Source(path);
  const columns = columnsOf(type, model).map((name) => selectedColumn(type, whole.alias, name, true));
  const orders = counts ? [] : (query.orderBy ?? []).map((item, index) => sql`${orderSql(item.expression, whole.scope)} as ${sql.id(`order_${index}`)}`);
  const place = path.targetType.place.map((property) => sql`${column(whole.alias, property.name)} = ${''}`);
  return {
    look: sql`select ${counts ? sql`1` : sql.join(ordered.map((item) => item.sql))} from ${source.tables} ${where(conditions)}`,
    orders: ordered.map(({ descending, ignoresCase }) => ({ descending, ignoresCase })),
    row: sql`select ${sql.join([...columns, ...orders])} from ${whole.tables} ${where(place)} limit 1`,
    places: place.length,
  };
}

/** What must hold of a filter, all of it. */
const operandsOf = (filter: Expression | undefined): readonly Expression[] =>
  (filter === undefined ? [] : filter.kind === 'logical' && filter.operator === 'and' ? filter.operands.flatMap(operandsOf) : [filter]);
/** A comparison of a property with a value that takes no function of ours. */
const isByColumn = (filter: Expression): boolean => filter.kind === 'comparison'
  && ((isColumn(filter.left) && isGiven(filter.right)) || (isColumn(filter.right) && isGiven(filter.left)));
const isColumn = (side: Expression): boolean => side.kind === 'property' && !isSealed(side);
const isGiven = (side: Expression): boolean => side.kind === 'literal' && (typeof side.value !== 'string' || isAscii(side.value));
const isAllColumns = (orderBy: EntityQuery['orderBy']): boolean => (orderBy ?? []).every(({ expression }) => isColumn(expression));

/** As it stands in an answer: long texts of records are read when they are sent (longText.ts). */
const selectedColumn = ({ set }: EntityType, alias: string, name: string, isPage: boolean): Sql =>
  (set.name === RECORD_SET && name === RECORD_TEXT ? sql`${sql.raw(shortRecordText(alias, isPage))} as ${sql.id(name)}` : column(alias, name));

/** The one entity at the end of a path, or undefined. */
export async function readEntity(db: Reader | Writer, model: ServiceModel, path: EntityPath, filter?: Expression): Promise<StoredEntity | undefined> {
  return (await readEntities(db, model, { path, filter, limit: 1 })).entities[0];
}

/** How many entities of a path pass a filter. */
export async function countEntities(db: Reader | Writer, query: Pick<EntityQuery, 'path' | 'filter'>): Promise<number> {
  const { rows } = await selectCount(query).execute(db);
  return rows[0]?.n ?? 0;
}

/** The statement that counts. */
export function selectCount(query: Pick<EntityQuery, 'path' | 'filter' | 'isWatched'>): RawBuilder<{ readonly n: number }> {
  const source = new Source(query.path);
  const conditions = source.conditions(query);
  return sql`select count(*) as n from ${source.tables} ${where(conditions)}`;
}

class Source {
  readonly alias: string;
  readonly scope: Scope;
  readonly #path: EntityPath;

  constructor(path: EntityPath) {
    const aliases = new Aliases();
    this.alias = aliases.next();
    this.scope = new Scope('$it', this.alias, aliases);
    this.#path = path;
  }

  /** To be asked for after the conditions and orders: they add joins. */
  get tables(): Sql {
    return sql`${sql.table(this.#path.targetSet.name)} as ${sql.id(this.alias)}${this.scope.joins}`;
  }

  conditions({ filter, isWatched }: Pick<EntityQuery, 'filter' | 'isWatched'>): Sql[] {
    const path = this.#path;
    return [
      ...(isWatched === true ? [sql`${sql.raw(IN_TIME)}(${column(this.alias, keyName(path.targetSet.type))})`] : []),
      ...pathCondition(path, path.steps.length, this.alias, this.scope.aliases),
      ...(path.isTypeFiltered ? [typeCondition(this.alias, path.targetType)] : []),
      ...(filter === undefined ? [] : [expressionSql(filter, this.scope)]),
    ];
  }
}

const where = (conditions: readonly Sql[]): Sql => (conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`);

/** That the entity of an alias is the one, or one of those, after the first `length` steps of a path. */
function pathCondition(path: EntityPath, length: number, alias: string, aliases: Aliases): Sql[] {
  const step = path.steps[length - 1];
  const key = step === undefined ? path.key : step.key;
  const byKey = Object.entries(key ?? {}).map(([name, value]) => (typeof value === 'string' ? isText(column(alias, name), value) : sql`${column(alias, name)} = ${value}`));
  if (step === undefined) return byKey;
  const from = aliases.next();
  const before = pathCondition(path, length - 1, from, aliases);
  const set = length === 1 ? path.set : path.steps[length - 2]?.navigation.targetSet;
  const { join } = step.navigation;
  const found = join === undefined
    ? sql`exists (select 1 from ${sql.table(set?.name ?? '')} as ${sql.id(from)} where ${sql.join([related(from, step.navigation, alias), ...before], sql` and `)})`
    // A list the database can look up by index, instead of a question to every row.
    : sql`${column(alias, join.other)} in (select ${column(from, join.own)} from ${sql.table(set?.name ?? '')} as ${sql.id(from)} ${where(before)})`;
  return [found, ...byKey];
}

/** Texts sort without ASCII case; a column does by itself, what is computed has to be told. */
function orderSql(expression: Expression, scope: Scope): Sql {
  const value = expressionSql(expression, scope, true);
  return expression.type === 'Edm.String' && expression.kind !== 'property' ? sql`${value} collate nocase` : value;
}

/** A value that is never null: a required property of the entity itself. */
const isSure = (expression: Expression): boolean => expression.kind === 'property' && !expression.property.nullable && expression.source.steps.length === 0 && !expression.source.cast;

export function tokenValue(value: unknown, item: OrderByItem | undefined): PrimitiveValue | null {
  if (value === null || value === undefined) return null;
  // What is neither stays what it is ordered by (sensible.ts).
  return item?.expression.type === 'Edm.Boolean' && (value === 0 || value === 1) ? value === 1 : value as PrimitiveValue;
}
