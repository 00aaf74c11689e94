/** The two OData services of SMA, for both server generations (sma-rest-api.md 0.3, 2.5, 2.6). */
import { ACTIONS } from './actions.ts';
import { ASSOCIATIONS } from './associations.ts';
import { resolveModel } from './edm/serviceModel.ts';
import type { ServiceModel } from './edm/serviceModel.ts';
import type { ModelVersion, ServiceDefinition } from './edm/vocabulary.ts';
import { activityOutputTypeType, activityParameterSetType, activityParameterType, activityType } from './entities/activity.ts';
import { adminConfigurationType, deploymentType } from './entities/administration.ts';
import { certificateType, credentialType, variableType } from './entities/asset.ts';
import { connectionFieldType, connectionFieldValueType, connectionType, connectionTypeType } from './entities/connection.ts';
import { jobContextType, jobParameterType, jobType } from './entities/job.ts';
import { moduleType } from './entities/module.ts';
import { nameValuePairType } from './entities/nameValuePair.ts';
import { runbookParameterType, runbookType, runbookVersionType, statisticsType } from './entities/runbook.ts';
import { dailyScheduleType, oneTimeScheduleType, scheduleType } from './entities/schedule.ts';
import { nameValuesType, streamItemType } from './entities/streamItem.ts';
import { ENTITY_SETS } from './entitySets.ts';
import { STREAM_TYPE_NAMES } from './streams.ts';

/** The tenant of every request: SMA has one, the zero GUID (sma-rest-api.md 1.1). */
export const TENANT_ID = '00000000-0000-0000-0000-000000000000';

export const mainService: ServiceDefinition = {
  namespace: 'Orchestrator.ResourceModel',
  container: 'OrchestratorApi',
  path: '',
  entityTypes: [
    jobType, runbookType, runbookVersionType, jobContextType, jobParameterType, scheduleType, oneTimeScheduleType, dailyScheduleType,
    moduleType, connectionFieldType, connectionFieldValueType, connectionType, connectionTypeType, variableType, credentialType,
    certificateType, activityType, activityParameterSetType, activityParameterType, activityOutputTypeType, runbookParameterType,
    statisticsType, adminConfigurationType, deploymentType,
  ],
  complexTypes: [nameValuePairType],
  associations: ASSOCIATIONS,
  entitySets: ENTITY_SETS,
  actions: ACTIONS,
  // Runbook as seen on the wire; Job as far as the documentation shows it (3.1).
  advertised: ['Start', 'StartOnSchedule', 'GetStatistics', 'Publish', 'Edit', 'Test', 'Resume', 'Stop', 'Suspend'],
  operations: [],
};

const text = (name: string, nullable: boolean): ServiceDefinition['operations'][0]['parameters'][0] => ({ name, type: { kind: 'primitive', type: 'Edm.String' }, nullable });

/** The container's name is not known from any source; it is never part of a request. */
export const jobStreamsService: ServiceDefinition = {
  namespace: 'Orchestrator.Streams.ResourceModel',
  container: 'JobStreamsApi',
  path: 'JobStreams',
  entityTypes: [streamItemType],
  complexTypes: [nameValuesType, nameValuePairType],
  associations: [],
  entitySets: [{ name: 'Stream', type: 'StreamItem', create: false, update: false, delete: false, updatable: [] }],
  actions: [],
  advertised: [],
  operations: [{
    // The documentation calls the last one required; every client leaves it out and is answered (3.3).
    name: 'GetStreamItems', parameters: [text('jobId', false), { ...text('streamType', false), choices: [...STREAM_TYPE_NAMES, 'Any'] }, text('streamsCreatedSinceDateTime', true)],
    returns: { kind: 'entities', entitySet: 'Stream' },
  }],
};

export interface ServiceModels { readonly main: ServiceModel; readonly jobStreams: ServiceModel }

const cache = new Map<ModelVersion, ServiceModels>();

/** Both services as a server of the given generation publishes them. The same objects on every call. */
export function modelsFor(version: ModelVersion): ServiceModels {
  let models = cache.get(version);
  if (models === undefined) {
    models = { main: resolveModel(mainService, version), jobStreams: resolveModel(jobStreamsService, version) };
    cache.set(version, models);
  }
  return models;
}
