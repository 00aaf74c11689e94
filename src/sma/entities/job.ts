/** Jobs, what they were started with, and their parameters (sma-rest-api.md 2.3.1, 2.3.4, 2.3.5). */
import { dateTime, entityType, guid, identity, int16, nullable, string } from '../edm/define.ts';
import type { EntityOf } from '../edm/values.ts';

export const jobType = entityType({
  name: 'Job',
  hasStream: true,
  key: ['JobID'],
  properties: [
    guid('JobID'), guid('JobContextID'), guid('TenantID'), string('JobStatus', 32), nullable(dateTime('StartTime')),
    nullable(dateTime('EndTime')), dateTime('CreationTime'), dateTime('LastModifiedTime'), nullable(int16('ErrorCount')),
    nullable(int16('WarningCount')), nullable(string('JobException', 'Max')),
  ],
  navigations: [{ name: 'JobContext', association: 'FK_Job_JobContext', to: 'JobContext' }],
});
export type JobEntity = EntityOf<typeof jobType>;

export const jobContextType = entityType({
  name: 'JobContext',
  key: ['JobContextID'],
  properties: [identity(guid('JobContextID')), guid('RunbookVersionID'), guid('TenantID'), nullable(guid('ScheduleID'))],
  navigations: [
    { name: 'RunbookVersion', association: 'FK_JobContext_RunbookVersion', to: 'RunbookVersion' },
    { name: 'JobParameters', association: 'FK_JobParameters_JobContext', to: 'JobParameter' },
    { name: 'Schedule', association: 'FK_Schedule_JobContext', to: 'Schedule' },
  ],
});
export type JobContextEntity = EntityOf<typeof jobContextType>;

/** `Value` says 64 in the metadata, yet real values are longer: the limit is published and never enforced (5.6). */
export const jobParameterType = entityType({
  name: 'JobParameter',
  key: ['JobContextID', 'Name'],
  properties: [guid('JobContextID'), string('Name', 64), nullable(string('Value', 64)), string('Type', 512)],
  navigations: [{ name: 'JobContext', association: 'FK_JobParameters_JobContext', to: 'JobContext' }],
});
export type JobParameterEntity = EntityOf<typeof jobParameterType>;
