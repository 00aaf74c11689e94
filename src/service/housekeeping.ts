/** What the service does by itself now and then: purging old jobs, and what is old in the audit. */
import { purgeAudit } from './domain/auditPurge.ts';
import type { ChangePort } from './domain/change.ts';
import { purgeJobs } from './domain/jobs/purge.ts';
import { describeError, type Logger } from './log.ts';

/** The original's agent runs every 15 minutes (sma-rest-api.md 6). */
const PERIOD = 15 * 60_000;

export class Housekeeping {
  readonly #changes: ChangePort;
  readonly #logger: Logger;
  readonly #ends = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(changes: ChangePort, logger: Logger) {
    this.#changes = changes;
    this.#logger = logger;
  }

  start(): void {
    this.#timer = setInterval(() => { this.#running ??= this.#work(); }, PERIOD);
    this.#timer.unref();
    this.#running ??= this.#work();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#ends.abort();
    await this.#running;
  }

  async #work(): Promise<void> {
    await this.#purge('jobs', async () => {
      const gone = await purgeJobs(this.#changes, this.#ends.signal, this.#logger);
      if (gone > 0) this.#logger.log('info', 'Old jobs were purged', { jobs: gone });
    });
    await this.#purge('rows of the audit', async () => {
      const rows = await purgeAudit(this.#changes, this.#ends.signal, this.#logger);
      if (rows > 0) this.#logger.log('info', 'Old rows of the audit were purged', { rows });
    });
    this.#running = undefined;
  }

  /** Each by itself: what fails of one keeps nothing of the other. */
  async #purge(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#logger.log('error', `Old ${what} could not be purged; it is tried again in a quarter of an hour`, { error: describeError(error) });
    }
  }
}
