/** Edit, save, publish and discard (sma-rest-api.md 3.4). Old published versions stay: jobs refer to them. */
import { randomUUID } from 'node:crypto';
import type { SelectQueryBuilder } from 'kysely';
import { namesTag } from '../../../odata/negotiate/etag.ts';
import { TERMINAL_STATUSES } from '../../../sma/jobStateMachine.ts';
import { smaError } from '../../../sma/errors.ts';
import { mediaEtag } from '../../../sma/values/dateTime.ts';
import { fold } from '../../store/text/letterCase.ts';
import { isNamed } from '../../store/text/sameText.ts';
import type { Tables } from '../../store/schema/tables.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { audit, type Change } from '../change.ts';
import { dropUnusedContexts } from '../jobs/jobContexts.ts';
import { dropTextsOf, keepText } from '../jobs/jobTexts.ts';
import { deleteMedia, readMedia, writeMedia } from '../media.ts';
import { MOST_NUMBER, nextNumber } from '../nextNumber.ts';
import { insertDraft, writeParameters } from './runbookImport.ts';
import { factsOf, refusal, type ExaminedScript, type ExcludedCommand, type ScriptFacts } from './script.ts';

type RunbookRow = Awaited<ReturnType<typeof findRunbook>>;

/** Fails with NotFound. */
export async function findRunbook(db: Reader | Writer, runbookId: string) {
  const row = await db.selectFrom('Runbooks').selectAll().where('RunbookID', '=', runbookId).executeTakeFirst();
  if (row === undefined) throw smaError('NotFound', 'Runbook', runbookId);
  return row;
}

async function findVersion(db: Writer, versionId: string) {
  const row = await db.selectFrom('RunbookVersions').selectAll().where('RunbookVersionID', '=', versionId).executeTakeFirst();
  if (row === undefined) throw smaError('NotFound', 'RunbookVersion', versionId);
  return row;
}

/** A draft as a copy of the published version. Fails with NotFound, DraftExists, NotPublished. */
export async function editRunbook(change: Change, runbookId: string): Promise<string> {
  const runbook = await findRunbook(change.db, runbookId);
  if (runbook.DraftRunbookVersionID !== null) throw smaError('DraftExists', runbook.RunbookName);
  const published = runbook.PublishedRunbookVersionID;
  if (published === null) throw smaError('NotPublished', runbook.RunbookName);
  const { newest } = await change.db.selectFrom('RunbookVersions').select((e) => e.fn.max('VersionNumber').as('newest'))
    .where('RunbookID', '=', runbookId).where('VersionNumber', '<', MOST_NUMBER).executeTakeFirstOrThrow();
  const source = await readMedia(change.db, 'RunbookVersions', published);
  const versionId = randomUUID();
  await insertDraft(change, { runbookId, versionId, versionNumber: nextNumber(newest), bytes: source?.bytes ?? new Uint8Array() });
  await change.db.insertInto('RunbookParameters').columns(['RunbookVersionID', 'Name', 'Type', 'IsMandatory', 'Position'])
    .expression((e) => e.selectFrom('RunbookParameters').select((s) => [s.val(versionId).as('RunbookVersionID'), 'Name', 'Type', 'IsMandatory', 'Position']).where('RunbookVersionID', '=', published))
    .execute();
  await touch(change, runbookId, { DraftRunbookVersionID: versionId });
  await audit(change, 'Edit', `Runbooks/${runbook.RunbookName}`);
  return versionId;
}

/**
 * Saves a draft's text; `examined` is what it is under the runbook's name. `ifMatch` is the media etag the caller read, if any.
 * Fails with NotFound, PublishedVersionIsFixed, EtagMismatch, RunbookSyntax, RunbookNameMismatch, RunbookTypeMismatch.
 */
