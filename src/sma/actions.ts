/** The nine bindable actions, in document order (sma-rest-api.md 3.1). */
import type { ActionDefinition, OperationParameter } from './edm/vocabulary.ts';

const parameters: OperationParameter = { name: 'parameters', type: { kind: 'collection', of: 'NameValuePair' }, nullable: false };
const runbook = { name: 'runbook', type: 'Runbook' } as const;
const job = { name: 'job', type: 'Job' } as const;
const guid = { kind: 'primitive', type: 'Edm.Guid' } as const;
const none = { kind: 'none' } as const;

export const ACTIONS: readonly ActionDefinition[] = [
  { name: 'Resume', binding: job, parameters: [{ name: 'label', type: { kind: 'primitive', type: 'Edm.String' }, nullable: true }], returns: none, alwaysBindable: true },
  { name: 'Start', binding: runbook, parameters: [parameters], returns: guid, alwaysBindable: true },
  { name: 'StartOnSchedule', binding: runbook, parameters: [parameters, { name: 'scheduleId', type: guid, nullable: false }], returns: guid, alwaysBindable: true },
  { name: 'GetStatistics', binding: runbook, parameters: [parameters], returns: { kind: 'entities', entitySet: 'Statistics' }, alwaysBindable: true },
  { name: 'Stop', binding: job, parameters: [], returns: none, alwaysBindable: true },
  { name: 'Suspend', binding: job, parameters: [], returns: none, alwaysBindable: true },
  { name: 'Publish', binding: runbook, parameters: [], returns: guid, alwaysBindable: false },
  { name: 'Edit', binding: runbook, parameters: [], returns: guid, alwaysBindable: false },
  { name: 'Test', binding: runbook, parameters: [parameters], returns: guid, alwaysBindable: true },
];
