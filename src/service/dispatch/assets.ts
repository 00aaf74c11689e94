/** What a running job asks of the assets (sma-rest-api.md 6.1). Secrets leave the database only this way. */
import { parseGuid } from '../../odata/edm/literal.ts';
import { isStartedBy, STARTED_BY_PARAMETER, startedByJob } from '../../sma/values/startedBy.ts';
import type { AssetReply, JobWebRequest, WorkerToService } from '../../worker/protocol.ts';
import { secretTexts } from '../../worker/masking/secretTexts.ts';
import { audit, SERVICE_AUTHOR, type Changes } from '../domain/change.ts';
import { certificateFacts, readCertificateFile } from '../domain/assets/certificateFile.ts';
import { secretOwner } from '../domain/assets/secretColumns.ts';
import { describeError, type Logger } from '../log.ts';
import { SecretUnreadableError, type SecretCipher } from '../secrets/cipher.ts';
import { exactFirst, isNamed } from '../store/text/sameText.ts';
import { sqliteFailure } from '../store/sqliteFailure.ts';
import { addVariable, setVariableValue } from '../domain/assets/variables.ts';
import { storeSecrets } from './checkpoints.ts';
import { queryRunbooks } from './runbookQueries.ts';
import { actOnJob, type Forward } from '../domain/jobs/jobActions.ts';
import { startJob } from '../domain/jobs/jobStart.ts';
import { readMedia } from '../domain/media.ts';
import { SmaError } from '../../sma/errors.ts';
import type { AssignedJob } from './assignment.ts';

export interface JobWeb {
  /** Has the web service answer a request of a job. */
  answer(jobId: string, request: JobWebRequest): Promise<AssetReply>;
  /** Why a job may make and change nothing, `how` it wants to; undefined: it may. */
  refusalOf(jobId: string, how: string): Promise<string | undefined>;
}
export interface AssetSource {
  readonly changes: Changes;
  readonly cipher: SecretCipher;
  /** The web service, for requests of jobs and what they may change there. */
  readonly web?: JobWeb;
}
/** Hears of an action on a job once it is done: what is left of it for a worker; jobs that were resumed wait for one. */
export type JobActed = (jobId: string, left: Forward | 'waiting') => void;
type AssetMessage = Extract<WorkerToService, { readonly type: 'asset' }>;

const missing = (message: string): AssetReply => ({ found: false, message });
/** The fault is the service's: a runbook must not take the asset for missing. */
const failed = (message: string): AssetReply => ({ found: false, message, failed: true });

/** Never fails: a runbook that asks for what is not there gets an error record of its own. */
export async function answerAsset(source: AssetSource, message: AssetMessage, job: AssignedJob | undefined, logger: Logger, acted: JobActed): Promise<AssetReply> {
  if (job === undefined) return missing('The job is not running.');
  const { asset } = message;
  try {
    // Set-SmaVariable, which does what clients do; what Set-AutomationVariable may is the runbook's.
    const refused = asset.operation === 'set' && asset.make !== undefined ? await source.web?.refusalOf(message.jobId, 'Set-SmaVariable') : undefined;
    if (refused !== undefined) return missing(refused);
    if (asset.operation === 'set') return await setVariable(source, asset, message.jobId);
    if (asset.operation === 'start') return await startChild(source, message.jobId, asset);
    if (asset.operation === 'act') return await actOn(source, message.jobId, asset, acted);
    if (asset.operation === 'web') return await source.web?.answer(message.jobId, asset.request) ?? missing('This service takes no requests of jobs.');
    if (asset.operation === 'query') return await queryRunbooks(source.changes, asset.query);
    return await READERS[asset.kind](source, asset.name);
  } catch (error) {
    logger.log('error', 'An asset could not be read or written', { jobId: message.jobId, kind: asset.kind, name: asset.name, error: describeError(error) });
    return failed(error instanceof SecretUnreadableError
      ? `The value of the ${asset.kind} '${asset.name}' cannot be decrypted; the service's log has the reason.`
      : sqliteFailure(error) === 'Full' ? `The ${asset.kind} '${asset.name}' could not be written: the disk of the service is full; nothing was changed.`
      : `The ${asset.kind} '${asset.name}' could not be reached; the service's log has the reason.`);
  }
}

