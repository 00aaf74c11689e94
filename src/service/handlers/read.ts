/** Every GET that reads entities: sets, navigations, single entities, counts, properties, links. One handler for all sets. */
import { smaError } from '../../sma/errors.ts';
import type { EntityType } from '../../sma/edm/serviceModel.ts';
import type { PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import { odataError } from '../../odata/errors.ts';
import { entityPath, type EntityData } from '../../odata/payload.ts';
import { primitiveText } from '../../odata/edm/text.ts';
import type { Expression, OrderByItem } from '../../odata/query/expression.ts';
import { formatSkipToken, isKeyAlone, type SkipToken } from '../../odata/query/skipToken.ts';
import { formatKey, type EntityKey } from '../../odata/uri/key.ts';
import { encodePercent } from '../../odata/uri/percent.ts';
import type { EntityPath, Resource } from '../../odata/uri/resource.ts';
import type { Reader, Writer } from '../store/store.ts';
import type { StoredEntity } from '../store/query/decodeRow.ts';
import { expandEntities, ExpandedTooMuchError, MOST_OF_ONE, type ExpandedEntity } from '../store/query/expandEntities.ts';
import { isCostly } from '../store/query/cost.ts';
import { countAside, readAside, readQuickly } from '../store/query/readQuickly.ts';
import type { QuickReader } from '../store/quickReader.ts';
import type { SideReader } from '../store/sideReader.ts';
import { LongTexts, RECORD_TEXT } from '../store/query/longText.ts';
import { HeldTooMuchError, heldTooMuch } from '../store/text/heldText.ts';
import { countEntities, EMPTY_PAGE, firstOf, readEntities, readEntity, wholeToken, type EntityPage, type EntityQuery } from '../store/query/readEntities.ts';
import { PAGE_SIZE, type RequestContext } from './context.ts';
import { entityEtagOf, toEntityData } from './entityData.ts';
import { isSaid } from '../store/query/sensible.ts';
import { markOf } from './longRecords.ts';
import type { Result } from './result.ts';

/** `Runbooks`, `Runbooks(guid'…')/Schedules`: a page of entities. Fails with NotFound where what is before the last step does not exist. */
export function readFeed(context: RequestContext, path: EntityPath): Result | Promise<Result> {
  const { options } = context;
  if (isPlaceOnly(context, path)) return withWholeToken(context, path).then((known) => readFeed(known, path));
  const limit = Math.min(options.top ?? PAGE_SIZE, PAGE_SIZE);
  const { quick, side } = context.services.changes;
  if (quick !== undefined && side !== undefined && isCostly({ path, filter: options.filter, orderBy: options.orderBy, counts: options.inlineCount })) return readFeedAside(context, path, quick, side);
  return orAside(() => readFeedHere(context, path, limit), quick !== undefined && side !== undefined ? () => readFeedAside(context, path, quick, side) : undefined);
}

const isPlaceOnly = ({ options }: RequestContext, { targetType }: EntityPath): boolean => options.skipToken !== undefined && isKeyAlone(options.skipToken, options.orderBy, targetType);

/** With what the last entity is ordered by, which its token does not say. Fails with SkipToken where it is gone. */
async function withWholeToken(context: RequestContext, path: EntityPath): Promise<RequestContext> {
  const { options } = context;
  const skipToken = await context.services.changes.read((db) => wholeToken(db, { path, orderBy: options.orderBy }, options.skipToken ?? [])).catch((error: unknown) => {
    throw error instanceof HeldTooMuchError ? heldTooMuch(error.megabytes) : error;
  });
  if (skipToken === undefined) throw odataError('SkipToken', 'the entity that the page before ended with is there no more. Begin again with the first page.');
  return { ...context, options: { ...options, skipToken } };
}

function readFeedHere(context: RequestContext, path: EntityPath, limit: number): Result | Promise<Result> {
  const { options } = context;
  const page = options.inlineCount || options.projection.expand.length > 0 ? undefined
    : readAtOnce(context, { path, filter: options.filter, orderBy: options.orderBy, skip: options.skip, after: options.skipToken, limit });
  // Nothing there: whether there is anything to lead to it is another question.
  return page === undefined || (page.entities.length === 0 && path.steps.length > 0) ? readWholeFeed(context, path) : feedResult(context, path, page, page.entities, undefined);
}

/** What is too much for one statement is asked in the thread for long questions, where there is a way to it (heldText.ts). */
function orAside<T>(here: () => T | Promise<T>, aside: (() => Promise<T>) | undefined): T | Promise<T> {
  const other = (error: unknown): Promise<T> => {
    if (aside === undefined || !(error instanceof HeldTooMuchError)) throw error;
    return aside();
  };
  try {
    const result = here();
    return result instanceof Promise ? result.catch(other) : result;
  } catch (error) {
    return other(error);
  }
}

/** The same from a thread of its own; only what is expanded, which is of one page, is read here. */
async function readFeedAside(context: RequestContext, path: EntityPath, quick: QuickReader, side: SideReader): Promise<Result> {
  const { options, model } = context;
  const query = { path, filter: options.filter, orderBy: options.orderBy, skip: options.skip, after: options.skipToken, limit: Math.min(options.top ?? PAGE_SIZE, PAGE_SIZE) };
  const { page, count } = await readAside(side, quick, model, query, options.inlineCount);
  return context.services.changes.read(async (db) => {
    if (page.entities.length === 0) await checkParent(db, context, path);
    const expanded = await expandPage(db, context, page);
    return feedResult(context, path, expanded.page, expanded.entities, count);
  });
}

/** A page, and how many there are in all where that is asked for: in the thread for long questions where it may take long. */
export function readPage(context: RequestContext, query: EntityQuery, counts: boolean): Promise<{ readonly page: EntityPage; readonly count: number | undefined }> {
  const { model, services: { changes } } = context, { quick, side } = changes;
  const aside = quick === undefined || side === undefined ? undefined : () => readAside(side, quick, model, query, counts);
  if (aside !== undefined && isCostly({ path: query.path, filter: query.filter, orderBy: query.orderBy ?? [], counts })) return aside();
  const here = (): Promise<{ readonly page: EntityPage; readonly count: number | undefined }> => changes.read(async (db) => ({ page: await readEntities(db, model, query), count: counts ? await countEntities(db, query) : undefined }));
  return Promise.resolve(orAside(here, aside));
}

/** What one statement answers, where there is such a way: not inside of a change set. */
const readAtOnce = ({ services, model }: RequestContext, query: EntityQuery): EntityPage | undefined =>
  (services.changes.quick === undefined ? undefined : readQuickly(services.changes.quick, model, query));

const feedResult = (context: RequestContext, path: EntityPath, page: EntityPage, entities: readonly (StoredEntity | ExpandedEntity)[], count: number | undefined): Result => ({
  kind: 'feed', type: path.targetType, address: addressOf(path), projection: context.options.projection,
  feed: { entities: entities.map((entity) => toEntityData(entity, context, context.options.projection)), count, next: nextLink(context, path, page) },
});

function readWholeFeed(context: RequestContext, path: EntityPath): Promise<Result> {
  return context.services.changes.read(async (db) => {
    const { options } = context;
    const limit = Math.min(options.top ?? PAGE_SIZE, PAGE_SIZE);
    const { page, entities } = await expandPage(db, context, await readEntities(db, context.model, { path, filter: options.filter, orderBy: options.orderBy, skip: options.skip, after: options.skipToken, limit }));
    if (page.entities.length === 0) await checkParent(db, context, path);
    const count = options.inlineCount ? await countEntities(db, { path, filter: options.filter }) : undefined;
    return feedResult(context, path, page, entities, count);
  });
}

interface ExpandedPage { readonly page: EntityPage; readonly entities: readonly ExpandedEntity[] }

/** A page with what it expands to; undefined where that is more than an answer holds. Fails with TooComplex where one entity's is. */
async function expandWhole(db: Reader, { model, options }: RequestContext, page: EntityPage): Promise<ExpandedPage | undefined> {
  try {
    return { page, entities: await expandEntities(db, model, page.entities, options.projection, PAGE_SIZE) };
  } catch (error) {
    if (!(error instanceof ExpandedTooMuchError)) throw error;
    if (page.entities.length <= 1) throw odataError('TooComplex', 'characters that one entity expands to', MOST_OF_ONE);
    return undefined;
  }
}

/** The largest part of a page that an answer holds with what it expands to, but for some: the rest is behind its next link. The page is not asked for again. */
async function expandPage(db: Reader, context: RequestContext, page: EntityPage): Promise<ExpandedPage> {
  for (let part = page; ; part = firstOf(part, Math.max(1, Math.floor(part.entities.length / FEWER)))) {
    const whole = await expandWhole(db, context, part);
    if (whole !== undefined) return whole;
  }
}
const FEWER = 4;

/** One entity. Fails with NotFound, also at the end of a navigation that leads nowhere (sma-rest-api.md 3.2). */
export function readOne(context: RequestContext, path: EntityPath): Result | Promise<Result> {
  const { projection, filter } = context.options;
  const [found] = projection.expand.length > 0 ? [] : readAtOnce(context, { path, filter, limit: 1 })?.entities ?? [];
  return found === undefined ? readWholeEntity(context, path) : { kind: 'entity', entity: withTag(found, toEntityData(found, context)), projection };
}

/** With the tag that the reply's header carries. */
function withTag(entity: StoredEntity, data: EntityData): EntityData {
  const etag = entityEtagOf(entity);
  return etag === undefined ? data : { ...data, etag };
}

function readWholeEntity(context: RequestContext, path: EntityPath): Promise<Result> {
  return context.services.changes.read(async (db) => {
    const entity = await needEntity(db, context, path, context.options.filter);
    const [expanded] = (await expandWhole(db, context, { ...EMPTY_PAGE, entities: [entity] }))?.entities ?? [];
    const data = toEntityData(expanded ?? entity, context, context.options.projection);
    // The tag says nothing of what is expanded.
    return { kind: 'entity', entity: context.options.projection.expand.length > 0 ? data : withTag(entity, data), projection: context.options.projection };
  });
}

/** Fails with NotFound. */
export async function needEntity(db: Reader | Writer, context: RequestContext, path: EntityPath, filter?: Expression): Promise<StoredEntity> {
  const entity = await readEntity(db, context.model, path, filter);
  if (entity !== undefined) return entity;
  const last = path.steps.at(-1);
  if (last === undefined || last.key !== undefined) throw smaError('NotFound', path.targetType.name, describeKey(path));
  // What is missing is the entity that the way begins at, or what it leads to.
  await needEntity(db, context, parentOf(path));
  throw smaError('NothingThere', addressOf(parentOf(path)).path, last.navigation.name);
}

export async function readCount(context: RequestContext, path: EntityPath): Promise<Result> {
  const { options } = context;
  const { quick, side } = context.services.changes;
  const aside = quick === undefined || side === undefined ? undefined : () => countAside(side, quick, context.model, { path, filter: options.filter });
  if (aside !== undefined && isCostly({ path, filter: options.filter, orderBy: [], counts: true })) return countOf(context, path, await aside());
  return orAside(() => countOf(context, path, undefined), aside === undefined ? undefined : async () => countOf(context, path, await aside()));
}

function countOf(context: RequestContext, path: EntityPath, known: number | undefined): Promise<Result> {
  const { options } = context;
  return context.services.changes.read(async (db) => {
    const all = known ?? await countEntities(db, { path, filter: options.filter });
    if (all === 0) await checkParent(db, context, path);
    const rest = Math.max(0, all - (options.skip ?? 0));
    return { kind: 'text', text: String(Math.min(rest, options.top ?? rest)), since: '2.0' };
  });
}

/** `/Property` as a document, `/Property/$value` as bare text; a null has no text (404). */
export async function readProperty(context: RequestContext, path: EntityPath, property: PropertyDefinition, raw: boolean): Promise<Result> {
  const entity = await context.services.changes.read((db) => needEntity(db, context, path));
  const texts = new LongTexts();
  const value = (property.name === RECORD_TEXT ? await markOf(context, entity, texts) : undefined) ?? entity.values[property.name] ?? null;
  const long = texts.isUsed ? { long: texts } : {};
  const etag = entityEtagOf(entity);
  if (!raw) return { kind: 'property', property, value, etag, ...long };
  if (value === null || property.kind !== 'primitive') throw odataError('ResourceNotFound', property.name);
  return { kind: 'text', text: primitiveText(property.type, value as never), etag, ...long };
}

export async function readLinks(context: RequestContext, resource: Extract<Resource, { kind: 'links' }>): Promise<Result> {
  const { navigation, key } = resource;
  const path: EntityPath = {
    ...resource.path, steps: [...resource.path.steps, { navigation, key }], targetSet: navigation.targetSet, targetType: navigation.target,
    isTypeFiltered: false, isCollection: navigation.many && key === undefined,
  };
  const { options, model } = context;
  const many = path.isCollection;
  if (many && isPlaceOnly(context, path)) return readLinks(await withWholeToken(context, path), resource);
  const query: EntityQuery = { path, filter: options.filter, orderBy: options.orderBy, skip: options.skip, after: options.skipToken, limit: many ? Math.min(options.top ?? PAGE_SIZE, PAGE_SIZE) : 1 };
  const { quick, side } = context.services.changes;
  const aside = quick === undefined || side === undefined ? undefined : () => readAside(side, quick, model, query, options.inlineCount || resource.count);
  const answer = async (known: Awaited<ReturnType<typeof readAside>> | undefined): Promise<Result> => context.services.changes.read(async (db): Promise<Result> => {
    await needEntity(db, context, resource.path);
    const count = async (): Promise<number> => known?.count ?? countEntities(db, { path, filter: options.filter });
    if (resource.count) return { kind: 'text', text: String(await count()), since: '2.0' };
    const page = known?.page ?? await readEntities(db, model, query);
    const uris = page.entities.map((entity) => context.root + entityPath(entity));
    if (!many && uris.length === 0) throw smaError('NothingThere', addressOf(resource.path).path, navigation.name);
    return { kind: 'links', uris, many, source: `${resource.path.targetSet.name}/$links/${navigation.name}`, count: options.inlineCount ? await count() : undefined, next: many ? nextLink(context, path, page, `${addressOf(resource.path).path}/$links/${navigation.name}`) : undefined };
  });
  if (aside !== undefined && isCostly({ path, filter: options.filter, orderBy: options.orderBy, counts: false })) return answer(await aside());
  return orAside(() => answer(undefined), aside === undefined ? undefined : async () => answer(await aside()));
}

/** The entity from which the last navigation of a path begins. */
export function parentOf(path: EntityPath): EntityPath {
  const steps = path.steps.slice(0, -1);
  const targetSet = steps.at(-1)?.navigation.targetSet ?? path.set;
  return { ...path, steps, targetSet, targetType: targetSet.type, isTypeFiltered: false, isCollection: false };
}

/** An empty navigation of an entity that is there is empty; of one that is not, it is not found. */
async function checkParent(db: Reader, context: RequestContext, path: EntityPath): Promise<void> {
  if (path.steps.length > 0) await needEntity(db, context, parentOf(path));
}

/** Where the rest of a feed is; not when the client asked for no more than this page. */
function nextLink(context: RequestContext, path: EntityPath, page: EntityPage, address = addressOf(path).path): string | undefined {
  const { options, query } = context;
  if (page.more === undefined) return undefined;
  const left = options.top === undefined ? undefined : options.top - page.entities.length;
  if (left !== undefined && left <= 0) return undefined;
  const kept = [...query].flatMap(([name, values]) => (REPLACED.has(name) ? [] : values.map((value) => `${name}=${encodePercent(value)}`)));
  const parts = [...kept, ...(left === undefined ? [] : [`$top=${left}`]), `$skiptoken=${tokenOf(page.more, options.orderBy, path.targetType)}`];
  return `${context.root}${address}?${parts.join('&')}`;
}

/** Of the entity that a page ends with. Addresses are kept in logs and histories: what may be sealed at rest never stands in one. */
function tokenOf(more: SkipToken, orderBy: readonly OrderByItem[], type: EntityType): string {
  const key = (): string => encodePercent(formatSkipToken(more.slice(orderBy.length), [], type));
  if (orderBy.length === 0 || type.set.name === SEALED_SET || more.some((value) => typeof value === 'string' && value.length > LONGEST_IN_ADDRESS)) return key();
  if (!orderBy.every(({ expression }, index) => isSaid(expression.type, more[index]))) return key();
  const whole = encodePercent(formatSkipToken(more, orderBy, type));
  return whole.length > LONGEST_IN_ADDRESS ? key() : whole;
}
const SEALED_SET = 'JobParameters';
/** Of the 16,384 characters that an address may have: others are the client's. */
const LONGEST_IN_ADDRESS = 1_000;

const REPLACED: ReadonlySet<string> = new Set(['$top', '$skip', '$skiptoken']);

/** The name and address of what a path leads to, as it was asked for. */
export function addressOf(path: EntityPath): { readonly title: string; readonly path: string } {
  let text = path.set.name + (path.key === undefined ? '' : `(${formatKey(path.key, path.set.type)})`);
  let title = path.set.name;
  for (const { navigation, key } of path.steps) {
    text += `/${navigation.name}${key === undefined ? '' : `(${formatKey(key, navigation.target)})`}`;
    title = navigation.name;
  }
  return { title, path: path.isTypeFiltered ? `${text}/${path.targetType.fullName}` : text };
}

function describeKey(path: EntityPath): string {
  const key: EntityKey | undefined = path.steps.at(-1)?.key ?? (path.steps.length === 0 ? path.key : undefined);
  return key === undefined ? addressOf(path).path : Object.values(key).join(', ');
}