export async function saveDraft(change: Change, versionId: string, { bytes, examined }: { readonly bytes: Uint8Array; readonly examined: ExaminedScript }, ifMatch: string | undefined): Promise<void> {
  const version = await findVersion(change.db, versionId);
  const runbook = await findRunbook(change.db, version.RunbookID);
  if (version.IsDraft === 0) throw smaError('PublishedVersionIsFixed', runbook.RunbookName);
  if (ifMatch !== undefined && !namesTag(ifMatch, mediaEtag(version.LastModifiedTime))) throw smaError('EtagMismatch');
  const script = factsOf(examined, 'draft');
  checkIdentity(runbook, script);
  await keepText(change, versionId, bytes);
  await writeMedia(change.db, 'RunbookVersions', versionId, bytes);
  await writeParameters(change.db, versionId, script);
  await change.db.updateTable('RunbookVersions').set({ LastModifiedTime: change.now }).where('RunbookVersionID', '=', versionId).execute();
  await touch(change, runbook.RunbookID, {});
  await audit(change, 'Save', `Runbooks/${runbook.RunbookName}`, `version ${version.VersionNumber}, ${bytes.length} bytes`);
}

/** What is to be examined of a version before it is saved or published: nothing that changes a runbook waits for it. */
export async function nameOfVersion(db: Reader, versionId: string): Promise<string | undefined> {
  const row = await db.selectFrom('RunbookVersions').innerJoin('Runbooks', 'Runbooks.RunbookID', 'RunbookVersions.RunbookID')
    .select('RunbookName').where('RunbookVersionID', '=', versionId).executeTakeFirst();
  return row?.RunbookName;
}

/** The text of a runbook's draft as it is now. Fails with NotFound, NoDraft. */
export async function draftOf(db: Reader | Writer, runbookId: string): Promise<{ readonly name: string; readonly versionId: string; readonly bytes: Uint8Array }> {
  const { RunbookName: name, DraftRunbookVersionID: versionId } = await findRunbook(db, runbookId);
  if (versionId === null) throw smaError('NoDraft', name);
  const media = await readMedia(db, 'RunbookVersions', versionId);
  return { name, versionId, bytes: media?.bytes ?? new Uint8Array() };
}

/**
 * The draft becomes the published version, under its id. `examine` says what a text is; it is asked again where the draft
 * has changed meanwhile. Fails with NotFound, NoDraft, RunbookSyntax.
 */
export async function publishRunbook(change: Change, runbookId: string, examine: (name: string, bytes: Uint8Array) => Promise<ExaminedScript>): Promise<string> {
  const runbook = await findRunbook(change.db, runbookId);
  const { versionId, bytes } = await draftOf(change.db, runbookId);
  const examined = await examine(runbook.RunbookName, bytes);
  const script = factsOf(examined, 'publish');
  await refuseExcluded(change.db, examined.excluded);
  checkIdentity(runbook, script);
  await writeParameters(change.db, versionId, script);
  await change.db.updateTable('RunbookVersions').set({ IsDraft: false, LastModifiedTime: change.now }).where('RunbookVersionID', '=', versionId).execute();
  await touch(change, runbookId, { DraftRunbookVersionID: null, PublishedRunbookVersionID: versionId });
  await audit(change, 'Publish', `Runbooks/${runbook.RunbookName}`);
  return versionId;
}

/** A job with such a call would fail before it began. Fails with RunbookSyntax. */
async function refuseExcluded(db: Writer, excluded: readonly ExcludedCommand[]): Promise<void> {
  for (const { name, problem } of excluded) {
    const own = await db.selectFrom('Activities').select('ActivityID').where(isNamed('Name', name)).executeTakeFirst();
    if (own === undefined) throw refusal(problem);
  }
}

