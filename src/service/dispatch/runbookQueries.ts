/** What a running job may ask of runbooks, of variables, of jobs and of what they wrote: the facts of the web service, a page at a time. */
import type { RunbookQuery } from '../../powershell/runtime/host.ts';
import { parseGuid } from '../../odata/edm/literal.ts';
import { STREAM_TYPE_NAMES } from '../../sma/streams.ts';
import { parseLenientDateTime } from '../../sma/values/dateTime.ts';
import type { AssetReply } from '../../worker/protocol.ts';
import type { Changes } from '../domain/change.ts';
import { executeUpTo } from '../store/query/executeUpTo.ts';
import { fold } from '../store/text/letterCase.ts';
import { isOneOf } from '../store/text/sameText.ts';
import type { Reader } from '../store/store.ts';

const PAGE = 500;
/** Of records, which may be large, as many as fit in so many characters. */
const PAGE_CHARACTERS = 4 * 1024 * 1024;

type Rows = readonly Readonly<Record<string, unknown>>[];
interface Page { readonly rows: Rows; readonly next: string | undefined }

/** Answers one page; what is asked for by an id or a name that is not there is said. */
export async function queryRunbooks(changes: Changes, query: RunbookQuery): Promise<AssetReply> {
  const page = await changes.read((db): Promise<Page | string> => (query.of === 'runbooks' ? runbooks(db, query) : query.of === 'jobs' ? jobs(db, query) : query.of === 'variables' ? variables(db, query) : records(db, query)));
  return typeof page === 'string' ? { found: false, message: page } : { found: true, value: JSON.stringify(page), secrets: [] };
}

const ids = (values: readonly string[]): readonly string[] => values.map((value) => parseGuid(value.replace(/^\{(.*)\}$/, '$1')) ?? value);
const pageOf = (rows: Rows, key: string, limit = PAGE): Page => ({ rows, next: rows.length < limit ? undefined : String(rows.at(-1)?.[key]) });

async function runbooks(db: Reader, { by, values, after }: Extract<RunbookQuery, { readonly of: 'runbooks' }>): Promise<Page | string> {
  const all = db.selectFrom('Runbooks').select(['RunbookID', 'RunbookName', 'RunbookType', 'Description', 'Tags', 'IsApiOnly', 'IsGlobal', 'PublishedRunbookVersionID', 'DraftRunbookVersionID', 'LogDebug', 'LogVerbose', 'LogProgress', 'RunbookWorker', 'CreationTime', 'LastModifiedTime', 'LastModifiedBy', 'TenantID']);
  const wanted = by === 'id' ? ids(values) : values;
  const chosen = values.length === 0 ? all : by === 'id' ? all.where('RunbookID', 'in', wanted) : all.where(isOneOf('RunbookName', wanted));
  const rows = await (after === undefined ? chosen : chosen.where('RunbookID', '>', after)).orderBy('RunbookID').limit(PAGE).execute();
  const missing = wanted.find((value) => !rows.some((row) => (by === 'id' ? row.RunbookID === value : fold(row.RunbookName) === fold(value))));
  if (missing !== undefined && after === undefined && wanted.length <= PAGE) return `The runbook '${missing}' was not found.`;
  return pageOf(rows.map((row) => ({ ...row, IsApiOnly: Boolean(row.IsApiOnly), IsGlobal: Boolean(row.IsGlobal), LogDebug: Boolean(row.LogDebug), LogVerbose: Boolean(row.LogVerbose), LogProgress: Boolean(row.LogProgress) })), 'RunbookID');
}

