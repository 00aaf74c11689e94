/**
 * Secrets at rest: AES-256-GCM with a key that lives outside the database, in a file only its owner can read.
 * A stored secret is `v1:<key id>:<base64 of nonce, tag and cipher text>`; what it belongs to is bound in as
 * additional data, so that a value copied to another row does not open.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { errorCode, tightenFile, writePrivateFile } from '../files.ts';
import { ServiceStartError } from '../startError.ts';

export interface SecretCipher {
  readonly keyId: string;
  /** `owner` names the row and column the secret belongs to. */
  encrypt(plain: string, owner: string): string;
  /** Fails with SecretUnreadableError where the key or the text is not the right one. */
  decrypt(stored: string, owner: string): string;
}

export class SecretUnreadableError extends Error {
  override readonly name = 'SecretUnreadableError';
  readonly code = 'SecretUnreadable';
}

const NONCE = 12;
const TAG = 16;

/** Reads the key file, or makes it when `mayCreate` (a new database). Fails with `KeyFileUnreadable`. */
export function openCipher(path: string, mayCreate: boolean): SecretCipher {
  let text: string;
  try {
    tightenFile(path);
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      throw new ServiceStartError('KeyFileUnreadable', `The key file ${path} cannot be read (${errorCode(error) ?? 'unknown'}). Check its permissions.`, { cause: error });
    }
    if (!mayCreate) {
      throw new ServiceStartError('KeyFileUnreadable', `The key file ${path} is missing, and the database holds secrets that only it opens. Restore it from your backup.`);
    }
    text = randomBytes(32).toString('base64');
    writePrivateFile(path, `${text}\n`);
  }
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw new ServiceStartError('KeyFileUnreadable', `The key file ${path} is damaged: it must hold 32 bytes in base64. Restore it from your backup.`);
  return cipherOf(key);
}

/** The cipher of a key of 32 bytes. */
export function cipherOf(key: Uint8Array): SecretCipher {
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return {
    keyId,
    encrypt(plain, owner) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `v1:${keyId}:${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')}`;
    },
    decrypt(stored, owner) {
      const [version, usedKey, text] = stored.split(':');
      if (version !== 'v1' || text === undefined) throw new SecretUnreadableError(`The secret of ${owner} is not in a known form.`);
      if (usedKey !== keyId) throw new SecretUnreadableError(`The secret of ${owner} was written with another key (${usedKey ?? ''}); this service has key ${keyId}.`);
      const bytes = Buffer.from(text, 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE)).setAAD(Buffer.from(owner));
        decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
        return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
      } catch (error) {
        throw new SecretUnreadableError(`The secret of ${owner} is damaged.`, { cause: error });
      }
    },
  };
}
