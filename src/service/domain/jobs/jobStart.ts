/** Start and Test (sma-rest-api.md 3.2): a context, its parameters and a job that waits as New. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { netTypeNameOf } from '../../../powershell/analysis/runbook/netTypes.ts';
import { smaError } from '../../../sma/errors.ts';
import { TENANT_ID } from '../../../sma/models.ts';
import { isStartedBy, STARTED_BY_PARAMETER } from '../../../sma/values/startedBy.ts';
import { toMilliseconds } from '../../clock.ts';
import type { SecretCipher } from '../../secrets/cipher.ts';
import { inPieces } from '../../store/inPieces.ts';
import { fold } from '../../store/text/letterCase.ts';
import { audit, type Change } from '../change.ts';
import { checkParameterFits } from './parameterFit.ts';
import { findRunbook } from '../runbooks/runbookAuthoring.ts';
import { SecretIndex } from './secretIndex.ts';
import { assetSecrets, holdsSecret, isSecretType, sealedColumns, type ValueColumns } from './sealing.ts';

export interface GivenParameter { readonly name: string; readonly value: string; /** It was sealed where it comes from. */ readonly isSecret?: boolean }
/** What a value is sealed with, and what whoever starts the job knows to be secret beside the values of encrypted assets. */
export interface Sealing { readonly cipher: SecretCipher; readonly secrets?: readonly string[] }
interface JobParameter extends GivenParameter { readonly type: string }

/**
 * Queues a job of the published version, or of the draft.
 * Fails with NotFound, NotPublished, NoDraft, ParameterMissing, ParameterUnknown, ParameterRepeated, ParameterValueInvalid.
 * @returns the job's id.
 */
export async function startJob(change: Change, runbookId: string, given: readonly GivenParameter[], kind: 'Start' | 'Test', sealing: Sealing): Promise<string> {
  const runbook = await findRunbook(change.db, runbookId);
  const versionId = kind === 'Test' ? runbook.DraftRunbookVersionID : runbook.PublishedRunbookVersionID;
  if (versionId === null) throw smaError(kind === 'Test' ? 'NoDraft' : 'NotPublished', runbook.RunbookName);
  const contextId = await makeContext(change, { runbookName: runbook.RunbookName, versionId, scheduleId: null, given, sealing });
  const jobId = await queueJob(change, { runbookId, contextId, isTest: kind === 'Test' });
  await audit(change, kind, `Runbooks/${runbook.RunbookName}`, `job ${jobId}, ${given.length} parameter${given.length === 1 ? '' : 's'}`);
  return jobId;
}

export interface ContextWish {
  readonly runbookName: string;
  readonly versionId: string;
  readonly scheduleId: string | null;
  readonly given: readonly GivenParameter[];
  readonly sealing: Sealing;
}

/** What a job is started with: a version and the values of its parameters. Fails with ParameterMissing, ParameterUnknown, ParameterRepeated, ParameterValueInvalid. */
export async function makeContext(change: Change, { runbookName, versionId, scheduleId, given, sealing }: ContextWish): Promise<string> {
  const stored = await change.db.selectFrom('RunbookParameters').selectAll().where('RunbookVersionID', '=', versionId).orderBy('Position').execute();
  // An earlier version kept some types as they were written in the runbook.
  const declared = stored.map((parameter) => ({ ...parameter, Type: netTypeNameOf(parameter.Type) }));
  const parameters = matchParameters(runbookName, declared, given);
  const contextId = randomUUID();
  await change.db.insertInto('JobContexts').values({ JobContextID: contextId, RunbookVersionID: versionId, TenantID: TENANT_ID, ScheduleID: scheduleId }).execute();
  const ofAssets = parameters.length === 0 ? undefined : await assetSecrets(change.db, sealing.cipher), ofStarter = new SecretIndex(sealing.secrets ?? []);
  const columns = ({ name, value, type, isSecret }: JobParameter): ValueColumns => (isSecret === true || isSecretType(type) || holdsSecret(value, ofStarter) || (ofAssets !== undefined && holdsSecret(value, ofAssets))
    ? sealedColumns(sealing.cipher, contextId, name, value) : { Value: value, secret: null });
  for (const some of inPieces(parameters)) {
    await change.db.insertInto('JobParameters').values(some.map((parameter) => ({ JobContextID: contextId, Name: parameter.name, ...columns(parameter), Type: parameter.type }))).execute();
  }
  return contextId;
}

/** A job that waits for a worker. @returns its id. */
export async function queueJob(change: Change, { runbookId, contextId, isTest }: { readonly runbookId: string; readonly contextId: string; readonly isTest: boolean }): Promise<string> {
  const jobId = randomUUID();
  await change.db.insertInto('Jobs').values({
    JobID: jobId, JobContextID: contextId, TenantID: TENANT_ID, JobStatus: 'New', StartTime: null, EndTime: null,
    CreationTime: change.now, LastModifiedTime: change.now, ErrorCount: 0, WarningCount: 0, JobException: null,
    runbook_id: runbookId, is_test: isTest, worker: null, started_by: change.user, text_id: null,
  }).execute();
  if (!isTest) {
    await change.db.updateTable('Statistics').set({ TotalJobCount: sql<number>`${sql.ref('TotalJobCount')} + 1`, LastStart: toMilliseconds(change.now) }).where('RunbookID', '=', runbookId).execute();
  }
  return jobId;
}

/** Names compare without case, as PowerShell binds them; the declared spelling is kept. */
function matchParameters(
  runbook: string, declared: readonly { readonly Name: string; readonly Type: string; readonly IsMandatory: number }[], given: readonly GivenParameter[],
): readonly JobParameter[] {
  const byName = new Map(declared.map((parameter) => [fold(parameter.Name), parameter]));
  const matched = new Map<string, JobParameter>();
  for (const { name, value, isSecret = false } of given) {
    const key = fold(name);
    const parameter = byName.get(key);
    // Clients may tell who started a job in a parameter that no runbook declares (sma-rest-api.md 3.5).
    if (parameter === undefined && !isStartedBy(name)) throw smaError('ParameterUnknown', name, runbook);
    if (matched.has(key)) throw smaError('ParameterRepeated', name);
    if (parameter !== undefined) checkParameterFits(parameter.Name, parameter.Type, value);
    matched.set(key, { name: parameter?.Name ?? STARTED_BY_PARAMETER, value, isSecret, type: parameter?.Type ?? 'System.String' });
  }
  for (const parameter of declared) {
    if (parameter.IsMandatory === 1 && !matched.has(fold(parameter.Name))) throw smaError('ParameterMissing', parameter.Name);
  }
  return [...matched.values()];
}
