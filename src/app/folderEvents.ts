import * as vscode from 'vscode';
import { DisposableBag } from './disposable.ts';
import type { DisposableLike } from './disposable.ts';

/** When a window is turned to, its folders are looked through again, but not more often than this. */
const BETWEEN_LOOKS = 10_000;

/** A folder was put in place, or it is time to look; or something at a path is gone, which may have been a folder. */
export type FolderEvent = { readonly kind: 'look' } | { readonly kind: 'gone'; /** With a slash at the end: what was below began with it. */ readonly below: string };

/**
 * Calls `onFolder` where files may have come or gone without an event of their own: a watcher for files says nothing when
 * the folder above them is removed, renamed or put in place, nor where the system has lost its events.
 */
export function watchFolders(onFolder: (event: FolderEvent) => void): DisposableLike {
  const bag = new DisposableBag();
  const watcher = bag.add(vscode.workspace.createFileSystemWatcher('**', false, true, false));
  // What is gone cannot be asked what it was.
  bag.add(watcher.onDidDelete((uri) => onFolder({ kind: 'gone', below: `${uri.toString()}/` })));
  bag.add(watcher.onDidCreate((uri) => {
    vscode.workspace.fs.stat(uri).then(({ type }) => {
      if ((type & vscode.FileType.Directory) !== 0) onFolder({ kind: 'look' });
    }, () => undefined);
  }));
  bag.add(vscode.workspace.onDidRenameFiles(() => onFolder({ kind: 'look' })));
  let looked = Date.now();
  bag.add(vscode.window.onDidChangeWindowState(({ focused }) => {
    if (!focused || Date.now() - looked < BETWEEN_LOOKS) return;
    looked = Date.now();
    onFolder({ kind: 'look' });
  }));
  return bag;
}