const READERS: Readonly<Record<AssetMessage['asset']['kind'], (source: AssetSource, name: string) => Promise<AssetReply>>> = {
  async variable({ changes, cipher }, name) {
    const row = await changes.read((db) => db.selectFrom('Variables').select(['VariableID', 'Value', 'IsEncrypted', 'secret']).where(isNamed('Name', name)).orderBy(exactFirst('Name', name)).executeTakeFirst());
    if (row === undefined) return missing(`The variable '${name}' was not found.`);
    if (row.IsEncrypted === 0) return { found: true, value: row.Value ?? 'null', secrets: [] };
    const value = row.secret === null ? 'null' : cipher.decrypt(row.secret, secretOwner('Variables', row.VariableID));
    return { found: true, value, secrets: secretTexts(value) };
  },

  async runbook({ changes }, name) {
    const found = await changes.read(async (db) => {
      const row = await db.selectFrom('Runbooks').select(['RunbookName', 'RunbookType', 'PublishedRunbookVersionID']).where(isNamed('RunbookName', name)).orderBy(exactFirst('RunbookName', name)).executeTakeFirst();
      const media = row === undefined || row.PublishedRunbookVersionID === null ? undefined : await readMedia(db, 'RunbookVersions', row.PublishedRunbookVersionID);
      return row === undefined || media === undefined ? undefined : { name: row.RunbookName, type: row.RunbookType, script: new TextDecoder().decode(media.bytes) };
    });
    return found === undefined ? missing(`There is no published runbook '${name}'.`) : { found: true, value: JSON.stringify(found), secrets: [] };
  },

  async credential({ changes, cipher }, name) {
    const row = await changes.read((db) => db.selectFrom('Credentials').select(['CredentialID', 'UserName', 'secret']).where(isNamed('Name', name)).orderBy(exactFirst('Name', name)).executeTakeFirst());
    if (row === undefined) return missing(`The credential '${name}' was not found.`);
    const password = row.secret === null ? '' : cipher.decrypt(row.secret, secretOwner('Credentials', row.CredentialID));
    return { found: true, value: JSON.stringify({ userName: row.UserName, password }), secrets: password === '' ? [] : [password] };
  },

  async certificate({ changes, cipher }, name) {
    const row = await changes.read((db) => db.selectFrom('Certificates').select(['CertificateID', 'Name', 'secret']).where(isNamed('Name', name)).orderBy(exactFirst('Name', name)).executeTakeFirst());
    if (row === undefined || row.secret === null) return missing(`The certificate '${name}' was not found.`);
    const raw = cipher.decrypt(row.secret, secretOwner('Certificates', row.CertificateID));
    const file = await readCertificateFile(raw);
    return { found: true, value: certificateFacts(row.Name, file), secrets: file.pfx === undefined || file.pfx.password === '' ? [] : [file.pfx.password] };
  },

  /** Its fields by name; a field without a value is null. */
  async connection({ changes, cipher }, name) {
    const known = await changes.read((db) => db.selectFrom('Connections').select('ConnectionID').where(isNamed('Name', name)).orderBy(exactFirst('Name', name)).executeTakeFirst());
    if (known === undefined) return missing(`The connection '${name}' was not found.`);
    const rows = await changes.read((db) => db.selectFrom('Connections').innerJoin('ConnectionFields', 'ConnectionFields.ConnectionTypeID', 'Connections.ConnectionTypeID')
      .leftJoin('ConnectionFieldValues', (join) => join.onRef('ConnectionFieldValues.ConnectionFieldID', '=', 'ConnectionFields.ConnectionFieldID').onRef('ConnectionFieldValues.ConnectionID', '=', 'Connections.ConnectionID'))
      .select(['ConnectionFields.Name', 'ConnectionFields.Type', 'ConnectionFieldValues.ConnectionFieldValueID', 'ConnectionFieldValues.Value', 'ConnectionFieldValues.secret']).where('Connections.ConnectionID', '=', known.ConnectionID).execute());
    const secrets: string[] = [];
    const fields = rows.map((row) => {
      const secret = row.secret === null || row.ConnectionFieldValueID === null ? null : cipher.decrypt(row.secret, secretOwner('ConnectionFieldValues', row.ConnectionFieldValueID));
      if (secret !== null && secret !== '') secrets.push(secret);
      return [row.Name, fieldValue(secret ?? row.Value, row.Type)] as const;
    });
    return { found: true, value: JSON.stringify(Object.fromEntries(fields)), secrets };
  },
};

/** A value of a field as its type has it; what does not fit stays the text it is. */
function fieldValue(value: string | null, type: string): string | number | boolean | null {
  const short = type.toLowerCase().replace(/^system\./, '');
  if (value === null) return null;
  if (/^(?:int16|int32|int64|byte|int|long)$/.test(short) && /^-?\d{1,15}$/.test(value.trim())) return Number(value);
  if (/^bool(?:ean)?$/.test(short) && /^(?:true|false)$/i.test(value.trim())) return value.trim().toLowerCase() === 'true';
  return value;
}

