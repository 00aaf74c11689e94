import type { Job, Page } from '../api.ts';
import { toJob } from './entities.ts';
import type { ReceivedEntity, ReceivedFeed } from '../../odata/client/received.ts';
import { optional } from './fields.ts';
import type { PageWalk } from './paging.ts';

/** Jobs in pages of a size of our own, over the server's pages. Without a size the server's pages are given as they are. */
export class JobPages {
  readonly #walk: PageWalk;
  readonly #size: number | undefined;
  readonly #learn: (contextId: string, runbookId: string) => void;
  #count: number | undefined;
  #waiting: readonly ReceivedEntity[] = [];

  /** `learn` hears which runbook a job's context belongs to, where the server told it along. */
  constructor(walk: PageWalk, size: number | undefined, learn: (contextId: string, runbookId: string) => void) {
    this.#walk = walk;
    this.#learn = learn;
    this.#size = size;
  }

  async page(signal?: AbortSignal): Promise<Page<Job>> {
    while (this.#waiting.length < (this.#size ?? 1)) {
      const page = await this.#walk.next(signal);
      if (page === undefined) break;
      this.#count ??= page.count;
      for (const entity of page.entities) this.#learnFrom(entity);
      this.#waiting = [...this.#waiting, ...page.entities];
    }
    const taken = this.#size === undefined ? this.#waiting : this.#waiting.slice(0, this.#size);
    this.#waiting = this.#waiting.slice(taken.length);

    let next: Promise<Page<Job> | undefined> | undefined;
    return {
      items: taken.map((entity) => toJob(entity.values)),
      count: this.#count,
      // Asked twice it gives the same page, since the rows were taken once; a failure is not kept.
      next: (inner) => {
        next ??= (this.#isEmpty ? Promise.resolve(undefined) : this.page(inner)).catch((error: unknown) => {
          next = undefined;
          throw error;
        });
        return next;
      },
    };
  }

  #learnFrom(job: ReceivedEntity): void {
    const context = job.inline.get('JobContext');
    const version = isEntity(context) ? context.inline.get('RunbookVersion') : undefined;
    const runbookId = isEntity(version) ? optional(version.values, 'RunbookID') : null;
    const contextId = optional(job.values, 'JobContextID');
    if (runbookId !== null && contextId !== null) this.#learn(contextId.toLowerCase(), runbookId);
  }

  get #isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#walk.isDone;
  }
}

const isEntity = (value: ReceivedEntity | ReceivedFeed | null | undefined): value is ReceivedEntity => value !== undefined && value !== null && 'values' in value;
