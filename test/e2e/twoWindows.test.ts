import assert from 'node:assert/strict';
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

  it('go on when the one that runs it closes: at the same address, with all that is stored', async () => {
    const [former] = services();
    await workbench().page.goto('about:blank');
    await eventually(() => services().length === 1 && services()[0] !== former, 60_000, 'a service of the other window');
    await row(second, 'Local Service, connected · in use').waitFor({ timeout: 60_000 });
    await row(second, 'Start-Countdown, published').waitFor();
    assert.deepEqual(await workbench().toastTexts(second), [], 'nothing to be told of');
  });

  it('stop it for both, and neither starts it again', async () => {
    await workbench().reload();
    await workbench().openContainer('SMA');
    await workbench().treeItem('Local Service, connected · in use').waitFor({ timeout: 60_000 });
    await workbench().rowAction('Local Service, connected · in use', 'Stop Local Service');
    await workbench().treeItem('Local Service, stopped · in use').waitFor();
    await row(second, 'Local Service, stopped · in use').waitFor();
    assert.deepEqual(services(), []);
    assert.deepEqual(await workbench().toastTexts(second), [], 'who stops it knows; the other window shows it');
    await second.close();
  });
});
