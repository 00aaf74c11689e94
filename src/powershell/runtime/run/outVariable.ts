/** -OutVariable, -PipelineVariable, -ErrorVariable and their kind: writers that look at what passes. */
import { ArrayList } from '../values/lists.ts';
import type { Value } from '../values/value.ts';
import { appendVariable } from './commandRuntime.ts';
import type { CommonValues } from './commonValues.ts';
import type { Frame } from './frame.ts';
import type { Streams } from './streams.ts';
import { Writer } from './writers.ts';

class Tee extends Writer {
  private readonly next: Writer;
  private readonly look: (v: Value) => void;
  constructor(next: Writer, look: (v: Value) => void) { super(); this.next = next; this.look = look; }
  override write(v: Value): void { this.look(v); this.next.write(v); }
}
/** An empty list in the variable, unless `+name` says to keep what is there. */
function fresh(f: Frame, name: string): void { if (!name.startsWith('+')) { f.session.spell(name); f.assign(name, new ArrayList()); } }

/** The writer for a command's output. */
export function outWriter(f: Frame, common: CommonValues, out: Writer): Writer {
  let made = out;
  const { outVariable, pipelineVariable } = common;
  for (const name of [common.errorVariable, common.warningVariable, common.informationVariable]) if (name !== undefined) fresh(f, name);
  if (outVariable !== undefined) { fresh(f, outVariable); made = new Tee(made, (v) => appendVariable(f, outVariable, v)); }
  if (pipelineVariable !== undefined) made = new Tee(made, (v) => { f.session.spell(pipelineVariable); f.assign(pipelineVariable, v); });
  return made;
}
/** The streams of an advanced function whose errors a variable gathers. */
export function errorTee(f: Frame, common: CommonValues, streams: Streams): Streams {
  let made = streams;
  const { errorVariable, warningVariable } = common;
  if (errorVariable !== undefined) made = made.with('Error', new Tee(made.Error ?? new ErrorOut(f), (v) => appendVariable(f, errorVariable, v)));
  if (warningVariable !== undefined) made = made.with('Warning', new Tee(made.Warning ?? new MessageOut(f), (v) => appendVariable(f, warningVariable, v)));
  return made;
}
import { ErrorRecord } from '../values/errorRecord.ts';
import { MessageRecord } from '../values/streamRecords.ts';
class ErrorOut extends Writer {
  private readonly f: Frame;
  constructor(f: Frame) { super(); this.f = f; }
  override write(v: Value): void { if (v instanceof ErrorRecord) this.f.session.host.records.write({ stream: 'Error', error: v }); }
}
class MessageOut extends Writer {
  private readonly f: Frame;
  constructor(f: Frame) { super(); this.f = f; }
  override write(v: Value): void { if (v instanceof MessageRecord) this.f.session.host.records.write({ stream: v.stream, text: v.message }); }
}
