/** Variables, credentials and certificates (sma-rest-api.md 2.3.14 to 2.3.16). */
import { boolean, dateTime, entityType, guid, nullable, string } from '../edm/define.ts';
import type { EntityOf } from '../edm/values.ts';

export const variableType = entityType({
  name: 'Variable',
  key: ['VariableID'],
  properties: [
    guid('VariableID'), guid('TenantID'), string('Name', 512), nullable(string('Value', 'Max')), nullable(string('Description', 512)),
    boolean('IsEncrypted'), dateTime('CreationTime'), dateTime('LastModifiedTime'),
  ],
  navigations: [],
});
export type VariableEntity = EntityOf<typeof variableType>;

export const credentialType = entityType({
  name: 'Credential',
  key: ['CredentialID'],
  properties: [
    guid('CredentialID'), guid('TenantID'), string('Name', 128), string('UserName', 128), nullable(string('RawValue', 'Max')),
    nullable(string('Value', 'Max')), nullable(string('Description', 512)), dateTime('CreationTime'), dateTime('LastModifiedTime'),
  ],
  navigations: [],
});
export type CredentialEntity = EntityOf<typeof credentialType>;

export const certificateType = entityType({
  name: 'Certificate',
  key: ['CertificateID'],
  properties: [
    guid('CertificateID'), guid('TenantID'), string('Name', 128), nullable(string('RawValue', 'Max')), nullable(string('Value', 'Max')),
    nullable(string('Description', 512)), string('Thumbprint', 'Max'), dateTime('ExpiryTime'), dateTime('CreationTime'),
    dateTime('LastModifiedTime'),
  ],
  navigations: [],
});
export type CertificateEntity = EntityOf<typeof certificateType>;
