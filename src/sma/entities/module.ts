/** Integration modules (sma-rest-api.md 2.3.9). */
import { dateTime, entityType, guid, int32, nullable, string } from '../edm/define.ts';
import type { EntityOf } from '../edm/values.ts';

export const moduleType = entityType({
  name: 'Module',
  hasStream: true,
  key: ['ModuleID'],
  properties: [
    guid('ModuleID'), nullable(string('ModuleName', 512)), guid('TenantID'), int32('Version'), dateTime('CreationTime'),
    dateTime('LastModifiedTime'),
  ],
  navigations: [{ name: 'Activities', association: 'FK_Activity_Module', to: 'Activity' }],
});
export type ModuleEntity = EntityOf<typeof moduleType>;
