/**
 * Starts runbooks when their schedules are due. What is due is stored (`NextRun`), and a run, the jobs it starts and the
 * next time are one transaction: a run is neither lost nor doubled, however the service ends.
 */
import { SmaError } from '../../sma/errors.ts';
import type { ChangePort } from '../domain/change.ts';
import { ClockWatch, edmTime, WHILE_BEHIND } from '../clock.ts';
import { Trouble } from '../dispatch/trouble.ts';
import type { Logger } from '../log.ts';
import { sqliteFailure } from '../store/sqliteFailure.ts';
import { SCHEDULE_AUTHOR, type DueRuns, type ScheduleSettings } from './dueRuns.ts';
import { replan } from './replan.ts';

export const DEFAULT_SCHEDULES: ScheduleSettings = { timeZone: 'UTC', missedRuns: 'runOnce' };

export interface SchedulerOptions {
  readonly changes: ChangePort;
  readonly runs: DueRuns;
  readonly settings: ScheduleSettings;
  readonly logger: Logger;
  /** How often the clock is looked at: a machine that slept, or whose clock was set, is noticed as soon. */
  readonly pollMilliseconds?: number;
}

const POLL_MILLISECONDS = 1_000;
/** Between two looks: the process was stopped, or the machine slept. */
const PAUSE_MILLISECONDS = 10_000;
const AT_A_TIME = 50;

export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #trouble: Trouble;
  readonly #watch: ClockWatch;
  #lookedUntil = Number.NEGATIVE_INFINITY;
  /** Also once at the start: the clock may have been corrected meanwhile. */
  #isToBeReplanned = true;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> | undefined;
  /** Not looked at before this, by the process's own clock: a full disk is not asked every second, nor told. */
  #notBefore = 0;
  /** Schedules whose run fails by itself, and when each is tried again: none of them holds back the others. */
  readonly #unfit = new Map<string, { readonly trouble: Trouble; notBefore: number }>();

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#watch = new ClockWatch(options.changes.ticker);
    this.#trouble = new Trouble('Starting what schedules have due', options.logger);
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.#look().finally(() => { this.#running = undefined; });
    }, this.#options.pollMilliseconds ?? POLL_MILLISECONDS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #look(): Promise<void> {
    if (performance.now() < this.#notBefore) return;
    this.#lookAtClock();
    const wall = this.#options.changes.ticker.wall();
    const { runs } = this.#options;
    if (runs.awakeSince > wall || wall - this.#lookedUntil > PAUSE_MILLISECONDS) runs.awakeSince = wall;
    try {
      if (this.#isToBeReplanned) await replan(this.#options.changes, this.#options.settings.timeZone, this.#options.logger);
      this.#isToBeReplanned = false;
      while (await this.runDue() === AT_A_TIME) continue;
      this.#trouble.over();
      this.#lookedUntil = this.#options.changes.ticker.wall();
    } catch (error) {
      this.#notBefore = performance.now() + this.#trouble.failed(error);
    }
  }

  #lookAtClock(): void {
    const seconds = Math.round(this.#watch.jumped() / 1_000);
    if (seconds > 0) this.#options.logger.log('info', 'The clock of this machine is later than it should be: it was put forward, or the machine slept', { seconds });
    if (seconds >= 0) return;
    this.#isToBeReplanned = true;
    this.#options.logger.log('warn', `The clock of this machine was put back. ${WHILE_BEHIND}`, { seconds: -seconds });
  }

  /** Runs what is due, at most so many at a time. @returns how many schedules were due */
  async runDue(): Promise<number> {
    const { changes, runs } = this.#options;
    const now = edmTime(changes.ticker.wall());
    const held = [...this.#unfit].flatMap(([id, { notBefore }]) => (performance.now() < notBefore ? [id] : []));
    const due = await changes.read((db) => db.selectFrom('Schedules').select(['ScheduleID', 'Name']).where('IsEnabled', '=', 1).where('NextRun', '<=', now)
      .$if(held.length > 0, (query) => query.where('ScheduleID', 'not in', held)).orderBy('NextRun').limit(AT_A_TIME).execute());
    // One after the other they are stored; the disk has them together.
    const ended = await Promise.allSettled(due.map(({ ScheduleID }) => changes.make(SCHEDULE_AUTHOR, (change) => runs.run(change, ScheduleID, now))));
    for (const [index, { ScheduleID, Name }] of due.entries()) {
      const end = ended[index];
      if (end?.status === 'rejected') this.#failed(ScheduleID, Name, end.reason);
      else this.#worked(ScheduleID);
    }
    return due.length;
  }

  /** What all have in common fails for all: throws it. The rest is the schedule's own. */
  #failed(id: string, name: string, error: unknown): void {
    if (isOfAll(error)) throw error;
    const known = this.#unfit.get(id) ?? { trouble: new Trouble(`The run of the schedule '${name}'`, this.#options.logger), notBefore: 0 };
    known.notBefore = performance.now() + known.trouble.failed(error);
    this.#unfit.set(id, known);
  }

  #worked(id: string): void {
    this.#unfit.get(id)?.trouble.over();
    this.#unfit.delete(id);
  }
}

/** A full disk, a locked database, one that is gone. */
function isOfAll(error: unknown): boolean {
  const failure = sqliteFailure(error);
  return SmaError.is(error) || (failure !== undefined && !OF_ONE.has(failure));
}
const OF_ONE: ReadonlySet<string> = new Set(['Constraint', 'TooBig', 'TooComplex']);
