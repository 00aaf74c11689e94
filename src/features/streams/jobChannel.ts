import type { OutputChannel } from 'vscode';
import { Disposable } from '../../app/disposable.ts';
import { isCancellation } from '../../app/errors.ts';
import type { Logger } from '../../app/log.ts';
import type { Job, SmaApi } from '../../client/api.ts';
import { headerLine, INTERRUPTED_LINE, noticeLine, recordLines, RESUMED_LINE, statusLine, TAKEN_BACK_LINE, waitingLine } from './streamLines.ts';
import { TextBatch } from './textBatch.ts';

type Channel = Pick<OutputChannel, 'append' | 'clear' | 'show' | 'dispose'>;

export interface JobChannelParts {
  /** Another channel of the same name, shown where the one before was. */
  readonly makeChannel: () => Channel;
  readonly jobId: string;
  readonly runbookName: () => string | undefined;
  readonly log: Logger;
  readonly onStatus: (job: Job) => void;
  /** The server had not answered, and does again. */
  readonly onResumed: () => void;
  /** What the server says of a trouble of its own, also where the channel cannot show it; undefined once it is over. */
  readonly onTrouble: (text: string | undefined) => void;
}

/** One job's output channel and the tail that fills it. */
export class JobChannel extends Disposable {
  readonly #parts: JobChannelParts;
  readonly #batch: TextBatch;
  #channel: Channel;
  #state: 'new' | 'tailing' | 'waiting' | 'ended' | 'broken' = 'new';
  #done: Promise<void> = Promise.resolve();
  /** The client the tail under way reads from, and what ends it. */
  #client: SmaApi | undefined;
  #abort = new AbortController();
  #why = '';

  constructor(parts: JobChannelParts) {
    super();
    this.#parts = parts;
    this.#channel = this.own(parts.makeChannel());
    this.#batch = this.own(new TextBatch((text) => this.#channel.append(text)));
    this.own({ dispose: () => this.#abort.abort() });
  }

  /** True while more output may come: it is followed, or waits for its connection. */
  get isOpen(): boolean {
    return this.#state === 'tailing' || this.#state === 'waiting';
  }

  /** Resolves when the tail under way has ended, for whatever reason. */
  get done(): Promise<void> {
    return this.#done;
  }

  show(preserveFocus: boolean): void {
    this.#channel.show(preserveFocus);
  }

  /**
   * Follows the job unless it is followed with this client, or was to its end. A tail that broke off begins again from
   * the first line, so that nothing is missing and nothing stands twice.
   */
  follow(client: SmaApi): void {
    if (this.isDisposed || this.#state === 'ended' || (this.#state === 'tailing' && this.#client === client)) return;
    if (this.#state !== 'new') {
      this.#batch.flush();
      this.#channel.clear();
    }
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#state = 'tailing';
    this.#client = client;
    this.#why = '';
    this.#done = this.#tail(client, this.#abort.signal);
  }

  /** Goes on with another client where the one before is gone; a channel that nobody waits for stays as it is. */
  goOn(client: SmaApi): void {
    if (this.isOpen) this.follow(client);
  }

  /** The client is gone and the job's end was not seen: says `why`, and waits for the next client. */
  wait(why: string): void {
    if (this.isDisposed || !this.isOpen || this.#why === why) return;
    this.#abort.abort();
    this.#state = 'waiting';
    this.#why = why;
    this.#batch.add(waitingLine(why));
    this.#batch.flush();
  }

  /**
   * The editor keeps a channel in a file, loses without a word what a full disk does not take, and counts it all the same:
   * clearing it would show the new text from the wrong place on. So all of it is written anew into another channel.
   */
  #renew(): void {
    this.#batch.flush();
    const former = this.#channel;
    this.#channel = this.own(this.#parts.makeChannel());
    this.release(former);
  }

  async #tail(client: SmaApi, signal: AbortSignal): Promise<void> {
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
    let isOver = false;
    try {
      for await (const event of client.jobs.tail(jobId, {}, signal)) {
        if (signal.aborted) return;
        if (event.type === 'notice') {
          this.#parts.onTrouble(event.isOver ? undefined : event.text);
          isOver = event.isOver;
          batch.add(noticeLine(event.text));
          if (isOver) break;
        } else if (event.type === 'record') {
          head(event.record.time);
          batch.add(recordLines(event.record));
          isErrorLast = event.record.stream === 'Error';
          if (isErrorLast) lastError = event.record.text;
        } else if (event.type === 'status') {
          head(event.job.startedAt ?? event.job.createdAt);
          onStatus(event.job);
          // A worker is looked for: of a job that is resumed this was not Running before.
          if (lastStatus === 'Running' && (event.job.status === 'New' || event.job.status === 'Activating')) batch.add(TAKEN_BACK_LINE);
          if (event.job.status !== lastStatus) batch.add(statusLine(event.job, lastError, isErrorLast) ?? '');
          lastStatus = event.job.status;
        } else if (event.type === 'interrupted') {
          log.warn(`output of job ${jobId} interrupted`, event.error);
          batch.add(INTERRUPTED_LINE);
        } else {
          this.#parts.onResumed();
          batch.add(RESUMED_LINE);
        }
      }
      if (signal.aborted) return;
      this.#state = isOver ? 'new' : 'ended';
      if (isOver) {
        this.#renew();
        this.follow(client);
        await this.#done;
      }
    } catch (error) {
      // Another tail took over, or nobody looks any more.
      if (signal.aborted) return;
      // Not our doing: the client was closed under the tail, as when the service is stopped.
      if (isCancellation(error)) {
        this.wait('The connection was closed.');
        return;
      }
      this.#state = 'broken';
      log.warn(`output of job ${jobId} broke off`, error);
      const reason = error instanceof Error ? error.message : String(error);
      batch.add(`── The output could not be followed any further. ${reason} Choose Show Output on the job to read all of it again. ──\n`);
    } finally {
      if (!signal.aborted) batch.flush();
    }
  }
}
