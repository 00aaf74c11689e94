/** It: one test, or one for each set of data. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import { invokeBlock } from '../../runtime/run/blocks.ts';
import type { Cmdlet } from '../../runtime/cmdlet.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { errorRecord, raiseRecord } from '../../runtime/errors/raise.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import type { Frame } from '../../runtime/run/frame.ts';
import { FlowSignal, ExitSignal, isSignal, StopSignal } from '../../runtime/run/pipeline/signals.ts';
import { CallbackWriter } from '../../runtime/run/pipeline/writers.ts';
import { T } from '../../runtime/types/t.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { openBlock } from '../callBlock.ts';
import type { TestFailure, TestOutcome } from '../protocol.ts';
import { COMMON } from './blocks.ts';
import { failureOf, left, SKIPPED } from './failure.ts';
import { dataOf } from './names.ts';
import type { TestData } from './names.ts';
import { linesOf, newBlock, pesterOf, runtimeOf } from './pesterRun.ts';
import type { Block, PesterRun } from './pesterRun.ts';
import { runAt } from './setup.ts';

const it: Cmdlet = cmdlet({
  name: 'It', module: 'Pester', className: 'It', synopsis: 'One test: it passes where nothing in it ends with an error.',
  params: {
    ...COMMON, Test: { type: T.ScriptBlock, position: 1 },
    TestCases: { type: T.Object, aliases: ['ForEach'], allowNull: true, allowEmpty: true },
    Pending: { type: T.Switch },
  },
  run: (p, ctx) => ({
    process() {
      const pester = pesterOf(ctx), { from: line, source } = linesOf(ctx);
      if (pester.block.kind === 'test') ctx.fail({ id: 'TestInTest', category: 'InvalidOperation', message: `It '${p.Name}' stands inside It '${pester.block.name}'. Put it beside.` });
      for (const data of dataOf(p.TestCases) ?? [undefined]) {
        const name = pester.named(p.Name, data, runtimeOf(ctx).frame), path = [...pester.path, name], tags = p.Tag ?? [];
        if (!pester.isWanted(path, line, source, tags)) continue;
        const made = newBlock('It', name, pester.block, tags, p.Skip === true || p.Pending === true || p.Test === undefined, data);
        const reason = p.Pending === true || p.Test === undefined ? 'It is not written yet.' : '-Skip';
        if (made.isSkipped) pester.tell({ kind: 'test', item: pester.parts.item, outcome: { path, line, outcome: 'skipped', reason, records: [], milliseconds: 0 } });
        else if (p.Test !== undefined) runTest(pester, made, { body: p.Test, data, path, line }, ctx);
      }
    },
  }),
});
interface Given { readonly body: ScriptBlock; readonly data: TestData | undefined; readonly path: readonly string[]; readonly line: number }

function runTest(pester: PesterRun, made: Block, { body, data, path, line }: Given, ctx: CmdletContext): void {
  const { item, limit, takeRecords, file } = pester.parts, { session } = ctx, { frame: caller, out, streams } = runtimeOf(ctx), { clock, records } = session.host;
  takeRecords();
  if (made.broken !== undefined) { pester.tell({ kind: 'test', item, outcome: { path, line, outcome: 'failed', failure: made.broken, records: [], milliseconds: 0 } }); return; }
  pester.tell({ kind: 'begin', item, path, line });
  const began = clock.monotonic(), written = new CallbackWriter((value) => { records.write({ stream: 'Output', value }); });
  let failure: TestFailure | undefined, skipped: string | undefined;
  pester.noted = [];
  pester.within(made, () => {
    const attempt = (work: () => void, f: () => Frame): boolean => {
      const { depth, guarded } = session;
      try { work(); return true; } catch (e) {
        if (isSignal(e) && !(e instanceof ExitSignal) && !(e instanceof FlowSignal)) throw e;
        session.depth = depth;
        session.guarded = guarded;
        const { record, ...told } = e instanceof ExitSignal || e instanceof FlowSignal ? left(e, f(), 'test') : failureOf(e, f());
        if (record.errorId === SKIPPED) skipped ??= record.message; else failure ??= told;
        return false;
      }
    };
    const { depth, guarded } = session;
    limit.begin(file.limitMs);
    try {
      attempt(() => {
        const run = openBlock(caller, body, { named: data?.variables ?? new Map(), item: data?.item ?? null }, { out: written, streams }), place = { frame: run.frame, out, streams }, around = chain(pester.block);
        attempt(() => {
          for (const one of around) for (const before of one.beforeEach) runAt(place, before);
          session.guarded += 1;
          try { run.all(); } finally { session.guarded -= 1; }
        }, () => run.frame);
        for (const one of around.toReversed()) for (const after of one.afterEach) attempt(() => runAt(place, after), () => run.frame);
      }, () => caller);
    } catch (e) {
      // The run itself was asked to stop, unless it is the test's time that is over.
      if (!(e instanceof StopSignal) || !limit.end()) throw e;
      session.depth = depth;
      session.guarded = guarded;
      failure = { message: `It ran longer than ${file.limitMs / 1000} s and was ended. Give it more time, or mock what it waits for.`, places: [] };
    } finally { limit.end(); }
  });
  const [first, ...more] = failure === undefined ? pester.noted : [...pester.noted, failure];
  if (first !== undefined) failure = more.length === 0 ? first : { ...first, message: [first, ...more].map(({ message }) => message).join('\n') };
  const outcome: TestOutcome = {
    path, line, records: takeRecords(), milliseconds: clock.monotonic() - began,
    ...(failure !== undefined ? { outcome: 'failed', failure } : skipped !== undefined ? { outcome: 'skipped', reason: skipped } : { outcome: 'passed' }),
  };
  pester.tell({ kind: 'test', item, outcome });
}
/** The blocks around a test, the file first. */
const chain = (block: Block): Block[] => (block.parent === undefined ? [block] : [...chain(block.parent), block]);

