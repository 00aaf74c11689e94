/** The entities that the golden files show. */
import assert from 'node:assert/strict';
import type { EntityData } from '../../src/odata/payload.ts';
import type { EntityType } from '../../src/sma/edm/serviceModel.ts';
import type { PropertyBag } from '../../src/sma/edm/values.ts';
import type { ModelVersion } from '../../src/sma/edm/vocabulary.ts';
import { TENANT_ID, modelsFor } from '../../src/sma/models.ts';

export const VARIABLE_ID = '3f0c1ad2-6d5e-4f43-9c0f-8f6a2f6f5a01';
export const RUNBOOK_ID = '2e32df92-2364-4c1a-bfea-e1ba45baa79f';
export const VERSION_ID = '57d0b6c3-9e45-4a3b-8f0e-4b64d52c3f11';
export const JOB_ID = '9d2f3c5e-0f84-4f0e-9a2d-6a2b0c1d4e55';
export const CONTEXT_ID = 'c0ffee00-1234-4abc-8def-001122334455';
export const SCHEDULE_ID = '5c4ed001-0000-4000-8000-00000000abcd';

export const streams = modelsFor('2012R2').jobStreams;

export function entityType(name: string, version: ModelVersion = '2016'): EntityType {
  const type = modelsFor(version).main.entityType(name) ?? streams.entityType(name);
  assert.ok(type, name);
  return type;
}
const entity = (type: string, values: PropertyBag): EntityData => ({ type: entityType(type), values });

export const variable = entity('Variable', {
  VariableID: VARIABLE_ID, TenantID: TENANT_ID, Name: 'Greeting', Value: '"a <b> & c"', Description: null, IsEncrypted: false,
  CreationTime: '2014-04-02T21:39:06.9191596', LastModifiedTime: '2014-04-02T21:39:06.92',
});
export const runbook = entity('Runbook', {
  TenantID: TENANT_ID, RunbookID: RUNBOOK_ID, RunbookName: 'Demo', CreationTime: '2019-07-03T11:16:59.5', LastModifiedTime: '2019-07-03T11:17:00.97',
  LastModifiedBy: null, Description: ' two lines\r\nand a space ', IsApiOnly: false, IsGlobal: false, PublishedRunbookVersionID: VERSION_ID,
  DraftRunbookVersionID: null, Tags: 'a,b', LogDebug: false, LogVerbose: true, LogProgress: false, RunbookWorker: null, RunbookType: 'Script',
});
export const runbookVersion: EntityData = {
  ...entity('RunbookVersion', {
    TenantID: TENANT_ID, RunbookVersionID: VERSION_ID, RunbookID: RUNBOOK_ID, VersionNumber: 18, IsDraft: false,
    CreationTime: '2019-07-03T11:17:00', LastModifiedTime: '2019-07-03T11:17:00.97',
  }),
  mediaEtag: '"636977494209700000"',
};
export const job = entity('Job', {
  JobID: JOB_ID, JobContextID: CONTEXT_ID, TenantID: TENANT_ID, JobStatus: 'Running', StartTime: '2014-02-07T18:30:50.087', EndTime: null,
  CreationTime: '2014-02-07T18:30:49', LastModifiedTime: '2014-02-07T18:30:50.087', ErrorCount: 0, WarningCount: null, JobException: null,
});
export const jobParameter = entity('JobParameter', { JobContextID: CONTEXT_ID, Name: 'message', Value: '"Hello"', Type: 'System.String' });
export const dailySchedule = entity('DailySchedule', {
  ScheduleID: SCHEDULE_ID, TenantID: TENANT_ID, Name: 'Nightly', Description: '', StartTime: '2019-07-04T02:00:00', ExpiryTime: null,
  CreationTime: '2019-07-03T11:17:00', LastModifiedTime: '2019-07-03T11:17:00', IsEnabled: true, NextRun: '2019-07-04T02:00:00', DayInterval: 2,
});
export const streamItem = entity('StreamItem', {
  JobId: JOB_ID, TenantId: TENANT_ID, NameValues: [{ NameValueInner: [{ Name: 'Activity', Value: 'Copy' }] }], RunbookVersionId: VERSION_ID,
  StreamText: 'Hello\0\n', StreamTime: '2019-07-03T11:17:01.1234567', StreamTypeName: 'Output',
});
