/** The list with nothing in it, shared by all nodes: most lists of a tree are empty. */
export const noItems: readonly never[] = [];

/** A list that is finished: growing left room behind it, which a tree would keep. */
export function finished<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? noItems : list.slice();
}
