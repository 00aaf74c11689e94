import * as vscode from 'vscode';
import { STATE_WORDS } from '../../app/connections/connectionState.ts';
import { DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { command, contextKey, view } from '../../app/ids.ts';
import { ItemTree } from '../../app/ui/itemTree.ts';
import { WatchWhileVisible } from '../../app/ui/watchView.ts';
import type { RunbookDeps } from './deps.ts';
import { runbookItem } from './runbookItem.ts';
import type { RunbookNode } from './runbookItem.ts';
import { rowsOf } from './targets.ts';

/** The Runbooks view: the folder's and the server's in one tree, the server's versions below. */
export function registerRunbookView(deps: RunbookDeps): DisposableLike {
  const { app, files, published } = deps;
  const { connections, runbooks } = app;
  const bag = new DisposableBag();
  const isServerKnown = (): boolean => runbooks.state === 'some' || runbooks.state === 'empty';
  const tree = bag.add(
    new ItemTree<RunbookNode>({
      viewId: view.runbooks,
      roots: () => rowsOf(deps).map((row) => ({ kind: 'runbook', connectionId: connections.active.id, serverKnown: isServerKnown(), changed: published.differs(connections.active, row), row, runbookName: row.runbookName, file: row.local?.file })),
      children: (node) => (node.kind === 'runbook' ? partsOf(node) : []),
      view: (node) => runbookItem(node, new Date()),
    }),
  );
  const treeView = bag.add(vscode.window.createTreeView(view.runbooks, { treeDataProvider: tree, showCollapseAll: true }));
  bag.add(app.rowKeys.watch<RunbookNode>(view.runbooks, treeView, {
    open: async (node) => {
      const target = { runbookName: node.runbookName, file: node.file };
      await app.commands.run(node.kind !== 'version' ? command.runbookOpen : node.version === 'draft' ? command.runbookOpenDraft : command.runbookOpenPublished, target);
    },
    remove: async (node) => node.kind === 'runbook' && node.row.server !== undefined && await app.commands.run(command.runbookDelete, node),
  }));
  bag.add(new WatchWhileVisible(treeView, runbooks));
  const draw = (): void => {
    tree.refresh();
    if (treeView.visible) published.want(connections.active, rowsOf(deps));
    app.keys.set(contextKey.folder, !files.isKnown ? 'unknown' : files.runbooks.length === 0 ? 'empty' : 'some');
    const { info, state } = connections.active;
    // With files to show there is no welcome text, so that the connection's trouble is said above them.
    const connection = isServerKnown() || files.runbooks.length === 0 || state.name === 'connected' ? '' : `Files only (${info.name}: ${STATE_WORDS[state.name]})`;
    treeView.message = vscode.workspace.isTrusted || files.runbooks.length === 0 ? connection : 'Not trusted: these files can be read and edited, not run or published.';
  };
  bag.add(vscode.workspace.onDidGrantWorkspaceTrust(draw));
  bag.add(runbooks.onDidChange(() => published.retry()));
  for (const changed of [published.onDidChange, runbooks.onDidChange, connections.onDidChangeState, connections.onDidChangeActive, files.onDidChange]) bag.add(changed(draw));
  const look = (visible: boolean): void => {
    if (!visible) return;
    files.start();
    published.want(connections.active, rowsOf(deps));
  };
  bag.add(treeView.onDidChangeVisibility(({ visible }) => look(visible)));
  look(treeView.visible);
  return bag;
}

function partsOf({ connectionId, row, runbookName, file }: RunbookNode & { kind: 'runbook' }): RunbookNode[] {
  const version = (name: 'draft' | 'published'): RunbookNode => ({ kind: 'version', connectionId, version: name, row, runbookName, file });
  const { server } = row;
  const files: RunbookNode[] = row.local === undefined ? [] : [{ kind: 'file', connectionId, row, runbookName, file }];
  if (server === undefined) return files;
  return [...files, ...(server.draftVersionId === null ? [] : [version('draft')]), ...(server.publishedVersionId === null ? [] : [version('published')])];
}
