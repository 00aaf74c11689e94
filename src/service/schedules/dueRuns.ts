/**
 * What a schedule has due, run: the jobs it starts and its next time are stored with the change that asks for it. The scheduler asks when the
 * time has come, and whoever changes a schedule or what it starts asks first: a change holds for what falls due after it. What fell
 * due before it runs as it was planned (or is skipped, by the setting for missed runs), and no edit makes it vanish without a word.
 */
import { SmaError } from '../../sma/errors.ts';
import { epochOf, isDateTime } from '../../sma/values/dateTime.ts';
import { audit, SERVICE_AUTHOR, type Author, type Change } from '../domain/change.ts';
import { makeContext, queueJob } from '../domain/jobs/jobStart.ts';
import { openValue } from '../domain/jobs/sealing.ts';
import { edmTime, type Ticker } from '../clock.ts';
import type { Logger } from '../log.ts';
import { SecretUnreadableError, type SecretCipher } from '../secrets/cipher.ts';
import { nextRun } from './recurrence.ts';

/** What becomes of runs that the service slept through: the last of them late, or none. */
export type MissedRuns = 'runOnce' | 'skip';
export interface ScheduleSettings { readonly timeZone: string; readonly missedRuns: MissedRuns }

/** Whose jobs those of schedules are. */
export const SCHEDULE_AUTHOR: Author = { ...SERVICE_AUTHOR, user: 'SMA schedule' };

export interface DueRunsOptions {
  readonly ticker: Ticker;
  readonly cipher: SecretCipher;
  readonly settings: ScheduleSettings;
  readonly logger: Logger;
  jobsWaiting(): void;
}

/** A run that is no later than this was not missed. */
const MISSED_MILLISECONDS = 5 * 60_000;

interface Link { readonly RunbookID: string; readonly RunbookName: string; readonly PublishedRunbookVersionID: string | null; readonly context_id: string | null }

export class DueRuns {
  readonly #options: DueRunsOptions;
  /** Since when all is looked at without a pause, as milliseconds of the wall: a run of that time was seen when it was due, however busy all was. */
  awakeSince = Number.POSITIVE_INFINITY;

  constructor(options: DueRunsOptions) {
    this.#options = options;
  }

