/** Values of variables (sma-rest-api.md 3.7): JSON text; of an encrypted one only the cipher text is stored. */
import type { SecretCipher } from '../secrets/cipher.ts';
import type { Change } from './change.ts';
import { secretOwner } from './secretColumns.ts';

/** The columns that hold a value: in the clear, or only as a secret. */
export function variableColumns(cipher: SecretCipher, variableId: string, isEncrypted: boolean, value: string | null): { readonly Value: string | null; readonly secret: string | null } {
  if (!isEncrypted) return { Value: value, secret: null };
  return { Value: null, secret: value === null ? null : cipher.encrypt(value, secretOwner('Variables', variableId)) };
}

export async function setVariableValue(change: Change, cipher: SecretCipher, variableId: string, isEncrypted: boolean, value: string | null): Promise<void> {
  await change.db.updateTable('Variables').set({ ...variableColumns(cipher, variableId, isEncrypted, value), LastModifiedTime: change.now }).where('VariableID', '=', variableId).execute();
}