/** A job of its own, linked with the one that started it. What keeps it from starting is the runbook's to hear. */
async function startChild({ changes, cipher }: AssetSource, parent: string, { name: runbook, parameters: given, secrets }: Extract<AssetMessage['asset'], { readonly operation: 'start' }>): Promise<AssetReply> {
  try {
    return await changes.make({ ...SERVICE_AUTHOR, requestId: `job ${parent}` }, async (change): Promise<AssetReply> => {
      const row = await change.db.selectFrom('Runbooks').select('RunbookID').where((eb) => eb.or([isNamed('RunbookName', runbook), eb('RunbookID', '=', runbook.toLowerCase())])).orderBy(exactFirst('RunbookName', runbook)).executeTakeFirst();
      if (row === undefined) return missing(`The runbook '${runbook}' was not found.`);
      // Clients read who started a job where others than runbooks say it too (sma-rest-api.md 3.5).
      const starter = await change.db.selectFrom('Jobs').innerJoin('Runbooks', 'Runbooks.RunbookID', 'Jobs.runbook_id').select('RunbookName').where('JobID', '=', parent).executeTakeFirst();
      const isSaid = given.some(({ name }) => isStartedBy(name));
      const note = isSaid ? [] : [{ name: STARTED_BY_PARAMETER, value: startedByJob(starter?.RunbookName ?? 'A runbook', parent) }];
      const jobId = await startJob(change, row.RunbookID, [...given, ...note], 'Start', { cipher, secrets });
      await change.db.updateTable('Jobs').set({ parent_job: parent }).where('JobID', '=', jobId).execute();
      if (secrets.length > 0) await storeSecrets(change, cipher, jobId, secrets);
      return { found: true, value: JSON.stringify(jobId), secrets: [] };
    });
  } catch (error) {
    if (error instanceof SmaError) return missing(error.message);
    throw error;
  }
}

/** Stop-, Suspend- and Resume-SmaJob: as the web service's actions, and by its rules. */
async function actOn({ changes }: AssetSource, by: string, { name, action }: Extract<AssetMessage['asset'], { readonly operation: 'act' }>, acted: JobActed): Promise<AssetReply> {
  const id = parseGuid(name.replace(/^\{(.*)\}$/, '$1'));
  if (id === undefined) return missing(`'${name}' is no id of a job.`);
  try {
    await changes.make({ ...SERVICE_AUTHOR, requestId: `job ${by}` }, async (change) => {
      const { forward } = await actOnJob(change, id, action);
      change.afterwards(() => acted(id, action === 'Resume' ? 'waiting' : forward));
    });
    return { found: true, value: 'null', secrets: [] };
  } catch (error) {
    if (error instanceof SmaError) return missing(error.code === 'NotFound' ? `The job '${name}' was not found.` : error.message);
    throw error;
  }
}

async function setVariable({ changes, cipher }: AssetSource, { name, value, make }: Extract<AssetMessage['asset'], { readonly operation: 'set' }>, jobId: string): Promise<AssetReply> {
  return changes.make(SERVICE_AUTHOR, async (change) => {
    const row = await change.db.selectFrom('Variables').select(['VariableID', 'Name', 'IsEncrypted']).where(isNamed('Name', name)).orderBy(exactFirst('Name', name)).executeTakeFirst();
    if (row === undefined && make === undefined) return missing(`The variable '${name}' was not found. Set-AutomationVariable changes existing variables only.`);
    if (row === undefined && (name.trim() === '' || name.length > 512)) return missing('The name of a variable has 1 to 512 characters.');
    if (row?.IsEncrypted === 0 && make?.isEncrypted === true) return missing(`The variable '${row.Name}' is there and not encrypted; that cannot be changed. Remove it first, or leave -Encrypted out.`);
    const isEncrypted = row === undefined ? make?.isEncrypted === true : row.IsEncrypted === 1;
    if (row === undefined) await addVariable(change, cipher, { name, value, isEncrypted, description: make?.description ?? null });
    else await setVariableValue(change, cipher, row.VariableID, isEncrypted, value, make?.description);
    await audit(change, 'SetVariable', `Variables/${name}`, `by job ${jobId}`);
    return { found: true, value, secrets: isEncrypted ? secretTexts(value) : [] };
  });
}