  /** Before a schedule, or what it starts, is changed: runs what it has due, in the same transaction. */
  async settle(change: Change, scheduleId: string): Promise<void> {
    await this.run({ ...change, ...SCHEDULE_AUTHOR }, scheduleId, edmTime(this.#options.ticker.wall()));
  }

  /** The same for all schedules that start a runbook. @returns the names of those that had a run of it due */
  async settleOf(change: Change, runbookId: string): Promise<readonly string[]> {
    const links = await change.db.selectFrom('link_FK_Schedule_Runbook as link').innerJoin('Schedules', 'Schedules.ScheduleID', 'link.ScheduleID').select(['link.ScheduleID', 'Schedules.Name']).where('RunbookID', '=', runbookId).execute();
    const count = async (): Promise<number> => (await change.db.selectFrom('Jobs').select((e) => e.fn.countAll<number>().as('n')).where('runbook_id', '=', runbookId).executeTakeFirstOrThrow()).n;
    const due: string[] = [];
    for (const { ScheduleID, Name } of links) {
      const before = await count();
      await this.settle(change, ScheduleID);
      if (await count() > before) due.push(Name);
    }
    return due;
  }

  /** Runs what a schedule has due at `now`; nothing where that is not so any more. */
  async run(change: Change, scheduleId: string, now: string): Promise<void> {
    const { settings, logger } = this.#options;
    const schedule = await change.db.selectFrom('Schedules').selectAll().where('ScheduleID', '=', scheduleId).where('IsEnabled', '=', 1).where('NextRun', '<=', now).executeTakeFirst();
    // Changed since it was found.
    if (schedule?.NextRun === undefined || schedule.NextRun === null) return;
    const next = this.#nextOf(change, { ...schedule, DayInterval: schedule.DayInterval ?? undefined }, now);
    await change.db.updateTable('Schedules').set({ NextRun: next }).where('ScheduleID', '=', scheduleId).execute();
    // Written by somebody else: no run was ever planned for it.
    if (!isDateTime(schedule.NextRun)) {
      change.afterwards(() => logger.log('error', 'The next run of a schedule was no time, and is planned anew', { schedule: schedule.Name, was: schedule.NextRun, next: next ?? 'never' }));
      await audit(change, 'Replan', `Schedules/${schedule.Name}`, `from ${schedule.NextRun ?? ''} to ${next ?? 'never'}`);
      return;
    }
    const late = epochOf(now) - epochOf(schedule.NextRun);
    // Nothing runs beyond its expiry, whatever is made up for: only what was due while all were looked at, and waited for its turn.
    const isExpired = schedule.ExpiryTime !== null && now > schedule.ExpiryTime && epochOf(schedule.NextRun) < this.awakeSince;
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

  /** A start that is no time, written by somebody else, plans nothing: what is due runs, and that is told. */
  #nextOf(change: Change, { Name, StartTime, ExpiryTime, DayInterval }: { readonly Name: string; readonly StartTime: string; readonly ExpiryTime: string | null; readonly DayInterval: number | undefined }, now: string): string | null {
    try {
      return nextRun({ startTime: StartTime, expiryTime: ExpiryTime, dayInterval: DayInterval }, now, this.#options.settings.timeZone);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      change.afterwards(() => this.#options.logger.log('error', UNPLANNABLE, { schedule: Name, start: StartTime, interval: DayInterval ?? 'once', reason: error.message }));
      return null;
    }
  }

  async #startLinked(change: Change, schedule: { readonly id: string; readonly name: string }, link: Link): Promise<void> {
    const target = `Runbooks/${link.RunbookName}`;
    try {
      const contextId = await currentContext(change, this.#options.cipher, schedule.id, link);
      const jobId = await queueJob(change, { runbookId: link.RunbookID, contextId, isTest: false });
      change.afterwards(() => this.#options.jobsWaiting());
      await audit(change, 'Start', target, `job ${jobId}, by the schedule ${schedule.name}`);
    } catch (error) {
      // What its parameters have become since it was linked is for people to mend, and so is a value that the key does not open; other runbooks of the schedule run.
      if (!SmaError.is(error) && !(error instanceof SecretUnreadableError)) throw error;
      const reason = error instanceof SecretUnreadableError ? `the value of one of its parameters cannot be opened with the key of this service: ${error.message} Link it to the schedule anew, with its parameters.` : error.message;
      change.afterwards(() => this.#options.logger.log('error', 'A schedule could not start a runbook', { schedule: schedule.name, runbook: link.RunbookName, reason }));
      await audit(change, 'StartRefused', target, `by the schedule ${schedule.name}: ${reason}`);
    }
  }
}

/** For the log. */
export const UNPLANNABLE = 'A schedule has no further run: its start or its interval is none. Set them anew';

/** The context a run starts with: that of the link, made anew when another version has been published since. */
async function currentContext(change: Change, cipher: SecretCipher, scheduleId: string, link: Link): Promise<string> {
  const known = link.context_id === null ? undefined : await change.db.selectFrom('JobContexts').select(['JobContextID', 'RunbookVersionID']).where('JobContextID', '=', link.context_id).executeTakeFirst();
  const versionId = link.PublishedRunbookVersionID ?? known?.RunbookVersionID ?? '';
  if (known !== undefined && known.RunbookVersionID === versionId) return known.JobContextID;
  const before = known === undefined ? [] : await change.db.selectFrom('JobParameters').select(['Name', 'Value', 'secret']).where('JobContextID', '=', known.JobContextID).execute();
  const given = before.map((one) => ({ name: one.Name, value: openValue(cipher, known?.JobContextID ?? '', one), isSecret: one.secret !== null }));
  const contextId = await makeContext(change, { runbookName: link.RunbookName, versionId, scheduleId, given, sealing: { cipher } });
  await change.db.updateTable('link_FK_Schedule_Runbook').set({ context_id: contextId }).where('ScheduleID', '=', scheduleId).where('RunbookID', '=', link.RunbookID).execute();
  return contextId;
}
