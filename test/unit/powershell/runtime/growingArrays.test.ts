import assert from 'node:assert/strict';
import { gears } from '../../../../src/powershell/runtime/compile/generate/gears.ts';
import { run } from './harness.ts';

/** Ways for an array to be held by somebody else while `+=` goes on. The loops let every gear have its turn. */
const HELD: Readonly<Record<string, string>> = {
  'another variable': '$a = @(); foreach ($i in 1..9) { $a += $i; if ($i % 3 -eq 0) { $b = $a }; "$($b.Count)" }; "$b|$a"; $b += 99; "$b|$a"',
  'an assignment in an assignment': '$a = @(1); foreach ($i in 1..5) { $b = $a += $i; $a += 7; "$b|$a" }',
  'parentheses': '$a = @(1); foreach ($i in 1..5) { $b = ($a += $i); $a += 8; "$b|$a" }',
  'the null on the left of a sum': '$a = @(1); foreach ($i in 1..5) { $a += $i; $b = $null + $a; $a += 7; "$b|$a" }',
  'a default': '$a = @(1); foreach ($i in 1..5) { $a += $i; $b = $a ?? 5; $a += 7; "$b|$a"; $c = $i ? $a : 1; $a += 6; "$c" }',
  'a table and a property': '$a = @(1); $o = [pscustomobject]@{ P = 0 }; $h = @{}; foreach ($i in 1..5) { $a += $i; $h["k$i"] = $a; $o.P = $a; $h.x = @{ y = $a }; $a += 70; "$($h["k$i"])|$($o.P)|$($h.x.y)|$a" }',
  'an array in an array': '$a = @(1); $all = @(); foreach ($i in 1..5) { $a += $i; $all += , $a; $all += @(, $a); $a += 7 }; foreach ($x in $all) { "$x" }',
  'itself': '$a = @(1, 2); foreach ($i in 1..4) { $a += $a; "$a"; $a += , $a; "$($a.Count) $($a[-1].Count)"; $a = $a[0..1] }',
  'a parameter': 'function keep($p) { $script:kept = $p; $p += 5; "in $p" }; $a = @(1); foreach ($i in 1..5) { $a += $i; keep $a; $a += 7; "$kept|$a" }',
  'an argument that is splatted': 'function keep { $script:kept = $args; $args.Count }; $a = @(1); foreach ($i in 1..5) { $a += $i; keep @a; $a += 7; "$kept|$a" }',
  'a function that looks outside': 'function look { $a }; function hold { $script:h = $a }; $a = @(1); foreach ($i in 1..5) { $a += $i; $b = look; hold; $a += 7; "$b|$h|$a" }',
  'a function that adds for itself': 'function add { $a = $a; $a += 5; "in $a" }; $a = @(1); foreach ($i in 1..5) { $a += $i; add; $a += 7; "$a" }',
  'what a function returns': 'function make($n) { $r = @(); foreach ($i in 1..$n) { $r += $i }; , $r }; $x = make 3; $y = make 4; $x += 9; $y += 8; "$x|$y"; function both { $r = @(0); $r += 1; , $r; $r += 2; , $r }; $p, $q = both; "$p|$q"',
  'the pipeline': '$a = @(1); foreach ($i in 1..5) { $a += $i; $b = $a | ForEach-Object { $a += 100; $_ }; , $a | ForEach-Object { $k = $_; $a += 3; "$k" }; "$b|$a" }',
  'a block in place': '$a = @(1); 1..5 | ForEach-Object { $a += $_; if ($_ -eq 3) { $b = $a } }; "$b|$a"; 1..5 | Where-Object { $a += $_; $b = $a; $true } | Out-Null; $a += 1; "$b|$a"',
  'a closure': '$a = @(1); foreach ($i in 1..5) { $a += $i; $c = { "$a" }.GetNewClosure(); $a += 7; & $c; "$a" }; $d = { $a = $a; $a += 3; "$a" }.GetNewClosure(); & $d; & $d; "$a"',
  'a closure that is kept': '$a = @(1); $a += 2; $c = { $script:a += 1; "$script:a" }.GetNewClosure(); $e = { "$a" }.GetNewClosure(); & $c; & $c; & $e; "$a"',
  'a foreach that walks it': '$a = @(1, 2, 3); $a += 4; foreach ($x in $a) { $a += $x * 10 }; "$a"; foreach ($x in $a) { if ($a.Count -lt 20) { $a += $x; $a += , @($x) } }; $a.Count',
  'a for by index': '$a = @(1); for ($i = 0; $i -lt $a.Count -and $i -lt 9; $i++) { $a += $a[$i] + $a[-1]; $a[$i] = -$a[$i]; $a[$i] += 2 }; "$a"; $a.Length',
  'an index that changes it': '$a = @(1); foreach ($i in 1..5) { $a += $i; $x = $a[$($a += 50; -1)]; "$x"; $a[$($a += 60; 0)] = 5; "$a" }',
  'what is added changes it': '$a = @(1); foreach ($i in 1..5) { $a += $($a += 5; $b = $a; $i); "$b|$a"; $a += $($a = "t"; 4); "$a"; $a = @(2) }',
  'looked up by name': '$a = @(1); foreach ($i in 1..5) { $a += $i; $b = (Get-Variable a).Value; $c = Get-Variable a -ValueOnly; $v = Get-Item variable:a; $d = $variable:a; $a += 7; "$b|$c|$d|$($v.Value)|$a" }',
  'set by name': '$a = @(1); foreach ($i in 1..5) { $a += $i; Set-Variable b $a; $r = [ref]$a; $k = $r.Value; $a += 7; "$b|$k|$a"; $r.Value = @(4); $a += 1; "$a" }',
  'Invoke-Expression': '$t = "$({ $b = $a; $a += 5; $c = $a; $a += 6 })"; $a = @(1); foreach ($i in 1..5) { $a += $i; Invoke-Expression $t; $a += 7; "$b|$c|$a" }',
  'scopes by name': '$a = @(1); function grow($n) { $script:a += $n; $global:g += $n; if ($n -eq 2) { $script:b = $script:a; $script:w = $a } }; $g = @(0); foreach ($i in 1..4) { grow $i; if ($i -eq 3) { $k = $a; $m = $g }; "$($script:a.Count)" }; "$a|$b|$w|$k|$g|$m"',
  'a script variable without a slot': 'function grow($n) { $script:zz += $n; if ($n -eq 2) { $script:yy = $script:zz } }; $script:zz = @(); 1..4 | ForEach-Object { grow $_ }; & { "$script:zz|$script:yy" }; function give { $zz }; $k = give; grow 9; "$k"',
  'a method of a class': 'class C { [object[]] $items = @(); $last; [object[]] all([int] $n) { $r = @(); foreach ($i in 1..$n) { $r += $i; if ($i -eq 2) { $this.last = $r; $this.items += , $r } }; return $r } }; $c = [C]::new(); "$($c.all(4))|$($c.last)|$($c.items[0])"',
  'variables with a type': '[array] $a = @(1); [int[]] $t = 1, 2; foreach ($i in 1..5) { $a += $i; $b = $a; $a += 7; $t += "$i"; $u = $t; $t += 6; "$b|$a|$u|$t|$($t.GetType().Name)" }',
  'what is added': '$a = @(); foreach ($x in $null, 1, @(), @(2, 3), "text", @{ k = 1 }, ([Collections.ArrayList](4, 5)), ([Collections.Queue]@(6, 7)), (, @(8, 9)), [pscustomobject]@{ z = 1 }, $(if ($false) { 1 })) { $a += $x; "$($a.Count)" }; foreach ($x in $a) { if ($null -eq $x) { "null" } else { "$($x.GetType().Name) $x" } }',
  'members that are added': '$a = @(1); $a += 2; Add-Member -InputObject $a -NotePropertyName Tag -NotePropertyValue here; $a.Tag; $a += 3; "[$($a.Tag)]"',
  'a try that fails': '$a = @(1); foreach ($i in 1..5) { $a += $i; try { $a += $(throw "no") } catch { $b = $a }; $a += 7; "$b|$a" }',
  'the collections of errors and of output': '$a = @(1); foreach ($i in 1..3) { $a += $i; Write-Output $a -OutVariable o | Out-Null; $a += 2; "$o|$a"; Write-Output $a -NoEnumerate -PipelineVariable pv | ForEach-Object { $q = $pv }; $a += 3; "$q|$a" }',
  'a switch over it': '$a = @(1, 2); $a += 3; switch ($a) { { $a += $_; $true } { "$_ $($a.Count)" } }; "$a"',
  'dot sourcing': '$a = @(1); $s = { $a += 5; $b = $a; $a += 6 }; foreach ($i in 1..3) { $a += $i; . $s; "$b|$a"; & $s; "$a" }',
  'a module': '$m = New-Module { $list = @(); function put($x) { $script:list += $x; $list.Count }; function get { , $list }; Export-ModuleMember -Function put, get }; 1..3 | ForEach-Object { put $_ }; $k = get; put 4; "$k|$(get)"',
  'removing and clearing': '$a = @(1); $a += 2; $b = $a; Remove-Variable a; $a += 3; "$b|$a"; $a = @(4); $a += 5; Clear-Variable a; $a += 6; "$a"',
  'several at once': '$a = @(); $b = @(); foreach ($i in 1..9) { $a += $i; $b += $a.Count; $b += $a[-1]; if ($i -eq 5) { $c = $a, $b } }; "$a|$b|$($c[0])|$($c[1])"',
};
/** The same with sums that always make a new array: what PowerShell says of `+=`. */
const copying = (script: string): string => script.replace(/(\$(?:script:|global:)?\w+) \+= ((?:\$\((?:[^()]|\([^()]*\))*\)|@\([^()]*\)|"[^"]*"|[^;})\n]|\([^()]*\))+)/g, '$1 = $1 + ($2)');
const told = (script: string): readonly string[] => { const { output, errors } = run(script); return [...output, ...errors.map((e) => e.replace(/@.*/, ''))]; };

/** Milliseconds of processor time since, which others on the machine do not lengthen. */
const spent = (began: NodeJS.CpuUsage): number => { const { user, system } = process.cpuUsage(began); return (user + system) / 1000; };

describe('Arrays that grow in place', () => {
  const before = { ...gears };
  afterEach(() => { Object.assign(gears, before); });
  for (const [what, script] of Object.entries(HELD)) {
    it(`are never seen to grow by ${what}`, () => {
      const plain = copying(script);
      if (!/^(an assignment|parentheses|what is added$|variables with|a function that adds|dot sourcing|looked up by|Invoke)/.test(what)) assert.notEqual(plain, script);
      Object.assign(gears, { turns: Infinity, calls: Infinity });
      const want = told(plain);
      assert.ok(want.length > 0);
      assert.deepEqual(told(script), want, 'closures');
      Object.assign(gears, { turns: 0, calls: 0 });
      assert.deepEqual(told(script), want, 'written out');
      Object.assign(gears, { turns: 2, calls: 1 });
      assert.deepEqual(told(script), want, 'changing in the middle');
    });
  }
  it('cost as much for each item however many there are', () => {
    const time = (n: number): number => {
      const began = process.cpuUsage();
      assert.deepEqual(told(`$a = @(); for ($i = 0; $i -lt ${n}; $i++) { $a += $i; if ($a.Count -ne $i + 1 -or $a[-1] -ne $i) { 'wrong' } }; $a.Count; $s = @(); 1..${n} | ForEach-Object { $s += "x$_" }; $s.Count; function f($n) { $script:l += $n }; $l = @(); foreach ($i in 1..${n}) { f $i }; $l.Count`), [`${n}`, `${n}`, `${n}`]);
      return spent(began);
    };
    time(2000);
    // Copies would make eight times as many cost sixty-four times as much; the share of the machine varies.
    const few = Math.min(time(5000), time(5000)), many = Math.min(time(40_000), time(40_000));
    assert.ok(many < few * 24 + 50, `${few.toFixed(0)} ms, then ${many.toFixed(0)} ms`);
  });
});
describe('What is added to', () => {
  const before = { ...gears };
  afterEach(() => { Object.assign(gears, before); });
  const SCRIPT = `$t = 1; function more { $script:t += 10; $script:o.P += 10; $script:h.k += 10; $script:l[0] += 10; 5 }
$o = [pscustomobject]@{ P = 1 }; $h = @{ k = 1 }; $l = @(1)
foreach ($i in 1..2) { $t += more; $o.P += more; $h['k'] += more; $h.k += more; $l[0] += more; $script:t -= more; "$t $($o.P) $($h.k) $l" }`;
  it('is read before what is added is worked out', () => {
    for (const speed of [Infinity, 0]) {
      Object.assign(gears, { turns: speed, calls: speed });
      assert.deepEqual(told(SCRIPT), ['41 56 51 56', '81 111 101 111'], String(speed));
    }
  });
});
describe('Typed arrays that are added to', () => {
  it('convert what is not of their type, and that alone', () => {
    assert.deepEqual(told("[int[]] $t = 1, '2'; $t += 3.6, '4'; \"$t $($t.GetType().Name) $($t[2].GetType().Name)\"; [string[]] $s = @('a'); $s += $null, 5, $true; $s.Count; $s -join '|'; [bool[]] $b = $true; $b += 0, 'x'; \"$b\"; [long[]] $l = 1; $l += 5; $l[1].GetType().Name; try { $t += 'q' } catch { 'no' }; $t.Count; ([int[]] (1, 2) + 'x')[2]; ([int[]] (1, 2) + [string[]] ('a', 'b')).GetType().Name"),
      ['1 2 4 4 Int32[] Int32', '4', 'a||5|True', 'True False True', 'Int64', 'no', '4', 'x', 'Object[]']);
  });
  it('cost copies, and no conversion of what they hold', () => {
    const time = (script: string): number => { const began = process.cpuUsage(); assert.deepEqual(told(script), ['6000']); return spent(began); };
    const typed = (): number => time('[int[]] $t = @(); foreach ($i in 1..6000) { $t += $i }; $t.Count'), plain = (): number => time('$t = @(); foreach ($i in 1..6000) { $t = $t + $i }; $t.Count');
    const [of, to] = [Math.min(typed(), typed(), typed()), Math.min(plain(), plain(), plain())];
    // Converting every item each time costs some ninety copies.
    assert.ok(of < to * 40 + 50, `${of.toFixed(0)} ms, copies ${to.toFixed(0)} ms`);
  });
});
