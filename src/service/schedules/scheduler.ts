/**
 * Starts runbooks when their schedules are due. What is due is stored (`NextRun`), and a run, the jobs it starts and the
 * next time are one transaction: a run is neither lost nor doubled, however the service ends.
 */
import { SmaError } from '../../sma/errors.ts';
import { epochOf } from '../../sma/values/dateTime.ts';
import { audit, SERVICE_AUTHOR, type Change, type ChangePort } from '../domain/change.ts';
import { makeContext, queueJob } from '../domain/jobs/jobStart.ts';
import { openValue } from '../domain/jobs/sealing.ts';
import type { SecretCipher } from '../secrets/cipher.ts';
import { ClockWatch, edmTime, WHILE_BEHIND } from '../clock.ts';
import { Trouble } from '../dispatch/trouble.ts';
import type { Logger } from '../log.ts';
import { nextRun } from './recurrence.ts';
import { replan } from './replan.ts';

/** What becomes of runs that the service slept through: the last of them late, or none. */
export type MissedRuns = 'runOnce' | 'skip';
export interface ScheduleSettings { readonly timeZone: string; readonly missedRuns: MissedRuns }
export const DEFAULT_SCHEDULES: ScheduleSettings = { timeZone: 'UTC', missedRuns: 'runOnce' };

export interface SchedulerOptions {
  readonly changes: ChangePort;
  readonly cipher: SecretCipher;
  readonly settings: ScheduleSettings;
  readonly logger: Logger;
  /** How often the clock is looked at: a machine that slept, or whose clock was set, is noticed as soon. */
  readonly pollMilliseconds?: number;
  jobsWaiting(): void;
}

const POLL_MILLISECONDS = 1_000;
/** A run that is no later than this was not missed. */
const MISSED_MILLISECONDS = 5 * 60_000;
/** Between two looks: the process was stopped, or the machine slept. */
const PAUSE_MILLISECONDS = 10_000;
const AT_A_TIME = 50;

