import type { TreeView } from 'vscode';
import { Disposable } from '../disposable.ts';
import type { DisposableLike } from '../disposable.ts';

/** Watches a store for as long as a view can be seen, so that nothing is polled for nobody. */
export class WatchWhileVisible extends Disposable {
  #watch: DisposableLike | undefined;

  constructor(view: Pick<TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>, store: { watch(): DisposableLike }) {
    super();
    const follow = (visible: boolean): void => {
      if (visible && !this.isDisposed) this.#watch ??= store.watch();
      else {
        this.#watch?.dispose();
        this.#watch = undefined;
      }
    };
    this.own(view.onDidChangeVisibility(({ visible }) => follow(visible)));
    this.own({ dispose: () => this.#watch?.dispose() });
    follow(view.visible);
  }
}
