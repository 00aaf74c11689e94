import assert from 'node:assert/strict';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import { useWorkbench } from '../support/workbench.ts';

/** A folder that came from somebody else: it can be read, and runs nothing until it is trusted. */
describe('a folder that nobody has said to trust', function () {
  this.timeout(90_000);
  const workbench = useWorkbench({ folder: join(root, 'media/samples'), only: ['Hello-World.ps1'], untrusted: true });

  it('shows its runbooks and says what waits', async () => {
    await workbench().openContainer('SMA');
    await workbench().treeItem(/^Hello-World/).click();
    await workbench().editor.tab('Hello-World.ps1').waitFor();
    await workbench().view('Runbooks').getByText('these files can be read and edited, not run or published').waitFor();
  });

  it('is not published: one message says why, and nothing is started for it', async () => {
    await workbench().editor.titleAction('Publish Runbook').click();
    const told = /^Hello-World\.ps1 cannot be published: you have not said that you trust this folder/;
    await workbench().toast('cannot be published').waitFor();
    const texts = await workbench().toastTexts();
    assert.equal(texts.length, 1, texts.join('\n'));
    assert.match(texts[0] ?? '', told);
    await workbench().screenshot('untrusted-dark');
    await workbench().clearToasts();
    await workbench().treeItem('Local Service, stopped · in use').waitFor();
  });

  it('runs nothing before the person has said yes, and then it does', async () => {
    await workbench().editor.titleAction('Debug Runbook').click();
    await workbench().dialog().getByText('Do you trust').first().waitFor();
    await workbench().answer(/^Trust/);
    await workbench().quickInput.step(1, 2);
    await workbench().page.keyboard.press('Escape');
    await workbench().view('Runbooks').getByText('these files can be read and edited').waitFor({ state: 'detached' });
    await workbench().editor.titleAction('Publish Runbook').click();
    await workbench().treeItem('Hello-World, published').waitFor({ timeout: 60_000 });
  });
});
