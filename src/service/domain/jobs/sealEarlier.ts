/**
 * Seals what databases of before the sixth schema hold in the clear: once, at the first start that has the key. What is known to be
 * secret then: by type, by the encrypted assets that there are, and by what runbooks gave the jobs that they started. The file is written
 * anew then: pages that SQLite has split hold what lay in them before, in parts that nothing names any more and that nobody wipes.
 */
import { sql } from 'kysely';
import { checkpointOwner, secretsIn } from '../../dispatch/checkpoints.ts';
import { openedBytesWith, type SecretCipher } from '../../secrets/cipher.ts';
import type { Logger } from '../../log.ts';
import { sqliteFailure } from '../../store/sqliteFailure.ts';
import { REWRITTEN } from '../../store/sealedValues.ts';
import type { Store, Writer } from '../../store/store.ts';
import { assetSecrets, holdsSecret, isSecretType, sealedColumns } from './sealing.ts';
import { SecretIndex } from './secretIndex.ts';

/** In `meta`: that it was done. */
const DONE = 'parameters sealed';
const AT_A_TIME = 500;

interface Row { readonly at: number; readonly JobContextID: string; readonly Name: string; readonly Value: string; readonly Type: string; /** The id of a job that has it, and what it masks. */ readonly known: string | null }

export async function sealEarlier(store: Store, cipher: SecretCipher, logger: Logger): Promise<void> {
  const { isSealed, isRewritten, isUnused } = await store.read(async (db) => {
    const [names, used] = [await db.selectFrom('meta').select('name').where('name', 'in', [DONE, REWRITTEN]).execute(), await sql`select 1 from "JobContexts" union all select 1 from audit limit 1`.execute(db)];
    return { isSealed: names.some(({ name }) => name === DONE), isRewritten: names.some(({ name }) => name === REWRITTEN), isUnused: used.rows.length === 0 };
  });
  const note = (name: string): Promise<unknown> => store.write((db) => db.insertInto('meta').values({ name, value: '1' }).execute());
  if (!isSealed) {
    for (let after: number | undefined = 0; after !== undefined;) {
      const from: number = after;
      after = await store.write((db) => sealSome(db, cipher, from));
    }
    await note(DONE);
  }
  if (isRewritten) return;
  // No job was ever started there.
  if (isUnused || await rewritten(store, logger)) await note(REWRITTEN);
}

/** The service starts where it cannot be; the next start tries again, and the doctor tells. */
async function rewritten(store: Store, logger: Logger): Promise<boolean> {
  const tell = (why: string, next: string): false => {
    logger.log('warn', `The database could not be written anew (${why}): free parts of it may still hold secrets in the clear that an earlier version kept so. The service goes on without; ${next}`);
    return false;
  };
  const again = 'the next start tries again.';
  try {
    // Not begun where it cannot end: it would take the room that jobs need.
    const lack = store.lackOfRoom();
    if (lack !== undefined) return tell(lack, 'make room, and start it again, or put the temporary files of SQLite on another disk with the environment variable SQLITE_TMPDIR.');
    return await store.rewrite() || tell('another program reads from it', again);
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
    return tell(error instanceof Error ? error.message : String(error), again);
  }
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
