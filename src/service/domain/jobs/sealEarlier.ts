/**
 * Seals what databases of before the sixth schema hold in the clear: once, at the first start that has the key. What is known to be
 * secret then: by type, by the encrypted assets that there are, and by what runbooks gave the jobs that they started.
 */
import { sql } from 'kysely';
import { checkpointOwner, secretsIn } from '../../dispatch/checkpoints.ts';
import { openedBytesWith, type SecretCipher } from '../../secrets/cipher.ts';
import type { Store, Writer } from '../../store/store.ts';
import { assetSecrets, holdsSecret, isSecretType, sealedColumns } from './sealing.ts';
import { SecretIndex } from './secretIndex.ts';

/** In `meta`: that it was done. */
const DONE = 'parameters sealed';
const AT_A_TIME = 500;

interface Row { readonly at: number; readonly JobContextID: string; readonly Name: string; readonly Value: string; readonly Type: string; /** The id of a job that has it, and what it masks. */ readonly known: string | null }

export async function sealEarlier(store: Store, cipher: SecretCipher): Promise<void> {
  const done = await store.read((db) => db.selectFrom('meta').select('value').where('name', '=', DONE).executeTakeFirst());
  if (done !== undefined) return;
  for (let after: number | undefined = 0; after !== undefined;) {
    const from: number = after;
    after = await store.write((db) => sealSome(db, cipher, from));
  }
  await store.write((db) => db.insertInto('meta').values({ name: DONE, value: '1' }).execute());
}

/** @returns after which row to go on; undefined where there are no more */
async function sealSome(db: Writer, cipher: SecretCipher, after: number): Promise<number | undefined> {
  // What is overwritten is not left in the free parts of a page.
  await sql`pragma secure_delete = on`.execute(db);
  const ofAssets = await assetSecrets(db, cipher);
  const { rows } = await sql<Row>`select rowid as at, "JobContextID", "Name", "Value", "Type",
      (select j."JobID" || ' ' || c.secret from "Jobs" j join job_checkpoint c on c.job_key = j.job_key where j."JobContextID" = p."JobContextID" limit 1) as known
    from "JobParameters" p where secret is null and "Value" is not null and rowid > ${after} order by rowid limit ${AT_A_TIME}`.execute(db);
  for (const { at, JobContextID, Name, Value, Type, known } of rows) {
    const [job = '', state = ''] = known?.split(' ') ?? [], bytes = known === null ? undefined : openedBytesWith(cipher, state, checkpointOwner(job));
    if (!isSecretType(Type) && !holdsSecret(Value, ofAssets) && !(bytes !== undefined && holdsSecret(Value, new SecretIndex(secretsIn(bytes))))) continue;
    const { secret } = sealedColumns(cipher, JobContextID, Name, Value);
    await sql`update "JobParameters" set "Value" = null, secret = ${secret} where rowid = ${at}`.execute(db);
  }
  return rows.at(-1)?.at;
}
