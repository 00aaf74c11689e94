/**
 * The audit does not grow for ever (chosen: the original has none). It outlives the jobs that it speaks of: rows go after a year, or when jobs of
 * their age go where those are kept for longer, and the oldest beyond a million. What the service itself looks up in it stays.
 */
import { edmTime } from '../clock.ts';
import type { Logger } from '../log.ts';
import { atMost } from '../store/atMost.ts';
import type { Reader, Writer } from '../store/store.ts';
import { DRAIN_SAID, numberSetting } from './adminSettings.ts';
import { audit, SERVICE_AUTHOR, type ChangePort } from './change.ts';
import { mayPurgeByAge } from './jobs/purgeHold.ts';

const DAY = 86_400_000;
const AUDIT_DAYS = 366;
const AUDIT_ROWS = 1_000_000;
/** Rows of one transaction: writers wait no longer than that takes. */
const AT_A_TIME = 2_000;

/**
 * A purge is a row itself. So one by age begins once the oldest row is a day older than it may be, and one by number once a hundredth is too
 * much: a purge now and then, not one for each that went before. `most` for tests.
 * @returns how many rows went
 */
export async function purgeAudit(changes: ChangePort, signal: AbortSignal, logger: Logger, most = AUDIT_ROWS): Promise<number> {
  const { days, newest, oldest } = await changes.read(async (db) => ({
    days: await numberSetting(db, 'PurgeJobsOlderThanCountDays'),
    newest: (await db.selectFrom('audit').select((e) => e.fn.max('sequence').as('sequence')).executeTakeFirst())?.sequence ?? 0,
    oldest: await purgeable(db).select('time').limit(atMost(1)).executeTakeFirst(),
  }));
  if (oldest === undefined) return 0;
  const age = Math.max(AUDIT_DAYS, days) * DAY, wall = changes.ticker.wall();
  const isOld = oldest.time < edmTime(wall - age - DAY) && await mayPurgeByAge(changes, logger);
  const before = isOld ? edmTime(wall - age) : '', last = oldest.sequence < newest - most - most / 100 ? newest - most : 0;
  let gone = 0, isMore = isOld || last > 0;
  while (isMore && !signal.aborted) {
    const count = await changes.make(SERVICE_AUTHOR, async (change) => {
      // The newest is the time that the service goes on from.
      const rows = await purgeable(change.db).select('time').where('sequence', '<', newest).limit(atMost(AT_A_TIME)).execute();
      // Numbers and times rise together.
      const over = rows.filter(({ sequence, time }) => time < before || sequence <= last).map(({ sequence }) => sequence);
      if (over.length > 0) await change.db.deleteFrom('audit').where('sequence', 'in', over).execute();
      return over.length;
    }, 'Normal');
    gone += count;
    isMore = count === AT_A_TIME;
  }
  if (gone > 0) await changes.make(SERVICE_AUTHOR, (change) => audit(change, 'Purge', 'audit', `${gone} row${gone === 1 ? '' : 's'}`));
  return gone;
}

/** From the oldest on, but for what says that somebody has set how long jobs get at the end. */
const purgeable = (db: Reader | Writer) =>
  db.selectFrom('audit').select('sequence').where((e) => e.not(e.and(DRAIN_SAID))).orderBy('sequence');
