/**
 * The texts of drafts that were tested: a job runs the text that its draft had when it was started, and tells that one, whatever the
 * draft has become since. A text is kept once it is written over, once for all jobs it was started for, and goes with the last of them or with its version.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Change } from '../change.ts';
import { deleteMedia } from '../media.ts';

/** Where they are kept among the streams of entities. */
export const JOB_TEXTS = 'JobTexts';

/** To be asked before a draft gets another text. */
export async function keepText(change: Change, versionId: string, now: Uint8Array): Promise<void> {
  const contexts = change.db.selectFrom('JobContexts').select('JobContextID').where('RunbookVersionID', '=', versionId);
  const started = await change.db.selectFrom('Jobs').select('JobID').where('text_id', 'is', null).where('JobContextID', 'in', contexts).limit(1).executeTakeFirst();
  if (started === undefined) return;
  const textId = randomUUID();
  const kept = await change.db.insertInto('media').columns(['set_name', 'entity_id', 'content_type', 'bytes'])
    .expression((e) => e.selectFrom('media').select((s) => [s.val(JOB_TEXTS).as('set_name'), s.val(textId).as('entity_id'), 'content_type', 'bytes'])
      .where('set_name', '=', 'RunbookVersions').where('entity_id', '=', versionId).where('bytes', '<>', sql<Uint8Array>`${now}`)).executeTakeFirst();
  // The same text again.
  if (kept.numInsertedOrUpdatedRows === 0n) return;
  await change.db.updateTable('Jobs').set({ text_id: textId }).where('text_id', 'is', null).where('JobContextID', 'in', contexts).execute();
}

/** Drops texts that no job has any more: to be asked behind the deletion of jobs. */
export async function dropTexts(change: Change, textIds: readonly (string | null)[]): Promise<void> {
  const ids = [...new Set(textIds.flatMap((id) => id ?? []))];
  if (ids.length === 0) return;
  const used = await change.db.selectFrom('Jobs').select('text_id').where('text_id', 'in', ids).execute();
  await deleteMedia(change.db, JOB_TEXTS, ids.filter((id) => !used.some(({ text_id }) => text_id === id)));
}

/** What a version was goes with it. */
export async function dropTextsOf(change: Change, versionIds: readonly string[]): Promise<void> {
  if (versionIds.length === 0) return;
  const kept = await change.db.selectFrom('Jobs').innerJoin('JobContexts', 'JobContexts.JobContextID', 'Jobs.JobContextID').select('Jobs.text_id').distinct().where('JobContexts.RunbookVersionID', 'in', versionIds).where('Jobs.text_id', 'is not', null).execute();
  const ids = kept.flatMap(({ text_id }) => text_id ?? []);
  if (ids.length === 0) return;
  await change.db.updateTable('Jobs').set({ text_id: null }).where('text_id', 'in', ids).execute();
  await dropTexts(change, ids);
}
