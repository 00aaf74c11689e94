/** ReadOnlyDictionary<K, V>, CollectionBase (for classes of scripts to derive from) and BlockingCollection<T>. */
import { convertTo } from '../../convert/convert.ts';
import { toItems } from '../../convert/enumerate.ts';
import { netThrow, nullArgument } from '../../errors/raise.ts';
import { emptyOf } from '../../members/constructed.ts';
import { invokeMember } from '../../members/invoke.ts';
import { equals } from '../../operators/compare.ts';
import { current } from '../../run/current.ts';
import { StopSignal } from '../../run/pipeline/signals.ts';
import { typedArray } from '../../values/arrays.ts';
import { GenericDictionary } from '../../values/dictionary.ts';
import { ArrayList, Enumerator, ItemCollection } from '../../values/lists.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { TimeSpan, TICKS_PER_MS } from '../../values/timeSpan.ts';
import { dictionaryMembers } from './dictionary.ts';
import { generic } from '../generic.ts';
import { func, laterType, method, refTo } from '../netType.ts';
import type { NetType, TypeTable } from '../netType.ts';
import { T, named } from '../t.ts';

/** Shows what the dictionary holds now, and changes nothing. */
class ReadOnlyDictionary extends GenericDictionary {
  constructor(type: NetType, source: GenericDictionary) {
    super(type, source.keyType, source.valueType, source.ignoreCase);
    this.comparer = source.comparer;
    this.isReadOnly = true;
    Object.defineProperty(this, 'entries', { value: source.entries });
  }
}
const refused = (): never => netThrow('System.NotSupportedException', 'Collection is read-only.');
generic({
  name: 'System.Collections.ObjectModel.ReadOnlyDictionary', arity: 2, interfaces: ['System.Collections.IDictionary', 'System.Collections.ICollection', 'System.Collections.IEnumerable'],
  table: (self, [k = T.Object, v = T.Object]) => {
    const make = (d: unknown): ReadOnlyDictionary => {
      if (d == null) return nullArgument('dictionary');
      if (d instanceof GenericDictionary && d.keyType === k && d.valueType === v) return new ReadOnlyDictionary(self as NetType, d);
      return netThrow('System.InvalidCastException', `A '${self.name}' wraps a dictionary of the same types: make a [System.Collections.Generic.Dictionary[${k.name},${v.name}]] of it first.`);
    };
    return {
      ...dictionaryMembers, create: [func([T.Object], make)],
      methods: {
        ...dictionaryMembers.methods, Add: [method([T.Object, T.Object], refused, T.Void)], Remove: [method([T.Object], refused, T.Boolean)], Clear: [method([], refused, T.Void)], set_Item: [method([T.Object, T.Object], refused, T.Void)],
        TryGetValue: [method([T.Object, refTo(v)], (d: GenericDictionary, key, out) => { const e = d.find(convertTo(key, k)); out.value = e === undefined ? emptyOf(v) : e.value; return e !== undefined; }, T.Boolean)],
      },
    } as unknown as TypeTable<never>;
  },
});

