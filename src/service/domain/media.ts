import { sql } from 'kysely';
import { LARGE, type LargeValue } from '../store/lent/largeValue.ts';
import { ask, type Asked } from '../store/query/ask.ts';
import type { Reader, Writer } from '../store/store.ts';

export interface Media { readonly contentType: string; readonly bytes: Uint8Array }

/** The bytes of a media link entry, or undefined. */
export async function readMedia(db: Reader | Writer, set: string, id: string): Promise<Media | undefined> {
  const row = await db.selectFrom('media').select(['content_type', 'bytes']).where('set_name', '=', set).where('entity_id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : { contentType: row.content_type, bytes: row.bytes };
}

/** The same to be sent to somebody who may take their time: what is large is read as it is sent. `state` differs whenever the bytes do. */
export async function findMedia(asked: Asked, db: Reader | Writer, set: string, id: string, state: string): Promise<{ readonly contentType: string; readonly bytes: Uint8Array | LargeValue } | undefined> {
  const found = await db.selectFrom('media').select(['content_type', sql<number>`length(bytes)`.as('size')]).where('set_name', '=', set).where('entity_id', '=', id).executeTakeFirst();
  if (found === undefined || found.size <= LARGE) return readMedia(db, set, id);
  const { size } = found;
  const part = async (from: number, count: number): Promise<Uint8Array> => {
    const [row] = await ask(asked, PART, [from + 1, count, set, id, size, state]);
    if (!(row?.[0] instanceof Uint8Array)) throw new Error(`The stream of ${set}(${id}) was changed or deleted while it was sent.`);
    return row[0];
  };
  return { contentType: found.content_type, bytes: { key: `media ${set} ${id} ${state}`, size, part } };
}
/** The state of a text that nobody writes over. */
export const UNCHANGING = 'unchanging';
/** Of what has not changed since. */
const PART = `select substr(bytes, ? + 0, ? + 0) from media where set_name = ? and entity_id = ? and length(bytes) = ? + 0
  and ? = coalesce((select "LastModifiedTime" from "RunbookVersions" where "RunbookVersionID" = entity_id), (select "LastModifiedTime" from "Modules" where "ModuleID" = entity_id), '${UNCHANGING}')`;

export async function writeMedia(db: Writer, set: string, id: string, bytes: Uint8Array): Promise<void> {
  const row = { set_name: set, entity_id: id, content_type: 'application/octet-stream', bytes };
  await db.insertInto('media').values(row).onConflict((conflict) => conflict.columns(['set_name', 'entity_id']).doUpdateSet({ bytes })).execute();
}

export async function deleteMedia(db: Writer, set: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('media').where('set_name', '=', set).where('entity_id', 'in', ids).execute();
}
