/** The growing collections: ArrayList, List<T>, Queue, Stack, HashSet and their generic forms. */
import type { NetType } from '../types/netType.ts';
import { keyIdentity } from './identity.ts';
import { NetObject } from './value.ts';
import type { Value } from './value.ts';

/** What has an ordered array of items behind it. */
export abstract class ItemCollection extends NetObject {
  protected list: Value[];
  /** Counts assignments by index: with the length it tells a loop that the list has changed under it. */
  version = 0;
  constructor(items: Value[] = []) { super(); this.list = items; }
  get items(): Value[] { return this.list; }
  set items(items: Value[]) { this.list = items; }
  /** The items in order for a loop whose body runs scripts: a change meanwhile is an error. */
  walk(): Iterable<Value> { return changeGuard(this); }
}
let changeGuard: (v: ItemCollection) => Iterable<Value> = (v) => v.items;
/** Set by types/enumerators.ts, which knows the error. */
export function guardChanges(walk: typeof changeGuard): void { changeGuard = walk; }
/** System.Collections.ArrayList; `limit` says which changes a wrapped one refuses. */
export class ArrayList extends ItemCollection { limit: 'ReadOnly' | 'FixedSize' | undefined = undefined; }
/** What ArrayList.Synchronized gives: another object with the items of the one it was made from. */
export class SyncArrayList extends ArrayList {
  readonly of: ArrayList;
  constructor(of: ArrayList) { super(); this.of = of; this.limit = of.limit; }
  override get items(): Value[] { return this.of.items; }
  override set items(items: Value[]) { this.of.items = items; }
}
/** List<T>, Collection<T>, ReadOnlyCollection<T>: `netType` is set per instance. */
export class List extends ItemCollection {
  readonly elementType: NetType;
  override readonly netType: NetType;
  readonly isReadOnly: boolean;
  constructor(netType: NetType, elementType: NetType, items: Value[] = [], isReadOnly = false) {
    super(items);
    this.netType = netType;
    this.elementType = elementType;
    this.isReadOnly = isReadOnly;
  }
}
/**
 * Queue and Queue<T>: the first item is the next. JavaScript takes the first item of a long array away by moving all others, so a
 * long queue is turned round once for all that are taken out of it.
 */
export class Queue extends ItemCollection {
  /** What comes before `list`, the next one last. */
  private front: Value[] = [];
  readonly elementType: NetType;
  override readonly netType: NetType;
  constructor(netType: NetType, elementType: NetType, items: Value[] = []) {
    super(items);
    this.netType = netType;
    this.elementType = elementType;
  }
  override get items(): Value[] {
    if (this.front.length > 0) { this.list = [...this.front.reverse(), ...this.list]; this.front = []; }
    return this.list;
  }
  override set items(items: Value[]) { this.list = items; this.front = []; }
  get count(): number { return this.front.length + this.list.length; }
  get next(): Value { return this.front.length > 0 ? this.front.at(-1) : this.list[0]; }
  enqueue(item: Value): void { this.list.push(item); }
  /** Takes the next one; the caller has looked at `count`. */
  dequeue(): Value {
    if (this.front.length > 0) return this.front.pop();
    if (this.list.length < 1024) return this.list.shift();
    this.front = this.list.reverse();
    this.list = [];
    return this.front.pop();
  }
}
/** Stack and Stack<T>: the LAST item of `items` is the top; enumeration runs from the top. */
export class Stack extends ItemCollection {
  readonly elementType: NetType;
  override readonly netType: NetType;
  constructor(netType: NetType, elementType: NetType, items: Value[] = []) {
    super(items);
    this.netType = netType;
    this.elementType = elementType;
  }
}
/** HashSet<T> and SortedSet<T>. */
export class HashSet extends NetObject {
  readonly elementType: NetType;
  override readonly netType: NetType;
  readonly ignoreCase: boolean;
  readonly members: Map<unknown, Value> = new Map();
  /** What makes two items the same where an IEqualityComparer was given. */
  comparer: ((v: Value) => unknown) | undefined = undefined;
  constructor(netType: NetType, elementType: NetType, ignoreCase = false) {
    super();
    this.netType = netType;
    this.elementType = elementType;
    this.ignoreCase = ignoreCase;
  }
  add(v: Value): boolean {
    const id = this.identity(v);
    if (this.members.has(id)) return false;
    this.members.set(id, v);
    return true;
  }
  has(v: Value): boolean { return this.members.has(this.identity(v)); }
  delete(v: Value): boolean { return this.members.delete(this.identity(v)); }
  private identity(v: Value): unknown { return this.comparer === undefined ? keyIdentity(v, this.ignoreCase) : this.comparer(v); }
}
/** An enumerator object (`GetEnumerator()`), or any lazy sequence. It is walked once by the pipeline. */
export class Enumerator extends NetObject {
  private readonly origin: Iterable<Value>;
  private source: Iterator<Value>;
  current: Value = null;
  /** Of the kind of collection that is walked; the plain IEnumerator where absent. */
  constructor(source: Iterable<Value>, type?: NetType) { super(); this.origin = source; this.source = source[Symbol.iterator](); if (type !== undefined) Object.defineProperty(this, 'netType', { value: type }); }
  moveNext(): boolean {
    const next = this.source.next();
    this.current = next.done === true ? null : next.value;
    return next.done !== true;
  }
  /** Back before the first item, where what is walked can be walked again. */
  reset(): void { this.source = this.origin[Symbol.iterator](); this.current = null; }
}
