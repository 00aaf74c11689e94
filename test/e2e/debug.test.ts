import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { useWorkbench } from '../support/workbench.ts';

const SCRIPT = `param([int]$Count = 3)

$servers = @{ web = 'web-01', 'web-02'; sql = 'sql-01' }
$sum = 0
foreach ($i in 1..$Count) {
    $sum += $i
    Write-Output "number $i"
}
Write-Output "the sum is $sum of $($servers.Count) kinds"
`;

/** Debugging as a person does it: a click in the gutter, a button, a look at the variables, steps, the output. */
describe('debugging, by clicking', function () {
  this.timeout(90_000);
  const workbench = useWorkbench();

  const gutter = async (line: number): Promise<void> => {
    const { editor, page } = workbench();
    const number = editor.element.locator('.margin-view-overlays .line-numbers').filter({ hasText: new RegExp(`^${line}$`) });
    const [box, margin] = [await number.boundingBox(), await editor.element.locator('.margin').first().boundingBox()];
    if (box === null || margin === null) throw new Error(`Line ${line} is not on the screen.`);
    await page.mouse.click(margin.x + 10, box.y + box.height / 2);
  };
  const breakpointMarks = (): Locator => workbench().editor.element.locator('.codicon-debug-breakpoint');
  const variable = (name: RegExp): Locator => workbench().page.locator('.debug-variables').getByRole('treeitem', { name });
  const toolbar = (name: RegExp): Locator => workbench().page.locator('.debug-toolbar').getByRole('button', { name });
  const console = (text: string): Locator => workbench().page.locator('.repl').getByText(text).first();
  /** The line that runs next, as it is marked in the editor. */
  const stoppedAt = async (text: string): Promise<void> => {
    const { editor } = workbench();
    const mark = editor.element.locator('.view-overlays .debug-top-stack-frame-line').first();
    await eventually(async () => {
      const top = (await mark.boundingBox())?.y, line = await editor.element.locator('.view-line').filter({ hasText: text }).first().boundingBox();
      return top !== undefined && line !== null && Math.abs(top - line.y) < 4;
    }, 30_000, `a stop at ${text}`);
  };

  it('sets a breakpoint with a click in the gutter', async () => {
    const { editor, folder } = workbench();
    writeFileSync(join(folder, 'Add-Numbers.ps1'), SCRIPT);
    writeFileSync(join(folder, 'Fail-Here.ps1'), '$name = "x"\n[int]$name\n"after"\n');
    await editor.open('Add-Numbers.ps1');
    await editor.codeLens('Debug').waitFor();
    await gutter(6);
    await eventually(async () => await breakpointMarks().count() === 1, 15_000, 'the mark of the breakpoint');
  });

  it('asks for the parameters, runs to the breakpoint and shows the variables', async () => {
    const { editor, quickInput } = workbench();
    await editor.titleAction('Debug Runbook').click();
    await quickInput.answer('4');
    await stoppedAt('$sum += $i');
    await workbench().expand(/Global/);
    await variable(/^\$sum\b.*\b0\b/).first().waitFor();
    await variable(/^\$i\b.*\b1\b/).first().waitFor();
    await variable(/^\$servers\b/).first().click();
    await workbench().page.keyboard.press('ArrowRight');
    await variable(/^\[sql\].*sql-01/).first().waitFor();
    await workbench().page.locator('.view-line').filter({ hasText: '$servers = ' }).getByText(/web/).first().waitFor();
  });

  it('steps, and looks well in both themes', async () => {
    await toolbar(/^Step Over/).click();
    await stoppedAt('Write-Output "number');
    await variable(/^\$sum\b.*\b1\b/).first().waitFor();
    await workbench().screenshot('debugging-dark');
    await workbench().theme('light');
    await workbench().screenshot('debugging-light');
    await workbench().theme('dark');
  });

  it('works out an expression in the console', async () => {
    const { page } = workbench();
    await page.locator('.repl .repl-input-wrapper').click();
    await page.keyboard.type('$sum + 41');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await console('42').waitFor();
  });

  it('goes on to the end without the breakpoint, and shows the output', async () => {
    await gutter(6);
    await eventually(async () => await breakpointMarks().count() === 0, 15_000, 'the breakpoint taken away');
    await toolbar(/^Continue/).click();
    await console('the sum is 10 of 2 kinds').waitFor();
    await console('Add-Numbers ended as Completed.').waitFor();
    await workbench().page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
    await workbench().screenshot('debugged-dark');
  });

  it('stops at an error nobody takes, and says what it is', async () => {
    const { editor } = workbench();
    await editor.open('Fail-Here.ps1');
    await editor.codeLens('Debug').click();
    await workbench().page.locator('.exception-widget').getByText('Cannot convert value "x"').first().waitFor();
    await workbench().screenshot('error-dark');
    await toolbar(/^Stop/).click();
    await workbench().page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
  });
});
