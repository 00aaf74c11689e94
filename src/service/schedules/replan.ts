/**
 * Puts right what was planned while the machine's clock was ahead. `NextRun` is reckoned from the clock of that moment: once the
 * clock is corrected, a daily schedule would wait until the clock gets there, for years perhaps.
 */
import { edmTime } from '../clock.ts';
import { audit, SERVICE_AUTHOR, type ChangePort } from '../domain/change.ts';
import type { Logger } from '../log.ts';
import { nextRun } from './recurrence.ts';

/**
 * Plans daily schedules anew whose next run lies behind the one after the next, or that have none though one lies ahead. A clock
 * that was put back by less than an interval changes nothing: what ran is not run again.
 */
export async function replan(changes: ChangePort, timeZone: string, logger: Logger): Promise<void> {
  const now = edmTime(changes.ticker.wall());
  const daily = await changes.read((db) => db.selectFrom('Schedules').select(['ScheduleID', 'Name', 'StartTime', 'ExpiryTime', 'DayInterval', 'NextRun']).where('IsEnabled', '=', 1).where('DayInterval', 'is not', null).execute());
  for (const { ScheduleID, Name, StartTime, ExpiryTime, DayInterval, NextRun } of daily) {
    const recurrence = { startTime: StartTime, expiryTime: ExpiryTime, dayInterval: DayInterval ?? undefined };
    const next = nextRun(recurrence, now, timeZone);
    if (next === null || (NextRun !== null && NextRun <= (nextRun(recurrence, next, timeZone) ?? NextRun))) continue;
    await changes.make({ ...SERVICE_AUTHOR, user: 'SMA schedule' }, async (change) => {
      const { numUpdatedRows } = await change.db.updateTable('Schedules').set({ NextRun: next }).where('ScheduleID', '=', ScheduleID).where('IsEnabled', '=', 1).where('NextRun', 'is', NextRun).executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return;
      change.afterwards(() => logger.log('warn', 'A schedule was planned while the clock was ahead, and is planned anew', { schedule: Name, was: NextRun ?? 'never', next }));
      await audit(change, 'Replan', `Schedules/${Name}`, `from ${NextRun ?? 'never'} to ${next}`);
    });
  }
}
