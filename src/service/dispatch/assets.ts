/** What a running job asks of the assets (sma-rest-api.md 6.1). Secrets leave the database only this way. */
import type { AssetReply, WorkerToService } from '../../worker/protocol.ts';
import { audit, SERVICE_AUTHOR, type Changes } from '../domain/change.ts';
import { describeError, type Logger } from '../log.ts';
import { SecretUnreadableError, type SecretCipher } from '../secrets/cipher.ts';
import { sqliteFailure } from '../store/sqliteFailure.ts';
import { setVariableValue, variableOwner } from '../domain/variables.ts';
import type { AssignedJob } from './assignment.ts';

export interface AssetSource { readonly changes: Changes; readonly cipher: SecretCipher }
type AssetMessage = Extract<WorkerToService, { readonly type: 'asset' }>;

const missing = (message: string): AssetReply => ({ found: false, message });

/** Never fails: a runbook that asks for what is not there gets an error record of its own. */
export async function answerAsset(source: AssetSource, message: AssetMessage, job: AssignedJob | undefined, logger: Logger): Promise<AssetReply> {
  if (job === undefined) return missing('The job is not running.');
  const { asset } = message;
  try {
    if (asset.kind !== 'variable') return missing(`The ${asset.kind} '${asset.name}' was not found.`);
    return asset.operation === 'get' ? await getVariable(source, asset.name) : await setVariable(source, asset.name, asset.value, message.jobId);
  } catch (error) {
    logger.log('error', 'An asset could not be read or written', { jobId: message.jobId, kind: asset.kind, name: asset.name, error: describeError(error) });
    return missing(error instanceof SecretUnreadableError
      ? `The value of the ${asset.kind} '${asset.name}' cannot be decrypted; the service's log has the reason.`
      : sqliteFailure(error) === 'Full' ? `The ${asset.kind} '${asset.name}' could not be written: the disk of the service is full; nothing was changed.`
      : `The ${asset.kind} '${asset.name}' could not be reached; the service's log has the reason.`);
  }
}

async function getVariable({ changes, cipher }: AssetSource, name: string): Promise<AssetReply> {
  const row = await changes.read((db) => db.selectFrom('Variables').select(['VariableID', 'Value', 'IsEncrypted', 'secret']).where('Name', '=', name).executeTakeFirst());
  if (row === undefined) return missing(`The variable '${name}' was not found.`);
  if (row.IsEncrypted === 0) return { found: true, value: row.Value ?? 'null', secrets: [] };
  const value = row.secret === null ? 'null' : cipher.decrypt(row.secret, variableOwner(row.VariableID));
  return { found: true, value, secrets: secretTexts(value) };
}

async function setVariable({ changes, cipher }: AssetSource, name: string, value: string, jobId: string): Promise<AssetReply> {
  return changes.make(SERVICE_AUTHOR, async (change) => {
    const row = await change.db.selectFrom('Variables').select(['VariableID', 'IsEncrypted']).where('Name', '=', name).executeTakeFirst();
    if (row === undefined) return missing(`The variable '${name}' was not found. Set-AutomationVariable changes existing variables only.`);
    await setVariableValue(change, cipher, row.VariableID, row.IsEncrypted === 1, value);
    await audit(change, 'SetVariable', `Variables/${name}`, `by job ${jobId}`);
    return { found: true, value, secrets: row.IsEncrypted === 1 ? secretTexts(value) : [] };
  });
}

/** The texts of a JSON value that must not appear in any stream: each string and number in it. */
export function secretTexts(json: string): readonly string[] {
  const found: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (typeof value === 'number') found.push(String(value));
    else if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  try {
    collect(JSON.parse(json));
  } catch {
    found.push(json);
  }
  return found;
}
