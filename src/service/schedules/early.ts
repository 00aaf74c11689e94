/**
 * One-time schedules whose start lies ahead and that have no run any more: the clock was ahead when it came. What has started jobs does not start
 * them again (chosen: running twice what was to run once is worse than running it early, which cannot be undone); what has started
 * nothing, because it was made while the clock was ahead or its run was skipped, is planned anew.
 */
import { sql } from 'kysely';
import { isDateTime } from '../../sma/values/dateTime.ts';
import { edmTime } from '../clock.ts';
import type { ChangePort } from '../domain/change.ts';
import type { Logger } from '../log.ts';
import type { Reader } from '../store/store.ts';

/** Clocks are set right by seconds all the time. */
const A_MINUTE = 60_000;

export interface PassedOver { readonly id: string; readonly name: string; readonly next: string }

/** Tells of those that ran early, and gives those that are to be planned anew. */
export async function passedOver(changes: ChangePort, logger: Logger): Promise<readonly PassedOver[]> {
  const found = await changes.read(async (db) => {
    const ahead = await db.selectFrom('Schedules').select(['ScheduleID as id', 'Name as name', 'StartTime as next']).where('IsEnabled', '=', 1).where('DayInterval', 'is', null).where('NextRun', 'is', null)
      .where('StartTime', '>', edmTime(changes.ticker.wall() + A_MINUTE)).where((e) => e.or([e('ExpiryTime', 'is', null), e('ExpiryTime', '>=', e.ref('StartTime'))])).execute();
    return Promise.all(ahead.map(async (schedule) => ({ ...schedule, ran: await ranAt(db, schedule) })));
  });
  for (const { name, next, ran } of found) {
    if (ran === undefined) continue;
    logger.log('warn', 'A one-time schedule ran early, while the clock was ahead, and does not run again at its time. To have it run then too, switch it off and on again', { schedule: name, start: next, ran });
  }
  // A start that is no time is told where all are planned.
  return found.filter(({ ran, next }) => ran === undefined && isDateTime(next));
}

/** When it started something at its present start; also where the jobs are gone. */
async function ranAt(db: Reader, { id, name, next }: PassedOver): Promise<string | undefined> {
  const job = await db.selectFrom('Jobs').innerJoin('JobContexts', 'JobContexts.JobContextID', 'Jobs.JobContextID').select('Jobs.CreationTime as time').where('JobContexts.ScheduleID', '=', id).where('Jobs.CreationTime', '>=', next).limit(1).executeTakeFirst();
  if (job !== undefined) return job.time;
  const by = `, by the schedule ${name}`;
  return (await db.selectFrom('audit').select('time').where('action', '=', 'Start').where('time', '>=', next).where(sql<string>`substr(detail, ${-by.length})`, '=', by).limit(1).executeTakeFirst())?.time;
}
