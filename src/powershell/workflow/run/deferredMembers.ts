/** Members that are worked out when somebody first asks for one: most errors are only shown. */
import type { Value } from '../../runtime/values/value.ts';

export class DeferredMembers extends Map<string, Value> {
  private make: (() => Iterable<readonly [string, Value]>) | undefined;
  constructor(make: () => Iterable<readonly [string, Value]>) {
    super();
    this.make = make;
  }
  private filled(): this {
    const { make } = this;
    this.make = undefined;
    if (make !== undefined) for (const [name, value] of make()) super.set(name, value);
    return this;
  }
  override get size(): number { return this.make === undefined ? super.size : this.filled().size; }
  override get(name: string): Value { this.filled(); return super.get(name); }
  override has(name: string): boolean { this.filled(); return super.has(name); }
  override set(name: string, value: Value): this { this.filled(); return super.set(name, value); }
  override delete(name: string): boolean { this.filled(); return super.delete(name); }
  override keys(): MapIterator<string> { this.filled(); return super.keys(); }
  override values(): MapIterator<Value> { this.filled(); return super.values(); }
  override entries(): MapIterator<[string, Value]> { this.filled(); return super.entries(); }
  override [Symbol.iterator](): MapIterator<[string, Value]> { return this.entries(); }
  override forEach(each: (value: Value, name: string, map: Map<string, Value>) => void): void { this.filled(); super.forEach(each); }
}
