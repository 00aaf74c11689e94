/** PriorityQueue<T, P>: the item of the lowest priority comes first. */
import { convertTo } from '../../convert/convert.ts';
import { netThrow } from '../../errors/raise.ts';
import { emptyOf } from '../../members/constructed.ts';
import { compare } from '../../operators/compare.ts';
import type { PSReference } from '../../values/misc.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { generic } from '../generic.ts';
import { func, method, refTo } from '../netType.ts';
import type { NetType, TypeTable } from '../netType.ts';
import { T } from '../t.ts';

interface Entry { readonly item: Value; readonly priority: Value }
/** A binary heap. */
class PriorityQueue extends NetObject {
  override readonly netType: NetType;
  heap: Entry[] = [];
  constructor(netType: NetType) { super(); this.netType = netType; }
  private before(a: number, b: number): boolean { return compare(this.heap[a]?.priority, this.heap[b]?.priority, false) < 0; }
  private swap(a: number, b: number): void { const x = this.heap[a] as Entry; this.heap[a] = this.heap[b] as Entry; this.heap[b] = x; }
  push(e: Entry): void {
    this.heap.push(e);
    for (let i = this.heap.length - 1; i > 0 && this.before(i, (i - 1) >> 1); i = (i - 1) >> 1) this.swap(i, (i - 1) >> 1);
  }
  pop(): Entry | undefined {
    const top = this.heap[0], last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return top;
    this.heap[0] = last;
    for (let i = 0, child = 1; child < this.heap.length; child = i * 2 + 1) {
      if (child + 1 < this.heap.length && this.before(child + 1, child)) child += 1;
      if (!this.before(child, i)) break;
      this.swap(i, child);
      i = child;
    }
    return top;
  }
}
const none = (): never => netThrow('System.InvalidOperationException', 'Queue empty.');
generic({
  name: 'System.Collections.Generic.PriorityQueue', arity: 2,
  table: (self, [item = T.Object, priority = T.Object]) => {
    const give = (e: Entry | undefined, a: PSReference, b: PSReference): boolean => { a.value = e === undefined ? emptyOf(item) : e.item; b.value = e === undefined ? emptyOf(priority) : e.priority; return e !== undefined; };
    return {
      create: [func([], () => new PriorityQueue(self as NetType)), func([T.Int32], () => new PriorityQueue(self as NetType))], props: { Count: [T.Int32, (q: PriorityQueue) => q.heap.length] },
      methods: {
        Enqueue: [method([T.Object, T.Object], (q: PriorityQueue, v, p) => q.push({ item: convertTo(v, item), priority: convertTo(p, priority) }), T.Void)], Dequeue: [method([], (q: PriorityQueue) => { const e = q.pop(); return e === undefined ? none() : e.item; })], Peek: [method([], (q: PriorityQueue) => { const [e] = q.heap; return e === undefined ? none() : e.item; })],
        TryDequeue: [method([refTo(item), refTo(priority)], (q: PriorityQueue, a, b) => give(q.pop(), a, b), T.Boolean)], TryPeek: [method([refTo(item), refTo(priority)], (q: PriorityQueue, a, b) => give(q.heap[0], a, b), T.Boolean)], Clear: [method([], (q: PriorityQueue) => { q.heap = []; }, T.Void)],
      },
    } as unknown as TypeTable<never>;
  },
});
