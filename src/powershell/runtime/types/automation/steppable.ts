/** A pipeline that is driven by hand (`GetSteppablePipeline`): what proxy functions wrap a command with. */
import type { PipelineAst } from '../../../syntax/index.ts';
import { stageMakers } from '../../compile/commands/pipeline.ts';
import { Compiler } from '../../compile/compiler.ts';
import { raise } from '../../errors/raise.ts';
import { CommandRuntime } from '../../run/pipeline/commandRuntime.ts';
import { current } from '../../run/current.ts';
import { openStages } from '../../run/pipeline/pipeline.ts';
import type { OpenStages } from '../../run/pipeline/pipeline.ts';
import { CallbackWriter } from '../../run/pipeline/writers.ts';
import type { ScriptBlock } from '../../values/scriptBlock.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { laterType, method } from '../netType.ts';
import type { Overload } from '../netType.ts';
import { T, named } from '../t.ts';

export class SteppablePipeline extends NetObject {
  private readonly block: ScriptBlock;
  private stages: OpenStages | undefined = undefined;
  private written: Value[] = [];
  private owner: CommandRuntime | undefined = undefined;
  constructor(block: ScriptBlock) { super(); this.block = block; }
  /** What begin writes comes with the first answer of `process` or `end`. */
  begin(by: Value): void {
    this.owner = by instanceof CommandRuntime ? by : undefined;
    const frame = current().current, { source, namespaces } = this.block.code, c = new Compiler(null, source, namespaces);
    const out = new CallbackWriter((v) => { if (this.owner === undefined) this.written.push(v); else this.owner.write(v); });
    this.stages = openStages(frame, stageMakers(onlyPipeline(this.block), c), out, by instanceof CommandRuntime ? by.expectingInput : by !== false);
    this.stages.begin();
  }
  process(input: Value | undefined): Value { return this.gave(() => this.stages?.process(input)); }
  end(): Value { return this.gave(() => this.stages?.end()); }
  dispose(): void { this.stages?.dispose(); this.stages = undefined; }
  private gave(run: () => void): Value {
    run();
    const { written } = this;
    this.written = [];
    return written;
  }
}
function onlyPipeline(block: ScriptBlock): PipelineAst {
  const { ast } = block.code, statements = ast.endBlock?.statements ?? [], [only] = statements;
  if (ast.beginBlock !== undefined || ast.processBlock !== undefined || statements.length !== 1 || only?.kind !== 'PipelineAst' || only.elements[0]?.kind !== 'CommandAst')
    return raise({ id: 'CanConvertOneClauseOnly', category: 'InvalidOperation', exception: 'System.Management.Automation.PSInvalidOperationException', message: 'Only a script block that contains exactly one pipeline or command can be converted. Expressions or control structures are not permitted. Verify that the script block contains exactly one pipeline or command.' });
  return only;
}
/** Errors of the commands arrive as they are. */
const own = (m: Overload<SteppablePipeline>): Overload<SteppablePipeline> => ({ ...m, isScript: true });
laterType<SteppablePipeline>(named<SteppablePipeline>('System.Management.Automation.SteppablePipeline'), () => ({
  methods: {
    Begin: [own(method([T.Object], (p: SteppablePipeline, by) => p.begin(by), T.Void)), own(method([T.Object, T.Object], (p: SteppablePipeline, by) => p.begin(by), T.Void))], Process: [own(method([], (p: SteppablePipeline) => p.process(undefined))), own(method([T.Object], (p: SteppablePipeline, v) => p.process(v ?? null)))],
    End: [own(method([], (p: SteppablePipeline) => p.end()))], Dispose: [method([], (p) => p.dispose(), T.Void)], Clean: [method([], (p) => p.dispose(), T.Void)],
  },
}), SteppablePipeline);
