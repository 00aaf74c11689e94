import assert from 'node:assert/strict';
import { run } from './harness.ts';

/** Scripts that reach one place with values of different types, and what PowerShell writes. */
const CASES: readonly (readonly [what: string, script: string, output: readonly string[]])[] = [
  ['a static method', 'foreach ($v in 3, 2.5, 7L, "8", 9) { [math]::Max($v, 4).GetType().Name }', ['Int32', 'Double', 'Int64', 'Int32', 'Int32']],
  ['a number that widens', 'foreach ($v in 4, 4.0, 4L, "4", 4) { [math]::Sqrt($v) }', ['2', '2', '2', '2', '2']],
  ['two numbers of which one widens', 'foreach ($v in 1, 0.5, 3) { [math]::Pow(4, $v) }', ['4', '2', '64']],
  ['a method of values of several types', 'foreach ($v in "abc", 12, "de", @(1)) { $v.ToString() }', ['abc', '12', 'de', 'System.Object[]']],
  ['an argument that is null between others', '$l = [System.Collections.ArrayList]::new(); foreach ($v in 1, $null, "x", [pscustomobject]@{ A = 1 }) { [void]$l.Add($v) }; $l.Count; $null -eq $l[1]; $l[3].A', ['4', 'True', '1']],
  ['a list of numbers that is given text', '$l = [System.Collections.Generic.List[int]]::new(); foreach ($v in 1, "2", 3.6) { $l.Add($v) }; $l -join ","', ['1,2,4']],
  ['text that is a number only now and then', 'foreach ($v in "5", "x", "6") { try { [math]::Abs($v) } catch { "no" } }', ['5', 'no', '6']],
  ['constructors', 'foreach ($v in "a", 5) { [System.Text.StringBuilder]::new($v).Length }; class P { $n; P([int]$a) { $this.n = "int $a" } P([string]$a) { $this.n = "text $a" } }; foreach ($v in 1, "x", 2) { [P]::new($v).n }', ['1', '0', 'int 1', 'text x', 'int 2']],
  ['the name given anew', 'class A { static [string] Who() { return "A" } }; class B { static [string] Who() { return "B" } }; foreach ($t in [A], [B], [A]) { $t::Who() }', ['A', 'B', 'A']],
];

describe('A call that remembers its overload', () => {
  for (const [what, script, expected] of CASES) it(`gives the same for ${what}`, () => assert.deepEqual(run(script).output.map(String), expected));

  it('a text of many pieces is whole', () => {
    const { output } = run('$b = [System.Text.StringBuilder]::new("<"); foreach ($i in 1..3000) { [void]$b.Append("piece $i, ").Append($i % 10).AppendLine() }; $b.Length; $t = $b.ToString(); $t.Length; $t.Substring(0, 12); [void]$b.Remove(0, 1).Append("end"); $b.ToString().EndsWith("end"); $b.Length');
    assert.deepEqual(output.map(String), ['40894', '40894', '<piece 1, 1\n', 'True', '40896']);
  });
  it('a queue gives its items in order while more come', () => {
    const { output } = run('$q = [System.Collections.Queue]::new(); 1..5 | ForEach-Object { $q.Enqueue($_) }; $q.Dequeue(); $q.Enqueue(6); $q.Peek(); $q.Dequeue(); $q.Count; "$($q.ToArray())"; foreach ($x in $q) { $x }; $q.Contains(2); $q.Contains(6); $q.Clear(); $q.Count');
    assert.deepEqual(output.map(String), ['1', '2', '2', '4', '3 4 5 6', '3', '4', '5', '6', 'False', 'True', '0']);
  });
});
