import type { ReceivedFeed } from '../../odata/client/received.ts';
import { SmaClientError } from '../errors.ts';

export type FetchPage = (url: string, signal: AbortSignal | undefined) => Promise<ReceivedFeed>;

/**
 * Walks the pages of a collection by the server's own next links (sma-rest-api.md 1.9), which are followed only within
 * the service's root, since the password goes with each request, and never twice, since a loop would not end.
 */
export class PageWalk {
  readonly #root: string;
  readonly #fetch: FetchPage;
  readonly #visited = new Set<string>();
  #next: string | undefined;

  constructor(root: string, first: string, fetch: FetchPage) {
    this.#root = root;
    this.#fetch = fetch;
    this.#next = first;
  }

  get isDone(): boolean {
    return this.#next === undefined;
  }

  /** The next page; undefined after the last. A failed page may be asked for again. */
  async next(signal?: AbortSignal): Promise<ReceivedFeed | undefined> {
    if (this.#next === undefined) return undefined;
    const page = await this.#fetch(this.#next, signal);
    this.#visited.add(this.#next);
    this.#next = page.next === undefined ? undefined : this.#checked(page.next);
    return page;
  }

  #checked(link: string): string {
    const url = URL.parse(link, this.#root);
    // Servers behind a proxy may spell the host's case differently, which URL evens out; anything else is not ours.
    if (url === null || !url.href.toLowerCase().startsWith(this.#root.toLowerCase())) {
      throw new SmaClientError('NotSma', `The server's link to the next page leads outside of ${this.#root} (${url?.origin ?? 'no address'}), which is not followed; connect by the address that the server calls itself.`);
    }
    if (this.#visited.has(url.href)) {
      throw new SmaClientError('ServerError', `The server's links from page to page go in a circle at ${url.pathname}; look at the server's log.`);
    }
    return url.href;
  }
}
