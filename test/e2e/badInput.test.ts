import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../scripts/lib/codeServer.ts';
import { root } from '../../scripts/lib/paths.ts';
import { createSmaClient, type SmaApi } from '../../src/client/index.ts';
import { childrenOf } from '../host/support/processes.ts';
import { exitOf, startProcess, type ServiceProcess } from '../service/support/serviceProcess.ts';
import { temporaryFolder } from '../service/clientSupport.ts';
import { eventually } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench.ts';

const PASSWORD = 'right: with "everything"';

/** What a person sees when something is wrong: one clear message with the next step, and nothing is lost. */
describe('what a person sees when something is wrong', function () {
  this.timeout(120_000);
  const workbench = useWorkbench({ folder: join(root, 'media/samples'), only: ['Hello-World.ps1'] });
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let service: ServiceProcess;
  let address: { readonly url: string; readonly host: string; readonly fingerprint: string; readonly certificate: string };
  let colleague: SmaApi;
  let stranger: Server;

  before(async () => {
    folder = await temporaryFolder();
    service = await startProcess({ dataFolder: folder.path, users: [{ name: 'ada', password: PASSWORD }, { name: 'bob', password: PASSWORD }], logLevel: 'debug' });
    const { line } = service;
    assert.ok(line.type === 'ready' && line.certificatePem !== null && line.certificateFingerprint !== null);
    address = { url: line.origin, host: new URL(line.origin).host, fingerprint: line.certificateFingerprint, certificate: line.certificatePem };
    colleague = createSmaClient({
      url: address.url, trust: { kind: 'pinned', certificate: address.certificate },
      authentication: { kind: 'basic', credentials: () => ({ user: 'bob', password: PASSWORD }) },
    });
    stranger = createServer((_request, response) => response.end('<html>Hello</html>')).listen(0, '127.0.0.1');
  });
  after(async () => {
    stranger.closeAllConnections();
    stranger.close();
    colleague.dispose();
    service.child.stdin.end();
    await exitOf(service.child);
    await folder[Symbol.asyncDispose]();
  });

  const requests = (): number => service.log().split('\n').filter((line) => line.includes('"Request"')).length;

  /** Answers the three questions for a server. */
  async function fillServer(url: string, user: string, password: string): Promise<void> {
    const { quickInput } = workbench();
    for (const [index, text] of [url, user, password].entries()) {
      await quickInput.step(index + 1, 3);
      await quickInput.answer(text);
    }
  }

  async function addServer(url: string, user = 'ada', password = PASSWORD): Promise<void> {
    await workbench().viewAction('Connections', /^Add Server/);
    await fillServer(url, user, password);
  }

  /** One message, with these words; afterwards it is gone. */
  async function saysOnce(text: RegExp, button?: string): Promise<void> {
    await workbench().toast(text).first().waitFor();
    const told = await workbench().toastTexts();
    assert.equal(told.length, 1, `one thing is said once: ${told.join('\n')}`);
    if (button !== undefined) await workbench().toast(text).getByRole('button', { name: button }).waitFor();
    await workbench().clearToasts();
  }

  it('an address that cannot be one is explained while it is typed', async () => {
    const { quickInput } = workbench();
    await workbench().openContainer('SMA');
    await workbench().viewAction('Connections', /^Add Server/);
    await quickInput.step(1, 3);
    await quickInput.fill('sma.contoso.com:x');
    await quickInput.widget.getByText('The address must begin with https://').waitFor();
    await quickInput.fill('http://sma.contoso.com');
    await quickInput.widget.getByText('over plain HTTP the password could be read').waitFor();
    await quickInput.cancel();
    assert.equal(await workbench().treeItem(/contoso/).count(), 0);
  });

  it('a server that does not answer', async () => {
    const port = await freePort();
    await addServer(`https://127.0.0.1:${port ?? 1}`);
    await saysOnce(/127\.0\.0\.1:\d+ cannot be reached: nothing listens there.*check the address/, 'Try Again');
    await workbench().treeItem(`127.0.0.1:${port ?? 1}, unreachable · in use`).waitFor();
    await workbench().statusBarItem(/unreachable/).waitFor();
    await workbench().view('Jobs').getByText('The server does not answer.').waitFor();
    await workbench().screenshot('unreachable-dark');
  });

  it('something that is not an SMA server', async () => {
    const { port } = stranger.address() as AddressInfo;
    await addServer(`http://127.0.0.1:${port}`);
    await saysOnce(/answers, but not as an SMA web service/, 'Edit Connection');
    await workbench().treeItem(`http://127.0.0.1:${port}, not an SMA server · in use`).waitFor();
  });

  it('a certificate that nobody trusts: shown with its fingerprint, and nothing is sent', async () => {
    await addServer(address.url, 'ada', 'wrong');
    await workbench().dialog().waitFor();
    // It is shown in two lines.
    const text = (await workbench().dialog().innerText()).replaceAll(/[\s:]+/g, '');
    assert.ok(text.includes(address.fingerprint.replaceAll(':', '')), `the fingerprint ${address.fingerprint} in: ${text}`);
    assert.match(text, /IssuedtoCN=.*Issuedbyitself\(self-signed\)/);
    assert.equal(await workbench().dialog().locator(':focus').innerText(), 'Copy Fingerprint', 'who presses Enter by chance trusts nobody');
    await workbench().screenshot('certificate-dark');
    await workbench().theme('light');
    await workbench().screenshot('certificate-light');
    await workbench().theme('dark');
    await workbench().answer('Cancel');
    await workbench().treeItem(`${address.host}, certificate not trusted · in use`).waitFor();
    assert.deepEqual(await workbench().toastTexts(), [], 'who cancels is not told off');
    assert.equal(requests(), 0, `nothing was sent: ${service.log()}`);
  });

  it('a wrong password, once the certificate is trusted', async () => {
    await workbench().view('Jobs').getByRole('button', { name: 'Review Certificate' }).click();
    await workbench().answer('Trust This Certificate');
    await saysOnce(/Signing in to .* failed\. .*user name or password/, 'Enter Password Again');
    await workbench().treeItem(`${address.host}, access denied · in use`).waitFor();
    assert.ok(requests() > 0);
    await workbench().screenshot('denied-dark');
  });

  it('and is connected after the right one', async () => {
    const { quickInput } = workbench();
    await workbench().view('Jobs').getByRole('button', { name: 'Edit Credentials' }).click();
    await quickInput.step(1, 3);
    assert.equal(await quickInput.input.inputValue(), address.url);
    await workbench().page.keyboard.press('Enter');
    await quickInput.step(2, 3);
    assert.equal(await quickInput.input.inputValue(), 'ada');
    await workbench().page.keyboard.press('Enter');
    await quickInput.step(3, 3);
    assert.equal(await quickInput.input.inputValue(), '', 'a password is never shown');
    await quickInput.answer(PASSWORD);
    await workbench().treeItem(`${address.host}, connected · in use`).waitFor();
    assert.equal(await workbench().dialog().count(), 0, 'a certificate that is pinned is not asked about again');
    assert.deepEqual(await workbench().toastTexts(), []);
  });

  it('a name that SMA forbids, and one that is taken', async () => {
    const { quickInput } = workbench();
    await workbench().viewAction('Runbooks', /^New Runbook/);
    await quickInput.step(1, 2);
    await quickInput.pick('PowerShell script');
    await quickInput.step(2, 2);
    await quickInput.fill('2nd Report');
    await quickInput.widget.getByText(/must start with a letter/).waitFor();
    await quickInput.fill('Hello-World');
    await quickInput.widget.getByText('There is a runbook Hello-World already.').waitFor();
    await workbench().page.keyboard.press('Enter');
    await quickInput.widget.getByText('There is a runbook Hello-World already.').waitFor();
    await quickInput.cancel();
  });

  it('a draft of somebody else: asked about, and left alone after Cancel', async () => {
    const { editor } = workbench();
    await editor.open('Hello-World.ps1');
    await editor.titleAction('Publish Runbook').click();
    await workbench().treeItem('Hello-World, published').waitFor();
    const runbook = await colleague.runbooks.findByName('Hello-World');
    assert.ok(runbook);
    const draftId = await colleague.runbooks.edit(runbook.id);
    await colleague.versions.write(draftId, new TextEncoder().encode("'by Bob'\n"), null);

    await editor.replaceAll("Write-Output 'by Ada'\n");
    await editor.save();
    await editor.titleAction('Publish Runbook').click();
    await workbench().dialog().getByText('has a draft on the server that was not saved from here').waitFor();
    await workbench().screenshot('draft-dark');
    await workbench().answer('Cancel');
    assert.deepEqual(await workbench().toastTexts(), []);
    const after = await colleague.runbooks.get(runbook.id);
    assert.equal(after.draftVersionId, draftId);
    assert.equal(after.publishedVersionId, runbook.publishedVersionId);
    assert.equal((await colleague.versions.read(draftId)).text, "'by Bob'\n");
    await workbench().viewAction('Runbooks', 'Refresh Runbooks');
    await workbench().treeItem('Hello-World, published, with a draft').waitFor();
  });

  it('the local service killed while a job’s output is shown: one line says so, nothing is lost or repeated', async () => {
    const { editor, output } = workbench();
    const server = workbench().serverPid;
    await workbench().treeItem('Local Service, stopped').click();
    await workbench().treeItem('Local Service, stopped · in use').waitFor();
    await workbench().view('Jobs').getByRole('button', { name: 'Start Local Service' }).click();
    await workbench().treeItem('Local Service, connected · in use').waitFor({ timeout: 60_000 });

    writeFileSync(join(workbench().folder, 'Count-Slowly.ps1'), "foreach ($i in 1..3) { Write-Output \"line $i\" }\nStart-Sleep -Seconds 600\n");
    await workbench().treeItem('Count-Slowly, only here').click();
    await editor.tab('Count-Slowly.ps1').waitFor();
    await editor.titleAction('Publish Runbook').click();
    await workbench().treeItem('Count-Slowly, published').waitFor();
    await editor.titleAction(/^Start Runbook/).click();
    await output.waitFor('line 3');

    const [pid] = childrenOf(server, 'service.cjs');
    assert.ok(pid !== undefined, 'the service runs below VS Code’s server');
    process.kill(pid, 'SIGKILL');
    await eventually(() => childrenOf(server, 'service.cjs').some((other) => other !== pid), 60_000, 'a new service process');
    const text = await output.waitFor('The server answers again', 60_000);
    await workbench().treeItem('Local Service, connected · in use').waitFor();
    for (const line of ['line 1', 'line 2', 'line 3', 'The server is not answering', 'The server answers again']) {
      assert.equal(text.split(line).length, 2, `${line} once in:\n${text}`);
    }
    await workbench().screenshot('restarted-dark');
  });

  it('ten megabytes of output: all of it arrives, and the window stays usable', async () => {
    const { editor, output, page } = workbench();
    const script = "$text = 'x' * 96\nforeach ($i in 1..100000) { \"$i $text\" }\n";
    writeFileSync(join(workbench().folder, 'Write-Much.ps1'), script);
    await workbench().treeItem('Write-Much, only here').click();
    await editor.tab('Write-Much.ps1').waitFor();
    await editor.titleAction('Publish Runbook').click();
    await workbench().treeItem('Write-Much, published').waitFor();
    await editor.titleAction(/^Start Runbook/).click();
    await output.waitFor(/^── Write-Much|^\d+ x{96}$/m, 60_000);
    // While it pours, the window answers.
    await workbench().quickInput.command('View: Focus Active Editor Group');
    await output.waitFor(/^100000 x{96}\n── Completed at/m, 90_000);
    await workbench().treeItem(/^Write-Much, Completed/).waitFor();
    await page.keyboard.press('Control+Home');
  });

  it('a damaged database: the service says so and does not start, and the file is left as it is', async () => {
    const database = join(workbench().data, 'User/globalStorage/smarunbooks.sma-runbooks/service/sma.db');
    await workbench().rowAction('Local Service, connected · in use', 'Stop Local Service');
    await workbench().treeItem('Local Service, stopped · in use').waitFor();
    const damaged = Buffer.from(readFileSync(database));
    damaged.fill('damage', 0, 4096);
    writeFileSync(database, damaged);
    await workbench().view('Jobs').getByRole('button', { name: 'Start Local Service' }).click();
    await saysOnce(/The local service could not start\. .*(damaged|database)/i, 'Show Log');
    await workbench().treeItem('Local Service, failed · in use').waitFor();
    await workbench().view('Jobs').getByRole('button', { name: 'Start Again' }).waitFor();
    assert.ok(readFileSync(database).equals(damaged), 'not repaired, not replaced, not deleted');
    await workbench().screenshot('damaged-dark');
  });
});
