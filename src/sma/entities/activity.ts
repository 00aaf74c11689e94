/** Activities of modules and what they take and give (sma-rest-api.md 2.3.17 to 2.3.20). */
import { boolean, dateTime, entityType, guid, int32, nullable, string } from '../edm/define.ts';
import type { EntityOf } from '../edm/values.ts';

export const activityType = entityType({
  name: 'Activity',
  key: ['ActivityID'],
  properties: [
    guid('ActivityID'), guid('TenantID'), string('Name'), string('Definition'), nullable(string('Tags')), dateTime('CreationTime'),
    dateTime('LastModifiedTime'), guid('ModuleID'), nullable(string('Description')), nullable(string('Type')), string('ModuleName'),
  ],
  navigations: [
    { name: 'Module', association: 'FK_Activity_Module', to: 'Module' },
    { name: 'ActivityParameterSets', association: 'FK_ActivityParameterSet_Activity', to: 'ActivityParameterSet' },
    { name: 'ActivityOutputTypes', association: 'FK_ActivityOutputType_Activity', to: 'ActivityOutputType' },
  ],
});
export type ActivityEntity = EntityOf<typeof activityType>;

export const activityParameterSetType = entityType({
  name: 'ActivityParameterSet',
  key: ['ActivityParameterSetID'],
  properties: [guid('ActivityParameterSetID'), string('Name'), guid('TenantID'), boolean('IsDefault'), guid('ActivityID')],
  navigations: [
    { name: 'Activity', association: 'FK_ActivityParameterSet_Activity', to: 'Activity' },
    { name: 'ActivityParameters', association: 'FK_ActivityParameter_ActivityParameterSet', to: 'ActivityParameter' },
  ],
});
export type ActivityParameterSetEntity = EntityOf<typeof activityParameterSetType>;

export const activityParameterType = entityType({
  name: 'ActivityParameter',
  key: ['ActivityParameterID'],
  properties: [
    guid('ActivityParameterID'), guid('TenantID'), string('Name'), string('Type'), nullable(boolean('IsMandatory')),
    nullable(boolean('IsDynamic')), nullable(int32('Position')), nullable(boolean('ValueFromPipeline')),
    nullable(boolean('ValueFromPipelineByPropertyName')), nullable(boolean('ValueFromRemainingArguments')), guid('ActivityParameterSetID'),
  ],
  navigations: [{ name: 'ActivityParameterSet', association: 'FK_ActivityParameter_ActivityParameterSet', to: 'ActivityParameterSet' }],
});
export type ActivityParameterEntity = EntityOf<typeof activityParameterType>;

export const activityOutputTypeType = entityType({
  name: 'ActivityOutputType',
  key: ['ActivityOutputTypeID'],
  properties: [guid('ActivityOutputTypeID'), string('Name'), string('Type'), guid('TenantID'), guid('ActivityID')],
  navigations: [{ name: 'Activity', association: 'FK_ActivityOutputType_Activity', to: 'Activity' }],
});
export type ActivityOutputTypeEntity = EntityOf<typeof activityOutputTypeType>;
