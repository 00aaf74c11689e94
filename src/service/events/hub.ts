/**
 * Tells followers that there may be news; what the news is they read from the database, each at its own pace. What the database
 * cannot say, because it cannot be written to, is said by notices, which live here alone.
 */
export class EventHub {
  readonly #waiting = new Set<() => void>();
  #version = 0;
  #closed = false;
  #followers = 0;
  #notice: string | undefined;
  readonly #noticeOf = new Map<string, string>();
  readonly #underWay = new Map<string, Promise<unknown>>();

  /** Rises with every piece of news. */
  get version(): number {
    return this.#version;
  }
  get closed(): boolean {
    return this.#closed;
  }
  get followers(): number {
    return this.#followers;
  }

  /** Why nothing new of a job can be seen at the moment, and what to do; undefined where all is well. */
  noticeFor(jobId: string): string | undefined {
    return this.#noticeOf.get(jobId) ?? this.#notice;
  }

  /** Says why nothing new can be seen: of one job, or of all; undefined: all is well again, with every job. */
  setNotice(text: string | undefined, jobId?: string): void {
    if (text === undefined) this.#noticeOf.clear();
    if (text !== undefined && jobId !== undefined) this.#noticeOf.set(jobId, text);
    else this.#notice = text;
    this.notify();
  }

  /** Counts a follower in; the function given back counts it out, once. */
  join(): () => void {
    this.#followers += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#followers -= 1;
    };
  }

  notify(): void {
    this.#version += 1;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  /** Ends every wait, now and later. */
  close(): void {
    this.#closed = true;
    this.notify();
  }

  /**
   * What followers read who were woken by the same news and stand at the same place (`key`): read once for all who ask while it
   * is read. `version` is the one they knew before they asked, so that none of them waits for news that it has not seen.
   */
  shared<T>(version: number, key: string, read: () => Promise<T>): Promise<T> {
    const name = `${version} ${key}`;
    const known = this.#underWay.get(name);
    // A key is only ever asked for with one kind of reading.
    if (known !== undefined) return known as Promise<T>;
    const reading = read().finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, reading);
    return reading;
  }

  /** Waits for news after `version`, for at most so long. */
  async wait(version: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.#version !== version || this.#closed || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
