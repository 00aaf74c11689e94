/** However a script goes on without end, the stop flag ends it: in every loop, and in what a loop hides in. */
import assert from 'node:assert/strict';
import { run } from '../../unit/powershell/runtime/harness.ts';
import { removeFolders, runInFolder } from '../../unit/powershell/cmdlets/inFolder.ts';

const endless: Readonly<Record<string, string>> = {
  'while': 'while ($true) { }', 'for': 'for (;;) { }', 'do while': 'do { } while ($true)', 'do until': 'do { } until ($false)',
  'foreach over a range': 'foreach ($i in 1..2147483647) { }', 'labels': ':a while ($true) { while ($true) { continue a } }',
  'a function': 'function f { while ($true) { } }; f', 'a filter': 'filter f { while ($true) { } }; 1 | f', 'a begin block': '& { begin { while ($true) { } } }',
  'a default value': 'function f($x = $(while ($true) { })) { }; f', 'a validation': 'function f([ValidateScript({ while ($true) { } })]$x) { }; f 1',
  'dynamic parameters': 'function f { [CmdletBinding()] param() dynamicparam { while ($true) { } } end { } }; f', 'a subexpression': '"$(while ($true) { })"',
  'the value of a key': '@{ a = $(while ($true) { }) }', 'an index': '$a = 1..3; $a[$(while ($true) { })]', 'a condition': 'if ($(while ($true) { })) { }',
  'a range in a pipeline': '1..2147483647 | ForEach-Object { }', 'a range into nothing': '1..2147483647 | Out-Null', 'Where-Object': '1 | Where-Object { while ($true) { } }',
  'Where()': '(1, 2).Where({ while ($true) { } })', 'ForEach()': '(1, 2).ForEach({ while ($true) { } })', 'a key to sort by': '1..10 | Sort-Object { while ($true) { } }',
  'a comparer': 'class C : System.Collections.IComparer { [int] Compare([object]$a, [object]$b) { while ($true) { }; return 0 } }; $a = 3, 2, 1; [array]::Sort($a, [C]::new())',
  'a block that compares': '$l = [System.Collections.Generic.List[int]](3, 2, 1); $l.Sort({ param($a, $b) while ($true) { } })',
  'a constructor': 'class A { A() { while ($true) { } } }; [A]::new()', 'a method': 'class A { [void] F() { while ($true) { } } }; [A]::new().F()',
  'a static property': 'class A { static [int] $X = $(while ($true) { }) }; [A]::X', 'ToString()': 'class A { [string] ToString() { while ($true) { }; return "" } }; "$([A]::new())"',
  'a script property': '$o = [pscustomobject]@{}; $o | Add-Member ScriptProperty P { while ($true) { } }; $o.P', 'a replacement': '"aaa" -replace "a", { while ($true) { } }',
  'a match evaluator': '[regex]::Replace("aaa", "a", { while ($true) { } })', 'a caught error': 'while ($true) { try { throw "x" } catch { } }',
  'a trapped error': 'while ($true) { & { trap { continue } throw "x" } }', 'finally blocks': 'while ($true) { try { try { throw 1 } finally { } } catch { } finally { $null = 1 } }',
  'recursion that is caught': 'function f { try { f } catch { } }; while ($true) { f }', 'Invoke-Expression': 'while ($true) { $null = Invoke-Expression "1 + 1" }',
  'blocks made of text': '$i = 0; while ($true) { $i++; $null = & ([scriptblock]::Create("$i + 1")) }', 'output that is taken': '& { while ($true) { 1 } } | Measure-Object -Sum',
  'Select-Object after it had enough': '& { while ($true) { 1 } } | Select-Object -First 1; while ($true) { }', 'an assignment': '$x = 0; while ($true) { $x = & { 1 } }',
  'members of many objects': '$a = 1..100000; while ($true) { $null = $a.GetType }', 'long texts': "while ($true) { $null = 'x' * 1000000 }",
  'an enumerator': '$e = (1..3).GetEnumerator(); while ($true) { if (-not $e.MoveNext()) { $e.Reset() } }', 'functions that are counted on': 'function g([int]$n) { $s = 0; for ($i = 0; $i -lt $n; $i++) { $s += $i }; $s }; while ($true) { $null = g 100 }',
  'a workflow': 'workflow w { while ($true) { $x = 1 } }; w', 'branches of a workflow': 'workflow w { foreach -parallel ($x in 1..4) { while ($true) { $y = $x } } }; w',
};

describe('A script without end is stopped', () => {
  afterEach(removeFolders);
  for (const [name, script] of Object.entries(endless)) {
    it(name, () => { assert.equal(run(script, {}, { stopAfterMs: 60 }).result.outcome, 'stopped'); });
  }
  it('and finally blocks run', () => {
    const { result, output } = run('try { while ($true) { } } finally { "cleaned up" }', {}, { stopAfterMs: 60 });
    assert.deepEqual([result.outcome, ...output], ['stopped', 'cleaned up']);
  });
  it('and what they do is done to its end, however long it is and wherever it stands', () => {
    const { result, output } = run('function f { try { while ($true) { } } finally { $n = 0; foreach ($i in 1..20000) { $n += (g $i) }; "$n" } }; function g($x) { try { 1 } finally { $null = $x } }; try { f } finally { "outer" }; "never"', {}, { stopAfterMs: 60 });
    assert.deepEqual([result.outcome, ...output], ['stopped', '20000', 'outer']);
  });
  it('not before all that it wrote is in its file', () => {
    const { output } = runInFolder('& { while ($true) { "line"; if (++$script:n -eq 100000) { break } } } > f.txt; (Get-Item f.txt).Length');
    assert.deepEqual(output, ['500000']);
  });
});
