/** Records that PowerShell's exceptions have themselves, and what a copy of a record keeps. */
import { table } from './table.ts';

describe('Records of exceptions', () => {
  table([
    ['a clause for an exception of PowerShell\'s own after Stop gets its own record; the list has the one of the command', `
      try { Get-Variable nope -ErrorAction Stop } catch [Management.Automation.ItemNotFoundException] { $_.FullyQualifiedErrorId; "[$($_.CategoryInfo.Activity)]"; $null -eq $_.InvocationInfo; $null -eq $_.ScriptStackTrace; $Error[0].CategoryInfo.Activity }
      try { Get-Variable nope -ErrorAction Stop } catch [Exception] { $_.FullyQualifiedErrorId; $_.PipelineIterationInfo.Count }`,
      'VariableNotFound|[]|True|True|Get-Variable|VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand|0'],
    ['a thrown PSInvalidCastException stays one', `
      try { throw [Management.Automation.PSInvalidCastException]::new('bad') } catch { $_.Exception.GetType().Name; $_.CategoryInfo.Reason; $_.Exception.ErrorRecord.FullyQualifiedErrorId }
      try { throw [Management.Automation.PSArgumentNullException]::new('p') } catch { "$_" }; try { throw [Management.Automation.PSArgumentNullException]::new('p', 'm') } catch { "$_ $($_.Exception.ParamName)" }`,
      "PSInvalidCastException|PSInvalidCastException|PSInvalidCastException|Value cannot be null. (Parameter 'p')|m p"],
    ['a record of a record keeps its exception; its category is told in a culture too', `
      $e = [Management.Automation.ErrorRecord]::new([Exception]::new('first'), 'Id', 'InvalidData', $null); $null -eq $e.ScriptStackTrace; [Management.Automation.ErrorRecord]::new($e, [Exception]::new('other')).Exception.Message
      $e.CategoryInfo.GetMessage([cultureinfo]::InvariantCulture)`, 'True|first|InvalidData: (:) [], Exception'],
    ['a date tells itself as its hint wants', '(Get-Date 2024-01-02 -DisplayHint Date).DateTime; (Get-Date 2024-01-02T03:04:05 -DisplayHint Time).DateTime', 'Tuesday, 02 January 2024|03:04:05'],
    ['where a block starts is a token', '$p = { 1 }.StartPosition; $p.GetType().Name; $p.Content; "$($p.Type)"; $p.Start; $p.Length', 'PSToken|{ 1 }|Position|5|5'],
  ]);
});
