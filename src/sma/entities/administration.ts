/** Settings of the installation and its runbook workers (sma-rest-api.md 2.3.23, 2.3.24). */
import { dateTime, entityType, int32, nullable, string } from '../edm/define.ts';
import type { EntityOf } from '../edm/values.ts';

export const adminConfigurationType = entityType({
  name: 'AdminConfiguration',
  key: ['Name'],
  properties: [string('Name', 512), string('Value', 'Max'), dateTime('LastModifiedTime')],
  navigations: [],
});
export type AdminConfigurationEntity = EntityOf<typeof adminConfigurationType>;

/** Set and type have the same name; the key is spelled `InstanceId`, unlike every other id of the service. */
export const deploymentType = entityType({
  name: 'Deployment',
  key: ['InstanceId'],
  properties: [
    int32('InstanceId'), string('ComputerName'), nullable(string('LookupName')), int32('LowKey'), int32('HighKey'),
    dateTime('CreationTime'), dateTime('LastModifiedTime'),
  ],
  navigations: [],
});
export type DeploymentEntity = EntityOf<typeof deploymentType>;
