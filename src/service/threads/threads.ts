/** Work that takes long is done in a thread of its own, one piece after the other, so that all other requests are answered meanwhile. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a thread (runThread.ts) can be asked for. */
export type ThreadTask =
  | { readonly task: 'script'; readonly text: string; readonly name: string | undefined }
  | { readonly task: 'xml'; readonly text: string }
  | { readonly task: 'check'; readonly path: string }
  | { readonly task: 'module'; readonly bytes: Uint8Array; /** Where to unpack it. */ readonly folder: string }
  /** Goes on until it is ended. */
  | { readonly task: 'fold'; readonly path: string }
  /** Goes on until it is ended. */
  | { readonly task: 'queries'; readonly path: string; /** For one question. */ readonly milliseconds: number; /** Which open sealed values. */ readonly keys: readonly [Uint8Array, ...Uint8Array[]] | undefined };

/** The work needs more memory than a thread may take. */
export class ThreadMemoryError extends Error {
  override readonly name = 'ThreadMemoryError';
  readonly code = 'ThreadMemory';
}

/** The work takes longer than was allowed. */
export class ThreadTimeError extends Error {
  override readonly name = 'ThreadTimeError';
  readonly code = 'ThreadTime';
}

/** Of a thread's memory. What needs more is refused, and the service goes on. */
const THREAD_MEGABYTES = 1_024;

declare const __dirname: string | undefined;
/** The service's own program, which in a thread does only this; beside the bundle, or among the sources. */
const entry = (): string => (typeof __dirname === 'string' ? join(__dirname, 'service.cjs') : join(import.meta.dirname, '..', 'main.ts'));

export class ThreadQueue<T> {
  #last: Promise<unknown> = Promise.resolve();

  /** The thread's answer. Fails with ThreadMemoryError, and with ThreadTimeError where it takes longer than given. */
  run(task: ThreadTask, milliseconds?: number): Promise<T> {
    const turn = this.#last.then(() => inThread<T>(task, milliseconds));
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function inThread<T>(task: ThreadTask, milliseconds: number | undefined): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const worker = startThread(task);
  worker.once('message', resolve);
  worker.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ThreadMemoryError('A thread needs too much memory.') : error));
  const limit = milliseconds === undefined ? undefined : setTimeout(() => {
    reject(new ThreadTimeError('A thread takes too long.'));
    void worker.terminate();
  }, milliseconds).unref();
  worker.once('exit', () => {
    clearTimeout(limit);
    reject(new Error('A thread ended without an answer.'));
  });
  return promise;
}

/** A thread at its work. A service that ends does not wait for it. */
export function startThread(task: ThreadTask): Worker {
  const worker = new Worker(entry(), { workerData: task, resourceLimits: { maxOldGenerationSizeMb: THREAD_MEGABYTES }, stdin: false });
  worker.unref();
  return worker;
}
