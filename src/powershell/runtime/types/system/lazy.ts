/** Lazy<T> and ArraySegment<T>. */
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { toItems } from '../../convert/enumerate.ts';
import { netThrow } from '../../errors/raise.ts';
import { emptyOf } from '../../members/constructed.ts';
import { current } from '../../run/current.ts';
import { typedArray } from '../../values/arrays.ts';
import { ScriptBlock } from '../../values/scriptBlock.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { callDelegate } from './delegates.ts';
import { Delegate } from '../../values/delegate.ts';
import { generic } from '../generic.ts';
import { func, method } from '../netType.ts';
import type { NetType, TypeTable } from '../netType.ts';
import { T, arrayOf } from '../t.ts';

class Lazy extends NetObject {
  override readonly netType: NetType;
  private readonly make: (() => Value);
  private held: Value = null;
  isMade = false;
  constructor(netType: NetType, make: () => Value) { super(); this.netType = netType; this.make = make; }
  get value(): Value { if (!this.isMade) { this.held = this.make(); this.isMade = true; } return this.held; }
}
generic({
  name: 'System.Lazy', arity: 1,
  table: (self, [item = T.Object]) => {
    const from = (how: unknown) => (): Value => convertTo(how instanceof Delegate ? callDelegate(how, []) : how instanceof ScriptBlock ? current().runBlock(how, {})[0] ?? null : null, item);
    return {
      create: [func([], () => new Lazy(self as NetType, () => emptyOf(item))), func([T.Object], (how) => new Lazy(self as NetType, from(how))), func([T.Object, T.Object], (how) => new Lazy(self as NetType, from(how)))],
      props: { IsValueCreated: [T.Boolean, (l: Lazy) => l.isMade], Value: [item, (l: Lazy) => l.value] }, text: (l: Lazy) => (l.isMade ? toText(l.value) : 'Value is not created.'),
    } as unknown as TypeTable<never>;
  },
});
class ArraySegment extends NetObject {
  override readonly netType: NetType;
  readonly array: Value[];
  readonly offset: number;
  readonly count: number;
  constructor(netType: NetType, array: Value[], offset = 0, count = array.length - offset) {
    super();
    if (offset < 0 || count < 0 || offset + count > array.length) netThrow('System.ArgumentException', 'Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.');
    this.netType = netType;
    this.array = array;
    this.offset = offset;
    this.count = count;
  }
  at(i: number): number { return i >= 0 && i < this.count ? this.offset + i : netThrow('System.ArgumentOutOfRangeException', "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')"); }
  get items(): Value[] { return this.array.slice(this.offset, this.offset + this.count); }
}
generic({
  name: 'System.ArraySegment', arity: 1, isStructure: true, interfaces: ['System.Collections.IEnumerable', 'System.Collections.Generic.IList`1'],
  table: (self, [item = T.Object]) => {
    const taken = (given: unknown): Value[] => (given == null ? netThrow('System.ArgumentNullException', "Value cannot be null. (Parameter 'array')") : Array.isArray(given) ? given as Value[] : toItems(given as Value));
    return {
      create: [func([arrayOf(item)], (a) => new ArraySegment(self as NetType, taken(a))), func([arrayOf(item), T.Int32, T.Int32], (a, i, n) => new ArraySegment(self as NetType, taken(a), i, n))],
      enumerate: (s: ArraySegment) => s.items, index: { get: (s: ArraySegment, i: Value) => s.array[s.at(convertTo(i, T.Int32) as number)], set: (s: ArraySegment, i: Value, v: Value) => { s.array[s.at(convertTo(i, T.Int32) as number)] = convertTo(v, item); } },
      props: { Array: [undefined, (s: ArraySegment) => s.array], Offset: [T.Int32, (s: ArraySegment) => s.offset], Count: [T.Int32, (s: ArraySegment) => s.count] },
      methods: { ToArray: [method([], (s: ArraySegment) => typedArray(item as NetType, s.items))], Slice: [method([T.Int32], (s: ArraySegment, i) => new ArraySegment(self as NetType, s.array, s.offset + i, s.count - i)), method([T.Int32, T.Int32], (s: ArraySegment, i, n) => new ArraySegment(self as NetType, s.array, s.offset + i, n))] },
    } as unknown as TypeTable<never>;
  },
});
