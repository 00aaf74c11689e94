import assert from 'node:assert/strict';
import { isSmaClientError, type SmaApi } from '../../src/client/index.ts';
import { applyPublish, preparePublish, type BaseStore } from '../../src/project/index.ts';
import type { RunningService } from '../../src/service/options.ts';
import { bytes, clientOf, published, serve, temporaryFolder } from './clientSupport.ts';

const forgetful: BaseStore = { read: () => Promise.resolve(undefined), prepare: () => Promise.resolve(), write: () => Promise.resolve() };

describe('publishing while somebody else begins a draft', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let service: RunningService;
  let client: SmaApi;
  before(async () => {
    folder = await temporaryFolder();
    service = await serve(folder.path);
    client = clientOf(service);
  });
  after(async () => {
    client.dispose();
    await service.stop();
    await folder[Symbol.asyncDispose]();
  });

  it('is refused, and their text stays', async () => {
    const id = await published(client, 'Race', "'old'");
    // They write into the draft in the moment between Edit and our look at it.
    const raced: SmaApi = { ...client, runbooks: { ...client.runbooks, edit: async (runbookId) => {
      const draftId = await client.runbooks.edit(runbookId);
      await client.versions.write(draftId, bytes("'theirs'"), null);
      return draftId;
    } } };
    const prepared = await preparePublish(raced, { file: 'Race.ps1', text: "'mine'", goal: 'publish', bases: forgetful });
    const decisions = { overwriteDraft: true, overwriteChanged: true, overwriteUnknown: true };
    await assert.rejects(applyPublish(raced, prepared, decisions), (error) => isSmaClientError(error, 'Conflict') && /Somebody began a draft of Race/.test(error.message));
    const { draftVersionId } = await client.runbooks.get(id);
    assert.equal((await client.versions.read(draftVersionId ?? '')).text, "'theirs'");
  });

  /** Somebody else's publish comes between our last write and our publish. */
  const overtaken = (theirs: (id: string) => Promise<void>): SmaApi => ({ ...client, runbooks: { ...client.runbooks, publish: async (id) => {
    await theirs(id);
    return await client.runbooks.publish(id);
  } } });

  it('is done where the same text was published a moment before', async () => {
    const id = await published(client, 'Twice', "'old'"), raced = overtaken(async (runbookId) => void await client.runbooks.publish(runbookId));
    const prepared = await preparePublish(raced, { file: 'Twice.ps1', text: "'mine'", goal: 'publish', bases: forgetful });
    const { versionId } = await applyPublish(raced, prepared, { overwriteUnknown: true, overwriteChanged: true });
    const { publishedVersionId } = await client.runbooks.get(id);
    assert.equal(versionId, publishedVersionId);
    assert.equal((await client.versions.read(versionId)).text, "'mine'");
  });

  it('is told where another text was published a moment before', async () => {
    const id = await published(client, 'Other', "'old'");
    const raced = overtaken(async (runbookId) => {
      await client.runbooks.publish(runbookId);
      const draftId = await client.runbooks.edit(runbookId);
      await client.versions.write(draftId, bytes("'theirs'"), null);
      await client.runbooks.publish(runbookId);
    });
    const prepared = await preparePublish(raced, { file: 'Other.ps1', text: "'mine'", goal: 'publish', bases: forgetful });
    await assert.rejects(applyPublish(raced, prepared, { overwriteUnknown: true, overwriteChanged: true }), (error) => isSmaClientError(error, 'Conflict') && /Somebody published Other at the same moment; look at it, then publish again/.test(error.message));
    assert.equal((await client.versions.read((await client.runbooks.get(id)).publishedVersionId ?? '')).text, "'theirs'");
  });
});
