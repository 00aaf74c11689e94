import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSmaClient, isSmaClientError, type SmaApi } from '../../../src/client/index.ts';
import { eventually } from '../../support/eventually.ts';
import { publishNew, start } from '../support/conversation.ts';
import { fakeWorker } from '../support/fakeWorker.ts';
import { serve, USER, type UnderTest } from '../support/serviceUnderTest.ts';

describe('a database that another program locks while the service runs', () => {
  let under: UnderTest;
  let client: SmaApi;
  let other: DatabaseSync;
  beforeEach(async () => {
    under = await serve({ worker: fakeWorker() });
    client = createSmaClient({
      url: under.service.url, trust: { kind: 'pinned', certificate: under.service.certificatePem ?? '' }, retry: { attempts: 1 },
      authentication: { kind: 'basic', credentials: () => ({ user: USER.name, password: USER.password }) },
    });
    other = new DatabaseSync(join(under.folder, 'sma.db'));
  });
  afterEach(async () => {
    if (other.isOpen) other.close();
    client.dispose();
    await under[Symbol.asyncDispose]();
  });

  it('refuses a write with the reason and the next step, reads on, and writes when it is free', async () => {
    other.exec('begin immediate');
    const answered: string[] = [];
    const write = assert.rejects(client.variables.create({ name: 'late', value: '1' }), (error) => isSmaClientError(error, 'ServerError') && error.status === 503
      && /Another program has locked the database of the service; nothing was changed\. Close that program, or wait until it is done, then try again; look at/.test(error.message));
    // Who waits for the lock holds up nobody: what is asked for meanwhile is answered before it.
    const read = client.runbooks.findByName('None').then(() => answered.push('read'));
    await Promise.all([write.then(() => answered.push('write')), read]);
    assert.deepEqual(answered, ['read', 'write']);
    other.exec('rollback');
    assert.equal((await client.variables.create({ name: 'late', value: '1' })).name, 'late');
  });

  it('tells who follows a job, and loses nothing of what it writes', async () => {
    const { runbook } = await publishNew(under.http, '# sleep 300\n# lines 50 20', 'Held');
    const id = await start(under.http, runbook);
    const told: string[] = [];
    let records = 0, last: string | undefined;
    const followed = (async () => {
      for await (const event of client.jobs.tail(id)) {
        if (event.type === 'notice') told.push(event.text);
        else if (event.type === 'record') records += 1;
        else if (event.type === 'status') last = event.job.status;
      }
    })();
    other.exec('begin immediate');
    await eventually(() => told.length > 0, 15_000, 'the notice');
    assert.match(told[0] ?? '', /^Another program has locked the database of the service, so nothing can be stored: close it, or wait/);
    // The worker has finished the job and speaks of it no more, for longer than a lease: it is not taken for lost.
    const begun = performance.now();
    await eventually(() => performance.now() - begun > 2_500, 15_000, 'the end of the lease');
    assert.ok(under.logger.entries.some((entry) => /failed: another program has locked the database\. Close it/.test(entry.message)));
    other.exec('rollback');
    await followed;
    assert.deepEqual([records, last], [50, 'Completed']);
    assert.ok(!under.logger.entries.some((entry) => /silent/.test(entry.message)), 'the worker is kept');
  }).timeout(40_000);
});
