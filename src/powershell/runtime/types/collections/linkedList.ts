/** System.Collections.Generic.LinkedList<T> and its nodes. */
import { savable } from '../../values/savable.ts';
import { convertTo } from '../../convert/convert.ts';
import { toItems } from '../../convert/enumerate.ts';
import { netThrow } from '../../errors/raise.ts';
import { equals } from '../../operators/compare.ts';
import { Enumerator } from '../../values/lists.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { generic, genericType } from '../generic.ts';
import { func, method } from '../netType.ts';
import type { AnyType, NetType, TypeTable } from '../netType.ts';
import { T } from '../t.ts';

const SPACE = 'System.Collections.Generic';
class LinkedNode extends NetObject {
  override readonly netType: NetType;
  value: Value;
  list: LinkedList | undefined;
  constructor(netType: NetType, value: Value) { super(); this.netType = netType; this.value = value; }
}
class LinkedList extends NetObject {
  override readonly netType: NetType;
  readonly element: AnyType;
  readonly nodes: LinkedNode[] = [];
  constructor(netType: NetType, element: AnyType) { super(); this.netType = netType; this.element = element; }
  /** Puts a value, or a node of no list, at a place. */
  put(at: number, what: Value): LinkedNode {
    const node = what instanceof LinkedNode ? what : new LinkedNode(genericType(`${SPACE}.LinkedListNode`, [this.element]) as NetType, convertTo(what, this.element));
    if (node.list !== undefined) return netThrow('System.InvalidOperationException', 'The LinkedList node already belongs to a LinkedList.');
    node.list = this;
    this.nodes.splice(at, 0, node);
    return node;
  }
  take(at: number): void {
    const [node] = this.nodes.splice(at, 1);
    if (node === undefined) netThrow('System.InvalidOperationException', 'The LinkedList is empty.');
    else node.list = undefined;
  }
  place(node: Value): number {
    const at = node instanceof LinkedNode ? this.nodes.indexOf(node) : -1;
    return at < 0 ? netThrow('System.InvalidOperationException', 'The LinkedList node does not belong to current LinkedList.') : at;
  }
  find(value: Value, last: boolean): LinkedNode | null {
    const same = (n: LinkedNode): boolean => equals(n.value, value, false) && typeof n.value === typeof value;
    return (last ? this.nodes.findLast(same) : this.nodes.find(same)) ?? null;
  }
}
generic({ name: `${SPACE}.LinkedListNode`, arity: 1, table: (self, [element = T.Object]) => ({
  class: undefined, create: [func([T.Object], (v) => new LinkedNode(self as NetType, convertTo(v, element)))],
  props: { Value: [undefined, (n: LinkedNode) => n.value, (n: LinkedNode, v: Value) => { n.value = convertTo(v, element); }], List: [undefined, (n: LinkedNode) => n.list ?? null], Next: [undefined, (n: LinkedNode) => n.list?.nodes[n.list.nodes.indexOf(n) + 1] ?? null], Previous: [undefined, (n: LinkedNode) => n.list?.nodes[n.list.nodes.indexOf(n) - 1] ?? null] },
}) as unknown as TypeTable<never> });
generic({ name: `${SPACE}.LinkedList`, arity: 1, interfaces: ['System.Collections.ICollection', 'System.Collections.IEnumerable'], table: (self, [element = T.Object]) => {
  const make = (items: readonly Value[]): LinkedList => { const l = new LinkedList(self as NetType, element); for (const v of items) l.put(l.nodes.length, v); return l; };
  const values = (l: LinkedList): Value[] => l.nodes.map((n) => n.value);
  return {
    enumerate: values, create: [func([], () => make([])), func([T.Object], (v) => make(toItems(v)))], convert: [{ from: T.Array, convert: (v: Value[]) => make(v) }],
    props: { Count: [T.Int32, (l: LinkedList) => l.nodes.length], First: [undefined, (l: LinkedList) => l.nodes[0] ?? null], Last: [undefined, (l: LinkedList) => l.nodes.at(-1) ?? null] },
    methods: {
      AddFirst: [method([T.Object], (l: LinkedList, v) => l.put(0, v))], AddLast: [method([T.Object], (l: LinkedList, v) => l.put(l.nodes.length, v))],
      AddBefore: [method([T.Object, T.Object], (l: LinkedList, n, v) => l.put(l.place(n), v))], AddAfter: [method([T.Object, T.Object], (l: LinkedList, n, v) => l.put(l.place(n) + 1, v))],
      RemoveFirst: [method([], (l: LinkedList) => l.take(0), T.Void)], RemoveLast: [method([], (l: LinkedList) => l.take(l.nodes.length - 1), T.Void)],
      Remove: [method([T.Object], (l: LinkedList, v) => { if (v instanceof LinkedNode) { l.take(l.place(v)); return undefined; } const found = l.find(v, false); if (found !== null) l.take(l.place(found)); return found !== null; })],
      Find: [method([T.Object], (l: LinkedList, v) => l.find(v, false))], FindLast: [method([T.Object], (l: LinkedList, v) => l.find(v, true))], Contains: [method([T.Object], (l: LinkedList, v) => l.find(v, false) !== null, T.Boolean)],
      Clear: [method([], (l: LinkedList) => { for (const n of l.nodes.splice(0)) n.list = undefined; }, T.Void)], CopyTo: [method([T.Array, T.Int32], (l: LinkedList, a, i) => { values(l).forEach((v, k) => { a[i + k] = v; }); }, T.Void)], GetEnumerator: [method([], (l: LinkedList) => new Enumerator(values(l)))],
    },
  } as unknown as TypeTable<never>;
} });
savable('LinkedNode', LinkedNode);
savable('LinkedList', LinkedList);
