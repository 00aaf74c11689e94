/** Who started jobs: a parameter of theirs tells it (sma-rest-api.md 3.5), asked for many jobs at once. */
import type { Job } from '../api.ts';
import { readStarter, STARTED_BY_PARAMETER, type Starter } from '../../sma/values/startedBy.ts';
import type { Wire } from '../wire.ts';
import { optional, required } from './fields.ts';

/** So many ids keep an address below the 2,048 characters that IIS lets pass (a query of its own limit). */
const IDS_A_QUESTION = 20;

/** Those of the jobs whose starter is told, by the job's id. */
export async function startersOf(wire: Wire, jobs: readonly Job[], signal?: AbortSignal): Promise<ReadonlyMap<string, Starter>> {
  const contexts = [...new Set(jobs.map(({ contextId }) => contextId))];
  const told = new Map<string, Starter>();
  for (let from = 0; from < contexts.length; from += IDS_A_QUESTION) {
    const url = wire.at.namedOf('JobParameters', 'JobContextID', contexts.slice(from, from + IDS_A_QUESTION), STARTED_BY_PARAMETER);
    for await (const fields of wire.all(url, signal)) {
      const starter = readStarter(optional(fields, 'Value') ?? '');
      if (starter !== undefined) told.set(required(fields, 'JobContextID').toLowerCase(), starter);
    }
  }
  return new Map(jobs.flatMap(({ id, contextId }) => {
    const starter = told.get(contextId.toLowerCase());
    return starter === undefined ? [] : [[id, starter] as const];
  }));
}
