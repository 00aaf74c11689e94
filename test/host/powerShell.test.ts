import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { setting } from '../../src/app/ids.ts';
import { eventually } from '../support/eventually.ts';
import { imposter } from '../support/imposter.ts';
import type { TestProgram } from '../support/imposter.ts';
import { activateExtension, writeRunbook } from './support/extension.ts';

/** Answers one request of the bridge: a list of commands, or the run of a script. */
const ANSWERS = `case "$request" in
*'"type":"names"'*) printf '%s{"type":"done","names":[{"name":"Get-HostMachine","module":"Cloud"}]}\\n' "$mark" ;;
*) printf '%s{"type":"output","value":"from over there"}\\n%s{"type":"done"}\\n' "$mark" "$mark" ;;
esac
exec cat > /dev/null`;

describe('a PowerShell that the settings name', function () {
  this.timeout(90_000);
  let shell: TestProgram, file: vscode.Uri;
  const set = async (id: string, value: string | undefined): Promise<void> => await vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);

  before(async () => {
    await activateExtension();
    shell = imposter(ANSWERS);
    file = writeRunbook('Test-PowerShell', "Get-HostM\n");
    await set(setting.powerShellPath, shell.path);
  });
  after(async () => {
    await set(setting.engine, undefined);
    await set(setting.powerShellPath, undefined);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    rmSync(file.fsPath, { force: true });
    shell[Symbol.dispose]();
  });

  it('offers its commands', async () => {
    await vscode.window.showTextDocument(file);
    const offered = await eventually(async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', file, new vscode.Position(0, 9));
      return list.items.find((item) => (typeof item.label === 'string' ? item.label : item.label.label) === 'Get-HostMachine');
    }, 60_000, 'the command in the list');
    assert.equal(offered.kind, vscode.CompletionItemKind.Function);
  });

  it('runs runbooks where the settings say so', async () => {
    await set(setting.engine, 'powershell');
    let output = '';
    const tracker = vscode.debug.registerDebugAdapterTrackerFactory('sma-runbook', {
      createDebugAdapterTracker: () => ({ onDidSendMessage: (message: { readonly event?: string; readonly body?: { readonly category?: string; readonly output?: string } }) => { if (message.event === 'output') output += message.body?.output ?? ''; } }),
    });
    try {
      assert.equal(await vscode.debug.startDebugging(vscode.workspace.workspaceFolders?.[0], { type: 'sma-runbook', request: 'launch', name: 'x', program: file.fsPath, parameters: {} }, { noDebug: true }), true);
      await eventually(() => output.includes('from over there'), 60_000, 'its output');
      await eventually(() => vscode.debug.activeDebugSession === undefined, 30_000, 'the end of the session');
    } finally { tracker.dispose(); }
  });
});
