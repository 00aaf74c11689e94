/** Which commands are activities, and which are left out (workflow-semantics.md section 13). */

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
export const isExcluded = (name: string): boolean => excluded.has(name.toLowerCase());

/** Activities of Windows Workflow Foundation, which Windows PowerShell takes by their own names (13.5), and what to write instead here. */
const foundation: Readonly<Record<string, string>> = {
  assign: 'an assignment', delay: 'Start-Sleep', dowhile: 'do', foreach: 'foreach', if: 'if', parallel: 'parallel', parallelforeach: 'foreach -parallel', rethrow: 'throw in a catch block', sequence: 'sequence', switch: 'switch', throw: 'throw',
  trycatch: 'try', while: 'while', writeline: 'Write-Output', persist: 'Checkpoint-Workflow', terminateworkflow: 'throw', addtocollection: '+=', clearcollection: 'an assignment', removefromcollection: 'Where-Object', existsincollection: '-contains',
  flowchart: 'if and while', pick: 'parallel', invokemethod: 'InlineScript', invokedelegate: 'InlineScript', cancellationscope: 'try', compensableactivity: 'try', transactionscope: 'try',
};
/** What to write instead of an activity of Windows Workflow Foundation; undefined where the name is none. */
export const insteadOf = (name: string): string | undefined => (Object.hasOwn(foundation, name.toLowerCase()) ? foundation[name.toLowerCase()] : undefined);

/** Programs that talk to a console: as the whole text of an InlineScript they are refused (section 5). */
const consoles = names('cmd diskpart netsh nslookup powershell edit.com cmd.exe diskpart.exe netsh.exe nslookup.exe powershell.exe edit.com.exe');
export const needsConsole = (script: string): boolean => consoles.has(script.trim().toLowerCase());

/** Activities that run in the workflow's process, whatever machine is named (13.3). */
const local = names(
  'Add-Member Compare-Object ConvertFrom-Csv ConvertFrom-Json ConvertFrom-StringData Convert-Path ConvertTo-Csv ConvertTo-Html ConvertTo-Json ConvertTo-Xml ForEach-Object Get-Host Get-Member Get-Random Get-Unique Group-Object',
  'Measure-Command Measure-Object New-PSTransportOption New-TimeSpan New-WSManSessionOption Out-String Select-Object Sort-Object Update-List Where-Object Write-Debug Write-Error Write-Information Write-Output Write-Progress Write-Verbose Write-Warning',
  'Get-AutomationVariable Set-AutomationVariable Get-AutomationPSCredential Get-AutomationCertificate Get-AutomationConnection Start-SmaRunbook Get-SmaRunbook Get-SmaJob Get-SmaJobOutput',
);
export const isLocal = (name: string): boolean => local.has(name.toLowerCase());

/** Activities that ask the world before they do anything else: their question may be sent without waiting. */
const overlapping = names('Invoke-WebRequest Invoke-RestMethod Get-AutomationVariable Set-AutomationVariable Get-AutomationPSCredential Get-AutomationCertificate Get-AutomationConnection Start-SmaRunbook Get-SmaRunbook Get-SmaJob Get-SmaJobOutput');
export const overlaps = (name: string): boolean => overlapping.has(name.toLowerCase());
