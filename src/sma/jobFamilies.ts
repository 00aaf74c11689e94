/** Jobs below those that started them. Nothing here trusts the links: they come from texts that anybody may write. */

export interface Member<T> {
  readonly item: T;
  /** 0 for one that nobody in the list has started. */
  readonly level: number;
}

/** Which of the items are below which, in the order they are given in; those below no other stand under `undefined`. */
export function families<T extends { readonly id: string }>(items: readonly T[], parentOf: (item: T) => string | undefined): ReadonlyMap<string | undefined, readonly T[]> {
  const byId = new Map(items.map((item) => [item.id, item]));
  const above = (item: T): T | undefined => byId.get(parentOf(item) ?? '');
  const straight = new Set<T>();
  /** Where the links make a circle nobody is above anybody: each of it would be hidden in another. */
  const circles = (item: T): boolean => {
    const seen = new Set<T>([item]);
    for (let at = above(item); at !== undefined && !straight.has(at); at = above(at)) {
      if (at === item) return true;
      // A circle further up is not its own.
      if (seen.has(at)) return false;
      seen.add(at);
    }
    for (const one of seen) straight.add(one);
    return false;
  };
  const found = new Map<string | undefined, T[]>();
  for (const item of items) {
    const parent = circles(item) ? undefined : above(item)?.id;
    const siblings = found.get(parent);
    if (siblings === undefined) found.set(parent, [item]);
    else siblings.push(item);
  }
  return found;
}

/** The same as one list to be read from top to bottom: each followed by those below it. */
export function familyOrder<T extends { readonly id: string }>(items: readonly T[], parentOf: (item: T) => string | undefined): readonly Member<T>[] {
  const below = families(items, parentOf);
  const ordered: Member<T>[] = [];
  // Those still to come, the next one last: chains of jobs have no limit, the stack has.
  const waiting: Member<T>[] = (below.get(undefined) ?? []).map((item) => ({ item, level: 0 })).reverse();
  for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
    ordered.push(member);
    const { level, item } = member;
    for (const child of [...(below.get(item.id) ?? [])].reverse()) waiting.push({ item: child, level: level + 1 });
  }
  return ordered;
}
