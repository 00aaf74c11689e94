import assert from 'node:assert/strict';
import { gears } from '../../../../src/powershell/runtime/compile/generate/gears.ts';
import { run } from './harness.ts';

/** Where the array lies; each script below names it `PLACE`, and what is added to it `«…»`, and the table or object around it `$o`. */
const PLACES: Readonly<Record<string, readonly [begin: string, place: string]>> = {
  'a property': ['$o = [pscustomobject] @{ N = 0; P = @(1..40) };', '$o.P'],
  'a property that was added': ['$o = [System.Text.StringBuilder]::new(); Add-Member -InputObject $o -NotePropertyMembers @{ N = 0; P = @(1..40) };', '$o.P'],
  'an entry by name': ['$o = @{ N = 0; P = @(1..40) };', '$o.P'],
  'an entry by key': ["$o = [ordered] @{ N = 0; P = @(1..40) };", "$o['P']"],
  'an entry by a key that varies': ["$k = 'P'; $o = @{ N = 0; P = @(1..40) };", '$o[$k]'],
  'a field of a class': ['class C { $N = 0; [object[]] $P = @(1..40) }; $o = [C]::new();', '$o.P'],
  'a typed field': ['class C { $N = 0; [int[]] $P = @(1..40) }; $o = [C]::new();', '$o.P'],
  'a typed entry': ['$o = [System.Collections.Generic.Dictionary[string,int[]]]::new(); $o.P = 1..40; $o.N = @();', "$o['P']"],
  'a typed variable': ['[int[]] $a = 1..40; $o = @{ P = $a };', '$a'],
};
/** Ways for it to be held by somebody else while `+=` goes on. */
const HELD: Readonly<Record<string, string>> = {
  'another variable': 'foreach ($i in 1..9) { PLACE += «$i»; if ($i % 3 -eq 0) { $b = PLACE }; "$($b.Count) $(PLACE.Count)" }; $b += 99; "$b|$(PLACE)"',
  'a length and an item': 'foreach ($i in 1..5) { PLACE += «$i»; "$(PLACE.Count) $(PLACE[-1]) $(PLACE[0]) $(PLACE.Length)"; PLACE += «PLACE.Count» }; "$(PLACE)"',
  'what is added changes it': 'foreach ($i in 1..5) { PLACE += «$(PLACE += «5»; $b = PLACE; $i)»; "$b|$(PLACE)"; PLACE += «$(PLACE = @(1..35); 4)»; "$(PLACE)" }',
  'what is added reads it': 'foreach ($i in 1..3) { PLACE += «$(PLACE)[0..1]»; PLACE += «PLACE.Count»; PLACE += «$($b = PLACE; 3)»; PLACE += «4»; "$b|$(PLACE)" }',
  'an item that is set': 'foreach ($i in 1..5) { PLACE += «$i»; PLACE[0] = $i; PLACE[-1] += 5; $b = PLACE; PLACE += «6»; "$b|$(PLACE)" }',
  'a walk': '$n = 0; PLACE += «1»; foreach ($x in PLACE) { PLACE += «$x»; $n++ }; "$n $(PLACE.Count)"',
  'a pipeline': 'PLACE += «1»; $b = PLACE | ForEach-Object { PLACE += «100»; $_ }; "$b|$(PLACE.Count)"; , (PLACE) | ForEach-Object { $k = $_; PLACE += «3»; "$($k.Count) $(PLACE.Count)" }',
  'a function': 'function keep($p) { $script:kept = $p; $p += 5; "in $p" }; foreach ($i in 1..3) { PLACE += «$i»; keep (PLACE); PLACE += «7»; "$kept|$(PLACE)" }',
  'all values': 'foreach ($i in 1..3) { PLACE += «$i»; $b = @($o.PSObject.Properties | Where-Object Name -eq P | ForEach-Object Value); $c = if ($o -is [System.Collections.IDictionary]) { , $o.Values }; $d = $o | Select-Object P; PLACE += «7»; "$b|$(foreach ($x in $c) { "$x" })|$($d.P)|$(PLACE)" }',
  'JSON, and the text of the whole': 'foreach ($i in 1..3) { PLACE += «$i»; $b = if ($o -is [System.Text.StringBuilder]) { 1 } else { $o | ConvertTo-Json -Compress }; PLACE += «7»; "$b|$(PLACE)" }',
  'what lies beside it': 'foreach ($i in 1..5) { PLACE += «$i»; $o.N += 1; if ($i -eq 3) { $b = PLACE }; "$($o.N)" }; "$b|$(PLACE)"',
  'another value': 'PLACE += «1»; PLACE += «2»; PLACE = @(1..33); PLACE += «3»; $b = PLACE; PLACE += «4»; "$b|$(PLACE)"',
  'an error': 'foreach ($i in 1..3) { PLACE += «$i»; try { PLACE += «$(throw "no")» } catch { $b = PLACE }; PLACE += «7»; "$b|$(PLACE)" }',
  'what is added': "foreach ($x in 1, @(), @(2, 3), '4', ([System.Collections.ArrayList] (4, 5)), $(if ($false) { 1 }), ([byte] 7)) { PLACE += «$x»; \"$(PLACE.Count)\" }; foreach ($x in PLACE) { $x.GetType().Name }",
};
const told = (script: string): readonly string[] => { const { output, errors } = run(script); return [...output, ...errors.map((e) => e.replace(/@.*/, ''))]; };
/** Milliseconds of processor time since. */
const spent = (began: NodeJS.CpuUsage): number => { const { user, system } = process.cpuUsage(began); return (user + system) / 1000; };

