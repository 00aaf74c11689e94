import type { Reader, Writer } from '../store/store.ts';

export interface Media { readonly contentType: string; readonly bytes: Uint8Array }

/** The bytes of a media link entry, or undefined. */
export async function readMedia(db: Reader | Writer, set: string, id: string): Promise<Media | undefined> {
  const row = await db.selectFrom('media').select(['content_type', 'bytes']).where('set_name', '=', set).where('entity_id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : { contentType: row.content_type, bytes: row.bytes };
}

export async function writeMedia(db: Writer, set: string, id: string, bytes: Uint8Array): Promise<void> {
  const row = { set_name: set, entity_id: id, content_type: 'application/octet-stream', bytes };
  await db.insertInto('media').values(row).onConflict((conflict) => conflict.columns(['set_name', 'entity_id']).doUpdateSet({ bytes })).execute();
}

export async function deleteMedia(db: Writer, set: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('media').where('set_name', '=', set).where('entity_id', 'in', ids).execute();
}
