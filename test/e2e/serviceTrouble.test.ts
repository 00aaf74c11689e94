import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import { createSmaClient } from '../../src/client/index.ts';
import { temporaryFolder } from '../service/clientSupport.ts';
import { exitOf, startProcess } from '../service/support/serviceProcess.ts';
import { useWorkbench } from '../support/workbench.ts';

/** One message, and this one. */
function assertOnly(texts: readonly string[], told: RegExp): void {
  assert.equal(texts.length, 1, texts.join('\n'));
  assert.match(texts[0] ?? '', told);
}

/** What a person sees when the machine does not give the service what it needs. */
describe('what a person sees when the service is in trouble', function () {
  this.timeout(120_000);
  const workbench = useWorkbench({ folder: join(root, 'media/samples'), only: ['Hello-World.ps1'] });
  const dataFolder = (): string => join(workbench().data, 'User/globalStorage/smarunbooks.sma-runbooks/service');

  async function stop(): Promise<void> {
    await workbench().rowAction('Local Service, connected · in use', 'Stop Local Service');
    await workbench().treeItem('Local Service, stopped · in use').waitFor();
  }

  async function connected(): Promise<void> {
    await workbench().treeItem('Local Service, connected · in use').waitFor({ timeout: 60_000 });
  }

  it('its former port is taken by another program: it takes another, and nobody is bothered', async () => {
    await workbench().openContainer('SMA');
    await workbench().welcomeButton('Start Local Service').click();
    await connected();
    const { port } = JSON.parse(readFileSync(join(dataFolder(), 'shared.json'), 'utf8')) as { port: number };
    await stop();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    try {
      await workbench().view('Jobs').getByRole('button', { name: 'Start Local Service' }).click();
      await connected();
      const now = JSON.parse(readFileSync(join(dataFolder(), 'shared.json'), 'utf8')) as { port: number };
      assert.notEqual(now.port, port);
      assert.deepEqual(await workbench().toastTexts(), []);
    } finally {
      other.close();
    }
  });

  it('its database is in use by another program: one message says by which, and Start Again works when that is gone', async () => {
    await stop();
    const other = await startProcess({ dataFolder: dataFolder(), users: [{ name: 'ada', password: 'another one' }], logLevel: 'warn' });
    try {
      assert.equal(other.line.type, 'ready');
      await workbench().view('Jobs').getByRole('button', { name: 'Start Local Service' }).click();
      const told = new RegExp(`The local service could not start\\. Another SMA service \\(process ${other.child.pid}\\) is using the data folder .*Stop it`);
      await workbench().toast(told).waitFor({ timeout: 60_000 });
      assertOnly(await workbench().toastTexts(), told);
      await workbench().screenshot('locked-dark');
      await workbench().clearToasts();
      await workbench().treeItem('Local Service, failed · in use').waitFor();
    } finally {
      other.child.stdin.end();
      await exitOf(other.child);
    }
    await workbench().view('Jobs').getByRole('button', { name: 'Start Again' }).click();
    await connected();
  });

  it('its disk is full: publishing is refused in one message, and the server keeps what it had', async () => {
    await using folder = await temporaryFolder();
    // The database may not grow beyond this: for the service that is a full disk.
    const service = await startProcess({ dataFolder: folder.path, users: [{ name: 'ada', password: 'secret word' }], logLevel: 'warn', maxDatabaseBytes: 1_500_000 });
    const { line } = service;
    assert.ok(line.type === 'ready' && line.certificatePem !== null);
    const { quickInput, editor } = workbench();
    await workbench().viewAction('Connections', /^Add Server/);
    for (const [index, text] of [line.origin, 'ada', 'secret word'].entries()) {
      await quickInput.step(index + 1, 3);
      await quickInput.answer(text);
    }
    await workbench().dialog().waitFor();
    await workbench().answer('Trust This Certificate');
    await workbench().treeItem(`${new URL(line.origin).host}, connected · in use`).waitFor();
    await workbench().treeItem('Hello-World, only here').click();
    await editor.tab('Hello-World.ps1').waitFor();
    await editor.titleAction('Publish Runbook').click();
    await workbench().treeItem('Hello-World, published').waitFor();
    const file = join(workbench().folder, 'Hello-World.ps1');
    const small = readFileSync(file, 'utf8');
    writeFileSync(file, `${small}\n${`# ${'x'.repeat(98)}\n`.repeat(20_000)}`);
    await workbench().treeItem(/^Hello-World, published/).click();
    await editor.titleAction('Publish Runbook').click();
    const told = /Publishing the runbook failed\. .*disk of the service is full; nothing was changed\. Make room/;
    await workbench().toast(told).waitFor({ timeout: 60_000 });
    assertOnly(await workbench().toastTexts(), told);
    await workbench().screenshot('disk-full-dark');
    await workbench().clearToasts();
    const client = createSmaClient({ url: line.origin, trust: { kind: 'pinned', certificate: line.certificatePem }, authentication: { kind: 'basic', credentials: () => ({ user: 'ada', password: 'secret word' }) } });
    const runbook = await client.runbooks.findByName('Hello-World');
    assert.equal((await client.versions.read(runbook?.publishedVersionId ?? '')).text, small);
    client.dispose();
    service.child.stdin.end();
    await exitOf(service.child);
  });
});
