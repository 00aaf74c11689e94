import type { TreeView } from 'vscode';
import { Disposable } from '../disposable.ts';
import type { DisposableLike } from '../disposable.ts';
import { toDisposable } from '../disposable.ts';

/** What a click and the keys do with a row; nothing where there is no such thing to do with it. */
export interface RowActions<N> {
  /** A click, or Enter. */
  readonly open?: (node: N) => unknown;
  readonly edit?: (node: N) => unknown;
  readonly remove?: (node: N) => unknown;
}
export type RowKey = Exclude<keyof RowActions<unknown>, 'open'>;

interface Watched { open(): Promise<void>; press(key: RowKey): Promise<void> }

/**
 * The one row that is in one selection and not in the other. The editor tells extensions which rows are selected and not
 * which one has the focus, while arrow keys move the focus alone: the key first toggles the selection of the focused row
 * (package.json), and what has changed by that is the focused row.
 */
export function toggledRow<N>(former: readonly N[], now: readonly N[]): N | undefined {
  const changed = [...former.filter((node) => !now.includes(node)), ...now.filter((node) => !former.includes(node))];
  return changed.length === 1 ? changed[0] : undefined;
}

/** Clicks, F2 and Delete in our trees: a click on the row that is selected by it, the keys on the row that has the focus, as in the editor's own explorer. */
export class RowKeys extends Disposable {
  readonly #views = new Map<string, Watched>();

  /** From now on clicks and keys act on the rows of this view. */
  watch<N>(viewId: string, view: Pick<TreeView<N>, 'selection' | 'onDidChangeSelection' | 'reveal'>, actions: RowActions<N>): DisposableLike {
    let former: readonly N[] = [];
    let now: readonly N[] = view.selection;
    const subscription = view.onDidChangeSelection(({ selection }) => {
      former = now;
      now = selection;
    });
    this.#views.set(viewId, {
      // The editor tells of the selection before it runs the command of the row.
      open: async () => {
        const [node, ...others] = view.selection;
        if (node !== undefined && others.length === 0) await actions.open?.(node);
      },
      press: async (key) => {
        const node = toggledRow(former, now);
        if (node === undefined) return;
        // One row is selected again, and a second press begins from there.
        former = now = [node];
        await view.reveal(node, { select: true, focus: true });
        await actions[key]?.(node);
      },
    });
    return this.own(toDisposable(() => {
      this.#views.delete(viewId);
      subscription.dispose();
    }));
  }

  /** The row was clicked that is selected now. */
  async open(viewId: string): Promise<void> {
    await this.#views.get(viewId)?.open();
  }

  /** The key was pressed in a view. */
  async press(viewId: string | undefined, key: RowKey): Promise<void> {
    if (viewId !== undefined) await this.#views.get(viewId)?.press(key);
  }
}
