/** The 17 associations of the main service, in document order (sma-rest-api.md 2.4). */
import type { AssociationDefinition, Multiplicity } from './edm/vocabulary.ts';
import { ENTITY_SETS } from './entitySets.ts';

type End = readonly [type: string, multiplicity: Multiplicity];

function association(name: string, first: End, second: End, dependent: `${string}.${string}` | undefined, principal: `${string}.${string}` | undefined, setEnds: readonly [string, string]): AssociationDefinition {
  const end = ([role, multiplicity]: End): AssociationDefinition['ends'][0] => ({ role, multiplicity, entitySet: ENTITY_SETS.find((set) => set.type === role)?.name ?? role });
  const pair = (path: string): readonly [string, string] => path.split('.') as unknown as readonly [string, string];
  const ends = [end(first), end(second)] as const;
  return dependent === undefined || principal === undefined
    ? { name, ends, setEnds }
    : { name, ends, setEnds, constraint: { dependent: pair(dependent), principal: pair(principal) } };
}

export const ASSOCIATIONS: readonly AssociationDefinition[] = [
  association('FK_Job_JobContext', ['JobContext', '1'], ['Job', '*'], 'Job.JobContextID', 'JobContext.JobContextID', ['Job', 'JobContext']),
  association('FK_Runbook_Statistics', ['Runbook', '1'], ['Statistics', '1'], 'Statistics.RunbookID', 'Runbook.RunbookID', ['Runbook', 'Statistics']),
  association('FK_Runbook_DraftRunbookVersion', ['RunbookVersion', '0..1'], ['Runbook', '*'], 'Runbook.DraftRunbookVersionID', 'RunbookVersion.RunbookVersionID', ['Runbook', 'RunbookVersion']),
  association('FK_Runbook_PublishedRunbookVersion', ['RunbookVersion', '0..1'], ['Runbook', '*'], 'Runbook.PublishedRunbookVersionID', 'RunbookVersion.RunbookVersionID', ['Runbook', 'RunbookVersion']),
  association('FK_Schedule_Runbook', ['Schedule', '*'], ['Runbook', '*'], undefined, undefined, ['Runbook', 'Schedule']),
  association('FK_JobContext_RunbookVersion', ['RunbookVersion', '1'], ['JobContext', '*'], 'JobContext.RunbookVersionID', 'RunbookVersion.RunbookVersionID', ['RunbookVersion', 'JobContext']),
  association('FK_Runbook_RunbookVersion', ['Runbook', '1'], ['RunbookVersion', '*'], 'RunbookVersion.RunbookID', 'Runbook.RunbookID', ['RunbookVersion', 'Runbook']),
  association('FK_RunbookParameters_Runbook', ['RunbookVersion', '1'], ['RunbookParameter', '*'], 'RunbookParameter.RunbookVersionID', 'RunbookVersion.RunbookVersionID', ['RunbookVersion', 'RunbookParameter']),
  association('FK_JobParameters_JobContext', ['JobContext', '1'], ['JobParameter', '*'], 'JobParameter.JobContextID', 'JobContext.JobContextID', ['JobContext', 'JobParameter']),
  association('FK_Schedule_JobContext', ['Schedule', '0..1'], ['JobContext', '*'], 'JobContext.ScheduleID', 'Schedule.ScheduleID', ['JobContext', 'Schedule']),
  association('FK_Activity_Module', ['Module', '1'], ['Activity', '*'], 'Activity.ModuleID', 'Module.ModuleID', ['Module', 'Activity']),
  association('FK_ConnectionTypeConnectionField', ['ConnectionType', '1'], ['ConnectionField', '*'], 'ConnectionField.ConnectionTypeID', 'ConnectionType.ConnectionTypeID', ['ConnectionField', 'ConnectionType']),
  association('FK_ConnectionConnectionFieldValue', ['Connection', '1'], ['ConnectionFieldValue', '*'], 'ConnectionFieldValue.ConnectionID', 'Connection.ConnectionID', ['ConnectionFieldValue', 'Connection']),
  association('FK_ConnectionConnectionType', ['ConnectionType', '1'], ['Connection', '*'], 'Connection.ConnectionTypeID', 'ConnectionType.ConnectionTypeID', ['Connection', 'ConnectionType']),
  association('FK_ActivityParameterSet_Activity', ['Activity', '1'], ['ActivityParameterSet', '*'], 'ActivityParameterSet.ActivityID', 'Activity.ActivityID', ['Activity', 'ActivityParameterSet']),
  association('FK_ActivityOutputType_Activity', ['Activity', '1'], ['ActivityOutputType', '*'], 'ActivityOutputType.ActivityID', 'Activity.ActivityID', ['Activity', 'ActivityOutputType']),
  association('FK_ActivityParameter_ActivityParameterSet', ['ActivityParameterSet', '1'], ['ActivityParameter', '*'], 'ActivityParameter.ActivityParameterSetID', 'ActivityParameterSet.ActivityParameterSetID', ['ActivityParameterSet', 'ActivityParameter']),
];
