import * as vscode from 'vscode';
import type { App } from '../../app/app.ts';
import { DisposableBag } from '../../app/disposable.ts';
import type { DisposableLike } from '../../app/disposable.ts';
import { command, statusItemId } from '../../app/ids.ts';
import { statusText } from './statusText.ts';

/** One item at the left: the connection in use and the jobs that run there. A click starts a local service that does not run; else it offers what can be done about a connection in trouble, and the other connections. */
export function registerStatusBar(app: App): DisposableLike {
  const bag = new DisposableBag();
  const { connections, jobs } = app;
  const item = bag.add(vscode.window.createStatusBarItem(statusItemId, vscode.StatusBarAlignment.Left, 10));
  item.name = 'SMA Connection';
  const draw = (): void => {
    const { info, state } = connections.active;
    const { text, tooltip, spoken, warning, starts } = statusText(info.name, state, jobs.running.length);
    item.text = text;
    item.tooltip = tooltip;
    item.command = starts ? command.serviceStart : command.connectionActivate;
    item.accessibilityInformation = { label: spoken };
    item.backgroundColor = warning ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  };
  for (const changed of [connections.onDidChangeActive, connections.onDidChangeState, connections.onDidChangeList, jobs.onDidChange]) bag.add(changed(draw));
  draw();
  item.show();
  return bag;
}
