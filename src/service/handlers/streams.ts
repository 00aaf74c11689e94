/** The JobStreams service (sma-rest-api.md 2.6, 3.3): `GetStreamItems` over records that may be millions. */
import { smaError } from '../../sma/errors.ts';
import { STREAM_TYPE_NAMES, type StreamTypeName } from '../../sma/streams.ts';
import { TENANT_ID } from '../../sma/models.ts';
import type { EdmValue } from '../../sma/edm/values.ts';
import { parseLenientDateTime, UNSET_DATE_TIME } from '../../sma/values/dateTime.ts';
import { parseAnyGuid } from '../../odata/edm/literal.ts';
import { odataError } from '../../odata/errors.ts';
import type { Expression } from '../../odata/query/expression.ts';
import type { SkipToken } from '../../odata/query/skipToken.ts';
import type { EntityPath } from '../../odata/uri/resource.ts';
import type { EntitySet, EntityType } from '../../sma/edm/serviceModel.ts';
import type { EntityData } from '../../odata/payload.ts';
import type { ChangePort } from '../domain/change.ts';
import { ask } from '../store/query/ask.ts';
import { LONG_NUMBER, LongTexts, SHORT_TEXT } from '../store/query/longText.ts';
import { isSaid } from '../store/query/sensible.ts';
import { toNameValues } from '../store/query/nameValues.ts';
import type { RequestContext } from './context.ts';
import { toEntityData } from './entityData.ts';
import { textOf } from './keys.ts';
import { markedTexts } from './longRecords.ts';
import { readPage } from './read.ts';
import type { Result } from './result.ts';

/** Records read at a time: memory stays flat however long the answer is. */
const PAGE = 500;
/** Characters that are put together at once. */
const SHORT = 256 * 1024;

/**
 * All records of a job from a time on (inclusive), of one stream or any, in the order in which they were written. The
 * answer is not paged, since clients do not expect pages here. It takes the options of a set, as an operation of WCF Data Services does that gives a
 * query: what is filtered, ordered and counted are the records that the arguments choose. Names of streams are case-sensitive, and
 * a wrong one gets the error of an unknown job: that is how the original behaves, and clients know the wording.
 */
export async function readStreamItems(context: RequestContext, parameters: Readonly<Record<string, EdmValue>>): Promise<Result> {
  const { services, model, options } = context;
  const set = model.entitySet('Stream');
  if (set === undefined) throw odataError('ResourceNotFound', 'Stream');
  // There are no pages to go on from.
  if (options.skipToken !== undefined) throw odataError('OptionNotApplicable', '$skiptoken');
  const given = textOf(parameters['jobId']);
  const jobId = parseAnyGuid(given);
  const stream = streamOf(textOf(parameters['streamType']));
  if (jobId === undefined || stream === undefined) throw smaError('JobNotFound', given);
  const since = sinceOf(parameters['streamsCreatedSinceDateTime']);
  const [job] = await ask(services.changes, JOB, [jobId]);
  if (job === undefined) throw smaError('JobNotFound', given);
  if (options.filter !== undefined || options.orderBy.length > 0 || options.skip !== undefined || options.inlineCount) return queryStreamItems(context, set, { jobId, stream, since });
  const reader = new RecordReader(services.changes, { jobId, jobKey: Number(job[0]), versionId: String(job[1]), stream, since }, options.top ?? Number.MAX_SAFE_INTEGER);
  const toEntity = (values: RecordValues): EntityData => ({ type: set.type, values });
  const answer = { type: set.type, address: { title: 'GetStreamItems', path: 'GetStreamItems' }, projection: options.projection } as const;
  const first = (await reader.next()).map(toEntity);
  // Whoever follows a job asks often and gets a little: no stream is made for that.
  if (reader.isOver && !reader.long.isUsed && first.reduce((sum, { values }) => sum + textOf(values['StreamText']).length, 0) < SHORT) return { kind: 'feed', ...answer, isUnpaged: true, feed: { entities: first } };
  let kept: readonly EntityData[] | undefined = first;
  return {
    kind: 'longFeed', ...answer, long: reader.long,
    next: async () => {
      const page = kept ?? (await reader.next()).map(toEntity);
      kept = undefined;
      return page;
    },
  };
}

