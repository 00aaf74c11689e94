/** Values of variables (sma-rest-api.md 3.7): JSON text; of an encrypted one only the cipher text is stored. */
import { randomUUID } from 'node:crypto';
import { TENANT_ID } from '../../../sma/models.ts';
import type { SecretCipher } from '../../secrets/cipher.ts';
import type { Change } from '../change.ts';
import { secretOwner } from './secretColumns.ts';

/** The columns that hold a value: in the clear, or only as a secret. */
export function variableColumns(cipher: SecretCipher, variableId: string, isEncrypted: boolean, value: string | null): { readonly Value: string | null; readonly secret: string | null } {
  if (!isEncrypted) return { Value: value, secret: null };
  return { Value: null, secret: value === null ? null : cipher.encrypt(value, secretOwner('Variables', variableId)) };
}

/** A description that is not given stays as it is. */
export async function setVariableValue(change: Change, cipher: SecretCipher, variableId: string, isEncrypted: boolean, value: string | null, description?: string): Promise<void> {
  await change.db.updateTable('Variables').set({ ...variableColumns(cipher, variableId, isEncrypted, value), ...(description === undefined ? {} : { Description: description }), LastModifiedTime: change.now }).where('VariableID', '=', variableId).execute();
}

export async function addVariable(change: Change, cipher: SecretCipher, { name, value, isEncrypted, description }: { readonly name: string; readonly value: string; readonly isEncrypted: boolean; readonly description: string | null }): Promise<void> {
  const id = randomUUID();
  await change.db.insertInto('Variables').values({
    VariableID: id, TenantID: TENANT_ID, Name: name, ...variableColumns(cipher, id, isEncrypted, value), Description: description, IsEncrypted: isEncrypted ? 1 : 0, CreationTime: change.now, LastModifiedTime: change.now,
  }).execute();
}
