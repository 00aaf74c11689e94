/** The list with nothing in it, shared by all nodes: most lists of a tree are empty. */
export const noItems: readonly never[] = [];

/** A list that grows: undefined while nothing is in it. Most lists hold one item, and the literal for it has no room to spare. */
export type Growing<T> = T[] | undefined;

export function added<T>(list: Growing<T>, item: T): T[] {
  if (list === undefined) return [item];
  list.push(item);
  return list;
}

/** A list that is finished: growing left room behind it, which a tree would keep. One of a single item has to be begun with `added`. */
export function finished<T>(list: Growing<T>): readonly T[] {
  return list === undefined || list.length === 0 ? noItems : list.length === 1 ? list : list.slice();
}
