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
});
