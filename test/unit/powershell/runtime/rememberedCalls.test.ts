import assert from 'node:assert/strict';
import { quickOf, staticOverloads } from '../../../../src/powershell/runtime/compile/expressions/remembered.ts';
import { lastingOverload } from '../../../../src/powershell/runtime/members/overloads.ts';
import type { Overload } from '../../../../src/powershell/runtime/types/netType.ts';
import type { Value } from '../../../../src/powershell/runtime/values/value.ts';
import { lookupType } from '../../../../src/powershell/runtime/types/registry.ts';
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
  ['arguments that go into one array', '$b = [System.Text.StringBuilder]::new(); foreach ($v in 1, "x", $null, 2.5) { [void]$b.AppendFormat("{0}:{1};", $v, "y") }; "$b"; foreach ($a in (1, 2), @("a"), "b") { [string]::Join("+", $a) }; foreach ($v in "x", 7, $true) { [string]::Format("<{0}>", $v) }', ['1:y;x:y;:y;2.5:y;', '1+2', 'a', 'b', '<x>', '<7>', '<True>']],
  ['text that is one character, or more', 'foreach ($v in "=", "==", "=") { "ab==".TrimEnd($v) }; foreach ($v in "0", "x", "ab", "y") { try { "1".PadLeft(3, $v) } catch { "no" } }', ['ab', 'ab', 'ab', '001', 'xx1', 'no', 'yy1']],
  ['names of an enum, and what is none', 'foreach ($v in "Ordinal", "OrdinalIgnoreCase", "nothing", "Ordinal", 5) { try { "abc".StartsWith("AB", $v) } catch { $_.FullyQualifiedErrorId } }', ['False', 'True', 'MethodArgumentConversionInvalidCastArgument', 'False', 'True']],
  ['text that is a number, and that is none', 'foreach ($v in "16", 16, "x", 2) { try { [convert]::ToInt32("11", $v) } catch { $_.FullyQualifiedErrorId } }; foreach ($v in 3, "1", $null, 2L) { "abcdef".Substring($v) }', ['17', '17', 'MethodArgumentConversionInvalidCastArgument', '3', 'def', 'bcdef', 'abcdef', 'cdef']],
  ['null where a text may be, and where none may', 'foreach ($v in "b", $null, "c") { try { "abc".Contains($v) } catch { $_.FullyQualifiedErrorId }; [string]::IsNullOrEmpty($v) }', ['True', 'False', 'False', 'True', 'True', 'False']],
  ['bytes, and numbers that become some', 'foreach ($v in [byte[]](65, 66), (67, 68), "x", 69) { try { [System.Text.Encoding]::ASCII.GetString($v) } catch { $_.FullyQualifiedErrorId } }', ['AB', 'CD', 'MethodArgumentConversionInvalidCastArgument', 'E']],
  ['a value that was given a method of its own', '$a = [System.Text.StringBuilder]::new("a"), [System.Text.StringBuilder]::new("b"); $a[1] | Add-Member ScriptMethod ToString { "own" } -Force; foreach ($v in $a) { $v.ToString() }', ['a', 'own']],
  ['the key that a typed table does not have', '$d = [System.Collections.Generic.Dictionary[string,int]]::new(); $d["a"] = 1; foreach ($v in "a", "b", "a") { try { $d.Item($v) } catch { $_.FullyQualifiedErrorId } }', ['1', 'ExceptionWhenGetting', '1']],
  ['three arguments and more', 'foreach ($v in 4, "4", $null) { [datetime]::new(2026, 3, 5, $v, 6, 7).Hour; "a,b,c".Split(",", 2, "None").Count }', ['4', '2', '4', '2', '0', '2']],
  ['the name given anew', 'class A { static [string] Who() { return "A" } }; class B { static [string] Who() { return "B" } }; foreach ($t in [A], [B], [A]) { $t::Who() }', ['A', 'B', 'A']],
];

