/** What becomes of tests that a run which is stopped has not come to the end of: without a word the tree shows nothing for them. */
interface Told<Item, Message> { errored(item: Item, message: Message): void; skipped(item: Item): void }

/** Tells each of `tests` that is not `through`: one that had begun with `why`, any other as skipped. */
export function tellUnfinished<Item, Message>(run: Told<Item, Message>, tests: Iterable<Item>, { through, begun }: { readonly through: ReadonlySet<Item>; readonly begun: ReadonlySet<Item> }, why: Message): void {
  for (const item of tests) {
    if (through.has(item)) continue;
    if (begun.has(item)) run.errored(item, why);
    else run.skipped(item);
  }
}
