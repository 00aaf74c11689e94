/**
 * Puts right what was planned while the machine's clock was ahead, or in another time zone. `NextRun` is reckoned from the clock and the zone of that
 * moment: once the clock is corrected, a daily schedule would wait until the clock gets there, for years perhaps; and where the
 * service is given another zone, the next run would still be at the hour of the old one.
 */
import { edmTime } from '../clock.ts';
import { isDateTime } from '../../sma/values/dateTime.ts';
import { audit, type ChangePort } from '../domain/change.ts';
import type { Logger } from '../log.ts';
import { SCHEDULE_AUTHOR, UNPLANNABLE } from './dueRuns.ts';
import { passedOver } from './early.ts';
import { nextRun, runIn, type Recurrence } from './recurrence.ts';

const AHEAD = 'A schedule was planned while the clock was ahead, and is planned anew';

/** For the log. */
const NEITHER = 'A schedule does not run: whether it is enabled is neither true nor false. Set it anew';

interface Plan { readonly id: string; readonly name: string; readonly was: string | null; readonly next: string | null; readonly why: string }

/**
 * Plans daily schedules anew whose next run lies behind the one after the next, or that have none though one lies ahead. A clock
 * that was put back by less than an interval changes nothing: what ran is not run again. A run that is of another hour in the
 * time zone gets that hour, on its day, unless it has passed already: it is neither left out nor run twice. A next run that is no time, written by
 * others, is planned anew too; what cannot be planned is told, and the others are.
 */
export async function replan(changes: ChangePort, timeZone: string, logger: Logger): Promise<void> {
  const now = edmTime(changes.ticker.wall());
  const schedules = await changes.read((db) => db.selectFrom('Schedules').select(['ScheduleID', 'Name', 'StartTime', 'ExpiryTime', 'DayInterval', 'NextRun']).where('IsEnabled', '=', 1).execute());
  for (const { ScheduleID: id, Name: name, StartTime, ExpiryTime, DayInterval, NextRun: was } of schedules) {
    const recurrence = { startTime: StartTime, expiryTime: ExpiryTime, dayInterval: DayInterval ?? undefined };
    try {
      const news = newsOf(recurrence, was, now, timeZone);
      if (news !== undefined) await plan(changes, logger, { id, name, was, ...news });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      logger.log('error', UNPLANNABLE, { schedule: name, start: StartTime, interval: DayInterval ?? 'once', reason: error.message });
    }
  }
  const neither = await changes.read((db) => db.selectFrom('Schedules').select(['Name', 'IsEnabled']).where('IsEnabled', 'not in', [0, 1]).execute());
  for (const { Name, IsEnabled } of neither) logger.log('error', NEITHER, { schedule: Name, enabled: String(IsEnabled).slice(0, 60) });
  for (const schedule of await passedOver(changes, logger)) await plan(changes, logger, { ...schedule, was: null, why: AHEAD });
}

/** What is to be planned, and why; undefined where the plan stands. Fails with RangeError. */
function newsOf(recurrence: Recurrence, was: string | null, now: string, timeZone: string): Pick<Plan, 'next' | 'why'> | undefined {
  const next = nextRun(recurrence, now, timeZone);
  if (was !== null && !isDateTime(was)) return { next, why: 'The next run of a schedule was no time, and is planned anew' };
  if (recurrence.dayInterval === undefined) return undefined;
  if (next !== null && (was === null || was > (nextRun(recurrence, next, timeZone) ?? was))) return { next, why: AHEAD };
  if (was === null || was <= now) return undefined;
  const moved = runIn(recurrence, was, timeZone);
  return moved !== was && moved > now ? { next: moved, why: `A schedule was planned in another time zone, and gets its hour in ${timeZone}` } : undefined;
}

async function plan(changes: ChangePort, logger: Logger, { id, name, was, next, why }: Plan): Promise<void> {
  await changes.make(SCHEDULE_AUTHOR, async (change) => {
    const { numUpdatedRows } = await change.db.updateTable('Schedules').set({ NextRun: next }).where('ScheduleID', '=', id).where('IsEnabled', '=', 1).where('NextRun', 'is', was).executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return;
    change.afterwards(() => logger.log('warn', why, { schedule: name, was: was ?? 'never', next: next ?? 'never' }));
    await audit(change, 'Replan', `Schedules/${name}`, `from ${was ?? 'never'} to ${next ?? 'never'}`);
  });
}
