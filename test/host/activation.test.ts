import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { App } from '../../src/app/app.ts';
import { command, contextKey, view } from '../../src/app/ids.ts';
import { eventually } from '../support/eventually.ts';
import { activateExtension, run, useLocalService } from './support/extension.ts';

describe('the extension in the editor', () => {
  let app: App;
  before(async () => { app = await activateExtension(); });

  it('has every command registered', async () => {
    const there = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(Object.values(command).filter((id) => !there.has(id)), []);
  });

  it('begins with the local service in use, not running, and says so in its keys', () => {
    assert.equal(app.connections.active.info.kind, 'local');
    assert.equal(app.keys.get(contextKey.connection), 'stopped');
    assert.equal(app.keys.get(contextKey.connectionKind), 'local');
    assert.equal(app.keys.get(contextKey.localService), 'stopped');
    assert.equal(app.keys.get(contextKey.jobs), 'unknown');
  });

  it('can show each of its views', async () => {
    for (const id of Object.values(view)) await vscode.commands.executeCommand(`${id}.focus`);
    await eventually(() => app.keys.get(contextKey.connection) === 'stopped');
  });

  it('reads its settings with the defaults of the manifest', () => {
    assert.equal(app.settings.get('sma.runbooks.files'), '**/*.ps1');
    assert.equal(app.settings.get('sma.editor.codeLens'), true);
  });

  it('starts the local service on request and then shows empty lists', async function () {
    this.timeout(60_000);
    await useLocalService(app);
    assert.equal(app.keys.get(contextKey.localService), 'running');
    assert.equal(app.keys.get(contextKey.connection), 'connected');
    await run('sma.job.refresh');
    await run('sma.asset.refresh');
    assert.equal(app.keys.get(contextKey.jobs), 'empty');
    assert.equal(app.keys.get(contextKey.variables), 'empty');
  });

  it('puts Publish and Start above a runbook', async () => {
    const [file] = await vscode.workspace.findFiles('Hello-World.ps1');
    assert.ok(file);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
    const lenses = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', file, 10);
      // Others speak above a runbook too.
      const own = found.filter((lens) => /^(Publish|Start)$/.test(lens.command?.title ?? ''));
      return own.length >= 2 ? own : undefined;
    }, 15_000, 'CodeLens');
    assert.deepEqual(lenses.map((lens) => lens.command?.title), ['Publish', 'Start']);
  });
});
