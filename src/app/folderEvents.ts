import * as vscode from 'vscode';
import { DisposableBag } from './disposable.ts';
import type { DisposableLike } from './disposable.ts';

/** When a window is turned to, its folders are looked through again, but not more often than this. */
const BETWEEN_LOOKS = 10_000;

/**
 * Calls `onFolder` where files may have come or gone without an event of their own: a watcher for files says nothing when
 * the folder above them is removed, renamed or put in place, nor where the system has lost its events.
 */
export function watchFolders(onFolder: (uri: vscode.Uri | undefined) => void): DisposableLike {
  const bag = new DisposableBag();
  const watcher = bag.add(vscode.workspace.createFileSystemWatcher('**', false, true, false));
  // What is gone cannot be asked what it was.
  bag.add(watcher.onDidDelete(onFolder));
  bag.add(watcher.onDidCreate((uri) => {
    vscode.workspace.fs.stat(uri).then(({ type }) => {
      if ((type & vscode.FileType.Directory) !== 0) onFolder(uri);
    }, () => undefined);
  }));
  bag.add(vscode.workspace.onDidRenameFiles(() => onFolder(undefined)));
  let looked = Date.now();
  bag.add(vscode.window.onDidChangeWindowState(({ focused }) => {
    if (!focused || Date.now() - looked < BETWEEN_LOOKS) return;
    looked = Date.now();
    onFolder(undefined);
  }));
  return bag;
}
