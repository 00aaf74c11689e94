import type { Runbook, RunbookContent, SmaApi } from '../client/api.ts';
import { isSmaClientError, SmaClientError } from '../client/errors.ts';
import type { Base, BaseStore } from './baseStore.ts';
import { contentHash } from './contentHash.ts';
import { lintForPublish, type LintRequest } from './publishLint.ts';
import { openQuestions, planPublish, type Decisions, type PublishGoal, type PublishPlan, type PublishProblem, type ServerFacts, type VersionFacts } from './publishPlan.ts';
import { PublishRefused } from './publishRefused.ts';
import { readRunbookFile, type RunbookFile } from './runbookFile.ts';

export interface PublishRequest {
  /** The file's path or name: a script runbook is called so, and messages name it. */
  readonly file: string;
  readonly text: string;
  /** As they are on disk or would be saved; the text in UTF-8 where not given. */
  readonly bytes?: Uint8Array;
  /** Save the text as a draft, or publish it. */
  readonly goal: PublishGoal;
  readonly bases: BaseStore;
  /** What the linter is to know and how grave its rules are; it judges without, too. */
  readonly lint?: LintRequest | undefined;
}

export interface PublishResult {
  readonly runbook: Runbook;
  readonly outcome: 'created' | 'updated' | 'unchanged';
  /** The version that holds the text now. */
  readonly versionId: string;
}

/** A plan with the facts it was made from, to be shown and then applied. */
export interface PreparedPublish {
  readonly plan: PublishPlan;
  readonly file: RunbookFile;
  readonly server: ServerFacts;
  readonly request: PublishRequest;
  /** What the linter warns of; it forbids nothing. */
  readonly warnings: readonly PublishProblem[];
}

/** Looks at the file and, where the file is in order, at the server. Changes nothing. */
export async function preparePublish(client: SmaApi, request: PublishRequest, signal?: AbortSignal): Promise<PreparedPublish> {
  const file = readRunbookFile(request.file, request.text);
  // A file that cannot be published is told so without a server.
  const nothing: ServerFacts = { runbook: undefined, published: undefined, draft: undefined };
  // Drafts are work in progress: they need to be readable, not right.
  const { errors, warnings } = file.problems.length > 0 || request.goal === 'draft' ? { errors: [], warnings: [] } : lintForPublish(request.file, request.text, request.lint);
  const alone = planPublish(file, nothing, undefined, request.goal, errors);
  if (alone.problems.length > 0) return { plan: alone, file, server: nothing, request, warnings };
  const server = await readServer(client, file.name, signal);
  return { plan: planPublish(file, server, await request.bases.read(file.name), request.goal, errors), file, server, request, warnings };
}

/**
 * Does what was planned. Fails with PublishRefused where the plan has problems or open questions (nothing is sent then), with
 * BaseStoreError where the folder cannot remember what is sent,
 * with a SmaClientError of code `Conflict` where somebody saved the draft between plan and apply (nothing is overwritten).
 */
export async function applyPublish(client: SmaApi, prepared: PreparedPublish, decisions: Decisions = {}, signal?: AbortSignal): Promise<PublishResult> {
  const { plan, file, server, request } = prepared;
  const open = openQuestions(plan, decisions);
  if (plan.problems.length > 0 || open.length > 0) throw new PublishRefused(plan, request.file, open);

  await request.bases.prepare();
  const bytes = request.bytes ?? new TextEncoder().encode(request.text);
  let draftId = server.draft?.id;
  let runbookId = server.runbook?.id;
  let publishedHash = server.published?.hash ?? null;
  let versionId = draftId ?? server.published?.id;
  let etag = server.draft?.etag ?? null;
  const remember = (draft: string | null): Promise<void> => request.bases.write({ runbookName: file.name, runbookId: runbookId ?? '', published: publishedHash, draft });

  for (const step of plan.steps) {
    if (step === 'import') {
      const version = await client.runbooks.import(bytes, file.name, signal);
      runbookId = version.runbookId;
      draftId = versionId = version.id;
      await remember(file.hash);
    } else if (step === 'edit' && runbookId !== undefined) {
      draftId = versionId = await client.runbooks.edit(runbookId, signal);
      etag = await untouchedEtag(client, draftId, publishedHash, file, signal);
    } else if (step === 'write' && draftId !== undefined) {
      await writeDraft(client, draftId, bytes, etag, plan.steps.includes('edit'), signal);
      await remember(file.hash);
    } else if (step === 'publish' && runbookId !== undefined) {
      versionId = await publishDraft(client, runbookId, file, signal);
      publishedHash = file.hash;
      await remember(null);
    }
  }
  if (runbookId === undefined || versionId === undefined) throw new Error('A plan without steps was made for a runbook that is not there.');
  if (plan.steps.length === 0) await agree(request.bases, file, server, runbookId);
  return {
    runbook: await client.runbooks.get(runbookId, signal),
    outcome: plan.steps.includes('import') ? 'created' : plan.steps.length === 0 ? 'unchanged' : 'updated',
    versionId,
  };
}

