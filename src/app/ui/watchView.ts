import * as vscode from 'vscode';
import { Disposable } from '../disposable.ts';
import type { DisposableLike } from '../disposable.ts';

/** Watches a store for as long as a view can be seen, so that nothing is polled for nobody; asks at once when somebody turns to it. */
export class WatchWhileVisible extends Disposable {
  #watch: DisposableLike | undefined;

  constructor(view: Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>, store: { watch(): DisposableLike; hasten(): void }) {
    super();
    const follow = (visible: boolean): void => {
      if (visible && !this.isDisposed) {
        this.#watch ??= store.watch();
        store.hasten();
      } else {
        this.#watch?.dispose();
        this.#watch = undefined;
      }
    };
    this.own(view.onDidChangeVisibility(({ visible }) => follow(visible)));
    // What was done in another window meanwhile.
    this.own(vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused && this.#watch !== undefined) store.hasten();
    }));
    this.own({ dispose: () => this.#watch?.dispose() });
    follow(view.visible);
  }
}
