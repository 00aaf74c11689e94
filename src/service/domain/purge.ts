/**
 * Old jobs go, with their records and what they were started with: those that ended more days ago than
 * `PurgeJobsOlderThanCountDays`, and the oldest beyond `MaxJobRecords` (sma-rest-api.md 6). Unfinished jobs stay.
 */
import { isTerminal } from '../../sma/jobStateMachine.ts';
import { JOB_STATUSES } from '../../sma/jobStatus.ts';
import { edmTime } from '../clock.ts';
import { numberSetting } from './adminSettings.ts';
import { audit, SERVICE_AUTHOR, type Change, type ChangePort } from './change.ts';

const DAY = 86_400_000;
/** Jobs of one transaction: writers wait no longer than that takes. */
const AT_A_TIME = 50;
const ENDED = JOB_STATUSES.filter(isTerminal);

/** @returns how many jobs went */
export async function purgeJobs(changes: ChangePort, signal: AbortSignal): Promise<number> {
  const now = changes.ticker.wall();
  const [days, most, count] = await changes.read(async (db) => [
    await numberSetting(db, 'PurgeJobsOlderThanCountDays'), await numberSetting(db, 'MaxJobRecords'),
    (await db.selectFrom('Jobs').select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n,
  ]);
  const before = edmTime(now - days * DAY);
  let excess = Math.max(0, count - most);
  let gone = 0;
  while (!signal.aborted) {
    const removed = await changes.make(SERVICE_AUTHOR, async (change) => {
      const old = await change.db.selectFrom('Jobs').select(['job_key', 'JobContextID']).where('JobStatus', 'in', ENDED).where('CreationTime', '<', before).where('EndTime', '<', before).orderBy('CreationTime').limit(AT_A_TIME).execute();
      const surplus = old.length > 0 || excess === 0 ? [] : await change.db.selectFrom('Jobs').select(['job_key', 'JobContextID']).where('JobStatus', 'in', ENDED).orderBy('CreationTime').limit(Math.min(AT_A_TIME, excess)).execute();
      return removeJobs(change, [...old, ...surplus]);
    });
    if (removed === 0) break;
    gone += removed;
    excess = Math.max(0, excess - removed);
  }
  if (gone > 0) await changes.make(SERVICE_AUTHOR, (change) => audit(change, 'Purge', 'Jobs', `${gone} jobs`));
  return gone;
}

async function removeJobs(change: Change, jobs: readonly { readonly job_key: number; readonly JobContextID: string }[]): Promise<number> {
  if (jobs.length === 0) return 0;
  await change.db.deleteFrom('Jobs').where('job_key', 'in', jobs.map((job) => job.job_key)).execute();
  // Contexts of schedules are used again.
  await change.db.deleteFrom('JobContexts').where('JobContextID', 'in', jobs.map((job) => job.JobContextID))
    .where((e) => e.not(e.exists(e.selectFrom('Jobs').select('JobID').whereRef('Jobs.JobContextID', '=', 'JobContexts.JobContextID'))))
    .where((e) => e.not(e.exists(e.selectFrom('link_FK_Schedule_Runbook as link').select('link.context_id').whereRef('link.context_id', '=', 'JobContexts.JobContextID')))).execute();
  return jobs.length;
}
