/** What is true of the database whatever was asked of the service, in whatever order, by however many at once. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const NEVER: Readonly<Record<string, string>> = {
  'a runbook whose draft is none': 'select r.RunbookName from Runbooks r where DraftRunbookVersionID is not null and not exists (select 1 from RunbookVersions v where v.RunbookVersionID = r.DraftRunbookVersionID and v.RunbookID = r.RunbookID and v.IsDraft = 1)',
  'a runbook whose published version is none': 'select r.RunbookName from Runbooks r where PublishedRunbookVersionID is not null and not exists (select 1 from RunbookVersions v where v.RunbookVersionID = r.PublishedRunbookVersionID and v.RunbookID = r.RunbookID and v.IsDraft = 0)',
  'a runbook without any version': 'select RunbookName from Runbooks where DraftRunbookVersionID is null and PublishedRunbookVersionID is null',
  'a draft that no runbook has': 'select RunbookVersionID from RunbookVersions v where IsDraft = 1 and not exists (select 1 from Runbooks r where r.DraftRunbookVersionID = v.RunbookVersionID)',
  'a version number given twice': 'select RunbookID from RunbookVersions group by RunbookID, VersionNumber having count(*) > 1',
  'a version without its text': "select RunbookVersionID from RunbookVersions v where not exists (select 1 from media m where m.set_name = 'RunbookVersions' and m.entity_id = v.RunbookVersionID)",
  'a text without its version': "select entity_id from media m where set_name = 'RunbookVersions' and not exists (select 1 from RunbookVersions v where v.RunbookVersionID = m.entity_id)",
  'a name given twice': ['Runbooks.RunbookName', 'Variables.Name', 'Schedules.Name', 'Credentials.Name'].map((path) => `select "${path.split('.')[1]}" from ${path.split('.')[0]} group by lower("${path.split('.')[1]}") having count(*) > 1`).join(' union all '),
  'a job without what it was started with': 'select JobID from Jobs j where not exists (select 1 from JobContexts c where c.JobContextID = j.JobContextID)',
  'a parameter without its context': 'select Name from JobParameters p where not exists (select 1 from JobContexts c where c.JobContextID = p.JobContextID)',
  'a context that belongs to nothing': 'select JobContextID from JobContexts c where not exists (select 1 from Jobs j where j.JobContextID = c.JobContextID) and not exists (select 1 from link_FK_Schedule_Runbook l where l.context_id = c.JobContextID)',
  'a link without what it starts with': 'select ScheduleID from link_FK_Schedule_Runbook l where not exists (select 1 from JobContexts c where c.JobContextID = l.context_id and c.ScheduleID = l.ScheduleID)',
  'a count that is wrong': `select r.RunbookName from Runbooks r join Statistics s on s.RunbookID = r.RunbookID where s.TotalJobCount <> (select count(*) from Jobs j where j.runbook_id = r.RunbookID and j.is_test = 0)
    or s.StoppedCount <> (select count(*) from Jobs j where j.runbook_id = r.RunbookID and j.is_test = 0 and j.JobStatus = 'Stopped')`,
  'a runbook without counts': 'select RunbookName from Runbooks r where not exists (select 1 from Statistics s where s.RunbookID = r.RunbookID)',
  'a finished job without its end': "select JobID from Jobs where (JobStatus in ('Completed', 'Failed', 'Stopped')) <> (EndTime is not null)",
  'a reference that leads nowhere': 'select "table" from pragma_foreign_key_check',
  'damage': "select quick_check from pragma_quick_check where quick_check <> 'ok'",
};

/** Fails naming what is broken, with the rows that break it. */
export function checkInvariants(folder: string): void {
  const database = new DatabaseSync(join(folder, 'sma.db'), { readOnly: true });
  try {
    for (const [what, query] of Object.entries(NEVER)) assert.deepEqual(database.prepare(query).all().map((row) => ({ ...row })), [], what);
  } finally {
    database.close();
  }
}
