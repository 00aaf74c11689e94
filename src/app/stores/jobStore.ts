import type { Job, Page, SmaApi } from '../../client/api.ts';
import { isSmaClientError } from '../../client/errors.ts';
import type { ConnectionRegistry } from '../connections/connectionRegistry.ts';
import { toDisposable } from '../disposable.ts';
import type { DisposableLike } from '../disposable.ts';
import type { Starter } from '../../sma/values/startedBy.ts';
import type { Logger } from '../log.ts';
import { isUnderWay } from './jobStates.ts';
import { JobStarters } from './jobStarters.ts';
import { ListStore } from './listStore.ts';
import type { Timers } from './poller.ts';

const PAGE_SIZE = 50;
/** A job knows its runbook only over two other entities (sma-rest-api.md 0.3 point 6): ask for a few at a time. */
const NAME_REQUESTS = 4;
/** Where nothing runs: between questions while somebody looks, and while a view is merely open. */
const ATTENDED_INTERVAL = 3_000, IDLE_INTERVAL = 15_000;
/** While somebody looks and nothing runs, so many newest jobs are asked for so many times before the whole page is again. */
const GLANCE_JOBS = 5, GLANCES = 4;

export interface JobStoreParts {
  readonly connections: ConnectionRegistry;
  readonly log: Logger;
  /** Milliseconds between questions while jobs run. */
  readonly busyInterval: () => number;
  readonly timers?: Timers;
}

/** The jobs of the active connection, newest first, as many pages as were asked for, with their runbooks' names and the jobs that started them. */
export class JobStore extends ListStore<Job> {
  readonly #log: Logger;
  #starters: JobStarters;
  readonly #names = new Map<string, string | undefined>();
  readonly #runbookNames = new Map<string, Promise<string | undefined>>();
  #naming = new Map<string, Promise<void>>();
  /** Jobs whose name was asked for and not told; asked for again with the next list. */
  readonly #unnamed = new Set<string>();
  readonly #tried = new Set<string>();
  readonly #lookers = new Set<() => boolean>();
  #glances = 0;
  #next: Page<Job> | undefined;
  #pages = 1;

