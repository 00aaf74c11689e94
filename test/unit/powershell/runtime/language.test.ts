/** The language, one line a fact: script and the texts it writes. */
import assert from 'node:assert/strict';
import { run } from './harness.ts';

const FACTS: readonly (readonly [what: string, script: string, ...output: string[]])[] = [
  ['Int32 overflows to Double', '[int]::MaxValue + 1; ([int]::MaxValue + 1).GetType().Name', '2147483648', 'Double'],
  ['whole quotients stay Int32', '(6 / 3).GetType().Name; (7 / 2).GetType().Name', 'Int32', 'Double'],
  ['casts round half to even', '[int]2.5; [int]3.5; [int]-2.5', '2', '4', '-2'],
  ['decimals are exact', "0.1d + 0.2d", '0.3'],
  ['text of a double has 15 digits, ToString all', '0.1 + 0.2; (0.1 + 0.2).ToString()', '0.3', '0.30000000000000004'],
  ['numbers are read out of text', "'0x10' + 0; 1 + '0x10'; 2 * '1kb'", '0x100', '17', '2048'],
  ['comparison takes the left side’s type', "1 -eq '1.0'; '1' -eq 1.0; 'abc' -eq 'ABC'; 'abc' -ceq 'ABC'", 'True', 'True', 'True', 'False'],
  ['a collection on the left is filtered', '(1, 5, 9 -gt 3) -join ","', '5,9'],
  ['strings expand variables, members need $( )', '$o = @{ a = 1 }; "$o.a $($o.a) ${o}"', 'System.Collections.Hashtable.a 1 System.Collections.Hashtable'],
  ['-match fills $Matches', "if ('host12' -match '(?<n>[a-z]+)(\\d+)') { $Matches.n; $Matches[1] }", 'host', '12'],
  ['-replace knows groups and blocks', "'a1b2' -replace '(\\d)', '<$1>'; 'a1' -replace '\\d', { [int]$_.Value + 1 }", 'a<1>b<2>', 'a2'],
  ['-split keeps groups and counts', "('a,b,c' -split ',', 2) -join '|'; ('a1b' -split '(\\d)') -join '|'", 'a|b,c', 'a|1|b'],
  ['switch falls through to every clause that fits', "switch (3) { 3 { 'a' } { $_ -gt 2 } { 'b' } default { 'c' } }", 'a', 'b'],
  ['labels reach the outer loop', ':o foreach ($i in 1..3) { foreach ($j in 1..3) { if ($j -eq 2) { continue o }; "$i$j" } }', '11', '21', '31'],
  ['break leaves a loop out of a pipeline block', 'foreach ($i in 1..3) { 1..3 | ForEach-Object { if ($_ -eq 2) { break }; "$i$_" } }', '11'],
  ['finally runs after return', 'function f { try { return 1 } finally { "last" } }; f', '1', 'last'],
  ['catch chooses the nearest type', "try { [int]'x' } catch [System.InvalidCastException] { 'f' } catch { 'any' }", 'f'],
  ['a function sees its caller’s variables, and keeps its own', '$x = 1; function f { $x; $x = 2; $x }; f; $x', '1', '2', '1'],
  ['closures keep their variables', '$x = 1; $c = { $x }.GetNewClosure(); $x = 2; & $c', '1'],
  ['splatting by name and by position', 'function f($a, $b) { "$a-$b" }; $h = @{ b = 2 }; f 1 @h; $l = 3, 4; f @l', '1-2', '3-4'],
  ['parameters convert and have defaults', 'function f([int]$n = 5, [switch]$s) { "$n $s" }; f; f "7" -s', '5 False', '7 True'],
  ['pipeline input by value and by name', 'function f { param([Parameter(ValueFromPipeline)]$v, [Parameter(ValueFromPipelineByPropertyName)]$n) process { "$v/$n" } }; [pscustomobject]@{ n = 3 } | f', '@{n=3}/3'],
  ['hashtables and custom objects', '$h = [ordered]@{ b = 1; a = 2 }; $h.Keys -join ""; $h[0]; [pscustomobject]@{ x = 1; y = "z" }', 'ba', '1', '@{x=1; y=z}'],
  ['member enumeration', '(@{ n = 1 }, @{ n = 2 }).n -join "+"', '1+2'],
  ['classes with a base, statics and constructors', 'class A { [int]$v; static [int]$n = 0; A([int]$v) { $this.v = $v; [A]::n++ } [string] Tell() { return "A$($this.v)" } }\nclass B : A { B() : base(7) {} [string] Tell() { return "B" + ([A]$this).Tell() } }; [B]::new().Tell(); [A]::n', 'BA7', '1'],
  ['enums with flags', '[Flags()] enum P { R = 1; W = 2 }; [P]3; [int][P]::W', 'R, W', '2'],
  ['redirection merges streams', 'function f { Write-Warning w; 1 }; (f 3>&1 | ForEach-Object { $_.GetType().Name }) -join " "', 'WarningRecord Int32'],
  ['-f formats', "'{0:N2} {1,5} {2:yyyy-MM-dd} {3:X4}' -f 1234.5, 'ab', [datetime]'2024-05-06', 255", '1,234.50    ab 2024-05-06 00FF'],
  ['dates and spans', "([datetime]'2024-02-28').AddDays(2).ToString('yyyy-MM-dd'); ([datetime]'2024-03-01' - [datetime]'2024-02-28').TotalDays", '2024-03-01', '2'],
];
describe('The language', () => {
  for (const [what, script, ...output] of FACTS) it(what, () => {
    const { output: got, errors, result } = run(script);
    assert.deepEqual({ got, errors, ended: result.error?.message }, { got: output, errors: [], ended: undefined });
  });
});
