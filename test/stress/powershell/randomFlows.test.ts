import assert from 'node:assert/strict';
import fc from 'fast-check';
import { flow, inSteps } from '../../unit/powershell/workflow/harness.ts';

/** Random bodies: every kind of statement in every other, checkpoints anywhere. Names are of the scope they stand in, so that nothing is refused. */
let serial = 0;
const name = (): string => `v${++serial}`;
type Text = string;
const expression = (known: readonly string[]): fc.Arbitrary<Text> => fc.oneof(
  fc.integer({ min: 0, max: 9 }).map(String), fc.constantFrom("'a'", "'b c'", '@(1, 2)', '$null', '@{ k = 3 }.k', '(1..3)[1]'),
  ...(known.length === 0 ? [] : [fc.constantFrom(...known).map((v) => `"[$${v}]"`), fc.constantFrom(...known).map((v) => `@($${v}).Count`)]),
);
function statement(depth: number, known: string[], inBranch: boolean): fc.Arbitrary<Text> {
  const simple: fc.Arbitrary<Text>[] = [
    expression(known).map((e) => `"o $(${e})"`), expression(known).map((e) => `Write-Output -InputObject ${e.startsWith('@') || e.startsWith('(') ? `(${e})` : e}`),
    fc.constant('Checkpoint-Workflow'), fc.constant('Checkpoint-Workflow'), fc.constant('Start-Sleep -Seconds 1'), expression(known).map((e) => `Write-Warning -Message "w $(${e})"`),
    expression(known).chain((e) => { const v = name(); known.push(v); return fc.constant(`$${v} = ${e}`); }),
    fc.constant(0).map(() => `$x${++serial} = InlineScript { 'i'; 2 }; "n $(@($x${serial}).Count)"`), fc.constant('Child -p 4'), fc.constant('Helper 5'),
    expression(known).map((e) => `1..2 | ForEach-Object -Process { "p $_ $(${e})" } -PSPersist $true`),
  ];
  if (depth <= 0) return fc.oneof(...simple);
  const inner = (branch = inBranch): fc.Arbitrary<Text> => block(depth - 1, [...known], branch);
  const counter = (): string => `c${++serial}`;
  return fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...simple) },
    { weight: 1, arbitrary: fc.tuple(fc.boolean(), inner(), inner()).map(([yes, a, b]) => `if ($${String(yes)}) {\n${a}\n} else {\n${b}\n}`) },
    { weight: 1, arbitrary: inner().map((b) => `foreach ($${name()} in 1..2) {\n${b}\n}`) },
    { weight: 1, arbitrary: inner().map((b) => { const c = counter(); return `$${c} = 0\nwhile ($${c} -lt 2) {\n$${c}++\n${b}\n}`; }) },
    { weight: 1, arbitrary: fc.tuple(inner(), inner(), inner(), fc.boolean()).map(([a, b, c, fails]) => `try {\n${a}\n${fails ? "throw 't'" : ''}\n} catch {\n"caught $($_.Message)"\n${b}\n} finally {\n${c}\n}`) },
    { weight: 1, arbitrary: fc.tuple(inner(), inner()).map(([a, b]) => `switch (2) {\n1 {\n${a}\n} 2 {\n${b}\n}\n}`) },
    { weight: 1, arbitrary: fc.array(inner(true), { minLength: 1, maxLength: 3 }).map((all) => `parallel {\n${all.map((b) => `sequence {\n${b}\n}`).join('\n')}\n}`) },
    { weight: 1, arbitrary: fc.tuple(inner(true), fc.integer({ min: 0, max: 2 })).map(([b, limit]) => `foreach -parallel ${limit > 0 ? `-ThrottleLimit ${limit} ` : ''}($${name()} in 1..3) {\n${b}\n}`) },
    { weight: 1, arbitrary: inner().map((b) => { const v = name(); return `$${v} = foreach ($${name()} in 1..2) {\n${b}\n}\n"gathered $(@($${v}).Count)"`; }) },
    ...(inBranch ? [] : [{ weight: 1, arbitrary: inner().map((b) => `${b}\nif ($false) { return 'r' }`) }]),
  );
}
const block = (depth: number, known: string[], inBranch: boolean): fc.Arbitrary<Text> =>
  fc.array(fc.constant(0), { minLength: 1, maxLength: 4 }).chain((list) => fc.tuple(...list.map(() => statement(depth, known, inBranch)))).map((all) => all.join('\n'));
const TEXT = (body: string): string => `function Helper($n) { "h $n" }\nworkflow Child { param([int]$p) "c1 $p"; Checkpoint-Workflow; "c2 $p" }\nworkflow t {\n${body}\n'the end'\n}`;

describe('Random workflows', () => {
  it('write the same whether they run in one go or in a new engine after every checkpoint', () => {
    let ran = 0, steps = 0;
    fc.assert(fc.property(fc.constant(0).chain(() => { serial = 0; return block(3, [], false); }), (body) => {
      const text = TEXT(body), whole = flow(text);
      // A variable that is assigned in two scopes is refused, as it should be; such a body says nothing here.
      fc.pre(whole.refused.length === 0);
      const stepped = inSteps(text);
      ran += 1;
      steps += stepped.steps;
      assert.deepEqual([stepped.outcome, stepped.failure], [whole.outcome, whole.failure]);
      // Branches may take their turns in another order behind a checkpoint; everything else keeps its own.
      if (text.includes('parallel')) assert.deepEqual(stepped.lines.toSorted(), whole.lines.toSorted());
      else assert.deepEqual(stepped.lines, whole.lines);
    }), { numRuns: Number(process.env['SMA_RANDOM_RUNS'] ?? 50) });
    assert.ok(ran > 20 && steps > 50, `${ran} bodies, ${steps} checkpoints`);
  }).timeout(120_000);
});
