import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import * as vscode from 'vscode';
import type { App } from '../../src/app/app.ts';
import { rowCommand, view } from '../../src/app/ids.ts';
import { ItemTree } from '../../src/app/ui/itemTree.ts';
import type { Runbook } from '../../src/client/api.ts';
import { eventually } from '../support/eventually.ts';
import { activateExtension, useLocalService, writeRunbook } from './support/extension.ts';

describe('clicks on rows', () => {
  let app: App;
  let file: vscode.Uri;
  before(async function () {
    this.timeout(60_000);
    app = await activateExtension();
    await useLocalService(app);
    // The first row of the list.
    file = writeRunbook('Aaa-First', "'x'\n");
    await vscode.commands.executeCommand('sma.runbooks.focus');
    await vscode.commands.executeCommand('sma.runbook.refresh');
    await eventually(() => app.runbooks.state !== 'loading' && app.runbooks.state !== 'unknown', 20_000, 'the list of runbooks');
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(file.fsPath, { force: true });
    await app.runbooks.refresh();
  });

  it('reach their rows though these are drawn anew at that moment', async function () {
    this.timeout(90_000);
    const row: Runbook = {
      id: 'none', name: 'Aaa-First', description: '', tags: [], publishedVersionId: null, draftVersionId: 'none', createdAt: '2026-01-01T00:00:00', modifiedAt: '2026-01-01T00:00:00',
      modifiedBy: null, logVerbose: false, logProgress: false, logDebug: false, type: 'PowerShellScript', designatedWorker: null,
    };
    const others = app.runbooks.items, isShown = (): boolean => vscode.window.activeTextEditor?.document.uri.toString() === file.toString();
    // The view draws its rows when it likes: one press has reached this one before any is drawn anew.
    await eventually(async () => {
      await vscode.commands.executeCommand('sma.runbooks.focus');
      await vscode.commands.executeCommand('list.focusFirst');
      await vscode.commands.executeCommand('list.select');
      return eventually(isShown, 2_000, 'the file').then(() => true, () => false);
    }, 30_000, 'the row to be there');
    for (let turn = 0; turn < 12; turn++) {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('sma.runbooks.focus');
      await vscode.commands.executeCommand('list.focusFirst');
      // Enter is on its way to the window; before the window answers with the row's command, that row is another.
      const pressed = vscode.commands.executeCommand('list.select');
      app.runbooks.replace([...others, { ...row, description: `Changed ${turn}` }]);
      await pressed;
      await eventually(isShown, 15_000, `the file of the row, in turn ${turn}`);
    }
  });

  it('are told to the editor alone where only what is below them changes, at any depth, and move with those below them', () => {
    type Row = { readonly id: string; readonly label: string; readonly below: readonly Row[] };
    const row = (id: string, below: readonly Row[] = [], label = id): Row => ({ id, label, below });
    let roots: readonly Row[] = [row('a', [row('b', [row('c')])]), row('d')];
    const tree = new ItemTree<Row>({
      viewId: view.jobs, roots: () => roots, children: ({ below }) => below,
      view: ({ id, label, below }) => ({ id, label, icon: 'file', tokens: [], ...(below.length === 0 ? {} : { expandable: 'expanded' as const }) }),
    });
    const told: (readonly string[] | 'all')[] = [];
    const listener = tree.onDidChangeTreeData((rows) => told.push(rows === undefined ? 'all' : rows.map(({ id }) => id)));
    /** As the editor asks: every row that is open, from the top. */
    const shown = (parent?: Row): readonly string[] => tree.getChildren(parent).flatMap((one) => {
      assert.equal(tree.getParent(one)?.id, parent?.id);
      return [`${tree.getTreeItem(one).label as string}${tree.getTreeItem(one).collapsibleState ?? ''}`, ...shown(one)];
    });
    assert.deepEqual(shown(), ['a2', 'b2', 'c0', 'd0']);
    tree.refresh();
    assert.deepEqual(told, []);
    roots = [row('a', [row('b', [row('c', [], 'C')])]), row('d')];
    tree.refresh();
    assert.deepEqual(told.splice(0), [['a']]);
    assert.deepEqual(shown(), ['a2', 'b2', 'C0', 'd0']);
    roots = [row('b', [row('c', [row('d')])]), row('a')];
    tree.refresh();
    assert.deepEqual(told.splice(0), ['all']);
    assert.deepEqual(shown(), ['b2', 'c2', 'd0', 'a0']);
    assert.equal(tree.find('d')?.id, 'd');
    listener.dispose();
    tree.dispose();
  });

  it('run commands without arguments, which the editor would forget with the row', () => {
    for (const viewId of Object.values(view)) {
      const tree = new ItemTree<{ readonly id: string }>({ viewId, roots: () => [], view: ({ id }) => ({ id, label: id, icon: 'file', tokens: [], opens: 'Open' }) });
      assert.deepEqual(tree.getTreeItem({ id: 'a' }).command, { command: rowCommand[viewId], title: 'Open' });
      tree.dispose();
    }
  });
});
