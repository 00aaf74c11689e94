/** What is always true of a database of the service, as questions whose answer must be empty. `sma doctor` asks them, and so do tests. */
const NAMES = [['Runbooks', 'RunbookName'], ['Variables', 'Name'], ['Schedules', 'Name'], ['Credentials', 'Name'], ['Certificates', 'Name'], ['Connections', 'Name']] as const;

export interface Rule { readonly what: string; readonly query: string; /** The first schema that has what it asks for; each has where it is not said. */ readonly since?: number }

export const CONSISTENCY: readonly Rule[] = [
  { what: 'a runbook whose draft is none', query: 'select r.RunbookName from Runbooks r where DraftRunbookVersionID is not null and not exists (select 1 from RunbookVersions v where v.RunbookVersionID = r.DraftRunbookVersionID and v.RunbookID = r.RunbookID and v.IsDraft = 1)' },
  { what: 'a runbook whose published version is none', query: 'select r.RunbookName from Runbooks r where PublishedRunbookVersionID is not null and not exists (select 1 from RunbookVersions v where v.RunbookVersionID = r.PublishedRunbookVersionID and v.RunbookID = r.RunbookID and v.IsDraft = 0)' },
  { what: 'a runbook without any version', query: 'select RunbookName from Runbooks where DraftRunbookVersionID is null and PublishedRunbookVersionID is null' },
  { what: 'a draft that no runbook has', query: 'select RunbookVersionID from RunbookVersions v where IsDraft = 1 and not exists (select 1 from Runbooks r where r.DraftRunbookVersionID = v.RunbookVersionID)' },
  { what: 'a version number given twice', query: 'select RunbookID from RunbookVersions group by RunbookID, VersionNumber having count(*) > 1' },
  { what: 'a version without its text', query: "select RunbookVersionID from RunbookVersions v where not exists (select 1 from media m where m.set_name = 'RunbookVersions' and m.entity_id = v.RunbookVersionID)" },
  { what: 'a text without its version', query: "select entity_id from media m where set_name = 'RunbookVersions' and not exists (select 1 from RunbookVersions v where v.RunbookVersionID = m.entity_id)" },
  { what: 'a job without the text it was started with', since: 8, query: "select JobID from Jobs j where text_id is not null and not exists (select 1 from media m where m.set_name = 'JobTexts' and m.entity_id = j.text_id)" },
  { what: 'a text that was kept for no job', since: 8, query: "select entity_id from media m where m.set_name = 'JobTexts' and not exists (select 1 from Jobs j where j.text_id = m.entity_id)" },
  { what: 'a name given twice', query: NAMES.map(([set, name]) => `select "${name}" from "${set}" group by lower("${name}") having count(*) > 1`).join(' union all ') },
  { what: 'a job without what it was started with', query: 'select JobID from Jobs j where not exists (select 1 from JobContexts c where c.JobContextID = j.JobContextID)' },
  { what: 'a parameter without its context', query: 'select Name from JobParameters p where not exists (select 1 from JobContexts c where c.JobContextID = p.JobContextID)' },
  // A link of the first schema has no context of its own until its schedule is due.
  { what: 'a context that belongs to nothing', since: 2, query: 'select JobContextID from JobContexts c where not exists (select 1 from Jobs j where j.JobContextID = c.JobContextID) and not exists (select 1 from link_FK_Schedule_Runbook l where l.context_id = c.JobContextID or (l.context_id is null and l.ScheduleID = c.ScheduleID))' },
  { what: 'a link without what it starts with', since: 2, query: 'select ScheduleID from link_FK_Schedule_Runbook l where l.context_id is not null and not exists (select 1 from JobContexts c where c.JobContextID = l.context_id and c.ScheduleID = l.ScheduleID)' },
  // Counts outlive the jobs that are purged.
  { what: 'a count that is too small', query: `select r.RunbookName from Runbooks r join Statistics s on s.RunbookID = r.RunbookID where s.TotalJobCount < (select count(*) from Jobs j where j.runbook_id = r.RunbookID and j.is_test = 0)
    or ${['Completed', 'Failed', 'Stopped'].map((status) => `s.${status}Count < (select count(*) from Jobs j where j.runbook_id = r.RunbookID and j.is_test = 0 and j.JobStatus = '${status}')`).join(' or ')}` },
  { what: 'a count that cannot be', query: 'select RunbookID from Statistics where min(CompletedCount, FailedCount, StoppedCount, SuspendedCount, RunningCount) < 0 or CompletedCount + FailedCount + StoppedCount + SuspendedCount + RunningCount > TotalJobCount' },
  { what: 'a runbook without counts', query: 'select RunbookName from Runbooks r where not exists (select 1 from Statistics s where s.RunbookID = r.RunbookID)' },
  { what: 'a finished job without its end', query: "select JobID from Jobs where (JobStatus in ('Completed', 'Failed', 'Stopped', 'Blocked')) <> (EndTime is not null)" },
  { what: 'a value of a connection that repeats its field wrongly', since: 7, query: `select v.ConnectionFieldValueID from ConnectionFieldValues v join ConnectionFields f on f.ConnectionFieldID = v.ConnectionFieldID join ConnectionTypes t on t.ConnectionTypeID = f.ConnectionTypeID join Connections c on c.ConnectionID = v.ConnectionID
    where v.ConnectionFieldName is not f.Name collate binary or v.Type is not f.Type collate binary or v.IsOptional is not f.IsOptional or v.IsEncrypted is not f.IsEncrypted or v.ConnectionTypeName is not t.Name collate binary or v.ConnectionName is not c.Name collate binary` },
  { what: 'a value of a connection without its field', query: 'select v.ConnectionFieldValueID from ConnectionFieldValues v where not exists (select 1 from ConnectionFields f where f.ConnectionFieldID = v.ConnectionFieldID and f.ConnectionTypeID = v.ConnectionTypeID)' },
  { what: 'a value of a connection of another type', query: 'select v.ConnectionFieldValueID from ConnectionFieldValues v join Connections c on c.ConnectionID = v.ConnectionID where c.ConnectionTypeID <> v.ConnectionTypeID' },
  { what: 'a module without its zip', query: "select ModuleName from Modules where not exists (select 1 from media m where m.set_name = 'Modules' and m.entity_id = ModuleID)" },
  { what: 'a zip without its module', query: "select entity_id from media where set_name = 'Modules' and not exists (select 1 from Modules where ModuleID = entity_id)" },
  { what: 'a reference that leads nowhere', query: 'select "table" from pragma_foreign_key_check' },
];
