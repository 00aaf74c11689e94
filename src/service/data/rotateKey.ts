/**
 * `sma rotate-key`: every secret is written with a new key. The key file first holds both, so that whenever it is cut off
 * everything can still be opened; the old key goes when nothing needs it any more.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { edmTime } from '../clock.ts';
import { checkpointOwner } from '../dispatch/checkpoints.ts';
import { someSecrets } from '../domain/seed.ts';
import { secretOwner, SECRET_KEYS, SECRET_SETS, type SecretSet } from '../domain/assets/secretColumns.ts';
import { cipherOf, makeKey, readKeys, writeKeys, type SecretCipher } from '../secrets/cipher.ts';
import { parameterOwner } from '../store/sealedValues.ts';
import { Store, type Writer } from '../store/store.ts';
import { DATABASE, DataError, KEY_FILE } from './dataFiles.ts';
import { holdingData } from './dataLock.ts';
import { removeUnfinished } from '../files.ts';
import { isBackup } from './manifest.ts';

/** Rotates the key of a data folder whose service does not run, and of which no copy is made. Fails with DataError, a ServiceStartError, and SecretUnreadableError. @returns how many secrets were written anew */
export async function rotateKey(folder: string): Promise<number> {
  if (!existsSync(join(folder, DATABASE))) throw new DataError('NoData', `There is no database in ${folder}. Name the data folder of the service with --data.`);
  if (isBackup(folder)) throw new DataError('IsBackup', `${folder} is a backup, which opens with the key that it was made with: a new key would make it useless. Name the data folder of the service with --data; rotate its key, and make a new backup.`);
  return holdingData(folder, 'alone', () => rotateHeld(folder));
}

async function rotateHeld(folder: string): Promise<number> {
  const path = join(folder, KEY_FILE);
  const store = Store.open({ folder });
  try {
    removeUnfinished(path);
    const old = readKeys(path, (await store.read(someSecrets)).length === 0);
    const key = makeKey();
    writeKeys(path, [key, ...old]);
    const cipher = cipherOf(key, ...old);
    const written = await store.write(async (db) => {
      let count = 0;
      for (const set of SECRET_SETS) count += await rewrite(db, set, cipher);
      count += await rewriteCheckpoints(db, cipher);
      count += await rewriteParameters(db, cipher);
      await db.insertInto('audit').values({ time: edmTime(Date.now()), user_name: 'sma rotate-key', request_id: '-', action: 'RotateKey', target: KEY_FILE, detail: `${count} secrets` }).execute();
      return count;
    });
    writeKeys(path, [key]);
    return written;
  } finally {
    await store.close();
  }
}

async function rewrite(db: Writer, set: SecretSet, cipher: SecretCipher): Promise<number> {
  const key = SECRET_KEYS[set];
  const { rows } = await sql<{ readonly id: string; readonly secret: string }>`select ${sql.ref(key)} as id, secret from ${sql.table(set)} where secret is not null`.execute(db);
  for (const { id, secret } of rows) {
    const owner = secretOwner(set, id);
    await sql`update ${sql.table(set)} set secret = ${cipher.encrypt(cipher.decryptBytes(secret, owner), owner)} where ${sql.ref(key)} = ${id}`.execute(db);
  }
  return rows.length;
}

/** What jobs were started with, as far as it is sealed: page by page, there may be many. */
async function rewriteParameters(db: Writer, cipher: SecretCipher): Promise<number> {
  let count = 0;
  for (let after = 0; ;) {
    const { rows } = await sql<{ readonly at: number; readonly JobContextID: string; readonly Name: string; readonly secret: string }>`select rowid as at, "JobContextID", "Name", secret from "JobParameters" where secret is not null and rowid > ${after} order by rowid limit 500`.execute(db);
    for (const { at, JobContextID, Name, secret } of rows) {
      const owner = parameterOwner(JobContextID, Name);
      await sql`update "JobParameters" set secret = ${cipher.encrypt(cipher.decryptBytes(secret, owner), owner)} where rowid = ${at}`.execute(db);
    }
    count += rows.length;
    const last = rows.at(-1);
    if (last === undefined) return count;
    after = last.at;
  }
}

/** What workflows that wait or were cut off have in mind. */
async function rewriteCheckpoints(db: Writer, cipher: SecretCipher): Promise<number> {
  const rows = await db.selectFrom('job_checkpoint').innerJoin('Jobs', 'Jobs.job_key', 'job_checkpoint.job_key').select(['job_checkpoint.job_key', 'job_checkpoint.secret', 'Jobs.JobID']).execute();
  for (const { job_key, secret, JobID } of rows) {
    const owner = checkpointOwner(JobID);
    await db.updateTable('job_checkpoint').set({ secret: cipher.encrypt(cipher.decryptBytes(secret, owner), owner) }).where('job_key', '=', job_key).execute();
  }
  return rows.length;
}
