/** What is special about a set; everything else the generic handlers do. */
import type { EntityType } from '../../sma/edm/serviceModel.ts';
import type { PropertyBag } from '../../sma/edm/values.ts';
import { smaError } from '../../sma/errors.ts';
import { TENANT_ID } from '../../sma/models.ts';
import { formatTags, parseTags, tagsProblem } from '../../sma/tags.ts';
import { checkSetting } from '../domain/adminSettings.ts';
import { expiryOf, readCertificateFile, thumbprintOf } from '../domain/assets/certificateFile.ts';
import type { Change } from '../domain/change.ts';
import { changeField, renameConnection, valueColumns } from '../domain/assets/connections.ts';
import { deleteModule } from '../domain/moduleChanges.ts';
import { deleteRunbook, deleteVersion, findRunbook } from '../domain/runbooks/runbookAuthoring.ts';
import { nextRunColumns, type SettlesDue } from '../domain/scheduleRules.ts';
import { dropUnusedContexts } from '../domain/jobs/jobContexts.ts';
import { secretOwner, type SecretSet } from '../domain/assets/secretColumns.ts';
import { fold } from '../store/text/letterCase.ts';
import type { Ticker } from '../clock.ts';
import type { SecretCipher } from '../secrets/cipher.ts';

/** Columns to write beside the properties given, or instead of them. */
export type Columns = Readonly<Record<string, string | number | boolean | null>>;

/** What rules need beside the change itself. */
export interface RuleServices extends SettlesDue {
  readonly cipher: SecretCipher;
  /** In which daily schedules keep their hour. */
  readonly timeZone: string;
  /** Its clock, which may be behind the time of a change. */
  readonly changes: { readonly ticker: Ticker };
  /** One property was set to null by its own address: no null of a secret that was read and sent back with the rest. */
  readonly clears?: boolean;
}

