/** The bindable actions (sma-rest-api.md 3.1, 3.2): one entry each. */
import { smaError } from '../../sma/errors.ts';
import type { ComplexValue, EdmValue } from '../../sma/edm/values.ts';
import type { ActionDefinition } from '../../sma/edm/vocabulary.ts';
import { odataError } from '../../odata/errors.ts';
import { readActionBody, type ActionArguments } from '../../odata/read/jsonBody.ts';
import type { EntityPath } from '../../odata/uri/resource.ts';
import { actOnJob } from '../domain/jobs/jobActions.ts';
import { startJob, type GivenParameter } from '../domain/jobs/jobStart.ts';
import { linkSchedule } from '../domain/scheduleLinks.ts';
import { draftOf, editRunbook, publishRunbook } from '../domain/runbooks/runbookAuthoring.ts';
import { DOCUMENT_LIMIT } from './bodies.ts';
import type { RequestContext } from './context.ts';
import { idOf, textOf } from './keys.ts';
import { needEntity, readFeed } from './read.ts';
import { DONE, type Result } from './result.ts';

type Act = (context: RequestContext, id: string, given: ActionArguments, path: EntityPath) => Promise<Result>;

const guidResult = (name: string, value: string): Result => ({ kind: 'actionResult', name, type: 'Edm.Guid', value });

const start = (kind: 'Start' | 'Test'): Act => async ({ services, request }, id, given) =>
  guidResult(kind, await services.changes.make(request, (change) => {
    change.afterwards(() => services.jobsWaiting());
    return startJob(change, id, toParameters(given['parameters']), kind, services);
  }));

const edit: Act = async ({ services, request }, id) =>
  guidResult('Edit', await services.changes.make(request, (change) => editRunbook(change, id)));

/** The draft is examined before the change, so that nobody else's waits for it. */
const publish: Act = async ({ services: { changes, scripts }, request }, id) => {
  const draft = await changes.read((db) => draftOf(db, id));
  const examined = await scripts.examine(draft.bytes, draft.name);
  return guidResult('Publish', await changes.make(request, (change) => publishRunbook(change, id, async (name, bytes) =>
    (Buffer.compare(bytes, draft.bytes) === 0 ? examined : scripts.examine(bytes, name)))));
};

const onJob = (action: 'Stop' | 'Suspend' | 'Resume'): Act => async ({ services, request }, id) => {
  await services.changes.make(request, async (change) => {
    const { forward } = await actOnJob(change, id, action);
    change.afterwards(() => (action === 'Resume' ? services.jobsWaiting() : services.forward(id, forward)));
  });
  return DONE;
};

const ACTIONS: Readonly<Record<string, Act>> = {
  Start: start('Start'),
  Test: start('Test'),
  StartOnSchedule: async ({ services, request }, id, given) =>
    guidResult('StartOnSchedule', await services.changes.make(request, (change) => linkSchedule(change, id, textOf(given['scheduleId']), toParameters(given['parameters']), services))),
  Edit: edit,
  Publish: publish,
  Stop: onJob('Stop'),
  Suspend: onJob('Suspend'),
  Resume: onJob('Resume'),
  // The meaning of its parameters is not documented: a collection of one, whatever they are (3.2).
  GetStatistics: async (context, _id, _given, path) => {
    const navigation = path.targetType.navigation('Statistics');
    if (navigation === undefined) throw odataError('ResourceNotFound', 'GetStatistics');
    const statistics: EntityPath = { ...path, steps: [...path.steps, { navigation, key: undefined }], targetSet: navigation.targetSet, targetType: navigation.target, isTypeFiltered: false, isCollection: true };
    const result = await readFeed(context, statistics);
    return result.kind === 'feed' ? { ...result, isAction: true } : result;
  },
};

/** Invokes an action. Fails with MethodNotAllowed for anything but POST, NotFound, and what the action refuses. */
export async function invokeAction(context: RequestContext, path: EntityPath, action: ActionDefinition): Promise<Result> {
  const { request, services, model } = context;
  if (request.method !== 'POST' || path.isCollection) throw odataError('MethodNotAllowed', request.method);
  const given = readActionBody(await request.body(DOCUMENT_LIMIT), request.headers.get('content-type') ?? undefined, action, model);
  const entity = await services.changes.read((db) => needEntity(db, context, path));
  const act = ACTIONS[action.name];
  if (act === undefined) throw smaError('NotSupported', action.name);
  return act(context, idOf(entity.type, entity.values), given, path);
}

function toParameters(value: EdmValue | undefined): readonly GivenParameter[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly ComplexValue[]).map((pair) => ({ name: textOf(pair['Name']), value: textOf(pair['Value']) }));
}

