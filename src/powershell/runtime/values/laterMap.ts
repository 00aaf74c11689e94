/** A map whose first entries are there when somebody first asks for any. */
export class LaterMap<K, V> extends Map<K, V> {
  private begin: (() => Iterable<readonly [K, V]>) | undefined;
  constructor(begin: () => Iterable<readonly [K, V]>) {
    super();
    this.begin = begin;
  }
  private fill(): void {
    const { begin } = this;
    if (begin === undefined) return;
    this.begin = undefined;
    for (const [key, value] of begin()) super.set(key, value);
  }
  override get size(): number { this.fill(); return super.size; }
  override get(key: K): V | undefined { this.fill(); return super.get(key); }
  override has(key: K): boolean { this.fill(); return super.has(key); }
  override set(key: K, value: V): this { this.fill(); return super.set(key, value); }
  override delete(key: K): boolean { this.fill(); return super.delete(key); }
  override clear(): void { this.begin = undefined; super.clear(); }
  override forEach(each: (value: V, key: K, map: Map<K, V>) => void): void { this.fill(); super.forEach(each); }
  override entries(): MapIterator<[K, V]> { this.fill(); return super.entries(); }
  override keys(): MapIterator<K> { this.fill(); return super.keys(); }
  override values(): MapIterator<V> { this.fill(); return super.values(); }
  override [Symbol.iterator](): MapIterator<[K, V]> { this.fill(); return super[Symbol.iterator](); }
}
