/**
 * Puts right what was planned while the machine's clock was ahead, or in another time zone. `NextRun` is reckoned from the clock and the zone of that
 * moment: once the clock is corrected, a daily schedule would wait until the clock gets there, for years perhaps; and where the
 * service is given another zone, the next run would still be at the hour of the old one.
 */
import { edmTime } from '../clock.ts';
import { audit, SERVICE_AUTHOR, type ChangePort } from '../domain/change.ts';
import type { Logger } from '../log.ts';
import { passedOver } from './early.ts';
import { nextRun, runIn } from './recurrence.ts';

const AHEAD = 'A schedule was planned while the clock was ahead, and is planned anew';

interface Plan { readonly id: string; readonly name: string; readonly was: string | null; readonly next: string; readonly why: string }

/**
 * Plans daily schedules anew whose next run lies behind the one after the next, or that have none though one lies ahead. A clock
 * that was put back by less than an interval changes nothing: what ran is not run again. A run that is of another hour in the
 * time zone gets that hour, on its day, unless it has passed already: it is neither left out nor run twice.
 */
export async function replan(changes: ChangePort, timeZone: string, logger: Logger): Promise<void> {
  const now = edmTime(changes.ticker.wall());
  const daily = await changes.read((db) => db.selectFrom('Schedules').select(['ScheduleID', 'Name', 'StartTime', 'ExpiryTime', 'DayInterval', 'NextRun']).where('IsEnabled', '=', 1).where('DayInterval', 'is not', null).execute());
  for (const { ScheduleID, Name, StartTime, ExpiryTime, DayInterval, NextRun } of daily) {
    const recurrence = { startTime: StartTime, expiryTime: ExpiryTime, dayInterval: DayInterval ?? undefined };
    const next = nextRun(recurrence, now, timeZone);
    if (next !== null && (NextRun === null || NextRun > (nextRun(recurrence, next, timeZone) ?? NextRun))) {
      await plan(changes, logger, { id: ScheduleID, name: Name, was: NextRun, next, why: AHEAD });
      continue;
    }
    if (NextRun === null || NextRun <= now) continue;
    const moved = runIn(recurrence, NextRun, timeZone);
    if (moved !== NextRun && moved > now) await plan(changes, logger, { id: ScheduleID, name: Name, was: NextRun, next: moved, why: `A schedule was planned in another time zone, and gets its hour in ${timeZone}` });
  }
  for (const schedule of await passedOver(changes, logger)) await plan(changes, logger, { ...schedule, was: null, why: AHEAD });
}

async function plan(changes: ChangePort, logger: Logger, { id, name, was, next, why }: Plan): Promise<void> {
  await changes.make({ ...SERVICE_AUTHOR, user: 'SMA schedule' }, async (change) => {
    const { numUpdatedRows } = await change.db.updateTable('Schedules').set({ NextRun: next }).where('ScheduleID', '=', id).where('IsEnabled', '=', 1).where('NextRun', 'is', was).executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return;
    change.afterwards(() => logger.log('warn', why, { schedule: name, was: was ?? 'never', next }));
    await audit(change, 'Replan', `Schedules/${name}`, `from ${was ?? 'never'} to ${next}`);
  });
}