/** What changes the list asks the class first: OnValidate, OnInsert … may be methods of a script's class. */
class CollectionBase extends ItemCollection {
  readonly inner = new ArrayList();
  override get items(): Value[] { return this.inner.items; }
  override set items(items: Value[]) { this.inner.items = items; }
  tell(name: string, ...args: Value[]): void { invokeMember(this, name, args); }
  insert(at: number, value: Value): number {
    if (at < 0 || at > this.items.length) netThrow('System.ArgumentOutOfRangeException', "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')", [['ParamName', 'index']]);
    this.tell('OnValidate', value);
    this.tell('OnInsert', at, value);
    this.items.splice(at, 0, value);
    this.tell('OnInsertComplete', at, value);
    return at;
  }
  removeAt(at: number): void {
    const value = this.checked(at);
    this.tell('OnValidate', value);
    this.tell('OnRemove', at, value);
    this.items.splice(at, 1);
    this.tell('OnRemoveComplete', at, value);
  }
  replace(at: number, value: Value): void {
    const old = this.checked(at);
    this.tell('OnValidate', value);
    this.tell('OnSet', at, old, value);
    this.items[at] = value;
    this.tell('OnSetComplete', at, old, value);
  }
  empty(): void {
    this.tell('OnClear');
    this.items = [];
    this.tell('OnClearComplete');
  }
  checked(at: number): Value {
    if (at < 0 || at >= this.items.length) return netThrow('System.ArgumentOutOfRangeException', "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')", [['ParamName', 'index']]);
    return this.items[at];
  }
  indexOf(value: Value): number { return this.items.findIndex((x) => (x == null || value == null ? (x ?? null) === (value ?? null) : equals(x, value, false))); }
}
const hook = (count: number) => [{ params: Array.from({ length: count }, () => T.Object), returns: T.Void, invoke: () => undefined }];
laterType<CollectionBase>(named<CollectionBase>('System.Collections.CollectionBase', [], { interfaces: ['System.Collections.IList', 'System.Collections.ICollection', 'System.Collections.IEnumerable'] }), () => ({
  create: [func([], () => new CollectionBase()), func([T.Int32], () => new CollectionBase())], enumerate: (c) => c.items,
  index: { get: (c, i) => { const n = convertTo(i, T.Int32) as number; return c.items[n < 0 ? n + c.items.length : n] ?? null; }, set: (c, i, v) => c.replace(convertTo(i, T.Int32) as number, v) },
  props: {
    Count: [T.Int32, (c) => c.items.length], InnerList: [undefined, (c) => c.inner], List: [undefined, (c) => c], Capacity: [T.Int32, (c) => Math.max(4, 2 ** Math.ceil(Math.log2(Math.max(1, c.items.length)))), () => undefined],
    IsReadOnly: [T.Boolean, () => false], IsFixedSize: [T.Boolean, () => false], IsSynchronized: [T.Boolean, () => false], SyncRoot: [undefined, (c) => c],
  },
  methods: {
    Add: [method([T.Object], (c, v) => c.insert(c.items.length, v), T.Int32)], Insert: [method([T.Int32, T.Object], (c, i, v) => { c.insert(i, v); }, T.Void)], RemoveAt: [method([T.Int32], (c, i) => c.removeAt(i), T.Void)], Clear: [method([], (c) => c.empty(), T.Void)],
    Remove: [method([T.Object], (c, v) => { const at = c.indexOf(v); if (at < 0) netThrow('System.ArgumentException', 'Cannot remove the specified item because it was not found in the specified Collection.'); c.removeAt(at); }, T.Void)],
    Contains: [method([T.Object], (c, v) => c.indexOf(v) >= 0, T.Boolean)], IndexOf: [method([T.Object], (c, v) => c.indexOf(v), T.Int32)], GetEnumerator: [method([], (c) => new Enumerator(c.items))],
    CopyTo: [method([T.Array, T.Int32], (c, to, at) => { c.items.forEach((v, i) => { to[at + i] = v; }); }, T.Void)],
    OnValidate: hook(1), OnInsert: hook(2), OnInsertComplete: hook(2), OnRemove: hook(2), OnRemoveComplete: hook(2), OnSet: hook(3), OnSetComplete: hook(3), OnClear: hook(0), OnClearComplete: hook(0),
  },
}), CollectionBase);

