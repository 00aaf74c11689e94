import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import { eventually } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench.ts';

/** What the language features are to hands on a keyboard: lists that come by themselves, and a rename that touches files. */
describe('the language, by typing', function () {
  this.timeout(90_000);
  const workbench = useWorkbench({ folder: join(root, 'media/samples'), only: ['Hello-World.ps1'] });
  const onDisk = (name: string): string => readFileSync(join(workbench().folder, name), 'utf8');
  const rows = async (): Promise<string> => (await workbench().page.locator('.suggest-widget.visible .monaco-list-row').allTextContents()).join('\n');

  it('offers what the folder names inside quotes, without being asked', async () => {
    writeFileSync(join(workbench().folder, 'Type-Child.ps1'), "workflow Type-Child {\n  param([string]$Text)\n  Get-AutomationVariable -Name 'Mail Host'\n}\n");
    writeFileSync(join(workbench().folder, 'Type-Parent.ps1'), 'workflow Type-Parent {\n  Type-Child -Text x\n}\n');
    const { editor, page } = workbench();
    await editor.open('Type-Parent.ps1');
    await page.keyboard.press('Control+End');
    // The folder is read in the background.
    await eventually(async () => {
      await editor.type("Get-AutomationVariable -Name '");
      const shown = await eventually(async () => (await rows()).includes('Mail Host'), 3_000, 'the list').then(() => true, () => false);
      if (!shown) {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+A');
        await page.keyboard.insertText('workflow Type-Parent {\n  Type-Child -Text x\n}\n');
      }
      return shown;
    }, 40_000, 'the asset that another file names');
    await page.keyboard.press('Enter');
    await eventually(async () => (await editor.text()).includes("-Name 'Mail Host'"), 5_000, 'the name in its quotes');
    // Away with the signature, which lies over the text.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('workflow Type-Parent {\n  Type-Child -Text x\n}\n');
    await editor.save();
  });

  it('renames a runbook with F2: its file, its workflow and its caller', async () => {
    const { editor, page } = workbench();
    await editor.element.locator('.view-line', { hasText: 'Type-Child' }).locator('span', { hasText: 'Type-Child' }).last().click();
    await page.keyboard.press('F2');
    const box = page.locator('.rename-box input, .rename-box .rename-input').first();
    await box.waitFor();
    assert.equal(await box.inputValue(), 'Type-Child');
    await box.fill('Type-Kid');
    await page.keyboard.press('Enter');
    await eventually(() => existsSync(join(workbench().folder, 'Type-Kid.ps1')) && !existsSync(join(workbench().folder, 'Type-Child.ps1')), 20_000, 'the file with its new name');
    await eventually(async () => (await editor.text()).includes('Type-Kid -Text x'), 10_000, 'the caller');
    await workbench().command('File: Save All');
    await eventually(() => onDisk('Type-Kid.ps1').startsWith('workflow Type-Kid {') && onDisk('Type-Parent.ps1').includes('Type-Kid -Text x'), 10_000, 'both texts on the disk');
  });
});
