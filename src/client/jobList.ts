import type { Job, Page } from './api.ts';
import { toJob } from './entities.ts';
import type { Fields } from './fields.ts';
import type { PageWalk } from './paging.ts';

/** Jobs in pages of a size of our own, over the server's pages. Without a size the server's pages are given as they are. */
export class JobPages {
  readonly #walk: PageWalk;
  readonly #size: number | undefined;
  #count: number | undefined;
  #waiting: readonly Fields[] = [];

  constructor(walk: PageWalk, size: number | undefined) {
    this.#walk = walk;
    this.#size = size;
  }

  async page(signal?: AbortSignal): Promise<Page<Job>> {
    while (this.#waiting.length < (this.#size ?? 1)) {
      const page = await this.#walk.next(signal);
      if (page === undefined) break;
      this.#count ??= page.count;
      this.#waiting = [...this.#waiting, ...page.items];
    }
    const taken = this.#size === undefined ? this.#waiting : this.#waiting.slice(0, this.#size);
    this.#waiting = this.#waiting.slice(taken.length);

    let next: Promise<Page<Job> | undefined> | undefined;
    return {
      items: taken.map(toJob),
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

  get #isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#walk.isDone;
  }
}
