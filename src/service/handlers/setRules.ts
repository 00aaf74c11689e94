/** What is special about a set; everything else the generic handlers do. */
import type { EntityType } from '../../sma/edm/serviceModel.ts';
import type { PropertyBag } from '../../sma/edm/values.ts';
import { smaError } from '../../sma/errors.ts';
import { formatTags, parseTags, tagsProblem } from '../../sma/tags.ts';
import type { Change } from '../domain/change.ts';
import { deleteRunbook, deleteVersion } from '../domain/runbookAuthoring.ts';
import { variableOwner } from '../domain/variables.ts';
import type { SecretCipher } from '../secrets/cipher.ts';
import { sql } from 'kysely';

/** Columns to write beside the properties given, or instead of them. */
export type Columns = Readonly<Record<string, string | number | boolean | null>>;

export interface SetRules {
  /** Columns for a new entity, or for a changed one: `before` has what is stored. Fails where a rule is broken. */
  write?(change: Change, id: string, values: PropertyBag, before: PropertyBag | undefined, cipher: SecretCipher): Promise<Columns> | Columns;
  /** What has to be true, or done, before the row goes. */
  beforeDelete?(change: Change, id: string, values: PropertyBag): Promise<void>;
  /** Instead of deleting the row. */
  delete?(change: Change, id: string): Promise<void>;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Writes a value to the secret column only; the columns of the wire stay empty (sma-rest-api.md 3.8, 3.9). */
const sealed = (set: string) => (_change: Change, id: string, values: PropertyBag, before: PropertyBag | undefined, cipher: SecretCipher): Columns => {
  const raw = text(values['RawValue']);
  if (before !== undefined && raw === null) return { RawValue: null };
  return { RawValue: null, ...(set === 'Credentials' ? { Value: null } : {}), secret: raw === null ? null : cipher.encrypt(raw, `${set}/${id}`) };
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
    delete: deleteRunbook,
  },
  RunbookVersions: { delete: deleteVersion },
  Variables: {
    // The value of an encrypted variable is only ever stored as a secret (sma-rest-api.md 3.7).
    write(_change, id, values, before, cipher) {
      const wasEncrypted = before?.['IsEncrypted'];
      const isEncrypted = values['IsEncrypted'] ?? wasEncrypted ?? false;
      if (typeof wasEncrypted === 'boolean' && isEncrypted !== wasEncrypted) throw smaError('EncryptionIsFixed', text(before?.['Name']) ?? '');
      if (isEncrypted !== true || (before !== undefined && !('Value' in values))) return {};
      const value = text(values['Value']);
      // Clients send back what they read: the null of an encrypted value is no wish to empty it.
      if (before !== undefined && value === null) return { Value: null };
      return { Value: null, secret: value === null ? null : cipher.encrypt(value, variableOwner(id)) };
    },
  },
  Credentials: { write: sealed('Credentials') },
  Certificates: { write: sealed('Certificates') },
  ConnectionFieldValues: {
    // Names and flags are copied from connection and field, whatever the client sent (sma-rest-api.md 3.10).
    async write(change, id, values, before, cipher) {
      const fieldId = text(values['ConnectionFieldID'] ?? before?.['ConnectionFieldID']);
      const { rows } = await sql<{ Name: string; Type: string; IsEncrypted: number; IsOptional: number; ConnectionTypeID: string; typeName: string }>`
        select f."Name", f."Type", f."IsEncrypted", f."IsOptional", f."ConnectionTypeID", t."Name" as "typeName"
        from "ConnectionFields" f join "ConnectionTypes" t on t."ConnectionTypeID" = f."ConnectionTypeID" where f."ConnectionFieldID" = ${fieldId}`.execute(change.db);
      const field = rows[0];
      if (field === undefined) throw smaError('PropertyInvalid', 'ConnectionFieldValue', 'ConnectionFieldID', `there is no ConnectionField with the key ${fieldId ?? ''}.`);
      const connection = await sql<{ Name: string }>`select "Name" from "Connections" where "ConnectionID" = ${text(values['ConnectionID'] ?? before?.['ConnectionID'])}`.execute(change.db);
      const value = text(values['Value']);
      const stored: Columns = field.IsEncrypted === 0 ? { secret: null } : value === null && before !== undefined ? { Value: null } : { Value: null, secret: value === null ? null : cipher.encrypt(value, `ConnectionFieldValues/${id}`) };
      return {
        ...stored, ConnectionFieldName: field.Name, Type: field.Type, IsEncrypted: field.IsEncrypted, IsOptional: field.IsOptional,
        ConnectionTypeID: field.ConnectionTypeID, ConnectionTypeName: field.typeName, ConnectionName: connection.rows[0]?.Name ?? null,
      };
    },
  },
  Schedules: {
    // What the dispatcher of schedules goes by; it is counted on from there.
    write(_change, _id, values, before) {
      const start = values['StartTime'];
      return before === undefined && typeof start === 'string' ? { NextRun: start } : {};
    },
  },
};

/** Properties a client never sets: the server makes them, whatever was sent (sma-rest-api.md 1.8). */
export function serverMade(type: EntityType): ReadonlySet<string> {
  const names = new Set(['TenantID', 'CreationTime', 'LastModifiedTime', 'LastModifiedBy', 'NextRun', ...type.key.map((property) => property.name)]);
  // An administrator's setting is known by its name: there the key is what the client says.
  return names;
}
