/** Describe and Context: a scope for tests, with what is set up for them. */
import { cmdlet } from '../../runtime/cmdlet.ts';
import type { Cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import { openBlock } from '../callBlock.ts';
import { dataOf } from './names.ts';
import type { TestData } from './names.ts';
import { linesOf, newBlock, pesterOf, runtimeOf } from './pesterRun.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { runAt, takeSetup } from './setup.ts';

export const COMMON = {
  Name: { type: T.String, mandatory: true, position: 0, allowEmpty: true },
  Tag: { type: arrayOf(T.String), aliases: ['Tags'], allowEmpty: true },
  Skip: { type: T.Switch },
} as const;
interface Given { readonly name: string; readonly body: ScriptBlock; readonly tags: readonly string[]; readonly skip: boolean; readonly data: TestData | undefined }

const block = (name: string): Cmdlet => cmdlet({
  name, module: 'Pester', className: name, synopsis: 'Holds tests that belong together.',
  params: {
    ...COMMON, Fixture: { type: T.ScriptBlock, position: 1 },
    ForEach: { type: T.Object, allowNull: true, allowEmpty: true },
  },
  run: (p, ctx) => ({
    process() {
      if (p.Fixture === undefined) return ctx.fail({ id: 'MissingFixture', category: 'InvalidArgument', message: `'${name} ${p.Name}' has no block. Its brace must begin on the line of its name.` });
      const body = p.Fixture, all = dataOf(p.ForEach) ?? [undefined];
      for (const data of all) runBlock({ name: pesterOf(ctx).named(p.Name, data, runtimeOf(ctx).frame), body, tags: p.Tag ?? [], skip: p.Skip === true, data }, ctx);
      return undefined;
    },
  }),
});

function runBlock(given: Given, ctx: CmdletContext): void {
  const pester = pesterOf(ctx), { frame: caller, out, streams, session } = runtimeOf(ctx), { from, to, source } = linesOf(ctx);
  if (source === pester.parts.file.path && !pester.mayHold(from, to)) return;
  if (pester.block.kind === 'test') ctx.fail({ id: 'BlockInTest', category: 'InvalidOperation', message: `${ctx.commandName} '${given.name}' stands inside It '${pester.block.name}'. Put it beside.` });
  const made = newBlock(ctx.commandName, given.name, pester.block, given.tags, given.skip, given.data);
  pester.within(made, () => {
    const run = openBlock(caller, given.body, { named: given.data?.variables ?? new Map(), item: given.data?.item ?? null }, { out, streams }), place = { frame: run.frame, out, streams }, leave = pester.drive.enter();
    pester.attempt(made, run.frame, () => {
      const first = takeSetup(given.body, made, run.frame);
      if (!made.isSkipped && made.broken === undefined) pester.setUp(made, run.frame, () => { for (const before of first) runAt(place, before); });
      // Also where its set-up has failed: so its tests are known, which all fail.
      session.guarded += 1;
      try { run.all(); } finally { session.guarded -= 1; }
    });
    if (!made.isSkipped && made.parent?.broken === undefined) for (const after of made.afterAll) pester.attempt(made, run.frame, () => runAt(place, after));
    leave();
  });
}
export const blockCmdlets: readonly Cmdlet[] = [block('Describe'), block('Context')];
