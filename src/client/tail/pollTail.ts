/** Following a job by asking again and again: all that the SMA API itself offers (sma-rest-api.md 3.3, 5.7). */
import { endsWaiting, isTerminal } from '../../sma/jobStateMachine.ts';
import type { Job, JobRecord, TailEvent, TailOptions } from '../api.ts';
import type { Clock } from '../clock.ts';
import { DEFAULT_PATIENCE, Outage } from './outage.ts';
import { RecordWindow } from './recordWindow.ts';

/** Where a tail reads from. Each call is sent once: the tail does the repeating. */
export interface TailSource {
  job(signal: AbortSignal | undefined): Promise<Job>;
  records(since: string | undefined, signal: AbortSignal | undefined): Promise<readonly JobRecord[]>;
}

export interface PollPace {
  /** Milliseconds between two readings while there is news, and at most while there is none. */
  readonly first: number;
  readonly max: number;
  /** How late a record may become visible behind a newer one. */
  readonly overlap: number;
  /** How long after the end the records are read once more, for servers that store them apart from the state. */
  readonly settle: number;
}

export const DEFAULT_PACE: PollPace = { first: 300, max: 5_000, overlap: 5_000, settle: 500 };
const GROWTH = 1.5;

/** Records and states of one job until it ends; a server that does not answer is waited for. */
export async function* tailByPolling(source: TailSource, options: TailOptions, clock: Clock, signal?: AbortSignal, pace: PollPace = DEFAULT_PACE): AsyncGenerator<TailEvent, void, undefined> {
  const window = new RecordWindow(pace.overlap);
  const outage = new Outage(options.patience ?? DEFAULT_PATIENCE, clock);
  let status: string | undefined;
  let delay = pace.first;
  let lastNews = clock.now();
  let settled = pace.settle <= 0;

  for (;;) {
    let job: Job;
    let fresh: readonly JobRecord[];
    try {
      // The state first: what was written before a job ended is there when it is seen to have ended.
      job = await source.job(signal);
      fresh = window.take(await source.records(window.since, signal));
    } catch (error) {
      const event = outage.met(error);
      if (event !== undefined) yield event;
      await clock.sleep(outage.delay(), signal);
      continue;
    }
    if (outage.over()) yield { type: 'resumed' };

    const ends = isEnd(job, options);
    if (!ends && job.status !== status) yield { type: 'status', job };
    for (const record of fresh) yield { type: 'record', record };
    if (ends && settled) {
      yield { type: 'status', job };
      return;
    }
    if (ends) {
      settled = true;
      await clock.sleep(pace.settle, signal);
      continue;
    }
    const news = fresh.length > 0 || job.status !== status;
    status = job.status;
    if (news) lastNews = clock.now();
    else if (clock.now() - lastNews > pace.overlap) window.settle();
    delay = news ? pace.first : Math.min(pace.max, delay * GROWTH);
    await clock.sleep(delay, signal);
  }
}

export function isEnd(job: Job, options: TailOptions): boolean {
  return options.endWhenSuspended === true ? endsWaiting(job.status) : isTerminal(job.status);
}
