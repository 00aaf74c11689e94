/** Jobs and their stream records on the wire: sma-rest-api.md 3.3 and 3.5. */
import type { Job, JobListOptions, JobRecord, Page, SmaApi } from '../api.ts';
import type { Clock } from '../clock.ts';
import { descending } from '../../odata/client/uriBuilder.ts';
import { toJob, toJobRecord, toRunbook } from './entities.ts';
import { isSmaClientError } from '../errors.ts';
import { optional, required } from './fields.ts';
import { debugJob } from './jobDebug.ts';
import { JobPages } from './jobList.ts';
import { startersOf } from './jobStarters.ts';
import { NO_RETRY, type RetryPolicy } from '../http/retry.ts';
import type { StreamTypeQuery } from '../../sma/streams.ts';
import { tailJob } from '../tail/tailJob.ts';
import type { Wire } from '../wire.ts';

/** Context ids kept in mind; a job list of SMA's own limit has 120,000. */
const MAX_CONTEXTS = 10_000;

export function jobsApi(wire: Wire, clock: Clock, useEvents: boolean): SmaApi['jobs'] {
  const runbookIds = new Map<string, string>();
  const learn = (contextId: string, runbookId: string): void => {
    if (runbookIds.size >= MAX_CONTEXTS) runbookIds.clear();
    runbookIds.set(contextId, runbookId.toLowerCase());
  };

  let canExpand = true;

  const records = async (id: string, stream: StreamTypeQuery, since: string | undefined, signal?: AbortSignal, policy?: RetryPolicy): Promise<readonly JobRecord[]> => {
    const found: JobRecord[] = [];
    for await (const fields of wire.all(wire.at.streamItems(id, stream, since), signal, policy)) found.push(toJobRecord(fields, id));
    return found.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  };
  const get = async (id: string, signal?: AbortSignal, policy?: RetryPolicy): Promise<Job> => toJob(await wire.entity(wire.at.entity('Jobs', id), signal, policy));
  const runbookIdOf = async (job: Job, signal?: AbortSignal): Promise<string | undefined> => {
    const known = runbookIds.get(job.contextId);
    if (known !== undefined) return known;
    const version = await goneAsUndefined(() => wire.entity(wire.at.entity('JobContexts', job.contextId, 'RunbookVersion'), signal));
    if (version === undefined) return undefined;
    learn(job.contextId, required(version, 'RunbookID'));
    return runbookIds.get(job.contextId);
  };

  return {
    async list(options: JobListOptions = {}, signal) {
      const first = (expand: readonly string[]): Promise<Page<Job>> => {
        const query = { orderBy: [descending('CreationTime')], inlineCount: options.count, top: options.newest, expand };
        const url = options.status === undefined ? wire.at.set('Jobs', query) : wire.at.where('Jobs', { JobStatus: options.status }, query);
        return new JobPages(wire.pages(url), options.pageSize, learn).page(signal);
      };
      // A list is mostly shown with the names of its runbooks, which are two steps away: one question instead of one a job.
      if (!canExpand || options.newest !== undefined) return first([]);
      try {
        return await first(['JobContext/RunbookVersion']);
      } catch (error) {
        if (!isSmaClientError(error, 'BadRequest')) throw error;
        canExpand = false;
        return first([]);
      }
    },
    get: (id, signal) => get(id, signal),
    runbookIdOf,
    async runbookOf(job, signal) {
      const id = await runbookIdOf(job, signal);
      return id === undefined ? undefined : goneAsUndefined(async () => toRunbook(await wire.entity(wire.at.entity('Runbooks', id), signal)));
    },
    async versionIdOf(job, signal) {
      const version = await goneAsUndefined(() => wire.entity(wire.at.entity('JobContexts', job.contextId, 'RunbookVersion'), signal));
      return version === undefined ? undefined : required(version, 'RunbookVersionID').toLowerCase();
    },
    starters: (jobs, signal) => startersOf(wire, jobs, signal),
    async parameters(job, signal) {
      const found = [];
      for await (const fields of wire.all(wire.at.entity('JobContexts', job.contextId, 'JobParameters'), signal)) found.push({ name: required(fields, 'Name'), value: optional(fields, 'Value') ?? '' });
      return found;
    },
    stop: async (id, signal) => void (await wire.action(wire.at.entity('Jobs', id), 'Stop', undefined, signal)),
    suspend: async (id, signal) => void (await wire.action(wire.at.entity('Jobs', id), 'Suspend', undefined, signal)),
    resume: async (id, signal) => void (await wire.action(wire.at.entity('Jobs', id), 'Resume', undefined, signal)),
    debug: (id, signal) => debugJob(wire, id, signal),
    records: (id, options = {}, signal) => records(id, options.stream ?? 'Any', options.since, signal),
    tail: (id, options = {}, signal) =>
      tailJob({
        job: (inner) => get(id, inner, NO_RETRY),
        records: (since, inner) => records(id, options.stream ?? 'Any', since, inner, NO_RETRY),
      }, wire, id, options, clock, useEvents, signal),
  };
}

async function goneAsUndefined<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isSmaClientError(error, 'NotFound')) return undefined;
    throw error;
  }
}
