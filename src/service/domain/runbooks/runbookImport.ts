/** A new runbook from script bytes (sma-rest-api.md 3.4): POST to RunbookVersions makes runbook, draft and parameters. */
import { randomUUID } from 'node:crypto';
import { smaError } from '../../../sma/errors.ts';
import { TENANT_ID } from '../../../sma/models.ts';
import { runbookParameterType } from '../../../sma/entities/runbook.ts';
import { unseenProblem } from '../../../sma/unseen.ts';
import { runbookNameProblem } from '../../../sma/runbookName.ts';
import { audit, type Change } from '../change.ts';
import { checkValues } from '../checkValues.ts';
import { writeMedia } from '../media.ts';
import { factsOf, type ExaminedScript, type ScriptFacts } from './script.ts';
import { inPieces } from '../../store/inPieces.ts';
import { fold } from '../../store/text/letterCase.ts';
import { isNamed } from '../../store/text/sameText.ts';
import type { Writer } from '../../store/store.ts';

/** The name that a Slug header gives. */
export const slugName = (slug: string | undefined): string | undefined => slug?.trim().replace(/\.ps1$/i, '');

/**
 * The name is the workflow's, or for a script the one the request gives (`Slug`, with or without `.ps1`: chosen, the
 * original's way is not known; `slugName`). `examined` is what the bytes are. Fails with RunbookSyntax, RunbookNameMissing, RunbookNamedTwice, RunbookNameInvalid, RunbookNameTaken.
 * @returns the draft's id.
 */
export async function importRunbook(change: Change, bytes: Uint8Array, examined: ExaminedScript, given: string | undefined): Promise<string> {
  const script = factsOf(examined, 'draft');
  const name = script.type === 'Script' ? script.name : given;
  // A file is named as its workflow (3.4).
  if (given !== undefined && given !== '' && name !== undefined && fold(given) !== fold(name)) throw smaError('RunbookNamedTwice', given, name);
  if (name === undefined || name === '') throw smaError('RunbookNameMissing');
  const problem = runbookNameProblem(name);
  if (problem !== undefined) throw smaError('RunbookNameInvalid', problem.message);
  const taken = await change.db.selectFrom('Runbooks').select('RunbookName').where(isNamed('RunbookName', name)).executeTakeFirst();
  if (taken !== undefined) throw smaError('RunbookNameTaken', taken.RunbookName);

  const runbookId = randomUUID();
  const versionId = randomUUID();
  await change.db.insertInto('Runbooks').values({
    TenantID: TENANT_ID, RunbookID: runbookId, RunbookName: name, CreationTime: change.now, LastModifiedTime: change.now,
    LastModifiedBy: change.user, Description: null, IsApiOnly: false, IsGlobal: false, PublishedRunbookVersionID: null,
    DraftRunbookVersionID: versionId, Tags: null, LogDebug: false, LogVerbose: false, LogProgress: false,
    RunbookWorker: null, RunbookType: script.type,
  }).execute();
  await change.db.insertInto('Statistics').values({
    RunbookID: runbookId, TenantID: TENANT_ID, CompletedCount: 0, FailedCount: 0, RunningCount: 0, TotalJobCount: 0,
    SuspendedCount: 0, StoppedCount: 0, LastStart: null,
  }).execute();
  await insertDraft(change, { runbookId, versionId, versionNumber: 1, bytes });
  await writeParameters(change.db, versionId, script);
  await audit(change, 'Import', `Runbooks/${name}`, `version 1, ${bytes.length} bytes`);
  return versionId;
}

/** Writes a draft's row and bytes. */
export async function insertDraft(change: Change, draft: { readonly runbookId: string; readonly versionId: string; readonly versionNumber: number; readonly bytes: Uint8Array }): Promise<void> {
  await change.db.insertInto('RunbookVersions').values({
    TenantID: TENANT_ID, RunbookVersionID: draft.versionId, RunbookID: draft.runbookId, VersionNumber: draft.versionNumber,
    IsDraft: true, CreationTime: change.now, LastModifiedTime: change.now,
  }).execute();
  await writeMedia(change.db, 'RunbookVersions', draft.versionId, draft.bytes);
}

/** Replaces the parameters of a version by those of its text. Fails with PropertyInvalid and PropertyTooLong where a name or a type is none that can be kept. */
export async function writeParameters(db: Writer, versionId: string, script: ScriptFacts): Promise<void> {
  for (const { name, type } of script.parameters) {
    const unseen = unseenProblem(name);
    if (unseen !== undefined) throw smaError('PropertyInvalid', runbookParameterType.name, 'Name', unseen);
    checkValues(runbookParameterType, { Name: name, Type: type }, name);
  }
  await db.deleteFrom('RunbookParameters').where('RunbookVersionID', '=', versionId).execute();
  for (const some of inPieces(script.parameters)) await db.insertInto('RunbookParameters').values(some.map((parameter) => ({
    RunbookVersionID: versionId, Name: parameter.name, Type: parameter.type, IsMandatory: parameter.isMandatory, Position: parameter.position,
  }))).execute();
}
