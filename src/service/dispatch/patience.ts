/**
 * How long a job waits for its output to be stored. While the disk is full a job is held back by what it has under way;
 * after a while it is asked to end, because nobody knows when there will be room, and its end says why.
 */
import type { WorkerToService } from '../../worker/protocol.ts';

export type Stored = Extract<WorkerToService, { readonly type: 'running' | 'records' | 'checkpoint' | 'lost' | 'finished' }>;

export class Patience {
  readonly #milliseconds: number;
  readonly #since = new Map<string, number>();
  readonly #ended = new Map<string, string>();

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** Looks at what could not be stored; gives the jobs that have now waited too long. Each is given once. */
  exhausted(messages: readonly Stored[], cause: string, now = performance.now()): readonly string[] {
    const over = new Set(messages.filter((message) => message.type === 'finished' || message.type === 'lost').map((message) => message.jobId));
    const found: string[] = [];
    for (const jobId of new Set(messages.map((message) => message.jobId))) {
      if (over.has(jobId) || this.#ended.has(jobId)) continue;
      const since = this.#since.get(jobId) ?? now;
      this.#since.set(jobId, since);
      if (now - since < this.#milliseconds) continue;
      this.#ended.set(jobId, `The output of this job could not be stored for ${Math.round(this.#milliseconds / 1000)} seconds because ${cause}, so the job was ended. What it had written until then is kept; it may have done part of its work. Start it again when that is mended, if that is safe.`);
      found.push(jobId);
    }
    return found;
  }

  /** How the job really ended: one that was ended here has failed, with the reason. */
  endingOf(message: Extract<Stored, { readonly type: 'finished' }>): Extract<Stored, { readonly type: 'finished' }> {
    const exception = this.#ended.get(message.jobId);
    return exception === undefined || message.status !== 'Stopped' ? message : { ...message, status: 'Failed', exception };
  }

  /** It was stored: everybody has all the time again. */
  stored(messages: readonly Stored[]): void {
    this.#since.clear();
    for (const message of messages) if (message.type === 'finished') this.#ended.delete(message.jobId);
  }
}
