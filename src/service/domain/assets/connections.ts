/** Connections, their types' fields and their values (sma-rest-api.md 3.10). */
import type { PropertyBag } from '../../../sma/edm/values.ts';
import { smaError } from '../../../sma/errors.ts';
import { fold } from '../../store/text/letterCase.ts';
import { isNamed } from '../../store/text/sameText.ts';
import type { SecretCipher } from '../../secrets/cipher.ts';
import type { Change } from '../change.ts';
import { fieldFits } from '../jobs/parameterFit.ts';
import { secretOwner } from './secretColumns.ts';

type Columns = Readonly<Record<string, string | number | boolean | null>>;
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Values repeat the name of their connection, for clients that show them without a join. */
export async function renameConnection(change: Change, id: string, values: PropertyBag, before: PropertyBag | undefined): Promise<Columns> {
  const name = text(values['Name']);
  if (before !== undefined && name !== null) await change.db.updateTable('ConnectionFieldValues').set({ ConnectionName: name }).where('ConnectionID', '=', id).execute();
  return {};
}

/** What values repeat of their field. */
export interface FieldFacts { readonly Name: string; readonly Type: string; readonly IsEncrypted: boolean; readonly IsOptional: boolean }

/**
 * What a change of a field means for its values, by whichever way it comes: they repeat its name and whether it is needed, and hold what its
 * type takes. Fails with InUse where that or whether it is encrypted would be another one; `named` says which field in the refusal.
 */
export async function changeValuesOf(change: Change, fieldId: string, before: Pick<FieldFacts, 'Type' | 'IsEncrypted'>, now: FieldFacts, named: string): Promise<void> {
  if (now.IsEncrypted !== before.IsEncrypted || fold(now.Type) !== fold(before.Type)) await refuseUsed(change, fieldId, named);
  await change.db.updateTable('ConnectionFieldValues').set({ ConnectionFieldName: now.Name, IsOptional: now.IsOptional, Type: now.Type }).where('ConnectionFieldID', '=', fieldId).execute();
}

/** Fails with InUse where a connection has a value of the field. */
export async function refuseUsed(change: Change, fieldId: string, named: string): Promise<void> {
  const used = await change.db.selectFrom('ConnectionFieldValues').select('ConnectionName').where('ConnectionFieldID', '=', fieldId).executeTakeFirst();
  if (used !== undefined) throw smaError('InUse', 'ConnectionField', named, `the connection '${used.ConnectionName ?? ''}'`);
}

/** A field's name is unique in its type; what has values keeps its kind. Fails with NameTaken, InUse. */
export async function changeField(change: Change, id: string, values: PropertyBag, before: PropertyBag | undefined): Promise<Columns> {
  const now: PropertyBag = { ...before, ...values };
  const name = text(now['Name']) ?? '';
  const other = await change.db.selectFrom('ConnectionFields').select('Name').where('ConnectionTypeID', '=', text(now['ConnectionTypeID']) ?? '')
    .where(isNamed('Name', name)).where('ConnectionFieldID', '!=', id).executeTakeFirst();
  if (other !== undefined) throw smaError('NameTaken', 'ConnectionField', other.Name);
  if (before === undefined) return {};
  const facts = (of: PropertyBag): FieldFacts => ({ Name: text(of['Name']) ?? '', Type: text(of['Type']) ?? '', IsEncrypted: of['IsEncrypted'] === true, IsOptional: of['IsOptional'] === true });
  await changeValuesOf(change, id, facts(before), facts(now), name);
  return {};
}

/**
 * Names and flags are copied from connection and field, whatever the client sent; an encrypted value is only a secret.
 * Fails with PropertyInvalid for a field that is not there or of another type, NameTaken for a second value.
 */
export async function valueColumns(change: Change, id: string, values: PropertyBag, before: PropertyBag | undefined, { cipher, clears }: { readonly cipher: SecretCipher; readonly clears?: boolean }): Promise<Columns> {
  const [fieldId, connectionId] = [text(values['ConnectionFieldID'] ?? before?.['ConnectionFieldID']) ?? '', text(values['ConnectionID'] ?? before?.['ConnectionID']) ?? ''];
  const field = await change.db.selectFrom('ConnectionFields').innerJoin('ConnectionTypes', 'ConnectionTypes.ConnectionTypeID', 'ConnectionFields.ConnectionTypeID')
    .select(['ConnectionFields.Name', 'ConnectionFields.Type', 'ConnectionFields.IsEncrypted', 'ConnectionFields.IsOptional', 'ConnectionFields.ConnectionTypeID', 'ConnectionTypes.Name as typeName'])
    .where('ConnectionFieldID', '=', fieldId).executeTakeFirst();
  if (field === undefined) throw smaError('PropertyInvalid', 'ConnectionFieldValue', 'ConnectionFieldID', `there is no ConnectionField with the key ${fieldId}.`);
  const connection = await change.db.selectFrom('Connections').select(['Name', 'ConnectionTypeID']).where('ConnectionID', '=', connectionId).executeTakeFirst();
  if (connection !== undefined && connection.ConnectionTypeID !== field.ConnectionTypeID) throw smaError('PropertyInvalid', 'ConnectionFieldValue', 'ConnectionFieldID', `the field '${field.Name}' is of the type '${field.typeName}', the connection '${connection.Name}' is not.`);
  const other = await change.db.selectFrom('ConnectionFieldValues').select('ConnectionFieldValueID').where('ConnectionID', '=', connectionId).where('ConnectionFieldID', '=', fieldId).where('ConnectionFieldValueID', '!=', id).executeTakeFirst();
  if (other !== undefined) throw smaError('NameTaken', 'ConnectionFieldValue', `${field.Name} of ${connection?.Name ?? ''}`);
  const value = text(values['Value']);
  // Not repeated: it may be a secret.
  if (value !== null && value !== before?.['Value'] && !fieldFits(field.Type, value)) throw smaError('PropertyInvalid', 'ConnectionFieldValue', 'Value', `the field '${field.Name}' is ${field.Type}, and the text is no such value.`);
  const stored: Columns = field.IsEncrypted === 0 ? { secret: null }
    : value === null && before !== undefined && clears !== true ? { Value: null }
    : { Value: null, secret: value === null ? null : cipher.encrypt(value, secretOwner('ConnectionFieldValues', id)) };
  return {
    ...stored, ConnectionFieldName: field.Name, Type: field.Type, IsEncrypted: field.IsEncrypted, IsOptional: field.IsOptional,
    ConnectionTypeID: field.ConnectionTypeID, ConnectionTypeName: field.typeName, ConnectionName: connection?.Name ?? null,
  };
}
