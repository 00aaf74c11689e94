/** BeforeAll, BeforeEach, AfterEach, AfterAll and BeforeDiscovery: what runs around blocks and tests. */
import { commandNameOf } from '../../syntax/commandName.ts';
import { CompiledBlock } from '../../runtime/compile/compiledBlock.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Cmdlet } from '../../runtime/cmdlet.ts';
import { runIn } from '../../runtime/run/blocks.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import type { Streams } from '../../runtime/run/pipeline/streams.ts';
import type { Writer } from '../../runtime/run/pipeline/writers.ts';
import { T } from '../../runtime/types/t.ts';
import { fold } from '../../runtime/values/folding.ts';
import { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { pesterOf, runtimeOf } from './pesterRun.ts';
import type { Block, PesterRun } from './pesterRun.ts';

export interface Place { readonly frame: Frame; readonly out: Writer; readonly streams: Streams }
/** Runs a block where another is, so that its variables are that one's. Errors travel. */
export function runAt({ frame, out, streams }: Place, block: ScriptBlock): void {
  const { session } = frame;
  session.guarded += 1;
  try { runIn(frame, block, frame.slots[0], out, streams); } finally { session.guarded -= 1; }
}
/** Takes what a block's text says of set-up before its body runs: it holds for everything in it, wherever it stands. Gives what is to run first. */
export function takeSetup(body: ScriptBlock, block: Block, frame: Frame): ScriptBlock[] {
  const { code } = body, first: ScriptBlock[] = [];
  for (const n of code.ast.endBlock?.statements ?? []) {
    const [only] = n.kind === 'PipelineAst' ? n.elements : [];
    if (n.kind !== 'PipelineAst' || n.elements.length !== 1 || only?.kind !== 'CommandAst') continue;
    const name = fold(commandNameOf(only) ?? ''), at = only.elements.find((e) => e.kind === 'ScriptBlockExpressionAst');
    const into = name === 'beforeall' ? first : name === 'beforeeach' ? block.beforeEach : name === 'aftereach' ? block.afterEach : name === 'afterall' ? block.afterAll : undefined;
    if (into === undefined || at === undefined) continue;
    block.found.add(at.start);
    into.push(new ScriptBlock(new CompiledBlock(at.scriptBlock, code.source, { namespaces: [...code.namespaces], ...(frame.layout === undefined ? {} : { homeLayout: frame.layout }) }), frame.module, frame));
  }
  return first;
}
const setup = (name: string, synopsis: string, take: (block: Block, body: ScriptBlock, place: Place, pester: PesterRun) => void): Cmdlet => cmdlet({
  name, module: 'Pester', className: name, synopsis,
  params: { Scriptblock: { type: T.ScriptBlock, mandatory: true, position: 0 } },
  run: (p, ctx) => ({
    process() {
      const { frame, out, streams } = runtimeOf(ctx), pester = pesterOf(ctx), { block } = pester;
      // Found before in the text of the block around.
      if (!block.found.has(p.Scriptblock.code.ast.start) && !block.found.has(p.Scriptblock.code.ast.start - 1)) take(block, p.Scriptblock, { frame, out, streams }, pester);
    },
  }),
});
export const setupCmdlets: readonly Cmdlet[] = [
  setup('BeforeAll', 'Runs once before the tests of a block.', (block, body, place, pester) => { if (block.broken === undefined) pester.setUp(block, place.frame, () => runAt(place, body)); }),
  setup('BeforeDiscovery', 'Runs where it stands.', (_, body, place) => runAt(place, body)),
  setup('BeforeEach', 'Runs before each test of a block.', (block, body) => { block.beforeEach.push(body); }),
  setup('AfterEach', 'Runs after each test of a block.', (block, body) => { block.afterEach.push(body); }),
  setup('AfterAll', 'Runs once after the tests of a block.', (block, body) => { block.afterAll.push(body); }),
];
