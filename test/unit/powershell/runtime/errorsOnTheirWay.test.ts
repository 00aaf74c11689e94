/** What errors become on their way out: of blocks that cmdlets run, of commands that stop, of rules for arguments. */
import { table } from './table.ts';

const idsOf = (body: string): string => `try { ${body} } catch { $_.FullyQualifiedErrorId }`;
describe('Errors on their way', () => {
  table([
    ['script code that a cmdlet runs fails as the cmdlet', `${idsOf("1 | ForEach-Object { [int] 'x' }")}; ${idsOf('1 | Where-Object { 1 / 0 }')}; ${idsOf("Invoke-Expression '[no.such]'")}; try { 1 | % { [int] 'x' } } catch { "$($_.CategoryInfo)" }`,
      'InvalidCastFromStringToInteger,Microsoft.PowerShell.Commands.ForEachObjectCommand|RuntimeException,Microsoft.PowerShell.Commands.WhereObjectCommand|TypeNotFound,Microsoft.PowerShell.Commands.InvokeExpressionCommand|InvalidArgument: (:) [ForEach-Object], RuntimeException'],
    ['what it throws, what stops it and what another command says stays as it is', `${idsOf("1 | ForEach-Object { throw 'x' }")}; ${idsOf('1 | ForEach-Object { Get-Variable none-such -ErrorAction Stop }')}; ${idsOf("1 | ForEach-Object { $_ } | ForEach-Object { throw 'down' }")}`,
      'x|VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand|down'],
    ['without a try around it the statement in the block tells', "1 | ForEach-Object { [int] 'x'; 'on' }", 'on|<InvalidCastFromStringToInteger>'],
    ['catch takes the exceptions that PowerShell wraps around', `
      try { Get-Variable none-such -ErrorAction Stop } catch [System.Management.Automation.ActionPreferenceStopException] { $_.Exception.GetType().Name }
      try { Get-Variable none-such -ErrorAction Stop } catch [System.Management.Automation.RuntimeException] { 'runtime' }
      try { Invoke-Expression 'Get-Date -Nope' } catch [System.Management.Automation.CmdletInvocationException] { $_.Exception.GetType().Name }`, 'ItemNotFoundException|runtime|ParameterBindingException'],
    ['rules for arguments say what is wrong with which id', `
      function id([scriptblock] $b) { try { & $b } catch { $i = $_.Exception.InnerException; "$($i.ErrorRecord.FullyQualifiedErrorId): $($i.Message.Substring(0, 34))" } }
      function a([ValidateCount(2, 2)] $x) { }; id { a 1, 2, 3 }; id { a 1 }; function b([ValidateRange(1, 5)] $x) { 'in' }; id { b q }; id { b 5.4 }; id { b 9 }
      function c([ValidateNotNull()] $x) { }; id { c 1, $null }; function d([ValidateLength(1, 2)] $x) { }; id { d 5 }; function e([ValidateSet('a')] $x) { }; id { e $null }
      function f([ValidateRange(5, 1)] $x) { }; try { f 1 } catch { $_.FullyQualifiedErrorId }`,
      'ValidateCountExactFailure: The parameter requires exactly 2 v|NotAnArrayParameter: The ValidateCount attribute cannot|ValidationRangeElementType: The argument cannot be validated b|in|ValidateRangeTooBig: The 9 argument is greater than the|ArgumentIsNull: The argument has a null value, or |ValidateLengthNotString: The ValidateLength attribute canno|ArgumentIsEmpty: The argument is null, empty, or an|MaxRangeSmallerThanMinRange'],
    ['an error of binding knows its command, its parameter and its place', `
      function f { [CmdletBinding()] param([int] $n) }; function all { "$($_.CategoryInfo)"; $_.Exception.ParameterName; $_.InvocationInfo.MyCommand.Name; $_.Exception.Line }
      try { f abc } catch { all }; try { Get-Date -Nope } catch { all }; try { 1 | f -ErrorAction Stop } catch { "$($_.CategoryInfo)" }; try { 1 | % { Get-Date -Nope } } catch { $_.FullyQualifiedErrorId }`,
      'InvalidData: (:) [f], ParameterBindingArgumentTransformationException|n|f|3|InvalidArgument: (:) [Get-Date], ParameterBindingException|Nope|Get-Date|3|InvalidArgument: (1:Int32) [f], ParameterBindingException|NamedParameterNotFound,Microsoft.PowerShell.Commands.ForEachObjectCommand'],
    ['a preference that stops a warning ends the script as a preference that stops an error does', "function g { [CmdletBinding()] param() Write-Warning w; 'more' }; try { g -WarningAction Stop } catch [System.Management.Automation.ActionPreferenceStopException] { $_.FullyQualifiedErrorId }; g -WarningAction Stop; 'never'",
      'ActionPreferenceStop,Microsoft.PowerShell.Commands.WriteWarningCommand|ended <ActionPreferenceStop,Microsoft.PowerShell.Commands.WriteWarningCommand>'],
    ['stack traces name the block that runs', `
      function f { process { throw 'x' } }; function g { begin { throw 'b' } end { } }; function m { end { throw 'e' } }; function k { throw 'k' }; filter l { throw 'l' }
      foreach ($n in 'f', 'g', 'm', 'k') { try { & $n } catch { ($_.ScriptStackTrace -split ',')[0] } }; try { 1 | l } catch { ($_.ScriptStackTrace -split ',')[0] }; try { 1 | & { process { throw 'b' } } } catch { ($_.ScriptStackTrace -split ',')[0] }`,
      'at f<Process>|at g<Begin>|at m<End>|at k|at l|at <ScriptBlock><Process>'],
    ['a pipeline variable goes with its pipeline, or is empty where it was there before', "1, 2 | ForEach-Object { $_ } -PipelineVariable p | ForEach-Object { $p }; \"[$p]\"; $q = 0; 1 | ForEach-Object { $_ } -PipelineVariable q | Out-Null; \"[$q]\"", '1|2|[]|[]'],
    ['null has the two methods of collections, and every value has them by their long names', '@($null.ForEach({ 1 })).Count; (1, 2).PSForEach({ $_ * 2 }) -join "-"; (5).PSWhere({ $_ -gt 1 })', '0|2-4|5'],
    ['static members through an object; tuples by place', "class S { static [int] $n; [void] Set() { $this::n = 4 } }; [S]::new().Set(); [S]::n; try { [S]::no = 1 } catch { $_.FullyQualifiedErrorId }; $t = [Tuple]::Create(1, 'b'); $t[0]; $t[-1]", '4|PropertyAssignmentException|1|b'],
  ]);
});
