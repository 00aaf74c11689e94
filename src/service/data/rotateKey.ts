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
import { secretOwner, SECRET_KEYS, SECRET_NAMES, SECRET_SETS, type SecretSet } from '../domain/assets/secretColumns.ts';
import { cipherOf, keyIdOf, makeKey, openedBytesWith, readKeys, usedKeyOf, writeKeys, type SecretCipher } from '../secrets/cipher.ts';
import { parameterOwner } from '../store/sealedValues.ts';
import { Store, type Writer } from '../store/store.ts';
import { DATABASE, DataError, KEY_FILE } from './dataFiles.ts';
import { holdingData } from './dataLock.ts';
import { removeUnfinished } from '../files.ts';
import { isBackup } from './manifest.ts';

export interface Rotated {
  /** How many secrets were written anew. */
  readonly written: number;
  /** Which ones no key opens: they are left as they are, and the keys that they name stay in the key file. */
  readonly unopened: readonly string[];
}

/** Rotates the key of a data folder whose service does not run, and of which no copy is made. Fails with DataError and ServiceStartError. */
export async function rotateKey(folder: string): Promise<Rotated> {
  if (!existsSync(join(folder, DATABASE))) throw new DataError('NoData', `There is no database in ${folder}. Name the data folder of the service with --data.`);
  if (isBackup(folder)) throw new DataError('IsBackup', `${folder} is a backup, which opens with the key that it was made with: a new key would make it useless. Name the data folder of the service with --data; rotate its key, and make a new backup.`);
  return holdingData(folder, 'alone', () => rotateHeld(folder));
}

async function rotateHeld(folder: string): Promise<Rotated> {
  const path = join(folder, KEY_FILE);
  const store = Store.open({ folder });
  try {
    removeUnfinished(path);
    const old = readKeys(path, (await store.read(someSecrets)).length === 0);
    const key = makeKey();
    writeKeys(path, [key, ...old]);
    const anew = new Anew(cipherOf(key, ...old));
    await store.write(async (db) => {
      for (const set of SECRET_SETS) await rewrite(db, set, anew);
      await rewriteCheckpoints(db, anew);
      await rewriteParameters(db, anew);
      anew.refuseWhereNoneOpens(path);
      const left = anew.unopened.length === 0 ? '' : `, ${anew.unopened.length} that no key opens were left as they are`;
      await db.insertInto('audit').values({ time: edmTime(Date.now()), user_name: 'sma rotate-key', request_id: '-', action: 'RotateKey', target: KEY_FILE, detail: `${anew.written} secrets${left}` }).execute();
    }).catch((error: unknown) => {
      // Nothing was written with the new key: the file is again what it was.
      if (error instanceof DataError) writeKeys(path, old);
      throw error;
    });
    // Of a secret that is damaged, or was moved to another row, the key that it names is what is left of it.
    writeKeys(path, [key, ...old.filter((one) => anew.stillNamed.has(keyIdOf(one)))]);
    return { written: anew.written, unopened: anew.unopened };
  } finally {
    await store.close();
  }
}

/** Seals what is there with the new key, and remembers what cannot be opened. */
class Anew {
  written = 0;
  readonly unopened: string[] = [];
  /** The keys that secrets name which cannot be opened. */
  readonly stillNamed = new Set<string>();
  readonly #cipher: SecretCipher;

  constructor(cipher: SecretCipher) {
    this.#cipher = cipher;
  }

  /** What is to be stored; undefined where it has to stay as it is. `name` is for people. */
  seal(secret: string, owner: string, name: string): string | undefined {
    const plain = openedBytesWith(this.#cipher, secret, owner);
    if (plain === undefined) {
      this.unopened.push(name);
      this.stillNamed.add(usedKeyOf(secret));
      return undefined;
    }
    this.written += 1;
    return this.#cipher.encrypt(plain, owner);
  }

  /** The key of another database opens nothing: that is to be mended first, and not to be made worse. */
  refuseWhereNoneOpens(path: string): void {
    if (this.written === 0 && this.unopened.length > 0) throw new DataError('Unusable', `The key in ${path} opens none of the ${this.unopened.length} secrets of the database: restore the key file that belongs to it. Nothing was changed.`);
  }
}

async function rewrite(db: Writer, set: SecretSet, anew: Anew): Promise<void> {
  const key = SECRET_KEYS[set];
  const { rows } = await sql<{ readonly id: string; readonly name: string; readonly secret: string }>`select ${sql.ref(key)} as id, ${sql.ref(SECRET_NAMES[set])} as name, secret from ${sql.table(set)} where secret is not null`.execute(db);
  for (const { id, name, secret } of rows) {
    const sealed = anew.seal(secret, secretOwner(set, id), `${set}/${name}`);
    if (sealed !== undefined) await sql`update ${sql.table(set)} set secret = ${sealed} where ${sql.ref(key)} = ${id}`.execute(db);
  }
}

/** What jobs were started with, as far as it is sealed: page by page, there may be many. */
async function rewriteParameters(db: Writer, anew: Anew): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined;) {
    const { rows } = await sql<{ readonly at: number; readonly JobContextID: string; readonly Name: string; readonly secret: string }>`select rowid as at, "JobContextID", "Name", secret from "JobParameters" where secret is not null and rowid > ${after} order by rowid limit 500`.execute(db);
    for (const { at, JobContextID, Name, secret } of rows) {
      const sealed = anew.seal(secret, parameterOwner(JobContextID, Name), `JobParameters/${Name}`);
      if (sealed !== undefined) await sql`update "JobParameters" set secret = ${sealed} where rowid = ${at}`.execute(db);
    }
    after = rows.at(-1)?.at;
  }
}

/** What workflows that wait or were cut off have in mind. */
async function rewriteCheckpoints(db: Writer, anew: Anew): Promise<void> {
  const rows = await db.selectFrom('job_checkpoint').innerJoin('Jobs', 'Jobs.job_key', 'job_checkpoint.job_key').select(['job_checkpoint.job_key', 'job_checkpoint.secret', 'Jobs.JobID']).execute();
  for (const { job_key, secret, JobID } of rows) {
    const sealed = anew.seal(secret, checkpointOwner(JobID), `Jobs/${JobID}`);
    if (sealed !== undefined) await db.updateTable('job_checkpoint').set({ secret: sealed }).where('job_key', '=', job_key).execute();
  }
}
