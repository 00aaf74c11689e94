import * as vscode from 'vscode';

const ID = 'smarunbooks.sma-runbooks';

const wait = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

/** Runs in the extension host: prints the extension's row of the workbench's Startup Performance report. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension(ID);
  if (!extension) throw new Error(`${ID} is not there`);
  // As a user wakes it: by opening its view.
  for (const began = Date.now(); !extension.isActive && Date.now() - began < 5000;) await wait(50);
  if (!extension.isActive) await vscode.commands.executeCommand('workbench.view.extension.sma');
  for (const began = Date.now(); !extension.isActive && Date.now() - began < 20_000;) await wait(50);
  await wait(1000);
  await vscode.commands.executeCommand('perfview.show');
  for (const began = Date.now(); Date.now() - began < 15_000; await wait(100)) {
    const report = vscode.workspace.textDocuments.find((document) => document.uri.scheme === 'perf')?.getText() ?? '';
    const row = report.split('\n').find((line) => line.includes(ID));
    if (row) {
      // Only the console reaches the process that started the host.
      console.log(`PERF ${row}`);
      return;
    }
  }
  throw new Error('The report has no row of the extension.');
}
