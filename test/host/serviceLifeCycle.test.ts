import assert from 'node:assert/strict';
import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../src/app/app.ts';
import { contextKey } from '../../src/app/ids.ts';
import { eventually } from '../support/eventually.ts';
import { activateExtension, answerQuestions, messagesSince, run, shownOutput, useLocalService, writeRunbook } from './support/extension.ts';
import { childrenOf } from './support/processes.ts';

describe('the local service’s life', () => {
  let app: App;
  before(async function () {
    this.timeout(60_000);
    app = await activateExtension();
    await useLocalService(app);
  });

  it('goes on after a crash: same address, and a tail that loses nothing', async function () {
    this.timeout(90_000);
    const client = await app.connections.local.connect();
    const file = writeRunbook('Test-Tail', "1..3 | ForEach-Object { Write-Output \"before $_\" }\nStart-Sleep -Seconds 600\n");
    await run('sma.runbook.publish', file);
    const jobId = String(await run('sma.runbook.start', file, { parameters: {} }));
    await eventually(() => shownOutput('before 3'), 30_000, 'the first lines');
    const [service] = childrenOf(process.pid, 'service.cjs');
    assert.ok(service !== undefined);
    process.kill(service, 'SIGKILL');
    await eventually(() => childrenOf(process.pid, 'service.cjs').some((pid) => pid !== service), 30_000, 'a new process');
    await eventually(() => app.connections.local.state.name === 'connected' && app.keys.get(contextKey.localService) === 'running', 30_000, 'the connection');
    assert.equal((await app.connections.local.connect()).root, client.root);
    const output = await eventually(() => shownOutput('answers again'), 60_000, 'the line that says so');
    assert.equal(output.split('The server is not answering').length, 2, 'said once');
    for (const line of ['before 1', 'before 2', 'before 3']) assert.equal(output.split(`${line}\n`).length, 2, `${line} once`);
    await run('sma.job.stop', { connectionId: 'local', jobId });
  });

  it('tells in a job’s channel that it was stopped, and how the job ended once it is started again, twice over', async function () {
    this.timeout(120_000);
    await useLocalService(app);
    const file = writeRunbook('Test-StopInTail', "'stop before'\nStart-Sleep -Seconds 600\n");
    await run('sma.runbook.publish', file);
    for (let round = 0; round < 2; round++) {
      await run('sma.runbook.start', file, { parameters: {} });
      await eventually(() => shownOutput('stop before'), 30_000, 'the first line');
      const { restore } = answerQuestions(app, 'Stop Service');
      await run('sma.localService.stop');
      restore();
      await eventually(() => shownOutput('Local Service was stopped. The output goes on here'), 10_000, 'the line that says why');
      await run('sma.localService.start');
      const output = await eventually(() => shownOutput('── Failed at'), 20_000, 'the job’s end');
      assert.doesNotMatch(output, /goes on here/);
      assert.equal(output.split('stop before\n').length, 2);
    }
  });

  it('ends its process when it is stopped, and starts again with what it had', async function () {
    this.timeout(60_000);
    const client = await useLocalService(app);
    const before = (await client.jobs.list()).items.length;
    await app.connections.local.connect();
    for (const job of app.jobs.running) await client.jobs.stop(job.id);
    await eventually(async () => { await app.jobs.refresh(); return app.jobs.running.length === 0; }, 30_000, 'the end of all jobs');
    await run('sma.localService.stop');
    assert.deepEqual(childrenOf(process.pid, 'service.cjs'), []);
    assert.equal(app.keys.get(contextKey.connection), 'stopped');
    assert.equal(app.keys.get(contextKey.jobs), 'unknown');
    const again = await useLocalService(app);
    assert.equal((await again.jobs.list()).items.length, before);
  });

  it('is not restarted under running jobs unasked', async function () {
    this.timeout(60_000);
    const client = await useLocalService(app);
    const file = writeRunbook('Test-RestartAsked', "'still here'\nStart-Sleep -Seconds 600\n");
    await run('sma.runbook.publish', file);
    await run('sma.runbook.start', file, { parameters: {} });
    await eventually(() => shownOutput('still here'), 30_000, 'the first line');
    await eventually(async () => { await app.jobs.refresh(); return app.jobs.running.length > 0; }, 30_000, 'the job in the list');
    const { asked, restore } = answerQuestions(app, undefined);
    await run('sma.localService.restart');
    restore();
    assert.equal(asked.length, 1);
    for (const job of app.jobs.running) {
      assert.equal((await client.jobs.get(job.id)).status, 'Running');
      await client.jobs.stop(job.id);
    }
  });

  it('is started by whoever needs it', async function () {
    this.timeout(60_000);
    await run('sma.localService.stop');
    const file = writeRunbook('Test-OnDemand', "'x'\n");
    await run('sma.runbook.publish', file);
    assert.equal(app.keys.get(contextKey.localService), 'running');
    assert.ok(app.runbooks.items.some((runbook) => runbook.name === 'Test-OnDemand'));
  });

  it('tells in one message that it does not come back from a crash, and runs again once the cause is mended', async function () {
    this.timeout(90_000);
    await useLocalService(app);
    const { restore } = answerQuestions(app, 'Stop Service');
    await run('sma.localService.stop');
    restore();
    const folder = join(app.context.globalStorageUri.fsPath, 'service'), file = join(folder, 'sma.db'), kept = join(folder, 'kept.db'), damaged = join(folder, 'damaged.db');
    copyFileSync(file, kept);
    writeFileSync(damaged, 'no database at all'.repeat(1000));
    const client = await useLocalService(app), before = (await client.jobs.list()).items.length;
    const said = messagesSince(app);
    const [service] = childrenOf(process.pid, 'service.cjs');
    assert.ok(service !== undefined);
    try {
      // Without a turn in between: nobody can have started it again.
      process.kill(service, 'SIGKILL');
      renameSync(damaged, file);
      for (const rest of ['sma.db-wal', 'sma.db-shm']) rmSync(join(folder, rest), { force: true });
      await eventually(() => app.keys.get(contextKey.localService) === 'failed', 60_000, 'giving up');
      assert.equal(app.keys.get(contextKey.connection), 'failed');
      await eventually(() => said().length > 0, 10_000, 'the message');
      assert.equal(said().length, 1, said().join('\n'));
      assert.match(said()[0] ?? '', /^The local service could not start\. .*(damaged|not a database)/);
    } finally {
      renameSync(kept, file);
      for (const rest of ['sma.db-wal', 'sma.db-shm']) rmSync(join(folder, rest), { force: true });
    }
    const again = await useLocalService(app);
    assert.equal((await again.jobs.list()).items.length, before);
    assert.equal(said().length, 1);
  });
});
