import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import { eventually } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench.ts';

/** As the README's tour has it, so that a job can be watched for some seconds. */
const SAY_HELLO = `param([string]$Name = 'world', [int]$Times = 5)
foreach ($i in 1..$Times) {
    Write-Output "Hello, $Name, number $i"
    Start-Sleep -Seconds 1
}
`;

/** The main job as a person does it: one window, one step after the other, everything by mouse and keyboard. */
describe('the main job, by clicking', function () {
  this.timeout(90_000);
  const workbench = useWorkbench({ folder: join(root, 'media/samples'), only: ['Get-DiskReport.ps1', 'Hello-World.ps1', 'Start-Countdown.ps1'] });

  /** Makes a runbook with the view's button and puts a text into it. */
  async function newScript(name: string, text: string): Promise<void> {
    const { quickInput, editor } = workbench();
    await workbench().viewAction('Runbooks', /^New Runbook/);
    await quickInput.step(1, 2);
    await quickInput.pick('PowerShell script');
    await quickInput.step(2, 2);
    await quickInput.answer(name);
    await editor.tab(`${name}.ps1`).waitFor();
    await editor.replaceAll(text);
    await editor.save();
    await editor.codeLens('Publish').waitFor();
    await eventually(() => readFileSync(join(workbench().folder, `${name}.ps1`), 'utf8') === text, 15_000, `${name}.ps1 on the disk`);
  }

  async function publish(name: string): Promise<void> {
    await workbench().editor.titleAction('Publish Runbook').click();
    await workbench().treeItem(`${name}, published`).waitFor();
  }

  /** Answers the parameter form's boxes, one after the other. */
  async function start(...answers: readonly string[]): Promise<void> {
    const { quickInput, editor } = workbench();
    await editor.titleAction(/^Start Runbook/).click();
    for (const [index, answer] of answers.entries()) {
      if (answers.length > 1) await quickInput.step(index + 1, answers.length);
      await quickInput.answer(answer);
    }
  }

  it('starts the local service with the button of the empty view', async () => {
    await workbench().openContainer('SMA');
    await workbench().treeItem('Local Service, stopped · in use').waitFor();
    await workbench().treeItem('Hello-World, in the folder').waitFor();
    await workbench().welcomeButton('Start Local Service').waitFor();
    await workbench().screenshot('welcome-dark');
    await workbench().theme('light');
    await workbench().screenshot('welcome-light');
    await workbench().theme('dark');
    await workbench().welcomeButton('Start Local Service').click();
    await workbench().treeItem('Local Service, connected · in use').waitFor({ timeout: 60_000 });
    await workbench().treeItem('Hello-World, only here').waitFor();
    await workbench().welcomeButton('Start a Runbook').waitFor();
  });

  it('makes a new runbook, which the view marks as only here', async () => {
    await newScript('Say-Hello', SAY_HELLO);
    await workbench().treeItem('Say-Hello, only here').waitFor();
  });

  it('publishes it with the button in the editor’s title bar', async () => {
    await publish('Say-Hello');
    assert.deepEqual(await workbench().toastTexts(), [], 'success needs no message in the way');
  });

  it('asks for the parameters, and explains a value that does not fit', async () => {
    const { quickInput, editor, page } = workbench();
    await editor.titleAction(/^Start Runbook/).click();
    await quickInput.step(1, 2);
    assert.match(await quickInput.message(), /^Name \[string\] \(optional\)/);
    await quickInput.answer('Ada');
    await quickInput.step(2, 2);
    assert.match(await quickInput.message(), /^Times \[int\] \(optional\)/);
    await workbench().screenshot('parameters-dark');
    await workbench().theme('light');
    await workbench().screenshot('parameters-light');
    await workbench().theme('dark');
    await quickInput.fill('many');
    await quickInput.widget.getByText('Type a whole number, for example 42.').waitFor();
    await page.keyboard.press('Enter');
    assert.equal(await workbench().treeItem(/^Say-Hello, (Queued|Running|Completed)/).count(), 0, 'nothing was started');
    await quickInput.answer('12');
  });

  it('shows the output while the job is running', async () => {
    // Nobody opened the panel: it came by itself, and its text is on the screen.
    const early = await workbench().output.waitFor('Hello, Ada, number 2');
    await workbench().treeItem(/^Say-Hello, Running/).waitFor();
    await workbench().statusBarItem(/SMA: Local Service.*1/).waitFor();
    const later = await workbench().outputText();
    assert.doesNotMatch(later, /number 12|Completed/, 'read while the job was running');
    assert.match(early, /^── Say-Hello · /);
    await workbench().screenshot('running-dark');
    await workbench().theme('light');
    await workbench().screenshot('running-light');
    await workbench().theme('dark');
  });

  it('shows every line once and in order, then Completed', async () => {
    const output = await workbench().output.waitFor(/── Completed at .* ──/);
    const lines = output.split('\n').filter((line) => line.startsWith('Hello'));
    assert.deepEqual(lines, Array.from({ length: 12 }, (_, index) => `Hello, Ada, number ${index + 1}`));
    await workbench().treeItem(/^Say-Hello, Completed/).waitFor();
    await workbench().statusBarItem(/^\s*SMA: Local Service\s*$/).waitFor();
  });

  it('makes a variable, which a runbook reads', async () => {
    const { quickInput } = workbench();
    await workbench().viewAction('Assets', /^New Variable/);
    await quickInput.step(1, 4);
    await quickInput.answer('Greeting');
    await quickInput.step(2, 4);
    await quickInput.pick('Everybody who may use SMA can read it.');
    await quickInput.step(3, 4);
    await quickInput.pick('any text');
    await quickInput.step(4, 4);
    await quickInput.answer('Grüß Gott');
    await workbench().treeItem('Greeting, Grüß Gott').waitFor();
    await newScript('Greet-Everybody', "$greeting = Get-AutomationVariable -Name 'Greeting'\n\"$greeting, everybody\"\n");
    await publish('Greet-Everybody');
    await start();
    const output = await workbench().output.waitFor(/── Greet-Everybody[\s\S]*── Completed at/);
    assert.match(output, /^── Greet-Everybody · .*\nGrüß Gott, everybody\n── Completed/);
  });

  it('stops a job from its row in the tree', async () => {
    await newScript('Wait-Long', "Write-Output 'Waiting'\nStart-Sleep -Seconds 600\nWrite-Output 'Too late'\n");
    await publish('Wait-Long');
    await start();
    await workbench().output.waitFor('Waiting');
    await workbench().rowAction(/^Wait-Long, Running/, 'Stop Job');
    const output = await workbench().output.waitFor(/── Wait-Long[\s\S]*── Stopped at/);
    assert.doesNotMatch(output, /Too late/);
    await workbench().treeItem(/^Wait-Long, Stopped/).waitFor();
  });

  it('shows a job that fails, with the command and the line', async () => {
    await newScript('Fail-Here', "Write-Output 'Before'\nWrite-Warning 'Not much longer'\nGet-NoSuchThing\nWrite-Output 'After'\n");
    await publish('Fail-Here');
    await start();
    const output = await workbench().output.waitFor(/── Fail-Here[\s\S]*── Failed at/);
    assert.match(output, /Before\nWARNING: Not much longer\n/);
    assert.match(output, /Get-NoSuchThing/);
    assert.match(output, /(line|Line|:)\s*3/);
    assert.doesNotMatch(output, /After/);
    await workbench().treeItem(/^Fail-Here, Failed/).waitFor();
    await workbench().screenshot('failed-dark');
    await workbench().theme('light');
    await workbench().screenshot('failed-light');
    await workbench().theme('dark');
  });

  it('says that there is nothing to publish where the server has the text, and looks as the README shows it', async () => {
    const { editor } = workbench();
    await editor.open('Say-Hello.ps1');
    await editor.titleAction('Publish Runbook').click();
    await workbench().statusBarItem(/has Say-Hello with this text already/).waitFor();
    await workbench().command('View: Close Other Editors in Group');
    await start('Ada', '8');
    await workbench().output.waitFor('Hello, Ada, number 3');
    await workbench().treeItem(/^Say-Hello, Running/).waitFor();
    const picture = await workbench().screenshot('readme');
    assert.ok(readFileSync(picture).length < 300 * 1024, 'the picture is too large for the README');
    if (process.env['SMA_UPDATE_SCREENSHOT']) copyFileSync(picture, join(root, 'media/screenshot.png'));
    await workbench().theme('light');
    await workbench().screenshot('assets-light');
    await workbench().theme('dark');
    await workbench().output.waitFor(/── Completed at/);
  });

  it('refuses to publish a mistake, with its line and column, and changes nothing on the server', async () => {
    const { editor } = workbench();
    await editor.open('Say-Hello.ps1');
    await editor.replaceAll("Write-Output 'fine'\nWrite-Output (1 +\n");
    await editor.save();
    await editor.titleAction('Publish Runbook').click();
    await workbench().toast(/Say-Hello\.ps1 cannot be published: line 2, column \d+: /).getByRole('button', { name: 'Show Problems' }).waitFor();
    await workbench().statusBarItem(/^Ln 2, Col \d+/).waitFor();
    await editor.element.locator('.squiggly-error').first().waitFor();
    await workbench().screenshot('refused-dark');
    // The next refusal takes the place of the first.
    await editor.replaceAll('Write-Output (1 +\n');
    await editor.save();
    await editor.titleAction('Publish Runbook').click();
    await workbench().toast(/Say-Hello\.ps1 cannot be published: line 1, /).waitFor();
    assert.equal((await workbench().toastTexts()).length, 1);
    await workbench().clearToasts();
    await workbench().treeItem('Say-Hello, published · changed locally').waitFor();
    await workbench().rowMenu('Say-Hello, published · changed locally', 'Open Published Version from Server');
    await editor.tab(/Say-Hello \(published\)/).waitFor();
    await eventually(async () => (await editor.text()).includes('Hello, $Name, number $i'), 15_000, 'the published text as it was');
    await workbench().command('View: Close Editor');
  });
});
