import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import { eventually } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench.ts';

const WAITING = `param(
    [Parameter(Mandatory)][ValidateSet('red', 'green')][string] $Color,
    [Nullable[int]] $Times
)
"The color is $Color."
Start-Sleep -Seconds 600
`;

/** One click to begin, and then no hand on the mouse for what is asked in lists. */
describe('the first click, and lists that Enter answers', function () {
  this.timeout(90_000);
  const workbench = useWorkbench({ folder: join(root, 'media/samples'), only: ['Hello-World.ps1'] });

  it('starts the local service from the status bar of a window where nothing was opened', async () => {
    const item = workbench().page.locator('.statusbar-item[aria-label^="SMA, Local Service"]');
    await item.waitFor({ timeout: 60_000 });
    assert.match(await item.getAttribute('aria-label') ?? '', /stopped, press to start it/);
    await item.locator('a').first().click();
    await eventually(async () => /connected/.test(await item.getAttribute('aria-label') ?? ''), 60_000, 'the running service');
  });

  it('takes the first value of a mandatory list with Enter', async () => {
    const { editor, quickInput, page } = workbench();
    writeFileSync(join(workbench().folder, 'Wait-Long.ps1'), WAITING);
    await workbench().openContainer('SMA');
    await workbench().treeItem('Wait-Long, only here').click();
    await editor.tab('Wait-Long.ps1').waitFor();
    await editor.titleAction('Publish Runbook').click();
    await workbench().treeItem('Wait-Long, published').waitFor();
    await editor.titleAction(/^Start Runbook/).click();
    await quickInput.step(1, 2);
    await quickInput.rows('red').waitFor();
    await page.keyboard.press('Enter');
    await quickInput.step(2, 2);
    assert.match(await quickInput.message(), /^Times \[Nullable\[int\]\] \(optional\)/);
    await page.keyboard.press('Enter');
    await workbench().output.waitFor('The color is red.');
  });

  it('deletes with the key the row that has the focus, not the one that was clicked', async () => {
    const { page } = workbench();
    await workbench().treeItem('Hello-World, only here').click();
    await workbench().editor.tab('Hello-World.ps1').waitFor();
    await workbench().command('SMA: Focus on Runbooks View');
    await eventually(async () => await workbench().treeItem('Hello-World, only here').evaluate((row) => row.classList.contains('focused')), 10_000, 'the focus in the view');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    await workbench().dialog().getByText('Wait-Long').first().waitFor();
    await workbench().answer('Cancel');
    // Nothing can be deleted on the server of what is only here.
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Delete');
    await workbench().treeItem('Wait-Long, published').waitFor();
    assert.equal(await workbench().dialog().count(), 0);
  });

  it('stops the one running job with Enter', async () => {
    const { quickInput, page } = workbench();
    await workbench().treeItem(/^Wait-Long, Running/).waitFor();
    await workbench().command('SMA: Stop Job');
    await quickInput.rows('Wait-Long').waitFor();
    await page.keyboard.press('Enter');
    await workbench().treeItem(/^Wait-Long, Stopped/).waitFor({ timeout: 30_000 });
  });
});
