/** Commands that no activity was made for (workflow-semantics.md section 13). */
import { nameTable } from '../../syntax/nameTable.ts';


const names = (...lists: readonly string[]): ReadonlySet<string> => new Set(lists.join(' ').toLowerCase().split(/\s+/));

/** Commands of Windows PowerShell's own modules that no activity was made for (13.2). Import-Module is in doubt there, and runs. */
const excluded = names(
  'Add-History Add-PSSnapin Clear-History Clear-Host Connect-PSSession Debug-Job Disconnect-PSSession Enter-PSHostProcess Enter-PSSession Exit-PSHostProcess Exit-PSSession Export-Console Export-ModuleMember Get-History',
  'Get-PSHostProcessInfo Get-PSSessionCapability Get-PSSnapin Get-Verb Invoke-Command Invoke-History New-Module New-PSRoleCapabilityFile New-PSSession New-PSSessionConfigurationFile New-PSSessionOption Out-Default Out-Host',
  'Out-Null Receive-PSSession Register-ArgumentCompleter Remove-Module Remove-PSSnapin Set-PSDebug Set-StrictMode Start-Transcript Stop-Transcript',
  'Complete-Transaction Debug-Process Get-Clipboard Get-ComputerInfo Get-ControlPanelItem Get-TimeZone Get-Transaction New-PSDrive Pop-Location Push-Location Remove-PSDrive Set-Clipboard Set-Location Set-TimeZone',
  'Show-ControlPanelItem Show-EventLog Start-Transaction Undo-Transaction Use-Transaction Get-Credential New-FileCatalog Test-FileCatalog',
  'Clear-Variable Convert-String ConvertFrom-SddlString Debug-Runspace Disable-PSBreakpoint Enable-PSBreakpoint Get-PSBreakpoint Remove-PSBreakpoint Set-PSBreakpoint Disable-RunspaceDebug Enable-RunspaceDebug Get-RunspaceDebug Get-Runspace',
  'Export-Alias Get-Alias Import-Alias New-Alias Set-Alias Export-PSSession Import-PSSession Format-Custom Format-Hex Format-List Format-Table Format-Wide Get-FileHash Get-FormatData Get-PSCallStack Get-Variable New-Variable Remove-Variable',
  'Set-Variable Import-PowerShellDataFile New-Guid New-TemporaryFile Out-GridView Read-Host Remove-TypeData Show-Command Trace-Command Update-FormatData Update-TypeData Wait-Debugger Write-Host',
  'Export-BinaryMiLog Import-BinaryMiLog Get-CimSession Remove-CimSession Register-CimIndicationEvent',
);

/** What Windows PowerShell calls them by too (`Get-Alias`). */
const aliases: Readonly<Record<string, string>> = nameTable({
  asnp: 'Add-PSSnapin', cd: 'Set-Location', chdir: 'Set-Location', clear: 'Clear-Host', clhy: 'Clear-History', cls: 'Clear-Host', clv: 'Clear-Variable', cnsn: 'Connect-PSSession', dbp: 'Disable-PSBreakpoint', dnsn: 'Disconnect-PSSession',
  ebp: 'Enable-PSBreakpoint', epal: 'Export-Alias', epsn: 'Export-PSSession', etsn: 'Enter-PSSession', exsn: 'Exit-PSSession', fc: 'Format-Custom', fhx: 'Format-Hex', fl: 'Format-List', ft: 'Format-Table', fw: 'Format-Wide', gal: 'Get-Alias',
  gbp: 'Get-PSBreakpoint', gcb: 'Get-Clipboard', gcs: 'Get-PSCallStack', ghy: 'Get-History', gin: 'Get-ComputerInfo', gsnp: 'Get-PSSnapin', gtz: 'Get-TimeZone', gv: 'Get-Variable', h: 'Get-History', history: 'Get-History', icm: 'Invoke-Command',
  ihy: 'Invoke-History', ipal: 'Import-Alias', ipsn: 'Import-PSSession', mount: 'New-PSDrive', nal: 'New-Alias', ndr: 'New-PSDrive', nmo: 'New-Module', nsn: 'New-PSSession', nv: 'New-Variable', ogv: 'Out-GridView', oh: 'Out-Host', popd: 'Pop-Location',
  pushd: 'Push-Location', r: 'Invoke-History', rbp: 'Remove-PSBreakpoint', rcsn: 'Receive-PSSession', rdr: 'Remove-PSDrive', rmo: 'Remove-Module', rsnp: 'Remove-PSSnapin', rv: 'Remove-Variable', sal: 'Set-Alias', sbp: 'Set-PSBreakpoint', scb: 'Set-Clipboard',
  set: 'Set-Variable', shcm: 'Show-Command', sl: 'Set-Location', stz: 'Set-TimeZone', sv: 'Set-Variable', trcm: 'Trace-Command',
});

/** Whether a command, by its name, with its module before it, or by an alias, has no activity. */
export function isExcluded(name: string): boolean {
  const plain = name.toLowerCase().replace(/^[\w.]+\\/, '');
  return excluded.has(plain) || Object.hasOwn(aliases, plain);
}