describe('Arrays that grow where they lie', () => {
  const before = { ...gears };
  afterEach(() => { Object.assign(gears, before); });
  for (const [where, [begin, place]] of Object.entries(PLACES)) for (const [what, script] of Object.entries(HELD)) {
    it(`${where}: never seen to grow by ${what}`, () => {
      const grown = begin + script.replace(/[«»]/g, '').replaceAll('PLACE', () => place);
      // The same with sums that always make a new array.
      const copied = begin + script.replaceAll('PLACE += «', 'PLACE = PLACE + (').replaceAll('»', ')').replaceAll('PLACE', () => place);
      Object.assign(gears, { turns: Infinity, calls: Infinity });
      const want = told(copied);
      assert.ok(want.length > 0);
      assert.deepEqual(told(grown), want, 'closures');
      Object.assign(gears, { turns: 0, calls: 0 });
      assert.deepEqual(told(grown), want, 'written out');
    });
  }
  it('what is added may add there itself: the sum is of what was there before', () => {
    for (const speed of [Infinity, 0]) for (const [where, [begin, place]] of Object.entries(PLACES)) {
      Object.assign(gears, { turns: speed, calls: speed });
      assert.deepEqual(told(`${begin} foreach ($i in 1..2) { ${place} += 7; ${place} += $(${place} += 5; $b = ${place}; $i); "$($b.Count) $(${place}.Count) $(${place}[-1])" }`), ['42 42 1', '44 44 2'], where);
    }
  });
  it('a table that is walked notices', () => {
    assert.deepEqual(told('$o = @{ P = @(1..40); Q = 1 }; $o.P += 1; foreach ($k in $o.Keys) { $o.P += 2 }'), ['System.InvalidOperationException']);
  });
  it('checks of a property are asked each time, and properties that are scripts run', () => {
    assert.deepEqual(told('class C { [ValidateCount(0, 41)] [object[]] $P = @(1..40) }; $o = [C]::new(); $o.P += 1; try { $o.P += 2 } catch { "no" }; $o.P.Count; $s = [pscustomobject] @{ H = @(1..40) }; Add-Member -InputObject $s ScriptProperty P { $this.H } { $this.H = $args[0] | Select-Object -Last 35 }; $s.P += 1; $s.P += 2; $s.H.Count'), ['no', '41', '35']);
  });
  it('a variable that may only be read stays', () => {
    assert.deepEqual(told("[int[]] $a = 1..40; $a += 1; $a += 2; Set-Variable a -Option ReadOnly; try { $a += 3 } catch { 'no' }; $a.Count"), ['no', '42']);
  });
  it('cost as much for each item however many there are', () => {
    const time = (n: number): number => {
      const began = process.cpuUsage();
      assert.deepEqual(told(`class C { [object[]] $P = @(); [string[]] $S = @(); add($x) { $this.P += $x } }; $o = [pscustomobject] @{ P = @(); N = 0 }; $h = @{ P = @() }; $c = [C]::new(); [string[]] $w = @()
        for ($i = 0; $i -lt ${n}; $i++) { $o.P += $i; $o.N += 1; $h.P += $i; $h['P'] += $i; $c.P += $i; $c.add($i); $c.S += 'x'; $w += "w$i"; if ($o.P.Count -ne $i + 1 -or $o.P[-1] -ne $i) { 'wrong' } }
        "$($o.P.Count) $($h.P.Count) $($c.P.Count) $($c.S.Count) $($w.Count)"`), [`${n} ${2 * n} ${2 * n} ${n} ${n}`]);
      return spent(began);
    };
    time(500);
    const few = Math.min(time(1500), time(1500)), many = Math.min(time(12_000), time(12_000));
    assert.ok(many < few * 24 + 50, `${few.toFixed(0)} ms, then ${many.toFixed(0)} ms`);
  });
});
