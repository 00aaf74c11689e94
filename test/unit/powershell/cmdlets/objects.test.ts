/** Select-, Sort-, Group-, Measure- and Compare-Object where they are easy to get wrong. */
import assert from 'node:assert/strict';
import { removeFolders, runInFolder } from './inFolder.ts';

const CASES: readonly (readonly [what: string, script: string, output: readonly string[], errors?: readonly string[]])[] = [
  ['a block of a property has a scope of its own', "$n = 0; (1..3 | Select-Object @{ n = 'i'; e = { $n++; $n } }).i -join ','; $n", ['1,1,1', '0']],
  ['a key that fails is an error and null', "(2, 1 | Sort-Object { throw 'no' } | Measure-Object).Count", ['2'], ['ExpressionEvaluation,Microsoft.PowerShell.Commands.SortObjectCommand', 'ExpressionEvaluation,Microsoft.PowerShell.Commands.SortObjectCommand']],
  ['Update-List changes a list in place', "$o = [pscustomobject]@{ L = [System.Collections.ArrayList]@(1, 2, 3); A = 1 }; ($o | Update-List L -Add 4, 5 -Remove 2).L -join ','; ($o | Update-List -Property L -Replace 9).L -join ','; (Update-List -Add 1, 2).Add.Count; $o | Update-List X -Add 1; $o | Update-List A -Add 2; try { $o | Update-List -Add 1 } catch { $_.FullyQualifiedErrorId }", ['1,3,4,5', '9', '2', 'MissingPropertyParameter,Microsoft.PowerShell.Commands.UpdateListCommand'], ['MemberDoesntExist,Microsoft.PowerShell.Commands.UpdateListCommand', 'ApplyFailed,Microsoft.PowerShell.Commands.UpdateListCommand']],
  ['null is passed over', '($null, 1 | Select-Object).Count; @($null | Group-Object).Count; ($null, 2 | Sort-Object { $_ }).Count', ['1', '0', '1']],
  ['-Skip with -SkipLast', "(1..9 | Select-Object -Skip 2 -SkipLast 3) -join ','", ['3,4,5,6']],
  ['keys of hashtables are properties', "(@{ a = 2 }, @{ a = 1 } | Sort-Object a).a -join ','; (@{ a = 2 }, @{ a = 3 } | Measure-Object a -Sum).Sum", ['1,2', '5']],
  ['custom objects without properties chosen are alike', "@([pscustomobject]@{ a = 1 }, [pscustomobject]@{ a = 2 } | Select-Object -Unique).Count; @(Compare-Object ([pscustomobject]@{ a = 1 }) ([pscustomobject]@{ a = 2 })).Count", ['1', '0']],
  ['expanded null gives nothing', '@([pscustomobject]@{ a = $null }, [pscustomobject]@{ a = 1, $null, 2 } | Select-Object -ExpandProperty a).Count', ['2']],
  ['renaming several, an empty block', "[pscustomobject]@{ aa = 1; ab = 2 } | Select-Object @{ n = 'x'; e = 'a*' } | Out-Null; try { 1 | Select-Object {} } catch { $_.FullyQualifiedErrorId }", ['EmptyScriptBlockAndNoName,Microsoft.PowerShell.Commands.SelectObjectCommand'], ['RenamingMultipleResults,Microsoft.PowerShell.Commands.SelectObjectCommand']],
  ['groups of one type are sorted, of several types they stay', "(3, 1, 3 | Group-Object).Name -join ','; (3, 'b', 1 | Group-Object).Name -join ','", ['1,3', '3,b,1']],
  ['-AsString wants -AsHashTable', 'try { 1 | Group-Object -AsString } catch { $_.FullyQualifiedErrorId }; (1, 2, 1 | Group-Object { $_, 2 } -NoElement).Name', ['ArgumentException,Microsoft.PowerShell.Commands.GroupObjectCommand', '1 2']],
  ['a property nobody has counts in strict mode only', '@(1, 2 | Measure-Object Foo -Sum).Count; Set-StrictMode -Version Latest; 1 | Measure-Object Foo', ['0'], ['GenericMeasurePropertyNotFound,Microsoft.PowerShell.Commands.MeasureObjectCommand']],
  ['extremes of different types are those of their texts', "$m = 'b', 10, 'a' | Measure-Object -Minimum -Maximum; $m.Minimum; $m.Maximum; $m.GetType().Name", ['10', 'b', 'GenericObjectMeasureInfo']],
  ['what is no number leaves no sum', "$m = 1, 'x' | Measure-Object -Sum; $m.Count; $null -eq $m.Sum", ['2', 'True'], ['NonNumericInputObject,Microsoft.PowerShell.Commands.MeasureObjectCommand']],
  ['differences in the order they are known', "(Compare-Object 1, 2, 3, 4 2, 3, 5 | ForEach-Object { \"$($_.InputObject)$($_.SideIndicator)\" }) -join ' '; (Compare-Object 1, 2, 3 3, 1, 2 -SyncWindow 0).Count; (Compare-Object a, B, c b, c, d -IncludeEqual | ForEach-Object SideIndicator) -join ' '", ['5=> 1<= 4<=', '6', '== == => <=']],
  ['the property keeps the name it was asked by', "(Compare-Object @([pscustomobject]@{ Name = 'a' }) @([pscustomobject]@{ Name = 'b' }) -Property NAME | Get-Member -MemberType NoteProperty).Name -join ','", ['NAME,SideIndicator']],
  ['members are said as PowerShell says them', "$o = [pscustomobject]@{ A = 1, 2; L = [System.Collections.Generic.List[int]]@(1); N = $null }; $o | Add-Member AliasProperty X A; $o | Add-Member ScriptProperty S { 1 }; ($o | Get-Member -Name A, L, N, X, S, Equals, GetType).Definition -join '|'", ['Object[] A=System.Object[]|List[int] L=System.Collections.Generic.List`1[System.Int32]|object N=null|X = A|System.Object S {get= 1 ;}|bool Equals(System.Object obj)|type GetType()']],
  ['keys and values of property tables', "foreach ($x in @{ n = 'x' }, @{ e = 'a'; q = 1 }, @{ n = 5; e = 'a' }, 7, @{ e = '' }) { try { 1 | Select-Object $x } catch { \"$($_.FullyQualifiedErrorId -replace ',.*') $_\" } }", ['DictionaryKeyMandatoryEntry A mandatory entry for expression is missing.', 'DictionaryKeyIllegal The q key is not valid.', 'DictionaryKeyIllegalValue2 The "n" key has a type, System.Int32, that is not valid; expected type is System.String.', 'DictionaryKeyUnknownType Cannot convert System.Int32 to one of the following types {System.String, System.Management.Automation.ScriptBlock}.', 'ExpressionEmptyString1 The "expression" key cannot have an empty string value.']],
  ['members by name: missing, ambiguous, failing', "'abc' | ForEach-Object nope | ForEach-Object { \"[$_]\" }; 'abc' | ForEach-Object To*; 'abc' | ForEach-Object Substring 9; 'abc' | ForEach-Object nope 1; 'a,b' | ForEach-Object Split ','", ['[]', 'a', 'b'], ['AmbiguousPropertyOrMethodName,Microsoft.PowerShell.Commands.ForEachObjectCommand', 'MethodInvocationError,Microsoft.PowerShell.Commands.ForEachObjectCommand', 'MethodNotFound,Microsoft.PowerShell.Commands.ForEachObjectCommand']],
  ['members that are taken, members of the type itself', "$o = [pscustomobject]@{ A = 1 }; @($o | Add-Member A 2 -PassThru).Count; [datetime]'2024-01-01' | Add-Member DateTime 5 -Force", ['0'], ['MemberAlreadyExists,Microsoft.PowerShell.Commands.AddMemberCommand', 'CannotRemoveTypeDataMember,Microsoft.PowerShell.Commands.AddMemberCommand']],
  ['-Verbose tells what is done', "'x' > a.txt; & { Rename-Item a.txt b.txt -Verbose; Clear-Content b.txt -Verbose; Remove-Item b.txt -Verbose; 1 | ForEach-Object ToString -Verbose } 4>&1 | ForEach-Object { \"$_\" -replace [regex]::Escape($PWD.Path) }; function f { [CmdletBinding(SupportsShouldProcess)] param() $PSCmdlet.ShouldProcess('t', 'a'); $PSCmdlet.ShouldProcess('said', 'w', 'c') }; f -Verbose 4>&1 | ForEach-Object { \"$_\" }; $VerbosePreference = 'Continue'; @(New-Item c.txt 4>&1).Count", ['Performing the operation "Rename File" on target "Item: /a.txt Destination: /b.txt".', 'Performing the operation "Clear Content" on target "Item: /b.txt".', 'Performing the operation "Remove File" on target "/b.txt".', "Performing the operation \"Invoke method 'ToString'\" on target \"InputObject: 1\".", '1', 'Performing the operation "a" on target "t".', 'True', 'said', 'True', '1']],
  ['both directions at once count as none', "(1, 3, 2 | Sort-Object @{ e = { $_ }; Ascending = $true; Descending = $true }) -join ','", ['1,2,3']],
];
describe('Object cmdlets', () => {
  afterEach(removeFolders);
  for (const [what, script, output, errors = []] of CASES) {
    it(what, () => {
      const ran = runInFolder(script);
      assert.equal(ran.ended, undefined);
      assert.deepEqual(ran.output, output);
      assert.deepEqual(ran.errors.map((e) => e.slice(0, e.indexOf(': '))), errors);
    });
  }
});
