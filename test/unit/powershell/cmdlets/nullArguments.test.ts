/** What cmdlets do with null, with arguments that exclude each other, and with values that cannot be. */
import { table } from '../runtime/table.ts';

describe('Null for a parameter of a cmdlet', () => table([
  ['that is a date or a number cannot be set', 'Get-Date $null; New-TimeSpan -Days $null', '<ParameterBindingFailed,Microsoft.PowerShell.Commands.GetDateCommand>|<ParameterBindingFailed,Microsoft.PowerShell.Commands.NewTimeSpanCommand>'],
  ['is seen by its rules first', '1 | Select-Object -First $null; 1 | ConvertTo-Csv -Delimiter $null', '<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.SelectObjectCommand>|<ParameterArgumentValidationError,Microsoft.PowerShell.Commands.ConvertToCsvCommand>'],
  ['turns a switch on, that of a function off', 'Get-Variable ErrorActionPreference -ValueOnly:$null; function f([switch] $s) { [bool] $s }; f -s:$null', 'Continue|False'],
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
