/** What cmdlets do with null, with arguments that exclude each other, and with values that cannot be. */
import { table } from '../runtime/table.ts';

describe('Null for a parameter of a cmdlet', () => table([
  ['that is a date or a number cannot be set', 'Get-Date $null; New-TimeSpan -Days $null', '<ParameterBindingFailed,Microsoft.PowerShell.Commands.GetDateCommand>|<ParameterBindingFailed,Microsoft.PowerShell.Commands.NewTimeSpanCommand>'],
  ['is seen by its rules first', '1 | Select-Object -First $null; 1 | ConvertTo-Csv -Delimiter $null', '<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.SelectObjectCommand>|<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.ConvertToCsvCommand>'],
  ['turns a switch on, that of a function off', 'Get-Variable ErrorActionPreference -ValueOnly:$null; function f([switch] $s) { [bool] $s }; f -s:$null', 'Continue|False'],
]));
describe('Null where several are taken', () => table([
  ['is no path: nothing is listed or tested in its stead', 'Get-ChildItem $null, variable:PID; Test-Path $null, variable:PID; try { Test-Path $null -ErrorAction Stop } catch { $_.Exception.Message }',
    "True|Value cannot be null. (Parameter 'The provided Path argument was null or an empty collection.')|<ArgumentNull,Microsoft.PowerShell.Commands.GetChildItemCommand>|<NullPathNotPermitted,Microsoft.PowerShell.Commands.TestPathCommand>"],
  ['is no property either, but nothing at all is all there is', '2, 1 | Sort-Object -Property $null; (1, 1 | Group-Object -Property $null).Count; ([pscustomobject] @{ a = 5 } | Select-Object -Property $null).a; 1 | Sort-Object a, $null', '1|2|2|5|<DictionaryKeyUnknownType,Microsoft.PowerShell.Commands.SortObjectCommand>'],
]));
describe('What may not be empty', () => table([
  ['a name, a path, a list, a table', '$n = ""; Get-Variable -Name $n; Start-Process $n; Format-List -Property @() -InputObject 1; [pscustomobject] @{} | Add-Member @{}', ['Get-Variable', 'Start-Process', 'Format-List', 'Add-Member'].map((x) => `<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.${x.replace('-', '')}Command>`).join('|')],
  ['objects that become text may', '"a", "", "1" | ConvertFrom-Csv | ForEach-Object a', '1'],
  ['what is null is no line of a file', '$null | ConvertTo-Csv', '<ParameterArgumentValidationErrorNullNotAllowed,Microsoft.PowerShell.Commands.ConvertToCsvCommand>'],
  ['ranges have the type of what they bound', 'Start-Sleep -Seconds -0.4; try { Get-Date -UnixTimeSeconds 253402300800 } catch { $_.Exception.Message -match "253402300799" }', 'True|<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.StartSleepCommand>'],
]));
describe('A name at the first place of Add-Member', () => table([
  ['is a kind of member where it is one', '$o = [pscustomobject] @{}; $o | Add-Member NoteProperty A 1; $o | Add-Member 8 B 2; $o | Add-Member C 3; $o | Add-Member 5.5 4; ($o.psobject.Properties.Name) -join ","', 'A,B,C,5.5'],
  ['may not be meant by name', '1 | Add-Member -NotePropertyName ScriptMethod 3; 1 | Add-Member -NotePropertyName Note 3 -PassThru | ForEach-Object Note', '3|<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.AddMemberCommand>'],
  ['and one kind at a time', '1 | Add-Member -MemberType Properties A 3; 1 | Add-Member 5 A 3; 1 | Add-Member -MemberType Method A 3; 1 | Add-Member @{ "" = 1 }; 1 | Add-Member -TypeName " "', '<WrongMemberCount,Microsoft.PowerShell.Commands.AddMemberCommand>|<PositionalParameterNotFound,Microsoft.PowerShell.Commands.AddMemberCommand>|<CannotAddMemberType,Microsoft.PowerShell.Commands.AddMemberCommand>|<NotePropertyNameShouldNotBeNull,Microsoft.PowerShell.Commands.AddMemberCommand>|<TypeNameShouldNotBeEmpty,Microsoft.PowerShell.Commands.AddMemberCommand>'],
]));
describe('What cannot be made', () => table([
  ['has no constructor for nothing', 'foreach ($n in "string", "Uri", "System.IO.Stream", "System.Math") { try { New-Object $n } catch { "$($_.FullyQualifiedErrorId -replace ",.*") $($_.CategoryInfo.Category) $_" } }', ['string', 'Uri', 'System.IO.Stream', 'System.Math'].map((x) => `CannotFindAppropriateCtor ObjectNotFound A constructor was not found. Cannot find an appropriate constructor for type ${x}.`).join('|')],
  ['is no type', 'try { New-Object nope } catch { "$($null -eq $_.TargetObject) $_" }', 'True Cannot find type [nope]: verify that the assembly containing this type is loaded.'],
]));
describe('Parts of a date', () => table([
  ['a day beyond the month leads into the next one, months keep it where they can', '$d = [datetime] "2021-01-31"; "{0:MM-dd} {1:MM-dd} {2:MM-dd}" -f (Get-Date $d -Month 2 -Day 31), (Get-Date $d -Month 2), (Get-Date "2020-02-29" -Year 2021)', '03-03 02-28 02-28'],
]));
describe('Modules by name, specification or object', () => table([
  ['have sets of their own', '$m = New-Module -Name MM { function Get-Inc { 1 } }; $m | Import-Module; Get-Inc; Remove-Module -ModuleInfo $m; (Get-Module).Count; Import-Module -ModuleInfo $m; Remove-Module -FullyQualifiedName @{ ModuleName = "MM"; ModuleVersion = "0.0" }; (Get-Module).Count; ([Microsoft.PowerShell.Commands.ModuleSpecification] @{ ModuleName = "q"; RequiredVersion = "1.2" }).RequiredVersion', '1|0|0|1.2'],
  ['refuse what is none', 'Import-Module ""; Remove-Module -ModuleInfo 5; Import-Module q -Global -Scope Local; Get-Module -Name q -FullyQualifiedName q; Import-Module -FullyQualifiedName @{ ModuleName = "q" }', ['ParameterArgumentValidationErrorEmptyStringNotAllowed,Microsoft.PowerShell.Commands.ImportModuleCommand', 'CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.RemoveModuleCommand', 'Modules_GlobalAndScopeParameterCannotBeSpecifiedTogether,Microsoft.PowerShell.Commands.ImportModuleCommand', 'NameAndFullyQualifiedNameCannotBeSpecifiedTogether,Microsoft.PowerShell.Commands.GetModuleCommand', 'CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.ImportModuleCommand'].map((x) => `<${x}>`).join('|')],
  ['the version of what the engine has is looked at', 'Import-Module Microsoft.PowerShell.Utility -MinimumVersion 3.1; try { Import-Module Microsoft.PowerShell.Utility -RequiredVersion 99.0 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId -replace ",.*" }', 'Modules_ModuleWithVersionNotFound'],
]));
describe('What is told twice', () => table([
  ['in comma separated values', '1 | ConvertTo-Csv -NoTypeInformation -IncludeTypeInformation', '<CannotSpecifyIncludeTypeInformationAndNoTypeInformation,Microsoft.PowerShell.Commands.ConvertToCsvCommand>'],
  ['in an error\'s category', '(Write-Error x -Category invalidargument 2>&1).CategoryInfo.Category; (Get-Verb use).Description', 'InvalidArgument|Uses or includes a resource to do something'],
]));
describe('Times and fields that cannot be', () => table([
  ['nobody sleeps backwards or for a month', 'Start-Sleep -Duration "-0:00:01"; try { Start-Sleep -Duration 30.00:00:00 } catch { $_.Exception.Message }', "The '-Duration' parameter value must not exceed '24.20:31:23.6470000', provided value was '30.00:00:00'.|<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.StartSleepCommand>"],
  ['a field that fails is empty, or says so', '$o = [pscustomobject] @{ a = 1 }; $n = @{ n = "N"; e = { throw "x" } }; "", " -DisplayError" | ForEach-Object { ((Invoke-Expression "`$o | Format-List a, `$n$_" | Out-String).Trim() -split "\\n")[-1] }', 'N :|N : #ERR'],
  ['all there is of an error is shown where it is asked for', '$ErrorView = "DetailedView"; try { throw "x" } catch { ($_ | Out-String).Trim() -eq (Get-Error | Out-String).Trim() }', 'True'],
]));
describe('What is none of its kind', () => table([
  ['is told, and null takes the place of an identifier', '$r = New-Guid abc 2>$null; $null -eq $r; $id = [guid] "00000000-0000-0000-0000-000000000001"; ("x", "$id" | New-Guid -ErrorAction SilentlyContinue)[1] -eq $id; try { New-Guid abc -ErrorAction Stop } catch { "$($_.FullyQualifiedErrorId -replace ",.*") $($_.Exception.GetType().Name) $_" }', 'True|True|StringNotRecognizedAsGuid FormatException Unrecognized Guid format.'],
]));
