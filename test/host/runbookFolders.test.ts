import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../../src/app/app.ts';
import { RunbookFiles } from '../../src/features/runbooks/runbookFiles.ts';
import { eventually } from '../support/eventually.ts';
import { activateExtension, writeRunbook } from './support/extension.ts';

describe('folders with runbooks', () => {
  let app: App;
  let folder: string;
  let files: RunbookFiles;
  let caller: vscode.Uri;
  /** Where the editor finds the runbook that Folder-Caller calls. */
  const found = async (): Promise<string> => (await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeDefinitionProvider', caller, new vscode.Position(1, 4))).map(({ uri }) => uri.path.split('/').slice(-2).join('/')).join();
  const paths = (): string[] => files.runbooks.map(({ path }) => path.split('/').slice(-2).join('/')).filter((path) => path.startsWith('moving')).sort();

  before(async () => {
    app = await activateExtension();
    folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    files = new RunbookFiles(app.settings, app.log.named('folder'));
    await files.refresh();
    caller = writeRunbook('Folder-Caller', 'workflow Folder-Caller {\n  Moving-One\n}\n');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(caller));
  });
  after(() => {
    files.dispose();
    for (const name of ['moving', 'moving-on', 'Folder-Caller.ps1']) rmSync(join(folder, name), { recursive: true, force: true });
  });

  it('are noticed when they are put in place, renamed, and removed', async function () {
    this.timeout(60_000);
    mkdirSync(join(folder, 'moving'));
    for (const name of ['One', 'Two']) writeFileSync(join(folder, 'moving', `${name}.ps1`), `workflow Moving-${name} { 'x' }\n`);
    await eventually(() => paths().join() === 'moving/One.ps1,moving/Two.ps1', 15_000, 'the new folder');
    await eventually(async () => await found() === 'moving/One.ps1', 15_000, 'the definition in the new folder');
    renameSync(join(folder, 'moving'), join(folder, 'moving-on'));
    await eventually(() => paths().join() === 'moving-on/One.ps1,moving-on/Two.ps1', 15_000, `the renamed folder, not ${paths().join()}`);
    await eventually(async () => await found() === 'moving-on/One.ps1', 15_000, 'the definition in the renamed folder');
    rmSync(join(folder, 'moving-on'), { recursive: true });
    await eventually(() => paths().length === 0, 15_000, 'nothing of the removed folder');
    await eventually(async () => await found() === '', 15_000, 'no definition any more');
  });

  it('have runbooks in files whose extension is in capitals too', async function () {
    this.timeout(60_000);
    mkdirSync(join(folder, 'moving'));
    writeFileSync(join(folder, 'moving', 'LOUD.PS1'), "workflow Moving-Loud { 'x' }\n");
    const file = vscode.Uri.file(join(folder, 'moving', 'LOUD.PS1'));
    await eventually(() => paths().join() === 'moving/LOUD.PS1', 15_000, 'the file in the list');
    assert.equal(files.runbooks.find((runbook) => runbook.path.endsWith('LOUD.PS1'))?.name, 'Moving-Loud');
    const document = await vscode.workspace.openTextDocument(file);
    assert.equal(document.languageId, 'powershell');
    const lenses = await eventually(async () => {
      const all = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', file);
      return all.some(({ command }) => command?.title === 'Publish') ? all : undefined;
    }, 15_000, 'the buttons above it');
    assert.ok(lenses.some(({ command }) => command?.title === 'Start'));
    rmSync(join(folder, 'moving'), { recursive: true });
  });
});
