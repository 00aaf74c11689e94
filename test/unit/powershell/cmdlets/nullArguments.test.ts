/** Null where a cmdlet wants a value, and arguments that exclude each other. */
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