export interface SetRules {
  /** Properties that follow from others, before it is checked that those needed are there. */
  complete?(values: PropertyBag, isNew: boolean): Promise<PropertyBag>;
  /** Columns for a new entity, or for a changed one: `before` has what is stored. Fails where a rule is broken. */
  write?(change: Change, id: string, values: PropertyBag, before: PropertyBag | undefined, services: RuleServices): Promise<Columns> | Columns;
  /** What has to be true, or done, before the row goes. */
  beforeDelete?(change: Change, id: string, services: RuleServices): Promise<void>;
  /** Instead of deleting the row. */
  delete?(change: Change, id: string): Promise<void>;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Dropping it without a word would make an asset without its secret (a wrong guess many clients make, 10). Fails with PropertyInvalid. */
function refuseValue(set: SecretSet, values: PropertyBag): void {
  if (text(values['Value']) !== null) throw smaError('PropertyInvalid', set.slice(0, -1), 'Value', 'it is never written; give the secret as RawValue.');
}

/** Writes a value to the secret column only; the columns of the wire stay empty (sma-rest-api.md 3.8, 3.9). */
const sealed = (set: SecretSet, own: Columns = {}): NonNullable<SetRules['write']> => (_change, id, values, before, { cipher, clears }) => {
  const raw = text(values['RawValue']);
  refuseValue(set, values);
  if (before !== undefined && raw === null) return { RawValue: null, ...(clears === true && 'RawValue' in values ? { secret: null } : {}) };
  return { RawValue: null, ...own, secret: raw === null ? null : cipher.encrypt(raw, secretOwner(set, id)) };
};

export const SET_RULES: Readonly<Record<string, SetRules>> = {
  Runbooks: {
    write(_change, _id, values) {
      const tags = values['Tags'];
      if (typeof tags !== 'string') return {};
      const problem = tagsProblem(parseTags(tags));
      if (problem !== undefined) throw smaError('PropertyInvalid', 'Runbook', 'Tags', problem);
      return { Tags: tags === '' ? formatTags([]) : tags };
    },
    async beforeDelete(change, id, { dueRuns }) {
      const [schedule] = await dueRuns.settleOf(change, id);
      // With the deletion that is refused the job is taken back, and comes of the schedule itself: there is none to be stopped yet.
      if (schedule !== undefined) throw smaError('InUse', 'Runbook', (await findRunbook(change.db, id)).RunbookName, `a run that the schedule '${schedule}' has due; it starts now: delete the runbook when its job is over`);
    },
    delete: deleteRunbook,
  },
  RunbookVersions: { delete: deleteVersion },
  Modules: {
    // The zip names the module; a client that follows its POST with the properties sends the name it knows, or none.
    write(_change, _id, values, before) {
      const name = values['ModuleName'];
      const known = before?.['ModuleName'];
      if (typeof name === 'string' && typeof known === 'string' && fold(name) !== fold(known)) throw smaError('PropertyInvalid', 'Module', 'ModuleName', `the module is named '${known}' by its files.`);
      return typeof known === 'string' ? { ModuleName: known } : {};
    },
    delete: deleteModule,
  },
  Variables: {
    // The value of an encrypted variable is only ever stored as a secret (sma-rest-api.md 3.7).
    write(_change, id, values, before, { cipher, clears }) {
      const wasEncrypted = before?.['IsEncrypted'];
      const isEncrypted = values['IsEncrypted'] ?? wasEncrypted ?? false;
      if (typeof wasEncrypted === 'boolean' && isEncrypted !== wasEncrypted) throw smaError('EncryptionIsFixed', text(before?.['Name']) ?? '');
      if (isEncrypted !== true || (before !== undefined && !('Value' in values))) return {};
      const value = text(values['Value']);
      // Clients send back what they read: the null of an encrypted value is no wish to empty it.
      if (before !== undefined && value === null && clears !== true) return { Value: null };
      return { Value: null, secret: value === null ? null : cipher.encrypt(value, secretOwner('Variables', id)) };
    },
  },
  Credentials: {
    write(change, id, values, before, services) {
      // No PSCredential of .NET is without one. What was stored before this rule may be sent back.
      if (text(values['UserName'])?.trim() === '' && values['UserName'] !== before?.['UserName']) throw smaError('PropertyInvalid', 'Credential', 'UserName', 'it must not be empty.');
      return sealed('Credentials', { Value: null })(change, id, values, before, services);
    },
  },
  Certificates: {
    // Thumbprint and end are those of the certificate, whatever a client says of it.
    async complete(values, isNew) {
      const raw = text(values['RawValue']);
      // Before what follows from it is missed, which no client need send.
      if (raw === null && isNew) {
        refuseValue('Certificates', values);
        throw smaError('PropertyRequired', 'Certificate', 'RawValue');
      }
      if (raw === null) return values;
      const file = await readCertificateFile(raw);
      return { ...values, Thumbprint: thumbprintOf(file), ExpiryTime: expiryOf(file) };
    },
    write(change, id, values, before, services) {
      const isGone = before === undefined || (services.clears === true && 'RawValue' in values);
      if (isGone && text(values['RawValue']) === null) throw smaError('PropertyRequired', 'Certificate', 'RawValue');
      // What was not read from a certificate stays as it was.
      const kept: Columns = before === undefined || text(values['RawValue']) !== null ? {} : { Thumbprint: text(before['Thumbprint']), ExpiryTime: text(before['ExpiryTime']) };
      return { ...kept, ...(sealed('Certificates', { Value: null })(change, id, values, before, services) as Columns) };
    },
  },
  Connections: { write: renameConnection },
  ConnectionFields: { write: changeField },
  // The field says of which type it is, whatever a client sends, or leaves out.
  ConnectionFieldValues: { complete: (values) => Promise.resolve({ ConnectionTypeID: TENANT_ID, ...values }), write: valueColumns },
  Schedules: {
    write: nextRunColumns,
    // What it would have started next; what it has started stays.
    async beforeDelete(change, id, { dueRuns }) {
      await dueRuns.settle(change, id);
      const links = await change.db.selectFrom('link_FK_Schedule_Runbook').select('context_id').where('ScheduleID', '=', id).execute();
      await dropUnusedContexts(change, links.flatMap((link) => (link.context_id === null ? [] : [link.context_id])));
    },
  },
  AdminConfigurations: {
    write(_change, id, values) {
      if (typeof values['Value'] === 'string') checkSetting(id, values['Value']);
      return {};
    },
  },
};

/** Properties a client never sets: the server makes them, whatever was sent (sma-rest-api.md 1.8). */
export function serverMade(type: EntityType): ReadonlySet<string> {
  return new Set(['TenantID', 'CreationTime', 'LastModifiedTime', 'LastModifiedBy', 'NextRun', ...type.key.map((property) => property.name)]);
}
