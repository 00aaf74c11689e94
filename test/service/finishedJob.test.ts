import assert from 'node:assert/strict';
import { createSmaClient } from '../../src/client/index.ts';
import { readFinishedJob } from '../../src/features/debug/finishedJob.ts';
import { eventually } from '../support/eventually.ts';
import { act, body, importRunbook, job, save, start } from './support/conversation.ts';
import { fakeWorker } from './support/fakeWorker.ts';
import { serve, USER } from './support/serviceUnderTest.ts';

describe('A finished job for its replay', () => {
  it('has the text that ran; of a draft that was saved again since, it is known that it may have been another', async () => {
    await using under = await serve({ worker: fakeWorker() });
    const sma = createSmaClient({ url: under.service.url, authentication: { kind: 'basic', credentials: () => ({ user: USER.name, password: USER.password }) }, trust: { kind: 'pinned', certificate: under.service.certificatePem ?? '' } });
    const shown = async (id: string): Promise<readonly [string | undefined, boolean | undefined]> => {
      await eventually(async () => (await job(under.http, id))['JobStatus'] === 'Completed');
      const { text, isLater } = await readFinishedJob(sma, await sma.jobs.get(id));
      return [text, isLater];
    };
    try {
      const { runbook, version } = await importRunbook(under.http, '# say one', 'Replayed'), tested = String(body(await act(under.http, 'Runbooks', runbook, 'Test', { parameters: [] }))['Test']);
      assert.deepEqual(await shown(tested), ['# say one', false]);
      assert.equal((await save(under.http, version, '# say two\n# say three')).status, 204);
      assert.deepEqual(await shown(tested), ['# say two\n# say three', true]);
      assert.equal((await act(under.http, 'Runbooks', runbook, 'Publish')).status, 200);
      const published = await start(under.http, runbook);
      assert.deepEqual(await shown(published), ['# say two\n# say three', false]);
      const draft = String(body(await act(under.http, 'Runbooks', runbook, 'Edit'))['Edit']);
      await save(under.http, draft, '# say four');
      await act(under.http, 'Runbooks', runbook, 'Publish');
      assert.deepEqual(await shown(published), ['# say two\n# say three', false], 'what was published stays as it was');
    } finally { sma.dispose(); }
  });
});
