/** Variables that keep a type because all of the workflow's text says so (workflow-semantics.md 1.4). */
import assert from 'node:assert/strict';
import { flow } from './harness.ts';

const CASES: readonly (readonly [string, readonly string[]])[] = [
  // A cast at each plain assignment; what += and ++ make is converted.
  ['[int]$a = 1; $a += 1.7; $a; $a.GetType().Name', ['3', 'Int32']],
  ['[string[]]$m = @(); $m += 5; $m.GetType().Name; $m[0].GetType().Name', ['String[]', 'String']],
  ['[System.Collections.ArrayList]$q = @(); $q += 5; $q.GetType().Name', ['ArrayList']],
  ['[datetime]$d = Get-Date -Date 2020-01-01; $d += New-TimeSpan -Days 1; $d.Day', ['2']],
  ["[int]$c = Write-Output 5; $c += Write-Output 6; $c; [string]$s = $null; $s += 'x'; $s", ['11', 'x']],
  ["[string[]]$m = Write-Output 'a'; $m += Write-Output 5, 6; \"$($m.Count) $($m[2].GetType().Name)\"", ['3 String']],
  // New-Object of one type does the same.
  ['$l = New-Object -TypeName System.Collections.ArrayList; $l += 5; $x = $l.Add(6); "$($l.GetType().Name) $($l.Count)"', ['ArrayList 2']],
  // In nested blocks, and written from there.
  ["[int]$n = 1; foreach ($i in 1..3) { $n += 0.4 }; $n; parallel { sequence { $WORKFLOW:n += '7' } }; $n", ['1', '8']],
  // Types that differ, or one assignment without: none is kept.
  ["[int]$a = 1; [string]$a = 'x'; $a += 1; $a", ['x1']], ["[int]$b = 1; $b += 0.5; $b; $b = 'x'; $b", ['1.5', 'x']],
  ['$o = New-Object -TypeName PSObject; $o = New-Object -TypeName PSObject -Property @{ a = 1 }; $o.a', ['1']],
  // The variable of a loop is another one, and blocks have their own.
  ["[int]$i = 7; foreach ($i in '5') { $i.GetType().Name }; $i", ['String', '7']], ["[int]$n = 1; 1..2 | ForEach-Object -Process { $n = 'text' }; $n += '2'; $n", ['3']],
];

describe('Variables of a workflow', () => {
  for (const [text, lines] of CASES) it(`keep their type in ${text}`, () => assert.deepEqual(flow(text).lines, lines));
  it('take nothing that cannot be converted', () => {
    const { outcome, failure, lines } = flow("[int]$n = 1; try { $n += 'abc' } catch { 'caught' }; [byte]$b = 255; $b++; 'no'");
    assert.deepEqual([outcome, lines], ['failed', ['caught']]);
    assert.match(failure ?? '', /Cannot convert value "256" to type "System\.Byte"/);
  });
});