  constructor(parts: JobStoreParts) {
    super({
      ...parts,
      name: 'jobs',
      fetch: async (client, signal) => await this.#fetch(client, signal),
      interval: (items) => (items.some((job) => isUnderWay(job.status)) ? parts.busyInterval() : Math.max(this.#isAttended ? ATTENDED_INTERVAL : IDLE_INTERVAL, parts.busyInterval())),
    });
    this.#log = parts.log;
    this.#starters = new JobStarters(parts.log);
    this.own(this.onDidChange(() => this.#resolveNames()));
  }

  /** Who shows jobs tells whether somebody looks at them now: jobs are started elsewhere too. For who begins to look, asks at once. */
  attend(looks: () => boolean): DisposableLike {
    // Each its own, also where two give the same function.
    const one = (): boolean => looks();
    this.#lookers.add(one);
    if (one()) this.hasten();
    return toDisposable(() => void this.#lookers.delete(one));
  }

  get #isAttended(): boolean {
    return [...this.#lookers].some((looks) => looks());
  }

  /** What can be shown: jobs whose runbook's name is known, or cannot be found out, and those above which all can. A row never changes its name or moves. */
  get named(): readonly Job[] {
    const listed = new Map(this.items.map((job) => [job.id, job]));
    const isShown = (job: Job): boolean => {
      const above = new Set<Job>();
      for (let at: Job | undefined = job; at !== undefined && !above.has(at); at = listed.get(this.starterOf(at)?.job?.id ?? '')) {
        if (!this.#names.has(at.id) && !this.#tried.has(at.id)) return false;
        above.add(at);
      }
      return true;
    };
    return this.items.filter(isShown);
  }

  /** Who started a job, where that is told; another job or somebody. */
  starterOf(job: Pick<Job, 'id'>): Starter | undefined {
    return this.#starters.of(job);
  }

  get running(): readonly Job[] {
    return this.items.filter((job) => isUnderWay(job.status));
  }

  /** True where the server has older jobs than those shown. */
  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  find(id: string): Job | undefined {
    return this.items.find((job) => job.id === id);
  }

  nameOf(job: Pick<Job, 'id'>): string | undefined {
    return this.#names.get(job.id);
  }

  /** A job was started here: its runbook's name need not be asked for. */
  remember(jobId: string, runbookName: string): void {
    this.#names.set(jobId, runbookName);
  }

  /** A newer state of one job is known (from its tail, or after Stop). */
  update(job: Job): void {
    const known = this.find(job.id);
    if (known === undefined) this.replace([job, ...this.items]);
    else if (known.status !== job.status || known.modifiedAt < job.modifiedAt) this.replace(this.items.map((item) => (item.id === job.id ? job : item)));
  }

  /** Asks for the whole page, and not for a glance. */
  override async refresh(): Promise<void> {
    this.#glances = GLANCES;
    await super.refresh();
  }

  /** Resolves when the jobs' names are known, as far as they can be; for lists that are shown once. */
  async whenNamed(): Promise<void> {
    while (this.#naming.size > 0) await Promise.all(this.#naming.values());
  }

  /** Loads one more page of older jobs. */
  async showMore(signal?: AbortSignal): Promise<void> {
    const page = await this.#next?.next(signal);
    this.#next = page;
    if (page === undefined) return;
    this.#pages++;
    const listed = merge(this.#ofPages(), page.items);
    const client = this.connections.active.client;
    this.replace(client === undefined ? listed : await this.#starters.complete(client, listed, signal));
  }

  protected override clear(): void {
    super.clear();
    this.#names.clear();
    // What comes late from the connection before goes into the old one.
    this.#starters = new JobStarters(this.#log);
    this.#runbookNames.clear();
    this.#naming = new Map();
    this.#unnamed.clear();
    this.#tried.clear();
    this.#glances = 0;
    this.#next = undefined;
    this.#pages = 1;
  }

  async #fetch(client: SmaApi, signal: AbortSignal): Promise<readonly Job[]> {
    if (await this.#isSame(client, signal)) return this.items;
    const page = await client.jobs.list({ pageSize: PAGE_SIZE }, signal);
    this.#glances = 0;
    this.#unnamed.clear();
    const former = this.#ofPages();
    const overlaps = page.items.some(({ id }) => former.some((job) => job.id === id));
    // Older pages stay where the new first page touches them; else there would be a hole in the list.
    if (this.#pages > 1 && overlaps) return await this.#starters.complete(client, merge(page.items, former), signal);
    this.#pages = 1;
    this.#next = page.items.length < PAGE_SIZE ? undefined : page;
    return await this.#starters.complete(client, page.items, signal);
  }

  /** Without those that are there for the sake of the jobs they started. */
  #ofPages(): readonly Job[] {
    return this.items.filter(({ id }) => !this.#starters.isAway(id));
  }

  /** A glance at the newest jobs while nothing runs and somebody looks: mostly there is nothing new, and no page of jobs to send. */
  async #isSame(client: SmaApi, signal: AbortSignal): Promise<boolean> {
    const newest = this.items.slice(0, GLANCE_JOBS);
    if (!this.#isAttended || this.running.length > 0 || newest.length < GLANCE_JOBS || this.#glances >= GLANCES) return false;
    this.#glances++;
    const { items } = await client.jobs.list({ newest: GLANCE_JOBS }, signal);
    return newest.every((job, index) => items[index]?.id === job.id && items[index].status === job.status && items[index].modifiedAt === job.modifiedAt);
  }

  #resolveNames(): void {
    const client = this.connections.active.client;
    if (client === undefined) return;
    for (const job of this.items) {
      if (this.#naming.size >= NAME_REQUESTS) return;
      if (this.#names.has(job.id) || this.#naming.has(job.id) || this.#unnamed.has(job.id)) continue;
      this.#naming.set(job.id, this.#resolveName(client, job));
    }
  }

  /** Undefined where the runbook was deleted since. */
  async #runbookName(client: SmaApi, id: string): Promise<string | undefined> {
    let name = this.#runbookNames.get(id);
    if (name === undefined) {
      name = client.runbooks.get(id).then((runbook) => runbook.name, (error: unknown) => {
        if (isSmaClientError(error, 'NotFound')) return undefined;
        throw error;
      });
      this.#runbookNames.set(id, name);
      name.catch(() => this.#runbookNames.delete(id));
    }
    return await name;
  }

  async #resolveName(client: SmaApi, job: Job): Promise<void> {
    const naming = this.#naming;
    try {
      const id = await client.jobs.runbookIdOf(job);
      const name = id === undefined ? undefined : await this.#runbookName(client, id);
      if (naming !== this.#naming) return;
      // Undefined is kept too: the runbook is gone, and asking again will not bring it back.
      this.#names.set(job.id, name);
    } catch (error) {
      this.#log.debug(`name of job ${job.id}: ${String(error)}`);
      if (naming === this.#naming) this.#unnamed.add(job.id);
    } finally {
      naming.delete(job.id);
    }
    // What came too late belongs to a connection that is not in use any more.
    if (naming !== this.#naming) return;
    this.#tried.add(job.id);
    if (!this.isDisposed) this.changed();
  }
}

function merge(newer: readonly Job[], older: readonly Job[]): readonly Job[] {
  const known = new Set(newer.map((job) => job.id));
  return [...newer, ...older.filter((job) => !known.has(job.id))];
}
