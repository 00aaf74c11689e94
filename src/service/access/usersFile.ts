/**
 * Users that are kept in the data folder (`sma users`): a file that only its owner reads, with a scrypt hash of each
 * password. A running service notices a change within two seconds. A user without a hash comes through a reverse proxy only.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { errorCode, jsonOf, readPlainFile, removeUnfinished, writePrivateFile } from '../files.ts';
import { ServiceStartError } from '../startError.ts';
import { lockFile } from '../store/files/fileLock.ts';
import { ROLES } from './roles.ts';
import { MOST_OF_NAME, type UserRecord } from './users.ts';

const Base64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+={0,2}$/));
const VERSION = 1;
const FileSchema = v.strictObject({
  version: v.literal(VERSION),
  users: v.array(v.strictObject({ name: v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_OF_NAME)), role: v.picklist(ROLES), salt: v.nullable(Base64), hash: v.nullable(Base64) })),
});

/** Of what a later version writes only this is known. */
const LaterSchema = v.looseObject({ version: v.pipe(v.number(), v.integer(), v.minValue(VERSION + 1)) });

export const usersPath = (dataFolder: string): string => join(dataFolder, 'users.json');

/** The users of a data folder; none where it has no such file. Fails with InvalidSettings where it is damaged. */
export function readUsers(dataFolder: string): readonly UserRecord[] {
  const path = usersPath(dataFolder);
  let text: string;
  try {
    text = readPlainFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw new ServiceStartError('InvalidSettings', `The file of users ${path} cannot be read (${errorCode(error) ?? 'unknown'}). Check its permissions.`, { cause: error });
  }
  const content = jsonOf(text), result = v.safeParse(FileSchema, content), later = v.safeParse(LaterSchema, content);
  if (later.success) throw new ServiceStartError('InvalidSettings', `The file of users ${path} was written by a later version of the product (its version is ${later.output.version}, this one knows ${VERSION}). Update SMA Runbooks, or restore the file from your backup.`);
  if (!result.success) throw new ServiceStartError('InvalidSettings', `The file of users ${path} is damaged (${v.getDotPath(result.issues[0]) ?? 'it is no JSON of the expected form'}). Restore it from your backup, or remove it and add the users again.`);
  return result.output.users.map(({ name, role, salt, hash }) => ({ name, role, ...(salt === null || hash === null ? {} : { password: { salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') } }) }));
}

/** Replaces the users of a data folder, whole or not at all. Fails with InvalidSettings, and changes nothing, where `readUsers` would take what is written for damaged. */
export function writeUsers(dataFolder: string, users: readonly UserRecord[]): void {
  const text = (bytes: Uint8Array | undefined): string | null => (bytes === undefined ? null : Buffer.from(bytes).toString('base64'));
  const content = { version: VERSION, users: users.map(({ name, role, password }) => ({ name, role, salt: text(password?.salt), hash: text(password?.hash) })) };
  const result = v.safeParse(FileSchema, content);
  if (!result.success) throw new ServiceStartError('InvalidSettings', `The users cannot be kept (${v.getDotPath(result.issues[0]) ?? 'they are not of the expected form'}): a name has 1 to ${MOST_OF_NAME} characters. Nothing was changed.`);
  writePrivateFile(usersPath(dataFolder), `${JSON.stringify(content, null, 2)}\n`);
}

/**
 * Does what reads users or locks of a data folder and writes them changed: one after the other, whoever does, so that nobody writes over
 * what another was told is done. Fails with FileLockedError where that takes too long.
 */
export function changingAccess<T>(dataFolder: string, change: () => T, milliseconds = MILLISECONDS): T {
  const release = lockFile(join(dataFolder, 'users.lock'), 'alone', milliseconds);
  try {
    // Left by who was killed.
    for (const name of ['users.json', 'locked.json']) removeUnfinished(join(dataFolder, name));
    return change();
  } finally {
    release();
  }
}
/** Each has it for some milliseconds. */
const MILLISECONDS = 10_000;

/** What tells one state of the file from another; undefined: there is none. */
export function usersVersion(dataFolder: string): string | undefined {
  const found = statSync(usersPath(dataFolder), { throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.mtimeMs} ${found.size} ${found.ino}`;
}
