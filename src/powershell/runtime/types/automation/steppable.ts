/** A pipeline that is driven by hand (`GetSteppablePipeline`): what proxy functions wrap a command with. */
import type { PipelineAst } from '../../../syntax/index.ts';
import { stageMakers } from '../../compile/commands/pipeline.ts';
import { Compiler } from '../../compile/compiler.ts';
import { netThrow } from '../../errors/raise.ts';
import { CommandRuntime } from '../../run/pipeline/commandRuntime.ts';
import { current } from '../../run/current.ts';
import { Frame } from '../../run/frame.ts';
import { assignParameters } from '../../run/inPlaceParameters.ts';
import { Layout } from '../../run/layout.ts';
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
  private readonly pipeline: PipelineAst;
  private readonly args: readonly Value[];
  private stages: OpenStages | undefined = undefined;
  private written: Value[] = [];
  private owner: CommandRuntime | undefined = undefined;
  private takesInput = false;
  /** `args`: for the block's own parameters. */
  constructor(block: ScriptBlock, args: readonly Value[]) {
    super();
    this.block = block;
    this.args = args;
    this.pipeline = onlyPipeline(block);
  }
  /** What begin writes comes with the first answer of `process` or `end`. */
  begin(by: Value): void {
    this.owner = by instanceof CommandRuntime ? by : undefined;
    const frame = this.scope(), { source, namespaces } = this.block.code, c = new Compiler(null, source, namespaces);
    const out = new CallbackWriter((v) => { if (this.owner === undefined) this.written.push(v); else this.owner.write(v); });
    this.takesInput = by instanceof CommandRuntime ? by.expectingInput : by !== false;
    this.stages = openStages(frame, stageMakers(this.pipeline, c), out, this.takesInput);
    this.stages.begin();
  }
  /** Where the arguments of its commands are worked out: with the block's parameters, where it was given any (PipelineOps.GetSteppablePipeline). */
  private scope(): Frame {
    const { current: caller } = current(), { paramBlock } = this.block.code.ast;
    if (this.args.length === 0 || paramBlock === undefined) return caller;
    const made = new Frame(caller.session, new Layout(), caller, caller.module, caller.out, caller.streams, caller.source);
    made.at = caller.at;
    assignParameters(made, this.block, this.args);
    return made;
  }
  /** What is handed over counts only where input is expected (SteppablePipeline.Process). */
  process(input: Value | undefined): Value { return this.gave(() => this.stages?.process(this.takesInput ? input : undefined)); }
  end(): Value { return this.gave(() => this.stages?.end()); }
  dispose(): void { this.stages?.dispose(); this.stages = undefined; }
  private gave(run: () => void): Value {
    run();
    const { written } = this;
    this.written = [];
    return written;
  }
}
/** The one pipeline that can be driven (CompiledScriptBlock.GetSimplePipeline). */
function onlyPipeline({ code: { ast } }: ScriptBlock): PipelineAst {
  const refuse = (why: string): never => netThrow('System.Management.Automation.PSInvalidOperationException', `${why} Verify that the script block contains exactly one pipeline or command.`);
  if (ast.beginBlock !== undefined || ast.processBlock !== undefined || ast.cleanBlock !== undefined) return refuse('The script block cannot be converted because it contains more than one clause. Expressions or control structures are not permitted.');
  const statements = ast.endBlock?.statements ?? [], [only] = statements;
  if (only === undefined) return refuse('An empty script block cannot be converted.');
  if (statements.length > 1) return refuse('Only a script block that contains exactly one pipeline or command can be converted. Expressions or control structures are not permitted.');
  if ((ast.endBlock?.traps.length ?? 0) > 0) return netThrow('System.Management.Automation.PSInvalidOperationException', 'A script block that contains a top-level trap statement cannot be converted.');
  if (only.kind !== 'PipelineAst') return refuse('Only a script block that contains exactly one pipeline or command can be converted. Expressions or control structures are not permitted.');
  if (only.elements[0]?.kind !== 'CommandAst') return refuse('An empty script block cannot be converted.');
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
