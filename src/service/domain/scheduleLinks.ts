/**
 * Which schedule starts which runbook, and with what (sma-rest-api.md 3.6): a link, and a context with the schedule's id
 * and the parameters' values. One link a pair (chosen): two would start the runbook twice at the same time.
 */
import { smaError } from '../../sma/errors.ts';
import { audit, type Change } from './change.ts';
import { dropUnusedContexts } from './jobs/jobContexts.ts';
import { makeContext, type GivenParameter, type Sealing } from './jobs/jobStart.ts';
import { findRunbook } from './runbooks/runbookAuthoring.ts';
import type { SettlesDue } from './scheduleRules.ts';

async function findSchedule(change: Change, scheduleId: string): Promise<{ readonly Name: string }> {
  const row = await change.db.selectFrom('Schedules').select('Name').where('ScheduleID', '=', scheduleId).executeTakeFirst();
  if (row === undefined) throw smaError('NotFound', 'Schedule', scheduleId);
  return row;
}

/**
 * Has a schedule start a runbook with each run that falls due from now on. Fails with NotFound, NotPublished, AlreadyLinked, and what the parameters break.
 * @returns the id of the context.
 */
export async function linkSchedule(change: Change, runbookId: string, scheduleId: string, given: readonly GivenParameter[], { cipher, dueRuns }: Sealing & SettlesDue): Promise<string> {
  const runbook = await findRunbook(change.db, runbookId);
  const schedule = await findSchedule(change, scheduleId);
  const versionId = runbook.PublishedRunbookVersionID;
  if (versionId === null) throw smaError('NotPublished', runbook.RunbookName);
  const known = await change.db.selectFrom('link_FK_Schedule_Runbook').select('ScheduleID').where('ScheduleID', '=', scheduleId).where('RunbookID', '=', runbookId).executeTakeFirst();
  if (known !== undefined) throw smaError('AlreadyLinked', runbook.RunbookName, schedule.Name);
  await dueRuns.settle(change, scheduleId);
  const contextId = await makeContext(change, { runbookName: runbook.RunbookName, versionId, scheduleId, given, sealing: { cipher } });
  await change.db.insertInto('link_FK_Schedule_Runbook').values({ ScheduleID: scheduleId, RunbookID: runbookId, context_id: contextId, linked_by: change.user }).execute();
  await audit(change, 'StartOnSchedule', `Runbooks/${runbook.RunbookName}`, `schedule ${schedule.Name}, ${given.length} parameter${given.length === 1 ? '' : 's'}`);
  return contextId;
}

/** Ends it; what the schedule has started so far, or has due, stays. Fails with NotFound, NotLinked. */
export async function unlinkSchedule(change: Change, runbookId: string, scheduleId: string, { dueRuns }: SettlesDue): Promise<void> {
  const runbook = await findRunbook(change.db, runbookId);
  const schedule = await findSchedule(change, scheduleId);
  await dueRuns.settle(change, scheduleId);
  const link = await change.db.deleteFrom('link_FK_Schedule_Runbook').where('ScheduleID', '=', scheduleId).where('RunbookID', '=', runbookId).returning('context_id').executeTakeFirst();
  if (link === undefined) throw smaError('NotLinked', runbook.RunbookName, schedule.Name);
  if (link.context_id !== null) await dropUnusedContexts(change, [link.context_id]);
  await audit(change, 'Unlink', `Runbooks/${runbook.RunbookName}`, `schedule ${schedule.Name}`);
}
