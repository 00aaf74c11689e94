/** Language behaviour beyond the conformance corpus, one area a test. */
import assert from 'node:assert/strict';
import { run } from './harness.ts';

const gives = (script: string, expected: readonly string[]): void => {
  const { output, errors } = run(`& { ${script} } | ForEach-Object { "$_" }`);
  assert.deepEqual(errors, []);
  assert.deepEqual(output, expected);
};
describe('Behaviour', () => {
  it('dynamic parameters bind, and are known by their attributes', () => gives(`
    function f { [CmdletBinding()] param($Kind) dynamicparam { if ($Kind -eq 'x') {
      $all = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
      $attributes = [System.Collections.ObjectModel.Collection[System.Attribute]]::new(); $attributes.Add([Parameter]@{ Mandatory = $true })
      $all.Add('Extra', [System.Management.Automation.RuntimeDefinedParameter]::new('Extra', [int], $attributes)); $all } } process { "$($PSBoundParameters['Extra'])" } }
    f -Kind x -Extra 5`, ['5']));
  it('attribute classes of the script transform and check arguments', () => gives(`
    class Half : System.Management.Automation.ArgumentTransformationAttribute { [object] Transform([System.Management.Automation.EngineIntrinsics] $e, [object] $v) { return $v / 2 } }
    class Even : System.Management.Automation.ValidateArgumentsAttribute { [void] Validate([object] $v, [System.Management.Automation.EngineIntrinsics] $e) { if ($v % 2) { throw 'odd' } } }
    function f { param([Half()] $a, [Even()] $b = 2) "$a $b" }
    f 8; try { f 8 3 } catch { $_.FullyQualifiedErrorId }`, ['4 2', 'ParameterArgumentValidationError,f']));
  // PSObject.ToString goes on to the plain text where the properties or items have none; a ToString of the class itself is an error.
  it('the text of an object whose property or enumerator throws is its plain one', () => gives(`
    class En : System.Collections.IEnumerable { [System.Collections.IEnumerator] GetEnumerator() { throw 'enum' } }
    class Bad { [string] ToString() { throw 'text' } }
    $p = [pscustomobject]@{ A = 1 }; $p | Add-Member ScriptProperty Boom { throw 'no' }
    "[$p]"; $e = [En]::new(); "[$e]"; $l = @([Bad]::new(), 2); "[$l]"; $b = [Bad]::new(); try { "[$b]" } catch { $_.FullyQualifiedErrorId }; Write-Host $p; 'after'`,
  ['[@{A=1; Boom=System.Management.Automation.PSScriptProperty}]', '[En]', '[System.Object[]]', 'ToStringObjectBasicException', 'after']));
  it('an object whose ToString throws is serialised with its properties', () => gives(`
    class Bad { [int] $A = 1; [string] ToString() { throw 'text' } }
    $t = [System.Management.Automation.PSSerializer]::Serialize([Bad]::new()); $t -match '<ToString>'; [System.Management.Automation.PSSerializer]::Deserialize($t).A`, ['False', '1']));
  it('a whole number is a place in an ordered table, also where it is a key of it', () => gives(`
    $d = [ordered]@{ x = 1; 5 = 'five'; 0 = 'zero' }; $d[1]; "[$($d[5])]"; $d[0]; $d[-1]; $d['x']; try { $d[5] = 2 } catch { $_.Exception.GetType().Name }; $d[1] = 'new'; $d[1]; $d.Count`,
  ['five', '[]', '1', 'zero', '1', 'ArgumentOutOfRangeException', 'new', '3']));
  it('a block of more than one clause is no one thing to invoke', () => gives(`
    $many = { begin { 'b' } end { 'e' } }
    try { $many.Invoke() } catch { $_.FullyQualifiedErrorId }; try { { process { 'p' } end { 'e' } }.InvokeReturnAsIs() } catch { $_.Exception.InnerException.Message.Length }; { process { 'p' } }.Invoke()
    try { 1 | ForEach-Object -Process { begin { 1 } process { 2 } } } catch { $_.FullyQualifiedErrorId }`, ['PSInvalidOperationException', '160', 'p', 'InvalidOperation,Microsoft.PowerShell.Commands.ForEachObjectCommand']));
  it('a pipeline can be walked by hand', () => gives(`
    $p = { ForEach-Object { $_ * 2 } }.GetSteppablePipeline(); $p.Begin($true); $p.Process(1); $p.Process(4); $p.End()`, ['2', '8']));
  it('scripts see their own syntax', () => gives(`
    $ast = { param($a) Get-Date; 1 + 1 }.Ast; $ast.ParamBlock.Parameters[0].Name.VariablePath.UserPath; $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)[0].GetCommandName()
    $e = $null; $null = [System.Management.Automation.Language.Parser]::ParseInput('if (', [ref]$null, [ref]$e); $e.Count -gt 0`, ['a', 'Get-Date', 'True']));
  it('a collection that changes under foreach ends the loop with an error', () => {
    const { errors } = run('$l = [System.Collections.Generic.List[int]]@(1, 2); foreach ($i in $l) { $l.Add(3) }');
    assert.match(errors[0] ?? '', /Collection was modified/);
  });
  it('$? tells of the last command, function and pipeline', () => gives(`
    function f { [CmdletBinding()] param() $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('x'), 'i', 'NotSpecified', $null)) }
    f 2> $null; $?; 1 | ForEach-Object { $_ } | Out-Null; $?`, ['False', 'True']));
  it('ThrowTerminatingError ends the function, and only it', () => gives(`
    function f { [CmdletBinding()] param() $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([InvalidOperationException]::new('x'), 'mine', 'InvalidData', 7)); 'after' }
    try { f } catch [InvalidOperationException] { "$($_.FullyQualifiedErrorId) $($_.TargetObject)" }; 'on'`, ['mine,f 7', 'on']));
  it('what a setter throws, and a value that does not convert, are errors of the assignment', () => gives(`
    class P { [int] $N; [ValidateRange(1, 3)] [int] $R = 1 }; $p = [P]::new()
    try { $p.N = 'x' } catch { $_.FullyQualifiedErrorId }; try { $p.R = 9 } catch { $_.Exception.GetType().Name }; $o = [pscustomobject]@{ a = 1 }; try { $o.Q = 1 } catch { $_.Exception.GetType().Name }`,
  ['ExceptionWhenSetting', 'SetValueInvocationException', 'SetValueInvocationException']));
  it('tables select, sort, sum and refuse', () => gives(`
    $t = [System.Data.DataTable]::new('t'); $null = $t.Columns.Add('n', [int]); $null = $t.Columns.Add('s'); 3, 1, 2 | ForEach-Object { $null = $t.Rows.Add($_, "r$_") }
    $t.Select('n > 1', 'n DESC').s -join ','; $t.Compute('Sum(n)', "s LIKE 'r%'"); $t.Rows[0].n; try { $t.Rows[0].n = 'x' } catch { $_.Exception.GetType().Name }; $t.Rows.Count`,
  ['r3,r2', '6', '3', 'SetValueInvocationException', '3']));
  it('XElement: building, walking, writing', () => gives(`
    $x = [System.Xml.Linq.XElement]::Parse('<a><b id="1">t</b></a>'); $x.Element('b').Attribute('id').Value; $x.Element('b').Value; $x.Add([System.Xml.Linq.XElement]::new('c', 5)); $x.ToString('DisableFormatting')`,
  ['1', 't', '<a><b id="1">t</b><c>5</c></a>']));
  it('streams in memory carry bytes and text', () => gives(`
    $m = [System.IO.MemoryStream]::new(); $w = [System.IO.StreamWriter]::new($m); $w.Write('a'); $m.Length; $w.Flush(); $m.Position = 0; [System.IO.StreamReader]::new($m).ReadToEnd();`,
  ['0', 'a']));
  it('linked lists, sorted sets, random numbers and spans are .NET\'s', () => gives(`
    $l = [System.Collections.Generic.LinkedList[int]]::new([int[]](1, 3)); $null = $l.AddAfter($l.First, 2); $l -join ''; $l.Last.Previous.Value; [System.Collections.Generic.SortedSet[int]]::new([int[]](3, 1)).Max
    [random]::new(42).Next(); Get-Random -SetSeed 42 -Maximum 100; [timespan]::ParseExact('01-02', 'hh\\-mm', $null); try { [timespan]'25:00' } catch { $_.Exception.InnerException.InnerException.GetType().Name }`,
  ['123', '2', '3', '1434747710', '17', '01:02:00', 'OverflowException']));
  it('arguments that do not convert are told by the name of the parameter', () => gives(`
    try { 'abc'.Substring('x') } catch { "$_" -replace ':.*' }; try { [System.Collections.Generic.List[int]]::new().Add('x') } catch { $_.FullyQualifiedErrorId }`,
  ['Cannot convert argument "startIndex", with value', 'MethodArgumentConversionInvalidCastArgument']));
  it('a variable that holds null is there', () => gives("$v = $null; (Get-Variable v).Name; $null -eq (Get-Variable v -ValueOnly); Test-Path variable:v", ['v', 'True', 'True']));
  it('classes of the script derive from .NET collections, and give their items', () => gives(`
    class Bag : System.Collections.Generic.List[int] { [string] $Tag = 't'; [int] Total() { $s = 0; foreach ($i in $this) { $s += $i }; return $s } }
    class Two : System.Collections.IEnumerable { [int[]] $D = (1, 2); [System.Collections.IEnumerator] GetEnumerator() { return $this.D.GetEnumerator() } }
    $b = [Bag]::new(); $b.Add(3); $b.Add('4'); "$($b.Total()) $($b.Count) $($b.Tag) $($b -is [System.Collections.Generic.List[int]])"; foreach ($i in [Two]::new()) { $i }`,
  ['7 2 t True', '1', '2']));
  it('closures keep the values of dot-sourced code too', () => gives("$null = . ([scriptblock]::Create('$k = 1; $c = { $k }.GetNewClosure(); $k = 2')); & $c", ['1']));
  it('$foreach moves the loop on in any scope', () => gives(". ([scriptblock]::Create('foreach ($q in 1..4) { $null = $foreach.MoveNext(); $q }'))", ['1', '3']));
  it('locks and counters of threads answer', () => gives('$n = 1; [System.Threading.Interlocked]::Increment([ref]$n); $n; [System.Threading.Mutex]::new($false).WaitOne(); $s = [System.Threading.SemaphoreSlim]::new(1); $s.Wait(); $s.CurrentCount', ['2', '2', 'True', '0']));
});
