/**
 * Old jobs go, with their records and what they were started with: those that ended more days ago than
 * `PurgeJobsOlderThanCountDays`, and the oldest beyond `MaxJobRecords` (sma-rest-api.md 6). Unfinished jobs stay, and so do those that began them,
 * directly or not: by them it is known in whose name such a job asks (starter.ts).
 */
import { sql } from 'kysely';
import { isTerminal } from '../../../sma/jobStateMachine.ts';
import { JOB_STATUSES } from '../../../sma/jobStatus.ts';
import { edmTime } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import { atMost } from '../../store/atMost.ts';
import { numberSetting } from '../adminSettings.ts';
import { audit, SERVICE_AUTHOR, type Change, type ChangePort } from '../change.ts';
import { dropTexts } from './jobTexts.ts';
import { mayPurgeByAge } from './purgeHold.ts';
import { dropSome, hasMany } from './records.ts';

const DAY = 86_400_000;
/** Jobs of one transaction: writers wait no longer than that takes. */
const AT_A_TIME = 50;
const ENDED = JOB_STATUSES.filter(isTerminal);

/** Those that began jobs which are not over. */
const ANCESTORS = sql`with recursive began (id) as (select parent_job from "Jobs" where parent_job is not null and "JobStatus" in (${sql.join(JOB_STATUSES.filter((status) => !isTerminal(status)))})
  union select j.parent_job from began join "Jobs" j on j."JobID" = began.id where j.parent_job is not null) select id from began`;

/** Jobs that are looked for at a time. */
const FOUND = 10_000;

interface Found { readonly job_key: number; readonly JobContextID: string }

/** @returns how many jobs went */
export async function purgeJobs(changes: ChangePort, signal: AbortSignal, logger: Logger): Promise<number> {
  const [days, most] = await changes.read(async (db) => [await numberSetting(db, 'PurgeJobsOlderThanCountDays'), await numberSetting(db, 'MaxJobRecords')]);
  const before = edmTime(changes.ticker.wall() - days * DAY);
  let gone = await mayPurgeByAge(changes, logger) ? await purge(changes, signal, Number.MAX_SAFE_INTEGER, before) : 0;
  const { n } = await changes.read((db) => db.selectFrom('Jobs').select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow());
  gone += await purge(changes, signal, n - most);
  if (gone > 0) await changes.make(SERVICE_AUTHOR, (change) => audit(change, 'Purge', 'Jobs', `${gone} job${gone === 1 ? '' : 's'}`));
  return gone;
}

/** The oldest jobs that are over, of those before a time where one is given. */
async function purge(changes: ChangePort, signal: AbortSignal, most: number, before?: string): Promise<number> {
  let gone = 0;
  while (!signal.aborted && gone < most) {
    const found = await changes.read((db) => {
      const over = db.selectFrom('Jobs').select(['job_key', 'JobContextID']).where('JobStatus', 'in', ENDED).where(sql<boolean>`"JobID" not in (${ANCESTORS})`);
      return (before === undefined ? over : over.where('CreationTime', '<', before).where('EndTime', '<', before)).orderBy('CreationTime').limit(atMost(Math.min(FOUND, most - gone))).execute();
    });
    if (found.length === 0) break;
    for (let at = 0; at < found.length && !signal.aborted; at += AT_A_TIME) gone += await remove(changes, signal, found.slice(at, at + AT_A_TIME));
  }
  return gone;
}

async function remove(changes: ChangePort, signal: AbortSignal, jobs: readonly Found[]): Promise<number> {
  for (const { job_key } of jobs) {
    // Of a large one the records go first, some at a time: nobody waits longer than that takes.
    if (!await changes.read((db) => hasMany(db, job_key))) continue;
    while (!signal.aborted && await changes.make(SERVICE_AUTHOR, (change) => dropSome(change, job_key), 'Normal')) continue;
    if (signal.aborted) return 0;
  }
  return changes.make(SERVICE_AUTHOR, (change) => removeJobs(change, jobs));
}

async function removeJobs(change: Change, jobs: readonly Found[]): Promise<number> {
  const gone = await change.db.deleteFrom('Jobs').where('job_key', 'in', jobs.map((job) => job.job_key)).returning('text_id').execute();
  await dropTexts(change, gone.map(({ text_id }) => text_id));
  // Contexts of schedules are used again.
  await change.db.deleteFrom('JobContexts').where('JobContextID', 'in', jobs.map((job) => job.JobContextID))
    .where((e) => e.not(e.exists(e.selectFrom('Jobs').select('JobID').whereRef('Jobs.JobContextID', '=', 'JobContexts.JobContextID'))))
    .where((e) => e.not(e.exists(e.selectFrom('link_FK_Schedule_Runbook as link').select('link.context_id').whereRef('link.context_id', '=', 'JobContexts.JobContextID')))).execute();
  return jobs.length;
}
