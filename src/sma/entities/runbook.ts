/** Runbooks, their versions, parameters and counts (sma-rest-api.md 2.3.2, 2.3.3, 2.3.21, 2.3.22; 2.5 for the later properties). */
import { boolean, dateTime, entityType, guid, int32, nullable, since2016, string } from '../edm/define.ts';
import type { EntityOf } from '../edm/values.ts';

export const runbookType = entityType({
  name: 'Runbook',
  key: ['RunbookID'],
  properties: [
    guid('TenantID'), guid('RunbookID'), string('RunbookName', 64), dateTime('CreationTime'), dateTime('LastModifiedTime'),
    nullable(string('LastModifiedBy', 512)), nullable(string('Description', 512)), boolean('IsApiOnly'), boolean('IsGlobal'),
    nullable(guid('PublishedRunbookVersionID')), nullable(guid('DraftRunbookVersionID')), nullable(string('Tags', 512)),
    boolean('LogDebug'), boolean('LogVerbose'), boolean('LogProgress'),
    since2016(nullable(string('RunbookWorker'))), since2016(nullable(string('RunbookType'))),
  ],
  navigations: [
    { name: 'Statistics', association: 'FK_Runbook_Statistics', to: 'Statistics' },
    { name: 'DraftRunbookVersion', association: 'FK_Runbook_DraftRunbookVersion', to: 'RunbookVersion' },
    { name: 'PublishedRunbookVersion', association: 'FK_Runbook_PublishedRunbookVersion', to: 'RunbookVersion' },
    { name: 'Schedules', association: 'FK_Schedule_Runbook', to: 'Schedule' },
  ],
});
export type RunbookEntity = EntityOf<typeof runbookType>;

export const runbookVersionType = entityType({
  name: 'RunbookVersion',
  hasStream: true,
  key: ['RunbookVersionID'],
  properties: [
    guid('TenantID'), guid('RunbookVersionID'), guid('RunbookID'), int32('VersionNumber'), boolean('IsDraft'),
    dateTime('CreationTime'), dateTime('LastModifiedTime'),
  ],
  navigations: [
    { name: 'JobContexts', association: 'FK_JobContext_RunbookVersion', to: 'JobContext' },
    { name: 'Runbook', association: 'FK_Runbook_RunbookVersion', to: 'Runbook' },
    { name: 'RunbookParameters', association: 'FK_RunbookParameters_Runbook', to: 'RunbookParameter' },
  ],
});
export type RunbookVersionEntity = EntityOf<typeof runbookVersionType>;

export const runbookParameterType = entityType({
  name: 'RunbookParameter',
  key: ['RunbookVersionID', 'Name'],
  properties: [guid('RunbookVersionID'), string('Name', 64), string('Type', 512), boolean('IsMandatory'), int32('Position')],
  navigations: [{ name: 'RunbookVersion', association: 'FK_RunbookParameters_Runbook', to: 'RunbookVersion' }],
});
export type RunbookParameterEntity = EntityOf<typeof runbookParameterType>;

export const statisticsType = entityType({
  name: 'Statistics',
  key: ['RunbookID'],
  properties: [
    guid('RunbookID'), nullable(guid('TenantID')), nullable(int32('CompletedCount')), nullable(int32('FailedCount')),
    nullable(int32('RunningCount')), nullable(int32('TotalJobCount')), nullable(int32('SuspendedCount')),
    nullable(int32('StoppedCount')), nullable(dateTime('LastStart')),
  ],
  navigations: [{ name: 'Runbook', association: 'FK_Runbook_Statistics', to: 'Runbook' }],
});
export type StatisticsEntity = EntityOf<typeof statisticsType>;