/** Plan and apply in one, for callers that have their decisions beforehand. */
export async function publishRunbook(client: SmaApi, request: PublishRequest, decisions: Decisions = {}, signal?: AbortSignal): Promise<PublishResult> {
  return applyPublish(client, await preparePublish(client, request, signal), decisions, signal);
}

async function readServer(client: SmaApi, name: string, signal?: AbortSignal): Promise<ServerFacts> {
  const runbook = await client.runbooks.findByName(name, signal);
  const facts = async (id: string | null | undefined): Promise<VersionFacts | undefined> =>
    id === null || id === undefined ? undefined : versionFacts(id, await client.versions.read(id, signal), runbook?.modifiedAt ?? '');
  return { runbook, published: await facts(runbook?.publishedVersionId), draft: await facts(runbook?.draftVersionId) };
}

const versionFacts = (id: string, content: RunbookContent, modifiedAt: string): VersionFacts => ({ id, hash: contentHash(content.text), etag: content.etag, modifiedAt });

/** Between plan and Edit somebody may have made a draft and written into it; Edit's draft must be the published text (3.4). */
async function untouchedEtag(client: SmaApi, draftId: string, publishedHash: string | null, file: RunbookFile, signal?: AbortSignal): Promise<string | null> {
  const draft = await client.versions.read(draftId, signal);
  const hash = contentHash(draft.text);
  // Some servers start a draft empty: nothing to lose either.
  if (hash !== publishedHash && hash !== file.hash && draft.text.trim() !== '') {
    throw new SmaClientError('Conflict', `Somebody began a draft of ${file.name} at the same moment; look at it, then publish again.`);
  }
  return draft.etag;
}

async function writeDraft(client: SmaApi, draftId: string, bytes: Uint8Array, etag: string | null, isOurs: boolean, signal?: AbortSignal): Promise<void> {
  try {
    await client.versions.write(draftId, bytes, etag, signal);
  } catch (error) {
    // The draft was made for this upload; left behind it would look like somebody's work. A conflict means that it is.
    if (isOurs && isSmaClientError(error, 'BadRequest')) await client.versions.delete(draftId).catch(() => undefined);
    throw error;
  }
}

/** Publishes the draft; where somebody did meanwhile, that is as good if it was this very text. Gives the version that holds it. */
async function publishDraft(client: SmaApi, runbookId: string, file: RunbookFile, signal?: AbortSignal): Promise<string> {
  try {
    return await client.runbooks.publish(runbookId, signal);
  } catch (error) {
    if (!isSmaClientError(error, 'NotFound')) throw error;
    const { published, draft } = await readServer(client, file.name, signal);
    if (draft === undefined && published?.hash === file.hash) return published.id;
    throw new SmaClientError('Conflict', `Somebody published ${file.name} at the same moment; look at it, then publish again.`, error.serverText === undefined ? {} : { serverText: error.serverText });
  }
}

/** Nothing to send: the server has this text. Remember that, so that later changes there are seen as such. */
async function agree(bases: BaseStore, file: RunbookFile, server: ServerFacts, runbookId: string): Promise<void> {
  const base: Base = { runbookName: file.name, runbookId, published: server.published?.hash ?? null, draft: server.draft === undefined ? null : file.hash };
  await bases.write(base);
}
