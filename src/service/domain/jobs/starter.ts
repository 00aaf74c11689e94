/** In whose name a job asks the web service: whoever wanted it to run. */
import type { Reader } from '../../store/store.ts';

/** Of jobs that start jobs; a longer chain is nobody's. */
const MOST_GENERATIONS = 1_000;

/**
 * The user who started a job: of one that another job has started, the user who started that one; of one that a schedule has started, who
 * linked the schedule with the runbook. Undefined where nobody knows: the parent or the link is gone, or is older than what is kept of it.
 * Who resumes a job changes nothing: it is the same job.
 */
export async function starterOf(db: Reader, jobId: string): Promise<string | undefined> {
  for (let id = jobId, generation = 0; generation < MOST_GENERATIONS; generation++) {
    const job = await db.selectFrom('Jobs').innerJoin('JobContexts', 'JobContexts.JobContextID', 'Jobs.JobContextID')
      .select(['Jobs.started_by', 'Jobs.parent_job', 'Jobs.runbook_id', 'JobContexts.ScheduleID']).where('Jobs.JobID', '=', id).executeTakeFirst();
    if (job === undefined) return undefined;
    if (job.parent_job !== null) {
      id = job.parent_job;
      continue;
    }
    if (job.ScheduleID === null) return job.started_by ?? undefined;
    const link = await db.selectFrom('link_FK_Schedule_Runbook').select('linked_by').where('ScheduleID', '=', job.ScheduleID).where('RunbookID', '=', job.runbook_id).executeTakeFirst();
    return link?.linked_by ?? undefined;
  }
  return undefined;
}
