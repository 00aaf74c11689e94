/**
 * Brings the database's write-ahead log to the disk, beside the work instead of in it: SQLite itself would hold up the whole
 * process for each commit. A log that is synced after the commit and before anybody is told of it is as safe as
 * `synchronous=FULL`, and one sync serves everybody who came before it began.
 */
import { open, type FileHandle } from 'node:fs/promises';

/** Called when a sync begins; what it gives is called when that was well, before those who wait are told. */
export type Synced = () => () => void;

export class LogSync {
  readonly #path: string;
  readonly #synced: Synced;
  #failure: Error | undefined;
  #file: Promise<FileHandle> | undefined;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(path: string, synced: Synced = () => () => undefined) {
    this.#path = path;
    this.#synced = synced;
  }

  /** Begins to bring what was committed before this call to the disk, and keeps nobody waiting. That it failed is told to the next who waits. */
  soon(): void {
    this.#begun().catch((error: unknown) => { this.#failure = error instanceof Error ? error : new Error(String(error)); });
  }

  /** Settles when all that was committed before this call is on the disk. */
  sync(): Promise<void> {
    const failure = this.#failure;
    this.#failure = undefined;
    // A disk tells each failure once; what was written then may be lost though a later sync succeeds.
    return failure === undefined ? this.#begun() : Promise.reject(failure);
  }

  #begun(): Promise<void> {
    if (this.#running === undefined) return this.#begin();
    // The one that runs may have begun before the caller's commit.
    return (this.#next ??= this.#running.then(() => undefined, () => undefined).then(() => {
      this.#next = undefined;
      return this.#begin();
    }));
  }

  /** Waits for what runs and lets go of the file. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#running, this.#next]);
    await (await this.#file)?.close();
    this.#file = undefined;
  }

  #begin(): Promise<void> {
    const running = this.#flush().finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }

  async #flush(): Promise<void> {
    // Opened once: SQLite keeps the log's file for as long as the database is open. Windows syncs only what may be written.
    this.#file ??= open(this.#path, 'r+');
    try {
      const file = await this.#file;
      const done = this.#synced();
      await file.datasync();
      done();
    } catch (error) {
      this.#file = undefined;
      throw error;
    }
  }
}
