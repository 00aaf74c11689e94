/**
 * Maps that are walked in an order of their own: sorted ones, and those whose items have places. The order is a list beside the map, made
 * when it is first asked for and kept from then on: what is put in or taken out costs a search and a move, not a new map.
 * A map becomes one by its prototype, and the list is kept apart from it, so that what is saved is a plain map in the right order.
 */
interface Order {
  list: (readonly [unknown, unknown])[];
  readonly by: ((a: unknown, b: unknown) => number) | undefined;
  /** How many of the list, from its start, are in order; what came since stands after them. */
  sorted: number;
  /** What was made of the list since it last changed. */
  made: readonly unknown[] | undefined;
}
const orders = new WeakMap<object, Order>();
/** So few that came since are put in one by one; more are sorted with the others. */
const FEW = 16;

/** Where a value goes among those in order: behind its equals. */
function placeOf({ list, sorted, by }: Order, value: unknown, behind: boolean): number {
  let low = 0, high = sorted;
  while (low < high) {
    const middle = (low + high) >>> 1, c = by?.(list[middle]?.[1], value) ?? 0;
    if (c < 0 || (behind && !(c > 0))) low = middle + 1; else high = middle;
  }
  return low;
}
function settled(order: Order): Order['list'] {
  const { list, by } = order, late = list.length - order.sorted;
  if (late === 0) return list;
  if (by !== undefined && late > FEW) list.sort((a, b) => by(a[1], b[1]));
  else if (by !== undefined) {
    for (let i = order.sorted; i < list.length; i++) {
      const at = placeOf(order, list[i]?.[1], true);
      // After the comparisons, which may throw.
      if (at < i) list.splice(at, 0, ...list.splice(i, 1));
      order.sorted += 1;
    }
  }
  order.sorted = list.length;
  return list;
}
export class PlacedMap<V> extends Map<unknown, V> {
  private get order(): Order {
    let made = orders.get(this);
    if (made === undefined) orders.set(this, (made = { list: [...super.entries()], by: undefined, sorted: 0, made: undefined }));
    return made;
  }
  private get list(): (readonly [unknown, V])[] { return settled(this.order) as (readonly [unknown, V])[]; }
  /** The item at a place, undefined outside. */
  at(index: number): readonly [unknown, V] | undefined { return index < 0 ? undefined : this.list[index]; }
  /** Some item, without asking for the order. */
  get any(): V | undefined { return this.order.list[0]?.[1] as V | undefined; }
  get last(): readonly [unknown, V] | undefined { return this.list.at(-1); }
  /** A list made of the items, kept until one comes or goes: for what does not change else. */
  kept<R>(make: (v: V) => R): R[] {
    const { order } = this, items = this.list;
    return (order.made ??= items.map(([, v]) => make(v))) as R[];
  }
  /** Puts an item that is not there yet before a place. */
  insert(index: number, id: unknown, value: V): void {
    const { order, list } = this;
    super.set(id, value);
    list.splice(index, 0, [id, value]);
    order.sorted = list.length;
    order.made = undefined;
  }
  override set(id: unknown, value: V): this {
    const { order } = this, isNew = !this.has(id);
    if (isNew) { order.list.push([id, value]); order.made = undefined; } else if (super.get(id) !== value) { const i = this.list.findIndex((x) => x[0] === id); order.list[i] = [id, value]; order.made = undefined; }
    return super.set(id, value);
  }
  override delete(id: unknown): boolean {
    const value = super.get(id);
    if (!super.delete(id)) return false;
    const { order, list } = this;
    order.made = undefined;
    if (list.at(-1)?.[0] === id) list.pop();
    else if (list[0]?.[0] === id) list.shift();
    else {
      let i = order.by === undefined ? 0 : placeOf(order, value, false);
      while (i < list.length && list[i]?.[0] !== id) i += 1;
      // An order that contradicts itself finds nothing: then the item is looked for among all.
      if (i === list.length) i = list.findIndex((x) => x[0] === id);
      list.splice(i, 1);
    }
    order.sorted = list.length;
    return true;
  }
  override clear(): void { const { order } = this; order.list = []; order.sorted = 0; order.made = undefined; super.clear(); }
  override entries(): MapIterator<[unknown, V]> { return this.list.map(([id, v]): [unknown, V] => [id, v]).values(); }
  override keys(): MapIterator<unknown> { return this.list.map(([id]) => id).values(); }
  override values(): MapIterator<V> { return this.list.map(([, v]) => v).values(); }
  override [Symbol.iterator](): MapIterator<[unknown, V]> { return this.entries(); }
  override forEach(run: (value: V, id: unknown, map: Map<unknown, V>) => void): void { for (const [id, v] of this.entries()) run(v, id, this); }
}
/** The map with an order of its own: that of `by`, else that in which its items came. */
export function placed<V>(map: Map<unknown, V>, by?: (a: V, b: V) => number): PlacedMap<V> {
  if (map instanceof PlacedMap) return map;
  orders.set(map, { list: [...map], by: by as Order['by'], sorted: by === undefined ? map.size : 0, made: undefined });
  return Object.setPrototypeOf(map, PlacedMap.prototype) as PlacedMap<V>;
}