describe('A call that remembers its overload', () => {
  for (const [what, script, expected] of CASES) it(`gives the same for ${what}`, () => assert.deepEqual(run(script).output.map(String), expected));

  it('needs no lists for the functions of numbers, and knows which kinds are theirs', () => {
    run('[math]::Sqrt(4)');
    const math = lookupType('System.Math');
    assert.ok(math);
    const quick = (name: string, count: number) => { const q = quickOf(staticOverloads(math, name)?.[1] ?? [], count); return q && { real: q.real?.(-6.25), reals: q.reals?.(2, -3), whole: q.whole?.(-2, 3), isWide: q.isWide }; };
    // An Int32 goes to Floor's and Round's overload for Decimals.
    assert.deepEqual(quick('Sqrt', 1)?.isWide, true);
    assert.deepEqual(quick('Floor', 1), { real: -7, reals: undefined, whole: undefined, isWide: false });
    assert.deepEqual(quick('Abs', 1), { real: 6.25, reals: undefined, whole: 2, isWide: false });
    assert.deepEqual(quick('Round', 1), { real: -6, reals: undefined, whole: undefined, isWide: false });
    assert.deepEqual(quick('Pow', 2), { real: undefined, reals: 0.125, whole: undefined, isWide: true });
    assert.deepEqual(quick('Max', 2), { real: undefined, reals: 2, whole: 3, isWide: false });
    assert.deepEqual(quick('Min', 2), { real: undefined, reals: -3, whole: -2, isWide: false });
    assert.equal(quick('Sign', 1), undefined);
    assert.equal(quickOf(staticOverloads(math, 'Abs')?.[1] ?? [], 1)?.whole?.(-2147483648, 0), undefined);
  });
  it('reads static members as they are now, of the type that is there', () => {
    const { output } = run('enum E { A; B = 5 }; class C { static [int]$n = 1; static [int] Next() { return ++[C]::n } }; foreach ($i in 1..3) { "$([E]::b) $([C]::n) $([DayOfWeek]::friday)"; [void][C]::Next() }; foreach ($t in [int], [long], [int]) { "$($t::MaxValue) $($t::Nothing)" }; foreach ($i in 1, 2) { [Text.Encoding]::UTF8.WebName; [string]::Empty.Length; [math]::Max.Name }; $a = foreach ($i in 1, 2) { [datetime]::UtcNow }; $a[0] -le $a[1]');
    assert.deepEqual(output.map(String), ['B 1 Friday', 'B 2 Friday', 'B 3 Friday', '2147483647 ', '9223372036854775807 ', '2147483647 ', 'utf-8', '0', 'Max', 'utf-8', '0', 'Max', 'True']);
  });
  it('keeps what no value decides about', () => {
    run('[System.Text.StringBuilder]::new()');
    const of = (type: string, name: string, ...args: readonly Value[]) => { const found = lookupType(type)?.find('methods', name); return lastingOverload((found?.[1] ?? []) as readonly Overload<Value>[], args, name); };
    assert.equal(of('System.Text.StringBuilder', 'AppendFormat', '{0}', 1)?.rest?.name, 'System.Object');
    assert.deepEqual(of('System.Text.StringBuilder', 'Append', 5)?.overload.params.map((p) => p.name), ['System.Object']);
    assert.deepEqual(of('System.String', 'StartsWith', 'a', 'Ordinal')?.overload.params.length, 2);
    assert.deepEqual(of('System.String', 'PadLeft', 3, '0')?.overload.params.map((p) => p.name), ['System.Int32', 'System.Char']);
    // A text of one letter is a Char too, which is the dearer way; one that is no type of the parameters decides nothing.
    assert.deepEqual(of('System.String', 'Contains', 'a')?.overload.params.map((p) => p.name), ['System.String']);
    assert.equal(of('System.String', 'Substring', 'x', 'y', 'z'), undefined);
  });
  it('gives PowerShell\'s numbers for functions of numbers', () => {
    const { output } = run('foreach ($v in 5, 5.5, 5, -0.5) { [math]::Abs($v); [math]::Max($v, 5); [math]::Min(5.25, [double]$v); "$([math]::Round($v))"; [math]::Pow($v, 2).GetType().Name }; "$([math]::Round(-0.001, 2)) $([math]::Round(-2.5))"; try { [math]::Abs([int]::MinValue) } catch { $_.Exception.Message }; "a-b$c-".Replace("-", "`$&"); "a-b".Replace("-", $null); "1.1".Replace(".", "$")');
    assert.deepEqual(output.map(String), ['5', '5', '5', '5', 'Double', '5.5', '5.5', '5.25', '6', 'Double', '5', '5', '5', '5', 'Double', '0.5', '5', '-0.5', '-0', 'Double', '-0 -2', 'Exception calling "Abs" with "1" argument(s): "Negating the minimum value of a twos complement number is invalid."', 'a$&b$&', 'ab', '1$1']);
  });
  it('a class with one constructor takes what is of its types, and converts what is not', () => {
    const { output } = run('class B { $N; B([string]$n) { $this.N = "B$n" } }; class D : B { D($n) : base($n) { $this.N += "D" } }; class E : D { [int]$K = 3; E() : base(7) {} }; foreach ($v in "x", 5, "y") { [D]::new($v).N }; [E]::new().N; [E]::new().K; function f { class X : System.Exception { X([string]$m) : base($m) {} }; [X]::new("m").Message }; f; f; class M { [int] Twice([int]$a) { $a = "$($a * 2)"; return $a } [string] Both([int]$a, [string]$b) { Set-Variable b 9 -Option ReadOnly -Force; return "$a$b" } }; $m = [M]::new(); foreach ($v in 1, "2", 3) { $m.Twice($v); $m.Both($v, "z") }');
    assert.deepEqual(output.map(String), ['BxD', 'B5D', 'ByD', 'B7D', '3', 'm', 'm', '2', '19', '4', '29', '6', '39']);
  });
  it('a text of many pieces is whole', () => {
    const { output } = run('$b = [System.Text.StringBuilder]::new("<"); foreach ($i in 1..3000) { [void]$b.Append("piece $i, ").Append($i % 10).AppendLine() }; $b.Length; $t = $b.ToString(); $t.Length; $t.Substring(0, 12); [void]$b.Remove(0, 1).Append("end"); $b.ToString().EndsWith("end"); $b.Length');
    assert.deepEqual(output.map(String), ['40894', '40894', '<piece 1, 1\n', 'True', '40896']);
  });
  it('a queue gives its items in order while more come', () => {
    const { output } = run('$q = [System.Collections.Queue]::new(); 1..5 | ForEach-Object { $q.Enqueue($_) }; $q.Dequeue(); $q.Enqueue(6); $q.Peek(); $q.Dequeue(); $q.Count; "$($q.ToArray())"; foreach ($x in $q) { $x }; $q.Contains(2); $q.Contains(6); $q.Clear(); $q.Count');
    assert.deepEqual(output.map(String), ['1', '2', '2', '4', '3 4 5 6', '3', '4', '5', '6', 'False', 'True', '0']);
  });
});
