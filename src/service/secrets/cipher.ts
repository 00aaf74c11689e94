/**
 * Secrets at rest: AES-256-GCM with a key that lives outside the database, in a file only its owner can read.
 * A stored secret is `v1:<key id>:<base64 of nonce, tag and cipher text>`; what it belongs to is bound in as
 * additional data, so that a value copied to another row does not open.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { lstatSync, readlinkSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode, readPlainFile, tightenFile, writePrivateFile } from '../files.ts';
import { ServiceStartError } from '../startError.ts';
import { newestRescue } from '../store/files/rescue.ts';

export interface SecretCipher {
  readonly keyId: string;
  /** For a thread of this process, which makes the same cipher of them. */
  readonly keys: readonly [Uint8Array, ...Uint8Array[]];
  /** `owner` names the row and column the secret belongs to. */
  encrypt(plain: string | Uint8Array, owner: string): string;
  /** Fails with SecretUnreadableError where the key or the text is not the right one. */
  decrypt(stored: string, owner: string): string;
  /** The same of what was no text. */
  decryptBytes(stored: string, owner: string): Buffer;
}

export class SecretUnreadableError extends Error {
  override readonly name = 'SecretUnreadableError';
  readonly code = 'SecretUnreadable';
}

const NONCE = 12;
const TAG = 16;
const KEY = 32;

/**
 * Reads the key file, or makes it where the database holds no secrets. `stored` are some of those it holds: a file none of
 * whose keys they were written with belongs to another database. Fails with `KeyFileUnreadable`.
 */
export function openCipher(path: string, stored: readonly string[]): SecretCipher {
  const keys = readKeys(path, stored.length === 0);
  const ids = keys.map(keyIdOf);
  if (stored.length > 0 && !stored.some((secret) => ids.includes(usedKeyOf(secret)))) {
    throw new ServiceStartError('KeyFileUnreadable', `The key file ${path} belongs to another database: this one's secrets were written with the key ${usedKeyOf(stored[0] ?? '')}, and it holds ${ids.join(', ')}. ${wayOut(path)}`);
  }
  return cipherOf(...keys);
}

/**
 * The keys of the file: the one that encrypts, and after a rotation that did not come to its end those before it, one a
 * line. Fails with `KeyFileUnreadable`.
 */
export function readKeys(path: string, mayCreate: boolean): readonly [Uint8Array, ...Uint8Array[]] {
  refuseForeign(path);
  let text: string;
  try {
    text = readPlainFile(path).trim();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      throw new ServiceStartError('KeyFileUnreadable', `The key file ${path} cannot be read (${errorCode(error) ?? 'unknown'}). Check its permissions.`, { cause: error });
    }
    if (!mayCreate) {
      throw new ServiceStartError('KeyFileUnreadable', `The key file ${path} is missing, and the database holds secrets that only it opens. ${wayOut(path)}`);
    }
    const key = randomBytes(KEY);
    writeKeys(path, [key]);
    return [key];
  }
  tightenFile(path);
  const [first, ...older] = text.split(/\s+/).map((line) => Buffer.from(line, 'base64'));
  if (first === undefined || [first, ...older].some((key) => key.length !== KEY)) throw new ServiceStartError('KeyFileUnreadable', `The key file ${path} is damaged: it must hold ${KEY} bytes in base64. ${wayOut(path)}`);
  return [first, ...older];
}

/**
 * A link is refused: a new key would take its place and leave the old one where it leads, open to whoever may look there. So is a file of
 * another account than ours, root's and the folder's, which could change it at any time: root looks after the folders of others.
 */
function refuseForeign(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() === true) throw new ServiceStartError('KeyFileUnreadable', `The key file ${path} is a link. Put the file itself there ("cp --remove-destination ${linkedTo(path)} ${path}").`);
  const own = process.getuid?.();
  if (found !== undefined && own !== undefined && ![own, 0, statSync(dirname(path)).uid].includes(found.uid)) throw new ServiceStartError('KeyFileUnreadable', `The key file ${path} belongs to another account (uid ${found.uid}), which can read and change it. Make it the service's own ("chown ${own} ${path}").`);
}

/** The service keeps a copy of a key that loses its place while it runs (keyWatch.ts). */
function wayOut(path: string): string {
  const copy = newestRescue(path);
  return copy === undefined ? 'Restore the key file from your backup.' : `${copy} is the key that the service had when the file was changed: put that in its place, or restore it from your backup.`;
}

const linkedTo = (path: string): string => resolve(dirname(path), readlinkSync(path));

/** Writes the key file, whole or not at all. */
export const writeKeys = (path: string, keys: readonly Uint8Array[]): void => writePrivateFile(path, `${keys.map((key) => Buffer.from(key).toString('base64')).join('\n')}\n`);

/** A new key for a rotation. */
export const makeKey = (): Uint8Array => randomBytes(KEY);

/** What a stored secret says of the key that it was written with. */
export const keyIdOf = (key: Uint8Array): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

/** The key that a stored secret names. */
export const usedKeyOf = (secret: string): string => secret.split(':', 2)[1] ?? '';

/** The cipher of a key of 32 bytes; what was written with an older one it opens too. */
export function cipherOf(key: Uint8Array, ...older: readonly Uint8Array[]): SecretCipher {
  const keyId = keyIdOf(key);
  const known = new Map([...older, key].map((one) => [keyIdOf(one), one] as const));
  return {
    keyId, keys: [key, ...older],
    encrypt(plain, owner) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
      const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain), rest = cipher.final();
      return `v1:${keyId}:${Buffer.concat([nonce, cipher.getAuthTag(), body, rest]).toString('base64')}`;
    },
    decrypt(stored, owner) { return this.decryptBytes(stored, owner).toString('utf8'); },
    decryptBytes(stored, owner) {
      const [version, usedKey, text] = stored.split(':');
      if (version !== 'v1' || text === undefined) throw new SecretUnreadableError(`The secret of ${owner} is not in a known form.`);
      const opening = known.get(usedKey ?? '');
      if (opening === undefined) throw new SecretUnreadableError(`The secret of ${owner} was written with another key (${usedKey ?? ''}); this service has key ${keyId}.`);
      const bytes = Buffer.from(text, 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', opening, bytes.subarray(0, NONCE)).setAAD(Buffer.from(owner));
        decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
        return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
      } catch (error) {
        throw new SecretUnreadableError(`The secret of ${owner} is damaged.`, { cause: error });
      }
    },
  };
}

/** A sealed text; undefined where this cipher does not open it. */
export const openedWith = (cipher: SecretCipher, stored: string, owner: string): string | undefined => openedBytesWith(cipher, stored, owner)?.toString('utf8');

/** The same of what was no text. */
export function openedBytesWith(cipher: SecretCipher, stored: string, owner: string): Buffer | undefined {
  try {
    return cipher.decryptBytes(stored, owner);
  } catch (error) {
    if (error instanceof SecretUnreadableError) return undefined;
    throw error;
  }
}
