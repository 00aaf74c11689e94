/** What PowerShell's own documentation shows (about_* topics, cmdlet pages) and no other test does. */
import assert from 'node:assert/strict';
import { run } from './harness.ts';
import { table } from './table.ts';

describe('As documented', () => {
  describe('assignment and scope', () => table([
    ['a compound assignment does not look into the scopes around', '$x = 5; function f { $x += 1; $x }; f; & { $x ??= 7; $x }; & { $x++; $x }; $x', '1|7|6|5'],
    ['but where the block shares its scope it does', '$x = 5; 1..2 | ForEach-Object { $x += 1 }; $x; & { . { }; $x += 1; $x }', '7|8'],
    ['nor is it an error in strict mode', 'function f { Set-StrictMode -Version Latest; $n += 3; $n }; f', '3'],
    ['nothing changes when a block is called often', '$x = 5; function f { $x += 1; $x }; $s = 0; for ($i = 0; $i -lt 3000; $i++) { $s += f }; $s', '3000'],
  ]));
  describe('ForEach and Where', () => table([
    ['run where they are called', '$a = @(); (0..2).ForEach{ $a += $_ }; "$a"', '0 1 2'],
    ['give collections', '(1, 2).ForEach({ $_ }).GetType().Name; (1, 2).Where({ $_ }).GetType().Name; (1, 2).ForEach([long]).GetType().GenericTypeArguments[0].Name', 'Collection`1|Collection`1|Int64'],
    ['a property that is an array stays one', '$m = [pscustomobject]@{ v = 1, 2, 3 }; $m.ForEach("v").Count; (1, 2).ForEach({ $_, $_ }).Count', '1|4'],
    ['parts of a block run as in a pipeline', '(1..2).ForEach({ begin { "b" } process { "$_$($args[0])" } end { "e" } }, "x")', 'b|1x|2x|e'],
    ['without a condition a mode is needed', '(1..5).Where($null, "Last", 2); (1..5).Where({ $_ -gt 1 }, "Split", 2).ForEach({ "$_" })', '4|5|2 3|1 4 5'],
    ['a member that is not there', '(1, 2).ForEach("Nope").Count; (1, 2).ForEach("Nope", 3)', '2|<ForEachNonexistentMemberReference>'],
  ]));
  describe('enumerators', () => table([
    ['$foreach begins again', '$n = 0; foreach ($x in 1, 2, 3) { "$x"; if ($x -eq 2 -and $n -lt 1) { $foreach.Reset(); $n++ } }', '1|2|1|2|3'],
    ['$switch begins again', '$n = 0; switch (1, 2) { 2 { if ($n++ -lt 1) { $switch.Reset() } } default { "$_" } }', '1|1'],
    ['$input begins again', 'function f { "$input"; "$input"; $input.Reset(); "$input" }; 1, 2 | f', '1 2||1 2'],
  ]));
  describe('values', () => table([
    ['structures begin with their empty value', 'class P { [datetime] $d; [timespan] $t; [guid] $g }; $p = [P]::new(); "$($p.d)|$($p.t)|$($p.g)"; "$([datetime[]]::new(1))"', '01/01/0001 00:00:00|00:00:00|00000000-0000-0000-0000-000000000000|01/01/0001 00:00:00'],
    ['a BigInteger takes no fractions', '[bigint] 1 / 1.9; 1 / [bigint] 1.9; [bigint] 7 * 1.9', '1|1|7'],
  ]));
  describe('enumerations', () => table([
    ['keep their type in arithmetic', '[DayOfWeek]::Monday + 1; ([DayOfWeek]::Monday + [DayOfWeek]::Tuesday).GetType().Name; 1 + [DayOfWeek]::Monday', 'Tuesday|DayOfWeek|2'],
    ['list their names and values by value', 'enum S : sbyte { Low = -3; Two = 2; One = 1; Uno = 1 }; "$([S].GetEnumNames())"; "$([S].GetEnumValuesAsUnderlyingType())"; [S].GetEnumName(2); "$([enum]::GetValues([S]))"', 'One Uno Two Low|1 1 2 -3|Two|One One Two Low'],
  ]));
  describe('variables with attributes', () => {
    const told = (script: string, message: string): void => {
      assert.deepEqual(run(`try { ${script} } catch { $_.Exception.Message; "$($_.CategoryInfo)"; $_.FullyQualifiedErrorId }`).output, [message, 'MetadataError: (:) [], ValidationMetadataException', 'ValidateSetFailure']);
    };
    it('a new variable does not take them with a value they refuse', () => told('[ValidateRange(1, 3)] $n = 9', 'The attribute cannot be added because variable n with value 9 would no longer be valid.'));
    it('the attribute next to the name comes first', () => told('[string] [ValidateLength(1, 5)] $n = 43', 'The attribute cannot be added because variable n with value 43 would no longer be valid.'));
    it('a variable that has them keeps its value', () => told('[ValidateRange(1, 3)] $n = 2; $n = 9', 'The variable cannot be validated because the value 9 is not a valid value for the n variable.'));
    it('and so does a parameter', () => told("function f { param([ValidateSet('a', 'b')] $p) $p = 'c' }; f a", 'The variable cannot be validated because the value c is not a valid value for the p variable.'));
  });
  describe('classes', () => table([
    ['static members begin when the class is first used', '$global:log = [System.Collections.ArrayList]::new(); class A { static [object] $X = $($null = $global:log.Add("x"); 1); static A() { $null = $global:log.Add("c") } static [int] M() { return 2 } }; "$log"; [A]::M(); [A]::X; "$log"', '|2|1|x c'],
    ['a static member may come from a class further down', 'class A { static [int] $X = [B]::Y } class B { static [int] $Y = 5 }; [A]::X', '5'],
    ['the base comes first', '$global:log = [System.Collections.ArrayList]::new(); class A { static A() { $global:log.Add("A") } } class B : A { static B() { $global:log.Add("B") } }; $null = [B]::new(); $null = [B]::new(); "$log"', 'A B'],
  ]));
  describe('names and keys', () => table([
    ['a number is a key as it is', "$h = @{ 1 = 'one' }; $h.1; $k = 1; $h.$k", 'one|one'],
    ['many places of what is no collection are nothing', '$null -eq (2)[0, 0]; (2)[0]', 'True|2'],
    ['what is called and is not there has the name it was called by', 'try { Not-There } catch { $_.InvocationInfo.InvocationName }; try { .\\nope.ps1 } catch { $_.FullyQualifiedErrorId }', 'Not-There|CommandNotFoundException'],
    ['a parameter set is shown by its syntax', 'function f { param([Parameter(Mandatory, Position = 0)] [string] $A, [switch] $B) }; "$((Get-Command f).ParameterSets)"', '[-A] <string> [-B] [<CommonParameters>]'],
  ]));
  describe('operators', () => table([
    ['a character is text on the left of a sum', "[char] 'a' + 1; 1 + [char] 'a'; [char] 'a' - 1", 'a1|98|96'],
    ['booleans and characters have no product', "try { $false * $true } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }; try { [char] 'a' * 2 } catch { $_.Exception.Message }", "The operation '[System.Boolean] * [System.Boolean]' is not defined.|NotADefinedOperationForType|The operation '[System.Char] * [System.Int32]' is not defined."],
    ['what has no operator is told by the other side', 'try { 1 + @{ a = 1 } } catch { $_.Exception.Message }; try { 5 * [guid]::Empty } catch { $_.FullyQualifiedErrorId }', "Method invocation failed because [System.Collections.Hashtable] does not contain a method named 'op_Addition'.|MethodNotFound"],
    ['a clause of switch may change what the others see', "switch ('A', 'C') { A { 'a'; $PSItem = 'B' } B { 'b'; break } C { 'c' } }", 'a|b'],
    ['a copied reference keeps what it is given', '$i = 1; $a = [ref] $i; $b = [System.Management.Automation.PSReference] $i; $a.Value += 2; $b.Value += 5; $i; $b.Value', '3|6'],
    ['a guid of bytes', '[guid]::new([byte[]] (1..16)).ToString()', '04030201-0605-0807-090a-0b0c0d0e0f10'],
    ['a block for a parameter of the pipeline needs input', 'function f { param([Parameter(ValueFromPipelineByPropertyName)] [string] $Name) $Name }; try { f -Name { 1 } } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo.Category)" }', 'ScriptBlockArgumentNoInput,f|MetadataError'],
  ]));
  describe('cmdlets', () => table([
    ['Join-Path takes many children', "Join-Path -Path a -ChildPath b, c, d; Join-Path a b c d; Join-Path a ''; Join-Path a, b c", 'a/b/c/d|a/b/c/d|a/|a/c|b/c'],
    ['an index that is no number is an error in strict mode', "$a = 1, 2; $null -eq $a['abc']; $a['1']; & { Set-StrictMode -Version 3; try { $a['abc'] } catch { $_.FullyQualifiedErrorId }; $a['1'] }", 'True|2|InvalidCastFromStringToInteger|2'],
    ['a begin block that is null leaves the others to each object', "(1..2 | ForEach-Object -Begin $null -Process { 'a' }, { 'b' } -End $null) -join ','; (1..2 | ForEach-Object { 'x' } { 'y' } { 'z' }) -join ','", 'a,b,a,b|x,y,y,z'],
    ['what is the same in every scope cannot be made or set in one', '& { New-Variable HOME 5; Set-Variable true 5; Set-Variable PID 5 -Force }', '<VariableAlreadyExists,Microsoft.PowerShell.Commands.NewVariableCommand>|<VariableNotWritable,Microsoft.PowerShell.Commands.SetVariableCommand>|<VariableNotWritable,Microsoft.PowerShell.Commands.SetVariableCommand>'],
    ['versions of strict mode are those of PowerShell', 'foreach ($v in "1.0", "2", "5.1", "latest", "99", "4.1", "abc") { try { Set-StrictMode -Version $v; "ok" } catch { $_.FullyQualifiedErrorId -replace ",.*" } }', 'ok|ok|ok|ok|ParameterArgumentValidationError|ParameterArgumentValidationError|ParameterArgumentTransformationError'],
    ['the aliases of a parameter are an attribute', "(Get-Command Get-Item).Parameters['LiteralPath'].Attributes.Where({ $_ -is [Alias] }).AliasNames", 'PSPath|LP'],
    ['Select-Object skips at the beginning where first and last are asked for', '(1..20 | Select-Object -First 3 -Last 3 -Skip 4) -join ","; (1..3 | Select-Object -First 5 -Last 5 -Skip 1) -join ","; (1..6 | Select-Object -Last 2 -Skip 1) -join ","', '5,6,7,18,19,20|2,3|4,5'],
    ['Clear-Variable clears in its own scope', '$a = 3; & { Clear-Variable a; "[$a]" }; $a; Clear-Variable a; "[$a]"', '[]|3|[]'],
    ['an alias of a property may have a type', "$o = [pscustomobject]@{ Age = '20' }; $o | Add-Member AliasProperty IntAge Age uint32; $o.IntAge + 1; ($o | Get-Member IntAge).Definition", '21|IntAge = (System.UInt32)Age'],
  ]));
  describe('members', () => table([
    ['a custom object gives a null for what it lacks, also where no other has it', "$a = [pscustomobject]@{ A = 1 }; $b = [pscustomobject]@{ B = 2 }; ($b, $a, 5).A | ConvertTo-Json -Compress; $null -eq ($a, $b).C", '[null,1]|False'],
    ['what an added method throws is an error of the call', "$o = [pscustomobject]@{} | Add-Member ScriptMethod Foo { throw 'bad' } -PassThru; try { $o.Foo(1) } catch { $_.Exception.GetType().Name; $_.Exception.Message; $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message }", 'MethodInvocationException|Exception calling "Foo" with "1" argument(s): "bad"|ScriptMethodRuntimeException|bad'],
    ['a node of XML by the name of a child', "$x = [xml] '<d><i>One</i></d>'; $x['d']['i'].InnerText; $null -eq $x['d']['none']", 'One|True'],
    ['the text of a list is its type', '[System.Collections.Generic.List[string]]::new().ToString()', 'System.Collections.Generic.List`1[System.String]'],
    ['what & calls and is not there', "try { & '1+1' } catch { $_.InvocationInfo.InvocationName }", '&'],
  ]));
  describe('views', () => {
    it('pairs of a generic dictionary have keys', () => {
      assert.match(run("$d = [System.Collections.Generic.Dictionary[string, int]]::new(); $d['One'] = 1; $d | Out-String").output[0] ?? '', /^\s*Key Value\n--- -----\nOne {5}1/);
      assert.match(run('function f { param($a) $PSBoundParameters }; f 1 | Out-String').output[0] ?? '', /^\s*Key Value\n/);
    });
    it('the view of the most derived type is taken', () => {
      assert.deepEqual(run("(1, 1 | Group-Object -NoElement | Out-String).Trim() -split '\\r?\\n'").output.map((l) => l.trimEnd()), ['Count Name', '----- ----', '    2 1']);
    });
    it('a module is a row of its version, name and commands', () => {
      assert.deepEqual(run("(New-Module -Name Greet -ScriptBlock { function Hello { 1 } } | Out-String).Trim() -split '\\r?\\n'").output.map((l) => l.trimEnd()), [
        'ModuleType Version    PreRelease Name                                ExportedCommands', '---------- -------    ---------- ----                                ----------------', 'Script     0.0                   Greet                               Hello']);
    });
    it('Format-Custom goes as deep as a property says', () => {
      assert.deepEqual(run("([pscustomobject]@{ a = [pscustomobject]@{ b = [version] '1.2' } } | Format-Custom @{ e = 'a'; depth = 1 } | Out-String).Trim() -split '\\r?\\n'").output.filter((l) => l.includes('=')).map((l) => l.trim()), ['a =', 'b = 1.2']);
    });
    it('an error without a category is told by its exception', () => {
      assert.match(run("try { [int]::Parse('x') } catch { $_ | Out-String }").output[0] ?? '', /^MethodInvocationException: Exception calling/);
    });
  });
});