/** A queue with an end. Threads of this engine share no memory: what would wait for another thread is refused, and does not wait for ever. */
class BlockingCollection extends NetObject {
  override readonly netType: NetType;
  items: Value[];
  readonly bound: number;
  isComplete = false;
  constructor(type: NetType, items: Value[] = [], bound = -1) { super(); this.netType = type; this.items = items; this.bound = bound; }
  get isFull(): boolean { return this.bound >= 0 && this.items.length >= this.bound; }
  /** False where it stays full. */
  add(value: Value, milliseconds: number): boolean {
    if (this.isComplete) netThrow('System.InvalidOperationException', 'The collection has been marked as complete with regards to additions.');
    if (this.isFull) return waited(milliseconds, 'is full, and nothing can take from it');
    this.items.push(value);
    return true;
  }
  /** Undefined where it stays empty. */
  take(milliseconds: number): { readonly value: Value } | undefined {
    if (this.items.length > 0) return { value: this.items.shift() };
    if (!this.isComplete) waited(milliseconds, 'is empty, and nothing can add to it');
    return undefined;
  }
  *consume(): Iterable<Value> { for (let next = this.take(Infinity); next !== undefined; next = this.take(Infinity)) yield next.value; }
}
function waited(milliseconds: number, why: string): false {
  if (milliseconds === Infinity) netThrow('System.InvalidOperationException', `The collection ${why} while this call waits, since threads share no memory here. Call CompleteAdding first, or TryTake or TryAdd with a time.`);
  // oxlint-disable-next-line typescript/only-throw-error -- a signal, not an error (runtime/run/signals.ts)
  if (milliseconds > 0 && current().host.wait.sleep(milliseconds)) throw new StopSignal();
  return false;
}
const limit = (v: unknown): number => { const ms = v instanceof TimeSpan ? Number(v.ticks / TICKS_PER_MS) : Number(convertTo(v as Value, T.Int32)); return ms < 0 ? Infinity : ms; };
generic({
  name: 'System.Collections.Concurrent.BlockingCollection', arity: 1, interfaces: ['System.Collections.ICollection', 'System.Collections.IEnumerable', 'System.IDisposable'],
  table: (self, [element = T.Object]) => {
    const as = (v: unknown): Value => convertTo(v as Value, element), type = self as NetType;
    const bounded = (n: number, items: Value[] = []): BlockingCollection => (n < 1 ? netThrow('System.ArgumentOutOfRangeException', "The boundedCapacity argument must be positive. (Parameter 'boundedCapacity')", [['ParamName', 'boundedCapacity']]) : new BlockingCollection(type, items, n));
    const take = (b: BlockingCollection, milliseconds: number, out: { value: Value }): boolean => { const next = b.take(milliseconds); out.value = next === undefined ? emptyOf(element) : next.value; return next !== undefined; };
    return {
      create: [func([], () => new BlockingCollection(type)), func([T.Int32], (n) => bounded(n)), func([T.ICollection], (v) => new BlockingCollection(type, toItems(v).map(as))), func([T.ICollection, T.Int32], (v, n) => bounded(n, toItems(v).map(as)))],
      enumerate: (b: BlockingCollection) => [...b.items],
      props: { Count: [T.Int32, (b: BlockingCollection) => b.items.length], BoundedCapacity: [T.Int32, (b: BlockingCollection) => b.bound], IsAddingCompleted: [T.Boolean, (b: BlockingCollection) => b.isComplete], IsCompleted: [T.Boolean, (b: BlockingCollection) => b.isComplete && b.items.length === 0] },
      methods: {
        Add: [method([T.Object], (b: BlockingCollection, v) => { b.add(as(v), Infinity); }, T.Void)], TryAdd: [method([T.Object], (b: BlockingCollection, v) => b.add(as(v), 0), T.Boolean), method([T.Object, T.Object], (b: BlockingCollection, v, ms) => b.add(as(v), limit(ms)), T.Boolean)],
        Take: [method([], (b: BlockingCollection) => { const next = b.take(Infinity); return next === undefined ? netThrow('System.InvalidOperationException', 'The collection argument is empty and has been marked as complete with regards to additions.') : next.value; })],
        TryTake: [method([refTo(element)], (b: BlockingCollection, out) => take(b, 0, out), T.Boolean), method([refTo(element), T.Object], (b: BlockingCollection, out, ms) => take(b, limit(ms), out), T.Boolean)],
        CompleteAdding: [method([], (b: BlockingCollection) => { b.isComplete = true; }, T.Void)], GetConsumingEnumerable: [method([], (b: BlockingCollection) => new Enumerator(b.consume()))], ToArray: [method([], (b: BlockingCollection) => typedArray(element as NetType, [...b.items]))], Dispose: [method([], () => undefined, T.Void)],
      },
    } as unknown as TypeTable<never>;
  },
});
