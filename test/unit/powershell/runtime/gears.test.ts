import assert from 'node:assert/strict';
import { Compiler } from '../../../../src/powershell/runtime/compile/compiler.ts';
import { variableGuard } from '../../../../src/powershell/runtime/compile/attributes.ts';
import { gears } from '../../../../src/powershell/runtime/compile/generate/gears.ts';
import { SourceText, placeOf } from '../../../../src/powershell/runtime/run/source.ts';
import { parse } from '../../../../src/powershell/syntax/index.ts';
import type { AttributeBaseAst } from '../../../../src/powershell/syntax/ast.ts';
import { run, testHost } from './harness.ts';
import { createEngine } from '../../../../src/powershell/engine/index.ts';

/** Scripts that go through everything the second gear writes out, its slow ways and its errors. */
const SCRIPTS: Readonly<Record<string, string>> = {
  'a loop that counts': '$s = 0; for ($i = 0; $i -lt 500; $i++) { $s += $i % 7 }; $s; $i',
  'Int32 that overflows': '$x = 2147483000; foreach ($i in 1..300) { $x += 7 }; $x; $x.GetType().Name; $y = 1; foreach ($i in 1..40) { $y *= 2 }; $y; $y.GetType().Name; $z = -2147483648; $z--; $z',
  'a counter at its end': '$i = 2147483640; while ($i -lt 2147483650) { $i++ }; $i; $i.GetType().Name',
  'multiplying to zero': '$a = -3; foreach ($i in 0..3) { $a = $a * 0; "$a" }; 7 % -2; -7 % 2; -6 % 2',
  'dividing': 'foreach ($i in 1..5) { 10 / $i; 7 % $i; try { $i / 0 } catch { $_.Exception.Message } }',
  'break and continue': 'foreach ($i in 1..9) { if ($i -eq 3) { continue }; if ($i -eq 6) { break }; $i }; $n = 0; do { $n++; if ($n -eq 2) { continue }; $n } while ($n -lt 5); do { $n--; $n } until ($n -le 2)',
  'labels': ':outer foreach ($i in 1..4) { foreach ($j in 1..4) { if ($j -eq 3) { continue outer }; if ($i -eq 3) { break outer }; "$i.$j" } }; "done $i $j"',
  'labels that are worked out': '$name = "outer"; :outer while ($true) { while ($true) { break $name }; "not here" }; "after"',
  'a break in a command\'s block': 'foreach ($i in 1..3) { 1..3 | ForEach-Object { if ($_ -eq 2) { continue }; "$i.$_" } }; "after"',
  'a break out of a switch': 'foreach ($i in 1..4) { switch ($i) { 2 { continue } 3 { break } default { "d$_" } }; "after $i" }',
  'errors that go on': 'foreach ($i in 1..3) { $null.Method(); "after $i"; [int]"x$i"; "still $i" }',
  'errors that are caught': 'foreach ($i in 1..3) { try { if ($i -eq 2) { throw "no $i" }; "ok $i" } catch { "caught $_ at line $($_.InvocationInfo.ScriptLineNumber)" } finally { "finally $i" } }',
  'an error in a condition': '$i = 0; while ($i -lt 3) { $i++; if ($null.Foo()) { "yes" } else { "no" } }; for ($k = 0; $k -lt (1 / 0); $k++) { "never" }; "end"',
  'stop on error': '$ErrorActionPreference = "Stop"; foreach ($i in 1..3) { "a$i"; Get-Item -Path nowhere:\\x; "b" }',
  'return from inside': 'function f($n) { foreach ($i in 1..9) { if ($i -eq $n) { return "found $i" }; $i }; "none" }; foreach ($k in 1..4) { f $k }; f 20',
  'exit from inside': 'foreach ($i in 1..9) { $i; if ($i -eq 3) { exit 7 } }; "never"',
  'output of any kind': 'foreach ($i in 1..3) { ,@(1, 2); $null; @(); @{ a = $i }; (1, 2, $i); $(if ($i -eq 2) { "two" }) }',
  'variables of a scope outside': '$outer = 5; function f { foreach ($i in 1..3) { $outer += $i; $missing + 1; $outer } }; f; $outer',
  'variables with a type': '[int]$n = 1; foreach ($i in 1..3) { $n = "$($n + $i)"; $n.GetType().Name; $n }; [ValidateRange(0, 5)]$v = 1; foreach ($i in 3..7) { $v = $i; $v }',
  'plain variables beside one with a type': '$k = 0; foreach ($i in 1..6) { [long]$n = $i; $n.GetType().Name; $k++; $m = $n + $k; $n = $n / 2; "$n $m $k"; try { $n = "x$i" } catch { "no" }; $n = $null; $n; if ($i -eq 3) { [string]$n = 5; $n.GetType().Name; $n = 7; $n.GetType().Name }; if ($i -eq 5) { Set-Variable k -Option ReadOnly } }; $k; try { $k = 9 } catch { $_.FullyQualifiedErrorId }; $k; [double]$d = 1; foreach ($i in 1..2) { $d = $i; $d.GetType().Name; [bool]$b = $d; $b = 0; $b; [string]$t = $i; $t = 2.5; $t.Length; [int]$w = "4$i"; $w++; $w = 2.5; $w; $w = 3000000000 }; function g { foreach ($i in 1..2) { [int]$z = $i; $z = "8"; $z + 1; try { [int]$z = "q" } catch { $_.FullyQualifiedErrorId } } }; g; g',
  'items of typed arrays and of texts': '$a = [int[]]::new(3); $b = [byte[]]::new(3); $l = [long[]]::new(2); $s = "abc"; foreach ($i in -1..3) { foreach ($v in 7, 256, -1, 3000000000, "5", "x", $null, 2.5) { try { $a[$i] = $v } catch { "a $($_.FullyQualifiedErrorId)" }; try { $b[$i] = $v } catch { "b $($_.FullyQualifiedErrorId)" }; try { $l[$i] = $v } catch { "l $($_.FullyQualifiedErrorId)" } }; "$a|$b|$l"; $s[$i]; $s["$i"]; $s[$i].GetType().Name }; $a.GetType().Name; $b[0].GetType().Name; $l[0].GetType().Name',
  'comparisons': 'foreach ($v in 1, 2.5, "2", "b", $null, @(1, 2, 3), $true) { "$($v -eq 2) $($v -ne 2) $($v -gt 1) $($v -le 2)"; if ($v -lt 3) { "less" }; if (-not $v) { "falsy" }; if ($v -and $v -ne 1 -or $v -eq 1) { "either" } }',
  'case': 'foreach ($v in "a", "A", "b") { $v -eq "a"; $v -ceq "a"; $v -cne "A"; $v -gt "a" }',
  'bits': 'foreach ($i in 0..6) { $i -band 3; $i -bor 8; $i -bxor 5; 1 -shl $i; -$i; +$i; !$i; $i -band 2.5; $i -band "3" }',
  'shifts': 'foreach ($i in -1, 0, 3, 31, 32, 35, "2", 2.5, $null) { foreach ($v in 1, -9, 2147483647, 5L, [byte]200, [uint32]7, "6", $null) { $r = $v -shl $i; "$r $($r.GetType().Name) $($v -shr $i)" } }; foreach ($v in $true, "x", @(1)) { $v -shl 1; 3 -shr $v; "after" }',
  'strings': '$t = ""; foreach ($i in 1..4) { $t += "x$i-$($i * 2)-$(Get-Date 2024-01-0$i -Format dd)" + $i + 1.5; $t += $null; $t += $true }; $t; $t.Length',
  'numbers in parentheses': 'foreach ($k in 1..2) { (5)[0]; (5)[1]; (5).Length; (5).ToString(); (1.5).ToString("N2"); (0x10)[0]; (1kb).GetType().Name; (-5)[0]; (5L)[0]; (1e3)[0]; ((5))[0]; (1d).ToString(); -(5); -(-5); 1-(-1); (5) - -(5); (-3) % (2); (5)..(7) -join ","; $a = 1, 2, 3; $a[(-1)]; $a[(1)] = 9; $a[(1)]; @{ a = (5) }.a; "$((-5).ToString())"; (5)?.ToString() }',
  'arrays': '$a = @(3, 1, 2); foreach ($i in -4..4) { $a[$i]; try { $a[$i] = $i * 2 } catch { $_.Exception.Message } }; $a -join ","; $b = [int[]](1, 2); foreach ($i in 0, 1) { $b[$i] = "$i$i"; $b[$i] += 1 }; $b -join ","; foreach ($i in 1..3) { $b += $i }; $b.Count',
  'tables': '$h = @{}; foreach ($i in 1..20) { $h["k$($i % 3)"] += $i; $h.total += 1; $h[$i % 2] = $i }; $h["K0"]; $h.k1; $h.k2; $h.total; $h[0]; $h[1]; $o = [ordered]@{ a = 1 }; foreach ($i in 1..3) { $o["z$i"] = $i; $o[0] = $i }; $o.a; $o.z3',
  'properties': '$o = [pscustomobject]@{ N = 0; Inner = [pscustomobject]@{ V = 2 } }; foreach ($i in 1..4) { $o.N += $o.Inner.V; $o.n++; $o.Inner.V = $o.N * 2; $o.nothing }; $o.N; $o.Inner.V; foreach ($x in $o, "text", 5, @(1, 2), $null) { $x.N; $x.Length }; foreach ($i in 1..2) { $o.missing = 1 }',
  'properties that are scripts': '$o = [pscustomobject]@{ A = 1 }; $o | Add-Member ScriptProperty Twice { $this.A * 2 } { param($v) $this.A = $v / 2 }; foreach ($i in 1..3) { $o.Twice; $o.Twice = $i * 10; $o.A }',
  'methods': '$sb = [System.Text.StringBuilder]::new(); foreach ($i in 1..5) { [void]$sb.Append("n$i"); $sb.Length; "abc".Substring($i % 3); "x".PadLeft($i) }; $sb.ToString()',
  'strict mode': 'Set-StrictMode -Version Latest; foreach ($i in 1..2) { $nope; $i.nope; "x".Length; @(1)[5]; "after" }',
  'a foreach over anything': 'foreach ($x in $null) { "never" }; foreach ($x in 5) { $x }; foreach ($x in "text") { $x }; foreach ($x in @{ a = 1 }) { $x.Count }; $l = [System.Collections.Generic.List[int]]::new(); $l.Add(4); $l.Add(5); foreach ($x in $l) { $x }; foreach ($x in 1..3) { $foreach.Current; [void]$foreach.MoveNext() }',
  'nested assignments': 'foreach ($i in 1..3) { $a = $b = $i * 2; ($c = $a + $b); $d = if ($i -gt 1) { "big" } else { "small" }; $d; $e, $g = $i, ($i + 1); "$e $g"; $q ??= $i; $q }',
  'steps in expressions': '$i = 0; foreach ($k in 1..3) { $x = $i++ + ++$i; "$x $i"; ($i--); $s = "t"; $u++; $u }; foreach ($k in 1..2) { $s++ }',
  'ternary and casts': 'foreach ($i in 0..3) { $i -gt 1 ? "big" : "small"; [int]"4$i"; [int]2.5; [string]$i; [bool]$i; [double]$i / 4 }',
  'recursion': 'function fib([int]$n) { if ($n -lt 2) { return $n }; (fib ($n - 1)) + (fib ($n - 2)) }; fib 12; function down($n) { if ($n -gt 0) { $n; down ($n - 1) } }; down 4',
  'a filter in a pipeline': '1..20 | Where-Object { $_ % 3 -eq 0 } | ForEach-Object { $_ * 2; if ($_ -eq 9) { "nine" } }; function twice { process { $_ * 2 } }; 1..3 | twice',
  'a class': 'class Counter { [int]$N; [int] Next([int]$by) { $this.N += $by; if ($this.N -gt 6) { return -1 }; return $this.N } }; $c = [Counter]::new(); foreach ($i in 1..4) { $c.Next($i) }',
  'success': 'foreach ($i in 1..2) { $x = 1; $?; Get-Item nowhere: -ErrorAction SilentlyContinue; $?; $x; $? }',
  'static calls': 'foreach ($v in 3, 2.5, 7L, "8", $null, 9) { [math]::Max($v, 4); [math]::Sqrt($v); try { [math]::Floor($v) } catch { $_.FullyQualifiedErrorId } }; foreach ($v in "a", 5, $null) { [string]::IsNullOrEmpty($v); [string]::Format("{0}-{1}", $v, 1) }; foreach ($i in 1..3) { [datetime]::new(2026, $i, 1).Month; [Nope]::X() }',
  'functions of numbers': 'foreach ($v in 4, -2.5, 9L, "16", $null, 2.5d, [single]1.5, [byte]3, [int]::MinValue, [double]::NaN, -0.0, "x", $true) { try { [math]::Sqrt($v); [math]::Round($v); [math]::Floor(7); [math]::Pow(2, 3); [math]::Abs(-5) } catch { $_.Exception.Message }; try { [math]::Abs($v) } catch { $_.Exception.Message }; foreach ($w in 3, 2.5, 7L, $null, "2") { try { [math]::Max($v, $w); [math]::Min($v, $w).GetType().Name; [math]::Pow($v, $w); [math]::Atan2($v, $w) } catch { $_.Exception.Message } } }',
  'matches': 'foreach ($t in "a1b2", "xx", "c3d4") { if ($t -match "(?<first>[a-z])(\\d)(?<n>z)?") { $Matches.first; $Matches.FIRST; $Matches[1]; $Matches[0]; $Matches["first"]; $Matches.n; $Matches.Count; $Matches.9; $Matches.Keys.Count } $t -notmatch "x"; $t -cmatch "A" }; foreach ($i in 1..2) { "k$i" -match "k(\\d"; "after" }; foreach ($l in @("ab", "cd"), "ab") { $l -match "a" }',
  'operators with operands of their own': 'foreach ($i in 1..4) { "{0:d2}|{1}" -f ($i % 3), ($i * 2); ($i, ($i + 1)) -join "-"; "a$i,b" -split ","; "x$i" -replace "x(\\d)", "$($i)y`$1"; $i -in 1, ($i - 1); 1, 2 -contains $i; "n$i" -like "*$i"; $i -is [int]; "5" -as [int]; $i -band ($i + 1); 1..$i }',
  'splitting and joining': 'foreach ($t in "a,b,,c", "", ",", "a.b|c", "x") { ($t -split ",").Count; $t -split "," -join "|"; $t -split "\\." -join "/"; ($t -split "\\|")[0]; $t -split "." -join "-"; $t -split "B" -join "+"; (1..20 -join ",").Length; 1, $null, "x", @(1, 2) -join ";"; ($t -split ",").GetType().Name }; foreach ($r in "<$`1>", "[$`0]", "<$`1>") { "k1k2" -replace "k(\\d)", $r }',
  'casts': 'foreach ($v in 1, "2", 2.5, $null, "x", $true) { [void]$v; [string]$v; try { [double]$v; [long]$v; [bool]$v; [char]65; [decimal]$v } catch { $_.Exception.Message } }; foreach ($i in 1..2) { [void](1, 2); $x = [void]$i; $null -eq $x; [ordered]@{ a = $i }; [datetime]"2026-01-0$i" }',
  'jumps through a function': 'function leave { break }; foreach ($i in 1..3) { $i; leave; "never" }; "after"; function skip { continue }; foreach ($i in 1..3) { $i; skip; "never" }',
};

