/** The same pages as readEntities.ts, for questions of one statement: at once, and without putting together known SQL again. */
import type { EntityType, ServiceModel } from '../../../sma/edm/serviceModel.ts';
import type { PrimitiveValue } from '../../../sma/edm/values.ts';
import type { QuickReader, RowValues } from '../quickReader.ts';
import { sqliteFailure } from '../sqliteFailure.ts';
import { RowDecoder } from './decodeRow.ts';
import { selectEntities, tokenValue, type EntityPage, type EntityQuery } from './readEntities.ts';

/** One page; undefined where another program holds the database, for the caller to wait. */
export function readQuickly(quick: QuickReader, model: ServiceModel, query: EntityQuery): EntityPage | undefined {
  const { path, limit } = query;
  if (limit === 0) return { entities: [], more: undefined };
  const known = shapesOf(model);
  const shape = shapeOf(query);
  const given = shape === undefined ? [] : parametersOf(query);
  let sql = shape === undefined ? undefined : known.statements.get(shape);
  let parameters: readonly unknown[] = given;
  if (sql === undefined) {
    const compiled = quick.compile(selectEntities(model, query));
    ({ sql, parameters } = compiled);
    // Only where the values stand in the order in which they are given next time.
    if (shape !== undefined && given.length === parameters.length && given.every((value, index) => value === parameters[index])) known.statements.set(shape, sql);
  }
  const rows = rowsOf(quick, sql, parameters);
  if (rows === undefined) return undefined;
  const { type } = path.targetSet;
  let decoder = known.decoders.get(type);
  if (decoder === undefined) known.decoders.set(type, decoder = new RowDecoder(type, model));
  const page = rows.length > limit ? rows.slice(0, limit) : rows;
  const entities = [];
  for (const row of page) entities.push(decoder.decode(row));
  const last = rows.length > limit ? entities.at(-1) : undefined;
  const ordered = rows.length > limit ? page.at(-1) ?? [] : [];
  return {
    entities,
    more: last === undefined ? undefined : [
      ...(query.orderBy ?? []).map((item, index) => tokenValue(ordered[decoder.width + index], item)),
      ...path.targetType.place.map((property) => last.values[property.name] as PrimitiveValue),
    ],
  };
}

function rowsOf(quick: QuickReader, sql: string, parameters: readonly unknown[]): readonly RowValues[] | undefined {
  try {
    return quick.rows(sql, parameters);
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
function shapeOf({ path, filter, orderBy, skip, after }: EntityQuery): string | undefined {
  const isSimple = path.steps.length === 0 && filter === undefined && (orderBy?.length ?? 0) === 0 && (skip ?? 0) === 0 && (after === undefined || after.length === 1);
  if (!isSimple) return undefined;
  return `${path.targetType.fullName} ${path.isTypeFiltered ? 'typed' : ''} ${path.key === undefined ? '' : 'key'} ${after === undefined ? '' : 'after'}`;
}

/** The values of such a statement. */
const parametersOf = ({ path, after, limit }: EntityQuery): readonly unknown[] => [
  ...(path.key === undefined ? [] : Object.values(path.key)),
  ...(path.isTypeFiltered && path.targetType.base !== undefined ? [path.targetType.name] : []),
  ...(after ?? []), limit + 1,
];