/** Discards a draft. Fails with NotFound, PublishedVersionIsFixed, OnlyVersion, InUse while a test of it is unfinished. */
export async function deleteVersion(change: Change, versionId: string): Promise<void> {
  const version = await findVersion(change.db, versionId);
  const runbook = await findRunbook(change.db, version.RunbookID);
  if (version.IsDraft === 0) throw smaError('PublishedVersionIsFixed', runbook.RunbookName);
  if (runbook.PublishedRunbookVersionID === null) throw smaError('OnlyVersion', runbook.RunbookName);
  await refuseUnfinished(change, 'RunbookVersion', `draft of ${runbook.RunbookName}`, (jobs) => jobs.where('JobContextID', 'in', change.db.selectFrom('JobContexts').select('JobContextID').where('RunbookVersionID', '=', versionId)));
  await dropTextsOf(change, [versionId]);
  await touch(change, runbook.RunbookID, { DraftRunbookVersionID: null });
  await change.db.deleteFrom('RunbookVersions').where('RunbookVersionID', '=', versionId).execute();
  await deleteMedia(change.db, 'RunbookVersions', [versionId]);
  await audit(change, 'Discard', `Runbooks/${runbook.RunbookName}`, `version ${version.VersionNumber}`);
}

/** Deletes a runbook with all its versions; the history of its jobs stays. Fails with NotFound, InUse while one runs. */
export async function deleteRunbook(change: Change, runbookId: string): Promise<void> {
  const runbook = await findRunbook(change.db, runbookId);
  await refuseUnfinished(change, 'Runbook', runbook.RunbookName, (jobs) => jobs.where('runbook_id', '=', runbookId));
  const versions = await change.db.selectFrom('RunbookVersions').select('RunbookVersionID').where('RunbookID', '=', runbookId).execute();
  const versionIds = versions.map((version) => version.RunbookVersionID);
  await dropTextsOf(change, versionIds);
  await deleteMedia(change.db, 'RunbookVersions', versionIds);
  const links = await change.db.deleteFrom('link_FK_Schedule_Runbook').where('RunbookID', '=', runbookId).returning('context_id').execute();
  await dropUnusedContexts(change, links.flatMap((link) => (link.context_id === null ? [] : [link.context_id])));
  await change.db.deleteFrom('Runbooks').where('RunbookID', '=', runbookId).execute();
  await audit(change, 'Delete', `Runbooks/${runbook.RunbookName}`, `${versions.length} versions`);
}

/** What is deleted would be missed by the jobs that go on with it. Fails with InUse. */
async function refuseUnfinished(change: Change, type: string, name: string, of: (jobs: SelectQueryBuilder<Tables, 'Jobs', object>) => SelectQueryBuilder<Tables, 'Jobs', object>): Promise<void> {
  const { running } = await of(change.db.selectFrom('Jobs')).select((e) => e.fn.countAll<number>().as('running')).where('JobStatus', 'not in', TERMINAL_STATUSES).executeTakeFirstOrThrow();
  if (running > 0) throw smaError('InUse', type, name, `${running} unfinished ${running === 1 ? 'job' : 'jobs'}; stop ${running === 1 ? 'it' : 'them'} first`);
}

/** A runbook keeps its name and its type for life (sma-rest-api.md 3.4, 6.3). */
function checkIdentity(runbook: RunbookRow, script: ScriptFacts): void {
  if (script.type !== runbook.RunbookType) {
    throw smaError('RunbookTypeMismatch', runbook.RunbookName, runbook.RunbookType === 'Script' ? 'PowerShell Workflow' : 'PowerShell script');
  }
  if (script.type === 'Script' && fold(script.name) !== fold(runbook.RunbookName)) {
    throw smaError('RunbookNameMismatch', runbook.RunbookName, script.name);
  }
}

async function touch(change: Change, runbookId: string, set: { DraftRunbookVersionID?: string | null; PublishedRunbookVersionID?: string | null }): Promise<void> {
  await change.db.updateTable('Runbooks').set({ ...set, LastModifiedTime: change.now, LastModifiedBy: change.user }).where('RunbookID', '=', runbookId).execute();
}
