/**
 * What is known to be secret of the values that jobs are started with is sealed at rest, as encrypted assets are: values of parameters
 * that are declared as secure strings or credentials, values that hold a secret of the runbook that starts the job, and values that hold
 * the value of an encrypted asset. Who reads over the wire sees no difference (store/sealedValues.ts).
 */
import { sql } from 'kysely';
import { secretTexts } from '../../../worker/masking/secretTexts.ts';
import { decodeParameterValue } from '../../../sma/values/parameterValue.ts';
import { SecretUnreadableError, type SecretCipher } from '../../secrets/cipher.ts';
import { parameterOwner } from '../../store/sealedValues.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { secretOwner, SECRET_KEYS, SECRET_SETS } from '../assets/secretColumns.ts';
import { SecretIndex } from './secretIndex.ts';

/** The columns of a parameter's value: in the clear, or sealed. */
export interface ValueColumns { readonly Value: string | null; readonly secret: string | null }

const SECURE_STRING = /(?:^|\.)securestring(?:\[\])?$/i, CREDENTIAL = /(?:^|\.)pscredential(?:\[\])?$/i;

/** Whether what a parameter takes is a secret by its declared type. */
export const isSecretType = (type: string): boolean => SECURE_STRING.test(type) || CREDENTIAL.test(type);

/** A value as it is stored. */
export const sealedColumns = (cipher: SecretCipher, contextId: string, name: string, value: string): ValueColumns => ({ Value: null, secret: cipher.encrypt(value, parameterOwner(contextId, name)) });

/** The value of a stored parameter. Fails with SecretUnreadableError. */
export const openValue = (cipher: SecretCipher, contextId: string, { Name, Value, secret }: ValueColumns & { readonly Name: string }): string =>
  (secret === null ? Value ?? '' : cipher.decrypt(secret, parameterOwner(contextId, Name)));

/** What to hide of a value in what its job writes: of a secure string all of it; of the others what assets it holds. A credential goes by its name. */
export const hiddenTexts = (value: string, type: string, ofAssets: SecretIndex): readonly string[] => [...(SECURE_STRING.test(type) ? secretTexts(value) : []), ...writings(value).flatMap((text) => [...ofAssets.foundIn(text)])];

/** Whether a value holds one of the secrets, however it is escaped. */
export const holdsSecret = (value: string, secrets: SecretIndex): boolean => writings(value).some((text) => secrets.foundIn(text).size > 0);

/** JSON within JSON is read so often: each time doubles its backslashes. */
const LEVELS = 8;
const MEANINGS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The value as it came, and the texts in it, also of JSON within its texts. */
function writings(value: string): readonly string[] {
  const { value: decoded } = decodeParameterValue(value), found = new Set([value]);
  const add = (text: string): void => {
    found.add(text);
    let before = text;
    for (let level = 1; level <= LEVELS && before.includes('\\'); level++) found.add(before = unescaped(before));
  };
  const collect = (part: unknown): void => {
    if (typeof part === 'string') add(part);
    else if (typeof part === 'number' || typeof part === 'bigint') add(String(part));
    else if (Array.isArray(part)) part.forEach(collect);
    else if (typeof part === 'object' && part !== null) for (const [name, inner] of Object.entries(part)) { add(name); collect(inner); }
  };
  collect(decoded);
  return [...found];
}

/** A text whose escapes of JSON are read, wherever they stand. */
const unescaped = (text: string): string => text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(["'\\/bfnrt]))/g, (_, unit: string | undefined, sign: string) =>
  (unit === undefined ? MEANINGS[sign] ?? sign : String.fromCharCode(Number.parseInt(unit, 16))));

/** What encrypted assets hold, as it was found last: opened once, however many jobs are started. */
interface Known { readonly opened: ReadonlyMap<string, readonly string[]>; readonly secrets: SecretIndex }
const known = new WeakMap<SecretCipher, Known>();

/** Finds the values of the service's encrypted assets. What the key does not open is left out: its owner hears of it where it is asked for. */
export async function assetSecrets(db: Reader | Writer, cipher: SecretCipher): Promise<SecretIndex> {
  const before = known.get(cipher), opened = new Map<string, readonly string[]>();
  for (const set of SECRET_SETS) {
    const { rows } = await sql<{ readonly id: string; readonly secret: string }>`select ${sql.ref(SECRET_KEYS[set])} as id, secret from ${sql.table(set)} where secret is not null`.execute(db);
    for (const { id, secret } of rows) opened.set(secret, before?.opened.get(secret) ?? textsOf(cipher, secret, secretOwner(set, id)));
  }
  if (before !== undefined && before.opened.size === opened.size && [...opened.keys()].every((secret) => before.opened.has(secret))) return before.secrets;
  const secrets = new SecretIndex([...opened.values()].flat());
  known.set(cipher, { opened, secrets });
  return secrets;
}

function textsOf(cipher: SecretCipher, secret: string, owner: string): readonly string[] {
  try {
    return secretTexts(cipher.decrypt(secret, owner));
  } catch (error) {
    if (error instanceof SecretUnreadableError) return [];
    throw error;
  }
}
