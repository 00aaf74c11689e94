/** -OutVariable, -PipelineVariable, -ErrorVariable and their kind: writers that look at what passes. */
import { toItems } from '../../convert/enumerate.ts';
import { ArrayList } from '../../values/lists.ts';
import { fold } from '../../values/folding.ts';
import { unset } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { appendVariable, variablePlace } from './commandRuntime.ts';
import type { CommonValues } from './commonValues.ts';
import type { Frame } from '../frame.ts';
import type { Streams } from './streams.ts';
import { Writer } from './writers.ts';

class Tee extends Writer {
  private readonly next: Writer;
  private readonly look: (v: Value) => void;
  constructor(next: Writer, look: (v: Value) => void) { super(); this.next = next; this.look = look; }
  override write(v: Value): void { this.look(v); this.next.write(v); }
}
/** An empty list in the variable; `+name` keeps what is there, put into a list where it is none. */
function fresh(f: Frame, name: string): void {
  const [at, plain] = variablePlace(f, name), held = name.startsWith('+') ? at.find(plain.toLowerCase()) : unset;
  f.session.spell(plain);
  at.assign(plain, held instanceof ArrayList ? held : new ArrayList(held === unset || held == null ? [] : [...toItems(held)]));
}

/** A pipeline variable begins and ends empty; one that its scope did not have before goes with the pipeline (MshCommandRuntime.RemovePipelineVariable). */
export function startPipelineVariable(f: Frame, common: CommonValues): (() => void) | undefined {
  const { pipelineVariable } = common, [at, plain] = pipelineVariable === undefined ? [f, ''] : variablePlace(f, pipelineVariable), folded = fold(plain);
  if (plain === '') return undefined;
  const isNew = at.own(folded) === unset;
  f.session.spell(plain);
  at.assign(plain, null);
  return () => { if (isNew) at.forget(folded); else at.assign(plain, null); };
}
/** The writer for a command's output. */
export function outWriter(f: Frame, common: CommonValues, out: Writer): Writer {
  let made = out;
  const { outVariable, pipelineVariable } = common;
  for (const name of [common.errorVariable, common.warningVariable, common.informationVariable]) if (name !== undefined) fresh(f, name);
  if (outVariable !== undefined) { fresh(f, outVariable); made = new Tee(made, (v) => appendVariable(f, outVariable, v)); }
  if (pipelineVariable !== undefined) { const [at, plain] = variablePlace(f, pipelineVariable); made = new Tee(made, (v) => { at.assign(plain, v); }); f.session.spell(plain); }
  return made;
}
/** The streams of an advanced function whose records variables gather. */
export function gatheringStreams(f: Frame, common: CommonValues, streams: Streams): Streams {
  let made = streams;
  const { errorVariable, warningVariable, informationVariable } = common;
  if (errorVariable !== undefined) made = made.gathering('Error', (v) => appendVariable(f, errorVariable, v));
  if (warningVariable !== undefined) made = made.gathering('Warning', (v) => appendVariable(f, warningVariable, v));
  if (informationVariable !== undefined) made = made.gathering('Information', (v) => appendVariable(f, informationVariable, v));
  return made;
}
