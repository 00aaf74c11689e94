import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  contributes: { commands: { command: string }[] };
}

describe('the extension in a real host', () => {
  const extension = vscode.extensions.getExtension<unknown>('smarunbooks.sma-runbooks');

  it('is found by its identifier and activates', async () => {
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('has registered every command of its manifest', async () => {
    assert.ok(extension);
    const wanted = (extension.packageJSON as Manifest).contributes.commands.map(({ command }) => command);
    const there = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(wanted.filter((command) => !there.has(command)), []);
    assert.ok(wanted.length > 0);
  });
});
