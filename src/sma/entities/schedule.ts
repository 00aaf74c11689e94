/** Schedules: an abstract type and its two kinds (sma-rest-api.md 2.3.6 to 2.3.8). */
import { boolean, byte, dateTime, entityType, guid, nullable, string } from '../edm/define.ts';
import type { EntityOf } from '../edm/values.ts';

export const scheduleType = entityType({
  name: 'Schedule',
  abstract: true,
  key: ['ScheduleID'],
  properties: [
    guid('ScheduleID'), guid('TenantID'), string('Name'), nullable(string('Description')), dateTime('StartTime'),
    nullable(dateTime('ExpiryTime')), dateTime('CreationTime'), dateTime('LastModifiedTime'), boolean('IsEnabled'),
    nullable(dateTime('NextRun')),
  ],
  navigations: [
    { name: 'JobContexts', association: 'FK_Schedule_JobContext', to: 'JobContext' },
    { name: 'Runbooks', association: 'FK_Schedule_Runbook', to: 'Runbook' },
  ],
});

export const oneTimeScheduleType = entityType({ name: 'OneTimeSchedule', base: 'Schedule', key: [], properties: [], navigations: [] });

export const dailyScheduleType = entityType({ name: 'DailySchedule', base: 'Schedule', key: [], properties: [byte('DayInterval')], navigations: [] });

export type ScheduleEntity = EntityOf<typeof scheduleType>;
export type DailyScheduleEntity = ScheduleEntity & EntityOf<typeof dailyScheduleType>;
