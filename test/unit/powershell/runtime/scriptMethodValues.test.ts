/** Methods that scripts add, as values: named without being called, called by Invoke, found among the members. */
import { table } from './table.ts';

const object = '$o = [pscustomobject] @{ a = 1 } | Add-Member ScriptMethod Foo { param($x) "foo $x $($this.a)" } -PassThru; ';
describe('A script method that is named and not called', () => table([
  ['is a value that can be called', `${object}$o.Foo.Invoke(3); $m = $o.foo; "$($m.Name) $m $($m.MemberType) $($m.IsInstance)"; $m.Script.ToString().Trim()`, 'foo 3 1|Foo System.Object Foo(); ScriptMethod True|param($x) "foo $x $($this.a)"'],
  ['is there in strict mode, and is no property', `Set-StrictMode -Version Latest; ${object}$o.Foo.GetType().Name; @($o.psobject.Properties.Name); $null -eq ($o | Select-Object Foo).Foo`, 'PSScriptMethod|a|True'],
  ['may belong to a type', 'Update-TypeData -TypeName System.String -MemberType ScriptMethod -MemberName Shout -Value { "$this!" }; "a".Shout.Invoke(); "a".Shout.IsInstance; @("a".psobject.Methods | Where-Object Name -eq Shout).Count', 'a!|False|1'],
]));
describe('Members of an object', () => table([
  ['are of their kinds', `${object}$o.psobject.Methods['Foo'].Invoke(4); $o.psobject.Properties['a'].GetType().Name; 'x'.psobject.Properties['Length'].GetType().Name; [psscriptmethod]::new('Z', { "z$($args[0])" }) | ForEach-Object { $o.psobject.Members.Add($_) }; $o.Z(7)`, 'foo 4 1|PSNoteProperty|PSProperty|z7'],
]));
describe('ForEach-Object by the name of a member', () => table([
  ['calls methods that were added', `${object}$o | ForEach-Object Foo 5; $o | ForEach-Object foo; 5 | Add-Member ScriptMethod ToString { "hi" } -Force -PassThru | ForEach-Object ToString`, 'foo 5 1|foo  1|hi'],
]));
describe('Members that PowerShell gives to types', () => table([
  ['are told with their kind and what they do', '[guid]::Empty | Get-Member -MemberType ScriptProperty | ForEach-Object Definition; (Get-Date | Get-Member DateTime).Definition -match "ToLongDateString"', 'System.Object Guid {get=$this.ToString();}|True'],
]));
describe('An array', () => table([
  ['is not made without its length', 'try { New-Object int[] } catch { "$_" }; try { [int[]]::new() } catch { $_.FullyQualifiedErrorId }; (New-Object "int[,]" 2, 3).Length; [string[]]::new(2).Count', 'A constructor was not found. Cannot find an appropriate constructor for type int[].|MethodCountCouldNotFindBest|6|2'],
]));
describe('Variables that are worked out', () => table([
  ['are listed by their names', '(Get-Variable PWD, psscriptroot, MyInv*).Name; $all = (Get-Variable).Name; "true", "PWD", "?" | ForEach-Object { $all -contains $_ }; & { (Get-Variable -Scope 0).Name -contains "PWD" }', 'PWD|PSScriptRoot|MyInvocation|True|True|True|False'],
]));
describe('A set of members', () => table([
  ['is under its name, and no property', '$m = [System.Management.Automation.PSMemberInfo[]] @([psnoteproperty]::new("a", 1), [psnoteproperty]::new("b", "two")); $o = [pscustomobject] @{ x = 1 } | Add-Member MemberSet Facts $m -PassThru; "$($o.Facts.a) $($o.facts.B)"; "$($o.Facts)"; "$o"; $o | ConvertTo-Json -Compress; ($o | Get-Member -MemberType MemberSet).Definition; $null -eq (Add-Member -InputObject a -MemberType MemberSet -Name N -Value $null -PassThru).N.a; Add-Member -InputObject a -MemberType MemberSet -Name N -Value none',
    '1 two|Facts {a, b}|@{x=1}|{"x":1}|Facts {a, b}|True|<ConvertToFinalInvalidCastException,Microsoft.PowerShell.Commands.AddMemberCommand>'],
]));
