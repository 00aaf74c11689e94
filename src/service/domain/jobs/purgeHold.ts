/**
 * A clock that is ahead makes every job old. So a purge by age waits for a day when the clock says that it is days since old jobs
 * were last looked for: long enough for somebody, or for a time server, to correct it. A service that runs for hours
 * now and then is late each time, and never there when its day ends: so a second time, after that day, is not taken for another jump.
 */
import type { Logger } from '../../log.ts';
import { SERVICE_AUTHOR, type ChangePort } from '../change.ts';
import { lastTimeOf } from '../seed.ts';
import { edmTime } from '../../clock.ts';
import { epochOf } from '../../../sma/values/dateTime.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A service that rested over a weekend is late by more; its old jobs stay a day longer. */
const LEAP = 2 * DAY;
/** The most that a second late look may be late by: of a service that is started once a month. What is more is a jump by itself. */
const SELDOM = 35 * DAY;
const NAME = 'purge_clock';

/** Whether jobs may be purged by their age now. Notes that it was looked. */
export async function mayPurgeByAge(changes: ChangePort, logger: Logger): Promise<boolean> {
  const now = changes.ticker.wall();
  const [row, newest] = await changes.read(async (db) => [await db.selectFrom('meta').select('value').where('name', '=', NAME).executeTakeFirst(), await lastTimeOf(db)]);
  const [seen = '', until = ''] = (row?.value ?? newest).split(' ');
  const late = seen === '' ? 0 : now - epochOf(seen);
  const isUsual = until !== '' && until <= edmTime(now) && late <= SELDOM;
  const leapt = late > LEAP && !isUsual;
  // Put back since: it was wrong, and what is held is not.
  const wasWrong = late < -LEAP;
  const held = leapt ? edmTime(now + DAY) : wasWrong || until <= edmTime(now) ? '' : until;
  // A young database has no old jobs, and one that was looked at just now is as well known as it need be.
  if (seen === '' || (!leapt && held === until && late < HOUR)) return held === '';
  const value = `${edmTime(now)} ${held}`.trim();
  await changes.make(SERVICE_AUTHOR, (change) => change.db.insertInto('meta').values({ name: NAME, value }).onConflict((on) => on.column('name').doUpdateSet({ value })).execute(), 'Normal');
  if (leapt) logger.log('warn', 'The clock is days later than when old jobs were last looked for: none is purged by its age for a day, in case the clock is wrong', { lastLooked: seen, until: held });
  return held === '';
}