async function jobs(db: Reader, { by, values, after }: Extract<RunbookQuery, { readonly of: 'jobs' }>): Promise<Page | string> {
  const all = db.selectFrom('Jobs').innerJoin('JobContexts', 'JobContexts.JobContextID', 'Jobs.JobContextID').innerJoin('RunbookVersions', 'RunbookVersions.RunbookVersionID', 'JobContexts.RunbookVersionID')
    .select(['Jobs.JobID', 'Jobs.JobContextID', 'Jobs.JobStatus', 'Jobs.StartTime', 'Jobs.EndTime', 'Jobs.CreationTime', 'Jobs.LastModifiedTime', 'Jobs.ErrorCount', 'Jobs.WarningCount', 'Jobs.JobException', 'Jobs.TenantID', 'RunbookVersions.RunbookID', 'Jobs.job_key']);
  const wanted = by === 'runbookName' ? values : ids(values);
  const chosen = values.length === 0 ? all
    : by === 'id' ? all.where('Jobs.JobID', 'in', wanted)
    : by === 'contextId' ? all.where('Jobs.JobContextID', 'in', wanted)
    : by === 'runbookId' ? all.where('Jobs.runbook_id', 'in', wanted)
    : all.where('Jobs.runbook_id', 'in', db.selectFrom('Runbooks').select('RunbookID').where(isOneOf('RunbookName', wanted)));
  const found = await (after === undefined ? chosen : chosen.where('Jobs.job_key', '>', Number(after))).orderBy('Jobs.job_key').limit(PAGE).execute();
  const missing = by === 'id' && after === undefined && wanted.length <= PAGE ? wanted.find((id) => !found.some((row) => row.JobID === id)) : undefined;
  if (missing !== undefined) return `The job '${missing}' was not found.`;
  const rows = found.map(({ job_key, ...row }) => ({ row, job_key }));
  return { rows: rows.map(({ row }) => row), next: found.length < PAGE ? undefined : String(rows.at(-1)?.job_key) };
}

/** As the web service tells them: the value of an encrypted one is null (sma-rest-api.md 3.7). */
async function variables(db: Reader, { values, after }: Extract<RunbookQuery, { readonly of: 'variables' }>): Promise<Page | string> {
  const all = db.selectFrom('Variables').select(['VariableID', 'TenantID', 'Name', 'Value', 'Description', 'IsEncrypted', 'CreationTime', 'LastModifiedTime']), chosen = values.length === 0 ? all : all.where(isOneOf('Name', values));
  const rows = await (after === undefined ? chosen : chosen.where('VariableID', '>', after)).orderBy('VariableID').limit(PAGE).execute();
  const missing = after === undefined && values.length <= PAGE ? values.find((value) => !rows.some((row) => fold(row.Name) === fold(value))) : undefined;
  if (missing !== undefined) return `The variable '${missing}' was not found.`;
  return pageOf(rows.map((row) => ({ ...row, Value: row.IsEncrypted === 0 ? row.Value : null, IsEncrypted: Boolean(row.IsEncrypted) })), 'VariableID');
}

async function records(db: Reader, { jobId, stream, since, after }: Extract<RunbookQuery, { readonly of: 'records' }>): Promise<Page | string> {
  const [id = ''] = ids([jobId]);
  const job = await db.selectFrom('Jobs').innerJoin('JobContexts', 'JobContexts.JobContextID', 'Jobs.JobContextID').select(['Jobs.job_key', 'JobContexts.RunbookVersionID']).where('Jobs.JobID', '=', id).executeTakeFirst();
  if (job === undefined) return `The job '${jobId}' was not found.`;
  if (stream !== 'Any' && !STREAM_TYPE_NAMES.some((one) => one === stream)) return `There is no stream '${stream}'. Streams are Any, ${STREAM_TYPE_NAMES.join(', ')}.`;
  const from = since === '' ? '' : parseLenientDateTime(since);
  if (from === undefined) return `'${since}' is no time.`;
  const ofJob = db.selectFrom('stream_record').select(['time', 'type', 'text']).where('job_key', '=', job.job_key), ofStream = stream === 'Any' ? ofJob : ofJob.where('type', '=', stream);
  const wanted = (after === undefined ? ofStream.where('time', '>=', from) : ofStream.where('time', '>', after)).orderBy('time').limit(PAGE);
  const { rows, isCut } = await executeUpTo(db, wanted, PAGE_CHARACTERS);
  return {
    rows: rows.map((row) => ({ JobId: id, RunbookVersionId: job.RunbookVersionID, StreamTypeName: row.type, StreamText: row.text, StreamTime: row.time })),
    next: !isCut && rows.length < PAGE ? undefined : rows.at(-1)?.time,
  };
}