/** What a script does, in words: records, positions of its errors, and how it ended. */
function story(script: string): unknown {
  const { result, records, output } = run(script);
  return {
    output, outcome: result.outcome, exitCode: result.exitCode, last: result.error?.message,
    others: records.map((r) => (r.stream === 'Error' ? [r.error.fullyQualifiedErrorId, r.error.message, r.error.position && placeOf(r.error.position), r.error.stackTrace] : r.stream)),
  };
}
describe('The two gears of the engine', () => {
  const before = { ...gears };
  afterEach(() => { Object.assign(gears, before); });
  for (const [what, script] of Object.entries(SCRIPTS)) {
    it(`agree on ${what}`, () => {
      Object.assign(gears, { turns: Infinity, calls: Infinity });
      const first = story(script);
      Object.assign(gears, { turns: 0, calls: 0 });
      assert.deepEqual(story(script), first);
      Object.assign(gears, { turns: 2, calls: 1 });
      assert.deepEqual(story(script), first, 'changing in the middle');
    });
  }
});
describe('A range that is walked at once', () => {
  it('is never an array: more numbers than fit into memory', () => {
    assert.deepEqual(run('1..2000000000 | Select-Object -First 3; foreach ($i in 2000000000..-5) { if ($i -lt 1999999998) { break }; $i }; $x = 1..3; $x.GetType().Name; (1..3).Count; 5..3 -join ","; foreach ($c in "a".."c") { $c }').output,
      ['1', '2', '3', '2000000000', '1999999999', '1999999998', 'Object[]', '3', '5,4,3', 'a', 'b', 'c']);
  });
  it('a variable that gets its type in each turn keeps the guard it has, where that only converts', () => {
    const guards = (text: string): ReturnType<typeof variableGuard> => {
      const [statement] = parse(text).ast.endBlock?.statements ?? [];
      assert.ok(statement?.kind === 'AssignmentStatementAst');
      let { left } = statement;
      const attributes: AttributeBaseAst[] = [];
      for (; left.kind === 'ConvertExpressionAst' || left.kind === 'AttributedExpressionAst'; left = left.child) attributes.push(left.kind === 'ConvertExpressionAst' ? left.type : left.attribute);
      return variableGuard(attributes, 'n', new Compiler(null, new SourceText(text), []));
    };
    createEngine(testHost(() => undefined)).use(() => {
      const typed = guards('[long]$n = 1');
      assert.equal(typed(true), typed(true));
      assert.equal(typed(false), typed(false));
      assert.notEqual(typed(true), typed(false));
      assert.equal(typed(true).check(5), 5n);
    });
  });
});
