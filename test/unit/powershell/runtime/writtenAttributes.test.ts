/** Attributes in the order in which they count, and pipelines in the background. */
import { table } from './table.ts';

describe('Attributes that are written', () => {
  table([
    ['of a parameter: the one next to the name first, the conversion last', `
      function f { param([Parameter(Mandatory)] [Alias('q')] [ValidateSet('a', 'b')] [string] $A, $B) }
      (Get-Command f).Parameters['A'].Attributes.ForEach{ $_.GetType().Name }; (Get-Command f).Parameters['B'].Attributes.ForEach{ $_.GetType().Name }`,
      'ValidateSetAttribute|AliasAttribute|ParameterAttribute|ArgumentTypeConverterAttribute|ParameterAttribute'],
    ['the rule next to the name is asked first', `
      function f { param([ValidateLength(1, 3)] [ValidatePattern('^a')] [string] $x) }; try { f bbbbb } catch { ($_ -split '\\.')[1] }`, ' The argument "bbbbb" does not match the "^a" pattern'],
    ['of a block', '{ [CmdletBinding(SupportsShouldProcess)] [OutputType([int])] param() }.Attributes.ForEach{ $_.GetType().Name }; { 1 }.Attributes.Count', 'CmdletBindingAttribute|OutputTypeAttribute|0'],
  ]);
});
describe('Pipelines in the background', () => {
  table([
    ['are jobs that have the variables', '$a = 5; $j = "$a-$($a + 1)" &\n$j.GetType().Name; Receive-Job $j -Wait; $k = 1, 2 | ForEach-Object { $_ * $a } &\n(Receive-Job $k -Wait) -join " "', 'PSRemotingJob|5-6|5 10'],
    ['with && too', "$j = Write-Output a && Write-Output b &\n(Receive-Job $j -Wait) -join ' '; $j.PSJobTypeName", 'a b|BackgroundJob'],
  ]);
});
