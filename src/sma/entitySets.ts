/** The 22 entity sets in document order, with what clients may do to each (sma-rest-api.md 2.1, 2.2). */
import type { EntitySetDefinition } from './edm/vocabulary.ts';

const readOnly = (name: string, type: string): EntitySetDefinition => ({ name, type, create: false, update: false, delete: false, updatable: [] });
const full = (name: string, type: string, updatable: readonly string[]): EntitySetDefinition => ({ name, type, create: true, update: true, delete: true, updatable });

export const ENTITY_SETS: readonly EntitySetDefinition[] = [
  readOnly('Jobs', 'Job'),
  { name: 'Runbooks', type: 'Runbook', create: false, update: true, delete: true,
    updatable: ['Description', 'IsApiOnly', 'IsGlobal', 'Tags', 'LogDebug', 'LogVerbose', 'LogProgress', 'RunbookWorker'] },
  // A generated client follows its POST of the script with a MERGE of all properties: accepted, nothing to change (3.4).
  { name: 'RunbookVersions', type: 'RunbookVersion', create: 'stream', update: true, delete: true, updatable: [] },
  readOnly('JobContexts', 'JobContext'),
  readOnly('JobParameters', 'JobParameter'),
  full('Schedules', 'Schedule', ['Name', 'Description', 'ExpiryTime', 'IsEnabled', 'StartTime', 'DayInterval']),
  { name: 'Modules', type: 'Module', create: 'stream', update: true, delete: true, updatable: ['ModuleName'] },
  { name: 'ConnectionFields', type: 'ConnectionField', create: true, update: true, delete: false, updatable: ['Name', 'Type', 'IsEncrypted', 'IsOptional'] },
  full('ConnectionFieldValues', 'ConnectionFieldValue', ['Value']),
  full('Connections', 'Connection', ['Name', 'Description']),
  readOnly('ConnectionTypes', 'ConnectionType'),
  full('Variables', 'Variable', ['Name', 'Description', 'IsEncrypted', 'Value']),
  full('Credentials', 'Credential', ['Name', 'UserName', 'RawValue', 'Description']),
  full('Certificates', 'Certificate', ['Name', 'RawValue', 'Description', 'Thumbprint', 'ExpiryTime']),
  readOnly('Activities', 'Activity'),
  readOnly('ActivityParameterSets', 'ActivityParameterSet'),
  readOnly('ActivityParameters', 'ActivityParameter'),
  readOnly('ActivityOutputTypes', 'ActivityOutputType'),
  readOnly('RunbookParameters', 'RunbookParameter'),
  readOnly('Statistics', 'Statistics'),
  { name: 'AdminConfigurations', type: 'AdminConfiguration', create: false, update: true, delete: false, updatable: ['Value'] },
  readOnly('Deployment', 'Deployment'),
];