export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #trouble: Trouble;
  readonly #watch: ClockWatch;
  /** Since when it has looked without a pause: a run of that time was seen when it was due, however busy all was. */
  #awakeSince = Number.POSITIVE_INFINITY;
  #lookedUntil = Number.NEGATIVE_INFINITY;
  /** Also once at the start: the clock may have been corrected meanwhile. */
  #isToBeReplanned = true;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> | undefined;
  /** Not looked at before this, by the process's own clock: a full disk is not asked every second, nor told. */
  #notBefore = 0;

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
    if (this.#awakeSince > wall || wall - this.#lookedUntil > PAUSE_MILLISECONDS) this.#awakeSince = wall;
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
    const { changes } = this.#options;
    const now = edmTime(changes.ticker.wall());
    const due = await changes.read((db) => db.selectFrom('Schedules').select('ScheduleID').where('IsEnabled', '=', 1).where('NextRun', '<=', now).orderBy('NextRun').limit(AT_A_TIME).execute());
    // One after the other they are stored; the disk has them together.
    const runs = await Promise.allSettled(due.map(({ ScheduleID }) => changes.make({ ...SERVICE_AUTHOR, user: 'SMA schedule' }, (change) => this.#run(change, ScheduleID, now))));
    const failed = runs.find((run) => run.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return due.length;
  }

  async #run(change: Change, scheduleId: string, now: string): Promise<void> {
    const { settings, logger } = this.#options;
    const schedule = await change.db.selectFrom('Schedules').selectAll().where('ScheduleID', '=', scheduleId).where('IsEnabled', '=', 1).where('NextRun', '<=', now).executeTakeFirst();
    // Changed since it was found.
    if (schedule?.NextRun === undefined || schedule.NextRun === null) return;
    const recurrence = { startTime: schedule.StartTime, expiryTime: schedule.ExpiryTime, dayInterval: schedule.DayInterval ?? undefined };
    await change.db.updateTable('Schedules').set({ NextRun: nextRun(recurrence, now, settings.timeZone) }).where('ScheduleID', '=', scheduleId).execute();
    const late = epochOf(now) - epochOf(schedule.NextRun);
    // Nothing runs beyond its expiry, whatever is made up for: only what was due while all were looked at, and waited for its turn.
    const isExpired = schedule.ExpiryTime !== null && now > schedule.ExpiryTime && epochOf(schedule.NextRun) < this.#awakeSince;
    if (late > MISSED_MILLISECONDS || isExpired) {
      const missed = { schedule: schedule.Name, due: schedule.NextRun, lateSeconds: Math.round(late / 1000), policy: settings.missedRuns, ...(isExpired ? { expired: schedule.ExpiryTime } : {}) };
      // Once it is stored: what fails is tried, and would be told, again and again.
      change.afterwards(() => logger.log('warn', 'A run of a schedule was missed', missed));
      if (settings.missedRuns === 'skip' || isExpired) {
        await audit(change, 'Missed', `Schedules/${schedule.Name}`, `the run of ${schedule.NextRun}${isExpired ? `, which expired at ${schedule.ExpiryTime ?? ''}` : ''}`);
        return;
      }
    }
    const links = await change.db.selectFrom('link_FK_Schedule_Runbook as link').innerJoin('Runbooks', 'Runbooks.RunbookID', 'link.RunbookID')
      .select(['Runbooks.RunbookID', 'Runbooks.RunbookName', 'Runbooks.PublishedRunbookVersionID', 'link.context_id']).where('link.ScheduleID', '=', scheduleId).orderBy('Runbooks.RunbookName').execute();
    for (const link of links) await this.#startLinked(change, { id: scheduleId, name: schedule.Name }, link);
  }

  async #startLinked(change: Change, schedule: { readonly id: string; readonly name: string }, link: { readonly RunbookID: string; readonly RunbookName: string; readonly PublishedRunbookVersionID: string | null; readonly context_id: string | null }): Promise<void> {
    const target = `Runbooks/${link.RunbookName}`;
    try {
      const contextId = await currentContext(change, this.#options.cipher, schedule.id, link);
      const jobId = await queueJob(change, { runbookId: link.RunbookID, contextId, isTest: false });
      change.afterwards(() => this.#options.jobsWaiting());
      await audit(change, 'Start', target, `job ${jobId}, by the schedule ${schedule.name}`);
    } catch (error) {
      // What its parameters have become since it was linked is for people to mend; other runbooks of the schedule run.
      if (!SmaError.is(error)) throw error;
      this.#options.logger.log('error', 'A schedule could not start a runbook', { schedule: schedule.name, runbook: link.RunbookName, reason: error.message });
      await audit(change, 'StartRefused', target, `by the schedule ${schedule.name}: ${error.message}`);
    }
  }
}

/** The context a run starts with: that of the link, made anew when another version has been published since. */
async function currentContext(change: Change, cipher: SecretCipher, scheduleId: string, link: { readonly RunbookID: string; readonly RunbookName: string; readonly PublishedRunbookVersionID: string | null; readonly context_id: string | null }): Promise<string> {
  const known = link.context_id === null ? undefined : await change.db.selectFrom('JobContexts').select(['JobContextID', 'RunbookVersionID']).where('JobContextID', '=', link.context_id).executeTakeFirst();
  const versionId = link.PublishedRunbookVersionID ?? known?.RunbookVersionID ?? '';
  if (known !== undefined && known.RunbookVersionID === versionId) return known.JobContextID;
  const before = known === undefined ? [] : await change.db.selectFrom('JobParameters').select(['Name', 'Value', 'secret']).where('JobContextID', '=', known.JobContextID).execute();
  const given = before.map((one) => ({ name: one.Name, value: openValue(cipher, known?.JobContextID ?? '', one), isSecret: one.secret !== null }));
  const contextId = await makeContext(change, { runbookName: link.RunbookName, versionId, scheduleId, given, sealing: { cipher } });
  await change.db.updateTable('link_FK_Schedule_Runbook').set({ context_id: contextId }).where('ScheduleID', '=', scheduleId).where('RunbookID', '=', link.RunbookID).execute();
  return contextId;
}
