import type { Job, SmaApi } from '../../client/api.ts';
import { isSmaClientError } from '../../client/errors.ts';
import { isTerminal } from '../../sma/jobStateMachine.ts';
import type { Starter } from '../../sma/values/startedBy.ts';
import type { Logger } from '../log.ts';

/** A starter may itself have been started, and so on: further back than this nobody looks, and a forged chain has an end. */
const GENERATIONS = 8;
const REQUESTS = 4;

/**
 * Who started the jobs of a list, and those jobs among them that stand further back than the list goes: a long job's
 * children would else have nothing to stand below. Each job is asked for once; nobody is started twice.
 */
export class JobStarters {
  readonly #log: Logger;
  readonly #starters = new Map<string, Starter | undefined>();
  /** Those that the list itself does not have; undefined where the job is gone. */
  readonly #away = new Map<string, Job | undefined>();

  constructor(log: Logger) {
    this.#log = log;
  }

  of(job: Pick<Job, 'id'>): Starter | undefined {
    return this.#starters.get(job.id);
  }

  /** True for a job that is in the list for its children's sake alone. */
  isAway(id: string): boolean {
    return this.#away.get(id) !== undefined;
  }

  /** The list, newest first, with the starters it does not have, as they are now. What cannot be told is left out and asked for again. */
  async complete(client: SmaApi, list: readonly Job[], signal?: AbortSignal): Promise<readonly Job[]> {
    let all = list;
    const asked = new Set<string>();
    for (let generation = 0; generation < GENERATIONS; generation++) {
      await this.#learn(client, all, signal);
      const listed = new Set(all.map(({ id }) => id));
      const missing = [...new Set(all.flatMap((job) => this.of(job)?.job?.id ?? []))].filter((id) => !listed.has(id) && !asked.has(id));
      if (missing.length === 0) break;
      for (const id of missing) asked.add(id);
      all = inOrder([...all, ...(await this.#find(client, missing, signal))]);
    }
    for (const id of this.#away.keys()) if (!asked.has(id)) this.#away.delete(id);
    return all;
  }

  async #learn(client: SmaApi, jobs: readonly Job[], signal: AbortSignal | undefined): Promise<void> {
    const unknown = jobs.filter(({ id }) => !this.#starters.has(id));
    if (unknown.length === 0) return;
    try {
      const starters = await client.jobs.starters(unknown, signal);
      for (const { id } of unknown) this.#starters.set(id, starters.get(id));
    } catch (error) {
      // A list without its links is better than none.
      this.#log.debug(`starters of ${unknown.length} jobs: ${String(error)}`);
      if (isSmaClientError(error, 'BadRequest')) for (const { id } of unknown) this.#starters.set(id, undefined);
    }
  }

  async #find(client: SmaApi, ids: readonly string[], signal: AbortSignal | undefined): Promise<readonly Job[]> {
    const found: Job[] = [];
    for (let from = 0; from < ids.length; from += REQUESTS) {
      const some = await Promise.all(ids.slice(from, from + REQUESTS).map(async (id) => await this.#one(client, id, signal)));
      found.push(...some.filter((job) => job !== undefined));
    }
    return found;
  }

  async #one(client: SmaApi, id: string, signal: AbortSignal | undefined): Promise<Job | undefined> {
    const known = this.#away.get(id);
    if (this.#away.has(id) && (known === undefined || isTerminal(known.status))) return known;
    try {
      const job = await client.jobs.get(id, signal);
      this.#away.set(id, job);
      return job;
    } catch (error) {
      if (isSmaClientError(error, 'NotFound')) this.#away.set(id, undefined);
      else this.#log.debug(`job ${id}, which started others: ${String(error)}`);
      return this.#away.get(id);
    }
  }
}

/** Newest first, as the server has them; those of one moment stay as they are. */
const inOrder = (jobs: readonly Job[]): readonly Job[] => [...jobs].sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