/** The same with options that ask more of the database: records of the entity set, as many at a time as its pages are long. */
async function queryStreamItems(context: RequestContext, set: EntitySet, { jobId, stream, since }: Pick<Wanted, 'jobId' | 'stream' | 'since'>): Promise<Result> {
  const { options } = context, { orderBy } = options;
  const path: EntityPath = { set, key: undefined, steps: [], targetSet: set, targetType: set.type, isCollection: true, isTypeFiltered: false };
  const operands = [compared(set.type, 'JobId', 'eq', jobId), ...(stream === 'Any' ? [] : [compared(set.type, 'StreamTypeName', 'eq', stream)]), ...(since === '' ? [] : [compared(set.type, 'StreamTime', 'ge', since)]), ...(options.filter === undefined ? [] : [options.filter])];
  const [first] = operands;
  const filter: Expression | undefined = operands.length > 1 ? { kind: 'logical', type: 'Edm.Boolean', operator: 'and', operands } : first;
  const long = new LongTexts();
  let left = options.top ?? Number.MAX_SAFE_INTEGER, after: SkipToken | undefined, skip = options.skip;
  const read = async (counts: boolean): Promise<{ readonly entities: readonly EntityData[]; readonly count: number | undefined }> => {
    const { page, count } = await readPage(context, { path, filter, orderBy, skip, after, limit: Math.min(left, orderBy.length === 0 ? PAGE : ORDERED_PAGE) }, counts);
    [after, skip] = [page.more, undefined];
    left = page.more === undefined ? 0 : left - page.entities.length;
    return { entities: await markedTexts(context, page.entities.map((entity) => toEntityData(entity, context)), options.projection, long), count };
  };
  const { entities, count } = await read(options.inlineCount);
  const answer = { type: set.type, address: { title: 'GetStreamItems', path: 'GetStreamItems' }, projection: options.projection, long } as const;
  let kept: readonly EntityData[] | undefined = entities;
  if (left <= 0) return { kind: 'feed', ...answer, isUnpaged: true, feed: { entities, count } };
  return {
    kind: 'longFeed', ...answer, count,
    next: async () => {
      const page = kept ?? (left <= 0 ? [] : (await read(false)).entities);
      kept = undefined;
      return page;
    },
  };
}

/** What has to be put in order is looked at whole for each page. */
const ORDERED_PAGE = 10_000;

function compared(type: EntityType, name: string, operator: 'eq' | 'ge', value: string): Expression {
  const property = type.property(name);
  if (property?.kind !== 'primitive') throw new Error(`Records have no ${name}`);
  return { kind: 'comparison', type: 'Edm.Boolean', operator, comparedAs: property.type, left: { kind: 'property', type: property.type, property, source: { root: '$it', steps: [], type, cast: false } }, right: { kind: 'literal', type: property.type, value } };
}

const streamOf = (name: string): StreamTypeName | 'Any' | undefined => (name === 'Any' ? 'Any' : STREAM_TYPE_NAMES.find((one) => one === name));

function sinceOf(value: EdmValue | undefined): string {
  if (typeof value !== 'string' || value.trim() === '') return '';
  const time = parseLenientDateTime(value);
  if (time === undefined) throw smaError('InvalidDateTime', value.slice(0, 60));
  return time;
}

interface Wanted { readonly jobId: string; readonly jobKey: number; readonly versionId: string; readonly stream: StreamTypeName | 'Any'; readonly since: string }

type RecordValues = Readonly<Record<string, EdmValue>>;

const JOB = 'select j."job_key", c."RunbookVersionID" from "Jobs" j join "JobContexts" c on c."JobContextID" = j."JobContextID" where j."JobID" = ?';
/** As `atMost` has the limit. */
const recordsOf = (ofStream: boolean, isFirst: boolean): string =>
  `select time, type, ${SHORT_TEXT}, name_values, ${LONG_NUMBER} from stream_record where job_key = ?${ofStream ? ' and type = ?' : ''} and time ${isFirst ? '>=' : '>'} ? order by time limit ? + 0`;

class RecordReader {
  readonly #changes: ChangePort;
  readonly #wanted: Wanted;
  readonly long = new LongTexts();
  #left: number;
  #last: string | undefined;

  constructor(changes: ChangePort, wanted: Wanted, most: number) {
    this.#changes = changes;
    this.#wanted = wanted;
    this.#left = most;
  }

  /** Whether all has been read. */
  get isOver(): boolean {
    return this.#left <= 0;
  }

  async next(): Promise<readonly RecordValues[]> {
    const { jobId, jobKey, versionId, stream, since } = this.#wanted;
    const limit = Math.min(PAGE, this.#left);
    if (limit <= 0) return [];
    const last = this.#last;
    const rows = await ask(this.#changes, recordsOf(stream !== 'Any', last === undefined), [jobKey, ...(stream === 'Any' ? [] : [stream]), last ?? since, limit]);
    this.#left = rows.length < limit ? 0 : this.#left - rows.length;
    this.#last = textOf(rows.at(-1)?.[0] as EdmValue);
    return rows.map(([time, type, text, nameValues, long]): RecordValues => ({
      JobId: jobId, TenantId: TENANT_ID, RunbookVersionId: versionId, StreamText: typeof long === 'number' ? this.long.markOf(long) : text as string, StreamTime: isSaid('Edm.DateTime', time) ? time as string : UNSET_DATE_TIME, StreamTypeName: type as string,
      NameValues: typeof nameValues === 'string' ? toNameValues(nameValues) : [],
    }));
  }
}
