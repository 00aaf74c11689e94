import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { root } from '../../scripts/lib/paths.ts';
import { childrenOf } from '../host/support/processes.ts';
import { eventually } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench.ts';

/** Two windows of one user on one profile: one local service, whoever opens, stops or closes first. */
describe('two windows', function () {
  this.timeout(120_000);
  const workbench = useWorkbench({ folder: join(root, 'media/samples'), only: ['Start-Countdown.ps1'] });
  let second: Page;
  const row = (page: Page, name: string | RegExp): Locator => page.getByRole('treeitem', typeof name === 'string' ? { name, exact: true } : { name });
  const services = (): number[] => childrenOf(workbench().serverPid, 'service.cjs');

  it('share the service that the first one started, and its jobs', async () => {
    // Counts for longer than the window needs to come back.
    writeFileSync(join(workbench().folder, 'Start-Countdown.ps1'), 'foreach ($i in 1..600) { "count $i"; Start-Sleep -Seconds 1 }\n');
    await workbench().openContainer('SMA');
    await workbench().welcomeButton('Start Local Service').click();
    await workbench().treeItem('Local Service, connected · in use').waitFor({ timeout: 60_000 });
    second = await workbench().another();
    await second.locator('.activitybar').getByRole('tab', { name: /^SMA/ }).click();
    // Nothing was pressed there.
    await row(second, 'Local Service, connected · in use').waitFor({ timeout: 60_000 });
    await workbench().treeItem('Start-Countdown, only here').click();
    const { editor } = workbench();
    await editor.tab('Start-Countdown.ps1').waitFor();
    await editor.titleAction('Publish Runbook').click();
    await workbench().treeItem('Start-Countdown, published').waitFor();
    await second.getByRole('button', { name: 'Runbooks Section' }).hover();
    await second.getByRole('button', { name: 'Refresh Runbooks' }).first().click();
    await row(second, 'Start-Countdown, published').waitFor({ timeout: 60_000 });
    assert.equal(services().length, 1);
    assert.deepEqual(await workbench().toastTexts(second), []);
  });

  it('go on when the one that started it closes or is loaded anew: the same service, and a job runs on', async () => {
    const former = services();
    const { output } = workbench();
    await workbench().editor.titleAction('Start Runbook').click();
    await eventually(async () => (await output.text()).includes('count 2'), 60_000, 'the first lines');
    const extensionHosts = (): number[] => childrenOf(workbench().serverPid, 'type=extensionHost');
    const hosts = extensionHosts();
    await workbench().command('Developer: Reload Window');
    await eventually(() => !hosts.every((pid) => extensionHosts().includes(pid)), 60_000, 'the end of the former window');
    await eventually(() => extensionHosts().length === hosts.length, 60_000, 'the window again');
    assert.deepEqual(services(), former);
    // Once this is there the window is as it was, or as a new one.
    await workbench().statusBarItem(/SMA: Local Service.*1/).waitFor({ timeout: 60_000 });
    await workbench().openContainer('SMA');
    await workbench().treeItem('Local Service, connected · in use').waitFor({ timeout: 60_000 });
    await workbench().treeItem(/^Start-Countdown, Running/).waitFor({ timeout: 60_000 });
    await row(second, 'Local Service, connected · in use').waitFor();
    assert.deepEqual(await workbench().toastTexts(), []);
    assert.deepEqual(await workbench().toastTexts(second), [], 'nothing to be told of');
    // The panel shows its output again, which goes on.
    await eventually(async () => /count \d{2}/.test(await output.text()), 60_000, 'lines that were written since');
    await workbench().screenshot('reloaded-dark');
  });

  it('stop it for both, and neither starts it again', async () => {
    await workbench().rowAction('Local Service, connected · in use', 'Stop Local Service');
    await workbench().answer('Stop Service');
    await workbench().treeItem('Local Service, stopped · in use').waitFor();
    await row(second, 'Local Service, stopped · in use').waitFor();
    assert.deepEqual(services(), []);
    assert.deepEqual(await workbench().toastTexts(second), [], 'who stops it knows; the other window shows it');
  });

  it('show both that one has started it, whichever is in front', async () => {
    await workbench().command('SMA: Start Local Service');
    await workbench().treeItem('Local Service, connected · in use').waitFor({ timeout: 60_000 });
    await row(second, 'Local Service, connected · in use').waitFor({ timeout: 60_000 });
    assert.equal(services().length, 1);
    await second.close();
  });
});
