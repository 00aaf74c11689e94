import { table } from '../runtime/table.ts';

describe('Parameter sets of cmdlets', () => {
  table([
    ['objects of ConvertTo-Csv by place', 'ConvertTo-Csv ([pscustomobject]@{ a = 1 }) | ForEach-Object { $_ }', '"a"|"1"'],
    ['objects of ConvertFrom-Csv by value before a property of theirs', "([pscustomobject]@{ InputObject = 'a,b' } | ConvertFrom-Csv -Header x, y).y", 'b}'],
    ['a delimiter and the culture do not go together', "try { Import-Csv nowhere.csv -Delimiter ';' -UseCulture } catch { $_.FullyQualifiedErrorId }", 'AmbiguousParameterSet,Microsoft.PowerShell.Commands.ImportCsvCommand'],
    ['quotes of one kind', "try { Join-String -InputObject a -SingleQuote -DoubleQuote } catch { $_.FullyQualifiedErrorId }", 'AmbiguousParameterSet,Microsoft.PowerShell.Commands.Utility.JoinStringCommand'],
    ['a GUID is empty or read', "try { New-Guid -Empty -InputObject a } catch { $_.FullyQualifiedErrorId }", 'AmbiguousParameterSet,Microsoft.PowerShell.Commands.NewGuidCommand'],
    ['the operators of Where-Object have words', "(Get-Command Where-Object).ParameterSets.Name -match '^(CaseSensitive)?(Equal|Greater)'", 'EqualSet|GreaterThanSet|GreaterOrEqualSet|CaseSensitiveEqualSet|CaseSensitiveGreaterThanSet|CaseSensitiveGreaterOrEqualSet'],
    ['parts of paths by the names of properties', "[pscustomobject]@{ Path = '/a/b.c'; Leaf = $true } | Split-Path -LeafBase", 'b'],
    ['the stack is no location of a drive', "try { Get-Location -Stack -PSDrive C } catch { $_.FullyQualifiedErrorId }", 'AmbiguousParameterSet,Microsoft.PowerShell.Commands.GetLocationCommand'],
    ['a method of the web is one that there is', "try { Invoke-WebRequest http://localhost -Method Fetch } catch { $_.FullyQualifiedErrorId }", 'CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.InvokeWebRequestCommand'],
    ['a method has one name', "try { Invoke-RestMethod http://localhost -Method Get -CustomMethod TEST } catch { $_.FullyQualifiedErrorId }", 'AmbiguousParameterSet,Microsoft.PowerShell.Commands.InvokeRestMethodCommand'],
    ['no proxy and a proxy', "try { Invoke-RestMethod http://localhost -NoProxy -Proxy http://p } catch { $_.FullyQualifiedErrorId }", 'AmbiguousParameterSet,Microsoft.PowerShell.Commands.InvokeRestMethodCommand'],
    ['kinds of members by their beginnings, and more than one', "$o = [pscustomobject]@{ a = 1 }; $o | Add-Member -MemberType ScriptP -Name Twice -Value { $this.a * 2 }; $o.Twice; ($o | Get-Member -MemberType NoteProperty, ScriptProperty).Name", '2|a|Twice'],
    ['a category is one that there is, or its number', "try { Write-Error x -Category Nope } catch { $_.FullyQualifiedErrorId }; Write-Error x -Category 13 -ErrorVariable e -ErrorAction SilentlyContinue; [string]$e[0].CategoryInfo.Category", 'CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.WriteErrorCommand|ObjectNotFound'],
    ['kinds of commands', "(Get-Command Get-Date -CommandType Function, Cmdlet).Name; try { Get-Command Get-Date -CommandType Nope } catch { $_.FullyQualifiedErrorId }; @(Get-Command Get-D* -ExcludeModule *Utility).Count", 'Get-Date|CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.GetCommandCommand|0'],
    ['places of objects are not below zero', "try { 1..3 | Select-Object -Index -1 } catch { $_.FullyQualifiedErrorId }", 'ParameterArgumentValidationError,Microsoft.PowerShell.Commands.SelectObjectCommand'],
    ['users of processes by themselves', "try { Get-Process -Module -IncludeUserName } catch { $_.FullyQualifiedErrorId }", 'AmbiguousParameterSet,Microsoft.PowerShell.Commands.GetProcessCommand'],
    ['events need what they are of', "try { Get-Event -SourceIdentifier a -EventIdentifier 1 } catch { $_.FullyQualifiedErrorId }; try { Register-EngineEvent a -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }", 'AmbiguousParameterSet,Microsoft.PowerShell.Commands.GetEventCommand|EventsNotAvailable,Microsoft.PowerShell.Commands.RegisterEngineEventCommand'],
    ['a kind of path is one that there is', "Test-Path Variable:HOME -PathType Le; try { Test-Path / -PathType Nope } catch { $_.FullyQualifiedErrorId }", 'True|CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.TestPathCommand'],
    ['the default one of a function comes first, and is one also where no parameter names it', "function A { [CmdletBinding(DefaultParameterSetName='D')] param([Parameter(ParameterSetName='B', Mandatory)] [string] $n, [int] $c) }; (Get-Command A).ParameterSets | ForEach-Object { \"$($_.Name) $($_.IsDefault) $($_.Parameters.Name[0])\" }", 'D True c|B False n'],
    ['the default one of a function without others', "function A { [CmdletBinding(DefaultParameterSetName='L')] param($n) $PSCmdlet.ParameterSetName }; (Get-Command A).ParameterSets | ForEach-Object { \"$($_.Name) $($_.IsDefault)\" }; A; A 1", 'L True|L|L'],
    ['the one of a function that says nothing of sets is no default', "function A { [CmdletBinding()] param($n) $PSCmdlet.ParameterSetName }; (Get-Command A).ParameterSets | ForEach-Object { \"$($_.Name) $($_.IsDefault)\" }; A", '__AllParameterSets False|__AllParameterSets'],
    ['none has places by their order where one names a set', "function A { [CmdletBinding(DefaultParameterSetName='D')] param([Parameter(ParameterSetName='D')] $x, $y) \"$x $y\" }; try { A 1 } catch { $_.FullyQualifiedErrorId }; A -x 1 -y 2; function B { param([Parameter(ParameterSetName='__AllParameterSets')] $x, $y) \"$x $y\" }; B 1 2", 'PositionalParameterNotFound,A|1 2|1 2'],
  ]);
});
