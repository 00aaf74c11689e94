/** Values by small numbers, in a tree whose parts are shared between versions: a change costs the way to one leaf, a join only what differs. */
const BITS = 5, WIDTH = 1 << BITS, TOP = 3 * BITS;

class Branch<V> {
  readonly branches: readonly (Branch<V> | undefined)[];
  readonly values: readonly (V | undefined)[];

  constructor(branches: readonly (Branch<V> | undefined)[], values: readonly (V | undefined)[]) {
    this.branches = branches;
    this.values = values;
  }
}

const slot = (index: number, shift: number): number => (index >>> shift) & (WIDTH - 1);

function changed<T>(list: readonly (T | undefined)[], at: number, value: T | undefined): (T | undefined)[] {
  const copy = list.length === 0 ? Array.from<T | undefined>({ length: WIDTH }) : [...list];
  copy[at] = value;
  return copy;
}

/** The list with each item changed; the list itself where none is another one. */
function each<T>(list: readonly (T | undefined)[], change: (item: T | undefined, at: number) => T | undefined): readonly (T | undefined)[] {
  let copy: (T | undefined)[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const now = change(list[at], at);
    if (now !== list[at]) (copy ??= [...list])[at] = now;
  }
  return copy ?? list;
}

function set<V>(branch: Branch<V> | undefined, shift: number, index: number, value: V | undefined): Branch<V> {
  const at = slot(index, shift), { branches, values } = branch ?? new Branch<V>([], []);
  return shift === 0 ? new Branch(branches, changed(values, at, value)) : new Branch(changed(branches, at, set(branches[at], shift - BITS, index, value)), values);
}

function rebuilt<V>(branch: Branch<V>, branches: Branch<V>['branches'], values: Branch<V>['values']): Branch<V> {
  return branches === branch.branches && values === branch.values ? branch : new Branch(branches, values);
}

/** What joins two values, and what becomes of one that the other map has not. */
interface Joining<V> { both(a: V, b: V): V; alone?(value: V, isOther: boolean): V }

function merge<V>(a: Branch<V> | undefined, b: Branch<V> | undefined, join: Joining<V>): Branch<V> | undefined {
  if (a === b) return a;
  if (a === undefined || b === undefined) {
    const one = a ?? b!;
    return join.alone === undefined ? one : map(one, (value) => join.alone!(value, a === undefined));
  }
  return rebuilt(a, each(a.branches, (one, at) => merge(one, b.branches[at], join)), each(a.values, (one, at) => {
    const other = b.values[at];
    if (one === other) return one;
    if (one !== undefined && other !== undefined) return join.both(one, other);
    const left = (one ?? other)!;
    return join.alone === undefined ? left : join.alone(left, one === undefined);
  }));
}

function meet<V>(a: Branch<V> | undefined, b: Branch<V> | undefined, both: (a: V, b: V) => V): Branch<V> | undefined {
  if (a === b || a === undefined || b === undefined) return a === b ? a : undefined;
  return rebuilt(a, each(a.branches, (one, at) => meet(one, b.branches[at], both)), each(a.values, (one, at) => {
    const other = b.values[at];
    return one === other ? one : one === undefined || other === undefined ? undefined : both(one, other);
  }));
}

function map<V>(branch: Branch<V>, change: (value: V) => V): Branch<V> {
  return rebuilt(branch, each(branch.branches, (one) => one && map(one, change)), each(branch.values, (one) => (one === undefined ? undefined : change(one))));
}

/** A map that never changes, by whole numbers from 0 to 1,048,575. What changes nothing gives the map itself. */
export class SharedMap<V extends object> {
  readonly #root: Branch<V> | undefined;

  constructor(root?: Branch<V>) {
    this.#root = root;
  }

  get(index: number): V | undefined {
    let branch = this.#root;
    for (let shift = TOP; shift > 0 && branch !== undefined; shift -= BITS) branch = branch.branches[slot(index, shift)];
    return branch?.values[slot(index, 0)];
  }

  /** The map with another value at a number; undefined takes it out. */
  with(index: number, value: V | undefined): SharedMap<V> {
    return this.get(index) === value ? this : this.#of(set(this.#root, TOP, index, value));
  }

  /** What stands in this map or the other; `both` joins what differs, `alone` changes what one of them has not. Costs what differs. */
  merge(other: SharedMap<V>, both: (a: V, b: V) => V, alone?: (value: V, isOther: boolean) => V): SharedMap<V> {
    return this.#of(merge(this.#root, other.#root, { both, ...(alone && { alone }) }));
  }

  /** What stands in both maps; `both` joins what differs. */
  meet(other: SharedMap<V>, both: (a: V, b: V) => V): SharedMap<V> {
    return this.#of(meet(this.#root, other.#root, both));
  }

  map(change: (value: V) => V): SharedMap<V> {
    return this.#of(this.#root && map(this.#root, change));
  }

  #of(root: Branch<V> | undefined): SharedMap<V> {
    return root === this.#root ? this : new SharedMap(root);
  }
}
