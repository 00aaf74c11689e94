/** Reads in a thread of its own, for questions that take long. The thread begins with the first of them. */
import type { Worker } from 'node:worker_threads';
import { ODataError } from '../../odata/errors.ts';
import { smaError } from '../../sma/errors.ts';
import { startThread } from '../threads/threads.ts';
import type { Scan } from './query/scan.ts';
import type { TakenRows } from './query/takeRows.ts';

export interface Statement { readonly sql: string; readonly parameters: readonly unknown[]; /** How many characters at most; all where it is not said. */ readonly most?: number; /** The same asked in another way, where it would hold too much. */ readonly scan?: Scan; /** It would hold too much as it is. */ readonly scanFirst?: boolean }
/** What the thread (threads/queries.ts) gets, and says. */
export interface SideQuestion { readonly id: number; readonly statements: readonly Statement[] }
export type SideAnswer = { readonly id: number; readonly results: readonly TakenRows[] } | { readonly id: number; readonly message: string; readonly errcode: number | undefined; /** What the protocol has a word for. */ readonly refusal: ODataError['code'] | undefined };

/** They are answered one after the other: more than this wait too long. */
const MOST_WAITING = 32;
/** And what takes longer than this keeps them waiting for too long. */
const MOST_MILLISECONDS = 60_000;

interface Waiting { readonly resolve: (results: readonly TakenRows[]) => void; readonly reject: (error: Error) => void }

export class SideReader {
  readonly #path: string;
  readonly #milliseconds: number;
  readonly #keys: () => readonly [Uint8Array, ...Uint8Array[]] | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | undefined;
  #last = 0;
  #closed = false;

  /** `keys`: what opens sealed values. */
  constructor(path: string, milliseconds = MOST_MILLISECONDS, keys: () => readonly [Uint8Array, ...Uint8Array[]] | undefined = () => undefined) {
    this.#path = path;
    this.#keys = keys;
    this.#milliseconds = milliseconds;
  }

  /** The rows of statements that all see one state. Fails as SQLite does, with TooManyRequests, and with TooComplex for what takes too long. */
  read(statements: readonly Statement[]): Promise<readonly TakenRows[]> {
    if (this.#closed) throw smaError('Draining');
    if (this.#waiting.size >= MOST_WAITING) throw smaError('TooManyRequests');
    const { promise, resolve, reject } = Promise.withResolvers<readonly TakenRows[]>();
    this.#last += 1;
    this.#waiting.set(this.#last, { resolve, reject });
    this.#thread ??= this.#start();
    this.#thread.postMessage({ id: this.#last, statements } satisfies SideQuestion);
    return promise;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#thread?.terminate();
  }

  #start(): Worker {
    const thread = startThread({ task: 'queries', path: this.#path, milliseconds: this.#milliseconds, keys: this.#keys() });
    thread.on('message', (answer: SideAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('results' in answer) waiting?.resolve(answer.results);
      else if (answer.refusal !== undefined) waiting?.reject(new ODataError(answer.refusal, 400, answer.message));
      // With its code it is told as any other failure of SQLite (sqliteFailure.ts).
      else waiting?.reject(Object.assign(new Error(answer.message), answer.errcode === undefined ? {} : { errcode: answer.errcode }));
    });
    // The next question begins another.
    const end = (error: Error): void => {
      if (this.#thread === thread) this.#thread = undefined;
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    thread.once('error', end);
    thread.once('exit', () => end(new Error('The thread that answers long questions ended.')));
    return thread;
  }
}
