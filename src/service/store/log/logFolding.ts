/**
 * Folds the write-ahead log into the database beside the work: SQLite itself would do it within a commit, with everybody waiting
 * for the disk. What is not folded is safe in the log, which only grows longer.
 */
import type { Worker } from 'node:worker_threads';
import { startThread } from '../../threads/threads.ts';

/** Commits after which it is worth while. */
const COMMITS = 32;

export class LogFolding {
  readonly #path: string;
  #thread: Worker | undefined;
  #commits = 0;
  #isFolding = false;
  #threads = 0;
  #closed = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** Threads that were begun. */
  get threads(): number {
    return this.#threads;
  }

  /** Something was committed. The thread begins when there has been some of it. */
  committed(): void {
    this.#commits += 1;
    if (this.#commits >= COMMITS) this.fold();
  }

  /** As soon as can be: what is folded makes room in the log. */
  fold(): void {
    if (this.#isFolding || this.#closed) return;
    this.#commits = 0;
    this.#isFolding = true;
    this.#thread ??= this.#start();
    this.#thread.postMessage('fold');
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#thread?.terminate();
  }

  #start(): Worker {
    this.#threads += 1;
    const thread = startThread({ task: 'fold', path: this.#path });
    thread.on('message', () => { this.#isFolding = false; });
    const end = (): void => {
      if (this.#thread === thread) this.#thread = undefined;
      this.#isFolding = false;
    };
    thread.once('error', end);
    thread.once('exit', end);
    return thread;
  }
}
