import type { OutputChannel } from 'vscode';
import { Disposable } from '../../app/disposable.ts';
import { isCancellation } from '../../app/errors.ts';
import type { Logger } from '../../app/log.ts';
import type { Job, SmaApi } from '../../client/api.ts';
import { headerLine, INTERRUPTED_LINE, recordLines, RESUMED_LINE, statusLine } from './streamLines.ts';
import { TextBatch } from './textBatch.ts';

export interface JobChannelParts {
  readonly channel: Pick<OutputChannel, 'append' | 'clear' | 'show' | 'dispose'>;
  readonly jobId: string;
  readonly runbookName: () => string | undefined;
  readonly log: Logger;
  readonly onStatus: (job: Job) => void;
}

/** One job's output channel and the tail that fills it. */
export class JobChannel extends Disposable {
  readonly #parts: JobChannelParts;
  readonly #abort = new AbortController();
  readonly #batch: TextBatch;
  #state: 'new' | 'tailing' | 'ended' | 'broken' = 'new';
  #done: Promise<void> = Promise.resolve();

  constructor(parts: JobChannelParts) {
    super();
    this.#parts = parts;
    this.own(parts.channel);
    this.#batch = this.own(new TextBatch((text) => parts.channel.append(text)));
    this.own({ dispose: () => this.#abort.abort() });
  }

  get isTailing(): boolean {
    return this.#state === 'tailing';
  }

  /** Resolves when the tail under way has ended, for whatever reason. */
  get done(): Promise<void> {
    return this.#done;
  }

  show(preserveFocus: boolean): void {
    this.#parts.channel.show(preserveFocus);
  }

  /** Follows the job unless it is followed, or was to its end. A tail that broke off begins again from the first line. */
  follow(client: SmaApi): void {
    if (this.isDisposed || this.#state === 'tailing' || this.#state === 'ended') return;
    if (this.#state === 'broken') this.#parts.channel.clear();
    this.#state = 'tailing';
    this.#done = this.#tail(client);
  }

  async #tail(client: SmaApi): Promise<void> {
    const { jobId, runbookName, log, onStatus } = this.#parts;
    const batch = this.#batch;
    let headed = false;
    const head = (startTime: string): void => {
      if (!headed) batch.add(headerLine(runbookName(), jobId, startTime, new Date()));
      headed = true;
    };
    let lastStatus = '';
    let lastError = '';
    let isErrorLast = false;
    try {
      for await (const event of client.jobs.tail(jobId, {}, this.#abort.signal)) {
        if (event.type === 'record') {
          head(event.record.time);
          batch.add(recordLines(event.record));
          isErrorLast = event.record.stream === 'Error';
          if (isErrorLast) lastError = event.record.text;
        } else if (event.type === 'status') {
          head(event.job.startedAt ?? event.job.createdAt);
          onStatus(event.job);
          if (event.job.status !== lastStatus) batch.add(statusLine(event.job, lastError, isErrorLast) ?? '');
          lastStatus = event.job.status;
        } else if (event.type === 'interrupted') {
          log.warn(`output of job ${jobId} interrupted`, event.error);
          batch.add(INTERRUPTED_LINE);
        } else batch.add(RESUMED_LINE);
      }
      this.#state = 'ended';
    } catch (error) {
      this.#state = 'broken';
      if (this.isDisposed || isCancellation(error)) return;
      log.warn(`output of job ${jobId} broke off`, error);
      const reason = error instanceof Error ? error.message : String(error);
      batch.add(`── The output could not be followed any further. ${reason} Choose Show Output on the job to read all of it again. ──\n`);
    } finally {
      batch.flush();
    }
  }
}
