/** The growing collections: ArrayList, List<T>, Queue, Stack, HashSet and their generic forms. */
import type { NetType } from '../types/netType.ts';
import { keyIdentity } from './identity.ts';
import { NetObject } from './value.ts';
import type { Value } from './value.ts';

/** What has an ordered array of items behind it. */
export abstract class ItemCollection extends NetObject {
  items: Value[];
  constructor(items: Value[] = []) { super(); this.items = items; }
}
/** System.Collections.ArrayList. */
export class ArrayList extends ItemCollection {}
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
/** Queue and Queue<T>: the first item is the next. */
export class Queue extends ItemCollection {
  readonly elementType: NetType;
  override readonly netType: NetType;
  constructor(netType: NetType, elementType: NetType, items: Value[] = []) {
    super(items);
    this.netType = netType;
    this.elementType = elementType;
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
  constructor(netType: NetType, elementType: NetType, ignoreCase = false) {
    super();
    this.netType = netType;
    this.elementType = elementType;
    this.ignoreCase = ignoreCase;
  }
  add(v: Value): boolean {
    const id = keyIdentity(v, this.ignoreCase);
    if (this.members.has(id)) return false;
    this.members.set(id, v);
    return true;
  }
  has(v: Value): boolean { return this.members.has(keyIdentity(v, this.ignoreCase)); }
  delete(v: Value): boolean { return this.members.delete(keyIdentity(v, this.ignoreCase)); }
}
/** An enumerator object (`GetEnumerator()`), or any lazy sequence. It is walked once by the pipeline. */
export class Enumerator extends NetObject {
  private readonly source: Iterator<Value>;
  current: Value = null;
  constructor(source: Iterable<Value>) { super(); this.source = source[Symbol.iterator](); }
  moveNext(): boolean {
    const next = this.source.next();
    this.current = next.done === true ? null : next.value;
    return next.done !== true;
  }
}
