/** `. block` as a stage of a pipeline: its begin, process and end run in the scope that calls, one by one as objects come (about_Scopes). */
import type { Argument } from '../../bind/argument.ts';
import { functionParameters } from '../../bind/functionParameters.ts';
import type { Callee } from '../../compile/commands/command.ts';
import { inputEnumerator } from '../../types/collections/enumerators.ts';
import { Enumerator } from '../../values/lists.ts';
import type { ScriptPosition } from '../../values/errorRecord.ts';
import type { Value } from '../../values/value.ts';
import { partIn, partsOf } from '../blocks.ts';
import { Dotted } from '../dotSource.ts';
import type { Frame } from '../frame.ts';
import { Stage } from './stage.ts';
import type { Streams } from './streams.ts';
import type { Writer } from './writers.ts';

interface Call { readonly out: Writer; readonly streams: Streams; readonly expectingInput: boolean; readonly position: ScriptPosition }

/** Gives nothing for what runs in no scope, and for parameters that take objects of the pipeline: they are bound object by object. */
export function dotStage(f: Frame, callee: Callee, args: readonly Argument[], call: Call): DotStage | undefined {
  const { entry } = callee;
  if (entry.kind === 'Cmdlet' || entry.kind === 'Application' || entry.kind === 'Workflow') return undefined;
  const block = callee.block?.code ?? entry.block;
  if (block.ast.cleanBlock !== undefined || functionParameters(block, f).hasPipeline) return undefined;
  const dotted = Dotted.of(f, callee, args, call.position);
  return dotted === undefined ? undefined : new DotStage(f, dotted, args, call);
}

export class DotStage extends Stage {
  private readonly f: Frame;
  private readonly dotted: Dotted;
  private readonly args: readonly Argument[];
  private readonly call: Call;
  private readonly gathered: Value[] = [];
  constructor(f: Frame, dotted: Dotted, args: readonly Argument[], call: Call) {
    super();
    this.f = f;
    this.dotted = dotted;
    this.args = args;
    this.call = call;
  }
  protected override onBegin(): void { this.part('begin', null, true); }
  override write(v: Value): void {
    if (this.pending) this.begin();
    if (this.has('process')) this.part('process', v);
    else this.gathered.push(v);
  }
  /** First in the pipeline: nothing comes in. */
  alone(): void { this.part('process', this.f.slots[0]); }
  override end(): void { this.part('end', this.has('process') || this.call.expectingInput ? null : this.f.slots[0]); }
  override dispose(): void { /* a clean block would run as a function of its own */ }
  private has(part: 'process'): boolean { return partsOf(this.f, this.dotted.block)[part] !== undefined; }
  private part(part: 'begin' | 'process' | 'end', item: Value, binds = false): void {
    const { f, dotted, call } = this, input = this.call.expectingInput ? new Enumerator(part === 'end' ? this.gathered : part === 'process' ? [item] : [], inputEnumerator) : undefined;
    dotted.within(() => { partIn(f, dotted.block, part, item, call.out, call.streams, binds ? this.args : undefined); }, input);
  }
}
