import type { Report, Rule } from '../../rule.ts';
import { commandKey, isActivity } from '../../sites.ts';
import { words } from '../../words.ts';

/** Cmdlets without an activity (workflow-semantics.md 13.2), but for those that other rules speak of, and Import-Module, which is in doubt. */
const excluded = words(`Add-History Add-PSSnapin Clear-History Connect-PSSession Debug-Job Disconnect-PSSession Enter-PSSession Exit-PSSession Export-Console Export-ModuleMember
  Get-History Get-PSSnapin Get-Verb Invoke-Command Invoke-History New-Module New-PSSession New-PSSessionConfigurationFile Out-Default Out-Host Out-Null Receive-PSSession
  Register-ArgumentCompleter Remove-Module Remove-PSSnapin Set-PSDebug Set-StrictMode Start-Transcript Stop-Transcript Complete-Transaction Debug-Process Get-Clipboard Get-ComputerInfo
  Get-TimeZone Get-Transaction New-PSDrive Pop-Location Push-Location Remove-PSDrive Set-Clipboard Set-Location Set-TimeZone Start-Transaction Undo-Transaction Use-Transaction
  Clear-Variable Export-Alias Get-Alias Import-Alias New-Alias Set-Alias Export-PSSession Import-PSSession Format-Custom Format-Hex Format-List Format-Table Format-Wide Get-FileHash
  Get-FormatData Get-PSCallStack Get-Variable New-Variable Remove-Variable Set-Variable Import-PowerShellDataFile New-Guid New-TemporaryFile Remove-TypeData Trace-Command
  Update-FormatData Update-TypeData Get-CimSession Remove-CimSession`);

export const excludedCmdlet: Rule = {
  id: 'SMA2005', name: 'excluded-cmdlet', category: 'workflow', severity: 'warning', appliesTo: 'workflow',
  summary: 'A workflow uses a cmdlet that has no activity.',
  documentation: 'Windows PowerShell refuses to compile a workflow with such a cmdlet as a statement. Put it into an InlineScript block.',
  *check(context): Generator<Report> {
    for (const site of context.commands()) {
      if (!isActivity(site)) continue;
      const [name] = site.node.elements;
      if (name !== undefined && excluded.has(commandKey(site)) && !context.functions.has(commandKey(site))) yield { start: name.start, end: name.end, message: `${context.slice(name)} cannot be used in a workflow. Put it into an InlineScript block.` };
    }
  },
};