const setItResult: Cmdlet = cmdlet({
  name: 'Set-ItResult', module: 'Pester', className: 'Set-ItResult', synopsis: 'Ends a test as neither passed nor failed.',
  params: { Inconclusive: { type: T.Switch }, Pending: { type: T.Switch }, Skipped: { type: T.Switch }, Because: { type: T.String } },
  run: (p) => ({ process() { raiseRecord(errorRecord({ id: SKIPPED, category: 'OperationStopped', message: p.Because ?? (p.Pending === true ? 'pending' : p.Inconclusive === true ? 'inconclusive' : 'skipped') }), true); } }),
});
/** How older tests put files into TestDrive. */
const setup: Cmdlet = cmdlet({
  name: 'Setup', module: 'Pester', className: 'Setup', synopsis: 'Puts a file or a folder into TestDrive.',
  params: { Dir: { type: T.Switch, aliases: ['Directory'] }, File: { type: T.Switch }, Path: { type: T.String, position: 0, mandatory: true }, Content: { type: T.Object, position: 1, allowNull: true, allowEmpty: true }, PassThru: { type: T.Switch } },
  run: (p, ctx) => ({
    process() {
      const path = pesterOf(ctx).drive.put(p.Path, p.Dir === true ? undefined : toItems(p.Content ?? '').map((line) => toText(line)).join('\n'));
      if (p.PassThru === true) for (const item of ctx.call('Get-Item', { LiteralPath: path })) ctx.write(item);
    },
  }),
});
/** How older tests run something in a folder. */
const inFolder: Cmdlet = cmdlet({
  name: 'In', module: 'Pester', className: 'In', synopsis: 'Runs a block with another folder as the current one.',
  params: { Path: { type: T.String, position: 0 }, Execute: { type: T.ScriptBlock, position: 1, mandatory: true } },
  run: (p, ctx) => ({
    process() {
      const { frame, out } = runtimeOf(ctx);
      ctx.call('Push-Location', { Path: p.Path ?? '.' });
      try { invokeBlock(frame, p.Execute, { out }); } finally { ctx.call('Pop-Location', {}); }
    },
  }),
});
export const testCmdlets: readonly Cmdlet[] = [it, setItResult, setup, inFolder];
