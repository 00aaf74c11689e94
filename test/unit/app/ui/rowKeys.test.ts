import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/app/event.ts';
import { RowKeys, toggledRow } from '../../../../src/app/ui/rowKeys.ts';

/** A tree as the editor has it: arrow keys move the focus, and the extension hears of the selection alone. */
class Tree {
  readonly #changed = new Emitter<{ readonly selection: readonly string[] }>();
  readonly onDidChangeSelection = this.#changed.event;
  selection: readonly string[] = [];
  focus: string | undefined;

  click(row: string): void {
    this.focus = row;
    this.#select([row]);
  }

  /** What the key does before it calls the extension. */
  toggle(): void {
    if (this.focus === undefined) return;
    const { focus, selection } = this;
    this.#select(selection.includes(focus) ? selection.filter((row) => row !== focus) : [...selection, focus]);
  }

  reveal(row: string): Promise<void> {
    this.focus = row;
    this.#select([row]);
    return Promise.resolve();
  }

  #select(rows: readonly string[]): void {
    this.selection = rows;
    this.#changed.fire({ selection: rows });
  }
}

describe('F2 and Delete in a tree', () => {
  it('act on the row that has the focus, whichever is selected, and leave it selected', async () => {
    const keys = new RowKeys(), tree = new Tree(), done: string[] = [];
    keys.watch('assets', tree, { edit: (row) => done.push(`edit ${row}`), remove: (row) => done.push(`remove ${row}`) });
    const press = async (key: 'edit' | 'remove'): Promise<void> => {
      tree.toggle();
      await keys.press('assets', key);
    };
    tree.click('a');
    await press('edit');
    tree.focus = 'b';
    await press('remove');
    await press('remove');
    tree.focus = 'a';
    await press('edit');
    assert.deepEqual(done, ['edit a', 'remove b', 'remove b', 'edit a']);
    assert.deepEqual(tree.selection, ['a']);
    keys.dispose();
    await press('edit');
    assert.equal(done.length, 4, 'no view any more');
  });

  it('do nothing where no row has the focus, in another view, and on rows that have no such thing', async () => {
    const keys = new RowKeys(), tree = new Tree(), done: string[] = [];
    keys.watch('jobs', tree, { remove: (row) => done.push(row) });
    tree.toggle();
    await keys.press('jobs', 'remove');
    tree.click('a');
    tree.toggle();
    await keys.press('jobs', 'edit');
    await keys.press('other', 'remove');
    await keys.press(undefined, 'remove');
    assert.deepEqual(done, []);
    assert.equal(toggledRow(['a'], ['b']), undefined, 'a click on another row is no toggle');
    keys.dispose();
  });
});
