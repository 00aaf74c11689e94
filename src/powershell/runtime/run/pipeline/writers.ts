/** Where output goes: each thing that can take objects, one at a time. */
import type { RecordSink } from '../../host.ts';
import { nothing } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';

export abstract class Writer { abstract write(v: Value): void }

/** Gathers what is written: `$x = …`, `( … )`, `@( … )`. */
export class Collector extends Writer {
  readonly items: Value[] = [];
  override write(v: Value): void { this.items.push(v); }
  /** Nothing, the one thing, or an array of all. */
  value(): Value {
    const { items } = this;
    return items.length === 1 ? items[0] : items.length === 0 ? nothing : items;
  }
}
class NullWriter extends Writer { override write(_: Value): void { /* `> $null` */ } }
export const nullWriter: Writer = new NullWriter();

/** The end of the outermost pipeline: the Output stream of the run. */
export class OutputWriter extends Writer {
  private readonly sink: RecordSink;
  constructor(sink: RecordSink) { super(); this.sink = sink; }
  override write(v: Value): void { this.sink.write({ stream: 'Output', value: v }); }
}
/** Hands on to a function. */
export class CallbackWriter extends Writer {
  private readonly take: (v: Value) => void;
  constructor(take: (v: Value) => void) { super(); this.take = take; }
  override write(v: Value): void { this.take(v); }
}
