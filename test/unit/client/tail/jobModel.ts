import type { Job, JobRecord } from '../../../../src/client/api.ts';
import { SmaClientError } from '../../../../src/client/errors.ts';
import type { TailSource } from '../../../../src/client/tail/pollTail.ts';
import { timeOf } from '../../../../src/client/resources/time.ts';
import { ManualClock } from '../manualClock.ts';

export const JOB_ID = '11111111-2222-3333-4444-555555555555';

/** A record of the model: written at `at`, visible `late` milliseconds after that. */
export interface WrittenRecord { readonly at: number; readonly late: number; readonly text: string }
export interface ModelOptions {
  readonly records: readonly WrittenRecord[];
  /** Milliseconds from the start to the end of the job, as its status shows it. */
  readonly endsAt: number;
  readonly finalStatus?: string;
  /** Whether "since" includes its own moment; SMA's documentation does not say. */
  readonly inclusive?: boolean;
  /** Times in which the server is away. */
  readonly outages?: readonly (readonly [from: number, to: number])[];
  /** Precision of stored times in milliseconds. */
  readonly precision?: number;
}

/** A job on a server as seen over the SMA API, moved on by a manual clock. */
export class JobModel implements TailSource {
  readonly clock: ManualClock;
  readonly #start: number;
  readonly #options: ModelOptions;
  readings = 0;
  recordsSent = 0;

  constructor(options: ModelOptions, clock = new ManualClock()) {
    this.clock = clock;
    this.#start = clock.now();
    this.#options = options;
  }

  get elapsed(): number {
    return this.clock.now() - this.#start;
  }

  async job(): Promise<Job> {
    this.#reach();
    const status = this.elapsed >= this.#options.endsAt ? (this.#options.finalStatus ?? 'Completed') : this.elapsed < 50 ? 'New' : 'Running';
    return Promise.resolve({ id: JOB_ID, contextId: JOB_ID, status, createdAt: timeOf(this.#start), modifiedAt: timeOf(this.#start), startedAt: null, endedAt: null, errorCount: null, warningCount: null, exception: null });
  }

  async records(since: string | undefined): Promise<readonly JobRecord[]> {
    this.#reach();
    this.readings += 1;
    const found = this.#stored(this.elapsed).filter((record) => since === undefined || (this.#options.inclusive === false ? record.time > since : record.time >= since));
    this.recordsSent += found.length;
    return Promise.resolve(found);
  }

  /** Everything the job ever wrote. */
  get everything(): readonly JobRecord[] {
    return this.#stored(Number.POSITIVE_INFINITY);
  }

  #stored(until: number): JobRecord[] {
    const precision = this.#options.precision ?? 3;
    return this.#options.records
      .filter((record) => record.at + record.late <= until)
      .map((record) => ({ jobId: JOB_ID, stream: 'Output', text: record.text, time: timeOf(this.#start + Math.floor(record.at / precision) * precision) }));
  }

  #reach(): void {
    if ((this.#options.outages ?? []).some(([from, to]) => this.elapsed >= from && this.elapsed < to)) {
      throw new SmaClientError('Unreachable', 'nothing listens there', { systemCode: 'ECONNREFUSED' });
    }
  }
}
