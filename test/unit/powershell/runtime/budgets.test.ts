/** Runaway scripts: every kind of loop takes a stop, recursion and growth end in errors that scripts can catch. */
import assert from 'node:assert/strict';
import { cmdlets } from '../../../../src/powershell/cmdlets/index.ts';
import { Engine } from '../../../../src/powershell/engine/engine.ts';
import { run, testHost } from './harness.ts';

const LOOPS: Readonly<Record<string, string>> = {
  while: 'while ($true) { }', 'do until': 'do { $i++ } until ($false)', for: 'for (;;) { }', 'nested functions': 'function f { 1 }; while ($true) { $null = f }',
  'foreach over a large range': 'foreach ($i in 1..5000000) { foreach ($j in 1..5000000) { } }', pipeline: '1..3000000 | ForEach-Object { 1..3000000 | ForEach-Object { $_ } } | Out-Null',
  switch: 'while ($true) { switch (1) { 1 { } } }', 'method of a class': 'class C { [int] M() { return 1 } }; $c = [C]::new(); while ($true) { $null = $c.M() }',
};
describe('Budgets', () => {
  for (const [kind, script] of Object.entries(LOOPS)) it(`stops ${kind}`, () => {
    assert.equal(run(script, {}, { stopAfterMs: 50 }).result.outcome, 'stopped');
  });
  it('endless recursion is PowerShell’s call-depth error, which can be caught', () => {
    const { output, result } = run("function f { f }; try { f } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }; 'on'");
    assert.equal(result.outcome, 'completed');
    assert.deepEqual(output, ['CallDepthOverflow', 'ScriptCallDepthException', 'on']);
  });
  it('asks for no stop with each thing that a long list takes', () => {
    let asked = 0;
    const host = testHost(() => undefined), engine = new Engine({ ...host, stop: { ...host.stop, requested: () => { asked += 1; return false; } } }, cmdlets);
    const script = '$a = [System.Collections.Generic.List[int]]::new(); $b = [System.Collections.ArrayList]::new(); foreach ($i in 1..300000) { $a.Add($i); $null = $b.Add($i) }';
    assert.equal(engine.run({ script }).outcome, 'completed');
    assert.ok(asked < 60_000, `${asked} times`);
  });
  const GROWTH = { string: "$s = 'x' * 1mb; while ($true) { $s += $s }", repeat: "'x' * 1gb", 'array by repetition': '@(1) * 2000000000', range: '1..2000000000', join: "$a = @('x' * 1mb) * 4000; $a -join ''" };
  for (const [kind, script] of Object.entries(GROWTH)) it(`ends growth of a ${kind} with an error`, () => {
    const { errors, result } = run(script, {}, { budgets: { stringLength: 64 * 1024 * 1024, arrayLength: 10_000_000 } });
    const said = [...errors, result.error?.fullyQualifiedErrorId ?? ''].join(' ');
    assert.match(said, /OutOfMemoryException/);
  });
});
