/** The JobStreams service (sma-rest-api.md 2.6, 3.3): `GetStreamItems` over records that may be millions. */
import { smaError } from '../../sma/errors.ts';
import { STREAM_TYPE_NAMES, type StreamTypeName } from '../../sma/streams.ts';
import { TENANT_ID } from '../../sma/models.ts';
import type { EdmValue } from '../../sma/edm/values.ts';
import { parseLenientDateTime } from '../../sma/values/dateTime.ts';
import { parseGuid } from '../../odata/edm/literal.ts';
import { odataError } from '../../odata/errors.ts';
import type { EntityData } from '../../odata/payload.ts';
import { atMost } from '../store/atMost.ts';
import type { ChangePort } from '../domain/change.ts';
import { toNameValues } from '../store/query/decodeRow.ts';
import type { RequestContext } from './context.ts';
import { textOf } from './keys.ts';
import type { Result } from './result.ts';

/** Records read at a time: memory stays flat however long the answer is. */
const PAGE = 500;

/**
 * All records of a job from a time on (inclusive), of one stream or any, in the order in which they were written. The
 * answer is not paged, since clients do not expect pages here; `$top` cuts it. Names of streams are case-sensitive, and
 * a wrong one gets the error of an unknown job: that is how the original behaves, and clients know the wording.
 */
export async function readStreamItems(context: RequestContext, parameters: Readonly<Record<string, EdmValue>>): Promise<Result> {
  const { services, model, options } = context;
  const set = model.entitySet('Stream');
  if (set === undefined) throw odataError('ResourceNotFound', 'Stream');
  for (const name of ['$filter', '$orderby', '$skip', '$skiptoken', '$inlinecount', '$expand'] as const) {
    if (context.query.has(name)) throw odataError('OptionNotApplicable', name);
  }
  const given = textOf(parameters['jobId']);
  const jobId = parseGuid(given.replace(/^\{(.*)\}$/, '$1'));
  const stream = streamOf(textOf(parameters['streamType']));
  if (jobId === undefined || stream === undefined) throw smaError('JobNotFound', given);
  const since = sinceOf(parameters['streamsCreatedSinceDateTime']);
  const job = await services.changes.read((db) => db.selectFrom('Jobs').innerJoin('JobContexts', 'JobContexts.JobContextID', 'Jobs.JobContextID')
    .select(['Jobs.job_key', 'JobContexts.RunbookVersionID']).where('Jobs.JobID', '=', jobId).executeTakeFirst());
  if (job === undefined) throw smaError('JobNotFound', given);
  const reader = new RecordReader(services.changes, { jobId, jobKey: job.job_key, versionId: job.RunbookVersionID, stream, since }, options.top ?? Number.MAX_SAFE_INTEGER);
  return {
    kind: 'longFeed', type: set.type, address: { title: 'GetStreamItems', path: 'GetStreamItems' }, projection: options.projection,
    next: async () => (await reader.next()).map((values): EntityData => ({ type: set.type, values })),
  };
}

const streamOf = (name: string): StreamTypeName | 'Any' | undefined => (name === 'Any' ? 'Any' : STREAM_TYPE_NAMES.find((one) => one === name));

function sinceOf(value: EdmValue | undefined): string {
  if (typeof value !== 'string' || value.trim() === '') return '';
  const time = parseLenientDateTime(value);
  if (time === undefined) throw smaError('InvalidDateTime', value.slice(0, 60));
  return time;
}

interface Wanted { readonly jobId: string; readonly jobKey: number; readonly versionId: string; readonly stream: StreamTypeName | 'Any'; readonly since: string }

class RecordReader {
  readonly #changes: ChangePort;
  readonly #wanted: Wanted;
  #left: number;
  #last: string | undefined;

  constructor(changes: ChangePort, wanted: Wanted, most: number) {
    this.#changes = changes;
    this.#wanted = wanted;
    this.#left = most;
  }

  async next(): Promise<readonly Readonly<Record<string, EdmValue>>[]> {
    const { jobId, jobKey, versionId, stream, since } = this.#wanted;
    const limit = Math.min(PAGE, this.#left);
    if (limit <= 0) return [];
    const last = this.#last;
    const rows = await this.#changes.read((db) => {
      const ofJob = db.selectFrom('stream_record').select(['time', 'type', 'text', 'name_values']).where('job_key', '=', jobKey);
      const ofStream = stream === 'Any' ? ofJob : ofJob.where('type', '=', stream);
      return (last === undefined ? ofStream.where('time', '>=', since) : ofStream.where('time', '>', last)).orderBy('time').limit(atMost(limit)).execute();
    });
    this.#left = rows.length < limit ? 0 : this.#left - rows.length;
    this.#last = rows.at(-1)?.time;
    return rows.map((row) => ({
      JobId: jobId, TenantId: TENANT_ID, RunbookVersionId: versionId, StreamText: row.text, StreamTime: row.time, StreamTypeName: row.type,
      NameValues: row.name_values === null ? [] : toNameValues(row.name_values),
    }));
  }
}
