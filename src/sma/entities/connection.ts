/** Connection types, their fields, connections and their values (sma-rest-api.md 2.3.10 to 2.3.13). */
import { boolean, dateTime, entityType, guid, nullable, string } from '../edm/define.ts';
import type { EntityOf } from '../edm/values.ts';

export const connectionFieldType = entityType({
  name: 'ConnectionField',
  key: ['ConnectionFieldID'],
  properties: [
    guid('TenantID'), guid('ConnectionFieldID'), guid('ConnectionTypeID'), string('Name', 512), string('Type', 512),
    boolean('IsEncrypted'), boolean('IsOptional'), dateTime('CreationTime'), dateTime('LastModifiedTime'),
  ],
  navigations: [{ name: 'ConnectionType', association: 'FK_ConnectionTypeConnectionField', to: 'ConnectionType' }],
});
export type ConnectionFieldEntity = EntityOf<typeof connectionFieldType>;

export const connectionFieldValueType = entityType({
  name: 'ConnectionFieldValue',
  key: ['ConnectionFieldValueID'],
  properties: [
    guid('TenantID'), guid('ConnectionFieldValueID'), guid('ConnectionID'), nullable(string('ConnectionName', 512)),
    guid('ConnectionTypeID'), nullable(string('ConnectionTypeName', 512)), nullable(string('Value', 'Max')),
    guid('ConnectionFieldID'), nullable(string('ConnectionFieldName', 512)), boolean('IsEncrypted'),
    nullable(boolean('IsOptional')), nullable(string('Type', 512)), dateTime('CreationTime'), dateTime('LastModifiedTime'),
  ],
  navigations: [{ name: 'Connection', association: 'FK_ConnectionConnectionFieldValue', to: 'Connection' }],
});
export type ConnectionFieldValueEntity = EntityOf<typeof connectionFieldValueType>;

export const connectionType = entityType({
  name: 'Connection',
  key: ['ConnectionID'],
  properties: [
    guid('TenantID'), guid('ConnectionID'), guid('ConnectionTypeID'), string('Name', 512), nullable(string('Description', 512)),
    dateTime('CreationTime'), dateTime('LastModifiedTime'),
  ],
  navigations: [
    { name: 'ConnectionFieldValues', association: 'FK_ConnectionConnectionFieldValue', to: 'ConnectionFieldValue' },
    { name: 'ConnectionType', association: 'FK_ConnectionConnectionType', to: 'ConnectionType' },
  ],
});
export type ConnectionEntity = EntityOf<typeof connectionType>;

export const connectionTypeType = entityType({
  name: 'ConnectionType',
  key: ['ConnectionTypeID'],
  properties: [
    guid('TenantID'), guid('ConnectionTypeID'), string('Name', 512), boolean('IsBeingCreated'), dateTime('CreationTime'),
    dateTime('LastModifiedTime'),
  ],
  navigations: [
    { name: 'ConnectionFields', association: 'FK_ConnectionTypeConnectionField', to: 'ConnectionField' },
    { name: 'Connections', association: 'FK_ConnectionConnectionType', to: 'Connection' },
  ],
});
export type ConnectionTypeEntity = EntityOf<typeof connectionTypeType>;
